"""Book years: those of twelve months, and short and long ones between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.cooperative.bookyears import BookYears, check_exceptional_year, exceptional_year
from coopadmin.kernel.calendar import Period

CALENDAR = BookYears(1)
SCHOOL = BookYears(9)
FIRST_LONG = BookYears(1, (exceptional_year(date(2025, 9, 15), date(2026, 12, 31)),))
MOVED = BookYears(7, (exceptional_year(date(2026, 1, 1), date(2026, 6, 30)),))


def codes(first: date, last: date, years: BookYears, founded: date | None = None) -> list[str]:
    return [problem.code for problem in check_exceptional_year(first, last, years, founded)]


@pytest.mark.parametrize(
    ("years", "day", "label", "first", "last"),
    [
        (CALENDAR, date(2026, 3, 3), "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (SCHOOL, date(2026, 8, 31), "2025-2026", date(2025, 9, 1), date(2026, 8, 31)),
        (SCHOOL, date(2026, 9, 1), "2026-2027", date(2026, 9, 1), date(2027, 8, 31)),
        (FIRST_LONG, date(2026, 1, 1), "2025-2026", date(2025, 9, 15), date(2026, 12, 31)),
        (FIRST_LONG, date(2027, 1, 1), "2027", date(2027, 1, 1), date(2027, 12, 31)),
        (MOVED, date(2025, 7, 1), "2025", date(2025, 1, 1), date(2025, 12, 31)),
        (MOVED, date(2026, 6, 30), "2026", date(2026, 1, 1), date(2026, 6, 30)),
        (MOVED, date(2026, 7, 1), "2026-2027", date(2026, 7, 1), date(2027, 6, 30)),
        (MOVED, date(2029, 6, 30), "2028-2029", date(2028, 7, 1), date(2029, 6, 30)),
    ],
)
def test_a_day_falls_in_the_book_year_that_the_statutes_say(
    years: BookYears, day: date, label: str, first: date, last: date
) -> None:
    found = years.on(day)
    assert (found.label, found.first, found.last) == (label, first, last)


@given(
    years=st.sampled_from([CALENDAR, SCHOOL, FIRST_LONG, MOVED]),
    day=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
)
def test_book_years_follow_each_other_without_gap_or_overlap(years: BookYears, day: date) -> None:
    year = years.on(day)
    assert day in year.period
    assert years.on(year.first) == years.on(year.last) == year
    assert years.after(year).first == year.last + timedelta(days=1)
    assert years.before(year).last == year.first - timedelta(days=1)
    assert years.after(year).label != year.label


def test_the_years_that_touch_a_period_are_all_there() -> None:
    period = Period(date(2025, 12, 31), date(2027, 1, 1))
    assert [year.label for year in MOVED.touching(period)] == ["2025", "2026", "2026-2027"]


def test_an_exceptional_year_begins_where_a_year_begins_or_at_the_founding() -> None:
    assert codes(date(2026, 1, 1), date(2026, 6, 30), CALENDAR) == []
    assert codes(date(2026, 2, 1), date(2026, 6, 30), CALENDAR) == ["year.first"]
    assert codes(date(2025, 9, 15), date(2026, 12, 31), CALENDAR, date(2025, 9, 15)) == []


def test_an_exceptional_year_is_not_backwards_nor_longer_than_two_years() -> None:
    assert codes(date(2026, 1, 1), date(2025, 12, 31), CALENDAR) == ["year.backwards"]
    assert codes(date(2026, 1, 1), date(2027, 12, 31), CALENDAR) == []
    assert codes(date(2026, 1, 1), date(2028, 1, 1), CALENDAR) == ["year.too_long"]


def test_an_exceptional_year_must_fit_with_a_later_one() -> None:
    assert codes(date(2025, 1, 1), date(2025, 6, 30), MOVED) == ["year.overlap"]
    assert codes(date(2026, 1, 1), date(2026, 3, 31), MOVED) == ["year.twice"]
    assert codes(date(2024, 1, 1), date(2025, 12, 31), MOVED) == []


def test_two_book_years_never_have_one_name() -> None:
    twice = BookYears(4, (exceptional_year(date(2026, 1, 1), date(2026, 3, 31)),))
    assert codes(date(2026, 4, 1), date(2026, 12, 31), twice) == ["year.label"]
