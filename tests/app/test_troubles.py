"""Troubles with a file end in a dialog with real ways out; faults in one with their details."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coopadmin.app import Coopadmin
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.faults import details_of, keep_log
from coopadmin.kernel.problem import N_
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.backup import back_up
from coopadmin.store.computer import changed
from coopadmin.ui import troubles
from coopadmin.ui.dialogs import FaultDialog, WaysDialog
from coopadmin.ui.troubles import ways_out
from tests.app.program import answering
from tests.fixtures import NOW
from tests.ui.hands import click


def held_elsewhere(path: Path) -> None:
    """The lock of somebody on another computer."""
    holder = {"name": "Wim", "computer": "laptop-wim", "process": 12, "start": "1"}
    path.with_name(path.name + ".lock").write_text(json.dumps(holder))


def taking(way: str) -> Callable[[WaysDialog], None]:
    def take(dialog: WaysDialog) -> None:
        click(dialog.buttons[way])

    return take


def gone(dialog: QDialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def notices(program: Coopadmin) -> list[str]:
    return [message.sentence for message in program.files[0].window.notices.shown()]


def test_a_file_that_is_open_elsewhere_can_be_looked_at(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    held_elsewhere(path)

    def look(dialog: WaysDialog) -> None:
        assert dialog.accessibleName() == "Open elsewhere"
        assert "Wim has this file open on laptop-wim" in dialog.accessibleDescription()
        assert list(dialog.buttons) == ["look", "take_over", "again", "other", ""]
        assert dialog.focusWidget() is dialog.buttons["look"], "the best way out"
        click(dialog.buttons["look"])

    with answering(WaysDialog, look):
        assert program.open(path)
    file = program.files[0]
    assert file.books.read_only
    assert notices(program) == ["Wim works in this file on laptop-wim"]
    assert not file.window.status.undo_button.isVisible()


def test_a_lock_that_was_left_on_another_computer_is_taken_over(
    program: Coopadmin, path: Path
) -> None:
    held_elsewhere(path)
    with answering(WaysDialog, taking("take_over")):
        assert program.open(path)
    assert not program.files[0].books.read_only


def test_a_lock_of_a_program_that_runs_here_cannot_be_taken_over(
    program: Coopadmin, books: Books
) -> None:
    def look(dialog: WaysDialog) -> None:
        assert "take_over" not in dialog.buttons
        click(dialog.buttons["look"])

    with answering(WaysDialog, look):
        assert program.open(books.path)
    assert program.files[0].books.read_only


def test_when_it_is_free_again_the_notice_leads_to_working_in_it(
    program: Coopadmin, path: Path
) -> None:
    held_elsewhere(path)
    with answering(WaysDialog, taking("look")):
        program.open(path)
    path.with_name(path.name + ".lock").unlink()
    click(program.files[0].window.notices.shown()[0].buttons[0])
    assert [file.books.read_only for file in program.files] == [False]


def spoil(path: Path) -> None:
    """Everything behind the head of the file is noise."""
    raw = bytearray(path.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    path.write_bytes(raw)


def test_of_a_damaged_file_the_newest_backup_is_put_beside_it_and_opened(
    program: Coopadmin, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "kopieën"
    changed(backup_folder=str(folder))
    back_up(path, folder, datetime(2026, 2, 1, 21, 14))  # noqa: DTZ001
    back_up(path, folder, datetime(2026, 3, 2, 21, 14))  # noqa: DTZ001
    spoil(path)
    broken = path.read_bytes()

    def restore(dialog: WaysDialog) -> None:
        assert dialog.buttons["newest"].text() == "Restore the backup of 2 March 2026 at 21:14"
        click(dialog.buttons["newest"])

    with answering(WaysDialog, restore):
        assert program.open(path)
    opened = program.files[0].books
    assert opened.path == path.with_name("beemdervelde restored 2026-03-03.coop")
    assert opened.ask(get_cooperative).town == "Beemdervelde"
    assert path.read_bytes() == broken, "the damaged file is left as it is"


def test_a_file_that_is_gone_leads_to_the_first_page(program: Coopadmin, tmp_path: Path) -> None:
    changed(recent=(str(tmp_path / "weg.coop"),))

    def stop(dialog: WaysDialog) -> None:
        assert dialog.accessibleName() == "File not found"
        click(dialog.buttons[""])

    with answering(WaysDialog, stop):
        program.start()
    assert program.files == []
    assert program.start_window is not None


def test_what_is_no_file_of_the_program_says_so(program: Coopadmin, tmp_path: Path) -> None:
    photo = tmp_path / "bus.coop"
    photo.write_bytes(b"\xff\xd8\xff\xe0 JFIF")

    def stop(dialog: WaysDialog) -> None:
        assert dialog.accessibleName() == "Another kind of file"
        assert list(dialog.buttons) == ["other", ""]
        click(dialog.buttons[""])

    with answering(WaysDialog, stop):
        assert not program.open(photo)


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("read_only", ["look", "copy", "other"]),
        ("older", ["copy", "other"]),
        ("newer", ["other"]),
        ("missing", ["other", "newest", "backup"]),
        ("damaged", ["newest", "backup", "other"]),
        ("disk", ["again", "other"]),
    ],
)
def test_every_trouble_in_opening_has_its_ways_out(code: str, keys: list[str]) -> None:
    trouble = StoreTrouble(code, N_("The disk is full. Nothing was changed; make room."))
    ways = ways_out(trouble, elsewhere=False, newest=NOW, opening=True)
    assert [way.key for way in ways] == keys


def test_trouble_while_working_has_no_other_way_than_closing_its_dialog(
    program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    program.open(path)
    trouble = StoreTrouble("full", N_("The disk is full. Nothing was changed; make room."))

    def close(dialog: WaysDialog) -> None:
        assert list(dialog.buttons) == [""]
        click(dialog.buttons[""])

    with answering(WaysDialog, close) as came:
        program.faults.take(trouble)
        qtbot.waitUntil(lambda: bool(came) and gone(came[0]))


def test_a_backup_is_not_worked_in_but_restored_to_a_file_of_its_own(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = back_up(path, tmp_path / "kopieën", datetime(2026, 3, 1, 21, 14))  # noqa: DTZ001
    target = tmp_path / "terug.coop"
    answers = iter([copy, target])
    monkeypatch.setattr("coopadmin.files.opening.file_to_open", lambda *_: next(answers))
    monkeypatch.setattr("coopadmin.files.opening.file_to_make", lambda *_: next(answers))

    def restore(dialog: WaysDialog) -> None:
        assert "1 March 2026 at 21:14" in dialog.accessibleDescription()
        click(dialog.buttons[troubles.COPY])

    with answering(WaysDialog, restore):
        assert program.choose()
    assert [file.books.path for file in program.files] == [target]


def test_a_file_in_a_folder_that_can_only_be_read_is_copied_to_one_of_ones_own(
    program: Coopadmin, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "eigen.coop"
    monkeypatch.setattr("coopadmin.files.opening.file_to_make", lambda *_: target)
    assert program._opener.copy(path)
    assert [file.books.path for file in program.files] == [target]
    assert not program.files[0].books.read_only


def fail() -> None:
    raise ValueError("boom")


def test_a_fault_of_the_program_shows_details_that_can_be_copied(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    keep_log(tmp_path / "log")
    program.open(path)
    put_back = program.faults.catch_all()

    def copy(dialog: FaultDialog) -> None:
        click(dialog.copy_button)
        assert "ValueError: boom" in QGuiApplication.clipboard().text()
        click(dialog.close_button)

    try:
        with answering(FaultDialog, copy) as came, qtbot.capture_exceptions():
            try:
                fail()
            except ValueError as fault:
                program.faults.take(fault)
            qtbot.waitUntil(lambda: bool(came) and gone(came[0]))
    finally:
        put_back()
    assert "ValueError: boom" in (tmp_path / "log" / "coopadmin.log").read_text("utf-8")


def test_a_fault_in_the_worker_shows_the_same(program: Coopadmin, path: Path, qtbot: QtBot) -> None:
    program.open(path)

    def close(dialog: FaultDialog) -> None:
        assert "boom" in dialog.details
        click(dialog.close_button)

    with answering(FaultDialog, close) as came:
        program.files[0].window.runner.run(fail)
        qtbot.waitUntil(lambda: bool(came) and gone(came[0]))


def test_details_leave_out_the_values_that_a_statement_was_given() -> None:
    told = "[SQL: SELECT 1]\n[parameters: ('Geertje Bergsma',)]\n(Background …)"
    assert "Geertje" not in details_of(ValueError(told))


def test_a_copy_that_would_write_over_a_file_is_refused(
    program: Coopadmin, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "al-daar.coop"
    shutil.copyfile(path, other)

    def close(dialog: WaysDialog) -> None:
        assert "exists already" in dialog.accessibleDescription()
        click(dialog.buttons[""])

    with answering(WaysDialog, close) as came:
        assert not program.restore(path, other)
        qtbot.waitUntil(lambda: bool(came) and gone(came[0]))
