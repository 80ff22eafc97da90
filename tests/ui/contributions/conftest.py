"""Contributions in a real window: members, tariffs where wanted, and the page by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.money import Money
from coopadmin.members.queries import get_kind
from coopadmin.store import Books
from coopadmin.ui.contributions.page import ContributionsPage
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.pages import PAGES
from coopadmin.ui.window import MainWindow
from tests.contributions.making import Member, make
from tests.ui.hands import bring_up

Open = Callable[..., ContributionsPage]
ENTRIES = tuple(entry for entry in PAGES if entry.name == "contributions")


@pytest.fixture
def open_page(qtbot: QtBot, books: Books) -> Iterator[Open]:
    """Open the window on this page; `page.window()` is the window."""
    windows: list[MainWindow] = []

    def plate(opened: Books) -> Nameplate:
        years = [opened.ask(get_book_year, label) for label in ("2026", "2025")]
        return Nameplate("", "", tuple(YearChoice(year.label, year) for year in years))

    def opened(width: int = 1366, height: int = 688) -> ContributionsPage:
        window = MainWindow(books, plate, ENTRIES)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        page = window.page("contributions")
        assert isinstance(page, ContributionsPage)
        return page

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def members(books: Books) -> dict[int, int]:
    return make(
        books,
        Member(1, "Annie van den Berg"),
        Member(2, "Bea Hofstra"),
        Member(3, "Arend Aap"),
        Member(4, "Cor Timmerman"),
    )


def tariff(books: Books, euros: int = 20, kind: str = "Personal") -> int:
    kind_id = books.ask(get_kind, kind).id
    return int(books.do(set_tariff, NewTariff(kind_id, date(2020, 1, 1), Money(euros * 100))))


@pytest.fixture
def charged(books: Books, members: dict[int, int]) -> dict[int, int]:
    """Four members who owe twenty euros for 2026."""
    tariff(books)
    books.do(run_charges, "2026", dated=date(2026, 1, 15))
    return members


def of(window: object) -> MainWindow:
    assert isinstance(window, MainWindow)
    return window
