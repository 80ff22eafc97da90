"""Money, durations, dates, account numbers as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.calendar import BookYear, Period, add_months, parse_date
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.iban import parse_iban, shown_iban
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.words import amount, hours, speaking

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("€ 25", 2500),
        ("25,-", 2500),
        ("-3", -300),
        ("\u2212\u00a03,05", -305),
        ("0,05", 5),
    ],
)
def test_amounts_are_read_as_dutch_people_type_them(text: str, cents: int) -> None:
    assert Money.parse(text).cents == cents


@pytest.mark.parametrize("text", ["", "tien", "1,234", "1.2.3", "12,345", "1e5", "--3", "9" * 20])
def test_what_is_no_amount_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(Refused) as refused:
        Money.parse(text, "amount")
    assert refused.value.problems[0].field == "amount"


def test_money_never_holds_a_float() -> None:
    with pytest.raises(TypeError):
        Money(1.5)  # type: ignore[arg-type]


@given(st.integers(-(10**12), 10**12))
def test_an_amount_that_is_shown_can_be_typed_back(cents: int) -> None:
    with speaking("nl"):
        assert Money.parse(amount(Money(cents))) == Money(cents)


@given(st.integers(0, 10**9), st.integers(1, 12))
def test_a_part_of_money_differs_less_than_a_cent(cents: int, months: int) -> None:
    part = Money(cents).part(months, 12)
    assert abs(part.cents * 12 - cents * months) <= 6


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2,5", 150), ("2.5", 150), ("2:30", 150), ("2u30", 150), ("150m", 150), ("2u", 120)],
)
def test_hours_are_read_in_every_usual_spelling(text: str, minutes: int) -> None:
    assert Duration.parse(text).minutes == minutes


@pytest.mark.parametrize("text", ["", "-2", "twee", "2:75", "1,5,5"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        Duration.parse(text)


@given(st.integers(0, 6_000_000))
def test_hours_that_are_shown_can_be_typed_back(minutes: int) -> None:
    with speaking("nl"):
        shown = hours(Duration(minutes)).replace(".", "")
    assert Duration.parse(shown) == Duration(minutes)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12-3", date(2026, 3, 12)),
        ("12-3-26", date(2026, 3, 12)),
        ("12 mrt", date(2026, 3, 12)),
        ("1 januari 1950", date(1950, 1, 1)),
        ("2026-03-12", date(2026, 3, 12)),
        ("31-12-49", date(1949, 12, 31)),
        ("+7", date(2026, 11, 28)),
        ("vandaag", TODAY),
        ("29-2-2024", date(2024, 2, 29)),
    ],
)
def test_dates_are_read_as_people_type_them(text: str, day: date) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["30-2-2026", "29-2-2026", "0-1-2026", "31 feb", "later", "1-13"])
def test_30_february_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match="is not a date"):
        parse_date(text, TODAY)


def test_a_broken_book_year_carries_both_years_in_its_label() -> None:
    assert BookYear.starting(date(2025, 7, 1)).label == "2025-2026"
    assert BookYear.starting(date(2026, 1, 1)).period == Period(
        date(2026, 1, 1), date(2026, 12, 31)
    )


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 36))
def test_the_months_of_a_period_join_without_a_gap(first: date, months: int) -> None:
    period = Period(first, add_months(first, months))
    parts = list(period.months())
    assert parts[0].first == period.first
    assert parts[-1].last == period.last
    assert sum(part.days for part in parts) == period.days


def test_an_account_number_with_a_typing_error_is_refused() -> None:
    assert shown_iban(parse_iban("nl21coop 0123 4567 89")) == "NL21 COOP 0123 4567 89"
    for wrong in ("NL22COOP0123456789", "NL21COOP012345678", "hallo"):
        with pytest.raises(Refused):
            parse_iban(wrong)


def test_searching_looks_through_accents_and_capitals() -> None:
    assert normalised("Żywiałowska") == "zywialowska"
    assert normalised("Coöperatie") == "cooperatie"
