"""The view of rows: keyboard, mouse, and columns that fit the room without cutting a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.columns import RIGHT, Column, Heading, Look
from coopadmin.ui.kit.rowhead import RowsHead
from coopadmin.ui.kit.rowpaint import EDGE_PAD, RowPainter
from coopadmin.ui.kit.rows import RowsModel
from coopadmin.ui.kit.theme import Role

CELL_PAD, HEADING, CORNER = 6, 32, 22


class RowsView(QTableView):
    """The view itself; pages use RowsTable around it."""

    activated_row = Signal(object)
    checked = Signal(object, str)
    left_at_top = Signal()
    fitted = Signal()
    resized = Signal(str, int)
    reordered = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        two_lines: bool = False,
        painter: type[RowPainter] = RowPainter,
        *,
        low: bool = False,
    ) -> None:
        super().__init__()
        self.low = low
        self.rows = RowsModel(columns, self)
        self.two_lines = two_lines
        self._needed: dict[str, int] = {}
        self._widths: Mapping[str, int] = {}
        self._corner: QWidget | None = None
        self._fitting = False
        self._dragged: dict[str, int] = {}
        self._painter = painter(self)
        self.setProperty("own_focus", True)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(RowsHead(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QTableView.Shape.NoFrame)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(theme.px(20))
        self._lowered: list[int] = []
        self.rows.modelReset.connect(self._lower_headings)
        self.horizontalHeader().sectionClicked.connect(self._sort_clicked)
        self.doubleClicked.connect(self._activate)
        self.restyle()

    def row_height(self) -> int:
        return theme.px(46 if self.two_lines else 26 if self.low else 36)

    def _lower_headings(self) -> None:
        # Where as many rows come as there were, the header keeps the height of each.
        for number in self._lowered:
            self.verticalHeader().resizeSection(number, self.row_height())
        self._lowered = self.rows.headings()
        for number in self._lowered:
            self.verticalHeader().resizeSection(number, theme.px(HEADING))

    def restyle(self) -> None:
        self._painter.forget()
        self._needed.clear()
        self.verticalHeader().setDefaultSectionSize(self.row_height())
        self._lower_headings()
        self.verticalScrollBar().setSingleStep(self.row_height())
        self.fit_columns()

    # Widths.

    def _shown(self) -> list[int]:
        return [n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n)]

    def first_column(self) -> int:
        return next(iter(self._shown()), 0)

    def last_column(self) -> int:
        return next(iter(reversed(self._shown())), 0)

    def inside(self, rect: QRect, number: int) -> QRect:
        """A cell or head without its padding."""
        half = theme.px(CELL_PAD)
        left = theme.px(EDGE_PAD) if number == self.first_column() else half
        right = self._right_pad(number) if number == self.last_column() else half
        return rect.adjusted(left, 0, -right, 0)

    def _right_pad(self, number: int) -> int:
        # A figure in the last column moves aside with its title, for the button above them.
        aside = self._corner is not None and self.rows.columns[number].look in RIGHT
        return theme.px(EDGE_PAD + CORNER if aside else EDGE_PAD)

    def let_arrange(self, corner: QWidget, widths: Mapping[str, int]) -> None:
        """Let the person move and widen columns; `corner` stands at the end of their titles."""
        self._corner, self._widths = corner, widths
        corner.setParent(self)
        head = self.horizontalHeader()
        assert isinstance(head, RowsHead)
        head.let_arrange()
        head.sectionResized.connect(self._being_dragged)
        head.sectionMoved.connect(lambda *_: None if self._fitting else self._moved_soon())
        head.released.connect(self._drag_ended)

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Widths that the person chose, by column, in pixels at 100 % text."""
        self._widths = widths
        self.fit_columns()

    def width_of(self, key: str) -> int:
        """How wide a column is on the screen; 0 for one that is not there."""
        keys = [column.key for column in self.rows.columns]
        return self.columnWidth(keys.index(key)) if key in keys else 0

    def _being_dragged(self, number: int, _before: int, wide: int) -> None:
        if not self._fitting:
            self._dragged[self.rows.columns[number].key] = round(wide / theme.scale())

    def _drag_ended(self) -> None:
        dragged, self._dragged = self._dragged, {}
        for key, wide in dragged.items():
            self.resized.emit(key, wide)

    def _moved_soon(self) -> None:
        # The head is still at work on what was dropped.
        QTimer.singleShot(0, self, self._take_order)

    def _take_order(self) -> None:
        head = self.horizontalHeader()
        numbers = [head.logicalIndex(place) for place in range(head.count())]
        self._fitting = True
        for number in range(head.count()):
            head.moveSection(head.visualIndex(number), number)
        self._fitting = False
        self.reordered.emit([self.rows.columns[number].key for number in numbers])

    def widen(self, key: str, wide: int) -> None:
        """A figure on the screen needs more than its column has: make room after this painting."""
        if wide > self._needed.get(key, 0):
            self._needed[key] = wide
            QTimer.singleShot(0, self, self.fit_columns)

    def _least(self, number: int, first: int, last: int) -> int:
        column = self.rows.columns[number]
        title = str(self.rows.headerData(number, Qt.Orientation.Horizontal) or "")
        head = QFontMetrics(theme.font(Role.HEAD)).horizontalAdvance(title) + 2
        wide = max(
            theme.px(column.width), 0 if column.stretch else head, self._needed.get(column.key, 0)
        )
        if number == last and self._corner is not None and column.look not in RIGHT:
            wide = max(wide, head + theme.px(CORNER))
        half = theme.px(CELL_PAD)
        pads = theme.px(EDGE_PAD) if number == first else half
        pads += self._right_pad(number) if number == last else half
        if column.key in self._widths:
            needed = self._needed.get(column.key, -pads) + pads
            return max(theme.px(self._widths[column.key]), needed)
        return wide + pads

    def _least_of(self, shown: list[int]) -> dict[int, int]:
        return {number: self._least(number, shown[0], shown[-1]) for number in shown}

    def fit_columns(self) -> None:
        """Give every column its width, and what is left to those that stretch."""
        columns, room = self.rows.columns, self.viewport().width()
        shown = list(range(len(columns)))
        widths = self._least_of(shown)
        leaving = sorted((n for n in shown if columns[n].drop), key=lambda n: -columns[n].drop)
        while leaving and sum(widths.values()) > room:
            shown.remove(leaving.pop(0))
            widths = self._least_of(shown)
        stretching = [n for n in shown if columns[n].stretch and columns[n].key not in self._widths]
        shares = sum(columns[n].stretch for n in stretching)
        spare = room - sum(widths.values())
        for number in stretching:
            # Words may give way down to a readable stump; figures never.
            part = spare * columns[number].stretch // shares
            widths[number] = max(widths[number] + part, min(widths[number], theme.px(96)))
        if self._widths and shown and not stretching and spare > 0:
            widths[shown[-1]] += spare
        self._fitting = True
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        for number in shown:
            self.setColumnWidth(number, widths[number])
        self._fitting = False
        self.viewport().update()
        self.fitted.emit()

    def _place_corner(self) -> None:
        if self._corner is not None:
            head, room = self.horizontalHeader(), self.viewport().geometry()
            high = max(head.height(), theme.px(20))
            self._corner.setVisible(not head.isHidden())
            self._corner.setFixedSize(self._corner.sizeHint().width(), high - 2)
            self._corner.move(room.right() - self._corner.width(), max(room.top() - high, 0))
            self._corner.raise_()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_corner()
        if self.viewport().width() != getattr(self, "_fitted", -1):
            self._fitted = self.viewport().width()
            self.fit_columns()

    # Keys and mouse.

    def current_row(self) -> Any:
        """The row under the cursor; None on a heading or nowhere."""
        row = self.rows.row(self.currentIndex().row())
        return None if isinstance(row, Heading) else row

    def select_number(self, number: int) -> None:
        """Put the cursor on a place and bring it into view."""
        index = self.rows.index(number, self.first_column())
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _activate(self, index: QModelIndex) -> None:
        row = self.rows.row(index.row())
        if isinstance(row, Heading):
            self._toggle(index.row())
        elif row is not None:
            self.activated_row.emit(row)

    def _toggle(self, number: int) -> None:
        self.rows.toggle(self.rows.row(number).key)
        self.select_number(number)

    def _sort_clicked(self, section: int) -> None:
        column = self.rows.columns[section]
        if column.sort is None:
            return
        before = self.rows.sorted_by
        kept = self.current_row()
        self.rows.sort_by(column.key, before == (column.key, False))
        if kept is not None:
            self.select_number(self.rows.place_of(id(kept), id))
        self.horizontalHeader().viewport().update()

    def _check(self, row: Any, only: str = "") -> bool:
        for column in self.rows.columns:
            if column.look is Look.CHECK and only in ("", column.key):
                self.checked.emit(row, column.key)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, row = self.currentIndex().row(), self.rows.row(self.currentIndex().row())
        key, heading = event.key(), isinstance(row, Heading)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and row is not None:
            self._activate(self.currentIndex())
        elif (
            heading
            and plain
            and (
                (key == Qt.Key.Key_Right and self.rows.folded(row.key))
                or (key == Qt.Key.Key_Left and not self.rows.folded(row.key))
                or key == Qt.Key.Key_Space
            )
        ):
            self._toggle(number)
        elif key == Qt.Key.Key_Space and row is not None and self._check(row):
            pass
        elif key == Qt.Key.Key_Up and plain and number <= 0:
            self.left_at_top.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain:
            event.ignore()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(self.rows):
            self.select_number(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
        elif event.text() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            # Qt would search the first column for a typed letter; the page decides instead.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        row = self.rows.row(index.row())
        super().mousePressEvent(event)
        if isinstance(row, Heading):
            self._toggle(index.row())
        elif row is not None and self.rows.columns[index.column()].look is Look.CHECK:
            self._check(row, self.rows.columns[index.column()].key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, number: int) -> None:
        if number != self._painter.hovered:
            self._painter.hovered = number
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.select_number(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
