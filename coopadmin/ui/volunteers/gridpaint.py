"""How the sheet of hours is drawn: its cells, the head in two lines, and the row of totals."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.volunteers.gridmodel import NAME, Index, SheetModel, remark_icon, split_figure

PAD, EDGE, ROW, HEAD, REMARK = 12, 16, 33, 46, 20
MIDDLE, RIGHT = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
STAY, DOWN, UP, NEXT, BEFORE = "stay", "down", "up", "next", "before"
_STEPS = {
    Qt.Key.Key_Return: DOWN,
    Qt.Key.Key_Enter: DOWN,
    Qt.Key.Key_Down: DOWN,
    Qt.Key.Key_Up: UP,
    Qt.Key.Key_Tab: NEXT,
    Qt.Key.Key_Backtab: BEFORE,
}


def figure_room(cell: QRect, last: bool) -> QRect:
    """A cell of figures without its padding."""
    return cell.adjusted(theme.px(4), 0, -theme.px(EDGE if last else PAD), 0)


def draw_figure(painter: QPainter, room: QRect, text: str, fraction: str) -> None:
    """A figure at the right, its comma under that of the widest fraction of the column."""
    whole, rest = split_figure(text)
    metrics = painter.fontMetrics()
    at = room.right() + 1 - metrics.horizontalAdvance(fraction)
    left = QRect(room.left(), room.top(), at - room.left(), room.height())
    painter.drawText(left, MIDDLE | RIGHT, whole)
    if rest:
        painter.drawText(QRect(at, room.top(), room.right() - at + 4, room.height()), MIDDLE, rest)


class CellPainter(QStyledItemDelegate):
    """Draws the cells, and makes the field that is typed in.

    `finished(text, step)` when typing ends, with where to go; `dropped` after Esc.
    """

    finished = Signal(str, str)
    dropped = Signal()

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(40), theme.px(ROW))

    # Drawing.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model: SheetModel = self._view.sheet
        cell: QRect = option.rect
        painter.save()
        painter.setClipRect(cell)
        chosen = self._view.selectionModel().isSelected(index) and self._view.holds_block()
        ground = "subtle" if model.is_count(index.row()) else "surface"
        painter.fillRect(cell, theme.colour("select" if chosen else ground))
        line = theme.colour("line")
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), line)
        typed = index.column() in model.typed_columns
        if typed or index.column() == NAME:
            painter.fillRect(QRect(cell.right(), cell.top(), 1, cell.height()), line)
        current = index == self._view.currentIndex()
        if index.column() == NAME:
            self._draw_name(painter, cell, index)
        elif model.doubt(index) is not None:
            self._draw_doubt(painter, cell, model.text(index))
        else:
            self._draw_value(painter, cell, index)
        if current and typed:
            self._draw_ring(painter, cell)
        painter.restore()

    def _draw_name(self, painter: QPainter, cell: QRect, index: Index) -> None:
        here = index.row() == self._view.currentIndex().row()
        painter.setFont(theme.font(Role.NAME if here else Role.BODY))
        painter.setPen(theme.colour("ink"))
        room = cell.adjusted(theme.px(EDGE), 0, -theme.px(6), 0)
        text = self._view.sheet.text(index)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, shown)

    def _draw_value(self, painter: QPainter, cell: QRect, index: Index) -> None:
        model: SheetModel = self._view.sheet
        column = index.column()
        text = model.text(index)
        room = figure_room(cell, column == model.previous_column)
        bold = column == model.total_column
        painter.setFont(theme.font(Role.STRONG_AMOUNT if bold else Role.AMOUNT))
        grey = column == model.previous_column or not text
        painter.setPen(theme.colour("ink3" if grey else "ink"))
        if text or column in model.typed_columns:
            draw_figure(painter, room, text or "·", model.fractions[column])
        if column in model.typed_columns:
            self._draw_remark(painter, cell, index)

    def _draw_remark(self, painter: QPainter, cell: QRect, index: Index) -> None:
        # Several entries, or an estimate: said in words by the tooltip and to a screen reader.
        state = self._view.sheet.cell(index.row(), index.column())
        name = remark_icon(state)
        if name:
            ratio = painter.device().devicePixelRatioF()
            side = theme.px(14)
            top = cell.top() + (cell.height() - side) // 2
            picture = icons.pixmap(name, "ink3", 14, ratio)
            painter.drawPixmap(cell.left() + theme.px(6), top, picture)

    def _draw_doubt(self, painter: QPainter, cell: QRect, text: str) -> None:
        painter.fillRect(cell, theme.colour("bad_bg"))
        painter.setPen(QPen(theme.colour("bad_mark"), 2))
        painter.drawRect(cell.adjusted(1, 1, -1, -2))
        side = theme.px(15)
        ratio = painter.device().devicePixelRatioF()
        top = cell.top() + (cell.height() - side) // 2
        picture = icons.pixmap("alert-circle", "bad_mark", 15, ratio)
        painter.drawPixmap(cell.left() + theme.px(6), top, picture)
        painter.setFont(theme.font(Role.STRONG_AMOUNT))
        painter.setPen(theme.colour("bad"))
        room = cell.adjusted(theme.px(6) + side + 3, 0, -theme.px(8), 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE | RIGHT, shown)

    def _draw_ring(self, painter: QPainter, cell: QRect) -> None:
        # Where the cursor stands is seen without the focus too, only fainter.
        focused = self._view.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.colour("focus" if focused else "line_strong"), 2 if focused else 1)
        painter.setPen(pen)
        ring = QRectF(cell).adjusted(2, 2, -2, -3)
        painter.drawRoundedRect(ring, theme.px(3), theme.px(3))

    # Typing.

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> QLineEdit:
        line = QLineEdit(parent)
        line.setObjectName("cell")
        line.setProperty("own_focus", True)
        line.setFont(theme.font(Role.STRONG_AMOUNT))
        line.setAlignment(RIGHT | MIDDLE)
        line.setTextMargins(0, 0, 0, 0)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        ink, ground, ring = (theme.colour(name).name() for name in ("ink", "surface", "focus"))
        line.setStyleSheet(
            f"QLineEdit#cell {{ background: {ground}; color: {ink}; padding: 0 {theme.px(6)}px;"
            f" border: 2px solid {ring}; border-radius: {theme.px(4)}px; }}"
        )
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is in it is put there by the view."""

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QLineEdit):
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            plain = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            step = _STEPS.get(Qt.Key(event.key())) if plain else None
            if step == DOWN and held == Qt.KeyboardModifier.ShiftModifier:
                step = UP
            if step is not None:
                self.finished.emit(watched.text(), step)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dropped.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut:
            reason = event.reason()  # type: ignore[attr-defined]
            passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if reason not in passing:
                self.finished.emit(watched.text(), STAY)
        return False


