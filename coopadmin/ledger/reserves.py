"""How reserves and funds moved in each year, and where the results of the years went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.accounts import AccountRow
from coopadmin.ledger.dimensions import fund_names
from coopadmin.ledger.entries import OPENING
from coopadmin.ledger.facts import Appropriated, ReserveMovement
from coopadmin.ledger.model import Entry, Fund, Line
from coopadmin.ledger.places import EQUITY, PLACES
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


def appropriations_by_year(
    session: Session, chart: Sequence[AccountRow]
) -> dict[str, tuple[Appropriated, ...]]:
    """By year, where its result went: the lines of what was appropriated on other accounts."""
    equity = {each.id: each for each in chart if each.kind == EQUITY and each.role != RESULT}
    funds = fund_names(session)
    found: dict[str, list[Appropriated]] = defaultdict(list)
    for label, account_id, fund_id, amount in session.execute(
        select(Line.book_year, Line.account_id, Line.fund_id, func.sum(Line.amount))
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.account_id.in_(equity), Entry.source == APPROPRIATION)
        .group_by(Line.book_year, Line.account_id, Line.fund_id)
    ):
        name = equity[account_id].name if fund_id is None else funds[fund_id]
        found[label].append(Appropriated(name, ZERO - amount))
    return {label: tuple(each) for label, each in found.items()}
