"""History on the screen: found, walked through, opened, taken back by key, refused with why."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.app import Coopadmin
from coopadmin.desk.history import DoneRow, Wanted, days_done, list_done
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.people.queries import find_people
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.ui.history import loading
from coopadmin.ui.history.columns import grouped, stretches
from coopadmin.ui.history.page import HistoryPage
from coopadmin.ui.openfile import OpenFile
from coopadmin.volunteers.queries import list_hours
from coopadmin.volunteers.service import CellEntry, set_cells
from tests.contributions.making import Member, make
from tests.fixtures import NOW, WHO
from tests.ui.hands import CTRL, bring_up, click, press, press_here, write

Opened = tuple[OpenFile, HistoryPage]


def fill(books: Books) -> None:
    """Two activities, one changed; a person by somebody else."""
    eating = books.do(add_activity, NewActivity("Eetpunt", aim="Samen eten"))
    books.do(add_activity, NewActivity("Bus"))
    books.do(change_activity, eating, NewActivity("Eettafel", aim="Samen eten"))
    books.who = "Fenna de Boer"
    books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    books.who = WHO


@pytest.fixture
def opened(program: Coopadmin, path: Path, qtbot: QtBot) -> Opened:
    program.open(path)
    file = program.files[0]
    fill(file.books)
    file.window.showNormal()
    bring_up(qtbot, file.window, 1366, 688)
    file.window.show_page("history")
    page = file.window.page("history")
    assert isinstance(page, HistoryPage)
    return file, page


def sentences(page: HistoryPage) -> list[str]:
    texts = page.table.shown_rows()
    return [row.sentence for row in texts]


def said(page: HistoryPage) -> str:
    """All words of the panel."""
    return " | ".join(label.text() for label in page.detail.findChildren(QLabel))


def test_the_newest_change_has_the_first_focus_and_arrows_walk(opened: Opened) -> None:
    _file, page = opened
    assert page.table.view.hasFocus()
    assert sentences(page) == [
        "Fenna added Wim Terpstra",
        "Hanneke changed activity Eettafel",
        "Hanneke added activity Bus",
        "Hanneke added activity Eetpunt",
        "Hanneke began the file of Zorgcoöperatie Beemdervelde U.A.",
    ]
    assert page.table.current().about == "Wim Terpstra"
    press_here(Qt.Key.Key_Down)
    assert page.table.current().about == "Eettafel"


def test_the_panel_shows_what_was_and_what_became(opened: Opened, qtbot: QtBot) -> None:
    _file, page = opened
    press_here(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Was" in said(page))
    words = said(page)
    assert "Activity: Eettafel" in words
    assert "Name | Eetpunt | Eettafel" in words
    cells = [label.accessibleName() for label in page.detail.findChildren(QLabel)]
    assert "Name: Eetpunt" in cells
    assert "Name: Eettafel" in cells


def test_a_change_is_taken_back_by_key_and_a_new_line_says_so(opened: Opened) -> None:
    file, page = opened
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_T, CTRL)
    names = [row.name for row in file.books.ask(list_activities)]
    assert "Eetpunt" in names
    assert sentences(page)[0] == "Hanneke took back: Change activity: Eettafel"
    assert [message.sentence for message in page.messages.shown()] == [
        "Taken back. A new line says so."
    ]
    assert page.table.current().about == "Eettafel", "the cursor stays where it was"
    assert page.table.current().undone


def test_what_stands_in_the_way_is_said_before_and_on_the_button(
    opened: Opened, qtbot: QtBot
) -> None:
    _file, page = opened
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_Down)
    assert page.table.current().about == "Eetpunt"
    qtbot.waitUntil(lambda: "This cannot be taken back" in said(page))
    assert "changed again later" in page.detail.back_button.toolTip()
    assert not page.detail.back_button.isEnabled()
    press_here(Qt.Key.Key_T, CTRL)
    assert "changed again later" in page.messages.shown()[0].sentence


def test_what_never_goes_back_says_why_in_the_list_itself(opened: Opened) -> None:
    _file, page = opened
    press_here(Qt.Key.Key_End)
    model, last = page.table.view.rows, page.table.view.rows.rowCount() - 1
    told = [
        str(model.data(model.index(last, column), Qt.ItemDataRole.AccessibleTextRole))
        for column in range(model.columnCount())
    ]
    assert any("Cannot go back: the file begins with this" in text for text in told)


def test_words_find_and_are_marked_and_down_goes_into_the_list(
    opened: Opened, qtbot: QtBot
) -> None:
    _file, page = opened
    press_here(Qt.Key.Key_F, CTRL)
    write(page.search, "eet")
    press(page.search, Qt.Key.Key_Down)
    assert sentences(page) == [
        "Hanneke changed activity Eettafel",
        "Hanneke added activity Eetpunt",
    ]
    assert page.table.view.rows.marked == "eet"
    assert page.table.view.hasFocus()
    press(page.search, Qt.Key.Key_Escape)
    assert len(sentences(page)) == 5
    page.search.setText("zzz")
    qtbot.waitUntil(lambda: sentences(page) == [])


def test_one_person_or_one_kind_can_be_chosen(opened: Opened) -> None:
    _file, page = opened
    texts = [page.person.itemText(number) for number in range(page.person.count())]
    assert texts == ["Everybody", "Fenna de Boer", WHO]
    press(page.person, Qt.Key.Key_Down)
    assert sentences(page) == ["Fenna added Wim Terpstra"]
    press(page.person, Qt.Key.Key_Up)
    hours = next(button for button in page.kinds._buttons if button.key == "hours")
    assert hours.accessibleName() == "Hours 3"
    click(hours)
    assert len(sentences(page)) == 3
    click(hours)
    assert len(sentences(page)) == 5


def test_enter_goes_to_the_place_it_is_about(opened: Opened) -> None:
    file, page = opened
    went: list[tuple[str, object]] = []
    file.window.desk.went.disconnect()
    file.window.desk.went.connect(lambda name, place: went.append((name, place)))
    press_here(Qt.Key.Key_Return)
    page.table.setFocus()
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_Return)
    (wim,) = file.books.ask(find_people, "Terpstra")
    eating = next(row for row in file.books.ask(list_activities) if row.name == "Eettafel")
    assert went == [("members", wim.id), ("hours", eating.id)]
    assert page.isVisible()


def test_a_change_elsewhere_is_a_new_line_at_once(opened: Opened) -> None:
    file, page = opened
    file.books.do(add_activity, NewActivity("Koor"))
    assert sentences(page)[0] == "Hanneke added activity Koor"


def test_earlier_changes_come_when_one_gets_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file, page = opened
    monkeypatch.setattr(loading, "AT_A_TIME", 3)
    page._loading = loading.Loading(page.desk.books)
    page._renew()
    assert len(sentences(page)) == 3
    page.table.choose_first()
    press_here(Qt.Key.Key_End)
    assert len(sentences(page)) == 5


def test_days_of_the_last_month_stand_apart_and_before_that_months(books: Books) -> None:
    moments = [NOW, NOW - timedelta(days=1), NOW - timedelta(days=9), NOW - timedelta(days=60)]
    for number, moment in enumerate(reversed(moments)):
        books.clock = lambda moment=moment: moment  # type: ignore[misc]
        books.do(add_activity, NewActivity(f"Activiteit {number}"))
    books.clock = lambda: NOW
    days = books.ask(days_done, Wanted(kind="hours"))
    groups = grouped(stretches(days, date(2026, 3, 3)), {})
    assert [(group.heading.title, group.heading.note) for group in groups] == [
        ("Today, Tuesday 3 March 2026", "1 change"),
        ("Yesterday, Monday 2 March 2026", "1 change"),
        ("Sunday 22 February 2026", "1 change"),
        ("January 2026", "1 change"),
    ]


def test_in_a_narrow_page_enter_opens_the_change_and_escape_returns(
    opened: Opened, program: Coopadmin, qtbot: QtBot
) -> None:
    file, _page = opened
    program.dress("light", 150)
    page = file.window.page("history")
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.both.narrow)
    page.table.setFocus()
    page.table.choose_first()
    press(page.table.view, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.table.isVisible()
    press(page.detail, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.current().about == "Wim Terpstra"


def test_a_screen_reader_hears_time_sentence_and_place(opened: Opened) -> None:
    _file, page = opened
    table = QAccessible.queryAccessibleInterface(page.table.view)
    assert table.text(QAccessible.Text.Name) == "Changes"
    model = page.table.view.rows
    index = model.index(1, 2)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == (
        "Fenna added Wim Terpstra, Members"
    )


def test_months_of_long_ago_are_folded_and_cost_nothing_until_they_are_opened(
    program: Coopadmin, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.open(path)
    file = program.files[0]
    for days in (100, 60, 0):
        moment = NOW - timedelta(days=days)
        monkeypatch.setattr(file.books, "clock", lambda moment=moment: moment)
        file.books.do(add_activity, NewActivity(f"Voor {days} dagen"))
    asked: list[Wanted] = []

    def counted(session: Session, wanted: Wanted, number: int, before: int | None) -> list[DoneRow]:
        asked.append(wanted)
        return list_done(session, wanted, number, before)

    monkeypatch.setattr(loading, "list_done", counted)
    file.window.showNormal()
    bring_up(qtbot, file.window, 1366, 688)
    file.window.show_page("history")
    page = file.window.page("history")
    assert isinstance(page, HistoryPage)
    assert len(asked) == 1
    assert "Hanneke added activity Voor 60 dagen" not in sentences(page)
    january = next(
        number
        for number in page.table.view.rows.headings()
        if page.table.view.rows.row(number).title == "January 2026"
    )
    page.table.view.select_number(january)
    press_here(Qt.Key.Key_Right)
    assert sentences(page)[-1] == "Hanneke added activity Voor 60 dagen"
    assert len(asked) == 2
    press_here(Qt.Key.Key_Left)
    press_here(Qt.Key.Key_Right)
    assert len(asked) == 2, "what is known is not asked again"


def test_one_value_goes_back_over_later_changes_and_that_is_undone_too(
    opened: Opened, qtbot: QtBot
) -> None:
    file, page = opened
    eating = next(row for row in file.books.ask(list_activities) if row.name == "Eettafel")
    file.books.do(change_activity, eating.id, NewActivity("Eettafel", aim="Elkaar zien"))
    press_here(Qt.Key.Key_Home)
    changed = [row for row in page.table.shown_rows() if row.code == "activities.change"][-1]
    page.table.choose(changed.id)
    qtbot.waitUntil(lambda: page.detail.back_button.text() == "Back to this value")
    assert "This was changed 1 more time after it." in said(page)
    assert "Back to: Name Eetpunt." in said(page)
    press_here(Qt.Key.Key_T, CTRL)

    def now() -> tuple[str, str]:
        row = next(each for each in file.books.ask(list_activities) if each.id == eating.id)
        return row.name, row.aim

    assert now() == ("Eetpunt", "Elkaar zien"), "the aim was changed later and stays"
    assert sentences(page)[0] == "Hanneke changed activity Eetpunt"
    press_here(Qt.Key.Key_Z, CTRL)
    assert now() == ("Eettafel", "Elkaar zien")


def test_several_values_go_back_in_one_go(opened: Opened, qtbot: QtBot) -> None:
    file, page = opened
    bus = next(row.id for row in file.books.ask(list_activities) if row.name == "Bus")
    wim = make(file.books, Member(7, "Wim Bos"))[7]
    weeks = [Period(date(2026, 2, day), date(2026, 2, day + 6)) for day in (2, 9)]
    for minutes in (60, 600, 660):
        cells = [CellEntry(wim, bus, week, Duration(minutes)) for week in weeks]
        file.books.do(set_cells, cells)
    press_here(Qt.Key.Key_Home)
    filled = [row for row in page.table.shown_rows() if row.code == "hours.set_cells"]
    page.table.choose(filled[1].id)
    qtbot.waitUntil(lambda: page.detail.back_button.text() == "Back to these values")
    assert "Back to: Worked 1 hours (Wim Bos), Worked 1 hours (Wim Bos)." in said(page)
    press_here(Qt.Key.Key_T, CTRL)
    worked = [row.worked.minutes for row in file.books.ask(list_hours, Period.month(2026, 2))]
    assert worked == [60, 60]
    assert sentences(page)[0] == "Hanneke put back what it was before: Bus"
    press_here(Qt.Key.Key_Z, CTRL)
    worked = [row.worked.minutes for row in file.books.ask(list_hours, Period.month(2026, 2))]
    assert worked == [660, 660]


def test_the_way_to_what_stands_in_the_way_is_a_button(opened: Opened, qtbot: QtBot) -> None:
    _file, page = opened
    page.table.choose(
        next(row.id for row in page.table.shown_rows() if row.sentence.endswith("Eetpunt"))
    )
    qtbot.waitUntil(page.detail.instead_button.isVisible)
    assert page.detail.instead_button.text() == "To the later change"
    click(page.detail.instead_button)
    assert page.table.current().about == "Eettafel"
    assert page.table.view.hasFocus()


def test_days_can_be_chosen(opened: Opened) -> None:
    _file, page = opened
    texts = [page.days.itemText(number) for number in range(page.days.count())]
    assert texts == ["All days", "Today", "Last 7 days", "Last 31 days", "2026"]
    press(page.days, Qt.Key.Key_Down)
    assert len(sentences(page)) == 5
    page.desk.books.clock = lambda: NOW + timedelta(days=40)
    page.reload()
    page.days.setCurrentIndex(1)
    assert sentences(page) == []
