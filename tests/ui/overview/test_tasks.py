"""Tasks on the home page by keyboard: ticked off, put off, written down, of whom, and set aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.desk.queries import list_set_aside, list_tasks
from coopadmin.desk.rules import NewTask, TaskKey
from coopadmin.desk.service import add_task
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from coopadmin.store.computer import changed, remembered
from coopadmin.ui.kit.form import Form
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.overview.page import OverviewPage
from tests.app.program import at_rest
from tests.contributions.making import Member, make
from tests.fixtures import WHO
from tests.ui.hands import CTRL, bring_up, click, overwrite, press, press_here, write

Opened = tuple[OpenFile, OverviewPage]
DRAW_UP, PLAN = TaskKey("accounts.draw_up", "2025"), TaskKey("accounts.plan", "2025")


@pytest.fixture
def opened(program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot) -> Opened:
    changed(backup_folder=str(tmp_path / "copies"))
    program.open(path)
    file = program.files[0]
    file.window.showNormal()
    bring_up(qtbot, file.window, 1366, 688)
    at_rest(qtbot, file)
    page = file.window.page("overview")
    assert isinstance(page, OverviewPage)
    page.tasks.focus_row(0)
    return file, page


def form_of(page: OverviewPage) -> Form | None:
    return page.form


def switch_words(page: OverviewPage) -> str:
    return page.tasks.aside_button.text() if page.tasks.aside_button is not None else ""


def keys(page: OverviewPage) -> list[TaskKey]:
    return [row.task.key for row in page.tasks.rows]


def here(page: OverviewPage) -> TaskKey:
    return page.tasks.rows[page.tasks.here()].task.key


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_D])
def test_a_key_ticks_off_and_undo_brings_back(opened: Opened, key: Qt.Key) -> None:
    file, page = opened
    assert keys(page)[:2] == [DRAW_UP, PLAN]
    press_here(key)
    assert DRAW_UP not in keys(page)
    assert here(page) == PLAN, "the next one"
    done = {task.key: task.done_by for task in file.books.ask(list_set_aside, file.books.today())}
    assert done == {DRAW_UP: WHO}
    press_here(Qt.Key.Key_Z, CTRL)
    assert keys(page)[:2] == [DRAW_UP, PLAN]


def test_s_opens_the_menu_that_puts_off(opened: Opened) -> None:
    file, page = opened
    press_here(Qt.Key.Key_S)
    menu = QApplication.activePopupWidget()
    assert menu is page.tasks.rows[0].more.menu_of_actions  # type: ignore[union-attr]
    press(menu, Qt.Key.Key_Down)
    press(menu, Qt.Key.Key_Return)
    assert DRAW_UP not in keys(page)
    (task,) = file.books.ask(list_set_aside, file.books.today())
    assert task.put_off_until == date(2026, 3, 10), "a week"


def test_a_day_to_come_back_is_chosen_in_a_form(opened: Opened) -> None:
    file, page = opened
    page.tasks.rows[0].wish("until")
    assert page.form is not None
    until = page.form.box("until").control
    until.setFocus()
    press(until, Qt.Key.Key_A, CTRL)
    write(until, "1-4")
    press_here(Qt.Key.Key_S, CTRL)
    assert form_of(page) is None
    assert page.tasks.here() == 0
    assert DRAW_UP not in keys(page)
    (task,) = file.books.ask(list_set_aside, file.books.today())
    assert task.put_off_until == date(2026, 4, 1)


def test_n_writes_down_a_task_of_ones_own(opened: Opened) -> None:
    file, page = opened
    press_here(Qt.Key.Key_N)
    assert page.form is not None
    write(page.form.box("title").control, "Ask for a bench")
    press_here(Qt.Key.Key_S, CTRL)
    assert form_of(page) is None
    own = [task for task in file.books.ask(list_tasks, file.books.today()) if task.own]
    assert [(task.title, task.who) for task in own] == [("Ask for a bench", WHO)]
    row = page.tasks.rows[keys(page).index(own[0].key)]
    row.button.setFocus()
    press_here(Qt.Key.Key_Return)
    assert own[0].key not in keys(page), "its button is Done"


def test_escape_leaves_the_form_and_nothing_is_written(opened: Opened) -> None:
    file, page = opened
    press_here(Qt.Key.Key_N)
    write(page.form.box("title").control, "No")  # type: ignore[union-attr]
    press_here(Qt.Key.Key_Escape)
    assert form_of(page) is None
    assert here(page) == DRAW_UP
    assert not [task for task in file.books.ask(list_tasks, file.books.today()) if task.own]


def test_an_own_task_is_changed_and_removed_from_its_menu(opened: Opened) -> None:
    file, page = opened
    key = file.books.do(add_task, NewTask("Bench"))
    row = page.tasks.rows[keys(page).index(key)]
    row.wish("change")
    overwrite(page.form.box("title").control, "Two benches")  # type: ignore[union-attr]
    press_here(Qt.Key.Key_S, CTRL)
    row = page.tasks.rows[keys(page).index(key)]
    assert row.task.title == "Two benches"
    row.wish("remove")
    assert key not in keys(page)


def test_more_time_for_the_accounts_is_recorded_from_their_task(opened: Opened) -> None:
    _file, page = opened
    page.tasks.rows[0].wish("extend")
    form = page.form
    assert form is not None
    for name, text in (("months", "4"), ("decided_on", "1-3-26")):
        form.box(name).control.setFocus()
        write(form.box(name).control, text)
    press_here(Qt.Key.Key_S, CTRL)
    assert form_of(page) is None
    assert page.tasks.rows[0].task.due == date(2026, 10, 31)


def test_what_was_set_aside_is_shown_on_demand_and_comes_back(opened: Opened) -> None:
    _file, page = opened
    assert not switch_words(page)
    press_here(Qt.Key.Key_Space)
    assert switch_words(page) == "Show 1 put off or ticked off"
    page.tasks.turn_aside()
    row = page.tasks.rows[-1]
    assert (row.task.key, row.aside) == (DRAW_UP, True)
    said = QAccessible.queryAccessibleInterface(row.button).text(QAccessible.Text.Name)
    assert said.endswith(f"Ticked off by {WHO} on 3 March 2026")
    row.button.setFocus()
    press_here(Qt.Key.Key_Return)
    assert keys(page)[0] == DRAW_UP


def test_mine_are_those_of_my_office_and_the_choice_is_kept(
    opened: Opened, program: Coopadmin
) -> None:
    file, page = opened
    people = make(file.books, Member(1, WHO), Member(2, "Wim Terpstra"))
    for number, office in ((1, "secretary"), (2, "treasurer")):
        file.books.do(appoint, NewTerm(people[number], "board", office, date(2024, 5, 1)))
    assert PLAN in keys(page)
    click(page.whose._buttons[0])
    assert PLAN not in keys(page)
    assert TaskKey("statutes.check") in keys(page)
    assert remembered().tasks_of == "mine"
    program.work_as("Wim Terpstra")
    assert PLAN in keys(page)
    assert TaskKey("statutes.check") not in keys(page)


def test_steps_are_told_beside_a_task(opened: Opened) -> None:
    file, page = opened
    row = next(row for row in page.tasks.rows if row.task.code == "rates.check")
    done, of = row.task.steps or (0, 0)
    said = QAccessible.queryAccessibleInterface(row.button).text(QAccessible.Text.Name)
    assert said.endswith(f"{done} of {of} done")
    assert 0 < done < of
    assert file.books.today() == date(2026, 3, 3)


def test_both_charts_can_be_read_as_a_table(opened: Opened) -> None:
    file, page = opened
    make(file.books, Member(1), Member(2))
    growth = page.side.growth
    said = QAccessible.queryAccessibleInterface(growth.chart)
    assert said.text(QAccessible.Text.Description).endswith("2026 2")
    assert page.side.chart is not None
    for card in (growth, page.side.chart):
        click(card._switch)
        assert card._table is not None
        assert card._table.isVisible()
        assert not card.chart.isVisible()
