"""The titles over the columns of a table: painted, clicked to sort, dragged wider or elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.columns import RIGHT, Look
from coopadmin.ui.kit.theme import Role


class RowsHead(QHeaderView):
    """The titles over the columns; the arrow shows only where the person sorted."""

    released = Signal()

    def __init__(self, view: Any) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(0)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def let_arrange(self) -> None:
        """Columns may be dragged wider and to another place."""
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setSectionsMovable(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.released.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(32))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        painter.save()
        painter.fillRect(rect, theme.colour("subtle"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        column = self._view.rows.columns[logicalIndex]
        room = self._view.inside(rect, logicalIndex)
        side = Qt.AlignmentFlag.AlignLeft
        if column.look in RIGHT:
            side = Qt.AlignmentFlag.AlignRight
        elif column.look is Look.CHECK:
            side = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(theme.font(Role.HEAD))
        painter.setPen(theme.colour("ink2"))
        title = str(self._view.rows.headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room.width() + 2)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        sorted_by = self._view.rows.sorted_by
        if sorted_by and sorted_by[0] == column.key:
            wide, size = metrics.horizontalAdvance(shown), theme.px(12)
            left = (
                room.left() + wide + 4
                if side != Qt.AlignmentFlag.AlignRight
                else (room.right() - wide - size - 3)
            )
            ratio = painter.device().devicePixelRatioF()
            name = "chevron-down" if sorted_by[1] else "chevron-up"
            painter.drawPixmap(
                left,
                rect.top() + (rect.height() - size) // 2,
                icons.pixmap(name, "ink2", 12, ratio),
            )
        painter.restore()
