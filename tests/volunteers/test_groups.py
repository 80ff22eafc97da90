"""Hours without names, estimates over a longer time, and what is counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopadmin.activities.queries import counts_in, counts_of_year
from coopadmin.activities.rules import PEOPLE, NewActivity, NewCount
from coopadmin.activities.service import add_activity, set_count
from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.formats.lists import read_list
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from coopadmin.volunteers.queries import (
    hours_of_year,
    list_hours,
    list_progress,
    month_grid,
    progress_of,
)
from coopadmin.volunteers.rules import NewHours, estimates_of, read_group, spread
from coopadmin.volunteers.service import (
    CellEntry,
    estimate_hours,
    import_counts,
    record_hours,
    remove_hours,
    set_cell,
    set_cells,
)
from coopadmin.words import say
from tests.contributions.making import Member, make

WEEK = Period(date(2026, 2, 2), date(2026, 2, 8))
FEBRUARY = Period.month(2026, 2)


@pytest.fixture
def meals(books: Books) -> int:
    """Meals are counted, and so are different people; with aims."""
    new = NewActivity(
        "Soup", "meals", unit="meals", counts_people=True,
        target_hours=Duration(120 * 60), target_count=1200,
    )  # fmt: skip
    return int(books.do(add_activity, new))


@pytest.fixture
def annie(books: Books) -> int:
    return make(books, Member(1, "Annie van den Berg"))[1]


def group(activity: int, people: int, minutes: int, day: date = WEEK.first) -> NewHours:
    return NewHours(None, activity, day, day, Duration(minutes), people=people)


def test_a_group_counts_for_its_hours_and_not_for_the_number_of_volunteers(
    books: Books, meals: int, annie: int, undone: Callable[..., Any]
) -> None:
    made = undone(lambda: books.do(record_hours, group(meals, 12, 12 * 120)))
    books.do(record_hours, NewHours(annie, meals, WEEK.first, WEEK.first, Duration(60)))
    (row,) = [row for row in books.ask(list_hours, FEBRUARY) if row.id == made]
    assert (row.who, row.people, row.worked) == ("12 people without names", 12, Duration(1440))
    facts = books.ask(hours_of_year, books.ask(get_book_year, "2026"))
    assert (facts.total, facts.grouped) == (Duration(1500), Duration(1440))
    assert (facts.volunteers, facts.group_people) == (1, 12)
    assert [each.volunteers for each in facts.by_activity] == [1]
    grid = books.ask(month_grid, meals, 2026, 2)
    assert [line.name for line in grid.rows] == ["Annie van den Berg"]
    assert (grid.group.cells[1].worked, grid.group.cells[1].people) == (Duration(1440), 12)
    assert grid.column_totals[1] == grid.total == Duration(1500)


def test_the_limits_of_a_group_are_those_of_all_its_people(books: Books, meals: int) -> None:
    books.do(record_hours, group(meals, 12, 12 * 12 * 60))
    with pytest.raises(Refused, match="above the limit"):
        books.do(record_hours, group(meals, 2, 25 * 60, date(2026, 2, 10)))
    with pytest.raises(Refused, match="There are not"):
        books.do(record_hours, group(meals, 2, 49 * 60))
    with pytest.raises(Refused, match="at once is much"):
        books.do(record_hours, group(meals, 1200, 60, date(2026, 2, 11)))
    for people, person in ((0, None), (2, 7)):
        new = NewHours(person, meals, WEEK.first, WEEK.first, Duration(60), people=people)
        with pytest.raises(Refused, match="one person at least"):
            books.do(record_hours, new)


def test_a_group_is_typed_into_its_own_row_changed_and_emptied(
    books: Books, meals: int, undone: Callable[..., Any]
) -> None:
    def typed(people: int, minutes: int | None) -> CellEntry:
        worked = None if minutes is None else Duration(minutes)
        return CellEntry(None, meals, WEEK, worked, people)

    undone(lambda: books.do(set_cell, typed(5, 600)))
    undone(lambda: books.do(set_cell, typed(6, 720)))
    (row,) = books.ask(list_hours, FEBRUARY)
    assert (row.people, row.worked, row.person_id) == (6, Duration(720), None)
    undone(lambda: books.do(set_cells, [typed(7, 420)], [NewCount(meals, *ends(WEEK), 40)]))
    assert books.ask(month_grid, meals, 2026, 2).counts[0].total == 40
    undone(lambda: books.do(set_cell, typed(1, None)))
    assert books.ask(list_hours, FEBRUARY) == []


@pytest.mark.parametrize(
    ("text", "people", "minutes"),
    [
        ("12x2", 12, 24 * 60),
        ("12 x 2,5", 12, 30 * 60),
        ("12 mensen x 2 uur", 12, 24 * 60),
        ("3*1:30", 3, 270),
        ("4 × 2u30", 4, 600),
    ],
)
def test_a_group_is_typed_as_people_times_hours(text: str, people: int, minutes: int) -> None:
    assert read_group(text) == (people, Duration(minutes))


@pytest.mark.parametrize("text", ["12", "x 2", "12 x", "12 x veel"])
def test_what_is_no_group_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused):
        read_group(text)


@given(st.integers(0, 10**6), st.integers(1, 24))
def test_an_estimate_is_spread_without_losing_a_minute(minutes: int, months: int) -> None:
    parts = spread(Duration(minutes), months)
    assert Duration.total(parts) == Duration(minutes)
    assert len(parts) == months
    assert len(set(parts[:-1])) <= 1
    assert all(part.minutes % 15 == 0 for part in parts[:-1])
    assert all(part <= parts[-1] for part in parts)


def test_an_estimate_of_half_a_year_is_one_of_each_month_made_in_one_step(
    books: Books, meals: int, annie: int, undone: Callable[..., Any]
) -> None:
    half = NewHours(annie, meals, date(2025, 7, 1), date(2025, 12, 31), Duration(50 * 60))
    undone(lambda: books.do(estimate_hours, half))
    rows = books.ask(list_hours, half.period)
    assert [(row.first, row.last) for row in rows] == [
        (month.first, month.last) for month in half.period.months()
    ]
    assert [row.worked.minutes for row in rows] == [495] * 5 + [525]
    assert all(row.estimated for row in rows)
    facts = books.ask(hours_of_year, books.ask(get_book_year, "2025"))
    assert facts.estimated == facts.total == Duration(3000)
    with pytest.raises(Refused) as refused:
        books.do(estimate_hours, half)
    assert {each.code for each in refused.value.problems} == {"hours.double"}
    with pytest.raises(Refused, match="ends before it begins"):
        books.do(estimate_hours, NewHours(annie, meals, WEEK.last, WEEK.first, Duration(60)))
    few = NewHours(annie, meals, date(2025, 7, 1), date(2025, 8, 31), Duration(10))
    assert [each.first.month for each in estimates_of(few)] == [8], "no month of nothing"


def ends(period: Period) -> tuple[date, date]:
    return period.first, period.last


def test_a_number_is_filled_in_replaced_and_taken_away(
    books: Books, meals: int, undone: Callable[..., Any]
) -> None:
    undone(lambda: books.do(set_count, NewCount(meals, *ends(WEEK), 40)))
    undone(lambda: books.do(set_count, NewCount(meals, *ends(WEEK), 45)))
    day = NewCount(meals, date(2026, 2, 10), date(2026, 2, 10), 7)
    books.do(set_count, day)
    books.do(set_count, NewCount(meals, date(2026, 2, 11), date(2026, 2, 11), 8))
    row = books.ask(month_grid, meals, 2026, 2).counts[0]
    assert [cell.number for cell in row.cells] == [0, 45, 15, 0, 0]
    assert row.cells[2].entries == 2
    week = NewCount(meals, date(2026, 2, 9), date(2026, 2, 15), 20)
    undone(lambda: books.do(set_count, week))
    assert books.ask(month_grid, meals, 2026, 2).counts[0].total == 65, "days are replaced"
    books.do(set_count, NewCount(meals, *ends(FEBRUARY), 5))
    assert books.ask(month_grid, meals, 2026, 2).counts[0].total == 70, "a month adds to its weeks"
    undone(lambda: books.do(set_count, NewCount(meals, *ends(WEEK), None)))
    assert len(books.ask(counts_in, meals, FEBRUARY)) == 2


def test_numbers_that_cannot_be_are_refused_and_odd_ones_asked(books: Books, meals: int) -> None:
    def wrong(first: date, last: date, number: int) -> str:
        with pytest.raises(Refused) as refused:
            books.do(set_count, NewCount(meals, first, last, number))
        return say(refused.value.problems[0])

    assert "less than zero" in wrong(*ends(WEEK), -1)
    assert "within one month" in wrong(date(2026, 1, 31), date(2026, 2, 1), 3)
    assert "ends before it begins" in wrong(WEEK.last, WEEK.first, 3)
    assert "is much for these days" in wrong(WEEK.first, WEEK.first, 501)
    assert "still to come" in wrong(date(2026, 5, 1), date(2026, 5, 1), 3)


def test_different_people_do_not_add_up(books: Books, meals: int) -> None:
    for first, number in ((date(2026, 1, 5), 20), (WEEK.first, 31), (date(2026, 2, 9), 28)):
        books.do(set_count, NewCount(meals, first, first, number, PEOPLE))
        books.do(set_count, NewCount(meals, first, first, 50))
    meals_row, people_row = books.ask(month_grid, meals, 2026, 2).counts
    assert (meals_row.total, meals_row.previous) == (100, 50)
    assert (people_row.total, people_row.previous) == (31, 20)
    year = books.ask(get_book_year, "2026")
    (counted,) = books.ask(counts_of_year, year, books.ask(get_book_years).before(year))
    assert (counted.number, counted.people, counted.target) == (150, 31, 1200)


def test_an_activity_tells_how_far_it_is_with_its_aims(
    books: Books, meals: int, annie: int
) -> None:
    books.do(record_hours, NewHours(annie, meals, WEEK.first, WEEK.first, Duration(600)))
    books.do(set_count, NewCount(meals, *ends(WEEK), 90))
    books.do(set_count, NewCount(meals, date(2026, 3, 1), date(2026, 3, 1), 10))
    progress = books.ask(progress_of, meals, FEBRUARY)
    assert (progress.worked, progress.hours_due) == (Duration(600), Duration(20 * 60))
    assert (progress.number, progress.count_due) == (90, 200), "March is not counted yet"
    books.do(add_activity, NewActivity("Coffee"))
    ended = NewActivity("Choir", target_hours=Duration(60), until=date(2026, 1, 31))
    books.do(add_activity, ended)
    ((activity, shown),) = books.ask(list_progress, date(2026, 2, 3))
    assert (activity.name, shown) == ("Soup", progress), "those that run and have an aim"
    ((_activity, later),) = books.ask(list_progress, date(2026, 3, 3))
    assert later.number == 100


def test_a_list_of_numbers_is_read_and_what_is_wrong_in_it_said(
    books: Books, meals: int, tmp_path: Any, undone: Callable[..., Any]
) -> None:
    path = tmp_path / "maaltijden.csv"
    path.write_text(
        "Activiteit;Week;Aantal;Personen\nsoup;2026-W06;40;22\nSoup;2026-W07;41,5;\n"
        "Bus;2026-W06;3;\nsoup;2026-W06;9;\nsoup;feb 2026;1.250;\nsoup;2026-W08;;\n",
        "utf-8",
    )
    sheet = read_list(path)
    plan = undone(lambda: books.do(import_counts, sheet))
    assert [(each.number, each.what) for each in plan.new] == [
        (40, "times"), (22, "people"), (1250, "times"),
    ]  # fmt: skip
    assert [(line.line, line.reasons[0].code) for line in plan.refused] == [
        (3, "counts.unreadable"), (4, "hours.no_such_activity"), (5, "counts.twice"),
    ]  # fmt: skip
    bare = tmp_path / "bare.csv"
    bare.write_text("Wat;Hoe\n1;2\n", "utf-8")
    with pytest.raises(Refused, match="headings"):
        books.do(import_counts, read_list(bare))


CELL = st.tuples(
    st.integers(0, 2), st.integers(0, 4), st.one_of(st.none(), st.integers(1, 700)), st.booleans()
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(CELL, st.just("undo"), st.just("redo")), max_size=12))
def test_whatever_is_typed_pasted_and_taken_back_the_sheet_is_the_sum_of_the_file(
    typing_books: tuple[Books, int, tuple[int | None, ...]], steps: list[Any]
) -> None:
    books, activity, rows = typing_books
    books.do(remove_hours, [row.id for row in books.ask(list_hours, FEBRUARY)])
    columns = books.ask(month_grid, activity, 2026, 2).columns
    expected: dict[tuple[int, int], int] = {}
    past: list[dict[tuple[int, int], int]] = []
    future: list[dict[tuple[int, int], int]] = []
    for step in steps:
        if step == "undo":
            if past:
                books.undo()
                future.append(expected)
                expected = past.pop()
            continue
        if step == "redo":
            if future:
                books.redo()
                past.append(expected)
                expected = future.pop()
            continue
        row, column, minutes, block = step
        places = [(row, column), ((row + 1) % 3, column)] if block else [(row, column)]
        after = {key: value for key, value in expected.items() if key not in places}
        if minutes is not None:
            after |= dict.fromkeys(places, minutes)
        cells = [
            CellEntry(
                rows[at], activity, columns[place].period,
                None if minutes is None else Duration(minutes),
            )
            for at, place in places
        ]  # fmt: skip
        books.do(set_cells, cells)
        if after != expected:
            # What changes nothing is no step.
            past.append(expected)
            future = []
        expected = after
        grid = books.ask(month_grid, activity, 2026, 2)
        lines = {line.person_id: line for line in (*grid.rows, grid.group)}
        shown = {
            (row, column): cell.worked.minutes
            for row, person in enumerate(rows)
            if person in lines
            for column, cell in enumerate(lines[person].cells)
            if cell.worked
        }
        stored = Duration.total(row.worked for row in books.ask(list_hours, FEBRUARY))
        assert shown == expected
        assert grid.total == stored == Duration(sum(expected.values()))
        assert Duration.total(grid.column_totals) == grid.total


@pytest.fixture
def typing_books(books: Books, meals: int) -> tuple[Books, int, tuple[int | None, ...]]:
    people = make(books, Member(1, "Annie van den Berg"), Member(2, "Bea Hofstra"))
    return books, meals, (people[1], people[2], None)
