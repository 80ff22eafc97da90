"""Somebody who has nothing but the keyboard, with every key counted and a picture of every step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.journeys.person import Person
from tests.journeys.record import Counted, Step

REST_MS = 500
BY_HAND = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.Drop,
}


class NoMouse(QObject):
    """Fails whatever comes by mouse, pen or finger."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        assert event.type() not in BY_HAND, f"{event.type()} at {watched}: the keyboard alone"
        return False


class Walker(Person):
    """Counts keys: a combination such as Ctrl+S is one, and so is a letter.

    With a folder for `pictures` the window is kept as it is after each step.
    """

    def __init__(self, qtbot: QtBot, pictures: Path | None = None) -> None:
        super().__init__(qtbot)
        self.counted = Counted()
        self._pictures = pictures
        self._guard = NoMouse()
        QApplication.instance().installEventFilter(self._guard)  # type: ignore[union-attr]

    def keys(self, *sequences: str) -> None:
        for sequence in sequences:
            self.counted.keys += 1
            super().keys(sequence)

    def types(self, text: str) -> None:
        self.counted.keys += len(text)
        self.counted.letters += len(text)
        super().types(text)

    def did(self, words: str) -> None:
        """A step is done; its keys are those since the step before."""
        steps = self.counted.steps
        keys = self.counted.keys - sum(step.keys for step in steps)
        letters = self.counted.letters - sum(step.letters for step in steps)
        steps.append(Step(words, keys, letters, self._picture(len(steps) + 1)))

    def _picture(self, number: int) -> Path | None:
        window = QApplication.activeWindow()
        if self._pictures is None or window is None:
            return None
        # What a person sees who looks up from the keys: everything has come to rest.
        self._qtbot.wait(REST_MS)
        path = self._pictures / f"{number:02}.png"
        window.grab().save(str(path))
        return path

    def names_a_file(self, path: Path) -> None:
        """In the dialog that asks for one; then back in the window under it."""
        self.waits(lambda: isinstance(QApplication.activeWindow(), QDialog))
        dialog = QApplication.activeWindow()
        assert dialog is not None
        self.replaces(str(path))
        self.keys("Return")
        below = dialog.parentWidget()
        assert below is not None
        # What the system does when a dialog goes away; without a display nobody does it.
        below.window().activateWindow()

    def put_down(self) -> None:
        """The keyboard is free again."""
        QApplication.instance().removeEventFilter(self._guard)  # type: ignore[union-attr]
