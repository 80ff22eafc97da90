"""Costs and income of other years: moved at the end of the year, and back at once in the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.accrual_rules import NewAccrual, part_until
from coopadmin.ledger.accruals import (
    accrual_pairs,
    add_accrual,
    book_accruals,
    change_accrual,
    list_accruals,
    remove_accrual,
    still_to_move,
)
from coopadmin.ledger.booking import reverse_entry
from coopadmin.ledger.entry_queries import find_entry
from coopadmin.store import Books
from tests.fixtures import refused
from tests.ledger.making import BANK, DEFERRED, begin, book, closing, euros, ids
from tests.ledger.test_books import close_2026

INSURANCE, PREPAID, TO_PAY, SERVICES, TO_RECEIVE = "46305", "14165", "17201", "80505", "14330"
AUTUMN = Period(date(2026, 10, 1), date(2027, 9, 30))


def accrual(books: Books, number: str = INSURANCE, **more: Any) -> NewAccrual:
    values: dict[str, Any] = {
        "description": "Insurance of the hall",
        "account_id": ids(books)[number],
        "amount": euros(1200),
        "period": AUTUMN,
        "booked_in": "2026",
    }
    return NewAccrual(**{**values, **more})


@given(
    cents=st.integers(1, 10**9),
    first=st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    days=st.integers(0, 2000),
    cut=st.dates(date(2019, 1, 1), date(2034, 12, 31)),
)
def test_the_parts_of_a_period_grow_to_the_whole(
    cents: int, first: date, days: int, cut: date
) -> None:
    period = Period(first, date.fromordinal(first.toordinal() + days))
    part = part_until(Money(cents), period, cut)
    assert ZERO <= part <= Money(cents)
    assert part_until(Money(cents), period, period.last) == Money(cents)
    assert part_until(Money(cents), period, first.replace(year=2019)) == ZERO


@pytest.mark.parametrize(
    ("number", "booked_in", "passing", "here", "next_year"),
    [
        (INSURANCE, "2026", (PREPAID, 900), 300, 900),
        (INSURANCE, "2027", (TO_PAY, -300), 300, 900),
        (SERVICES, "2026", (DEFERRED, -900), -300, -900),
        (SERVICES, "2027", (TO_RECEIVE, 300), -300, -900),
    ],
)
def test_four_sorts_are_one_form(
    books: Books,
    undone: Callable[..., Any],
    number: str,
    booked_in: str,
    passing: tuple[str, float],
    here: float,
    next_year: float,
) -> None:
    begin(books)
    undone(lambda: books.do(add_accrual, accrual(books, number, booked_in=booked_in)))
    sign = 1 if number == INSURANCE else -1
    book(books, date(int(booked_in), 5, 1), (number, 1200 * sign), (BANK, -1200 * sign))
    assert len(books.ask(still_to_move, "2026")) == 1
    undone(lambda: books.do(book_accruals, "2026"))
    assert books.ask(still_to_move, "2026") == []
    after = closing(books)
    assert (after[passing[0]], after[number]) == (passing[1], here)
    later = closing(books, "2027")
    assert (later.get(passing[0]), later[number]) == (None, next_year)
    (pair,) = books.ask(accrual_pairs, "2026")
    assert (pair.dated, pair.back_dated) == (date(2026, 12, 31), date(2027, 1, 1))
    assert books.do(book_accruals, "2026") == 0
    assert books.ask(list_accruals, "2026")[0].role != ""


def test_a_period_of_years_moves_over_each_end(books: Books) -> None:
    begin(books)
    period = Period(date(2026, 1, 1), date(2028, 12, 31))
    books.do(add_accrual, accrual(books, period=period, amount=euros(100)))
    book(books, date(2026, 1, 5), (INSURANCE, 100), (BANK, -100))
    for year in ("2026", "2027", "2028"):
        books.do(book_accruals, year)
    assert [closing(books, year)[INSURANCE] for year in ("2026", "2027", "2028")] == [
        33.33,
        33.34,
        33.33,
    ]
    assert PREPAID not in closing(books, "2028")
    assert len(books.ask(accrual_pairs)) == 2


def test_what_the_opening_balance_holds_comes_back_in_the_first_year(books: Books) -> None:
    begin(books, a14165=900, a05253=900)
    period = Period(date(2025, 10, 1), date(2026, 9, 30))
    books.do(add_accrual, accrual(books, period=period, booked_in="2025"))
    assert [row.moved for row in books.ask(still_to_move, "2026")] == [euros(900)]
    assert books.do(book_accruals, "2026") == 1
    after = closing(books)
    assert (after.get(PREPAID), after[INSURANCE]) == (None, 900)
    assert books.ask(still_to_move, "2026") == []


def test_what_changes_is_set_right(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    number = books.do(add_accrual, accrual(books))
    books.do(book_accruals, "2026")
    undone(lambda: books.do(change_accrual, number, accrual(books, amount=euros(2400))))
    books.do(book_accruals, "2026")
    assert closing(books)[PREPAID] == 1800
    books.do(change_accrual, number, accrual(books, booked_in="2027"))
    books.do(book_accruals, "2026")
    after = closing(books)
    assert (after.get(PREPAID), after[TO_PAY], after[INSURANCE]) == (None, -300, 300)
    elsewhere = accrual(books, SERVICES)
    assert refused(books, change_accrual, number, elsewhere) == [("accrual.moved", "account")]


def test_removing_reverses_both_sides(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    number = books.do(add_accrual, accrual(books))
    books.do(book_accruals, "2026")
    undone(lambda: books.do(remove_accrual, number))
    assert closing(books) == {}
    assert closing(books, "2027") == {}
    assert refused(books, remove_accrual, number) == [("accrual.unknown", None)]


def test_a_pair_is_reversed_together(books: Books) -> None:
    begin(books)
    books.do(add_accrual, accrual(books))
    books.do(book_accruals, "2026")
    (pair,) = books.ask(accrual_pairs)
    back = books.ask(find_entry, pair.back_number)
    assert refused(books, reverse_entry, back) == [("entry.made_elsewhere", None)]
    books.do(reverse_entry, books.ask(find_entry, pair.number))
    assert closing(books, "2027") == {}
    assert books.ask(accrual_pairs) == []
    assert books.do(book_accruals, "2026") == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"description": ""}, "accrual.description"),
        ({"amount": ZERO}, "entry.amount"),
        ({"amount": euros(1e9)}, "entry.too_large"),
        ({"account_id": 1}, "accrual.account"),
        ({"period": Period(date(2027, 1, 1), date(2026, 1, 1))}, "accrual.period"),
        ({"period": Period(date(2026, 1, 1), date(2026, 12, 31))}, "accrual.same_year"),
        ({"booked_in": "20x6"}, "year.unknown"),
    ],
)
def test_what_is_wrong_with_an_accrual_is_said(
    books: Books, wrong: dict[str, Any], code: str
) -> None:
    begin(books)
    found = refused(books, add_accrual, accrual(books, **wrong))
    assert code in [each for each, _field in found]


def test_a_balance_account_is_no_cost(books: Books) -> None:
    begin(books)
    assert refused(books, add_accrual, accrual(books, BANK)) == [("accrual.account", "account")]


def test_nothing_moves_over_the_end_of_a_closed_year(books: Books) -> None:
    begin(books)
    number = books.do(add_accrual, accrual(books))
    books.do(close_2026)
    assert refused(books, book_accruals, "2026") == [("entry.year_closed", "dated")]
    books.do(remove_accrual, number)


def test_without_books_nothing_is_moved(books: Books) -> None:
    assert books.ask(still_to_move, "2026") == []
    assert refused(books, book_accruals, "2026") == [("ledger.not_begun", None)]
