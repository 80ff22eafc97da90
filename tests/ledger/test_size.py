"""Micro or small: two of three measures, on two balance sheets in a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.cooperative.rules import NewRate, NewResolution
from coopadmin.cooperative.service import add_resolution, set_rate
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.size import (
    MICRO,
    SMALL,
    Measures,
    NewYearNote,
    fte_words,
    held,
    note_year,
    read_fte,
    sizes,
)
from coopadmin.ledger.statements import statements_of_year
from coopadmin.ledger.years import adopt_year, close_year
from coopadmin.store import Books
from tests.fixtures import refused
from tests.ledger.making import BANK, CONTRIBUTIONS, a_year, book, euros

LIMIT = Measures(euros(450_000), euros(900_000), 1000)


def measured(assets: float, income: float, staff: int) -> Measures:
    return Measures(euros(assets), euros(income), staff)


@pytest.mark.parametrize(
    ("assets", "income", "staff", "fits"),
    [
        (450_000, 900_000, 999, True),
        (450_000, 900_000, 5000, True),
        (450_000.01, 900_000, 999, True),
        (450_000.01, 900_000, 1000, False),
        (450_000.01, 900_000.01, 999, False),
    ],
)
def test_two_of_three_are_within_the_limit_and_of_staff_there_are_fewer(
    assets: float, income: float, staff: int, fits: bool
) -> None:
    assert measured(assets, income, staff).within(LIMIT) is fits


@pytest.mark.parametrize(
    ("founded", "years", "outcome"),
    [
        (True, [True], [True]),
        (True, [False, True, True], [False, False, True]),
        (True, [True, False, True, False], [True, True, True, True]),
        (True, [True, False, False, True, True], [True, True, False, False, True]),
        (False, [False, True], [True, True]),
        (False, [False, False, True], [True, False, False]),
    ],
)
def test_another_size_counts_on_the_second_balance_sheet_in_a_row(
    founded: bool, years: list[bool], outcome: list[bool]
) -> None:
    within, above = measured(0, 0, 0), measured(1e6, 1e6, 0)
    measures = [within if each else above for each in years]
    assert held(measures, [LIMIT] * len(years), founded=founded) == outcome


@pytest.mark.parametrize(
    ("text", "staff", "shown"),
    [
        ("0,6", 60, "0,6"),
        ("0.75", 75, "0,75"),
        ("12", 1200, "12"),
        ("0", 0, "0"),
        ("10", 1000, "10"),
    ],
)
def test_staff_is_read_and_written_with_a_comma(text: str, staff: int, shown: str) -> None:
    assert read_fte(text) == staff
    assert fte_words(staff) == shown


@pytest.mark.parametrize("text", ["", "a few", "-1", "0,123", "1e3"])
def test_what_is_no_staff_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_fte(text)


def test_what_is_noted_of_a_year_stands_in_its_accounts_until_they_are_adopted(
    books: Books, undone: Callable[..., Any]
) -> None:
    a_year(books)
    assert books.ask(statements_of_year, "2025").staff is None
    undone(lambda: books.do(note_year, "2025", NewYearNote(60, without_accruals=True)))
    facts = books.ask(statements_of_year, "2025")
    assert (facts.staff, facts.micro, facts.accruals_left_out) == (60, True, True)
    assert refused(books, note_year, "2025", NewYearNote(-1)) == [("size.staff", "staff")]
    books.do(close_year, "2025", answers={"year.steps_left": "seen"})
    books.do(note_year, "2025", NewYearNote(50))
    new = NewResolution("ALV", date(2026, 2, 20), "Accounts", "", "absolute", "accepted")
    books.do(add_resolution, new)
    books.do(adopt_year, "2025", "ALV-2026-01", answers={"year.not_appropriated": "later"})
    assert refused(books, note_year, "2025", NewYearNote(60)) == [("size.adopted", None)]


def test_the_limits_are_dated_rates_that_can_be_changed(books: Books) -> None:
    a_year(books)
    assert books.ask(sizes, "2025")["2025"].size == MICRO
    assert books.ask(sizes, "2025")["2025"].to_be_checked
    for code in ("assets", "income"):
        books.do(set_rate, NewRate(f"size.micro.{code}", date(2025, 1, 1), 1, "a new law"))
    book(books, date(2026, 2, 1), (BANK, 100), (CONTRIBUTIONS, -100))
    found = books.ask(sizes, "2026")
    assert (found["2025"].size, found["2026"].size) == (MICRO, SMALL)
