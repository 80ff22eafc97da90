"""The sheet of hours on the screen: cursor, typing, keys, and columns that fit the room."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QTableView

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import only_looked_at
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.volunteers.gridmodel import NAME, Address, Index, SheetModel
from coopadmin.ui.volunteers.gridpaint import (
    BEFORE,
    DOWN,
    EDGE,
    HEAD,
    NEXT,
    PAD,
    REMARK,
    ROW,
    STAY,
    UP,
    CellPainter,
    SheetHead,
)

CELL, NAME_LEAST, NAME_GOOD, NAME_MOST = 84, 104, 150, 230
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class SheetView(QTableView):
    """The cells that can be typed into; everything else is only looked at.

    `typed(Address, text)` when typing in a cell ended and the text is another, an empty one
    empties it; `pasted(Address, text)` for more than one cell from another program;
    `emptied(addresses)` for a block of cells; `opened(Address)` asks to show the entries of a
    cell, `answered` to go to the questions of the cell in doubt; `moved` follows the cursor.
    """

    typed = Signal(object, str)
    pasted = Signal(object, str)
    emptied = Signal(object)
    opened = Signal(object)
    answered = Signal()
    moved = Signal()
    fitted = Signal()

    def __init__(self, total_words: str) -> None:
        super().__init__()
        self.sheet = SheetModel(self)
        self.total_words = total_words
        self._painter = CellPainter(self)
        self._line: QLineEdit | None = None
        self._began = ""
        self._narrow_head = SheetHead(self)
        self.setProperty("own_focus", True)
        self.setModel(self.sheet)
        self.setItemDelegate(self._painter)
        self.setHorizontalHeader(self._narrow_head)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self._painter.finished.connect(self._finish)
        self._painter.dropped.connect(self._drop)
        self.restyle()

    def restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalScrollBar().setSingleStep(theme.px(ROW))
        self.fit_columns()

    # Room.

    def content_height(self) -> int:
        """The height at which nothing has to scroll."""
        return theme.px(HEAD) + self.sheet.rowCount() * theme.px(ROW) + 1

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), self.content_height())

    def fit_columns(self) -> None:
        """Give every column its width: figures whole, then the names, then what is over."""
        columns = self.sheet.columnCount()
        if not columns:
            return
        room = self.viewport().width()
        for short, hidden, least in (
            (False, (), NAME_GOOD),
            (True, (), NAME_GOOD),
            (True, (), NAME_LEAST),
            (True, (self.sheet.previous_column,), NAME_LEAST),
        ):
            self._narrow_head.short = short
            shown = [column for column in range(1, columns) if column not in hidden]
            widths = {column: self._needed(column) for column in shown}
            left = room - sum(widths.values())
            if left >= theme.px(least):
                break
        cell = theme.px(CELL)
        # Words get what they can use, figures share the rest.
        for column in shown:
            more = min(max(0, cell - widths[column]), max(0, left - theme.px(NAME_GOOD)))
            widths[column] += more
            left -= more
        spare = max(0, left - theme.px(NAME_MOST)) // max(1, len(shown))
        for column in shown:
            widths[column] += spare
            left -= spare
        for column in range(columns):
            self.setColumnHidden(column, column in hidden)
        self.setColumnWidth(NAME, max(left, theme.px(NAME_LEAST)))
        for column in shown:
            self.setColumnWidth(column, widths[column])
        self.viewport().update()
        self.horizontalHeader().viewport().update()
        self.fitted.emit()

    def _needed(self, column: int) -> int:
        sheet = self.sheet
        metrics = QFontMetrics(theme.font(Role.STRONG_AMOUNT))
        figure = max(metrics.horizontalAdvance(text) for text in sheet.texts[column])
        if column in sheet.typed_columns and sheet.has_remarks(column):
            figure += theme.px(REMARK)
        edge = EDGE if column == sheet.previous_column else PAD
        return max(figure, self._narrow_head.needed(column)) + theme.px(edge) + theme.px(6)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if self.viewport().width() != getattr(self, "_fitted", -1):
            self._fitted = self.viewport().width()
            self.fit_columns()

    # The cursor.

    def address(self) -> Address | None:
        """Where the cursor is."""
        return self.sheet.address(self.currentIndex())

    def go_to(self, index: Index) -> bool:
        """Put the cursor on a cell; False when it is none that can be typed into."""
        if self.sheet.address(index) is None:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.sheet.index(index.row(), index.column()), flags)
        self.scrollTo(index)
        return True

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,  # noqa: N803
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        action = QAbstractItemView.CursorAction
        index, cells = self.currentIndex(), self.sheet.typed_columns
        if not self.sheet.rowCount() or not cells:
            return QModelIndex()
        row, column = index.row(), min(max(index.column(), cells.start), cells.stop - 1)
        page = max(1, self.viewport().height() // theme.px(ROW) - 1)
        end = bool(modifiers & _CTRL)
        last = self.sheet.rowCount() - 1
        steps = {
            action.MoveUp: (row - 1, column),
            action.MoveDown: (row + 1, column),
            action.MoveLeft: (row, column - 1),
            action.MoveRight: (row, column + 1),
            action.MovePageUp: (row - page, column),
            action.MovePageDown: (row + page, column),
            action.MoveHome: (0 if end else row, cells.start),
            action.MoveEnd: (last if end else row, cells.stop - 1),
        }
        row, column = steps.get(cursorAction, (row, column))
        row, column = min(max(row, 0), last), min(max(column, cells.start), cells.stop - 1)
        return self.sheet.index(row, column)

    def step(self, where: str) -> bool:
        """Go a cell on; False at the end of the sheet."""
        index, cells = self.currentIndex(), self.sheet.typed_columns
        row, column = index.row(), index.column()
        if where == DOWN:
            row += 1
        elif where == UP:
            row -= 1
        elif where == NEXT:
            row, column = (row, column + 1) if column + 1 in cells else (row + 1, cells.start)
        elif where == BEFORE:
            row, column = (row, column - 1) if column - 1 in cells else (row - 1, cells.stop - 1)
        inside = 0 <= row < self.sheet.rowCount()
        return inside and self.go_to(self.sheet.index(row, column))

    # Typing.

    def begin(self, text: str | None = None) -> None:
        """Type in this cell: over what stands there when a text is given, else after it."""
        index = self.currentIndex()
        if self.sheet.address(index) is None or self._line is not None or only_looked_at(self):
            return
        if not self.sheet.cell(index.row(), index.column()).can_be_typed:
            self.opened.emit(self.address())
            return
        self._began = str(index.data(Qt.ItemDataRole.EditRole))
        self.edit(index)
        line = self.indexWidget(index)
        if isinstance(line, QLineEdit):
            self._line = line
            line.setText(self._began if text is None else text)
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_line(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            self.closeEditor(line, QAbstractItemDelegate.EndEditHint.NoHint)

    def _finish(self, text: str, step: str) -> None:
        if self._line is None:
            return
        address, began = self.address(), self._began
        self._close_line()
        if address is not None and text.strip() != began.strip():
            self.typed.emit(address, text.strip())
        if step != STAY:
            self.step(step)

    def _drop(self) -> None:
        self._close_line()

    def finish(self) -> None:
        """Take what is being typed as it is, because the person goes elsewhere."""
        if self._line is not None:
            self._finish(self._line.text(), STAY)

    # Keys and mouse.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain = held == Qt.KeyboardModifier.NoModifier
        if held == _CTRL and self._with_ctrl(key):
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._enter()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and held == _SHIFT:
            self.step(UP)
        elif key == Qt.Key.Key_F2 and plain:
            self.begin()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self._empty()
        elif event.text().strip() and event.text().isprintable() and (plain or held == _SHIFT):
            self.begin(event.text())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, onward: bool) -> bool:
        # At the end of the sheet Tab goes on to what comes after it.
        index = self.currentIndex()
        if index.isValid() and self.step(NEXT if onward else BEFORE):
            return True
        return super().focusNextPrevChild(onward)

    def _with_ctrl(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_D:
            self._as_before()
        elif key == Qt.Key.Key_C:
            QGuiApplication.clipboard().setText(self._block_text())
        elif key == Qt.Key.Key_V:
            self._paste()
        else:
            return False
        return True

    def _enter(self) -> None:
        index = self.currentIndex()
        if self.sheet.doubt(index) is not None:
            self.answered.emit()
        elif self.sheet.address(index) and self.sheet.cell(index.row(), index.column()).entries > 1:
            self.open_entries()
        else:
            self.step(DOWN)

    def open_entries(self) -> None:
        """Ask to show what this cell adds up."""
        address = self.address()
        if address is not None:
            self.opened.emit(address)

    def _empty(self) -> None:
        if only_looked_at(self):
            return
        if self.holds_block():
            self.emptied.emit([self.sheet.address(index) for index in self.block()])
            return
        index = self.currentIndex()
        address = self.sheet.address(index)
        if address is None or self.sheet.is_empty(index):
            return
        if self.sheet.cell(index.row(), index.column()).can_be_typed:
            self.typed.emit(address, "")
        else:
            self.opened.emit(address)

    def block(self) -> list[QModelIndex]:
        """The cells that can be typed into among those chosen, row by row."""
        chosen = [each for each in self.selectedIndexes() if self.sheet.address(each)]
        return sorted(chosen, key=lambda each: (each.row(), each.column()))

    def holds_block(self) -> bool:
        """Whether more than the cell of the cursor is chosen."""
        return len(self.selectionModel().selectedIndexes()) > 1

    def _block_text(self) -> str:
        """What is chosen as a spreadsheet takes it."""
        lines: dict[int, list[str]] = {}
        for index in self.block():
            lines.setdefault(index.row(), []).append(self.sheet.text(index))
        return "\n".join("\t".join(cells) for cells in lines.values())

    def _as_before(self) -> None:
        """The same as the week before; nothing where that is empty or in doubt."""
        index = self.currentIndex()
        address = self.sheet.address(index)
        before = self.sheet.index(index.row(), index.column() - 1)
        if address is None or self.sheet.address(before) is None or self.sheet.doubt(before):
            return
        if only_looked_at(self):
            return
        text = str(before.data(Qt.ItemDataRole.EditRole))
        if text and self.sheet.cell(index.row(), index.column()).can_be_typed:
            self.typed.emit(address, text)

    def _paste(self) -> None:
        address = self.address()
        text = QGuiApplication.clipboard().text().strip("\r\n")
        if address is None or not text or only_looked_at(self):
            return
        if "\n" in text or "\t" in text:
            self.pasted.emit(address, text)
        else:
            self.begin(text.strip())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self.go_to(index):
            self.begin()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self.finish()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.address() is not None:
            self._stretch_to(index)
        elif self.sheet.address(index) is not None:
            self.go_to(index)
        elif index.isValid() and self.sheet.typed_columns:
            self.go_to(self.sheet.index(index.row(), self.sheet.typed_columns.start))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self.address() is not None:
            self._stretch_to(self.indexAt(event.position().toPoint()))

    def _stretch_to(self, index: QModelIndex) -> None:
        """Choose all cells from that of the cursor to this one."""
        if self.sheet.address(index) is not None:
            block = QItemSelection(self.currentIndex(), index)
            self.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.sheet.rowCount():
            self.go_to(self.sheet.index(0, self.sheet.typed_columns.start))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
