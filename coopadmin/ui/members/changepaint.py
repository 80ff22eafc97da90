"""How a changed value is drawn in the dry run: the old one struck through, the new one bold."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.columns import Column
from coopadmin.ui.kit.rowpaint import RowPainter
from coopadmin.ui.kit.theme import Role
from coopadmin.words import count, ngettext

WHAT = "what"


class ChangePainter(RowPainter):
    """Draws the cell *what happens* of a changed line in two lines: the fields, then old and new.

    A row shows changes by a method `changes` that gives name, old and new words.
    """

    def _draw_words(
        self, painter: QPainter, room: QRect, column: Column, row: Any, ink: str, selected: bool
    ) -> None:
        changes = row.changes() if column.key == WHAT else []
        if not changes:
            super()._draw_words(painter, room, column, row, ink, selected)
            return
        caption, body = theme.font(Role.CAPTION), theme.font(Role.BODY)
        small, plain = QFontMetrics(caption), QFontMetrics(body)
        both = small.height() + plain.height()
        top = room.top() + (room.height() - both) // 2
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(caption)
        painter.setPen(theme.colour("ink2"))
        head = QRect(room.left(), top, room.width(), small.height())
        fields = ", ".join(field for field, _before, _now in changes)
        if len(changes) > 1:
            fields = ngettext(
                "{count} field: {fields}", "{count} fields: {fields}", len(changes)
            ).format(count=count(len(changes)), fields=fields)
        painter.drawText(
            head, middle, small.elidedText(fields, Qt.TextElideMode.ElideRight, room.width())
        )
        line = QRect(room.left(), head.bottom() + 1, room.width(), plain.height())
        _field, before, now = changes[0]
        self._draw_change(painter, line, before, now, selected)

    def _draw_change(
        self, painter: QPainter, line: QRect, before: str, now: str, selected: bool
    ) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        side, gap = theme.px(16), theme.px(8)
        old = theme.font(Role.BODY)
        strong = QFontMetrics(theme.font(Role.NAME))
        plain = QFontMetrics(old)
        new_wide = strong.horizontalAdvance(now)
        # The new value counts most: the old one gives way first.
        least = theme.px(48)
        room_old = max(line.width() - new_wide - side - 2 * gap, least)
        shown = plain.elidedText(before, Qt.TextElideMode.ElideRight, room_old)
        wide = plain.horizontalAdvance(shown)
        painter.setFont(old)
        painter.setPen(theme.colour("ink2" if selected else "ink3"))
        painter.drawText(line, middle, shown)
        height = line.center().y() + 0.5
        painter.drawLine(QPointF(line.left(), height), QPointF(line.left() + wide, height))
        left = line.left() + wide + gap
        ratio = painter.device().devicePixelRatioF()
        arrow = icons.pixmap("arrow-narrow-right", "ink2", 16, ratio)
        painter.drawPixmap(left, line.top() + (line.height() - side) // 2, arrow)
        left += side + gap
        rest = QRect(left, line.top(), line.right() - left + 1, line.height())
        painter.setFont(theme.font(Role.NAME))
        painter.setPen(theme.colour("ink"))
        painter.drawText(
            rest, middle, strong.elidedText(now, Qt.TextElideMode.ElideRight, rest.width())
        )
