"""Files in windows: opened, shown once, checked, backed up, closed into one file."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlcipher3 import dbapi2

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.app import Coopadmin
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.desk.safekeeping import backups_of
from coopadmin.migrations import open_books
from coopadmin.store.backup import back_up
from coopadmin.store.computer import changed, remembered
from coopadmin.ui.dialogs import WhoDialog
from coopadmin.ui.openfile import IDLE_MS
from tests.app.program import PATIENCE_MS, answering, at_rest
from tests.fixtures import NOW, WHO
from tests.ui.hands import click, write


def told(program: Coopadmin) -> list[str]:
    return [message.sentence for message in program.files[0].window.notices.shown()]


def test_a_file_opens_in_a_window_with_its_name(program: Coopadmin, path: Path) -> None:
    program.start(path)
    window = program.files[0].window
    assert window.isVisible()
    assert window.windowTitle() == "Zorgcoöperatie Beemdervelde – Coopadmin"
    assert window.here == "overview"
    assert program.recent() == (path,)


def test_the_file_of_the_last_time_opens_by_itself(program: Coopadmin, path: Path) -> None:
    changed(recent=(str(path),))
    program.start()
    assert program.files[0].books.path == path


def test_without_any_file_the_first_page_comes(program: Coopadmin) -> None:
    program.start()
    assert program.start_window is not None
    assert program.start_window.isVisible()


def test_two_files_have_two_windows_and_one_file_has_one(
    program: Coopadmin, path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "stichting.coop"
    shutil.copyfile(path, other)
    assert program.open(path)
    assert program.open(other)
    assert program.open(path)
    assert [file.books.path for file in program.files] == [path, other]
    titles = [file.window.windowTitle() for file in program.files]
    assert titles == [
        "Zorgcoöperatie Beemdervelde – beemdervelde – Coopadmin",
        "Zorgcoöperatie Beemdervelde – stichting – Coopadmin",
    ]
    program.files[0].window.close()
    assert program.files[0].window.windowTitle() == "Zorgcoöperatie Beemdervelde – Coopadmin"
    assert [file.books.path for file in program.files] == [other]


def test_closing_leaves_one_single_file_without_a_lock(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    changed(backup_folder=str(path.parent / "kopieën"))
    program.open(path)
    program.files[0].books.do(add_activity, NewActivity("Eetpunt"))
    assert path.with_name(path.name + ".lock").exists()
    at_rest(qtbot, program.files[0])
    program.files[0].window.close()
    assert program.files == []
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


def test_when_nothing_was_done_for_a_second_the_log_is_emptied_into_the_file(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    program.open(path)
    at_rest(qtbot, program.files[0])
    program.files[0].books.do(add_activity, NewActivity("Eetpunt"))
    log = path.with_name(path.name + "-wal")
    assert log.stat().st_size > 0
    qtbot.waitUntil(lambda: log.stat().st_size == 0, timeout=IDLE_MS + PATIENCE_MS)


def test_a_backup_is_made_once_a_day_and_its_age_is_shown(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "kopieën"
    changed(backup_folder=str(folder))
    program.open(path)
    at_rest(qtbot, program.files[0])
    texts = [label.text() for label in program.files[0].window.status.findChildren(QLabel)]
    assert "Everything is saved · backup today 20:41" in texts
    assert [backup.made for backup in backups_of(path, folder)] == [NOW]
    program.files[0].window.close()
    program.open(path)
    at_rest(qtbot, program.files[0])
    assert len(backups_of(path, folder)) == 1
    program.back_up(program.files[0].books)
    at_rest(qtbot, program.files[0])
    assert len(backups_of(path, folder)) == 1, "of the same second there is one"


def test_a_backup_that_fails_says_so_and_offers_another_folder(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    in_the_way = tmp_path / "stick"
    in_the_way.write_text("no folder")
    changed(backup_folder=str(in_the_way))
    program.open(path)
    at_rest(qtbot, program.files[0])
    assert told(program) == ["Today’s backup was not made"]
    program.set_backup_folder(tmp_path / "schijf")
    at_rest(qtbot, program.files[0])
    assert told(program) == []
    assert len(backups_of(path, tmp_path / "schijf")) == 1


def test_old_backups_go_by_rotation(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "kopieën"
    changed(backup_folder=str(folder))
    for hours in (30, 31, 32):
        back_up(path, folder, NOW - timedelta(hours=hours))
    program.open(path)
    at_rest(qtbot, program.files[0])
    kept = [backup.made for backup in backups_of(path, folder)]
    assert kept == [NOW, NOW - timedelta(hours=30)]


def test_a_file_that_was_changed_outside_says_that_it_does_not_add_up(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    raw = dbapi2.connect(str(path))
    raw.execute("UPDATE cooperative SET town = 'Elders'")
    raw.commit()
    raw.close()
    program.open(path)
    at_rest(qtbot, program.files[0])
    qtbot.waitUntil(lambda: told(program) == ["This file does not add up"], timeout=PATIENCE_MS)


def test_the_first_time_on_a_computer_it_asks_who_is_at_work(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    changed(who="")

    def answer(dialog: WhoDialog) -> None:
        assert [button.text() for button in dialog.buttons] == [WHO], "who worked in it before"
        write(dialog.line, "Wim  Terpstra")
        click(dialog.take_button)

    with answering(WhoDialog, answer):
        program.open(path)
        qtbot.waitUntil(lambda: remembered().who != "", timeout=PATIENCE_MS)
    assert remembered().who == program.files[0].books.who == "Wim Terpstra"
    who = program.files[0].window.status.who_button
    assert who.accessibleName() == "At work: Wim Terpstra"


def test_another_takes_over_with_one_click_and_is_kept(program: Coopadmin, path: Path) -> None:
    program.open(path)
    program.files[0].window.status.who_chosen.emit("Wim Terpstra")
    assert remembered().who == program.files[0].books.who == "Wim Terpstra"


def test_files_of_one_name_have_folders_of_their_own(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder, other = tmp_path / "kopieën", tmp_path / "stick" / path.name
    changed(backup_folder=str(folder))
    other.parent.mkdir()
    shutil.copyfile(path, other)
    program.open(path)
    program.open(other)
    for file in program.files:
        at_rest(qtbot, file)
    assert backups_of(path, folder / f"{path.stem} ({path.parent.name})")
    assert backups_of(other, folder / f"{path.stem} (stick)")
    assert not backups_of(path, folder)


def test_a_restored_backup_stands_beside_the_original(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    copy = back_up(path, tmp_path / "kopieën", datetime(2026, 3, 1, 21, 14))  # noqa: DTZ001
    target = tmp_path / "terug.coop"
    program.open(path)
    assert program.restore(copy, target)
    assert [file.books.path for file in program.files] == [path, target]
    there = program.files[-1].window
    qtbot.waitUntil(there.isActiveWindow, timeout=PATIENCE_MS)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert there.isAncestorOf(focused), "work goes on in what was restored"
    with open_books(copy, who=WHO, read_only=True) as books:
        assert books.ask(get_cooperative).town == "Beemdervelde"
