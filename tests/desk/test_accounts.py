"""The accounts calendar against the dates of DOMAIN 1.5 and 11.1."""

from __future__ import annotations

from datetime import date

import pytest

from coopadmin.desk.accounts import AccountsCalendar, accounts_calendar, accounts_due, filed_by
from coopadmin.kernel.calendar import BookYear

FY2026 = BookYear.starting(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("legal_form", "more", "calendar"),
    [
        (
            "cooperatie-ua",
            0,
            (date(2027, 6, 30), date(2027, 7, 31), date(2027, 8, 31), date(2027, 12, 31)),
        ),
        (
            "cooperatie-wa",
            4,
            (date(2027, 10, 31), date(2027, 11, 30), date(2027, 12, 31), date(2027, 12, 31)),
        ),
        ("vereniging", 0, (None, date(2027, 6, 30), None, None)),
        ("vereniging-informeel", 3, (None, date(2027, 9, 30), None, None)),
        ("stichting", 0, (date(2027, 6, 30), None, None, None)),
        ("geen", 0, (None, None, None, None)),
    ],
)
def test_each_legal_form_has_its_days_with_and_without_more_time(
    legal_form: str, more: int, calendar: tuple[date | None, ...]
) -> None:
    assert accounts_calendar(legal_form, FY2026, more) == AccountsCalendar(*calendar)


def test_terms_follow_a_book_year_that_is_no_calendar_year() -> None:
    school_year = BookYear.starting(date(2024, 9, 1))
    assert accounts_due("cooperatie-ba", school_year) == (date(2026, 2, 28), date(2026, 3, 31))


def test_adopted_accounts_are_filed_within_eight_days() -> None:
    assert filed_by(date(2027, 5, 27)) == date(2027, 6, 4)
