"""The Alt key by itself: pressed and let go, it opens the menu bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication


class AltAlone(QObject):
    """Whether Alt was pressed and let go with no other key between, as Windows opens menus."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watching = False

    def begin(self) -> None:
        """Alt goes down."""
        app = QApplication.instance()
        if app is not None and not self._watching:
            # Only while Alt is down: a filter on everything would slow every event.
            app.installEventFilter(self)
            self._watching = True

    def was_alone(self) -> bool:
        """Alt comes up; False when another key came between."""
        alone, self._watching = self._watching, False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        return alone

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() != Qt.Key.Key_Alt:
            self.was_alone()
        return False
