"""Every page and every sheet of paper on contact sheets in build/pictures: `make pictures`.

Names of pages as arguments take only those; `start` is the first page. `--all` takes every size,
size of text, light and dark, in both languages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coopadmin.app import Coopadmin
from coopadmin.commands import main as command
from coopadmin.commands.demo import make_example
from coopadmin.store.computer import changed
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.pages import PAGES
from coopadmin.ui.start.words import NAME, STEPS
from coopadmin.ui.window import MainWindow
from coopadmin.words import speak
from tests.pictures.sheets import lay_out
from tests.ui.places import FORMS, PLACES, show

TARGET = Path(__file__).parents[2] / "build" / "pictures"
TODAY = date(2026, 3, 3)
NOW = datetime.combine(TODAY, datetime.min.time()).replace(hour=20, minute=41)
LOOKS = (
    ("licht", Appearance.LIGHT, 100, (1366, 688)),
    ("donker", Appearance.DARK, 100, (1366, 688)),
    ("tekst-150", Appearance.LIGHT, 150, (1366, 688)),
    ("klein-scherm", Appearance.LIGHT, 100, (1280, 640)),
)
ALL_LOOKS = tuple(
    (f"{tone}-{scale}-{width}", appearance, scale, (width, height))
    for tone, appearance in (("licht", Appearance.LIGHT), ("donker", Appearance.DARK))
    for scale in (100, 115, 125, 150)
    for width, height in ((1280, 640), (1366, 688), (1920, 1080))
)
ALL = "--all"
PAPERS = (
    ("jaarverslag", ("report", "annual", "{file}", "2025")),
    ("annual-report", ("report", "annual", "{file}", "2025", "--language", "en")),
    ("oproeping", ("meetings", "agenda", "{file}", "2026-05-22")),
    ("presentielijst", ("meetings", "attendance", "{file}", "2025-05-22")),
    ("notulen", ("meetings", "minutes", "{file}", "2025-05-22")),
)
START = "start"


def prepare() -> Path:
    """A home and a laptop's screen of our own; gives the folder."""
    home = Path(tempfile.mkdtemp())
    screen = {"name": "laptop", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96}
    (home / "screen.json").write_text(json.dumps({"screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={home / 'screen.json'}"
    os.environ["COOPADMIN_HOME"] = str(home)
    speak("nl")
    changed(language="nl", who="Hanneke Brouwer")
    return home


def settle(app: QApplication, window: MainWindow, seconds: float = 20) -> None:
    """Let the window load, draw and finish what its worker does."""
    end = time.monotonic() + seconds
    quiet = 0
    while time.monotonic() < end and quiet < 12:
        app.processEvents()
        time.sleep(0.03)
        quiet = 0 if window.runner.tasks() else quiet + 1


def first_page(app: QApplication) -> Iterator[tuple[str, list[Path]]]:
    """A picture of every step of beginning a file in every look."""
    program = Coopadmin(app, lambda: NOW)
    for name, appearance, scale, (width, height) in LOOKS:
        theme.apply(app, appearance, scale)
        program.keep_beginning({})
        program.begin()
        window = program.start_window
        assert window is not None
        window.setFixedSize(width, height)
        taken = []
        for step in range(len(STEPS)):
            if step == NAME:
                window.names.box("name").set_text("Zorgcoöperatie Beemdervelde U.A.")
            app.processEvents()
            path = TARGET / f"start-{step + 1}-{name}.png"
            window.grab().save(str(path))
            taken.append(path)
            if step < len(STEPS) - 1:
                window.go_on()
        window.close()
        yield f"start-{name}", taken


def screens(
    app: QApplication, file: Path, wanted: list[str], language: str = "nl"
) -> Iterator[tuple[str, list[Path]]]:
    """A picture of every page and part of it in every look, then of the search over it."""
    program = Coopadmin(app, lambda: NOW)
    program.speak(language)
    program.open(file)
    window = program.files[0].window
    window.showNormal()
    for name, appearance, scale, (width, height) in ALL_LOOKS if ALL in sys.argv else LOOKS:
        theme.apply(app, appearance, scale)
        window.setFixedSize(width, height)
        taken = []
        for place in (each for each in (*PLACES, *FORMS) if each.page in wanted):
            show(window, place)
            settle(app, window)
            taken.append(TARGET / f"{place.name}-{name}-{language}.png")
            window.grab().save(str(taken[-1]))
        window.finder.open()
        settle(app, window)
        taken.append(TARGET / f"search-{name}-{language}.png")
        window.grab().save(str(taken[-1]))
        window.finder.close()
        yield f"{name}-{language}", taken
    window.close()


def papers(file: Path) -> Iterator[tuple[str, list[Path]]]:
    """The pages of every kind of paper."""
    for name, words in PAPERS:
        pdf = TARGET / f"{name}.pdf"
        status = command([word.format(file=file) for word in words] + ["-o", str(pdf)])
        if status:
            raise SystemExit(status)
        subprocess.run(
            ["pdftoppm", "-r", "70", "-png", str(pdf), str(TARGET / f"{name}-blad")], check=True
        )
        yield name, sorted(TARGET.glob(f"{name}-blad-*.png"))


def sheet(name: str, pictures: list[Path]) -> None:
    """A contact sheet of these pictures under their names."""
    lay_out(TARGET / f"0-{name}.png", [(path.stem, path) for path in pictures])


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.p*"):
        old.unlink()
    file = prepare() / "beemdervelde.coop"
    make_example(file, 312, 3, TODAY)
    named = [word for word in sys.argv[1:] if word != ALL]
    wanted = named or [START, *(entry.name for entry in PAGES)]
    for name, taken in papers(file) if not named else ():
        sheet(name, taken)
    app = QApplication([])
    if START in wanted:
        for name, taken in first_page(app):
            sheet(name, taken)
    pages = [each for each in wanted if each != START]
    for language in (("nl", "en") if ALL in sys.argv else ("nl",)) if pages else ():
        for name, taken in screens(app, file, pages, language):
            sheet(name, taken)


if __name__ == "__main__":
    main()
