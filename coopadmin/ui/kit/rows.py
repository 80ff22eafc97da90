"""The one table model: frozen rows shown through columns, formatted only when they are seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import indexOf
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from coopadmin.ui.kit.columns import RIGHT, Column, Group, Heading, Look
from coopadmin.words import _

Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel):
    """Rows of any frozen kind; headings may stand between them.

    `toggled(key)` when a group was opened or closed.
    """

    toggled = Signal(str)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = tuple(columns)
        self._given: tuple[Any, ...] | list[Any] = ()
        self._groups: tuple[Group, ...] | None = None
        self._folded: set[str] = set()
        self._rows: Sequence[Any] = ()
        self._sorted_by: tuple[str, bool] | None = None
        self.marked = ""

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, without groups."""
        self._given, self._groups = rows if isinstance(rows, (tuple, list)) else tuple(rows), None
        self._renew()

    def set_groups(self, groups: Iterable[Group], folded: Iterable[str] | None = None) -> None:
        """Show rows under headings; `folded` closes groups by key, else what was closed stays."""
        self._groups = tuple(groups)
        if folded is not None:
            self._folded = set(folded)
        self._renew()

    def set_columns(self, columns: Sequence[Column]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def sort_by(self, key: str, descending: bool = False) -> None:
        """Order by the `sort` of a column; rows inside groups are ordered per group."""
        self._sorted_by = (key, descending) if key else None
        self._renew()

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        return self._sorted_by

    def mark(self, text: str) -> None:
        """The words that were searched for, to be marked in `marked` columns."""
        if text != self.marked:
            self.marked = text
            if self._rows:
                last = self.index(len(self._rows) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def toggle(self, key: str) -> None:
        """Open or close a group."""
        self._folded ^= {key}
        self._renew()
        self.toggled.emit(key)

    def folded(self, key: str) -> bool:
        return key in self._folded

    def row(self, number: int) -> Any:
        """The row or heading at this place; None outside."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def place_of(self, identity: object, identity_of: Callable[[Any], object]) -> int:
        """The place of the first row with this identity; −1 when there is none."""
        numbers = self.numbers()
        rows = self._rows if self._groups is None else [self._rows[n] for n in numbers]
        try:
            return numbers[indexOf(map(identity_of, rows), identity)]
        except ValueError:
            return -1

    def numbers(self) -> Sequence[int]:
        """The places of the rows that are no heading."""
        if self._groups is None:
            return range(len(self._rows))
        return [n for n, row in enumerate(self._rows) if not isinstance(row, Heading)]

    def headings(self) -> list[int]:
        """The places of the headings."""
        if self._groups is None:
            return []
        return [n for n, row in enumerate(self._rows) if isinstance(row, Heading)]

    def __len__(self) -> int:
        """How many rows, headings and closed groups not counted."""
        if self._groups is None:
            return len(self._rows)
        return len(self.numbers())

    def _renew(self) -> None:
        self.beginResetModel()
        if self._groups is None:
            self._rows = self._ordered(self._given)
        else:
            rows: list[Any] = []
            for group in self._groups:
                rows.append(group.heading)
                if group.heading.key not in self._folded:
                    rows.extend(self._ordered(group.rows))
            self._rows = rows
        self.endResetModel()

    def _ordered(self, rows: Sequence[Any]) -> Sequence[Any]:
        if self._sorted_by is None:
            return rows
        key, descending = self._sorted_by
        sort = next((column.sort for column in self.columns if column.key == key), None)
        return rows if sort is None else sorted(rows, key=sort, reverse=descending)

    # What Qt asks.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if isinstance(row, Heading):
            shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return (
                f"{row.title} {row.note}".strip() if role in shown and not index.column() else None
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(column, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = [cell_text(column, row), column.under(row) if column.under else ""]
            if column.tip is not None and column.icon is not None and column.icon(row):
                # What a picture means is seen by its tooltip, and heard here.
                said.append(column.tip(row).replace("\n", ", "))
            return ", ".join(part for part in said if part)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return column.tip(row) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight if column.look in RIGHT else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.CheckStateRole and column.look is Look.CHECK:
            on = column.checked(row) if column.checked else None
            return (
                None if on is None else (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            )
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _(self.columns[section].title)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def cell_text(column: Column, row: Any) -> str:
    """What a cell says: its text, the words of its chip, or yes and no of its check."""
    if column.chip is not None and column.look is Look.CHIP:
        chip = column.chip(row)
        return chip.text if chip else ""
    if column.look is Look.CHECK and column.checked is not None:
        on = column.checked(row)
        return "" if on is None else (_("yes") if on else _("no"))
    return column.text(row)
