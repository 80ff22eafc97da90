"""How reserves and funds moved in each year, and where the results of the years went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import AccountRow
from coopadmin.ledger.dimensions import fund_names
from coopadmin.ledger.entries import OPENING
from coopadmin.ledger.facts import Appropriated, ReserveMovement
from coopadmin.ledger.model import Entry, Fund, Line
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.queries import NOTHING

RESULT = "result"
APPROPRIATION = "appropriation"
RESERVES = (
    "legal_reserves",
    "designated_reserves",
    "other_reserves",
    "equalisation_reserve",
    "restricted_funds",
)


def reserves_by_year(
    session: Session, chart: Sequence[AccountRow], labels: Sequence[str]
) -> dict[str, tuple[ReserveMovement, ...]]:
    """By year, the movement of each reserve and fund: a line for each fund on an account."""
    accounts = {each.id: each for each in chart if each.place in RESERVES}
    funds = {fund.id: fund for fund in session.scalars(select(Fund))}
    resolutions = {row.id: row.number for row in list_resolutions(session)}
    moves: dict[tuple[int, int | None], dict[str, tuple[int, int, int]]] = defaultdict(dict)
    opens = Entry.journal == OPENING
    for account_id, fund_id, label, opened, added, withdrawn in session.execute(
        select(
            Line.account_id,
            Line.fund_id,
            Line.book_year,
            func.sum(case((opens, Line.amount), else_=NOTHING)),
            func.sum(case((~opens & (Line.amount < NOTHING), Line.amount), else_=NOTHING)),
            func.sum(case((~opens & (Line.amount > NOTHING), Line.amount), else_=NOTHING)),
        )
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.account_id.in_(accounts), Line.book_year <= max(labels))
        .group_by(Line.account_id, Line.fund_id, Line.book_year)
    ):
        moves[account_id, fund_id][label] = (-opened.cents, -added.cents, withdrawn.cents)
    found: dict[str, list[ReserveMovement]] = defaultdict(list)
    for (account_id, fund_id), by_year in moves.items():
        account = accounts[account_id]
        fund = funds.get(fund_id) if fund_id else None
        for label in labels:
            opened, added, withdrawn = by_year.get(label, (0, 0, 0))
            earlier = [by_year[year] for year in by_year if year < label]
            begin = opened + sum(one + more - less for one, more, less in earlier)
            if begin or added or withdrawn:
                found[label].append(
                    ReserveMovement(
                        place=account.place,
                        name=fund.name if fund else account.name,
                        begin=Money(begin),
                        added=Money(added),
                        withdrawn=Money(withdrawn),
                        end=Money(begin + added - withdrawn),
                        purpose=fund.purpose if fund else "",
                        limit=fund.most if fund else None,
                        decision=resolutions.get(fund.resolution_id or 0, "") if fund else "",
                    )
                )
    order = {token: number for number, token in enumerate(PLACES)}
    return {
        label: tuple(sorted(each, key=lambda one: (order[one.place], one.name)))
        for label, each in found.items()
    }


@dataclass(frozen=True)
class Appropriation:
    """What of a result has its place in the year itself: how much in cents, and where it went."""

    moved: int = 0
    lines: tuple[Appropriated, ...] = ()


def appropriations_by_year(
    session: Session, chart: Sequence[AccountRow]
) -> dict[str, Appropriation]:
    """By year, what bookings that appropriate took from the result, and where it went."""
    names = {each.id: each.name for each in chart}
    results = [each.id for each in chart if each.role == RESULT]
    funds = fund_names(session)
    taken = select(Line.entry_id).where(Line.account_id.in_(results))
    moved: dict[str, int] = defaultdict(int)
    went: dict[str, list[Appropriated]] = defaultdict(list)
    for label, account_id, fund_id, amount in session.execute(
        select(Line.book_year, Line.account_id, Line.fund_id, func.sum(Line.amount))
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.entry_id.in_(taken), Entry.source == APPROPRIATION)
        .group_by(Line.book_year, Line.account_id, Line.fund_id)
        .order_by(Line.book_year, Line.account_id, Line.fund_id)
    ):
        if account_id in results:
            moved[label] += amount.cents
        elif amount:
            went[label].append(Appropriated(funds.get(fund_id or 0) or names[account_id], -amount))
    return {label: Appropriation(moved[label], tuple(lines)) for label, lines in went.items()}
