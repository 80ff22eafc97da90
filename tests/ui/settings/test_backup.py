"""Settings of backups: a second place, and what came since a backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.app import Coopadmin
from coopadmin.store.computer import remembered
from coopadmin.ui.openfile import OpenFile
from coopadmin.ui.settings.backup import BackupSection
from coopadmin.ui.settings.page import SettingsPage
from tests.app.program import PATIENCE_MS, at_rest
from tests.fixtures import WHO
from tests.ui.hands import click


def backups(file: OpenFile) -> BackupSection:
    file.window.show_page("settings", "backup")
    page = file.window.page("settings")
    assert isinstance(page, SettingsPage)
    shown = page.stack.currentWidget()
    assert isinstance(shown, BackupSection)
    return shown


def test_a_second_place_gets_a_copy_at_once_and_one_that_is_out_says_so(
    file: OpenFile,
    program: Coopadmin,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_rest(qtbot, file)
    shown = backups(file)
    assert shown.second.text().startswith("None chosen yet")
    assert not shown.second_copy_button.isEnabled()
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("coopadmin.ui.settings.backup.folder_to_use", lambda *_: stick)
    click(shown.second_button)
    qtbot.waitUntil(lambda: "last copy" in shown.second.text(), timeout=PATIENCE_MS)
    assert len(list(stick.iterdir())) == 1
    assert remembered().second_folder == str(stick)
    at_rest(qtbot, file)
    shutil.rmtree(stick)
    shown.reload()
    assert shown.second_copy_button.toolTip() == "Put in the stick, or choose a second place."


def test_a_backup_is_compared_with_the_file(file: OpenFile, qtbot: QtBot) -> None:
    at_rest(qtbot, file)
    shown = backups(file)
    file.books.do(add_activity, NewActivity("Eetpunt"))
    click(shown.compare_button)
    qtbot.waitUntil(lambda: bool(shown.messages.shown()), timeout=PATIENCE_MS)
    (message,) = shown.messages.shown()
    assert message.sentence == "1 change was made since this backup"
    assert WHO in message.accessibleName()
