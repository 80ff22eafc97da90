"""Somebody at the keyboard: keys go where the focus is, and Tab must reach what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as OutOfPatience
from pytestqt.qtbot import QtBot

PATIENCE_MS = 8000
MOST_TABS = 90


class Person:
    """Works a window by keys alone; waits on what is seen, never on a clock."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def waits(self, seen: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE_MS)

    def here(self) -> QWidget:
        """What has the focus; a person who lost it is lost."""
        self.waits(lambda: QApplication.focusWidget() is not None)
        focused = QApplication.focusWidget()
        assert focused is not None
        return focused

    def keys(self, *sequences: str) -> None:
        """Press keys such as `Ctrl+N` or `Tab`, one after another."""
        for sequence in sequences:
            QTest.keySequence(self.here(), QKeySequence(sequence))

    def types(self, text: str) -> None:
        """Type where the focus is."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.here(), letter)
                continue
            # Qt's testing ends the program at a letter that is not on its keyboard.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                plain = Qt.KeyboardModifier.NoModifier
                event = QKeyEvent(kind, Qt.Key.Key_unknown, plain, letter)
                QApplication.sendEvent(self.here(), event)

    def replaces(self, text: str) -> None:
        """Type over all of the text that stands in the field with the focus."""
        self.keys("Ctrl+A")
        self.types(text)

    def walks_to(self, name: str) -> QWidget:
        """Press Tab until what is called this has the focus."""
        met: list[str] = []
        for _turn in range(MOST_TABS):
            focused = self.here()
            met.append(called(focused))
            if met[-1] == name:
                return focused
            self.keys("Tab")
        raise AssertionError(f"Tab does not reach {name!r}, only {met}")

    def presses(self, name: str) -> None:
        """Walk to a button and press it."""
        button = self.walks_to(name)
        assert isinstance(button, QAbstractButton), name
        assert button.isEnabled(), f"{name}: {button.toolTip()}"
        self.keys("Space")

    def fills(self, name: str, text: str) -> None:
        """Walk to a field and type over what stands there."""
        field = self.walks_to(name)
        if isinstance(field, QComboBox):
            self.chooses(field, text)
        else:
            self.replaces(text)

    def chooses(self, field: QComboBox, text: str) -> None:
        """Go down a list of choices to these words."""
        self.keys("Home")
        while field.currentText() != text:
            before = field.currentIndex()
            self.keys("Down")
            assert field.currentIndex() != before, f"no {text!r} in {field.accessibleName()!r}"

    def sees(self, text: str) -> None:
        """Wait until these words stand somewhere in the window."""
        try:
            self.waits(lambda: any(text in words for words in self.reads()))
        except OutOfPatience:
            raise AssertionError(f"{text!r} is not among {self.reads()}") from None

    def reads(self) -> list[str]:
        """The words of all that is visible in the active window, as a screen reader has them."""
        window = QApplication.activeWindow()
        if window is None:
            return []
        shown = [each for each in window.findChildren(QWidget) if each.isVisible()]
        cells = [cell for each in shown if isinstance(each, QTableView) for cell in in_cells(each)]
        return [*(said(each) for each in shown), *cells]


def called(widget: QWidget) -> str:
    """The name that a screen reader tells of a widget."""
    if isinstance(widget, QComboBox):
        # Here Qt tells what is chosen, and leaves the name to the label.
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def in_cells(table: QTableView) -> Iterator[str]:
    """The words of all cells of a table."""
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            yield str(model.index(row, column).data() or "")


def said(widget: QWidget) -> str:
    """Its name and the text in it."""
    typed = widget.text() if isinstance(widget, QLineEdit) else ""
    return f"{called(widget)} {typed}".strip()
