"""The cash book: what came and went day by day, and counting what is really there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.ledger.booking import named
from coopadmin.ledger.doubts import balance_on
from coopadmin.ledger.entries import (
    CASH,
    LARGEST,
    OPENING,
    NewEntry,
    NewLine,
    before_books,
    entry_number,
    too_large,
)
from coopadmin.ledger.model import Account, CashCount, Entry, Line
from coopadmin.ledger.posting import Chart, get_chart, post, problems_of
from coopadmin.ledger.queries import name_or_nothing
from coopadmin.ledger.receipts import ENTRY
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.work import Work, operation
from coopadmin.words import _, money

PIECES = (20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""Notes and coins that a small cooperative meets, in cents."""


@dataclass(frozen=True)
class NewCount:
    """What was counted in a cash box at the end of a day: a total, or notes and coins by cents."""

    account_id: int
    dated: date
    counted: Money | None = None
    pieces: Mapping[int, int] = field(default_factory=dict)
    counted_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CashRow:
    """One booking on an account, and what is there after it; what left is below zero."""

    entry_id: int
    number: str
    dated: date
    who: str
    description: str
    against: str
    amount: Money
    balance: Money
    receipts: int


@dataclass(frozen=True)
class CashBook:
    """An account through a book year."""

    opening: Money
    rows: tuple[CashRow, ...]

    @property
    def closing(self) -> Money:
        return self.rows[-1].balance if self.rows else self.opening


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count; `booked` is what the books held that day before the difference was booked."""

    id: int
    account: str
    dated: date
    counted: Money
    booked: Money
    pieces: Mapping[int, int]
    counted_by: str
    note: str
    number: str

    @property
    def difference(self) -> Money:
        return self.counted - self.booked


def cash_book(session: Session, account_id: int, book_year: str) -> CashBook:
    """What came on an account and left it in a book year, oldest first; four statements."""
    opening = (
        session.scalar(
            select(func.sum(Line.amount))
            .join(Entry, Entry.id == Line.entry_id)
            .where(
                Line.account_id == account_id,
                (Line.book_year < book_year)
                | ((Line.book_year == book_year) & (Entry.journal == OPENING)),
            )
        )
        or ZERO
    )
    here = (
        select(Line.entry_id)
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.account_id == account_id, Line.book_year == book_year, Entry.journal != OPENING)
    )
    against: dict[int, dict[str, None]] = {}
    amounts: dict[int, int] = {}
    for entry_id, on, name, amount in session.execute(
        select(Line.entry_id, Line.account_id, Account.name, Line.amount)
        .join(Account, Account.id == Line.account_id)
        .where(Line.entry_id.in_(here))
        .order_by(Line.entry_id, Line.position)
    ):
        if on == account_id:
            amounts[entry_id] = amounts.get(entry_id, 0) + amount.cents
        else:
            against.setdefault(entry_id, {})[name] = None
    files = dict(
        session.execute(
            select(Attachment.owner_id, func.count())
            .where(Attachment.owner_table == ENTRY, Attachment.owner_id.in_(here))
            .group_by(Attachment.owner_id)
        ).all()
    )
    balance, rows = opening, []
    for row in session.execute(
        select(Entry, *NAME_COLUMNS)
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(Entry.id.in_(here))
        .order_by(Entry.dated, Entry.id)
    ):
        entry, amount = row.Entry, Money(amounts[row.Entry.id])
        balance += amount
        rows.append(
            CashRow(
                entry.id,
                entry_number(entry.journal, entry.book_year, entry.number),
                entry.dated,
                name_or_nothing(row) or entry.party,
                entry.description,
                ", ".join(against.get(entry.id, ())),
                amount,
                balance,
                files.get(entry.id, 0),
            )
        )
    return CashBook(opening, tuple(rows))


def list_counts(session: Session, account_id: int | None = None) -> list[CountRow]:
    """Counts of one cash box or of all, the newest on top."""
    statement = (
        select(CashCount, Account.name, Entry)
        .join(Account, Account.id == CashCount.account_id)
        .outerjoin(Entry, Entry.id == CashCount.entry_id)
        .order_by(CashCount.dated.desc(), CashCount.id.desc())
    )
    if account_id is not None:
        statement = statement.where(CashCount.account_id == account_id)
    return [
        CountRow(
            count.id,
            name,
            count.dated,
            count.counted,
            count.booked,
            pieces_of(count.pieces),
            count.counted_by,
            count.note,
            ""
            if count.entry_id is None
            else entry_number(entry.journal, entry.book_year, entry.number),
        )
        for count, name, entry in session.execute(statement)
    ]


@operation("ledger.count_cash", N_("Count the cash"), N_("{who} counted the cash: {about}"))
def count_cash(work: Work, new: NewCount) -> int:
    """Keep what was counted; a difference with the books is asked about and then booked."""
    chart = get_chart(work)
    work.check(check_count(chart, new, work.today))
    counted = counted_in(new)
    booked = balance_on(work.session, new.account_id, new.dated)
    difference = counted - booked
    entry_id = None
    name = work.get(Account, new.account_id).name
    if difference:
        entry = NewEntry(
            CASH,
            new.dated,
            _("Cash count"),
            [
                NewLine(new.account_id, difference),
                NewLine(chart.account("cash_differences"), -difference),
            ],
            source="count",
        )
        work.check([*problems_of(entry, chart), _differs(booked, counted)])
        (entry_id,) = post(work, chart, [entry])
        named(work, entry_id)
    row = work.add(
        CashCount(
            account_id=new.account_id,
            dated=new.dated,
            counted=counted,
            booked=booked,
            pieces=" ".join(
                f"{cents}:{new.pieces[cents]}" for cents in PIECES if new.pieces.get(cents)
            ),
            counted_by=new.counted_by.strip() or work.who,
            note=new.note.strip(),
            entry_id=entry_id,
        )
    )
    work.about = name
    return row.id


def counted_in(new: NewCount) -> Money:
    """What was counted in all."""
    if new.counted is not None:
        return new.counted
    return Money(sum(cents * number for cents, number in new.pieces.items()))


def check_count(chart: Chart, new: NewCount, today: date) -> Iterator[Problem]:
    """A cash box, a day that was, and notes and coins that add up."""
    if chart.role_of.get(new.account_id) != "cash":
        yield Problem("cash.account", N_("Choose the cash that was counted."), field="account_id")
    if new.dated > today:
        yield Problem(
            "cash.to_come",
            N_("{dated} is still to come. Cash is counted as it is now."),
            {"dated": new.dated},
            "dated",
        )
    if new.dated < chart.first:
        yield before_books(chart.first)
    total = sum(cents * number for cents, number in new.pieces.items())
    if new.counted is None and not new.pieces:
        yield Problem("cash.nothing", N_("Fill in what was counted."), field="counted")
    elif new.counted is not None and new.counted < ZERO:
        yield Problem("cash.below", N_("Cash is never less than nothing."), field="counted")
    elif new.counted is not None and new.pieces and total != new.counted.cents:
        yield Problem(
            "cash.sum",
            N_("The notes and coins come to {total}, not to {counted}."),
            {"total": Money(total), "counted": new.counted},
            "counted",
        )
    elif counted_in(new) >= LARGEST:
        yield too_large()
    if any(cents not in PIECES or number < 0 for cents, number in new.pieces.items()):
        yield Problem(
            "cash.pieces",
            N_("Count each note and coin: the value and how many, such as 50 2."),
            field="pieces",
        )


def _differs(booked: Money, counted: Money) -> Problem:
    less = N_(
        "That is {difference} less than the {booked} of the books. Was nothing forgotten? Then the"
        " difference is booked."
    )
    more = N_(
        "That is {difference} more than the {booked} of the books. Was nothing forgotten? Then the"
        " difference is booked."
    )
    return question(
        "cash.differs",
        less if counted < booked else more,
        {"booked": booked, "difference": Money(abs((counted - booked).cents))},
        "counted",
    )


def pieces_of(text: str) -> dict[int, int]:
    """How many of each note and coin, as `CashCount.pieces` holds them."""
    return {int(cents): int(number) for cents, number in (each.split(":") for each in text.split())}


def pieces_in_words(text: str) -> str:
    """Notes and coins as people write them down."""
    return ", ".join(f"{number} × {money(Money(c))}" for c, number in pieces_of(text).items())


def check_counts_of_cash(session: Session) -> Iterator[Problem]:
    """The difference that was booked is that of the count."""
    wrong = sum(
        (booked_again or ZERO) != counted - booked
        for counted, booked, booked_again in session.execute(
            select(CashCount.counted, CashCount.booked, Line.amount).outerjoin(
                Line,
                (Line.entry_id == CashCount.entry_id) & (Line.account_id == CashCount.account_id),
            )
        )
    )
    if wrong:
        yield Problem(
            "check.cash",
            N_("{count} cash counts and their bookings do not agree. Restore a backup."),
            {"count": wrong},
        )
