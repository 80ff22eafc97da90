"""The month of one activity as a table: people and numbers by weeks, and what is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Problem
from coopadmin.volunteers.grid import CountCell, Extra, RowKey
from coopadmin.volunteers.queries import CountRow, GridCell, GridRow, MonthGrid, count_name
from coopadmin.words import _, count, day_and_month, hours, hours_column, month_name, ngettext

Index = QModelIndex | QPersistentModelIndex
NAME = 0


@dataclass(frozen=True, slots=True)
class Address:
    """A cell: its row, and the days of its column; the whole month for the column of that."""

    row: RowKey
    period: Period


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was typed into a cell and is not counted, with the reasons."""

    text: str
    problems: tuple[Problem, ...]


def days_of(period: Period, short: bool = False) -> str:
    """`2–8 feb`, or `1 feb` for one day; short leaves the month out."""
    if short:
        days = str(period.first.day)
        return days if period.first == period.last else f"{days}–{period.last.day}"
    if period.first == period.last:
        return day_and_month(period.first)
    return f"{period.first.day}–{day_and_month(period.last)}"


def line_name(line: GridRow | CountRow) -> str:
    """The person, or what the row is where it is nobody's."""
    if isinstance(line, CountRow):
        return count_name(line.key, line.unit)
    return line.name or _("Group without names")


def remark_icon(cell: GridCell | CountCell) -> str:
    """The icon of what a cell has to tell besides its figure."""
    if cell.entries > 1:
        return "list-check"
    return "progress" if isinstance(cell, GridCell) and cell.estimated else ""


