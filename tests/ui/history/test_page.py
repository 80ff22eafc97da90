"""History on the screen: found, walked through, opened, taken back by key, refused with why."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.app import Coopadmin
from coopadmin.desk.queries import Wanted, list_done
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.ui.history import page as history
from coopadmin.ui.history.columns import grouped, sentence_of
from coopadmin.ui.history.page import HistoryPage
from coopadmin.ui.openfile import OpenFile
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
    return [sentence_of(row) for row in texts]


def said(page: HistoryPage) -> str:
    """All words of the panel."""
    return " | ".join(label.text() for label in page.detail.findChildren(QLabel))


def test_the_newest_change_has_the_first_focus_and_arrows_walk(opened: Opened) -> None:
    _file, page = opened
    assert page.table.view.hasFocus()
    assert sentences(page) == [
        "Add person: Wim Terpstra",
        "Change activity: Eettafel",
        "Add activity: Bus",
        "Add activity: Eetpunt",
        "Begin the file: Zorgcoöperatie Beemdervelde U.A.",
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
    assert sentences(page)[0] == "Taken back: Change activity: Eettafel"
    assert [message.sentence for message in page.messages.shown()] == [
        "Taken back: Change activity: Eettafel"
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
    assert any("Make a new file instead" in text for text in told)
    assert "Fixed" in told


def test_words_find_and_are_marked_and_down_goes_into_the_list(
    opened: Opened, qtbot: QtBot
) -> None:
    _file, page = opened
    press_here(Qt.Key.Key_F, CTRL)
    write(page.search, "eet")
    press(page.search, Qt.Key.Key_Down)
    assert sentences(page) == ["Change activity: Eettafel", "Add activity: Eetpunt"]
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
    assert sentences(page) == ["Add person: Wim Terpstra"]
    press(page.person, Qt.Key.Key_Up)
    hours = next(button for button in page.kinds._buttons if button.key == "hours")
    assert hours.accessibleName() == "Hours 3"
    click(hours)
    assert len(sentences(page)) == 3
    click(hours)
    assert len(sentences(page)) == 5


def test_enter_goes_to_the_place_it_is_about(opened: Opened) -> None:
    file, page = opened
    went: list[str] = []
    file.window.desk.went.disconnect()
    file.window.desk.went.connect(lambda name, _place: went.append(name))
    press_here(Qt.Key.Key_Return)
    assert went == ["members"]
    assert page.isVisible()


def test_a_change_elsewhere_is_a_new_line_at_once(opened: Opened) -> None:
    file, page = opened
    file.books.do(add_activity, NewActivity("Koor"))
    assert sentences(page)[0] == "Add activity: Koor"


def test_earlier_changes_come_when_one_gets_there(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file, page = opened
    monkeypatch.setattr(history, "AT_A_TIME", 3)
    page._rows = []
    page._renew()
    assert len(sentences(page)) == 3
    assert page.more_button.isVisible()
    page.table.choose_first()
    press_here(Qt.Key.Key_End)
    assert len(sentences(page)) == 5
    assert not page.more_button.isVisible()


def test_days_of_the_last_month_stand_apart_and_before_that_months(books: Books) -> None:
    moments = [NOW, NOW - timedelta(days=1), NOW - timedelta(days=9), NOW - timedelta(days=60)]
    for number, moment in enumerate(reversed(moments)):
        books.clock = lambda moment=moment: moment  # type: ignore[misc]
        books.do(add_activity, NewActivity(f"Activiteit {number}"))
    books.clock = lambda: NOW
    rows = books.ask(list_done, Wanted(text="activiteit"))
    shown = [(group.heading.title, group.heading.note) for group in grouped(rows, date(2026, 3, 3))]
    assert shown == [
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
        "Add person: Wim Terpstra, Fenna de Boer · Members"
    )
