"""The members page in a real window, over a small village or an empty file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from coopadmin.store import Books
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.window import MainWindow
from tests.ui.members.village import OpenPage, opened_page, settle


@pytest.fixture
def village(books: Books) -> Books:
    settle(books)
    return books


@pytest.fixture
def open_page(qtbot: QtBot, books: Books) -> Iterator[OpenPage]:
    windows: list[MainWindow] = []

    def opened(width: int = 1366, height: int = 688) -> MembersPage:
        window, page = opened_page(qtbot, books, width, height)
        windows.append(window)
        return page

    yield opened
    for window in windows:
        window.close()
