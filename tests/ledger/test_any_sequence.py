"""Whatever is done, in any order: the books balance, numbers have no gaps, closed years stay."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.capital.queries import list_movements
from coopadmin.capital.rules import NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement, reverse_movement
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import pay_contribution, run_charges, take_back_payment
from coopadmin.desk.check_books import check_books
from coopadmin.desk.opening import change_opening
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.booking import book_entry, change_entry, reverse_entry
from coopadmin.ledger.entry_queries import list_lines, trial_balance
from coopadmin.ledger.model import Line
from coopadmin.ledger.queries import NOTHING, list_settlements
from coopadmin.ledger.years import close_year, reopen_year
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.store.computer import HOME_VARIABLE
from coopadmin.store.model import Lock
from coopadmin.store.work import Operation
from coopadmin.words import say
from tests.fixtures import WHO, clock
from tests.ledger.making import BANK, OFFICE, RESERVE, begin, entry, euros
from tests.ledger.test_books import ready

YEARS = ("2024", "2025", "2026")
QUESTIONS = (
    "contributions.run_outside_year contributions.early ledger.paid_before ledger.more_than_open "
    "ledger.paid_in_future year.steps_left"
).split()
ANSWERS = dict.fromkeys(QUESTIONS, "as agreed")
ACCOUNTS = st.sampled_from((BANK, OFFICE, RESERVE, "82155", "10101", "45105"))
DAYS = st.dates(date(2023, 12, 1), clock().date())
CENTS = st.integers(1, 900_000)
WHICH = st.integers(0, 30)
Image = tuple[tuple[object, ...], ...]


def figures(books: Books, year: str) -> Image:
    """Every account of a year with what it began with, what came, and what it ends with."""
    return tuple(
        (row.number, row.opening, row.debit, row.credit) for row in books.ask(trial_balance, year)
    )


def image(books: Books) -> Image:
    """All figures, and every line with its number."""
    lines = (
        (row.number, row.dated, row.account, row.amount, row.entry_description)
        for row in books.ask(list_lines)
    )
    return (*(figures(books, year) for year in YEARS), tuple(lines))


def closed(session: Session) -> list[str]:
    return sorted(session.scalars(select(Lock.key).where(Lock.kind == "book_year")))


def unbalanced(session: Session) -> int:
    wrong = select(Line.entry_id).group_by(Line.entry_id).having(func.sum(Line.amount) != NOTHING)
    return len(session.scalars(wrong).all())


@dataclass(frozen=True)
class Begun:
    """A file whose books began, its members by number, and its kind of share."""

    path: Path
    members: dict[int, int]
    share: int


class Keeping(RuleBasedStateMachine):
    """A treasurer who does anything in any order, and takes back and does again."""

    begun: ClassVar[Begun]
    done: ClassVar[Counter[str]] = Counter()
    numbers: ClassVar[Iterator[int]] = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        path = self.begun.path.with_name(f"kept-{next(self.numbers)}.coop")
        path.write_bytes(self.begun.path.read_bytes())
        # Each begins from the same copy, which one computer would call older than the last.
        os.environ[HOME_VARIABLE] = str(path.with_suffix(".computer"))
        self.books = open_books(path, who=WHO, origin="test", clock=clock)
        self.shut: dict[str, Image] = {}

    def teardown(self) -> None:
        self.books.close()

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What is refused says why and leaves every figure as it was."""
        before = image(self.books)
        reasons = None
        try:
            yield
        except Refused as refusal:
            reasons = [say(problem) for problem in refusal.problems]
        if reasons is not None:
            assert reasons
            assert image(self.books) == before
            self.done["refused"] += 1
        self.remember()

    def do(self, wanted: Operation[..., Any], *args: Any, **more: Any) -> None:
        with self.trying():
            self.books.do(wanted, *args, answers=ANSWERS, **more)
            self.done[wanted.code] += 1

    @rule(day=DAYS, debit=ACCOUNTS, credit=ACCOUNTS, cents=CENTS)
    def book(self, day: date, debit: str, credit: str, cents: int) -> None:
        self.do(book_entry, entry(self.books, day, (debit, cents / 100), (credit, -cents / 100)))

    @rule(which=WHICH, day=DAYS, cents=CENTS)
    def change(self, which: int, day: date, cents: int) -> None:
        if lines := self.books.ask(list_lines):
            line = lines[which % len(lines)]
            new = entry(
                self.books, day, (OFFICE, cents / 100), (BANK, -cents / 100), journal=line.journal
            )
            self.do(change_entry, line.entry_id, new)

    @rule(which=WHICH)
    def reverse(self, which: int) -> None:
        if lines := self.books.ask(list_lines):
            self.do(reverse_entry, lines[which % len(lines)].entry_id)

    @rule(cents=CENTS)
    def open_otherwise(self, cents: int) -> None:
        amount = euros(cents / 100)
        self.do(change_opening, {BANK: amount, RESERVE: amount})

    @rule(year=st.sampled_from(YEARS), day=DAYS)
    def charge(self, year: str, day: date) -> None:
        self.do(run_charges, year, dated=day, due=day)

    @rule(which=WHICH, day=DAYS, way=st.sampled_from(("bank", "cash", "collection")))
    def pay(self, which: int, day: date, way: str) -> None:
        charges = [each for year in YEARS for each in self.books.ask(list_charges, year)]
        if charges:
            number = charges[which % len(charges)].number
            self.do(pay_contribution, NewPayment(number, dated=day, method=way))

    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        if paid := self.books.ask(list_settlements):
            self.do(take_back_payment, paid[which % len(paid)].id)

    @rule(member=st.integers(1, 2), times=st.integers(1, 3), day=DAYS)
    def pay_in(self, member: int, times: int, day: date) -> None:
        person = self.begun.members[member]
        new = NewMovement("paid-in", self.begun.share, person, euros(50 * times), day)
        self.do(record_movement, new)

    @rule(which=WHICH, day=DAYS)
    def reverse_capital(self, which: int, day: date) -> None:
        if moves := self.books.ask(list_movements):
            self.do(reverse_movement, moves[which % len(moves)].id, day)

    @rule(year=st.sampled_from(YEARS))
    def close(self, year: str) -> None:
        self.do(close_year, year)

    @rule(year=st.sampled_from(YEARS))
    def reopen(self, year: str) -> None:
        self.do(reopen_year, year, "A bill came late")

    @rule()
    def undo_and_redo(self) -> None:
        """What is taken back and done again is what it was."""
        after = image(self.books)
        with self.trying():
            self.books.undo()
            self.remember()
            self.books.redo()
            self.done["redo"] += 1
            assert image(self.books) == after

    @rule(day=DAYS, cents=CENTS)
    def book_and_undo(self, day: date, cents: int) -> None:
        """Undo restores every figure."""
        before = image(self.books)
        with self.trying():
            new = entry(self.books, day, (OFFICE, cents / 100), (BANK, -cents / 100))
            self.books.do(book_entry, new)
            self.books.undo()
        assert image(self.books) == before

    @rule()
    def undo(self) -> None:
        with self.trying():
            self.books.undo()
            self.done["undo"] += 1

    def remember(self) -> None:
        """What is closed now stays as it is; what is open may move."""
        now = self.books.ask(closed)
        self.shut = {year: self.shut.get(year) or figures(self.books, year) for year in now}

    @invariant()
    def the_books_balance_and_their_numbers_have_no_gaps(self) -> None:
        assert self.books.ask(unbalanced) == 0
        assert check_books(self.books) == []

    @invariant()
    def closed_years_do_not_move(self) -> None:
        for year, kept in self.shut.items():
            assert figures(self.books, year) == kept


