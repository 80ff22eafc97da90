"""Every page of the program, with the example in it: shown in every look, and told by its names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.pages import PAGES, PageEntry, load
from coopadmin.ui.window import MainWindow
from tests.app.program import PATIENCE_MS, program
from tests.ui.hands import bring_up
from tests.ui.told import untold

__all__ = ["program"]

LAPTOP = (1366, 688)
LOOKS = (
    ("nl", 100, Appearance.LIGHT),
    ("nl", 150, Appearance.DARK),
    ("en", 100, Appearance.DARK),
    ("en", 150, Appearance.LIGHT),
)


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}-{look[2]}")
def window(
    request: pytest.FixtureRequest,
    program: Coopadmin,
    file: Path,
    qapp: QApplication,
    qtbot: QtBot,
) -> Iterator[MainWindow]:
    """The window of the example in one look, as large as on a small laptop."""
    language, percents, appearance = request.param
    program.speak(language)
    theme.apply(qapp, appearance, percents)
    assert program.open(file)
    opened = program.files[0].window
    opened.showNormal()
    bring_up(qtbot, opened, *LAPTOP)
    yield opened
    opened.close()
    theme.apply(qapp, Appearance.LIGHT, 100)


def shown(window: MainWindow, qtbot: QtBot, entry: PageEntry) -> Page:
    """The page, when nothing is being loaded for it any more."""
    window.show_page(entry.name)
    page = window.page(entry.name)
    qtbot.waitUntil(page.isVisible, timeout=PATIENCE_MS)
    # Pages may begin their work a moment after they are shown.
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
    return page


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_every_page_loads_shows_fits_and_tells_its_parts(
    window: MainWindow, qtbot: QtBot, entry: PageEntry
) -> None:
    page = shown(window, qtbot, entry)
    assert type(page) is load(entry)
    assert window.here == entry.name
    assert not page.grab().isNull()
    assert page.header.title().strip() or not page.header.isVisible()
    assert not [message.sentence for message in page.messages.shown() if message.tone == "bad"]
    assert (window.width(), window.height()) == LAPTOP, "it fits the screen of a small laptop"
    assert untold(page) == []
