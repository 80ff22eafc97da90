"""Hours in a real window: an activity with people on its list, and the page by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.duration import Duration
from coopadmin.store import Books
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.pages import PAGES
from coopadmin.ui.volunteers.page import HoursPage
from coopadmin.ui.window import MainWindow
from coopadmin.volunteers.queries import month_grid
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import put_on_list, record_hours
from tests.contributions.making import Member, make
from tests.ui.hands import bring_up

Open = Callable[..., HoursPage]
Record = Callable[..., int]
ENTRIES = tuple(entry for entry in PAGES if entry.name == "hours")


@pytest.fixture
def open_page(qtbot: QtBot, books: Books) -> Iterator[Open]:
    """Open the window on this page, which shows February 2026; `page.window()` is the window."""
    windows: list[MainWindow] = []

    def opened(width: int = 1366, height: int = 688) -> HoursPage:
        window = MainWindow(books, lambda _books: Nameplate("", ""), ENTRIES)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        page = window.page("hours")
        assert isinstance(page, HoursPage)
        return page

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def people(books: Books) -> dict[int, int]:
    return make(
        books,
        Member(1, "Annie van den Berg"),
        Member(2, "Bea Hofstra"),
        Member(3, "Cor Timmerman"),
        Member(4, "Dirk Zijlstra"),
    )


@pytest.fixture
def bus(books: Books, people: dict[int, int]) -> int:
    """The village bus, driven by the first three."""
    made = int(books.do(add_activity, NewActivity("Dial-a-bus", "transport")))
    drivers = [people[number] for number in (1, 2, 3)]
    books.do(put_on_list, made, drivers, date(2026, 2, 1))
    return made


@pytest.fixture
def record(books: Books, bus: int, people: dict[int, int]) -> Record:
    """Record hours: member number, first day in February, minutes, perhaps a last day."""

    def do(number: int, first: int, minutes: int, last: int | None = None, **more: Any) -> int:
        new = NewHours(
            people[number], bus, date(2026, 2, first), date(2026, 2, last or first),
            Duration(minutes), **more,
        )  # fmt: skip
        return int(books.do(record_hours, new))

    return do


def stored(books: Books, activity: int, month: int = 2) -> dict[str, list[int]]:
    """The minutes of every week, by name."""
    grid = books.ask(month_grid, activity, 2026, month)
    return {row.name: [cell.worked.minutes for cell in row.cells] for row in grid.rows}


def window_of(page: HoursPage) -> MainWindow:
    window = page.window()
    assert isinstance(window, MainWindow)
    return window