class SheetHead(QHeaderView):
    """The week over its days, right above the figures."""

    def __init__(self, view: Any) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.short = False
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(HEAD))

    def needed(self, column: int) -> int:
        """The width of the widest of both lines."""
        metrics = QFontMetrics(theme.font(Role.HEAD))
        lines = self._view.sheet.head(column, self.short)
        return max(metrics.horizontalAdvance(line) for line in lines)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        model: SheetModel = self._view.sheet
        painter.save()
        painter.fillRect(rect, theme.colour("subtle"))
        line = theme.colour("line")
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), line)
        painter.setFont(theme.font(Role.HEAD))
        grey = logicalIndex == model.previous_column
        painter.setPen(theme.colour("ink3" if grey else "ink2"))
        words = "\n".join(part for part in model.head(logicalIndex, self.short) if part)
        if logicalIndex == NAME:
            painter.drawText(rect.adjusted(theme.px(EDGE), 0, 0, 0), MIDDLE, words)
        else:
            room = figure_room(rect, logicalIndex == model.previous_column)
            painter.drawText(room.adjusted(-theme.px(4), 0, 0, 0), MIDDLE | RIGHT, words)
        painter.restore()


class SheetTotal(QWidget):
    """The sums under the columns; they stay while the people scroll."""

    def __init__(self, view: Any) -> None:
        super().__init__()
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(36))

    def show_sums(self) -> None:
        """Speak and draw the sums as they are now."""
        model: SheetModel = self._view.sheet
        parts = []
        for column in range(1, model.columnCount()):
            head = " ".join(part for part in model.head(column) if part)
            parts.append(f"{head}: {model.write(model.sum_of(column))}")
        self.setAccessibleName(", ".join([self._title(), *parts]))
        self.update()

    def _title(self) -> str:
        grid = self._view.sheet.grid
        return "" if grid is None else self._view.total_words.format(activity=grid.activity)

    def paintEvent(self, event: QPaintEvent) -> None:
        model: SheetModel = self._view.sheet
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(QRect(0, 0, self.width(), 2), theme.colour("line_strong"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        head = self._view.horizontalHeader()
        for column in range(model.columnCount()):
            if head.isSectionHidden(column):
                continue
            left, wide = head.sectionViewportPosition(column), head.sectionSize(column)
            cell = QRect(left, 2, wide, self.height() - 3)
            if column == NAME:
                self._draw_title(painter, cell)
                continue
            face: QFont = theme.font(Role.STRONG_AMOUNT)
            grey = column == model.previous_column
            painter.setFont(theme.font(Role.AMOUNT) if grey else face)
            painter.setPen(theme.colour("ink3" if grey else "ink"))
            room = figure_room(cell, grey)
            draw_figure(painter, room, model.write(model.sum_of(column)), model.fractions[column])

    def _draw_title(self, painter: QPainter, cell: QRect) -> None:
        painter.setFont(theme.font(Role.NAME))
        painter.setPen(theme.colour("ink"))
        room = cell.adjusted(theme.px(EDGE), 0, -theme.px(6), 0)
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self._title(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, words)