def keep(books: Books, path: Path, chosen: settings) -> Counter[str]:
    """Let treasurers work from these books on; how often each thing was done."""
    members = ready(books)
    begin(books, "2024", a10201=900, a05253=900)
    share = books.do(add_share_kind, NewShareKind("Share", euros(50)))
    books.close()
    Keeping.begun = Begun(path, members, share)
    Keeping.done.clear()
    run_state_machine_as_test(Keeping, settings=chosen)
    return Keeping.done


@pytest.fixture
def opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> Books:
    """The founded file, open; whoever uses it closes it."""
    # Put back afterwards: each life has a computer of its own.
    monkeypatch.setenv(HOME_VARIABLE, str(path.with_suffix(".computer")))
    return open_books(path, who=WHO, origin="test", clock=clock)


def test_whatever_a_treasurer_does_the_books_are_right(opened: Books, path: Path) -> None:
    short = settings(
        max_examples=8, stateful_step_count=14, suppress_health_check=list(HealthCheck)
    )
    done = keep(opened, path, short)
    assert done["ledger.book"] > 5
    assert done["redo"] > 0


@pytest.mark.torture
def test_hundreds_of_treasurers_keep_the_books_right(opened: Books, path: Path) -> None:
    many = settings(
        max_examples=400, stateful_step_count=40, suppress_health_check=list(HealthCheck)
    )
    done = keep(opened, path, many)
    assert min(done[code] for code in ("ledger.close_year", "undo", "redo")) > 50
