"""Blocks of cells, a group, numbers and aims in the month grid, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from coopadmin.activities.queries import get_activity
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.store import Books
from coopadmin.ui.kit.goals import GoalBar
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.volunteers.queries import list_hours, list_volunteers, month_grid
from tests.ui.hands import CTRL, click, overwrite, press_here
from tests.ui.volunteers.conftest import Open, Record, stored, window_of
from tests.ui.volunteers.test_grid import ANNIE, BEA, COR, at, cell_text, doubts, type_here

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
FEBRUARY = Period.month(2026, 2)


@pytest.fixture
def counting(books: Books, bus: int) -> int:
    """The bus counts its rides, and the board aims at something."""
    new = NewActivity(
        "Dial-a-bus", "transport", unit="rides", counts_people=True,
        target_hours=Duration(120 * 60), target_count=600,
    )  # fmt: skip
    books.do(change_activity, bus, new)
    return bus


def paste(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press_here(KEY.Key_V, CTRL)


def go_to(page: HoursPage, row: int, column: int) -> None:
    page.month.view.go_to(page.month.view.sheet.index(row, column))


def test_a_block_is_chosen_copied_and_emptied_as_one_step(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 2, 150, 8)
    record(1, 9, 60, 15)
    record(2, 2, 90, 8)
    page = open_page()
    go_to(page, 0, 2)
    press_here(KEY.Key_Right, SHIFT)
    press_here(KEY.Key_Down, SHIFT)
    assert page.month.view.holds_block()
    press_here(KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "2.5\t1.0\n1.5\t" or (
        QGuiApplication.clipboard().text() == "2.5\t1\n1.5\t"
    )
    press_here(KEY.Key_Delete)
    assert books.ask(list_hours, FEBRUARY) == []
    window_of(page).undo()
    assert (stored(books, bus)[ANNIE][1:3], stored(books, bus)[BEA][1]) == ([150, 60], 90)
    go_to(page, 2, 2)
    paste("2.5\t1")
    assert stored(books, bus)[COR][1:3] == [150, 60], "what was copied can be pasted"


def test_shift_enter_goes_back_up(open_page: Open, books: Books, bus: int) -> None:
    page = open_page()
    go_to(page, 2, 1)
    type_here("2")
    press_here(KEY.Key_Return, SHIFT)
    assert (at(page), stored(books, bus)[COR][0]) == ((BEA, 1), 120)
    press_here(KEY.Key_Return, SHIFT)
    assert at(page) == (ANNIE, 1)


def test_a_dash_and_nought_empty_a_cell_and_nothing_leaves_it(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    for number in (1, 2, 3):
        record(number, 2, 60, 8)
    page = open_page()
    go_to(page, 0, 2)
    paste("-\t2,5\n\t2u30\n0\t2.5")
    found = stored(books, bus)
    assert [found[name][1:3] for name in (ANNIE, BEA, COR)] == [[0, 150], [60, 150], [0, 150]]


def test_names_in_the_first_column_find_their_rows_and_unknown_ones_are_asked(
    open_page: Open, books: Books, bus: int, people: dict[int, int]
) -> None:
    page = open_page()
    go_to(page, 0, 2)
    paste(
        "Naam\twk 6\twk 7\nTimmerman, Cor\t1\t2\nBea Hofstraa\t3\t\n"
        "Dirk Zijlstra\t4\t\nZomaar Iemand\t5\t6\n"
    )
    assert stored(books, bus)[COR] == [0] * 5, "nothing before every name is clear"
    (asked,) = page.messages.shown()
    assert asked.sentence == "Who is “Bea Hofstraa”?"
    assert [button.text() for button in asked.buttons] == [
        "It is Bea Hofstra", "Leave this line out",
    ]  # fmt: skip
    press_here(KEY.Key_Space)
    (asked,) = page.messages.shown()
    assert asked.sentence == "“Dirk Zijlstra” is not on the list of this activity"
    press_here(KEY.Key_Space)
    (asked,) = page.messages.shown()
    assert asked.sentence == "Who is “Zomaar Iemand”?"
    click(asked.buttons[-1])
    found = stored(books, bus)
    assert found[COR][1:3] == [60, 120]
    assert found[BEA][1:3] == [180, 0]
    assert found["Dirk Zijlstra"][1] == 240
    assert people[4] in {row.person_id for row in books.ask(list_volunteers, bus)}
    (told,) = page.messages.shown()
    assert told.sentence == "2 pasted values were left out"
    window_of(page).undo()
    assert all(not any(minutes) for minutes in stored(books, bus).values()), "one step"


def test_a_group_is_typed_as_people_times_hours(open_page: Open, books: Books, bus: int) -> None:
    page = open_page()
    page.month.group.click()
    page.month.view.setFocus()
    go_to(page, 3, 2)
    assert at(page) == ("Group without names", 2)
    type_here("12 x 2")
    press_here(KEY.Key_Return)
    (row,) = books.ask(list_hours, FEBRUARY)
    assert (row.person_id, row.people, row.worked) == (None, 12, Duration(1440))
    assert cell_text(page, 3, 2) == "24"
    assert page.month.view.sheet.sum_of(2) == Duration(1440)
    press_here(KEY.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    assert line.text() == "12 x 2"
    overwrite(line, "24")
    press_here(KEY.Key_Return)
    (doubt,) = doubts(page)
    assert doubt.text == "24"
    assert doubt.problems[0].code == "hours.no_group"
    page.month.group.click()
    assert page.month.view.sheet.rowCount() == 4, "what is there is never hidden"
    go_to(page, 3, 2)
    press_here(KEY.Key_Delete)
    assert (doubts(page), books.ask(list_hours, FEBRUARY)) == ([], [])


def test_the_entries_of_a_group_say_how_many_and_an_estimate_is_shared_out(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.month.group.click()
    page.month.view.setFocus()
    go_to(page, 3, 2)
    press_here(KEY.Key_Return, CTRL)
    form = page.entries.form
    for name, text in (
        ("first", "1-7-2025"), ("last", "31-12-2025"), ("people", "4"), ("worked", "50"),
    ):  # fmt: skip
        overwrite(form.box(name).control, text)
    form.box("estimated").control.setFocus()
    press_here(KEY.Key_Space)
    press_here(KEY.Key_S, CTRL)
    rows = books.ask(list_hours, Period(date(2025, 7, 1), date(2025, 12, 31)))
    assert [row.worked.minutes for row in rows] == [495] * 5 + [525]
    assert {(row.people, row.estimated, row.person_id) for row in rows} == {(4, True, None)}
    window_of(page).undo()
    assert books.ask(list_hours, Period(date(2025, 7, 1), date(2025, 12, 31))) == []


def test_rides_are_typed_below_the_people_and_are_in_no_sum_of_hours(
    open_page: Open, books: Books, counting: int
) -> None:
    page = open_page()
    assert at(page) == (ANNIE, 1), "one begins with the people"
    press_here(KEY.Key_End, CTRL)
    assert at(page)[0] == "Different people"
    press_here(KEY.Key_Up)
    assert at(page) == ("Rides", 5)
    type_here("85")
    press_here(KEY.Key_Return)
    type_here("31")
    press_here(KEY.Key_Return)
    rides, people = books.ask(month_grid, counting, 2026, 2).counts
    assert (rides.cells[4].number, people.cells[4].number) == (85, 31)
    assert page.month.view.sheet.sum_of(5) == Duration()
    go_to(page, 3, 2)
    type_here("2,5")
    press_here(KEY.Key_Return)
    (doubt,) = doubts(page)
    assert doubt.problems[0].code == "counts.unreadable"
    window_of(page).undo()
    window_of(page).undo()
    assert books.ask(month_grid, counting, 2026, 2).counts[0].total == 0


def test_the_aims_of_an_activity_stand_beside_its_sheet(
    open_page: Open, books: Books, counting: int, record: Record
) -> None:
    record(1, 2, 600, 8)
    page = open_page()
    said = [bar.accessibleName() for bar in page.side.goal.findChildren(GoalBar)]
    assert said == ["10 of 120 hours", "0 of 600 rides"]
    activity = get_activity
    row = books.ask(activity, counting)
    books.do(change_activity, counting, NewActivity(row.name, row.theme))
    assert page.side.goal.isHidden()


def test_what_is_counted_and_aimed_at_is_set_in_the_form(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    page.change_activity()
    form = page.activity.form
    form.box("unit").set_text("rides")
    overwrite(form.box("target_hours").control, "2200")
    overwrite(form.box("target_count").control, "1200")
    press_here(KEY.Key_S, CTRL)
    row = books.ask(get_activity, bus)
    assert (row.unit, row.target_hours, row.target_count) == ("rides", Duration(132000), 1200)
    assert form.draft()["target_count"] == "1200"


def test_an_activity_without_people_asks_for_them_and_can_count_all_the_same(
    open_page: Open, books: Books
) -> None:
    meals = books.do(add_activity, NewActivity("Soup", "meals", unit="meals"))
    page = open_page()
    page.visit(meals)
    assert page.month.view.isHidden()
    assert page.month.empty.isVisible()
    page.month.group.click()
    page.month.view.setFocus()
    go_to(page, 1, 2)
    assert at(page) == ("Meals served", 2)
    type_here("41")
    press_here(KEY.Key_Return)
    page.month.group.click()
    assert books.ask(month_grid, meals, 2026, 2).counts[0].total == 41
    assert page.month.view.isVisible(), "what is there is shown"
