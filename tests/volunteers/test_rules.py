"""What may be recorded as hours, and how the sheet of a month adds up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.volunteers.grid import (
    GridEntry,
    build_grid,
    entries_in_cell,
    place_of,
    week_columns,
)
from coopadmin.volunteers.rules import (
    ActivityTerm,
    Circumstances,
    NewHours,
    check_new_hours,
    likely_limit,
)
from coopadmin.words import say

TODAY = date(2026, 3, 3)
BUS = ActivityTerm(1, "Bus", date(2020, 1, 1), date(2026, 12, 31))
FEBRUARY = Period.month(2026, 2)


def hours(first: date, last: date | None = None, minutes: int = 60) -> NewHours:
    return NewHours(1, 1, first, last or first, Duration(minutes))


def codes(new: NewHours, **around: object) -> list[str]:
    circumstances = Circumstances(**({"today": TODAY, "activity": BUS} | around))  # type: ignore[arg-type]
    return [problem.code for problem in check_new_hours(new, circumstances)]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (hours(TODAY), []),
        (hours(date(2026, 2, 1), date(2026, 2, 28), 96 * 60), []),
        (hours(date(2026, 2, 1), date(2026, 2, 28), 96 * 60 + 1), ["hours.many"]),
        (hours(TODAY, minutes=720), []),
        (hours(TODAY, minutes=721), ["hours.many"]),
        (hours(TODAY, minutes=1440), ["hours.many"]),
        (hours(TODAY, minutes=1441), ["hours.impossible"]),
        (hours(date(2026, 2, 2), date(2026, 2, 8), 24 * 60), []),
        (hours(date(2026, 2, 2), date(2026, 2, 8), 24 * 60 + 1), ["hours.many"]),
        (hours(date(2026, 2, 2), date(2026, 2, 8), 7 * 1440 + 1), ["hours.impossible"]),
        (hours(date(2026, 2, 28), date(2026, 3, 1)), ["hours.two_months"]),
        (hours(date(2025, 2, 3), date(2026, 2, 3)), ["hours.two_months"]),
        (hours(date(2026, 2, 3), date(2026, 2, 2)), ["hours.ends_before"]),
        (hours(TODAY, minutes=-1), ["hours.negative"]),
        (hours(TODAY, minutes=0), ["hours.nothing"]),
        (hours(date(2026, 3, 4)), ["hours.future"]),
        (hours(date(2026, 3, 1), date(2026, 3, 31)), []),
        (hours(date(2019, 12, 31)), ["hours.not_running"]),
        (hours(date(1927, 3, 3)), ["hours.long_ago", "hours.not_running"]),
    ],
)
def test_hours_are_fine_impossible_or_asked_about(new: NewHours, expected: list[str]) -> None:
    assert codes(new) == expected


def test_the_limit_can_be_set_and_never_falls_under_twelve_hours() -> None:
    assert likely_limit(7) == Duration(24 * 60)
    assert likely_limit(1) == Duration(12 * 60)
    assert likely_limit(14, Duration(40 * 60)) == Duration(80 * 60)
    week = hours(date(2026, 2, 2), date(2026, 2, 8), 30 * 60)
    assert codes(week, week_limit=Duration(40 * 60)) == []
    assert codes(week, week_limit=Duration(60)) == ["hours.many"]


def test_the_same_period_twice_is_asked_about_in_words_that_say_what_stands_there() -> None:
    around = Circumstances(TODAY, BUS, same=Duration(150))
    (problem,) = check_new_hours(hours(TODAY), around)
    assert say(problem) == "For 3 March 2026 2.5 hours stand there already. Do these come on top?"


def test_much_time_is_told_with_its_period_and_the_limit() -> None:
    (problem,) = check_new_hours(
        hours(date(2026, 2, 2), date(2026, 2, 8), 35 * 60), Circumstances(TODAY, BUS)
    )
    assert say(problem) == (
        "35 hours in 2 February 2026 – 8 February 2026 is above the limit of 24. Is that right?"
    )


def test_weeks_are_cut_at_the_borders_of_the_month() -> None:
    assert [
        (column.week, column.period.first.day, column.period.last.day)
        for column in week_columns(FEBRUARY)
    ] == [(5, 1, 1), (6, 2, 8), (7, 9, 15), (8, 16, 22), (9, 23, 28)]


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
def test_the_columns_of_a_month_hold_every_day_once(day: date) -> None:
    month = Period.month(day.year, day.month)
    columns = week_columns(month)
    assert sum(column.period.days for column in columns) == month.days
    assert sum(day in column.period for column in columns) == 1
    assert place_of(Period(day, day), columns) is not None
    assert all(column.period.days == 7 for column in columns[1:-1])


def entries_of(found: Iterable[tuple[int, int, int, int]]) -> list[GridEntry]:
    """Entries in February 2026 out of person, first day, days and minutes."""
    return [
        GridEntry(
            number,
            person,
            date(2026, 2, first),
            min(date(2026, 2, first) + timedelta(days=days), FEBRUARY.last),
            Duration(minutes),
            estimated=minutes % 2 == 1,
        )
        for number, (person, first, days, minutes) in enumerate(found)
    ]


@given(
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(1, 28), st.integers(0, 27), st.integers(1, 9999))
    )
)
def test_whatever_way_the_sheet_is_added_up_it_is_the_sum_of_the_entries(
    found: list[tuple[int, int, int, int]],
) -> None:
    entries = entries_of(found)
    grid = build_grid(1, "Bus", FEBRUARY, [(1, "A"), (2, "B"), (3, "C")], entries, {2: Duration(7)})
    total = Duration.total(entry.worked for entry in entries)
    assert grid.total == total
    assert Duration.total([*grid.column_totals, grid.whole_month_total]) == total
    assert Duration.total(row.total for row in grid.rows) == total
    assert grid.previous_total == Duration(7)
    cells = [cell for row in grid.rows for cell in (*row.cells, row.whole_month)]
    assert sum(cell.entries for cell in cells) == len(entries)
    for row in grid.rows:
        own = [entry for entry in entries if entry.person_id == row.person_id]
        for column, cell in zip(grid.columns, row.cells, strict=True):
            lying = entries_in_cell(column.period, own)
            assert cell.worked == Duration.total(entry.worked for entry in lying)
            assert cell.can_be_typed == (len(lying) <= 1)
        assert len(entries_in_cell(FEBRUARY, own)) == row.whole_month.entries
