"""Doubles on the members page, by keyboard: compared, told apart, put together, and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import find_member, list_kinds, list_members
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.queries import get_person
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.ui.members.doubles import DoublesView
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, SHIFT, press_here
from tests.ui.members.village import OpenPage, button


def annie(books: Books) -> NewPerson:
    row = books.ask(find_member, 1)
    assert row is not None
    return books.ask(get_person, row.person_id).person


def admit(books: Books, person: NewPerson) -> None:
    kind = books.ask(list_kinds)[0].id
    books.do(admit_member, NewMember(kind, date(2026, 1, 1), person))


def opened(page: MembersPage, qtbot: QtBot) -> DoublesView:
    page.list.table.setFocus()
    press_here(Qt.Key.Key_D, CTRL | SHIFT)
    view = page.besides.doubles
    assert view is not None
    qtbot.waitUntil(lambda: view.rows is not None)
    QApplication.processEvents()
    return view


def found(view: DoublesView, qtbot: QtBot, pairs: int) -> None:
    qtbot.waitUntil(lambda: view.rows is not None and len(view.rows) == pairs)
    QApplication.processEvents()


def test_two_entries_are_compared_and_put_together_and_come_apart_by_undo(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    admit(village, replace(annie(village), surname="Bergh", street="Veldweg", note="belt liever"))
    page = open_page()
    view = opened(page, qtbot)
    press_here(Qt.Key.Key_Return)
    panel = view.panel
    assert panel.table.view.hasFocus()
    shown = {row.name: (row.one, row.two, row.other) for row in panel.table.shown_rows()}
    assert shown == {
        "Membership": ("0001", "0007", None),
        "Surname": ("van den Berg", "van den Bergh", False),
        "Address": ("Molenweg 3, 1234 AB Beemdervelde", "Veldweg 3, 1234 AB Beemdervelde", False),
        "Note": ("", "belt liever", True),
    }
    assert not panel.merge_button.isEnabled()
    assert "Choose which membership stays" in panel.merge_button.toolTip()
    press_here(Qt.Key.Key_Left)
    assert panel.merge_button.isEnabled()
    panel.table.choose("street")
    press_here(Qt.Key.Key_Right)
    panel.merge_button.setFocus()
    press_here(Qt.Key.Key_Return)
    found(view, qtbot, 0)
    person = annie(village)
    assert (person.surname, person.street, person.note) == ("Berg", "Veldweg", "belt liever")
    row = village.ask(find_member, 7)
    assert row is not None
    assert row.number == 1
    press_here(Qt.Key.Key_Z, CTRL)
    found(view, qtbot, 1)
    assert annie(village).street == "Molenweg"
    assert len(village.ask(list_members)) == 7
    assert view.table.view.hasFocus(), "the keyboard goes on where one was"
    button(page, "Back to members").setFocus()
    press_here(Qt.Key.Key_Escape)
    assert page.beside() is None, "from the head of the page too"


def test_two_who_change_places_and_are_two_people_are_not_proposed_again(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    admit(village, replace(annie(village), call_name="", initials="A."))
    view = opened(open_page(), qtbot)
    button(view.panel, "Swap").click()
    assert view.panel.row is not None
    assert view.panel.row.one.numbers == (7,)
    button(view.panel, "Not the same person").click()
    found(view, qtbot, 0)
    press_here(Qt.Key.Key_Escape)
    page = view.window().page("members")  # type: ignore[attr-defined]
    assert page.beside() is None
