"""What is typed and not yet stored is there again: after closing the window, and after a kill."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.commands import main
from coopadmin.commands.demo import make_example
from coopadmin.migrations import open_books
from coopadmin.ui.window import MainWindow
from coopadmin.words import speak
from tests.app.program import program
from tests.fixtures import NOW, WHO
from tests.journeys.person import Person
from tests.journeys.screens import at_a_laptop, close

__all__ = ["program"]
PROJECT = Path(__file__).parents[2]
Open = Callable[[Person, MainWindow], None]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small example cooperative, made once, with somebody who is not charged yet."""
    path = tmp_path_factory.mktemp("example") / "voorbeeld.coop"
    speak("en")
    make_example(path, 24, 2, NOW.date())
    since = NOW.date().isoformat()
    assert main(["members", "add", str(path), "Mia de Zwart", "--since", since]) == 0
    return path


@pytest.fixture
def path(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(example, tmp_path / "voorbeeld.coop"))


def opened(program: Coopadmin, path: Path, person: Person) -> MainWindow:
    assert program.open(path)
    return at_a_laptop(person, program)


def keys(*sequences: str) -> Open:
    return lambda person, _window: person.keys(*sequences)


def pressing(name: str) -> Open:
    return lambda person, _window: person.presses(name)


def at(place: str, *then: str) -> Open:
    def go(person: Person, window: MainWindow) -> None:
        window.show_page(window.here, place)
        person.keys(*then)

    return go


@dataclass(frozen=True)
class Typed:
    """Something that can be typed: on which page, how one gets there, in which field."""

    page: str
    open: Open
    field: str
    text: str = "Zwartewaal"


FORMS = {
    "a new member": Typed("members", keys("Ctrl+N"), "Surname"),
    "a change of a member": Typed("members", pressing("Edit"), "Town"),
    "a new activity": Typed("hours", pressing("Add activity"), "Name"),
    "a payment": Typed("contributions", keys("Return"), "Amount", "12,34"),
    "the days of a run": Typed("contributions", at("run"), "Charged on", "4-2-2026"),
    "a tariff": Typed("contributions", at("tariffs", "Ctrl+N"), "Amount per year", "12,34"),
    "a new meeting": Typed("meetings", keys("Ctrl+N"), "Name"),
    "a text of the report": Typed("annual", keys("Down", "Return"), "Text"),
    "the cooperative": Typed("settings", at("cooperative"), "Town"),
    "the statutes": Typed("settings", at("statutes"), "Source"),
    "a kind of membership": Typed("settings", at("kinds", "Ctrl+N"), "Name"),
    "an officer": Typed("settings", at("officers", "Ctrl+N"), "Who"),
    "a legal amount": Typed("settings", at("rates", "Ctrl+N"), "Source"),
}


@pytest.mark.parametrize("what", FORMS)
def test_what_was_typed_is_there_again_after_closing(
    what: str, program: Coopadmin, path: Path, qtbot: QtBot
) -> None:
    person, typed = Person(qtbot), FORMS[what]
    window = opened(program, path, person)
    window.show_page(typed.page)
    person.waits(lambda: not window.runner.tasks())
    typed.open(person, window)
    if typed.field == "Text":
        person.types(typed.text)
    else:
        person.fills(typed.field, typed.text)
    close(person, program)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = opened(program, path, person)
    assert window.books.drafts_of(typed.page), "the navigation shows a dot by this"
    window.show_page(typed.page)
    person.waits(lambda: not window.runner.tasks())
    if not any(typed.text in words for words in person.reads()):
        typed.open(person, window)
    if typed.field == "Text":
        form = window.page("annual").left.form()  # type: ignore[attr-defined]
        assert typed.text in form.text()
    else:
        person.sees(f"{typed.field} {typed.text}")
    person.keys("Esc")


def test_what_was_typed_is_there_after_the_program_was_killed(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.typing_on", str(path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    ) as process:
        assert process.stdout is not None
        typed = ""
        for line in process.stdout:
            typed = line.strip()
            if len(typed) > 40:
                break
        process.kill()
    with open_books(path, who=WHO) as books:
        (kept,) = books.drafts_of("members").values()
    there = kept.partition('"surname": "')[2].partition('"')[0]
    assert typed.startswith(there[: len(typed)])
    # A letter comes every 50 ms, and a draft at least every half second.
    assert len(typed) - len(there) <= 12
