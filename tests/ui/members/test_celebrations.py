"""Birthdays and jubilees on the members page: found, another period, printed, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.ui.members.celebrations import CelebrationsView
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import press, press_here
from tests.ui.members.village import OpenPage


@pytest.fixture
def celebrating(village: Books) -> Books:
    """Bo has a birthday this month, and was a member for 12½ years last month."""
    bo = NewPerson(call_name="Bo", surname="Vos", birth_date=date(1960, 3, 9))
    kind = village.ask(list_kinds)[0].id
    village.do(admit_member, NewMember(kind, date(2013, 8, 5), bo))
    return village


def view(page: MembersPage) -> CelebrationsView:
    shown = page.beside()
    assert isinstance(shown, CelebrationsView)
    return shown


def who(page: MembersPage) -> list[str]:
    return [row.name for row in view(page).table.shown_rows()]


def test_birthdays_and_jubilees_are_shown_and_enter_goes_to_the_member(
    open_page: OpenPage, celebrating: Books
) -> None:
    page = open_page()
    offer = next(one for one in page.page_actions() if one.text == "Birthdays and jubilees")
    offer.run()
    assert who(page) == ["Bo Vos"]
    assert view(page).foot_words.text() == "1 birthday"
    assert view(page).subtitle() == "3 March 2026 to 3 April 2026"
    view(page).period.setCurrentIndex(3)
    assert (who(page), view(page).subtitle()) == ([], "1 April 2026 to 30 April 2026")
    page.visit("jubilees")
    assert who(page) == ["Bo Vos"]
    assert view(page).subtitle() == "1 January 2026 to 31 December 2026"
    page.visit("jubilees 2027")
    assert view(page).subtitle() == "1 January 2027 to 31 December 2027"
    page.visit("jubilees")
    press(view(page).table.view, Qt.Key.Key_Return)
    assert page.beside() is None
    assert page.detail.accessibleName() == "Bo Vos"
    page.visit("birthdays")
    press_here(Qt.Key.Key_Escape)
    assert page.beside() is None


def test_the_list_is_printed_from_the_screen(
    open_page: OpenPage,
    celebrating: Books,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page()
    page.visit("jubilees")
    path = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    view(page).offers()[1].run()
    qtbot.waitUntil(path.is_file)
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert "ready" in page.messages.shown()[0].accessibleName()


def test_a_large_file_is_looked_through_by_the_worker(
    open_page: OpenPage, celebrating: Books, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopadmin.ui.members.celebrations.is_large", lambda *_args: True)
    page = open_page()
    page.visit("birthdays")
    qtbot.waitUntil(lambda: view(page).facts is not None)
    assert who(page) == ["Bo Vos"]
