"""The home page: tasks by keyboard, figures that lead to their list, room, names for readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from coopadmin.activities.rules import NewActivity, NewCount
from coopadmin.activities.service import add_activity, set_count
from coopadmin.app import Coopadmin
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import ChangedCooperative, NewRate, NewStatutes
from coopadmin.cooperative.service import change_cooperative, set_rate, set_statutes
from coopadmin.desk import task_queries
from coopadmin.desk.task_facts import TaskFacts
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import plan_meeting
from coopadmin.migrations import open_books
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from coopadmin.store import Books
from coopadmin.store.computer import changed
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.overview.page import OverviewPage
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.volunteers.service import CellEntry, set_cell
from tests.app.program import at_rest
from tests.contributions.making import Member, kind_id, make
from tests.fixtures import WHO, clock
from tests.ui.hands import CTRL, bring_up, click, press_here

Opened = tuple[OpenFile, OverviewPage]


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
    return file, page


def village(books: Books) -> None:
    """Members who owe, a treasurer whose term ends, a meeting that is planned."""
    people = make(books, Member(1, WHO), Member(2, since=date(2026, 2, 1)))
    books.do(
        set_tariff, NewTariff(kind_id(books, "Personal"), date(2020, 1, 1), Money(2000), "none")
    )
    books.do(run_charges, "2026", dated=date(2026, 1, 15), due=date(2026, 2, 15))
    books.do(
        appoint,
        NewTerm(people[1], "board", "treasurer", date(2022, 3, 10), date(2026, 3, 9)),
    )
    books.do(plan_meeting, NewMeeting("Spring meeting", date(2026, 5, 28)))


def codes(page: OverviewPage) -> list[str]:
    return [row.task.code for row in page.tasks.rows]


def test_the_first_focus_is_on_the_most_urgent_task_and_keys_walk_and_open(
    opened: Opened,
) -> None:
    file, page = opened
    village(file.books)
    file.window.show_page("settings")
    file.window.show_page("overview")
    assert codes(page)[:3] == ["board.term", "meeting.convene", "auditors.appoint"]
    assert page.tasks.rows[0].button.hasFocus()
    press_here(Qt.Key.Key_Down)
    assert page.tasks.rows[1].button.hasFocus()
    press_here(Qt.Key.Key_Up)
    press_here(Qt.Key.Key_Return)
    assert file.window.here == "settings"
    assert file.window.page("settings").header.title() == "Board and committees"


def test_aims_show_how_far_they_are_and_open_their_activity(opened: Opened, qtbot: QtBot) -> None:
    file, page = opened
    assert not page.side.aims.isVisible(), "the board set none"
    wim = make(file.books, Member(1, "Wim Bos"))[1]
    new = NewActivity("Bus", unit="rides", target_hours=Duration(6000), target_count=400)
    bus = file.books.do(add_activity, new)
    days = Period(date(2026, 2, 2), date(2026, 2, 8))
    file.books.do(set_cell, CellEntry(wim, bus, days, Duration(90)))
    file.books.do(set_count, NewCount(bus, days.first, days.last, 40))
    assert page.side.aims.isVisible()
    said = [row.accessibleName() for row in page.side.aims.rows]
    assert said == ["Bus: 1.5 of 100 hours", "Bus: 40 of 400 rides"]
    qtbot.waitUntil(page.side.aims.rows[1].isVisible)
    page.side.aims.rows[1].setFocus()
    press_here(Qt.Key.Key_Space)
    assert file.window.here == "hours"
    hours = file.window.page("hours")
    assert isinstance(hours, HoursPage)
    assert hours.list.table.current().activity_id == bus


def test_a_change_brings_the_tasks_up_to_date_and_keeps_the_focus(opened: Opened) -> None:
    file, page = opened
    there = codes(page).index("statutes.check")
    page.tasks.focus_row(there)
    village(file.books)
    assert "members.none" not in codes(page)
    assert page.tasks.rows[codes(page).index("statutes.check")].button.hasFocus()
    assert "contributions.overdue" in codes(page)


def test_figures_say_what_changed_and_lead_to_their_list(opened: Opened) -> None:
    file, page = opened
    village(file.books)
    assert (page.side.members.figure, page.side.members.note) == ("2", "+1 since 1 Jan")
    assert (page.side.open.figure, page.side.open.note) == ("€\u00a040.00", "2 persons")
    assert (page.side.meeting.figure, page.side.meeting.note) == ("Thu 28 May", "86 days left")
    assert (page.side.hours.name, page.side.hours.figure) == ("Hours in 2026", "0")
    went: list[tuple[str, object]] = []
    file.window.desk.went.disconnect()
    file.window.desk.went.connect(lambda name, place: went.append((name, place)))
    for figure in (page.side.members, page.side.hours, page.side.open, page.side.meeting):
        click(figure)
    assert went == [
        ("members", "active"),
        ("hours", None),
        ("contributions", "open 2026"),
        ("meetings", "2026-05-28"),
    ]


def test_a_screen_reader_hears_the_task_with_its_day_and_reason(opened: Opened) -> None:
    file, page = opened
    village(file.books)
    button = QAccessible.queryAccessibleInterface(page.tasks.rows[0].button)
    assert button.text(QAccessible.Text.Name) == (
        f"View: Term of {WHO} in the board ends, 9 March 2026, 6 days left, "
        "Treasurer · term 1, can be appointed again"
    )
    assert button.role() == QAccessible.Role.Button
    figure = QAccessible.queryAccessibleInterface(page.side.members)
    assert figure.text(QAccessible.Text.Name) == "Members: 2. +1 since 1 Jan"
    assert page.side.chart is not None
    chart = QAccessible.queryAccessibleInterface(page.side.chart.chart)
    assert chart.text(QAccessible.Text.Description).startswith("Jan 0 (0); Feb 0 (0)")


def test_the_page_says_which_day_it_is_and_who_is_at_work_in_which_office(
    opened: Opened, qtbot: QtBot
) -> None:
    file, page = opened
    village(file.books)
    texts = [label.text() for label in page.header.findChildren(type(page.header._subtitle))]
    assert f"Tuesday 3 March 2026 · {WHO}, treasurer" in texts


def test_a_file_in_which_all_is_done_says_so(opened: Opened) -> None:
    file, page = opened
    books = file.books
    facts = {key: value for key, value in vars(books.ask(get_cooperative)).items() if key != "id"}
    books.do(
        change_cooperative,
        ChangedCooperative(**{**facts, "name": "De Waterlinie", "legal_form": "geen"}),
    )
    make(books, Member(1))
    books.do(
        set_tariff, NewTariff(kind_id(books, "Personal"), date(2020, 1, 1), Money(2000), "none")
    )
    books.do(run_charges, "2026", due=date(2026, 6, 1))
    books.do(set_statutes, NewStatutes(date(2026, 1, 1)))
    books.do(set_rate, NewRate("travel.kilometre", date(2026, 1, 1), 23, "Belastingdienst"))
    assert codes(page) == []
    empty = page.tasks.findChild(EmptyState)
    assert isinstance(empty, EmptyState)
    assert empty.accessibleName().startswith("Nothing to do")
    assert page.first_focus() is page.side.members


def test_in_a_narrow_page_tasks_and_figures_take_turns(opened: Opened, program: Coopadmin) -> None:
    file, _page = opened
    program.dress("light", 150)
    QApplication.processEvents()
    page = file.window.page("overview")
    assert isinstance(page, OverviewPage)
    assert page.switch.isVisible()
    assert page.card.isVisible()
    assert not page.side.isVisible()
    page.switch.setFocus()
    click(page.switch._buttons[1])
    assert page.side.isVisible()
    assert not page.card.isVisible()


@pytest.mark.parametrize(("width", "height"), [(1280, 640), (1366, 688), (1920, 1000)])
def test_no_task_is_squeezed_and_the_last_can_be_reached(
    opened: Opened, width: int, height: int
) -> None:
    file, page = opened
    village(file.books)
    file.window.resize(width, height)
    QApplication.processEvents()
    heights = {row.height() for row in page.tasks.rows}
    assert heights == {58}
    page.tasks.focus_row(len(page.tasks.rows) - 1)
    QApplication.processEvents()
    last = page.tasks.rows[-1]
    bottom = last.mapTo(page.tasks, last.rect().bottomLeft()).y()
    assert bottom <= page.tasks.height()


def test_badges_count_what_waits_now(opened: Opened, qtbot: QtBot) -> None:
    file, _page = opened
    village(file.books)
    row = file.window.sidebar.row("contributions")
    qtbot.waitUntil(lambda: row.badge == 1, timeout=5_000)
    assert file.window.sidebar.row("meetings").badge == 0, "the term is far away still"


def test_badges_follow_on_other_pages_too(opened: Opened, qtbot: QtBot) -> None:
    file, _page = opened
    file.window.show_page("history")
    village(file.books)
    row = file.window.sidebar.row("contributions")
    qtbot.waitUntil(lambda: row.badge == 1, timeout=5_000)


def test_opening_a_file_looks_once_which_tasks_wait(
    program: Coopadmin, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[date] = []
    ask = task_queries.task_facts

    def counted(session: Session, today: date, *rest: Any) -> TaskFacts:
        looked.append(today)
        return ask(session, today, *rest)

    monkeypatch.setattr(task_queries, "task_facts", counted)
    file = program.show_books(open_books(path, who=WHO, clock=clock))
    assert len(looked) == 1
    assert file.window.sidebar.row("settings").badge


def test_the_keys_of_the_page_stand_below(opened: Opened) -> None:
    file, page = opened
    said = file.window.status.hints.accessibleName()
    assert said == (
        "arrow up arrow down: choose, Enter: go on, Space: done, S: put off, N: own task, F1: help"
    )
    went: list[tuple[str, object]] = []
    file.window.desk.went.disconnect()
    file.window.desk.went.connect(lambda name, place: went.append((name, place)))
    press_here(Qt.Key.Key_N, CTRL)
    assert went == [("members", "new")]
    assert page.isVisible()


@pytest.mark.parametrize("shown", [True, False])
def test_a_backup_that_is_made_takes_its_task_away(
    opened: Opened, program: Coopadmin, qtbot: QtBot, shown: bool
) -> None:
    file, page = opened
    asked: Callable[[], list[str]] = lambda: codes(page)  # noqa: E731
    assert "backup.old" not in asked(), "the one of today is there"
    if not shown:
        file.window.show_page("settings")
    file._copies = ()
    file.window.desk.safekeeping_changed.emit()
    file.window.show_page("overview")
    assert "backup.old" in asked()
    program.back_up(file.books)
    qtbot.waitUntil(lambda: "backup.old" not in asked(), timeout=10_000)
