"""Books that balance by construction, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.capital.queries import list_movements
from coopadmin.capital.rules import NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement, reverse_movement
from coopadmin.contributions.rules import NewPayment, NewTariff
from coopadmin.contributions.service import (
    pay_contribution,
    run_charges,
    set_tariff,
    take_back_payment,
)
from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.desk.check_books import check_books
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import (
    NewAccount,
    add_account,
    change_account,
    list_accounts,
    remove_account,
)
from coopadmin.ledger.booking import book_entry, change_entry, reverse_entry
from coopadmin.ledger.entry_queries import find_entry, list_lines, trial_balance
from coopadmin.ledger.queries import list_settlements
from coopadmin.members.queries import list_kinds
from coopadmin.store import Books
from coopadmin.store.model import Change
from coopadmin.store.work import Work, operation
from coopadmin.words import N_
from tests.contributions.making import Member, make
from tests.fixtures import refused
from tests.ledger.making import (
    ACCRUED,
    BANK,
    CAPITAL,
    CONTRIBUTIONS,
    DEBTORS,
    DEFERRED,
    OFFICE,
    RESERVE,
    RESULT,
    begin,
    book,
    closing,
    entry,
    euros,
    ids,
)

MARCH = date(2026, 3, 3)


@operation("test.close_year", N_("Close"))
def close_2026(work: Work) -> None:
    work.lock("book_year", "2026", "Book year 2026 is closed.")


def done_of(session: Session, entry_id: int) -> int:
    """The operation that made an entry."""
    made = select(Change.done_id).where(Change.row_id == entry_id, Change.table_name == "entry")
    return session.scalars(made).one()


def charged(books: Books, year: str = "2026", **more: Any) -> dict[int, int]:
    """Two members, charged a contribution of 20 euros each."""
    members = ready(books)
    charge(books, year, **more)
    return members


def ready(books: Books) -> dict[int, int]:
    members = make(books, Member(1, "Annie van den Berg"), Member(2, "Bram de Wit"))
    (kind, *_rest) = books.ask(list_kinds)
    books.do(set_tariff, NewTariff(kind.id, date(2025, 1, 1), euros(20)))
    return members


def charge(books: Books, year: str = "2026", **more: Any) -> None:
    asked = ("contributions.run_outside_year", "contributions.early")
    books.do(run_charges, year, answers=dict.fromkeys(asked, "as agreed"), **more)


def test_books_begin_with_a_balance_that_balances(books: Books, undone: Callable[..., Any]) -> None:
    undone(lambda: begin(books, a10201=500, a05253=500))
    assert closing(books) == {BANK: 500, RESERVE: -500}


@pytest.mark.parametrize(
    ("balances", "code"),
    [
        ({BANK: 500, RESERVE: 400}, "books.unbalanced"),
        ({OFFICE: 5, RESERVE: 5}, "books.account"),
        ({DEBTORS: 5, RESERVE: 5}, "books.fixed"),
        ({BANK: 1e9, RESERVE: 1e9}, "entry.too_large"),
    ],
)
def test_an_opening_balance_that_is_wrong_is_refused(
    books: Books, balances: dict[str, float], code: str
) -> None:
    new = NewBooks("2026", {number: euros(each) for number, each in balances.items()})
    assert code in [found for found, _field in refused(books, begin_books, new)]
    assert books.ask(list_accounts) == []


def test_books_begin_once(books: Books) -> None:
    begin(books)
    assert refused(books, begin_books, NewBooks("2026")) == [("books.begun", None)]


def test_a_booking_stands_on_its_accounts_and_can_be_taken_back(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books, a10201=500, a05253=500)
    number = undone(lambda: book(books, MARCH, (OFFICE, 12.5), (BANK, -12.5)))
    assert number == "MEM2026-0001"
    assert closing(books) == {BANK: 487.5, RESERVE: -500, OFFICE: 12.5}


@pytest.mark.parametrize(
    ("lines", "day", "code"),
    [
        ([(OFFICE, 10), (BANK, -9)], MARCH, "entry.unbalanced"),
        ([(OFFICE, 10)], MARCH, "entry.lines"),
        ([(OFFICE, 0), (BANK, 0)], MARCH, "entry.nothing"),
        ([(OFFICE, 1e9), (BANK, -1e9)], MARCH, "entry.too_large"),
        ([(OFFICE, 10), (BANK, -10)], date(2025, 12, 31), "entry.before_books"),
    ],
)
def test_a_booking_that_is_wrong_is_refused(
    books: Books, lines: list[tuple[str, float]], day: date, code: str
) -> None:
    begin(books)
    found = refused(books, book_entry, entry(books, day, *lines))
    assert code in [each for each, _field in found]
    assert closing(books) == {}


def test_nothing_can_be_booked_before_books_are_begun(books: Books) -> None:
    new = NewBooks("2026")
    books.do(begin_books, new)
    made = entry(books, MARCH, (OFFICE, 10), (BANK, -10))
    books.undo()
    assert refused(books, book_entry, made) == [("ledger.not_begun", None)]


def test_a_closed_year_takes_no_booking(books: Books) -> None:
    begin(books)
    made = entry(books, MARCH, (OFFICE, 10), (BANK, -10))
    books.do(close_2026)
    assert refused(books, book_entry, made) == [("entry.year_closed", "dated")]


def test_numbers_have_no_gaps_and_an_older_booking_is_reversed_instead(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    for day in (1, 2, 3):
        book(books, date(2026, 3, day), (OFFICE, 10), (BANK, -10))
    first = books.ask(find_entry, "MEM2026-0001")
    done = books.ask(done_of, first)
    with pytest.raises(Refused) as found:
        books.undo(done)
    assert [problem.code for problem in found.value.problems] == ["undo.numbered_on"]
    assert undone(lambda: books.do(reverse_entry, first)) == "MEM2026-0004"
    assert closing(books) == {BANK: -20, OFFICE: 20}
    assert refused(books, reverse_entry, first) == [("entry.reversed", None)]


def test_a_typed_booking_can_be_changed_within_its_year(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    number = book(books, MARCH, (OFFICE, 10), (BANK, -10))
    entry_id = books.ask(find_entry, number)
    better = entry(books, MARCH, (OFFICE, 11), (BANK, -11), what="Paper and pens")
    undone(lambda: books.do(change_entry, entry_id, better))
    rows = books.ask(list_lines, entry_id=entry_id)
    assert [(row.account, row.amount, row.entry_description) for row in rows] == [
        (OFFICE, euros(11), "Paper and pens"),
        (BANK, euros(-11), "Paper and pens"),
    ]
    next_year = entry(books, date(2027, 1, 1), (OFFICE, 11), (BANK, -11))
    assert refused(books, change_entry, entry_id, next_year) == [("entry.moved", "dated")]


def test_charges_and_payments_book_themselves(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    ready(books)
    undone(lambda: charge(books))
    assert closing(books) == {DEBTORS: 40, CONTRIBUTIONS: -40}
    undone(lambda: books.do(pay_contribution, NewPayment(1, dated=MARCH)))
    assert closing(books) == {DEBTORS: 20, CONTRIBUTIONS: -40, BANK: 20}
    (paid,) = books.ask(list_settlements)
    undone(lambda: books.do(take_back_payment, paid.id))
    assert closing(books) == {DEBTORS: 40, CONTRIBUTIONS: -40}
    assert check_books(books) == []


def test_a_contribution_of_next_year_is_received_in_advance(books: Books) -> None:
    begin(books)
    charged(books, "2027", dated=date(2026, 12, 1), due=date(2027, 1, 31))
    assert closing(books) == {DEBTORS: 40, DEFERRED: -40}
    assert closing(books, "2027") == {DEBTORS: 40, CONTRIBUTIONS: -40}


def test_a_contribution_of_last_year_is_still_to_receive(books: Books) -> None:
    begin(books, "2025")
    charged(books, "2025", dated=date(2026, 1, 10), due=date(2026, 1, 31))
    assert closing(books, "2025") == {ACCRUED: 40, CONTRIBUTIONS: -40}
    assert closing(books, "2026") == {DEBTORS: 40, RESULT: -40}


def test_what_was_recorded_before_the_books_began_is_in_them(books: Books) -> None:
    charged(books)
    books.do(pay_contribution, NewPayment(1, dated=MARCH))
    begin(books, "2026", a10201=100, a05253=100)
    assert closing(books) == {BANK: 120, RESERVE: -100, DEBTORS: 20, CONTRIBUTIONS: -40}
    assert check_books(books) == []


def test_what_is_open_when_the_books_begin_is_in_the_opening_balance(books: Books) -> None:
    charged(books, "2025", dated=date(2025, 3, 1), due=date(2025, 3, 31))
    books.do(pay_contribution, NewPayment(1, dated=date(2025, 4, 1)))
    begin(books, "2026", a10201=100, a05253=120)
    books.do(pay_contribution, NewPayment(2, dated=MARCH))
    rows = {row.number: row for row in books.ask(trial_balance, "2026")}
    assert rows[DEBTORS].opening == euros(20)
    assert rows[DEBTORS].closing == euros(0)
    assert check_books(books) == []


def test_capital_books_itself(books: Books, undone: Callable[..., Any]) -> None:
    members = make(books, Member(1, "Annie van den Berg"))
    begin(books)
    kind = books.do(
        add_share_kind,
        NewShareKind("Share", euros(50)),
    )
    number = undone(
        lambda: books.do(
            record_movement, NewMovement("paid-in", kind, members[1], euros(50), MARCH)
        )
    )
    assert closing(books) == {"13830": 50, CAPITAL: -50}
    assert number == "K2026-0001"
    (movement,) = books.ask(list_movements)
    undone(lambda: books.do(reverse_movement, movement.id, MARCH))
    assert closing(books) == {}
    assert check_books(books) == []


def test_the_chart_can_be_extended_and_what_has_lines_stays(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    new = NewAccount("46199", "Coffee", "organisation")
    coffee = undone(lambda: books.do(add_account, new))
    undone(lambda: books.do(change_account, coffee, NewAccount("46199", "Coffee, tea", "housing")))
    book(books, MARCH, ("46199", 3), (BANK, -3))
    assert refused(books, remove_account, coffee) == [("account.used", None)]
    wrong = NewAccount("46199", "Coffee", "rent")
    assert refused(books, change_account, coffee, wrong) == [("account.kind", "place")]
    assert refused(books, add_account, new) == [("account.twice", "number")]
    unused = books.do(add_account, NewAccount("46198", "Tea", "organisation"))
    undone(lambda: books.do(remove_account, unused))
    assert refused(books, remove_account, ids(books)[DEBTORS]) == [("account.needed", None)]


def test_figures_of_the_command_line_are_those_of_the_program(
    path: Any, coopadmin: Callable[..., Any]
) -> None:
    assert coopadmin("ledger", "begin", path, "2026", "--balance", BANK, "500").status == 1
    assert (
        coopadmin(
            *("ledger", "begin", path, "2026"),
            *("--balance", BANK, "500", "--balance", RESERVE, "500"),
        ).status
        == 0
    )
    ran = coopadmin(
        *("ledger", "book", path, "--on", "2026-03-02", "--what", "Paper", "--json"),
        *("--line", OFFICE, "12,50", "--line", BANK, "-12,50"),
    )
    assert "MEM2026-0001" in ran.output
    assert "12,50" in coopadmin("ledger", "lines", path, "2026").output
    assert coopadmin("ledger", "reverse", path, "MEM2026-0001").status == 0
    assert coopadmin("ledger", "reverse", path, "MEM2026-0009").status == 1
    assert BANK in coopadmin("ledger", "accounts", path).output
