"""Since when books are kept, which entries there are, and what stands on each account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import OPENING, entry_number
from coopadmin.ledger.model import (
    Account,
    Bookkeeping,
    Entry,
    Fund,
    Line,
    OpenItem,
    Settlement,
)
from coopadmin.ledger.places import BALANCE_KINDS, PLACES
from coopadmin.ledger.queries import NOTHING, name_or_nothing
from coopadmin.ledger.rules import control_role
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS

BALANCE_PLACES = tuple(token for token, place in PLACES.items() if place.kinds & BALANCE_KINDS)


@dataclass(frozen=True)
class BookkeepingFacts:
    """Since when books are kept here, and from when a difference with the budget is explained."""

    first_year: str
    first: date
    explain_percent: int
    explain_above: Money

    def asks(self, difference: Money, budget: Money) -> bool:
        """Whether a difference with the budget is above both limits, so that it is explained."""
        size = abs(difference.cents)
        return size > self.explain_above.cents and size * 100 > self.explain_percent * abs(
            budget.cents
        )


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of an entry as a ledger card shows it; debit above zero."""

    id: int
    entry_id: int
    number: str
    journal: str
    book_year: str
    dated: date
    account_id: int
    account: str
    account_name: str
    amount: Money
    who: str
    entry_description: str
    description: str
    activity_id: int | None
    activity: str
    fund: str
    source: str


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What one account had at the beginning of a year, what came, and what it has at the end."""

    account_id: int
    number: str
    name: str
    place: str
    opening: Money
    debit: Money
    credit: Money

    @property
    def closing(self) -> Money:
        return self.opening + self.debit - self.credit


def find_bookkeeping(session: Session) -> BookkeepingFacts | None:
    """Since when books are kept here, or None."""
    row = session.scalars(select(Bookkeeping)).first()
    if row is None:
        return None
    return BookkeepingFacts(row.first_year, row.first, row.explain_percent, row.explain_above)


def list_lines(
    session: Session,
    *,
    book_year: str | None = None,
    account_id: int | None = None,
    entry_id: int | None = None,
    activity_id: int | None = None,
) -> list[LineRow]:
    """Lines of entries, oldest first, with the names of all that they are about."""
    activities = activity_names(session)
    statement = (
        select(
            Line,
            Entry,
            Account.number.label("account_number"),
            Account.name.label("account_name"),
            Fund.name.label("fund_name"),
            *NAME_COLUMNS,
        )
        .join(Entry, Entry.id == Line.entry_id)
        .join(Account, Account.id == Line.account_id)
        .outerjoin(Fund, Fund.id == Line.fund_id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .order_by(Entry.dated, Entry.id, Line.position)
    )
    for column, wanted in (
        (Line.book_year, book_year),
        (Line.account_id, account_id),
        (Line.entry_id, entry_id),
        (Line.activity_id, activity_id),
    ):
        if wanted is not None:
            statement = statement.where(column == wanted)
    return [
        LineRow(
            id=row.Line.id,
            entry_id=row.Entry.id,
            number=entry_number(row.Entry.journal, row.Entry.book_year, row.Entry.number),
            journal=row.Entry.journal,
            book_year=row.Entry.book_year,
            dated=row.Entry.dated,
            account_id=row.Line.account_id,
            account=row.account_number,
            account_name=row.account_name,
            amount=row.Line.amount,
            who=name_or_nothing(row) or row.Entry.party,
            entry_description=row.Entry.description,
            description=row.Line.description,
            activity_id=row.Line.activity_id,
            activity=activities.get(row.Line.activity_id, ""),
            fund=row.fund_name or "",
            source=row.Entry.source,
        )
        for row in session.execute(statement)
    ]


def find_entry(session: Session, number: str) -> int:
    """The id of an entry by its number, `BANK2026-0012`. Raises Refused when there is none."""
    for entry_id, journal, label, each in session.execute(
        select(Entry.id, Entry.journal, Entry.book_year, Entry.number)
    ):
        if entry_number(journal, label, each) == number.strip().upper():
            return int(entry_id)
    raise refuse("entry.unknown", N_("There is no booking {number}."), number=number)


def trial_balance(
    session: Session, book_year: str, *, appropriated: bool = True
) -> list[BalanceRow]:
    """Every account with an amount, in order of number: opening, debit, credit of one book year.

    The opening balance is the sum of all earlier lines: accounts of the balance sheet as they are,
    income and expenditure of earlier years together on the account of the role `result`. It adds
    to nothing, as debit and credit do. Without `appropriated` the appropriation of this year's
    result is left out. Two statements whatever the number of lines.
    """
    before = Line.book_year < book_year
    opens = before | (Entry.journal == OPENING)
    moves = [Line.book_year == book_year, Entry.journal != OPENING]
    if not appropriated:
        moves.append(Entry.source != "appropriation")
    of_balance = Account.place.in_(BALANCE_PLACES)
    now = (Line.book_year == book_year) & (Entry.journal != OPENING)
    opening_sum = func.sum(case((opens & of_balance, Line.amount), else_=0))
    statement = (
        select(
            Account.id,
            Account.number,
            Account.name,
            Account.place,
            Account.role,
            opening_sum.label("opening"),
            func.sum(case((before & ~of_balance, Line.amount), else_=0)).label("result"),
            func.sum(case((now & (Line.amount > NOTHING), Line.amount), else_=0)).label("debit"),
            func.sum(case((now & (Line.amount < NOTHING), Line.amount), else_=0)).label("credit"),
        )
        .join(Line, Line.account_id == Account.id)
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.book_year <= book_year)
        .group_by(Account.id)
        .order_by(Account.number)
    )
    if not appropriated:
        statement = statement.where(
            (Line.book_year < book_year) | (Entry.source != "appropriation")
        )
    found = session.execute(statement).all()
    carried = sum(cents_of(row.result) for row in found)
    rows = [
        BalanceRow(
            row.id,
            row.number,
            row.name,
            row.place,
            Money(cents_of(row.opening) + (carried if row.role == "result" else 0)),
            Money(cents_of(row.debit)),
            Money(-cents_of(row.credit)),
        )
        for row in found
    ]
    if carried and not any(row.role == "result" for row in found):
        result = session.scalars(select(Account).where(Account.role == "result")).one()
        rows.append(
            BalanceRow(
                result.id, result.number, result.name, result.place, Money(carried), ZERO, ZERO
            )
        )
    return sorted(
        (row for row in rows if row.opening or row.debit or row.credit),
        key=lambda row: row.number,
    )


def cents_of(value: object) -> int:
    """A sum of amounts in cents, which a database may give as money, as a number or as nothing."""
    return value.cents if isinstance(value, Money) else int(value or 0)  # type: ignore[call-overload]


def check_entries(session: Session) -> Iterator[Problem]:
    """Entries sum to nothing, are numbered without gaps, and agree with what is owed."""
    unbalanced = session.scalar(
        select(func.count()).select_from(
            select(Line.entry_id)
            .group_by(Line.entry_id)
            .having(func.sum(Line.amount) != NOTHING)
            .subquery()
        )
    )
    if unbalanced:
        yield Problem(
            "check.entries",
            N_("{count} bookings do not balance. Restore a backup."),
            {"count": unbalanced},
        )
    for label, journal, count, first, last in session.execute(
        select(
            Entry.book_year,
            Entry.journal,
            func.count(),
            func.min(Entry.number),
            func.max(Entry.number),
        ).group_by(Entry.book_year, Entry.journal)
    ):
        if (first, last) != (1, count):
            yield Problem(
                "check.entry_numbers",
                N_("The bookings {first} to {last} are not numbered without gaps."),
                {
                    "first": entry_number(journal, label, first),
                    "last": entry_number(journal, label, last),
                },
            )
    stray = session.scalar(
        select(func.count())
        .select_from(Line)
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.book_year != Entry.book_year)
    )
    if stray:
        yield Problem(
            "check.lines",
            N_("{count} lines stand in another year than their booking. Restore a backup."),
            {"count": stray},
        )
    yield from _check_controls(session)


def _check_controls(session: Session) -> Iterator[Problem]:
    """What stands on the control account of each open item is what is open on it."""
    if find_bookkeeping(session) is None:
        return
    roles = dict(session.execute(select(Account.id, Account.role).where(Account.role != "")).all())
    booked: dict[tuple[int | None, str], int] = {}
    for item_id, account_id, amount in session.execute(
        select(Line.open_item_id, Line.account_id, func.sum(Line.amount))
        .where(Line.open_item_id.is_not(None))
        .group_by(Line.open_item_id, Line.account_id)
    ):
        booked[item_id, roles.get(account_id, "")] = cents_of(amount)
    paid = dict(
        session.execute(
            select(Settlement.open_item_id, func.sum(Settlement.amount)).group_by(
                Settlement.open_item_id
            )
        ).all()
    )
    wrong = 0
    for item_id, kind, direction, amount in session.execute(
        select(OpenItem.id, OpenItem.kind, OpenItem.direction, OpenItem.amount)
    ):
        still_open = (amount - paid.get(item_id, ZERO)).cents
        sign = 1 if direction == "receivable" else -1
        wrong += booked.get((item_id, control_role(kind, direction)), 0) != sign * still_open
    if wrong:
        yield Problem(
            "check.controls",
            N_("{count} open items and the ledger do not agree. Restore a backup."),
            {"count": wrong},
        )
