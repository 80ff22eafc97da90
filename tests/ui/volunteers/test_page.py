"""Activities, who helps with them, and lists of hours, by keyboard and with a mouse."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import get_activity, list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.calendar import Period
from coopadmin.store import Books
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.volunteers.queries import list_hours, list_volunteers
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write
from tests.ui.volunteers.conftest import Open, Record, stored, window_of

KEY = Qt.Key
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def activities(page: HoursPage) -> list[str]:
    return [row.name for row in page.list.table.shown_rows()]


def names(page: HoursPage) -> list[str]:
    grid = page.month.view.sheet.grid
    return [] if grid is None else [row.name for row in grid.rows]


def people(page: HoursPage) -> list[tuple[str, bool]]:
    return [(row.name, row.leads) for row in page.activity.people.table.shown_rows()]


def test_without_activities_the_usual_ones_are_one_key_away(open_page: Open, books: Books) -> None:
    page = open_page()
    assert focused().property("text") == "Add usual activities"
    press_here(KEY.Key_Space)
    assert activities(page)[:2] == ["Coffee morning", "Eating together"]
    assert not page.month.view.isVisible(), "nobody is on a list yet"
    assert page.month.empty.isVisible()
    window_of(page).undo()
    assert books.ask(list_activities) == []
    assert page.begin.isVisible()


def test_a_new_activity_gets_people_and_leads_and_then_hours(
    open_page: Open, books: Books, bus: int, qtbot: QtBot
) -> None:
    page = open_page()
    page.add_activity()
    form = page.activity.form
    assert form.box("name").control.hasFocus()
    press_here(KEY.Key_S, CTRL)
    assert form.box("name").under() == "Fill this in."
    write(form.box("name").control, "Soup")
    form.box("theme").set_text("meals")
    press_here(KEY.Key_S, CTRL)
    assert page.header.title() == "Soup"
    assert page.activity.people.search.hasFocus(), "next come the people"
    write(focused(), "hof")
    qtbot.waitUntil(lambda: len(page.activity.people.found) == 1)
    press_here(KEY.Key_Return)
    assert people(page) == [("Bea Hofstra", False)]
    assert page.activity.people.search.text() == ""
    (warning,) = page.activity.people.messages.shown()
    assert warning.sentence.startswith("Soup has nobody who leads it.")
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Space)
    assert people(page) == [("Bea Hofstra", True)]
    press_here(KEY.Key_Escape)
    assert (page.month.view.hasFocus(), names(page)) == (True, ["Bea Hofstra"])
    soup = books.ask(list_activities)[-1]
    assert (soup.name, soup.theme, [lead.name for lead in soup.leads]) == (
        "Soup", "meals", ["Bea Hofstra"],
    )  # fmt: skip
    (listed,) = books.ask(list_volunteers, soup.id)
    assert listed.since == date(2026, 2, 1), "from the month that is shown"


def test_somebody_leaves_the_list_and_the_hours_stay(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    record(1, 3, 60)
    page = open_page()
    press_here(KEY.Key_N, CTRL)
    assert page.activity.people.search.hasFocus()
    page.activity.people.table.setFocus()
    press_here(KEY.Key_Delete)
    form = page.activity.findChildren(type(page.activity.form))[-1]
    assert (form.accessibleName(), form.draft()) == ("Annie van den Berg", {"last": "3-3-2026"})
    overwrite(form.box("last").control, "1-1-2020")
    press_here(KEY.Key_S, CTRL)
    assert "on the list from 1 February 2026 on" in form.box("last").under()
    overwrite(form.box("last").control, "28-2")
    press_here(KEY.Key_S, CTRL)
    assert people(page)[-1][0] == "Annie van den Berg", "who left stands last"
    assert page.activity.people.table.view.hasFocus()
    page.show_main()
    page.step(1)
    assert names(page) == ["Annie van den Berg", "Bea Hofstra", "Cor Timmerman"], "worked before"
    page.step(1)
    assert names(page) == ["Bea Hofstra", "Cor Timmerman"]


def test_nobody_of_a_name_leads_to_the_members(
    open_page: Open, books: Books, bus: int, qtbot: QtBot
) -> None:
    page = open_page()
    press_here(KEY.Key_N, CTRL)
    write(focused(), "nobody")
    qtbot.waitUntil(page.activity.people._none.isVisible)
    press(focused(), KEY.Key_Escape)
    assert not page.activity.people._none.isVisible()
    assert page.activity.isVisible(), "the first Escape only clears the search"


def test_an_activity_is_changed_and_ended(open_page: Open, books: Books, bus: int) -> None:
    page = open_page()
    page.change_activity()
    form = page.activity.form
    assert form.draft()["name"] == "Dial-a-bus"
    overwrite(form.box("name").control, "Village bus")
    press_here(KEY.Key_S, CTRL)
    assert books.ask(get_activity, bus).name == "Village bus"
    assert page.header.title() == "Village bus"
    end = page.activity._end
    assert end.text() == "End it today"
    click(end)
    assert books.ask(get_activity, bus).until == date(2026, 3, 3)
    assert (form.draft()["until"], end.isVisible()) == ("3-3-2026", False)
    window_of(page).undo()
    assert form.draft()["until"] == ""
    other = books.do(add_activity, NewActivity("Soup"))
    overwrite(form.box("name").control, "Soup")
    press_here(KEY.Key_S, CTRL)
    assert form.box("name").under().startswith("There is an activity “Soup” already.")
    page.show_main()
    assert activities(page) == ["Village bus", "Soup"]
    assert books.drafts_of("hours") != {}, "what is typed waits"
    page.choose_activity(other)
    page.change_activity()
    assert page.activity.form.draft()["name"] == "Soup"


def test_an_activity_taken_back_while_it_is_shown_leaves_the_sheet(
    open_page: Open, books: Books, bus: int
) -> None:
    page = open_page()
    made = books.do(add_activity, NewActivity("Soup"))
    page.choose_activity(made)
    page.change_activity()
    assert page.header.title() == "Soup"
    window_of(page).undo()
    assert page.main.isVisible()
    assert activities(page) == ["Dial-a-bus"]


def test_the_list_tells_how_far_each_activity_is(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    page = open_page()
    assert page.list.table.view.rows.index(0, 0).data() == "Dial-a-bus"
    for number in (1, 2, 3):
        record(number, 3, 60)
    reader = QAccessible.queryAccessibleInterface(page.list.table.view)
    heard = [reader.child(each).text(QAccessible.Text.Name) for each in range(reader.childCount())]
    assert "Dial-a-bus, 3 of 3 filled in" in heard
    press_here(KEY.Key_Escape)
    assert page.list.table.view.hasFocus(), "Escape goes from the sheet to the activities"
    press_here(KEY.Key_Return)
    assert page.month.view.hasFocus()


def test_a_list_is_tried_first_and_then_taken_over_as_one_step(
    open_page: Open, books: Books, bus: int, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "bus.csv"
    file.write_text(
        "Naam;Dag;Uren;BSN\n"
        "Annie van den Berg;3-2-2026;2,5;\n"
        "Berg, Annie van den;10-2-2026;1:15;\n"
        "Piet Onbekend;3-2-2026;2;\n"
        "Bea Hofstra;30-2-2026;2;\n"
        "Cor Timmerman;3-2-2026;20;\n",
        encoding="utf-8",
    )
    page = open_page()
    page.read_list()
    assert focused() is page.reading.drop.button
    page.reading.drop.chosen.emit(file)
    qtbot.waitUntil(lambda: bool(page.reading.messages.shown()), timeout=20_000)
    (missing,) = page.reading.messages.shown()
    assert missing.sentence.startswith("No column says for which activity.")
    assert not page.reading.form.save_button.isEnabled()
    page.reading.form.box("usual").control.setFocus()
    press_here(KEY.Key_Down)
    qtbot.waitUntil(lambda: page.reading.plan is not None, timeout=20_000)
    assert page.reading.form.save_button.text() == "Take over 2"
    lines = [(row.line, len(row.reasons)) for row in page.reading.table.shown_rows()]
    assert lines == [(4, 1), (5, 1), (6, 1)]
    (unused,) = page.reading.messages.shown()
    assert unused.sentence == "Not used: BSN"
    assert books.ask(list_hours, YEAR) == [], "nothing before the button"
    click(page.reading.form.box("doubtful").control)
    qtbot.waitUntil(lambda: page.reading.form.save_button.text() == "Take over 3", timeout=20_000)
    press_here(KEY.Key_S, CTRL)
    qtbot.waitUntil(page.main.isVisible, timeout=20_000)
    (done,) = page.messages.shown()
    assert done.sentence == "3 entries of together 23.75 hours are taken over"
    assert stored(books, bus)["Annie van den Berg"] == [0, 150, 75, 0, 0]
    window_of(page).undo()
    assert books.ask(list_hours, YEAR) == []


def test_a_file_that_is_no_list_gets_a_sentence(
    open_page: Open, books: Books, bus: int, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    page = open_page()
    page.read_list()
    page.reading.read(file)
    qtbot.waitUntil(lambda: bool(page.messages.shown()), timeout=20_000)
    assert "empty.csv" in page.messages.shown()[0].sentence
    assert page.reading.drop.isVisible()
    press_here(KEY.Key_Escape)
    assert page.main.isVisible()


def test_columns_can_be_said_by_hand(
    open_page: Open, books: Books, bus: int, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("Chauffeur,Rit,Lang\nBea Hofstra,3-2-2026,2\n", encoding="utf-8")
    page = open_page()
    page.read_list()
    page.reading.read(file)
    qtbot.waitUntil(lambda: len(page.reading.messages.shown()) == 4, timeout=20_000)
    form = page.reading.form
    form.box("usual").set_text(bus)
    click(form.box("choose").control)
    for name, column in (("name", "Chauffeur"), ("period", "Rit"), ("worked", "Lang")):
        control = form.box(name).control
        assert control.isVisible()
        control.set_value(column)  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.reading.plan is not None, timeout=20_000)
    assert [new.worked.minutes for new in page.reading.plan.new] == [120]  # type: ignore[union-attr]


def test_in_a_narrow_page_the_activities_are_a_choice_above_the_sheet(
    open_page: Open, books: Books, bus: int
) -> None:
    soup = books.do(add_activity, NewActivity("Soup"))
    page = open_page(1010, 640)
    assert (page.narrow, page.list.isVisible()) == (True, False)
    choice = page.month.activities
    assert choice.isVisible()
    assert choice.currentText() == "Dial-a-bus: 0 of 3 filled in"
    assert page.month.view.hasFocus()
    choice.setFocus()
    press_here(KEY.Key_Down)
    assert page.list.table.current().activity_id == soup
    assert page.month.empty.isVisible()
    texts = [action.text() for action in page.menu_actions()]
    assert {"Add volunteers", "Add activity", "Change activity"} <= set(texts)
    window_of(page).resize(1366, 688)
    assert (page.list.isVisible(), page.switch.isVisible()) == (True, True)


def test_another_page_can_send_one_to_a_month_or_an_activity(
    open_page: Open, books: Books, bus: int, record: Record
) -> None:
    soup = books.do(add_activity, NewActivity("Soup"))
    page = open_page()
    window_of(page).show_page("hours", "2025-12-01")
    assert page.switch.words.text() == "December 2025"
    window_of(page).show_page("hours", soup)
    assert page.list.table.current().name == "Soup"
