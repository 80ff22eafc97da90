"""The studio open on an invented cooperative with two years behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from coopadmin.cooperative.queries import list_book_years
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.ui.annual.page import AnnualPage
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.choices import Segmented
from coopadmin.ui.kit.nameplate import Nameplate, YearChoice
from coopadmin.ui.window import MainWindow
from tests.fixtures import WHO, clock
from tests.golden.beemdervelde import village
from tests.paper import pdf
from tests.ui.hands import bring_up, click

PATIENCE_MS = 15_000
"""Long enough for a busy computer; nothing waits that long when all is well."""


class Studio:
    """The page in its window, and how one waits for its pages."""

    def __init__(self, qtbot: QtBot, window: MainWindow, page: AnnualPage) -> None:
        self.qtbot, self.window, self.page = qtbot, window, page

    def made_by(self, deed: Callable[[], object]) -> None:
        """Do something, and wait until other pages have come of it."""
        before = self.page.preview
        deed()
        self.wait(lambda: self.page.preview is not None and self.page.preview is not before)

    def wait(self, done: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(done, timeout=PATIENCE_MS)

    def section(self, key: str) -> None:
        """Choose a section in the list."""
        assert self.page.left.sections.table.choose(key)

    def notes(self) -> dict[str, str]:
        """What stands behind the names in the list."""
        return {row.id: row.note for row in self.page.left.sections.table.shown_rows()}

    def shown_text(self) -> str:
        """The text of the pages as they are now."""
        assert self.page.preview is not None
        return pdf.text(self.page.preview.pdf)

    def buttons(self) -> dict[str, Button]:
        """The buttons in the head of the page, by their words."""
        header = self.page.header
        found = [each for each in header.findChildren(Button) if each.isVisible()]
        return {button.text(): button for button in found}

    def told(self) -> list[str]:
        """The messages above the page."""
        return [message.sentence for message in self.page.messages.shown()]


def choose(switch: Segmented, words: str) -> None:
    """Click one side of a switch."""
    click(next(each for each in switch.findChildren(QAbstractButton) if each.text() == words))


def head_words(studio: Studio) -> str:
    """Everything that the head of the page says."""
    labels = studio.page.header.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


OpenStudio = Callable[..., Studio]


@pytest.fixture
def village_path(tmp_path: Path, _founded: Path) -> Path:
    return village(_founded, tmp_path / "village.coop")


@pytest.fixture
def books(village_path: Path) -> Iterator[Books]:
    """The filled cooperative, of this test alone."""
    with open_books(village_path, who=WHO, origin="test", clock=clock) as opened:
        yield opened


def plate(books: Books) -> Nameplate:
    years = reversed(books.ask(list_book_years, books.today()))
    return Nameplate("", "Beemdervelde", tuple(YearChoice(year.label, year) for year in years))


@pytest.fixture
def open_studio(qtbot: QtBot) -> Iterator[OpenStudio]:
    """Open the studio on these books, at the report of a year, with its first pages there."""
    windows: list[MainWindow] = []

    def opened(books: Books, year: str = "2025", width: int = 1366, height: int = 688) -> Studio:
        window = MainWindow(books, plate)
        windows.append(window)
        qtbot.addWidget(window)
        bring_up(qtbot, window, width, height)
        window.desk.choose_year(next(each for each in plate(books).years if each.label == year))
        window.show_page("annual")
        page = window.page("annual")
        assert isinstance(page, AnnualPage)
        qtbot.waitUntil(lambda: page.preview is not None, timeout=PATIENCE_MS)
        return Studio(qtbot, window, page)

    yield opened
    for window in windows:
        window.close()


@pytest.fixture
def studio(open_studio: OpenStudio, books: Books) -> Studio:
    return open_studio(books)
