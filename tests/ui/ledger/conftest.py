"""The page of the books in a real window, with two years of a village with a bus in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.cooperative.queries import get_book_year
from coopadmin.store import Books
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.ledger.page import LedgerPage
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from tests.ledger.bus import keep_books
from tests.ui.hands import bring_up

Open = Callable[..., LedgerPage]
ENTRIES = tuple(entry for entry in PAGES if entry.name == "ledger")


@pytest.fixture
def open_page(qtbot: QtBot, books: Books) -> Iterator[Open]:
    """Open the window on this page; `page.window()` is the window."""
    windows: list[MainWindow] = []

    def plate(opened: Books) -> Nameplate:
        years = [opened.ask(get_book_year, label) for label in ("2026", "2025", "2024")]
        return Nameplate("", "", tuple(YearChoice(year.label, year) for year in years))

    def opened(width: int = 1366, height: int = 688) -> LedgerPage:
        window = MainWindow(books, plate, ENTRIES)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        page = window.page("ledger")
        assert isinstance(page, LedgerPage)
        return page

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def kept(books: Books) -> dict[str, int]:
    """Ids of accounts by number, of books that were kept in 2025 and 2026."""
    return keep_books(books)
