"""Reserves and funds with an aim: which there are, how they moved in a year, and operations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import resolution_number
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.entries import MEMORIAL, OPENING, NewEntry, NewLine, entry_number
from coopadmin.ledger.fund_rules import (
    FundState,
    NewFund,
    NewFundMove,
    ask_about,
    check_fund,
    check_move,
)
from coopadmin.ledger.model import Account, Entry, Fund, Line
from coopadmin.ledger.places import FUND_KINDS, PLACES, RESULT_KINDS
from coopadmin.ledger.posting import get_chart, post
from coopadmin.ledger.queries import NOTHING
from coopadmin.store.work import Work, operation

RESULT_PLACES = tuple(token for token, place in PLACES.items() if place.kinds & RESULT_KINDS)


@dataclass(frozen=True, slots=True)
class FundRow:
    """One reserve or fund with what it holds now; `resolution` is the number of its decision."""

    id: int
    kind: str
    name: str
    account_id: int
    account: str
    purpose: str
    most: Money | None
    resolution_id: int | None
    resolution: str
    in_use: bool
    holds: Money
    used: bool


@dataclass(frozen=True, slots=True)
class FundMovement:
    """How one reserve or fund went from the beginning to the end of a book year.

    `fund_id` is None for what stands on an account of its kind without naming a fund. What
    belongs to the result of the year and still waits for its appropriation is `waiting`: income
    less expenditure of the year on lines that name the fund.
    """

    fund_id: int | None
    kind: str
    name: str
    purpose: str
    most: Money | None
    resolution: str
    opening: Money
    added: Money
    withdrawn: Money
    waiting: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.added - self.withdrawn


def list_funds(session: Session, *, in_use: bool | None = None) -> list[FundRow]:
    """Reserves and funds in the order of their kinds, each with what it holds now."""
    holds = _holdings(session)
    used = select(Line.id).where(Line.fund_id == Fund.id).exists()
    statement = (
        select(Fund, Account, Resolution, used.label("used"))
        .join(Account, Account.id == Fund.account_id)
        .outerjoin(Resolution, Resolution.id == Fund.resolution_id)
        .order_by(Fund.name)
    )
    if in_use is not None:
        statement = statement.where(Fund.in_use == in_use)
    rows = [
        FundRow(
            fund.id,
            fund.kind,
            fund.name,
            fund.account_id,
            f"{account.number} {account.name}",
            fund.purpose,
            fund.most,
            fund.resolution_id,
            _numbered(resolution),
            fund.in_use,
            holds[fund.id],
            has_lines,
        )
        for fund, account, resolution, has_lines in session.execute(statement)
    ]
    order = list(FUND_KINDS)
    return sorted(rows, key=lambda row: order.index(row.kind))


def fund_movements(session: Session, book_year: str) -> list[FundMovement]:
    """The movement table of a book year: per reserve or fund begin, added, withdrawn and end.

    In the order of the kinds, then of the names; those without an amount that are out of use are
    left out. Together they are what the accounts of the three kinds hold. Two statements.
    """
    opens = (Line.book_year < book_year) | (Entry.journal == OPENING)
    now = (Line.book_year == book_year) & (Entry.journal != OPENING)
    on_kind = Account.place.in_(FUND_KINDS)
    sums = (
        select(
            Line.fund_id,
            case((on_kind, Account.place), else_="").label("kind"),
            func.sum(case((opens, Line.amount), else_=0)).label("opening"),
            func.sum(case((now & (Line.amount < NOTHING), Line.amount), else_=0)).label("added"),
            func.sum(case((now & (Line.amount > NOTHING), Line.amount), else_=0)).label("taken"),
        )
        .join(Entry, Entry.id == Line.entry_id)
        .join(Account, Account.id == Line.account_id)
        .where(
            Line.book_year <= book_year,
            on_kind | (Line.fund_id.is_not(None) & Account.place.in_(RESULT_PLACES)),
        )
        .group_by(Line.fund_id, "kind")
    )
    moves: dict[tuple[int | None, str], Any] = {
        (row.fund_id, row.kind): row for row in session.execute(sums)
    }
    found = []
    for fund in list_funds(session):
        row = moves.pop((fund.id, fund.kind), None)
        result = moves.pop((fund.id, ""), None)
        waiting = ZERO if result is None else -_money(result.added) - _money(result.taken)
        if row is not None or waiting or fund.in_use:
            about = (fund.id, fund.kind, fund.name, fund.purpose, fund.most, fund.resolution)
            found.append(FundMovement(*about, *_amounts(row), waiting))
    for (_fund, kind), row in sorted(moves.items(), key=lambda each: each[0][1]):
        if kind:
            found.append(FundMovement(None, kind, "", "", None, "", *_amounts(row), ZERO))
    order = list(FUND_KINDS)
    return sorted(found, key=lambda row: order.index(row.kind))


def _amounts(row: Any) -> tuple[Money, Money, Money]:
    if row is None:
        return ZERO, ZERO, ZERO
    return -_money(row.opening), -_money(row.added), _money(row.taken)


def _money(value: Any) -> Money:
    return value if isinstance(value, Money) else Money(int(value or 0))


def _numbered(row: Resolution | None) -> str:
    return "" if row is None else resolution_number(row.body, row.year, row.sequence)


def _holdings(session: Session) -> dict[int, Money]:
    """What each fund holds now: what stands on its own account, the side of credit above zero."""
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for fund_id, amount in session.execute(
        select(Line.fund_id, func.sum(Line.amount))
        .join(Fund, (Fund.id == Line.fund_id) & (Fund.account_id == Line.account_id))
        .group_by(Line.fund_id)
    ):
        if fund_id is not None:
            found[fund_id] = -_money(amount)
    return found


def fund_states(session: Session) -> dict[int, FundState]:
    """Every fund as moving meets it."""
    return {
        row.id: FundState(row.name, row.holds, row.most, row.in_use) for row in list_funds(session)
    }


def ask_about_funds(session: Session, entries: Sequence[NewEntry]) -> Iterator[Problem]:
    """Questions about the funds that these entries bring below nothing or above their limit."""
    moved: dict[int, int] = defaultdict(int)
    accounts = dict(session.execute(select(Fund.id, Fund.account_id)).all())
    for line in (line for entry in entries for line in entry.lines):
        if line.fund_id is not None and accounts.get(line.fund_id) == line.account_id:
            moved[line.fund_id] -= line.amount.cents
    if moved:
        states = fund_states(session)
        for fund_id, cents in moved.items():
            yield from ask_about(states[fund_id], Money(cents))


@operation("ledger.add_fund", N_("Add reserve or fund"), N_("{who} added the fund {about}"))
def add_fund(work: Work, new: NewFund) -> int:
    """Add a reserve or fund; gives its id. Raises Refused."""
    row = work.add(Fund(**_checked(work, new, None)))
    work.about = row.name
    return row.id


@operation("ledger.change_fund", N_("Change reserve or fund"), N_("{who} changed the fund {about}"))
def change_fund(work: Work, fund_id: int, new: NewFund) -> None:
    """What a fund is from now on; `in_use` takes it out of use or back.

    One that holds something stays in use, and one with lines keeps its kind and account.
    """
    row = work.get(Fund, fund_id)
    (now,) = (each for each in list_funds(work.session) if each.id == fund_id)
    columns = _checked(work, new, fund_id)
    if now.used and (columns["kind"], columns["account_id"]) != (row.kind, row.account_id):
        raise refuse(
            "fund.used",
            N_("“{name}” has lines, so it stays what it is. Add another fund instead."),
            field="kind",
            name=row.name,
        )
    if not new.in_use and now.holds:
        raise refuse(
            "fund.holds",
            N_("“{name}” still holds {holds}. Move that first."),
            name=row.name,
            holds=now.holds,
        )
    for name, value in columns.items():
        setattr(row, name, value)
    work.about = row.name


@operation("ledger.remove_fund", N_("Remove reserve or fund"), N_("{who} removed the fund {about}"))
def remove_fund(work: Work, fund_id: int) -> None:
    """Remove a fund without lines; one with lines can only be taken out of use."""
    row = work.get(Fund, fund_id)
    (now,) = (each for each in list_funds(work.session) if each.id == fund_id)
    if now.used:
        raise refuse(
            "fund.lines",
            N_("“{name}” has lines and stays. Take it out of use instead."),
            name=row.name,
        )
    work.about = row.name
    work.remove(row)


@operation("ledger.move_fund", N_("Move to or from a fund"), N_("{who} moved a fund: {about}"))
def move_fund(work: Work, new: NewFundMove) -> str:
    """Add to a fund or withdraw from it, against another fund or the other reserves.

    Gives the number of the booking. Asks when a fund goes below nothing or above its limit.
    """
    chart = get_chart(work)
    fund = work.get(Fund, new.fund_id)
    other = None if new.other_fund_id is None else work.get(Fund, new.other_fund_id)
    states = fund_states(work.session)
    work.check(check_move(new, states[fund.id], states[other.id] if other else None))
    against = chart.account("other_reserves") if other is None else other.account_id
    lines = [
        NewLine(fund.account_id, -new.amount, fund_id=fund.id),
        NewLine(against, new.amount, fund_id=None if other is None else other.id),
    ]
    entry = NewEntry(MEMORIAL, new.dated, new.description, lines, source="fund")
    (entry_id,) = post(work, chart, [entry])
    made = work.get(Entry, entry_id)
    number = entry_number(made.journal, made.book_year, made.number)
    work.about = f"{fund.name}, {number}"
    return number


def _checked(work: Work, new: NewFund, fund_id: int | None) -> dict[str, Any]:
    """The columns of a fund that is right. Raises Refused."""
    chart = get_chart(work)
    account_id = new.account_id or chart.roles.get(new.kind, 0)
    rows = work.session.execute(select(Account.id, Account.place))
    places = {row.id: row.place for row in rows if row.id in chart.usable}
    others = [each.name for each in list_funds(work.session) if each.id != fund_id]
    work.check(check_fund(new, places, account_id, others))
    if new.resolution_id is not None:
        work.get(Resolution, new.resolution_id)
    return {
        "kind": new.kind,
        "name": " ".join(new.name.split()),
        "account_id": account_id,
        "purpose": new.purpose.strip(),
        "most": new.most,
        "resolution_id": new.resolution_id,
        "in_use": new.in_use,
    }
