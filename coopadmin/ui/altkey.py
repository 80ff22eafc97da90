"""The Alt key by itself: pressed and let go, it opens the menu bar, which is hidden else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar


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


class AltMenuBar(QMenuBar):
    """Out of sight until it is asked for, and again when its menus are left."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("own_focus", True)
        self.hide()

    def take(self, *menus: QMenu) -> None:
        """Add these menus."""
        for menu in menus:
            menu.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self._left))
            self.addMenu(menu)

    def toggle(self) -> None:
        """Show the bar with its first menu chosen, or hide it."""
        self.setVisible(not self.isVisible())
        if self.isVisible():
            self.setFocus(Qt.FocusReason.MenuBarFocusReason)
            self.setActiveAction(self.actions()[0])

    def _left(self) -> None:
        if QApplication.activePopupWidget() is None:
            self.hide()
