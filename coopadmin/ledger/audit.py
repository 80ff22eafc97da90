"""What the audit committee looks at: a sample of the bookings with their receipts, and the sums.

BW 2:48(2): without an accountant's statement or a supervisory board, two members at least who are
no directors check the accounts each year, and the board shows them the cash and the books.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.queries import attachments_of
from coopadmin.cooperative.queries import CooperativeFacts, get_cooperative, last_change
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.agreement import check_statements
from coopadmin.ledger.cards import open_items_on
from coopadmin.ledger.cash import list_counts
from coopadmin.ledger.entries import OPENING, entry_number
from coopadmin.ledger.entry_queries import check_entries, trial_balance
from coopadmin.ledger.facts import BalanceSheet, YearState
from coopadmin.ledger.model import Account, Entry, Line
from coopadmin.ledger.places import EXPENSE, places_of
from coopadmin.ledger.queries import NOTHING, check_items, name_or_nothing
from coopadmin.ledger.receipts import list_without_receipt
from coopadmin.ledger.statements import statements_of_year
from coopadmin.ledger.year_end import list_year_end
from coopadmin.ledger.year_steps import BalanceToAgree
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS, list_officers
from coopadmin.store.history import check_history
from coopadmin.store.model import Done

COMMITTEE = "audit-committee"
CHAIN = N_("Every change in the file follows on the one before, and none was made outside it")
BOOKINGS = N_("Every booking balances, and their numbers have no gaps")
ITEMS = N_("What is still open agrees with what was charged and paid")
STATEMENTS = N_("Balance sheet, income and expenditure agree with each other")
USUAL_SIZE, LARGEST = 20, 5
"""So many bookings, of which so many are the largest of the year; the others are drawn by lot."""
MOST = 500
EXPENSES = tuple(place.token for place in places_of(EXPENSE))


@dataclass(frozen=True, slots=True)
class SampledEntry:
    """A booking to be looked at: its amount, whether it was `spent`, its receipts, and whether it
    is there because it is large or by lot.
    """

    id: int
    number: str
    dated: date
    who: str
    description: str
    amount: Money
    spent: bool
    receipts: tuple[str, ...] = ()
    large: bool = False


@dataclass(frozen=True, slots=True)
class CheckedByProgram:
    """What the program went through: a source text for it, how many, and what was wrong."""

    label: str
    number: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class AuditFacts:
    """All that the committee gets: who they are, what was checked, what they look at themselves.

    The same seed and size give the same sample as long as the books of the year are the same.
    """

    cooperative: CooperativeFacts
    year: BookYear
    on: date
    state: YearState
    seed: int
    bookings: int
    sample: tuple[SampledEntry, ...]
    without_receipt: int
    checked: tuple[CheckedByProgram, ...]
    sheet: BalanceSheet
    balances: tuple[BalanceToAgree, ...]
    counted: tuple[tuple[str, date, Money, Money], ...]
    receivable: Money
    payable: Money
    debit: Money
    credit: Money
    committee: tuple[tuple[str, str], ...]


def audit_of_year(
    session: Session, label: str, seed: int, size: int, revision: int, today: date
) -> AuditFacts:
    """What the committee gets of one book year; `revision` is that of the file.

    Raises Refused for a year without books, and for a sample of nothing or of too many.
    """
    if not 1 <= size <= MOST:
        raise refuse(
            "audit.size",
            N_("Draw a sample of 1 to {most} bookings."),
            field="size",
            most=str(MOST),
        )
    facts = statements_of_year(session, label)
    bookings = _bookings(session, facts.year.label)
    receipts = attachments_of(session, Entry.__tablename__)
    trial = trial_balance(session, facts.year.label)
    steps = list_year_end(session, facts.year.label, today)
    items = open_items_on(session, facts.year.last)
    return AuditFacts(
        cooperative=get_cooperative(session),
        year=facts.year,
        on=last_change(session),
        state=facts.state,
        seed=seed,
        bookings=len(bookings),
        sample=tuple(
            replace(each, receipts=tuple(file.name for file in receipts.get(each.id, ())))
            for each in sample_of(bookings, seed, size)
        ),
        without_receipt=len(list_without_receipt(session, facts.year.label)),
        checked=_checked(session, revision, len(bookings), check_statements(facts)),
        sheet=facts.sheet,
        balances=tuple(balance for step in steps for balance in step.balances),
        counted=tuple(
            (count.account, count.dated, count.counted, count.booked)
            for count in list_counts(session)
            if count.dated in facts.year.period or count.dated > facts.year.last
        ),
        receivable=Money.total(each.open for each in items if each.direction == "receivable"),
        payable=Money.total(each.open for each in items if each.direction == "payable"),
        debit=Money.total(row.debit for row in trial),
        credit=Money.total(row.credit for row in trial),
        committee=tuple((row.name, row.office) for row in list_officers(session, today, COMMITTEE)),
    )


def sample_of(bookings: Sequence[SampledEntry], seed: int, size: int) -> list[SampledEntry]:
    """The largest bookings and others drawn by lot with this seed, in the order of the books.

    Two of three that are drawn are expenses: those have receipts to look at.
    """
    by_size = sorted(bookings, key=lambda each: (-each.amount.cents, each.number))
    large = {each.number for each in by_size[: min(LARGEST, size)]}
    rest = sorted(each.number for each in bookings if each.number not in large)
    spent = {each.number for each in bookings if each.spent}
    expenses, others = (
        [each for each in rest if (each in spent) is wanted] for wanted in (True, False)
    )
    left = max(0, min(size, len(bookings)) - len(large))
    of_expenses = min(len(expenses), max(-(-left * 2 // 3), left - len(others)))
    lot = Random(seed)
    drawn = {*lot.sample(expenses, of_expenses), *lot.sample(others, left - of_expenses)}
    return [
        replace(each, large=each.number in large)
        for each in bookings
        if each.number in large or each.number in drawn
    ]


def _bookings(session: Session, label: str) -> list[SampledEntry]:
    """Every booking of a year but the opening balance, oldest first, by what it debited."""
    debited = func.sum(case((Line.amount > NOTHING, Line.amount), else_=NOTHING))
    spent = func.max(case((Account.place.in_(EXPENSES), 1), else_=0))
    statement = (
        select(Entry, debited.label("debited"), spent.label("spent"), *NAME_COLUMNS)
        .join(Line, Line.entry_id == Entry.id)
        .join(Account, Account.id == Line.account_id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(Entry.book_year == label, Entry.journal != OPENING)
        .group_by(Entry.id, Person.id)
        .order_by(Entry.dated, Entry.id)
    )
    return [
        SampledEntry(
            row.Entry.id,
            entry_number(row.Entry.journal, row.Entry.book_year, row.Entry.number),
            row.Entry.dated,
            name_or_nothing(row) or row.Entry.party,
            row.Entry.description,
            row.debited or ZERO,
            bool(row.spent),
        )
        for row in session.execute(statement)
    ]


def _checked(
    session: Session, revision: int, bookings: int, statements: Iterable[Problem]
) -> tuple[CheckedByProgram, ...]:
    changes = session.scalar(select(func.count()).select_from(Done)) or 0
    return (
        CheckedByProgram(CHAIN, changes, tuple(check_history(session, revision))),
        CheckedByProgram(BOOKINGS, bookings, tuple(check_entries(session))),
        CheckedByProgram(ITEMS, 0, tuple(check_items(session))),
        CheckedByProgram(STATEMENTS, 0, tuple(statements)),
    )
