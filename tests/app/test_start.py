"""How the program starts: without a screen, without heavy libraries, in its language and look."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from coopadmin.app import Coopadmin
from coopadmin.start import Start
from coopadmin.store.computer import HOME_VARIABLE, changed, opened, remembered
from coopadmin.ui.dialogs import WaysDialog
from coopadmin.ui.kit import theme
from coopadmin.ui.window import MainWindow
from tests.app.program import answering
from tests.fixtures import WHO, Ran, clock
from tests.ui.hands import click

HEAVY = ("alembic", "lxml", "openpyxl", "pikepdf", "PIL", "rapidfuzz", "reportlab", "xlsxwriter")
AFTER_FIRST_PAINT = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from coopadmin.app import Coopadmin
from coopadmin.store.computer import changed
changed(who="Hanneke Brouwer")
app = QApplication([])
program = Coopadmin(app, lambda: datetime(2026, 3, 3, 20, 41))
program.start(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
app.processEvents()
window = program.files[0].window if program.files else program.start_window
assert window is not None and not window.grab().isNull()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.mark.parametrize("with_file", [True, False])
def test_nothing_heavy_is_loaded_before_the_first_paint(
    path: Path, tmp_path: Path, with_file: bool
) -> None:
    arguments = [str(path)] if with_file else []
    ran = in_a_process_of_its_own(AFTER_FIRST_PAINT, tmp_path / "home", *arguments)
    loaded = set(ran.split())
    assert "sqlalchemy" in loaded
    assert loaded & set(HEAVY) == set()


FRAME_FIRST = """
import sys
from datetime import date
from pathlib import Path
from coopadmin.commands import main
from coopadmin.start import Start
from coopadmin.store.computer import changed, opened
from PySide6.QtCore import QTimer
opened(Path(sys.argv[1]), "Beemdervelde", date(2026, 3, 3))
changed(who="Hanneke Brouwer")
begin = Start._begin

def look(start):
    frame = start.frame
    print(frame.isVisible(), frame.windowTitle())
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    begin(start)
    print(start.program.files[0].window is frame, frame.stack.currentWidget().isVisible())
    print(frame.windowTitle())
    QTimer.singleShot(0, start.program.app, frame.close)

Start._begin = look
sys.exit(main([]))
"""


def in_a_process_of_its_own(code: str, home: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {HOME_VARIABLE: str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_frame_is_seen_before_anything_that_reads_files_is_loaded(
    path: Path, tmp_path: Path
) -> None:
    ran = in_a_process_of_its_own(FRAME_FIRST, tmp_path / "home", str(path))
    seen, loaded, same_window, title = ran.splitlines()
    assert seen == "True Beemdervelde – Coopadmin"
    assert set(loaded.split()) & {*HEAVY, "sqlalchemy", "sqlcipher3"} == set()
    assert same_window == "True True"
    assert title == "Zorgcoöperatie Beemdervelde – Coopadmin"


@pytest.mark.parametrize("text", ["Beste leden", None])
def test_a_file_that_cannot_be_opened_leaves_no_frame(
    program: Coopadmin, tmp_path: Path, text: str | None
) -> None:
    other = tmp_path / "brief.coop"
    if text is not None:
        other.write_text(text, "utf-8")
    frame = program._frame = MainWindow()
    frame.show_fitting()
    with answering(WaysDialog, lambda dialog: dialog.reject()) as came:
        program.start(other)
    assert len(came) == 1
    assert not frame.isVisible()
    assert program.start_window is not None
    assert program.start_window.isVisible()


def test_without_a_file_that_is_there_no_frame_comes_first(
    qapp: QApplication, tmp_path: Path
) -> None:
    assert Start(qapp, None).frame is None
    opened(tmp_path / "weg.coop", "Weg")
    assert Start(qapp, None).frame is None


def test_a_frame_that_is_closed_at_once_takes_no_keys_and_does_no_harm(qapp: QApplication) -> None:
    frame = MainWindow()
    frame.await_books("Beemdervelde", WHO)
    frame.show_fitting()
    QTest.keyClick(frame, Qt.Key.Key_Alt)
    click(frame.sidebar.row("members"))
    assert frame.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a display")
@pytest.mark.parametrize("arguments", [["open"], []])
def test_without_a_screen_it_says_so_and_ends(
    coopadmin: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ran = coopadmin("--language", "en", *arguments)
    assert ran.status == 1
    assert "no screen" in ran.complaints
    assert ran.complaints.count("\n") == 1


def test_language_and_look_are_those_of_this_computer(
    program: Coopadmin, qapp: QApplication
) -> None:
    changed(language="nl", theme="dark", text_percent=125)
    again = Coopadmin(qapp, clock)
    assert theme.appearance() is theme.Appearance.DARK
    assert theme.text_scale() == 125
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == "Annuleren", "also what Qt says itself"
    again.speak("en")


def test_settings_that_mean_nothing_do_no_harm(program: Coopadmin, qapp: QApplication) -> None:
    changed(language="xx", theme="paars", text_percent=7)
    Coopadmin(qapp, clock)
    assert theme.text_scale() == 100


def test_another_language_reaches_every_window_and_is_kept(program: Coopadmin, path: Path) -> None:
    program.open(path)
    program.speak("nl")
    window = program.files[0].window
    assert window.page("overview").header.title() == "Overzicht"
    assert program.files[0].actions[1].text() == "Openen…"
    assert remembered().language == "nl"
    program.speak("en")
    assert window.page("overview").header.title() == "Overview"


def test_another_size_of_text_is_kept_and_brings_back_the_page(
    program: Coopadmin, path: Path
) -> None:
    program.open(path)
    program.files[0].window.show_page("settings")
    program.dress("dark", 150)
    assert program.files[0].window.here == "settings"
    assert (remembered().theme, remembered().text_percent) == ("dark", 150)


def test_the_example_says_that_it_is_one_and_can_be_thrown_away(
    program: Coopadmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coopadmin.app.EXAMPLE_MEMBERS", 12)
    monkeypatch.setattr("coopadmin.app.EXAMPLE_YEARS", 1)
    task = program.look_around()
    assert task is not None
    while not program.files:
        QApplication.processEvents()
    file = program.files[0]
    place = file.books.path
    assert [each.sentence for each in file.window.notices.shown()] == [
        "Example data: everybody here is invented"
    ]
    assert program.recent() == (), "it is not the file of the last time"
    assert file.books.who == WHO
    file.window.close()
    assert program.look_around() is None, "the one made before is there still"
    program.throw_away(program.files[0].books)
    assert not place.exists()
    assert program.files == []
    assert program.start_window is not None