class SheetModel(QAbstractTableModel):
    """Column 0 are the names; then the weeks, the whole month where wanted, total and before.

    The rows are people, then people without names where wanted, then what is counted.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid: MonthGrid | None = None
        self.doubts: Mapping[Address, Doubt] = {}
        self.whole_month = False
        self.lines: tuple[GridRow | CountRow, ...] = ()
        self.write: Callable[[Duration], str] = hours
        self.texts: tuple[frozenset[str], ...] = ()
        self.fractions: tuple[str, ...] = ()

    def show(
        self,
        grid: MonthGrid,
        doubts: Mapping[Address, Doubt],
        *,
        whole_month: bool,
        group: bool = False,
    ) -> None:
        """Show this sheet; the table is built anew only when its rows or columns are others."""
        worked = (*grid.rows, grid.group) if group else grid.rows
        lines: tuple[GridRow | CountRow, ...] = (*worked, *grid.counts)
        anew = self._shape(self.grid, self.lines, self.whole_month) != self._shape(
            grid, lines, whole_month
        )
        if anew:
            self.beginResetModel()
        self.grid, self.doubts, self.whole_month = grid, dict(doubts), whole_month
        self.lines = lines
        values = [cell.worked for row in worked for cell in (*row.cells, row.whole_month)]
        totals = [row.previous for row in worked]
        # Few lengths of time occur on a sheet, and each is written many times.
        self.write = cache(hours_column([*values, *totals]))
        self.texts = tuple(self._texts_in(place) for place in range(self.columnCount()))
        self.fractions = tuple(self._widest_fraction(place) for place in range(self.columnCount()))
        if anew:
            self.endResetModel()
        elif lines:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @staticmethod
    def _shape(
        grid: MonthGrid | None, lines: tuple[GridRow | CountRow, ...], whole_month: bool
    ) -> object:
        if grid is None:
            return None
        rows = tuple((line.key, line_name(line)) for line in lines)
        return grid.activity_id, grid.month, rows, whole_month

    def _widest_fraction(self, column: int) -> str:
        if column == NAME:
            return ""
        return max((split_figure(text)[1] for text in self.texts[column]), key=len, default="")

    def _texts_in(self, column: int) -> frozenset[str]:
        """All that is written in a column of figures, its sum too, each once."""
        if column == NAME:
            return frozenset()
        values = {self.value(row, column) for row in range(self.rowCount())}
        return frozenset(map(self._written, [*values, self.sum_of(column)]))

    def _written(self, value: Duration | int) -> str:
        return count(value) if isinstance(value, int) else self.write(value)

    # What a column is.

    @property
    def weeks(self) -> int:
        return len(self.grid.columns) if self.grid is not None else 0

    @property
    def typed_columns(self) -> range:
        """The columns that can be typed into."""
        return range(1, 1 + self.weeks + self.whole_month)

    @property
    def total_column(self) -> int:
        return self.typed_columns.stop

    @property
    def previous_column(self) -> int:
        return self.typed_columns.stop + 1

    def period_of(self, column: int) -> Period:
        """The days of a column that can be typed into."""
        assert self.grid is not None
        if column <= self.weeks:
            return self.grid.columns[column - 1].period
        return self.grid.month

    def head(self, column: int, short: bool = False) -> tuple[str, str]:
        """The two lines over a column."""
        if self.grid is None:
            return "", ""
        if column == NAME:
            return _("Volunteer"), ""
        if column == self.total_column:
            return _("Total"), ""
        if column == self.previous_column:
            before = (self.grid.month.first.month - 2) % 12 + 1
            return month_name(before), ""
        if column > self.weeks:
            return _("whole"), _("month")
        each = self.grid.columns[column - 1]
        return _("wk {week}").format(week=each.week), days_of(each.period, short)

    # What a cell is.

    def row(self, number: int) -> GridRow | CountRow:
        return self.lines[number]

    def name(self, row: int) -> str:
        """What stands before a row."""
        return line_name(self.lines[row])

    def is_person(self, row: int) -> bool:
        """Whether a row is of somebody with a name."""
        return not isinstance(self.lines[row].key, Extra)

    def is_count(self, row: int) -> bool:
        """Whether a row holds numbers, which are in no sum of hours."""
        return isinstance(self.lines[row], CountRow)

    def cell(self, row: int, column: int) -> GridCell | CountCell:
        """The cell of a column that can be typed into."""
        line = self.row(row)
        return line.cells[column - 1] if column <= self.weeks else line.whole_month

    def has_remarks(self, column: int) -> bool:
        """Whether a cell of a column that can be typed into has more to tell than its hours."""
        cells = [self.cell(row, column) for row in range(self.rowCount())]
        return any(remark_icon(cell) for cell in cells)

    def address(self, index: Index) -> Address | None:
        """Where this is, or None outside the cells that can be typed into."""
        if not index.isValid() or index.column() not in self.typed_columns:
            return None
        return Address(self.row(index.row()).key, self.period_of(index.column()))

    def index_at(self, address: Address | None) -> QModelIndex:
        """The place of an address; an invalid index when it is not on the sheet."""
        if self.grid is None or address is None:
            return QModelIndex()
        for number, line in enumerate(self.lines):
            if line.key == address.row:
                for column in self.typed_columns:
                    if self.period_of(column) == address.period:
                        return self.index(number, column)
        return QModelIndex()

    def doubt(self, index: Index) -> Doubt | None:
        address = self.address(index)
        return None if address is None else self.doubts.get(address)

    def value(self, row: int, column: int) -> Duration | int:
        """Hours, or the number where a row counts."""
        line = self.row(row)
        if column == self.total_column:
            return line.total
        if column == self.previous_column:
            return line.previous
        cell = self.cell(row, column)
        return cell.worked if isinstance(cell, GridCell) else cell.number

    def figure(self, row: int, column: int) -> str:
        """What is written in a cell; nothing where there is nothing."""
        value = self.value(row, column)
        return self._written(value) if value else ""

    def sum_of(self, column: int) -> Duration:
        """What stands in the fixed last row."""
        assert self.grid is not None
        if column == self.total_column:
            return self.grid.total
        if column == self.previous_column:
            return self.grid.previous_total
        if column > self.weeks:
            return self.grid.whole_month_total
        return self.grid.column_totals[column - 1]

    def text(self, index: Index) -> str:
        """What is shown in a cell; nothing where nobody worked."""
        doubt = self.doubt(index)
        if doubt is not None:
            return doubt.text
        if index.column() == NAME:
            return self.name(index.row())
        return self.figure(index.row(), index.column())

    def is_empty(self, index: Index) -> bool:
        """Whether this cell can be typed into and nothing stands there."""
        return self.address(index) is not None and not self.text(index)

    # What Qt asks.

    def rowCount(self, parent: Index | None = None) -> int:
        if self.grid is None or (parent is not None and parent.isValid()):
            return 0
        return len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        if self.grid is None or (parent is not None and parent.isValid()):
            return 0
        return self.previous_column + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index)
        if role == Qt.ItemDataRole.EditRole:
            return self._to_edit(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._remark(index) or None
        return None

    def _to_edit(self, index: Index) -> str:
        doubt = self.doubt(index)
        return self.stored_text(index) if doubt is None else doubt.text

    def stored_text(self, index: Index) -> str:
        """What one would type for what is stored in a cell."""
        value = self.value(index.row(), index.column())
        if not value:
            return ""
        if isinstance(value, int):
            return str(value)
        each = self._each(index)
        return hours(value) if each is None else each

    def _each(self, index: Index) -> str | None:
        """`12 x 2` for the hours of a group."""
        cell = self.cell(index.row(), index.column())
        if self.row(index.row()).key is not Extra.GROUP or not isinstance(cell, GridCell):
            return None
        each = Duration(cell.worked.minutes // max(1, cell.people))
        return f"{cell.people} x {hours(each)}"

    def _remark(self, index: Index) -> str:
        if index.column() == NAME:
            return self.name(index.row())
        if self.address(index) is None:
            return ""
        cell = self.cell(index.row(), index.column())
        parts = []
        if cell.entries > 1:
            parts.append(
                ngettext(
                    "{count} entry; Enter opens it", "{count} entries; Enter opens them",
                    cell.entries,
                ).format(count=cell.entries)
            )  # fmt: skip
        if isinstance(cell, GridCell):
            if cell.entries == 1 and (each := self._each(index)):
                parts.append(each)
            if cell.estimated:
                parts.append(_("estimated"))
        return ", ".join(parts)

    def _spoken(self, index: Index) -> str:
        name = self.name(index.row())
        if index.column() == NAME:
            return name
        column = " ".join(part for part in self.head(index.column()) if part)
        text = self.text(index) or _("nothing")
        words = _("{name}, {column}: {value}").format(name=name, column=column, value=text)
        if self.doubt(index) is not None:
            return _("{cell}, not counted yet").format(cell=words)
        remark = self._remark(index)
        return f"{words}, {remark}" if remark else words

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return " ".join(part for part in self.head(section) if part)
        return self.name(section) if 0 <= section < self.rowCount() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled
        if self.address(index) is not None:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return flags


def split_figure(text: str) -> tuple[str, str]:
    """The whole hours and what comes after them, so that figures stand under each other."""
    for sign in (",", ".", ":"):
        place = text.rfind(sign)
        if 0 < len(text) - place <= 3 and place > 0:
            return text[:place], text[place:]
    return text, ""
