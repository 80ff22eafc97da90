"""Hours recorded, changed, typed into the month grid; lists of volunteers; figures of a year."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Refused
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.queries import (
    MonthGrid,
    hours_of_year,
    list_hours,
    list_month_activities,
    list_volunteers,
    month_grid,
)
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import (
    CellEntry,
    change_hours,
    put_on_list,
    record_hours,
    remove_hours,
    set_cell,
    set_cells,
    take_off_list,
)
from tests.contributions.making import Member, make

WEEK = Period(date(2026, 2, 2), date(2026, 2, 8))
FEBRUARY = Period.month(2026, 2)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@operation("test.lock_hours", N_("Lock hours"))
def lock_hours(work: Work, year: str) -> None:
    work.lock("hours", year, "The report of this year was adopted.")


@pytest.fixture
def bus(books: Books) -> int:
    return int(books.do(add_activity, NewActivity("Dial-a-bus", "transport")))


@pytest.fixture
def people(books: Books) -> dict[int, int]:
    return make(
        books, Member(1, "Annie van den Berg"), Member(2, "Bea Hofstra"), Member(3, "Arend Aap")
    )


@pytest.fixture
def record(books: Books, bus: int, people: dict[int, int]) -> Callable[..., int]:
    """Record hours: member number, first day in February, minutes, perhaps a last day."""

    def do(number: int, first: int, minutes: int, last: int | None = None, **more: Any) -> int:
        new = NewHours(
            people[number], bus, date(2026, 2, first), date(2026, 2, last or first),
            Duration(minutes), **more,
        )  # fmt: skip
        return int(books.do(record_hours, new))

    return do


def sheet(books: Books, bus: int, month: int = 2) -> MonthGrid:
    return books.ask(month_grid, bus, 2026, month)


def test_recorded_hours_are_listed_and_put_the_person_on_the_list(
    books: Books, bus: int, record: Callable[..., int], undone: Callable[..., Any]
) -> None:
    undone(lambda: record(1, 3, 150, note="night bus", estimated=True))
    (row,) = books.ask(list_hours, YEAR)
    assert (row.name, row.activity, row.first, row.worked, row.note, row.estimated) == (
        "Annie van den Berg", "Dial-a-bus", date(2026, 2, 3), Duration(150), "night bus", True,
    )  # fmt: skip
    (listed,) = books.ask(list_volunteers, bus)
    assert (listed.name, listed.since) == ("Annie van den Berg", date(2026, 2, 1))
    assert books.ask(list_hours, YEAR, person_id=listed.person_id, activity_id=bus) == [row]
    assert books.ask(list_hours, Period.month(2026, 3)) == []


def test_the_same_hours_again_are_asked_about(books: Books, record: Callable[..., int]) -> None:
    record(1, 3, 150)
    record(1, 4, 150)
    with pytest.raises(Refused) as refused:
        record(1, 3, 60)
    assert [problem.code for problem in refused.value.problems] == ["hours.double"]


def test_hours_can_be_changed_and_removed(
    books: Books,
    bus: int,
    people: dict[int, int],
    record: Callable[..., int],
    undone: Callable[..., Any],
) -> None:
    first, second = record(1, 3, 150), record(1, 4, 60)
    changed = NewHours(people[2], bus, date(2026, 2, 5), date(2026, 2, 6), Duration(90), note="x")
    undone(lambda: books.do(change_hours, first, changed))
    undone(lambda: books.do(remove_hours, [second]))
    (row,) = books.ask(list_hours, YEAR)
    assert (row.name, row.last, row.worked) == ("Bea Hofstra", date(2026, 2, 6), Duration(90))
    with pytest.raises(Refused):
        books.do(change_hours, first, NewHours(people[2], bus, FEBRUARY.first, YEAR.last, WORK))
    with pytest.raises(Refused, match="not in the file any more"):
        books.do(remove_hours, [second])


WORK = Duration(60)


def test_a_cell_is_typed_changed_and_emptied(
    books: Books, bus: int, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    def typed(minutes: int | None) -> CellEntry:
        worked = None if minutes is None else Duration(minutes)
        return CellEntry(people[1], bus, WEEK, worked)

    undone(lambda: books.do(set_cell, typed(210)))
    undone(lambda: books.do(set_cell, typed(240)))
    (row,) = books.ask(list_hours, YEAR)
    assert (row.first, row.last, row.worked) == (WEEK.first, WEEK.last, Duration(240))
    undone(lambda: books.do(set_cell, typed(None)))
    assert books.ask(list_hours, YEAR) == []


def test_an_odd_value_in_a_cell_is_a_question(
    books: Books, bus: int, people: dict[int, int]
) -> None:
    odd = CellEntry(people[1], bus, WEEK, Duration(35 * 60))
    with pytest.raises(Refused) as refused:
        books.do(set_cell, odd)
    assert [problem.code for problem in refused.value.problems] == ["hours.many"]
    books.do(set_cell, odd, answers={"hours.many": "yes"})
    assert sheet(books, bus).total == Duration(35 * 60)


def test_one_entry_in_a_week_keeps_its_day_when_the_cell_is_typed_into(
    books: Books, bus: int, people: dict[int, int], record: Callable[..., int]
) -> None:
    record(1, 3, 60, estimated=True)
    books.do(set_cell, CellEntry(people[1], bus, WEEK, Duration(120)))
    (row,) = books.ask(list_hours, YEAR)
    assert (row.first, row.last, row.worked) == (date(2026, 2, 3), date(2026, 2, 3), Duration(120))


def test_a_cell_of_several_entries_is_not_typed_into(
    books: Books, bus: int, people: dict[int, int], record: Callable[..., int]
) -> None:
    record(1, 3, 60)
    record(1, 4, 60)
    with pytest.raises(Refused, match="Open them with Enter"):
        books.do(set_cell, CellEntry(people[1], bus, WEEK, Duration(120)))


def test_a_block_of_cells_is_filled_as_one_step_or_not_at_all(
    books: Books,
    bus: int,
    people: dict[int, int],
    record: Callable[..., int],
    undone: Callable[..., Any],
) -> None:
    after = Period(date(2026, 2, 9), date(2026, 2, 15))
    record(1, 3, 60, estimated=True)
    record(2, 9, 30)
    block = [
        CellEntry(people[1], bus, WEEK, Duration(120)),
        CellEntry(people[1], bus, after, Duration(90)),
        CellEntry(people[2], bus, after, None),
        CellEntry(people[3], bus, WEEK, Duration(45)),
        CellEntry(people[3], bus, after, None),
    ]
    undone(lambda: books.do(set_cells, block))
    worked = {
        row.name: [cell.worked.minutes for cell in row.cells] for row in sheet(books, bus).rows
    }
    assert worked["Annie van den Berg"][1:3] == [120, 90]
    assert worked["Arend Aap"][1:3] == [45, 0]
    assert worked["Bea Hofstra"][1:3] == [0, 0]
    (kept, *_others) = books.ask(list_hours, YEAR, person_id=people[1])
    assert (kept.first, kept.last, kept.estimated) == (date(2026, 2, 3), date(2026, 2, 3), True)
    too_much = [replace(block[0], worked=Duration(60)), replace(block[1], worked=Duration(1800))]
    with pytest.raises(Refused, match="above the limit"):
        books.do(set_cells, too_much)
    assert books.ask(list_hours, YEAR, person_id=people[1])[0] == kept, "not even the first"
    books.do(set_cells, too_much, answers={"hours.many": "She slept there."})
    record(1, 4, 60)
    with pytest.raises(Refused, match="Open them with Enter"):
        books.do(set_cells, block[:1])


def test_what_lies_in_no_one_week_has_a_column_of_its_own(
    books: Books, bus: int, people: dict[int, int], record: Callable[..., int]
) -> None:
    record(1, 3, 60)
    books.do(set_cell, CellEntry(people[1], bus, FEBRUARY, Duration(600)))
    books.do(set_cell, CellEntry(people[1], bus, FEBRUARY, Duration(660)))
    (row,) = sheet(books, bus).rows
    assert (row.whole_month.worked, row.cells[1].worked) == (Duration(660), Duration(60))
    assert row.total == Duration(720)


def test_the_sheet_has_everybody_of_the_list_by_surname_and_the_month_before(
    books: Books,
    bus: int,
    people: dict[int, int],
    record: Callable[..., int],
    undone: Callable[..., Any],
) -> None:
    undone(lambda: books.do(put_on_list, bus, [people[2], people[3]]))
    record(1, 3, 60)
    grid = sheet(books, bus)
    assert [row.name for row in grid.rows] == ["Arend Aap", "Annie van den Berg", "Bea Hofstra"]
    assert [row.total.minutes for row in grid.rows] == [0, 60, 0]
    assert (grid.activity, grid.month, len(grid.columns)) == ("Dial-a-bus", FEBRUARY, 5)
    march = sheet(books, bus, 3)
    assert march.previous_total == Duration(60)
    assert [row.previous.minutes for row in march.rows] == [0, 60, 0]
    with pytest.raises(Refused, match="activity"):
        books.ask(month_grid, 12345, 2026, 2)


def test_who_left_the_list_is_on_no_later_sheet_until_coming_back(
    books: Books, bus: int, people: dict[int, int], undone: Callable[..., Any]
) -> None:
    books.do(put_on_list, bus, [people[2]], date(2026, 1, 15))
    (listed,) = books.ask(list_volunteers, bus)
    undone(lambda: books.do(take_off_list, listed.task_id, date(2026, 2, 10)))
    assert [row.name for row in sheet(books, bus).rows] == ["Bea Hofstra"]
    assert sheet(books, bus, 3).rows == ()
    assert books.ask(list_volunteers, bus, Period.month(2025, 12)) == []
    with pytest.raises(Refused, match="from 2026-01-15 on"):
        books.do(take_off_list, listed.task_id, date(2026, 1, 14))
    books.do(put_on_list, bus, [people[2]])
    assert [row.name for row in sheet(books, bus, 3).rows] == ["Bea Hofstra"]


def test_a_month_tells_how_far_each_activity_is_filled_in(
    books: Books, bus: int, people: dict[int, int], record: Callable[..., int]
) -> None:
    books.do(put_on_list, bus, [people[1], people[2]])
    record(1, 3, 60)
    record(1, 4, 30)
    found = {row.activity_id: row for row in books.ask(list_month_activities, 2026, 2)}
    assert (found[bus].volunteers, found[bus].filled, found[bus].worked) == (2, 1, Duration(90))
    assert not found[bus].complete
    record(2, 3, 60)
    found = {row.activity_id: row for row in books.ask(list_month_activities, 2026, 2)}
    assert found[bus].complete
    assert all(not row.complete for row in found.values() if row.activity_id != bus)


def test_the_figures_of_a_year_add_up_by_activity_and_by_month(
    books: Books, bus: int, people: dict[int, int], record: Callable[..., int]
) -> None:
    meals = int(books.do(add_activity, NewActivity("Soup", "meals")))
    record(1, 3, 60)
    record(2, 3, 90, estimated=True)
    for person, activity, first, minutes in (
        (1, meals, date(2026, 1, 31), 30),
        (3, meals, date(2025, 12, 31), 45),
        (1, bus, date(2025, 6, 1), 15),
    ):
        books.do(record_hours, NewHours(people[person], activity, first, first, Duration(minutes)))
    facts = books.ask(hours_of_year, books.ask(get_book_year, "2026"))
    assert (facts.total, facts.estimated, facts.volunteers) == (Duration(180), Duration(90), 2)
    assert (facts.previous_total, facts.previous_volunteers) == (Duration(60), 2)
    assert [
        (row.activity, row.worked.minutes, row.volunteers, row.previous.minutes)
        for row in facts.by_activity
    ] == [("Dial-a-bus", 150, 2, 15), ("Soup", 30, 1, 45)]
    assert len(facts.by_month) == 12
    assert [each.worked.minutes for each in facts.by_month[:3]] == [30, 150, 0]
    assert Duration.total(each.worked for each in facts.by_month) == facts.total
    empty = books.ask(hours_of_year, books.ask(get_book_year, "2024"))
    assert (empty.total, empty.by_activity, empty.volunteers) == (Duration(), (), 0)


def test_hours_of_an_adopted_year_stay_as_they_are(
    books: Books, record: Callable[..., int]
) -> None:
    entry = record(1, 3, 60)
    books.do(lock_hours, "2026")
    with pytest.raises(Refused, match="adopted"):
        record(1, 5, 60)
    with pytest.raises(Refused, match="adopted"):
        books.do(remove_hours, [entry])
