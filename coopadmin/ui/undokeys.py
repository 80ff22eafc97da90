"""Ctrl+Z and Ctrl+Y: typing in the field with the focus first, then what was done in the books."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier


class UndoKeys(QObject):
    """Qt keeps these keys for a field even when nothing was typed in it; then they are the
    window's. Only the field with the focus is watched.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: QObject | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._moved)

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        assert isinstance(event, QKeyEvent)
        if event.modifiers() != CTRL or event.key() not in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            return False
        back = event.key() == Qt.Key.Key_Z
        typed = can_undo_typing(watched) if back else can_redo_typing(watched)
        if kind == QEvent.Type.ShortcutOverride:
            event.setAccepted(typed)
            return True
        if typed and isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit):
            # Not every system has Ctrl+Y as its own key for this.
            watched.undo() if back else watched.redo()
            return True
        return False


def can_undo_typing(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isUndoAvailable() and not field.isReadOnly()
    return False


def can_redo_typing(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() and not field.isReadOnly()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isRedoAvailable() and not field.isReadOnly()
    return False
