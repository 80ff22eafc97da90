"""Typing an amount in a table, where it stands: a field over its cell, from the first digit on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.inputs import mark_wrong
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.theme import Role
from coopadmin.words import say

_OPENS = frozenset("0123456789,-€")


class AmountCell(QLineEdit):
    """A field over the cell of one column: a digit, F2 or Delete on the row opens it.

    Enter and Down keep the amount and go to the next row, Up to the one before, leaving keeps it,
    Esc keeps nothing. `keep(row, amount)` is False when the amount cannot be kept.
    """

    def __init__(
        self,
        table: RowsTable,
        column: str,
        amount_of: Callable[[Any], str],
        keep: Callable[[Any, Money], bool],
    ) -> None:
        super().__init__(table.view.viewport())
        self._table, self._column = table, column
        self._amount_of, self._keep = amount_of, keep
        self._row: Any = None
        self.allowed = True
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(theme.font(Role.STRONG_AMOUNT))
        self.hide()
        table.view.installEventFilter(self)
        table.view.rows.modelAboutToBeReset.connect(self._close)
        table.view.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        table.view.fitted.connect(self._place)

    def open_for(self, row: Any, text: str | None = None) -> None:
        """Begin typing on a row, with what stands there or with a first sign."""
        if not self.allowed or row is None:
            return
        self._row = row
        self.setText(self._amount_of(row) if text is None else text)
        self.setAccessibleName(self._table.view.rows.headerData(
            self._number(), Qt.Orientation.Horizontal
        ))  # fmt: skip
        mark_wrong(self, False)
        self.setToolTip("")
        self._place()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if text is None:
            self.selectAll()

    def _number(self) -> int:
        keys = [column.key for column in self._table.view.rows.columns]
        return keys.index(self._column) if self._column in keys else -1

    def _place(self) -> None:
        if self._row is None:
            return
        view = self._table.view
        here, number = view.currentIndex(), self._number()
        if number < 0 or view.isColumnHidden(number):
            self._close()
            return
        self.setGeometry(
            view.visualRect(view.rows.index(here.row(), number)).adjusted(2, 1, -2, -2)
        )

    def _close(self) -> None:
        self._row = None
        self.hide()

    def _save(self) -> bool:
        """Keep what was typed; False when it stays open because it cannot be."""
        row = self._row
        if row is None:
            return True
        try:
            amount = Money.parse(self.text()) if self.text().strip() else Money(0)
        except Refused as refused:
            mark_wrong(self, True)
            self.setToolTip(say(refused.problems[0]))
            self.setAccessibleDescription(self.toolTip())
            return False
        self._row = None
        if not self._keep(row, amount):
            self._row = row
            mark_wrong(self, True)
            return False
        self.hide()
        return True

    def _leave(self, by: int) -> None:
        if self._save():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.step(by)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        row = self._table.current()
        if row is None or not self.allowed:
            return False
        if event.key() == Qt.Key.Key_F2:
            self.open_for(row)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.open_for(row, "")
        elif event.text() and event.text() in _OPENS and not _with_control(event):
            self.open_for(row, event.text())
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._leave(1)
        elif event.key() == Qt.Key.Key_Up:
            self._leave(-1)
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            mark_wrong(self, False)
            super().keyPressEvent(event)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        if self._row is not None and not self._save():
            # What cannot be kept is not lost either: it stays where it was typed.
            self.setToolTip(self.toolTip())


def _with_control(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    ))  # fmt: skip
