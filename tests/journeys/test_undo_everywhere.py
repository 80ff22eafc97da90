"""On every page: one thing done by keyboard, undone and done again, and the file is as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.app import Coopadmin
from coopadmin.commands.demo import make_example
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import CASH, NewEntry, NewLine
from coopadmin.store import Books
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from coopadmin.words import speak
from tests.app.program import program
from tests.fixtures import NOW, contents
from tests.journeys.person import Person
from tests.journeys.screens import at_a_laptop

__all__ = ["program"]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small example cooperative, made once."""
    path = tmp_path_factory.mktemp("example") / "voorbeeld.coop"
    speak("en")
    make_example(path, 24, 2, NOW.date())
    return path


@pytest.fixture
def window(example: Path, tmp_path: Path, program: Coopadmin, qtbot: QtBot) -> MainWindow:
    assert program.open(Path(shutil.copyfile(example, tmp_path / "voorbeeld.coop")))
    return at_a_laptop(Person(qtbot), program)


def elsewhere(_person: Person, window: MainWindow) -> None:
    """These pages only show what was done; undoing works on them all the same."""
    window.books.do(add_activity, NewActivity("Koor"))


def add_member(person: Person, _window: MainWindow) -> None:
    person.keys("Ctrl+N")
    person.fills("First name", "Mia")
    person.fills("Surname", "Zwart")
    person.keys("Ctrl+S")


def type_hours(person: Person, _window: MainWindow) -> None:
    person.walks_to("Hours by person and week")
    person.types("1,5")
    person.keys("Return")


def record_payment(person: Person, _window: MainWindow) -> None:
    person.keys("Return")
    person.keys("Ctrl+S")


def book_bread(_person: Person, window: MainWindow) -> None:
    """A booking of another screen is seen here, and taken back here."""
    known = {row.number: row.id for row in window.books.ask(list_accounts)}
    lines = [NewLine(known["74030"], Money(450)), NewLine(known["10101"], Money(-450))]
    window.books.do(book_entry, NewEntry(CASH, NOW.date(), "Bread", lines))


def plan_meeting(person: Person, _window: MainWindow) -> None:
    person.keys("Ctrl+N")
    person.fills("Name", "Extra meeting")
    person.fills("Date", "26-6-2026")
    person.fills("Place", "Village hall")
    person.keys("Ctrl+S")


def write_text(person: Person, _window: MainWindow) -> None:
    person.keys("Ctrl+N")
    person.fills("Name", "Village fair")
    person.fills("Subject", "Who comes along?")
    person.keys("Ctrl+S")


def write_preface(person: Person, _window: MainWindow) -> None:
    person.keys("Down", "Return")
    person.types("A year of many hands.")
    person.keys("Ctrl+S")


def change_town(person: Person, _window: MainWindow) -> None:
    person.keys("Return")
    person.fills("Town", "Oosterend")
    person.keys("Ctrl+S")


DEEDS: dict[str, Callable[[Person, MainWindow], None]] = {
    "overview": elsewhere,
    "members": add_member,
    "hours": type_hours,
    "contributions": record_payment,
    "ledger": book_bread,
    "meetings": plan_meeting,
    "letters": write_text,
    "annual": write_preface,
    "history": elsewhere,
    "settings": change_town,
}


def changed(books: Books, before: object) -> Callable[[], bool]:
    return lambda: contents(books) != before


@pytest.mark.parametrize("name", [entry.name for entry in PAGES])
def test_what_is_done_on_a_page_is_undone_and_done_again(
    name: str, window: MainWindow, qtbot: QtBot
) -> None:
    person, books = Person(qtbot), window.books
    entry = next(each for each in PAGES if each.name == name)
    person.keys(entry.key)
    person.waits(lambda: window.here == name and not window.runner.tasks())
    before = contents(books)
    DEEDS[name](person, window)
    person.waits(changed(books, before))
    after = contents(books)
    person.keys("Ctrl+Z")
    person.waits(lambda: contents(books) == before)
    person.waits(window.status.redo_button.isVisible)
    assert window.status.redo_button.toolTip().startswith("Redo: ")
    person.keys("Ctrl+Y")
    person.waits(lambda: contents(books) == after)


def test_typing_is_undone_before_what_was_done(window: MainWindow, qtbot: QtBot) -> None:
    person, books = Person(qtbot), window.books
    books.do(add_activity, NewActivity("Koor"))
    after = contents(books)
    person.keys("Ctrl+,", "Return")
    person.fills("Town", "Oosterend")
    person.keys("Ctrl+Z")
    assert contents(books) == after, "only the typing went"
    for _letter in range(12):
        person.keys("Ctrl+Z")
        if contents(books) != after:
            break
    assert contents(books) != after, "with no typing left the last change goes"


def test_something_new_clears_what_could_be_done_again(window: MainWindow, qtbot: QtBot) -> None:
    person, books = Person(qtbot), window.books
    books.do(add_activity, NewActivity("Koor"))
    person.keys("Ctrl+Z")
    person.waits(window.status.redo_button.isVisible)
    books.do(add_activity, NewActivity("Toneel"))
    person.waits(lambda: not window.status.redo_button.isVisible())
    after = contents(books)
    person.keys("Ctrl+Y")
    assert contents(books) == after
