"""A file that is only looked at: on every page everything that changes it is off, and says why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QFileDialog, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopadmin.app import Coopadmin
from coopadmin.store import Books
from coopadmin.ui.dialogs import WaysDialog
from coopadmin.ui.kit.buttons import Button, MenuButton
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.window import MainWindow
from coopadmin.words import _
from tests.app.program import PATIENCE_MS, answering, program
from tests.ui.hands import CTRL, bring_up, click
from tests.ui.places import PLACES, Place, show

__all__ = ["program"]

WIDE = (1800, 960)
# What stands on this computer, not in the file: a size of text, a language.
CHANGING = [place for place in PLACES if place.name != "settings-appearance"]
OFF = {
    "overview": {"New member"},
    "members": {"New member", "Read in a list", "Edit"},
    "hours": {"Change activity", "Add activity", "Add volunteers", "Read list of hours"},
    "contributions": {"Charge members", "Record payment"},
    "contributions-tariffs": {"New tariff", "Remove"},
    "contributions-capital": {"New kind of share", "Record movement"},
    "meetings": {"New meeting"},
    "meetings-preparing": {"About the meeting", "Add item", "Record"},
    "meetings-recording": {"About the meeting", "Proxy", "Action item"},
    "settings-cooperative": {"Save"},
    "settings-statutes": {"Save"},
    "settings-officers": {"Appoint", "End the term"},
    "settings-kinds": {"Save"},
    "settings-rates": {"New amount"},
    "settings-who": {"To work"},
    "settings-backup": {"Another folder…", "Choose…", "Copy now", "Make a backup now"},
}


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked of the books that would write; nothing that comes up waits for an answer."""
    asked: list[str] = []
    writing = Books._writing

    def told(books: Books) -> Any:
        asked.append("write")
        return writing(books)

    monkeypatch.setattr(Books, "_writing", told)
    monkeypatch.setattr(QDialog, "exec", lambda *_args: 0)
    monkeypatch.setattr(QMenu, "exec", lambda *_args: None)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_args, **_kw: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_kw: "")
    return asked


@pytest.fixture
def window(program: Coopadmin, file: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The example in a window, while somebody on another computer works in it."""
    holder = {"name": "Wim", "computer": "laptop-wim", "process": 12, "start": "1"}
    file.with_name(file.name + ".lock").write_text(json.dumps(holder))
    with answering(WaysDialog, lambda dialog: click(dialog.buttons["look"])):
        assert program.open(file)
    opened = program.files[0].window
    assert opened.books.read_only
    opened.showNormal()
    bring_up(qtbot, opened, *WIDE)
    yield opened
    opened.close()


def at(window: MainWindow, qtbot: QtBot, place: Place) -> Page:
    page: Page = show(window, place)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
    return page


def buttons(page: Page) -> list[QAbstractButton]:
    return [each for each in page.findChildren(QAbstractButton) if each.isVisibleTo(page)]


def key_of(button: QAbstractButton) -> tuple[str, str]:
    return button.text(), button.accessibleName()


def enabled(page: Page) -> list[QAbstractButton]:
    return [
        each
        for each in buttons(page)
        if each.isEnabled() and not isinstance(each, MenuButton) and key_of(each) != ("", "")
    ]


@pytest.mark.parametrize("place", CHANGING, ids=lambda place: place.name)
def test_nothing_that_can_be_pressed_reaches_the_books(
    window: MainWindow, qtbot: QtBot, reached: list[str], place: Place
) -> None:
    page = at(window, qtbot, place)
    for key in dict.fromkeys(map(key_of, enabled(page))):
        page = at(window, qtbot, place)
        button = next((each for each in enabled(page) if key_of(each) == key), None)
        if button is not None:
            button.click()
            qtbot.wait(1)
        assert not reached, key
    for number in range(len(page.menu_actions())):
        page = at(window, qtbot, place)
        actions = page.menu_actions()
        if number < len(actions) and actions[number].isEnabled():
            words = actions[number].text()
            actions[number].trigger()
            assert not reached, words


@pytest.mark.parametrize("place", CHANGING, ids=lambda place: place.name)
def test_no_key_in_a_list_a_menu_or_a_form_reaches_the_books(
    window: MainWindow, qtbot: QtBot, reached: list[str], place: Place
) -> None:
    page = at(window, qtbot, place)
    for menu in page.findChildren(MenuButton):
        for entry in menu.menu_of_actions.actions():
            if menu.isVisibleTo(page) and isValid(entry) and entry.isEnabled():
                words = entry.text()
                entry.trigger()
                assert not reached, words
                page = at(window, qtbot, place)
    for view in page.findChildren(QAbstractItemView):
        for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_7, Qt.Key.Key_Return):
            if isValid(view) and view.isVisibleTo(page):
                view.setFocus()
                QTest.keyClick(view, key)
                assert not reached, (view.accessibleName(), key)
    page = at(window, qtbot, place)
    for form in page.findChildren(Form):
        if isValid(form) and form.isVisibleTo(page):
            QTest.keyClick(form, Qt.Key.Key_S, CTRL)
            assert not reached, "Ctrl+S"


@pytest.mark.parametrize("place", CHANGING, ids=lambda place: place.name)
def test_what_changes_the_file_is_off_and_says_why(
    window: MainWindow, qtbot: QtBot, place: Place
) -> None:
    page = at(window, qtbot, place)
    off = {each.text() for each in buttons(page) if not each.isEnabled()}
    assert OFF.get(place.name, set()) <= off
    for button in buttons(page):
        if isinstance(button, Button) and button.changes:
            assert not button.isEnabled(), button.text()
            assert button.toolTip() == _("This file can only be looked at.")
            assert button.accessibleDescription() == button.toolTip()
