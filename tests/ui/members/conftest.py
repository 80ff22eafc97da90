"""The members page in a real window, over a small village or an empty file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.store import Books
from coopadmin.ui.members.importscreen import ImportScreen
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.window import MainWindow
from tests.ui.members.lists import LINES, Read
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


@pytest.fixture
def read(open_page: OpenPage, qtbot: QtBot, tmp_path: Path) -> Read:
    """Open the page, go to the screen that reads, and give it a list."""

    def opened(*lines: str, name: str = "leden.csv", width: int = 1366) -> ImportScreen:
        path = tmp_path / name
        path.write_text("\n".join(lines or LINES), encoding="utf-8")
        page = open_page(width)
        page.read_list(path)
        screen = page.reader
        assert screen is not None
        qtbot.waitUntil(lambda: screen.trial is not None or bool(screen.file.messages.shown()))
        QApplication.processEvents()
        return screen

    return opened
