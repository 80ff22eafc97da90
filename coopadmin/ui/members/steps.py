"""The steps of a longer piece of work, with the one of now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _


class Steps(QWidget):
    """Circles with numbers on a line: what is done has a check, the step of now is full."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._now = tuple(names), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_now(0)

    @property
    def now(self) -> int:
        """The step of now, counted from 0."""
        return self._now

    def set_now(self, step: int) -> None:
        self._now = step
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(
                number=step + 1, count=len(self._names), name=self._names[step]
            )
        )
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        pad, dot, gap = theme.px(18), theme.px(26), theme.px(10)
        strong = QFontMetrics(theme.font(Role.NAME))
        words = [strong.horizontalAdvance(name) for name in self._names]
        used = sum(words) + len(words) * (dot + 2 * gap) + 2 * pad
        spare = (self.width() - used) / (len(words) - 1)
        # Where the words do not fit, only those of the step of now are written.
        short = spare < theme.px(16)
        if short:
            used = words[self._now] + len(words) * (dot + 2 * gap) + 2 * pad
            spare = (self.width() - used) / (len(words) - 1)
        left = float(pad)
        for number, name in enumerate(self._names):
            self._draw_dot(painter, QRectF(left, (self.height() - dot) / 2, dot, dot), number)
            left += dot + gap
            if not short or number == self._now:
                painter.setFont(theme.font(Role.NAME if number == self._now else Role.BODY))
                painter.setPen(theme.colour("ink" if number <= self._now else "ink2"))
                place = QRectF(left, 0, words[number] + 4, self.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
                left += painter.fontMetrics().horizontalAdvance(name)
            left += gap
            if number < len(self._names) - 1:
                room = spare + (words[number] - painter.fontMetrics().horizontalAdvance(name))
                wide = max(room if not short else spare, theme.px(8))
                middle = self.height() / 2
                ink = "primary" if number < self._now else "line"
                painter.fillRect(QRectF(left, middle - 1, wide - gap, 2), theme.colour(ink))
                left += wide

    def _draw_dot(self, painter: QPainter, box: QRectF, number: int) -> None:
        done, now = number < self._now, number == self._now
        painter.setPen(QPen(theme.colour("primary" if done or now else "line_strong"), 1))
        painter.setBrush(theme.colour("primary" if now else "tint" if done else "surface"))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            side = theme.px(16)
            picture = icons.pixmap("check", "link", 16, self.devicePixelRatioF())
            inset = (box.width() - side) / 2
            painter.drawPixmap(round(box.left() + inset), round(box.top() + inset), picture)
            return
        painter.setFont(theme.font(Role.LABEL))
        painter.setPen(theme.colour("on_primary" if now else "ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number + 1))
