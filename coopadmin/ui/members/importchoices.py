"""The fields in which a line of the dry run differs, and choosing which of them change."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.members.importrows import CHANGED, FieldRow, LineRow
from coopadmin.words import N_, _

MOST_ROWS = 3
_COLUMNS = (
    Column("taken", "", look=Look.CHECK, width=26, checked=lambda row: row.taken),
    Column("name", N_("Field"), lambda row: row.name, Look.NAME, 120, 1),
    Column("before", N_("Known"), lambda row: row.before, Look.MUTED, 100, 2),
    Column(
        "after",
        N_("In the list"),
        lambda row: row.after,
        Look.NAME,
        100,
        2,
        ink=lambda row: "ink" if row.taken else "ink3",
    ),
)


class FieldChoices(QWidget):
    """Below the lines, for one that changes more than one field.

    `toggled(line, field)` when somebody takes a field or leaves it; `left` goes back to the lines.
    """

    toggled = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._line = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        self.table = RowsTable(
            _COLUMNS,
            _("Fields of this line"),
            identity=lambda row: row.key,
            kept_as="import-fields",
        )
        column.addWidget(self.table)
        self.table.checked.connect(self._checked)
        self.table.activated.connect(lambda row: self._checked(row, ""))
        self.hide()

    def show_line(self, row: LineRow | None) -> None:
        """The fields of this line; hidden where there is nothing to choose between."""
        fields = row.fields() if row is not None and row.group == CHANGED else []
        whole = row is not None and row.is_left and any(one.taken for one in fields)
        if row is None or len(fields) < 2 or whole:
            if self.table.view.hasFocus():
                self.left.emit()
            self.hide()
            return
        self._line = row.line.line
        self.table.set_rows(fields)
        if self.table.current() is None:
            self.table.choose_first()
        rows = min(len(fields), MOST_ROWS)
        # Half a row more where there are others: a cut row is the cue that it scrolls.
        more = 0.5 if len(fields) > MOST_ROWS else 0
        self.table.setFixedHeight(theme.px(33 + round(36 * (rows + more))))
        self.show()

    def go(self) -> None:
        """Put the cursor here, when there is something to choose."""
        if not self.isHidden():
            self.table.setFocus()

    def _checked(self, row: FieldRow, _key: str) -> None:
        self.toggled.emit(self._line, row.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
