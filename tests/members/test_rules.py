"""The day on which a membership ends, and what may be noted of one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.kernel.calendar import Period
from coopadmin.members.rules import (
    NewKind,
    NewTermination,
    check_kind,
    check_membership,
    check_number,
    check_termination,
    end_of_membership,
    last_day,
    status_on,
)

CALENDAR = BookYears(1)
TODAY = date(2026, 3, 3)
COOPERATIVE = "cooperatie-ua"


def ends(notice: str, stated: str | None = None, days: int = 28, form: str = COOPERATIVE) -> str:
    asked = date.fromisoformat(stated) if stated else None
    last = end_of_membership(date.fromisoformat(notice), days, CALENDAR, form, asked)
    return last.isoformat()


def codes(problems: object) -> list[str]:
    return [problem.code for problem in problems]  # type: ignore[attr-defined]


def test_four_weeks_of_notice_count_to_the_last_day_of_the_book_year() -> None:
    assert ends("2026-12-03") == "2026-12-31"
    assert ends("2026-12-04") == "2027-12-31"


@pytest.mark.parametrize(
    ("notice", "stated", "expected"),
    [
        ("2026-03-01", "2026-06-30", "2026-12-31"),
        ("2026-03-01", "2027-12-31", "2027-12-31"),
        ("2026-03-01", "2029-01-01", "2029-12-31"),
        ("2026-12-20", "2026-12-31", "2027-12-31"),
        ("2026-03-01", "2025-12-31", "2026-12-31"),
    ],
)
def test_a_day_that_is_stated_is_respected_and_a_wrong_one_becomes_the_first_allowed(
    notice: str, stated: str, expected: str
) -> None:
    assert ends(notice, stated) == expected


def test_however_long_the_term_the_end_of_the_next_book_year_is_always_possible() -> None:
    assert ends("2026-01-15", days=700) == "2027-12-31"
    assert ends("2026-12-31", days=700) == "2027-12-31"
    assert ends("2026-12-31", days=0) == "2026-12-31"


def test_where_the_law_knows_no_membership_the_day_agreed_counts() -> None:
    assert ends("2026-03-01", form="stichting") == "2026-03-01"
    assert ends("2026-03-01", "2026-06-30", form="geen") == "2026-06-30"
    assert ends("2026-03-01", form="vereniging-informeel") == "2026-12-31"


def test_a_book_year_from_september_moves_the_end() -> None:
    school = BookYears(9)
    assert end_of_membership(date(2026, 8, 3), 28, school, COOPERATIVE) == date(2026, 8, 31)
    assert end_of_membership(date(2026, 8, 4), 28, school, COOPERATIVE) == date(2027, 8, 31)


@given(
    notice=st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    days=st.integers(0, 400),
    ahead=st.one_of(st.none(), st.integers(-400, 1500)),
)
def test_the_end_is_a_last_day_never_before_what_was_stated_nor_later_than_the_law(
    notice: date, days: int, ahead: int | None
) -> None:
    stated = None if ahead is None else notice + timedelta(days=ahead)
    last = end_of_membership(notice, days, CALENDAR, COOPERATIVE, stated)
    assert (last.month, last.day) == (12, 31)
    assert last >= (stated or notice)
    assert last.year <= max(notice.year + 1, stated.year if stated else 0)
    assert last >= notice + timedelta(days=days) or last.year > notice.year


@pytest.mark.parametrize("reason", ["death", "expulsion", "dissolution"])
def test_death_and_expulsion_end_a_membership_that_same_day(reason: str) -> None:
    new = NewTermination(1, reason, date(2026, 5, 4), date(2026, 5, 1))
    assert last_day(new, 28, CALENDAR, COOPERATIVE) == date(2026, 5, 1)


def test_a_ground_of_law_ends_a_membership_at_once() -> None:
    new = NewTermination(1, "by-member", date(2026, 5, 4), immediately=True)
    assert last_day(new, 28, CALENDAR, COOPERATIVE) == date(2026, 5, 4)


def test_a_status_follows_from_the_days() -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert status_on(first, None, date(2025, 12, 31)) == "future"
    assert status_on(first, None, first) == "running"
    assert status_on(first, last, last) == "leaving"
    assert status_on(first, last, date(2027, 1, 1)) == "ended"
    assert status_on(first, last, None) == "ended"


def test_one_person_is_a_member_once_at_a_time() -> None:
    earlier = Period(date(2015, 1, 1), date(2020, 12, 31))
    assert codes(check_membership(date(2021, 1, 1), 1, False, TODAY, [earlier])) == []
    assert codes(check_membership(date(2020, 12, 31), 1, False, TODAY, [earlier])) == [
        "member.already"
    ]
    before = check_membership(date(2000, 1, 1), 1, False, TODAY, [earlier], date(2014, 12, 31))
    assert codes(before) == []


def test_a_membership_that_cannot_be_is_told() -> None:
    wrong = check_membership(date(1026, 1, 1), 0, True, TODAY, [], date(1025, 1, 1))
    assert codes(wrong) == ["member.since", "member.backwards", "member.persons"]
    assert codes(check_membership(date(2026, 1, 1), 2, False, TODAY, [])) == ["member.persons"]
    assert codes(check_membership(date(2026, 1, 1), 2, True, TODAY, [])) == []
    assert codes(check_membership(date(2028, 1, 1), 1, False, TODAY, [])) == ["member.far_ahead"]


def test_a_member_number_is_above_zero_and_never_used_twice() -> None:
    assert codes(check_number(12, used=False)) == []
    assert codes(check_number(12, used=True)) == ["member.number_used"]
    assert codes(check_number(0, used=False)) == ["member.number"]


def test_a_kind_has_a_name_of_its_own() -> None:
    assert codes(check_kind(NewKind("Jeugd"), ["Persoonlijk"])) == []
    assert codes(check_kind(NewKind(" persoonlijk "), ["Persoonlijk"])) == ["kind.twice"]
    assert codes(check_kind(NewKind(" ", votes=-1), [])) == ["kind.name", "kind.votes"]


def test_an_end_comes_once_for_a_known_reason_and_after_the_beginning() -> None:
    new = NewTermination(1, "sulking", date(2026, 3, 1))
    first, last = date(2020, 1, 1), date(2026, 12, 31)
    assert codes(check_termination(new, first, last, last)) == [
        "termination.reason",
        "termination.twice",
    ]
    early = NewTermination(1, "death", date(2026, 3, 1), date(2019, 12, 31))
    assert codes(check_termination(early, first, None, date(2019, 12, 31))) == [
        "termination.before_begin"
    ]
