"""Books of another program on the screen: dropped, looked at, changed, begun; or refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.store import Books
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.ledger.takeover import CLOSING, WHOLE, TakeoverScreen
from tests.desk.test_takeover import as_file, charged
from tests.ledger.making import BANK, RESERVE, closing
from tests.ui.hands import press
from tests.ui.ledger.conftest import Open


@pytest.fixture
def screen(open_page: Open) -> TakeoverScreen:
    page = open_page()
    page.begin_books(TakeoverScreen)
    assert isinstance(page.opening, TakeoverScreen)
    return page.opening


def begun(screen: TakeoverScreen, books: Books, qtbot: QtBot) -> None:
    screen.button.click()
    qtbot.waitUntil(lambda: books.ask(find_bookkeeping) is not None)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ander.xaf"
    path.write_bytes(as_file("3.2"))
    return path


def opened(screen: TakeoverScreen, qtbot: QtBot, source: Path) -> None:
    screen.open(source)
    qtbot.waitUntil(lambda: screen.tried is not None)


def ours(screen: TakeoverScreen) -> dict[str, str]:
    """Our account by their number, as the table shows it."""
    column = screen.table.view.rows.columns[1]
    return {row.theirs.number: cell_text(column, row) for row in screen.table.shown_rows()}


def sentences(screen: TakeoverScreen) -> list[str]:
    return [each.sentence for each in (*screen.messages.shown(), *screen.remarks.shown())]


def test_a_file_is_looked_at_before_anything_changes(
    screen: TakeoverScreen, books: Books, source: Path, qtbot: QtBot
) -> None:
    assert screen.focusProxy() is screen.drop.button
    opened(screen, qtbot, source)
    assert ours(screen)["1000"] == "10201 Bank account"
    assert ours(screen)["0500"] == "0500 Algemene reserve"
    assert sentences(screen) == [
        "Bookings with a day outside the year get its first or last day: 1."
    ]
    assert screen.about.text() == (
        "ander.xaf · Zorgcoöperatie Beemdervelde U.A. · Ander pakket · nothing has been changed yet"
    )
    assert screen.ways.key() == WHOLE
    assert books.ask(find_bookkeeping) is None


def test_a_person_chooses_another_account_and_begins(
    screen: TakeoverScreen, books: Books, source: Path, qtbot: QtBot
) -> None:
    opened(screen, qtbot, source)
    screen.table.choose("0500")
    screen.account.set_value(RESERVE)
    qtbot.waitUntil(lambda: ours(screen)["0500"] == "05253 Other reserves")
    screen.table.choose("1000")
    assert screen.account.value() == ""
    begun(screen, books, qtbot)
    assert closing(books, "2025")[RESERVE] == -550
    books.undo()
    assert books.ask(find_bookkeeping) is None


def test_the_choice_is_taken_back(screen: TakeoverScreen, source: Path, qtbot: QtBot) -> None:
    opened(screen, qtbot, source)
    screen.table.choose("0500")
    screen.account.set_value(BANK)
    qtbot.waitUntil(lambda: ours(screen)["0500"] == "10201 Bank account")
    screen.account.set_value("")
    qtbot.waitUntil(lambda: ours(screen)["0500"] == "0500 Algemene reserve")


def test_what_is_recorded_here_leaves_the_closing_balance(
    screen: TakeoverScreen, books: Books, source: Path, qtbot: QtBot
) -> None:
    charged(books, "2025")
    opened(screen, qtbot, source)
    assert screen.ways.key() == CLOSING
    assert sentences(screen)[0].startswith("In 2025 contributions, payments or capital are")
    begun(screen, books, qtbot)
    assert closing(books, "2026")[BANK] == 502.5


def test_a_bad_file_says_why_and_leaves_the_place_to_drop_another(
    screen: TakeoverScreen, source: Path, qtbot: QtBot
) -> None:
    source.write_bytes(as_file("3.2").replace(b"<accTp>P<", b"<accTp>R<", 1))
    screen.open(source)
    qtbot.waitUntil(lambda: bool(sentences(screen)))
    assert "unknown kind “R”" in sentences(screen)[0]
    assert screen.stack.currentWidget() is screen.drop
    source.write_bytes(as_file("4.0"))
    opened(screen, qtbot, source)
    assert sentences(screen)[0].startswith("Bookings with a day outside")


def test_a_file_of_another_year_cannot_begin_the_books(
    screen: TakeoverScreen, source: Path, qtbot: QtBot
) -> None:
    later = as_file("3.2").replace(b"<startDate>2025-01", b"<startDate>2025-02")
    source.write_bytes(later)
    opened(screen, qtbot, source)
    assert sentences(screen)[0].startswith("The file runs through 1 February 2025")
    assert not screen.button.isEnabled()
    screen.begin_again()
    assert screen.messages.shown() == ()
    assert screen.stack.currentWidget() is screen.drop


def test_the_page_offers_it_while_there_are_no_books_and_shows_what_began(
    open_page: Open, books: Books, source: Path, qtbot: QtBot
) -> None:
    page = open_page()
    offered = [each for each in page.findChildren(Button) if each.isVisible()]
    (other,) = (each for each in offered if each.text() == "Books of another program")
    other.click()
    screen = page.opening
    assert isinstance(screen, TakeoverScreen)
    assert [hint.word for hint in page.hints()] == ["back"]
    press(screen, Qt.Key.Key_Escape)
    assert not screen.isVisible()
    page.begin_books(TakeoverScreen)
    screen = page.opening
    assert isinstance(screen, TakeoverScreen)
    opened(screen, qtbot, source)
    screen.button.click()
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert page.messages.shown()[0].sentence == (
        "The books begin with 2025: 4 bookings, result €\xa014.50."
    )
    assert page.year().label == "2025"
    assert page.both.isVisible()
    files = [entry.text() for entry in page.papers.menu_of_actions.actions()]
    assert files[0] == "Annual accounts 2025…"
    assert files[-2:] == ["Save audit file (XAF 4.0)…", "Save audit file (XAF 3.2)…"]
    books.undo()
    qtbot.waitUntil(lambda: not page.both.isVisible())
