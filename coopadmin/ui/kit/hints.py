"""Key caps with a word, for the keys that work here and now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.theme import Role
from coopadmin.words import key_name

GAP = 14
_ARROWS = {"Up": -90, "Down": 90, "Left": 180, "Right": 0}


@dataclass(frozen=True)
class Hint:
    """Keys that do one thing here: caps such as ("Up", "Down") or ("Ctrl+N",), and the word.

    `word` is already in the language spoken.
    """

    keys: tuple[str, ...]
    word: str


class KeyHints(QWidget):
    """A row of hints; those that do not fit are left out from the end."""

    def __init__(self) -> None:
        super().__init__()
        self._hints: tuple[Hint, ...] = ()
        self.most = 5
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        self._hints = tuple(hints)
        words = (f"{' '.join(map(key_name, hint.keys))}: {hint.word}" for hint in self._hints)
        self.setAccessibleName(", ".join(words))
        self.updateGeometry()
        self.update()

    def restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _shown(self) -> tuple[Hint, ...]:
        return self._hints[: self.most]

    def fitting(self) -> tuple[Hint, ...]:
        """Those that are painted: as many from the first as have room here."""
        shown = self._shown()
        while shown and self._wide(shown) > self.width():
            shown = shown[:-1]
        return shown

    def _wide(self, shown: Sequence[Hint]) -> int:
        return sum(map(self._width, shown)) + theme.px(GAP) * max(0, len(shown) - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._shown()), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(24))

    def _width(self, hint: Hint) -> int:
        caps = sum(cap_width(key) + theme.px(4) for key in hint.keys)
        return (
            caps + theme.px(3) + QFontMetrics(theme.font(Role.CAPTION)).horizontalAdvance(hint.word)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        left, top, height = 0, (self.height() - theme.px(20)) // 2, theme.px(20)
        for hint in self.fitting():
            for key in hint.keys:
                wide = cap_width(key)
                draw_cap(painter, QRectF(left, top, wide, height), key)
                left += wide + theme.px(4)
            left += theme.px(3)
            painter.setFont(theme.font(Role.CAPTION))
            painter.setPen(theme.colour("ink2"))
            wide = painter.fontMetrics().horizontalAdvance(hint.word)
            painter.drawText(
                QRectF(left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, hint.word
            )
            left += wide + theme.px(GAP)


def cap_width(key: str) -> int:
    """The width of one key cap."""
    head, arrow = _split(key)
    words = QFontMetrics(theme.font(Role.CHIP)).horizontalAdvance(head) if head else 0
    return max(theme.px(20), words + (theme.px(12) if arrow else 0) + theme.px(12))


def _split(key: str) -> tuple[str, str]:
    """The words of a cap, and the arrow that is drawn after them."""
    before, _plus, last = key.rpartition("+")
    if last in _ARROWS:
        return (f"{key_name(before)}+" if before else ""), last
    return key_name(key), ""


def draw_cap(painter: QPainter, box: QRectF, key: str) -> None:
    """A key cap in this box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("line_strong"), 1))
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.px(3), theme.px(3))
    head, arrow = _split(key)
    painter.setFont(theme.font(Role.CHIP))
    painter.setPen(theme.colour("ink2"))
    wide = painter.fontMetrics().horizontalAdvance(head) if head else 0
    side = theme.px(12) if arrow else 0
    left = box.left() + (box.width() - wide - side) / 2
    if head:
        painter.drawText(
            QRectF(left, box.top(), wide + 2, box.height()), Qt.AlignmentFlag.AlignVCenter, head
        )
    if arrow:
        _draw_arrow(painter, QPointF(left + wide + side / 2, box.center().y()), _ARROWS[arrow])
    painter.restore()


def _draw_arrow(painter: QPainter, middle: QPointF, degrees: int) -> None:
    """An arrow that points right at 0 degrees; the fonts of the house have none."""
    long, head = theme.px(8) / 2, theme.px(3)
    painter.save()
    painter.translate(middle)
    painter.rotate(degrees)
    painter.setPen(QPen(theme.colour("ink2"), 1.4 * theme.scale()))
    painter.drawLine(QPointF(-long, 0), QPointF(long, 0))
    painter.drawLine(QPointF(long - head, -head), QPointF(long, 0))
    painter.drawLine(QPointF(long - head, head), QPointF(long, 0))
    painter.restore()
