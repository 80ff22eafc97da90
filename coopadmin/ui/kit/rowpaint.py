"""How one cell of a table is drawn: words, figures, chips, checks, headings, selection, focus."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.columns import FIGURES, RIGHT, Column, Heading, Look
from coopadmin.ui.kit.inputs import draw_check
from coopadmin.ui.kit.rows import RowsModel, cell_text
from coopadmin.ui.kit.text import draw_chip
from coopadmin.ui.kit.theme import Role

EDGE_PAD = 16
_ROLES = {
    Look.NAME: Role.NAME,
    Look.NUMBER: Role.NUMBER,
    Look.DATE: Role.AMOUNT,
    Look.AMOUNT: Role.AMOUNT,
    Look.MUTED_AMOUNT: Role.AMOUNT,
    Look.STRONG_AMOUNT: Role.STRONG_AMOUNT,
}
_INKS = {
    Look.TEXT: "ink2",
    Look.MUTED: "ink3",
    Look.NUMBER: "ink2",
    Look.DATE: "ink2",
    Look.MUTED_AMOUNT: "ink3",
    Look.ICON: "ink2",
}


def plain(text: str) -> str:
    """Lower case without diacritics, sign for sign, so that places in both are the same."""
    return "".join(unicodedata.normalize("NFD", sign)[0].lower()[:1] for sign in text)


@lru_cache(maxsize=4096)
def marked_parts(text: str, searched: str) -> tuple[tuple[int, int], ...]:
    """Where the searched words stand in a text: (begin, end), not overlapping, in order."""
    bare, found = plain(text), []
    for word in plain(searched).split():
        start = bare.find(word)
        while start >= 0:
            found.append((start, start + len(word)))
            start = bare.find(word, start + len(word))
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def cell_font(column: Column) -> QFont:
    return theme.font(_ROLES.get(column.look, Role.BODY))


def cell_width(column: Column, row: Any) -> int:
    """The pixels that the words of a cell need, without padding."""
    return QFontMetrics(cell_font(column)).horizontalAdvance(cell_text(column, row))


class RowPainter(QStyledItemDelegate):
    """Draws every cell of every table.

    What belongs to a whole row (ground, line, bar, ring, heading) is drawn in each of its cells,
    clipped to the cell, so that any part may be painted anew by itself.
    """

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view
        self.hovered = -1
        self._fonts: dict[Look, tuple[QFont, QFontMetrics]] = {}

    def forget(self) -> None:
        """Fonts of another text scale are made anew."""
        self._fonts.clear()

    def _font(self, look: Look) -> tuple[QFont, QFontMetrics]:
        if look not in self._fonts:
            face = theme.font(_ROLES.get(look, Role.BODY))
            self._fonts[look] = (face, QFontMetrics(face))
        return self._fonts[look]

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(theme.px(40), self._view.row_height())

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        # Words that had to be shortened are shown whole; what a column says itself comes first.
        model: RowsModel = self._view.rows
        row = model.row(index.row())
        if event.type() == QEvent.Type.ToolTip and row is not None and not isinstance(row, Heading):
            column = model.columns[index.column()]
            told = column.tip(row) if column.tip else ""
            words = told or self._shortened(column, row, index)
            QToolTip.showText(event.globalPos(), words, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _shortened(
        self, column: Column, row: Any, index: QModelIndex | QPersistentModelIndex
    ) -> str:
        room = self._view.inside(self._view.visualRect(index), index.column()).width()
        room -= theme.px(26) if column.icon is not None and column.icon(row) else 0
        under = column.under(row) if column.under else ""
        small = QFontMetrics(theme.font(Role.CAPTION)).horizontalAdvance(under)
        if cell_width(column, row) <= room and small <= room:
            return ""
        return "\n".join(part for part in (cell_text(column, row), under) if part)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model: RowsModel = self._view.rows
        row, column = model.row(index.row()), model.columns[index.column()]
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(cell)
        whole = QRect(0, cell.top(), self._view.viewport().width(), cell.height())
        self._draw_ground(painter, whole, index.row(), selected, isinstance(row, Heading))
        if isinstance(row, Heading):
            self._draw_heading(painter, whole, row, model.folded(row.key))
        else:
            self._draw_cell(
                painter,
                self._view.inside(cell, index.column()).adjusted(0, 0, 0, -1),
                column,
                row,
                selected,
            )
        if self._view.hasFocus() and index.row() == self._view.currentIndex().row():
            self._draw_ring(painter, whole)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, whole: QRect, number: int, selected: bool, heading: bool
    ) -> None:
        ground = "surface"
        if selected:
            ground = "select"
        elif heading or number == self.hovered:
            ground = "subtle"
        painter.fillRect(whole, theme.colour(ground))
        painter.fillRect(
            QRect(whole.left(), whole.bottom(), whole.width(), 1), theme.colour("line")
        )
        if selected:
            bar = QRect(whole.left(), whole.top(), theme.px(4), whole.height())
            painter.fillRect(bar, theme.colour("primary"))

    def _draw_ring(self, painter: QPainter, whole: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = QRectF(whole).adjusted(2, 1, -2, -2)
        painter.drawRoundedRect(ring, theme.px(3), theme.px(3))

    def _draw_heading(self, painter: QPainter, whole: QRect, row: Heading, folded: bool) -> None:
        left, side = theme.px(EDGE_PAD), theme.px(16)
        ratio = painter.device().devicePixelRatioF()
        chevron = icons.pixmap("chevron-right" if folded else "chevron-down", "ink2", 16, ratio)
        painter.drawPixmap(left, whole.top() + (whole.height() - side) // 2, chevron)
        words = whole.adjusted(left + side + theme.px(8), 0, -theme.px(EDGE_PAD), 0)
        painter.setFont(theme.font(Role.LABEL))
        painter.setPen(theme.colour("ink"))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, row.title)
        painter.setFont(theme.font(Role.NOTE))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.note
        )

    def _draw_cell(
        self, painter: QPainter, room: QRect, column: Column, row: Any, selected: bool
    ) -> None:
        if column.look is Look.CHECK:
            on = column.checked(row) if column.checked else None
            if on is not None:
                draw_check(painter, room, on)
            return
        if column.look is Look.CHIP and column.chip is not None:
            chip = column.chip(row)
            if chip is not None:
                draw_chip(painter, room, chip.text, chip.tone, chip.icon)
            return
        if column.icon is not None and (drawn := column.icon(row)) is not None:
            side = theme.px(18)
            ratio = painter.device().devicePixelRatioF()
            name, tint = drawn
            picture = icons.pixmap(name, tint or "ink2", 18, ratio)
            painter.drawPixmap(room.left(), room.top() + (room.height() - side) // 2, picture)
            room = room.adjusted(side + theme.px(8), 0, 0, 0)
        if column.look is Look.ICON:
            return
        ink = column.ink(row) if column.ink else ""
        ink = ink or _INKS.get(column.look, "ink")
        self._draw_words(painter, room, column, row, ink, selected)

    def _draw_words(
        self, painter: QPainter, room: QRect, column: Column, row: Any, ink: str, selected: bool
    ) -> None:
        face, metrics = self._font(column.look)
        text = column.text(row)
        under = column.under(row) if column.under else ""
        line = room
        if under:
            both = metrics.height() + QFontMetrics(theme.font(Role.CAPTION)).height()
            top = room.top() + (room.height() - both) // 2
            line = QRect(room.left(), top, room.width(), metrics.height())
            below = QRect(room.left(), line.bottom() + 1, room.width(), both - metrics.height())
            painter.setFont(theme.font(Role.CAPTION))
            painter.setPen(theme.colour("ink2" if selected else "ink3"))
            below = self._draw_under_icon(painter, below, column, row)
            small = QFontMetrics(painter.font())
            shown = small.elidedText(under, Qt.TextElideMode.ElideRight, below.width())
            if column.marked and self._view.rows.marked:
                ink2 = painter.pen()
                self._draw_marks(painter, below, shown, small)
                painter.setPen(ink2)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(face)
        lead = column.lead(row) if column.lead else ""
        lead = lead if text.startswith(lead) else ""
        wider = self._lead_width(lead) - metrics.horizontalAdvance(lead) if lead else 0
        wide = metrics.horizontalAdvance(text) + wider
        if column.look in FIGURES and wide > line.width():
            self._view.widen(column.key, wide)
        elif wide > line.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width() - wider)
        if column.marked and self._view.rows.marked:
            self._draw_marks(painter, line.adjusted(wider, 0, 0, 0), text, metrics)
        painter.setPen(theme.colour(ink))
        side = Qt.AlignmentFlag.AlignRight if column.look in RIGHT else Qt.AlignmentFlag.AlignLeft
        if lead:
            painter.setFont(self._font(Look.NAME)[0])
            painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, lead)
            line, text = line.adjusted(self._lead_width(lead), 0, 0, 0), text[len(lead) :]
            painter.setFont(face)
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _lead_width(self, lead: str) -> int:
        return self._font(Look.NAME)[1].horizontalAdvance(lead)

    def _draw_under_icon(self, painter: QPainter, below: QRect, column: Column, row: Any) -> QRect:
        drawn = column.under_icon(row) if column.under_icon else None
        if drawn is None:
            return below
        side, (name, ink) = theme.px(14), drawn
        picture = icons.pixmap(name, ink, 14, painter.device().devicePixelRatioF())
        painter.drawPixmap(below.left(), below.top() + (below.height() - side) // 2, picture)
        painter.setPen(theme.colour(ink))
        return below.adjusted(side + theme.px(5), 0, 0, 0)

    def _draw_marks(self, painter: QPainter, line: QRect, text: str, metrics: QFontMetrics) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hl"))
        height = metrics.height()
        top = line.top() + (line.height() - height) // 2
        for begin, end in marked_parts(text, self._view.rows.marked):
            left = line.left() + metrics.horizontalAdvance(text[:begin])
            right = line.left() + metrics.horizontalAdvance(text[:end])
            painter.drawRoundedRect(
                QRectF(left - 1, top, right - left + 2, height), theme.px(2), theme.px(2)
            )
