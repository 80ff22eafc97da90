"""Costs and income of another year than they are booked in: moved at its end, and back at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accrual_rules import (
    NewAccrual,
    check_accrual,
    moved_at_end,
    part_until,
    role_of,
    steps_of,
)
from coopadmin.ledger.dimensions import activity_names, fund_names
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine, entry_number
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import Account, Accrual, AccrualPart, Entry
from coopadmin.ledger.places import EXPENSE, PLACES
from coopadmin.ledger.posting import Chart, get_chart, post
from coopadmin.ledger.reversing import post_turned
from coopadmin.store.numbering import next_number
from coopadmin.store.work import Work, operation


@dataclass(frozen=True, slots=True)
class AccrualRow:
    """One accrual as the end of a book year sees it.

    `until` is what belongs to the years up to this one, `moved` what goes over its end (above zero
    booked too early, below zero not yet), `booked` what of it was booked.
    """

    id: int
    number: int
    description: str
    account_id: int
    account: str
    kind: str
    activity_id: int | None
    activity: str
    fund_id: int | None
    fund: str
    amount: Money
    period: Period
    booked_in: str
    until: Money
    moved: Money
    booked: Money

    @property
    def to_book(self) -> Money:
        return self.moved - self.booked

    @property
    def role(self) -> str:
        """Where what is moved stands: a token of MOVES."""
        return role_of(self.kind, self.moved or self.booked)


@dataclass(frozen=True, slots=True)
class AccrualPair:
    """What was moved at the end of a year, and the booking that moved it back in the next."""

    accrual: int
    description: str
    book_year: str
    amount: Money
    number: str
    dated: date
    back_number: str
    back_dated: date


def list_accruals(session: Session, book_year: str) -> list[AccrualRow]:
    """All accruals as the end of a book year sees them, oldest first."""
    year = get_book_year(session, book_year)
    return _rows(session, year)


def _rows(session: Session, year: BookYear) -> list[AccrualRow]:
    booked = _booked(session, year.label)
    activities, funds = activity_names(session), fund_names(session)
    rows = []
    for accrual, account in session.execute(
        select(Accrual, Account)
        .join(Account, Account.id == Accrual.account_id)
        .order_by(Accrual.first, Accrual.number)
    ):
        period = Period(accrual.first, accrual.last)
        rows.append(
            AccrualRow(
                id=accrual.id,
                number=accrual.number,
                description=accrual.description,
                account_id=account.id,
                account=f"{account.number} {account.name}",
                kind=_kind(account.place),
                activity_id=accrual.activity_id,
                activity=activities.get(accrual.activity_id or 0, ""),
                fund_id=accrual.fund_id,
                fund=funds.get(accrual.fund_id or 0, ""),
                amount=accrual.amount,
                period=period,
                booked_in=accrual.booked_in,
                until=part_until(accrual.amount, period, year.last),
                moved=moved_at_end(accrual.amount, period, year, accrual.booked_in),
                booked=booked[accrual.id],
            )
        )
    return rows


def accrual_pairs(session: Session, book_year: str | None = None) -> list[AccrualPair]:
    """What was moved over the end of years, each with what moved it back; the oldest first."""
    back, undone = aliased(Entry), aliased(Entry)
    statement = (
        select(AccrualPart, Accrual, Entry, back)
        .join(Accrual, Accrual.id == AccrualPart.accrual_id)
        .join(Entry, Entry.id == AccrualPart.entry_id)
        .join(back, back.follows_id == Entry.id)
        .outerjoin(undone, undone.reverses_id == Entry.id)
        .where(undone.id.is_(None))
        .order_by(Entry.dated, Entry.number)
    )
    if book_year is not None:
        statement = statement.where(AccrualPart.book_year == book_year)
    return [
        AccrualPair(
            accrual.number,
            accrual.description,
            part.book_year,
            part.amount,
            entry_number(entry.journal, entry.book_year, entry.number),
            entry.dated,
            entry_number(follower.journal, follower.book_year, follower.number),
            follower.dated,
        )
        for part, accrual, entry, follower in session.execute(statement)
    ]


def still_to_move(session: Session, book_year: str) -> list[AccrualRow]:
    """The accruals of which something is not yet moved over the end of a book year.

    In the first year of the books, also those that its opening balance holds and that are not
    moved back from it yet; none as long as no books are kept.
    """
    begun = find_bookkeeping(session)
    year = get_book_year(session, book_year)
    if begun is None or year.label < begun.first_year:
        return []
    rows = [row for row in _rows(session, year) if row.to_book]
    if year.label == begun.first_year:
        rows += [row for row in _rows(session, _year_before(session, year)) if row.to_book]
    return rows


@operation("ledger.add_accrual", N_("Add accrual"), N_("{who} added the accrual {about}"))
def add_accrual(work: Work, new: NewAccrual) -> int:
    """Note a cost or an income of other years than it is booked in; gives its number.

    The end of the year books it (`book_accruals`). Raises Refused.
    """
    _check(work, new)
    row = work.add(Accrual(number=next_number(work), **_columns(new)))
    work.about = row.description
    return row.number


@operation("ledger.change_accrual", N_("Change accrual"), N_("{who} changed the accrual {about}"))
def change_accrual(work: Work, number: int, new: NewAccrual) -> None:
    """What it is from now on; what was booked is set right when the year is booked again."""
    row = _found(work, number)
    moved = work.session.scalar(select(AccrualPart.id).where(AccrualPart.accrual_id == row.id))
    about = (new.account_id, new.activity_id, new.fund_id)
    if moved is not None and about != (row.account_id, row.activity_id, row.fund_id):
        raise refuse(
            "accrual.moved",
            N_("It was booked already, so it stays on its account. Remove it and add it anew."),
            field="account",
        )
    _check(work, new)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = row.description


@operation("ledger.remove_accrual", N_("Remove accrual"), N_("{who} removed the accrual {about}"))
def remove_accrual(work: Work, number: int) -> None:
    """Take it away and reverse what it moved. Refused when a year of that is closed."""
    row = _found(work, number)
    work.about = row.description
    back = aliased(Entry)
    moved = work.session.execute(
        select(AccrualPart.id, AccrualPart.entry_id, back.id.label("reversed"))
        .outerjoin(back, back.reverses_id == AccrualPart.entry_id)
        .where(AccrualPart.accrual_id == row.id)
    ).all()
    going = [part.entry_id for part in moved if part.reversed is None]
    for entry_id in going:
        post_turned(work, get_chart(work), entry_id)
    work.remove_many(AccrualPart, [part.id for part in moved])
    work.remove(row)


@operation("ledger.accrue", N_("Book accruals"), N_("{who} booked the accruals of {about}"))
def book_accruals(work: Work, book_year: str) -> int:
    """Move over the end of a book year what belongs to other years, and back on the next day.

    Each is a pair of bookings, the second following from the first. In the first year of the books
    what its opening balance holds is moved back from it. Gives how many were moved; what was
    booked already and changed since is set right. Raises Refused.
    """
    chart = get_chart(work)
    year = get_book_year(work.session, book_year)
    work.about = year.label
    before = _year_before(work.session, year)
    moved = 0
    parts: list[dict[str, object]] = []
    if year.label == chart.first_year:
        for row in _rows(work.session, before):
            moved += bool(row.to_book)
            for role, amount in steps_of(row.kind, row.booked, row.moved):
                back = _entry(chart, row, role, -amount, year.first)
                parts.append(_part(row, before, amount, post(work, chart, [back])))
    for row in _rows(work.session, year):
        moved += bool(row.to_book)
        for role, amount in steps_of(row.kind, row.booked, row.moved):
            ids = post(work, chart, [_entry(chart, row, role, amount, year.last)])
            next_day = chart.years.after(year).first
            post(work, chart, [_entry(chart, row, role, -amount, next_day)], follows=ids[0])
            parts.append(_part(row, year, amount, ids))
    work.add_many(AccrualPart, parts)
    return moved


def _part(row: AccrualRow, year: BookYear, amount: Money, ids: list[int]) -> dict[str, object]:
    return {
        "accrual_id": row.id,
        "book_year": year.label,
        "amount": amount,
        "entry_id": ids[0],
    }


def _entry(chart: Chart, row: AccrualRow, role: str, amount: Money, dated: date) -> NewEntry:
    """Off its account and on that of the role; of income the other way round."""
    amount = amount if row.kind == EXPENSE else -amount
    lines = [
        NewLine(chart.account(role), amount),
        NewLine(row.account_id, -amount, "", row.activity_id, row.fund_id),
    ]
    return NewEntry(MEMORIAL, dated, row.description, lines, source="accrual")


def _year_before(session: Session, year: BookYear) -> BookYear:
    return get_book_years(session).before(year)


def _booked(session: Session, book_year: str) -> dict[int, Money]:
    """What each accrual moved over the end of a year by bookings that were not reversed."""
    back = aliased(Entry)
    found: dict[int, Money] = defaultdict(lambda: ZERO)
    for row in session.scalars(
        select(AccrualPart)
        .outerjoin(back, back.reverses_id == AccrualPart.entry_id)
        .where(AccrualPart.book_year == book_year, back.id.is_(None))
    ):
        found[row.accrual_id] += row.amount
    return found


def _check(work: Work, new: NewAccrual) -> None:
    chart = get_chart(work)
    booked = get_book_year(work.session, new.booked_in)
    kinds = {
        row.id: _kind(row.place)
        for row in work.session.execute(select(Account.id, Account.place))
        if row.id in chart.usable
    }
    work.check(check_accrual(new, kinds, booked))


def _found(work: Work, number: int) -> Accrual:
    row = work.session.scalars(select(Accrual).where(Accrual.number == number)).first()
    if row is None:
        raise refuse(
            "accrual.unknown", N_("There is no accrual {number}. List them."), number=number
        )
    return row


def _kind(place: str) -> str:
    (kind,) = PLACES[place].kinds
    return kind


def _columns(new: NewAccrual) -> dict[str, object]:
    return {
        "description": " ".join(new.description.split()),
        "account_id": new.account_id,
        "activity_id": new.activity_id,
        "fund_id": new.fund_id,
        "amount": new.amount,
        "first": new.period.first,
        "last": new.period.last,
        "booked_in": new.booked_in.strip(),
    }
