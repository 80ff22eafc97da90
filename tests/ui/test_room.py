"""Every place in every size: no word is cut, nothing lies over another, all is pressed and told."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.app import Coopadmin
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Appearance
from tests.app.program import PATIENCE_MS, program
from tests.ui.faults import faults
from tests.ui.hands import bring_up
from tests.ui.places import FORMS, PLACES, show
from tests.ui.told import untold

__all__ = ["program"]

SIZES = ((1280, 640), (1366, 688), (1920, 1080))
OFTEN = (("nl", 100, (1280, 640)), ("en", 150, (1366, 688)))
# At 150 % the smallest of the three is no size the program promises.
LOOKS = [
    look
    for look in product(("nl", "en"), (100, 115, 125, 150), SIZES)
    if look[1] == 100 or look[2] != (1280, 640)
]
SHOWN = [
    pytest.param(*look, marks=() if look in OFTEN else pytest.mark.torture, id=f"{look}")
    for look in LOOKS
]


@pytest.mark.parametrize(("language", "percents", "size"), SHOWN)
def test_every_place_has_room(
    program: Coopadmin,
    file: Path,
    qapp: QApplication,
    qtbot: QtBot,
    language: str,
    percents: int,
    size: tuple[int, int],
) -> None:
    program.speak(language)
    theme.apply(qapp, Appearance.LIGHT, percents)
    assert program.open(file)
    window = program.files[0].window
    window.showNormal()
    bring_up(qtbot, window, *size)
    found = []
    for place in (*PLACES, *FORMS):
        page = show(window, place)
        qtbot.waitUntil(lambda: not window.runner.tasks(), timeout=PATIENCE_MS)
        wrong = faults(page)
        for _turn in range(5 if wrong else 0):
            # Layouts settle one in another, each with the next turn of events.
            qtbot.wait(100)
            wrong = faults(page)
        found += [f"{place.name}: {fault}" for fault in (*wrong, *untold(page))]
    assert (window.width(), window.height()) == size
    assert not found, "\n".join(found)
