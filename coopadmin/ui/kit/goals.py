"""How far something is with an aim: a bar with a tick at what would be done by now."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Role

BAR, TICK = 8, 16
LINE, SIDE = 22, 6


class GoalBar(QWidget):
    """How much is done, with a tick at what would be done by now; `says` is for who cannot see."""

    def __init__(self, done: float, due: float, says: str) -> None:
        super().__init__()
        self._done, self._due = done, due
        self.setAccessibleName(says)
        self.setFixedHeight(theme.px(TICK))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _draw(painter, QRectF(self.rect()), self._done, self._due)


class GoalRow(QAbstractButton):
    """An aim that opens what it is of: its name, how far it is in words, and the bar."""

    def __init__(self, name: str, words: str, done: float, due: float) -> None:
        super().__init__()
        self.name, self.words = name, words
        self._done, self._due = done, due
        self.setAccessibleName(f"{name}: {words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(188), theme.px(LINE + TICK + 2 * SIDE))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme.px(SIDE)
        room = self.rect().adjusted(0, side, 0, -side)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("subtle"))
        line = QRect(room.left(), room.top(), room.width(), theme.px(LINE))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font(Role.NOTE))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | middle, self.words)
        taken = painter.fontMetrics().horizontalAdvance(self.words) + theme.px(10)
        painter.setFont(theme.font(Role.LABEL))
        painter.setPen(theme.colour("ink"))
        left = max(0, line.width() - taken)
        shown = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, left)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | middle, shown)
        self.setToolTip(self.name if shown != self.name else "")
        bar = QRectF(room.left(), line.bottom(), room.width(), theme.px(TICK))
        _draw(painter, bar, self._done, self._due)


def _draw(painter: QPainter, box: QRectF, done: float, due: float) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    thick = theme.px(BAR)
    bar = QRectF(box.left(), box.top() + (box.height() - thick) / 2, box.width(), thick)
    for share, ink in ((1.0, "line"), (min(1.0, done), "primary")):
        painter.setBrush(theme.colour(ink))
        bar.setWidth(box.width() * share)
        painter.drawRoundedRect(bar, thick / 2, thick / 2)
    at = round(box.left() + (box.width() - 2) * min(1.0, due))
    tick = QRect(at, round(box.top()), 2, round(box.height()))
    painter.fillRect(tick, theme.colour("ink"))
