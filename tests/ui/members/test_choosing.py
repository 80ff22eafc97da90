"""Choosing in the dry run what a list changes of members who are known."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import list_members
from coopadmin.store import Books
from coopadmin.ui.members.importrows import CHANGED
from coopadmin.ui.members.importscreen import DONE
from tests.ui.hands import press_here
from tests.ui.members.lists import Read, choose_field, groups, tried_again


def test_what_a_line_changes_is_chosen_per_line_and_per_field(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    screen = read("Lidnr;Voornaam;Achternaam;Plaats;Straat;Huisnr", "1;Annie;Berg;Veen;Dijk;7")
    lines, fields = screen.lines, screen.lines.fields
    lines.table.setFocus()
    lines.table.choose((2, CHANGED))
    press_here(Qt.Key.Key_Return)
    assert fields.table.view.hasFocus()
    shown = [row.name for row in fields.table.shown_rows()]
    assert shown == ["Address", "Town"]
    tried_again(qtbot, screen, lambda: press_here(Qt.Key.Key_Space))
    assert [row.taken for row in fields.table.shown_rows()] == [False, True]
    assert fields.table.view.hasFocus(), "the next field can be chosen at once"
    press_here(Qt.Key.Key_Escape)
    assert lines.table.view.hasFocus()
    tried_again(qtbot, screen, lambda: press_here(Qt.Key.Key_Space))
    assert groups(screen)[CHANGED] == ["Stays as it is"]
    assert not lines.read_button.isEnabled()
    tried_again(qtbot, screen, lambda: press_here(Qt.Key.Key_Space))
    lines.read_button.setFocus()
    press_here(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    annie = next(row for row in village.ask(list_members) if row.number == 1)
    assert (annie.address, annie.town) == ("Molenweg 3", "Veen")


def test_the_head_of_the_page_changes_only_after_the_screen_has_its_room(
    read: Read, village: Books
) -> None:
    screen = read()
    told: list[int] = []
    screen.head_changed.connect(lambda: told.append(1))
    screen.resize(screen.width(), 300)
    assert not told, "Qt may be going through the children that it shows"
    QApplication.processEvents()
    assert told


def test_a_list_with_the_same_headings_is_read_as_was_chosen_last_time(
    read: Read, village: Books, qtbot: QtBot
) -> None:
    lines = ("Lidnr;Achternaam;Bijnaam", "1;Berg;Ans")
    screen = read(*lines)
    choose_field(screen, "Bijnaam", "Name used")
    qtbot.waitUntil(screen.lines.read_button.isEnabled)
    screen.lines.read_button.click()
    qtbot.waitUntil(lambda: screen.steps.now == DONE)
    screen.begin_again()
    again = read(*lines)
    assert {row.name: row.field for row in again.columns.table.shown_rows()}["Bijnaam"]
    said = [message.sentence for message in again.lines.messages.shown()]
    assert said == ["The columns are read as you chose for such a list last time."]
