"""Where a person would ask why: forms, settings, refusals and messages lead to their page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coopadmin.help.pages import get_page, split_target
from coopadmin.kernel.problem import N_, Problem
from coopadmin.store import Books, StoreTrouble
from coopadmin.ui import looking, troubles
from coopadmin.ui.dialogs import FaultDialog, WaysDialog, WhoDialog
from coopadmin.ui.finding import HELP
from coopadmin.ui.help.asking import help_of
from coopadmin.ui.kit.helping import explained_by, page_about
from coopadmin.ui.kit.message import BAD, Message, Messages
from coopadmin.ui.settings.page import SettingsPage
from coopadmin.ui.settings.rulerows import RuleRows
from coopadmin.ui.window import MainWindow
from tests.app.program import answering, program
from tests.ui.hands import CTRL, bring_up, press, press_here

__all__ = ["program"]


@pytest.fixture
def window(qtbot: QtBot, books: Books) -> Iterator[MainWindow]:
    made = MainWindow(books)
    qtbot.addWidget(made)
    bring_up(qtbot, made, 1366, 688)
    yield made
    made.close()


def asked(window: MainWindow, qtbot: QtBot) -> str:
    """The page that F1 opens where the keyboard is; the help is put away again."""
    press_here(Qt.Key.Key_F1)
    shown = help_of(window)
    assert shown is not None
    here = shown.here
    shown.close()
    qtbot.waitUntil(lambda: help_of(window) is None)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return here


def exists(target: str) -> bool:
    name, anchor = split_target(target)
    return not anchor or any(
        getattr(block, "anchor", "") == anchor for block in get_page(name).blocks
    )


def test_f1_in_a_form_explains_the_form(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("members")
    press(window, Qt.Key.Key_N, CTRL)
    assert asked(window, qtbot) == "members#new"
    press_here(Qt.Key.Key_Escape)
    window.show_page("meetings")
    assert asked(window, qtbot) == "meetings"


def test_f1_in_the_settings_explains_the_part_that_is_shown(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.show_page("settings", "statutes")
    page = window.page("settings")
    assert isinstance(page, SettingsPage)
    assert explained_by(page) == "statutes"
    assert asked(window, qtbot).startswith("statutes"), "a rule has a place on that page"
    window.show_page("settings", "rates")
    assert asked(window, qtbot) == "rates"


def test_every_part_of_the_settings_has_a_page_that_exists(
    program: Any, window: MainWindow
) -> None:
    window.desk.program = program
    page = SettingsPage(window.desk)
    page.reload()
    for entry in page.list.shown_rows():
        page.show_section(entry.id)
        assert exists(explained_by(page))
    assert explained_by(page) == "settings#appearance"
    page.deleteLater()


def test_every_rule_of_the_statutes_is_explained_where_it_stands(qtbot: QtBot) -> None:
    rows = RuleRows()
    qtbot.addWidget(rows)
    found = {name: explained_by(each.control) for name, each in rows.controls.items()}
    assert found["convocation_days"] == "statutes#convocation"
    assert found["termination_days"] == "statutes#termination"
    assert all(map(exists, found.values()))


def test_a_message_can_say_where_the_reason_stands(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("members")
    messages = window.page("members").messages
    messages.show_message(BAD, "Refused.", help_page="history#locked")
    messages.focus_first()
    press_here(Qt.Key.Key_Space)
    shown = help_of(window)
    assert shown is not None
    assert shown.here == "history#locked"
    assert not Message(BAD, "Refused.").buttons


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("store.locked", "history#locked"),
        ("undo.changed_since", "history#locked"),
        ("column.bsn_refused", "importing#bsn"),
        ("field.empty", ""),
    ],
)
def test_refusals_of_which_one_asks_why_have_a_page(qtbot: QtBot, code: str, page: str) -> None:
    problem = Problem(code, N_("Fill this in."))
    assert page_about(problem) == page
    messages = Messages()
    qtbot.addWidget(messages)
    messages.show_problems([problem])
    (message,) = messages.shown()
    assert len(message.buttons) == bool(page)
    assert explained_by(message) == page


@pytest.mark.parametrize("code", ["open_elsewhere", "read_only", "damaged", "newer", "full"])
def test_every_trouble_with_a_file_is_explained_in_its_dialog(qtbot: QtBot, code: str) -> None:
    trouble = StoreTrouble(code, N_("Fill this in."))
    found: list[str] = []

    def look(dialog: QWidget) -> None:
        found.append(explained_by(dialog))
        assert isinstance(dialog, WaysDialog)
        dialog.reject()

    with answering(WaysDialog, look):
        troubles.ask_way(trouble, [], None)
    assert found[0].startswith(("troubles", "laptops"))
    assert exists(found[0])


def test_the_other_dialogs_are_explained_too(qtbot: QtBot) -> None:
    for dialog in (FaultDialog("details"), WhoDialog(())):
        qtbot.addWidget(dialog)
        assert exists(explained_by(dialog))
        assert explained_by(dialog)


def test_every_reason_to_look_only_has_a_page_that_exists() -> None:
    assert all(map(exists, (*looking.HELP.values(), looking.RETURN, *troubles.HELP.values())))


def test_the_search_of_everything_finds_help_by_its_headings(
    window: MainWindow, qtbot: QtBot
) -> None:
    hits = [hit for hit in window.finder.find("backups") if hit.group == HELP]
    assert hits[0].title == "Backups"
    hits[0].run()
    shown = help_of(window)
    assert shown is not None
    assert shown.here == "backups"
    assert not [hit for hit in window.finder.find("annie") if hit.group == HELP]
