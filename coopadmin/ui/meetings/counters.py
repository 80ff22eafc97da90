"""Counters of votes: a card per kind with its number, keys, plus and minus; and the bar of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QSizePolicy, QSpinBox, QWidget

from coopadmin.meetings.rules import Ballots
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import IconButton
from coopadmin.ui.kit.hints import cap_width, draw_cap
from coopadmin.ui.kit.theme import Role
from coopadmin.words import N_, _, count

MOST = 99_999
HEIGHT, SIDE = 104, 26


@dataclass(frozen=True)
class Kind:
    """A kind of vote: its field in `Ballots`, its word, its key, the colour of its edge."""

    name: str
    word: str
    key: str
    colour: str


KINDS = (
    Kind("votes_for", N_("For"), "V", "c1"),
    Kind("votes_against", N_("Against"), "T", "c2"),
    Kind("votes_blank", N_("Blank"), "B", "line_strong"),
    Kind("votes_invalid", N_("Invalid"), "G", "line_strong"),
    Kind("votes_abstained", N_("Abstained"), "O", "c4"),
)
BY_KEY = {kind.key: kind for kind in KINDS}


class Counter(QSpinBox):
    """One number of votes: typed, or counted with plus and minus; Up and Down do the same.

    It draws itself as a card and stays a spin box for a screen reader. Letters are left to what
    it lies in, which knows the keys of all counters.
    """

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self.warned = False
        self.setRange(0, MOST)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setFrame(False)
        self.setAccessibleName(_(kind.word))
        self.setAccessibleDescription(
            _("Key {key} adds one, Shift+{key} takes one off").format(key=kind.key)
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.minus = self._button("minus", _("{kind}: one less"), -1)
        self.plus = self._button("plus", _("{kind}: one more"), 1)
        self.restyle()

    def _button(self, icon: str, name: str, step: int) -> IconButton:
        said = name.format(kind=_(self.kind.word))
        button = IconButton(icon, said, lambda: self.step_by(step), boxed=True, changes=True)
        button.setParent(self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedSize(theme.px(SIDE), theme.px(SIDE))
        return button

    def step_by(self, step: int) -> None:
        """Count one more or less; never under nothing."""
        if self.isEnabled():
            self.setValue(self.value() + step)

    def set_warned(self, warned: bool) -> None:
        if warned != self.warned:
            self.warned = warned
            self.restyle()

    def restyle(self) -> None:
        face = theme.font(Role.FIGURE if self.width() < theme.px(72) else Role.COUNT)
        self.setFont(face)
        ink = theme.colour("warn" if self.warned else "ink")
        self.lineEdit().setStyleSheet(
            f"border: none; background: transparent; padding: 0; color: {ink.name()};"
            f"selection-background-color: {theme.colour('select').name()};"
            f"selection-color: {ink.name()};"
        )
        self.lineEdit().setFont(face)
        self.setFixedHeight(theme.px(HEIGHT))
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(96), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), theme.px(HEIGHT))

    def _place(self) -> None:
        side, pad = theme.px(SIDE), theme.px(6)
        top = self.height() - side - pad
        self.minus.move(pad, top)
        self.plus.move(self.width() - side - pad, top)
        line = QRect(theme.px(3), theme.px(29), self.width() - theme.px(6), theme.px(44))
        self.lineEdit().setGeometry(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if hasattr(self, "plus"):
            self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # A digit begins a new number, whichever way one came here.
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.isalpha() or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape.addRoundedRect(box, theme.px(6), theme.px(6))
        painter.fillPath(shape, theme.colour("surface"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(0, 0, self.width(), theme.px(5), theme.colour(self.kind.colour))
        painter.restore()
        painter.setPen(QPen(theme.colour("warn_mark" if self.warned else "line_strong"), 1))
        painter.drawPath(shape)
        left = theme.px(5)
        room = QRect(left, theme.px(9), self.width() - 2 * left, theme.px(22))
        face, word = theme.font(Role.LABEL), _(self.kind.word)
        if QFontMetrics(face).horizontalAdvance(word) > room.width():
            face = theme.font(Role.CHIP)
        painter.setFont(face)
        painter.setPen(theme.colour("ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)
        cap = cap_width(self.kind.key)
        between = self.plus.x() - self.minus.geometry().right()
        if cap <= between:
            middle = (self.width() - cap) / 2
            where = QRectF(middle, self.minus.y() + theme.px(3), cap, theme.px(20))
            draw_cap(painter, where, self.kind.key)


class VoteBar(QWidget):
    """All votes of the room as one bar; what is not counted yet stays empty."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, ballots: Ballots, room: int) -> None:
        self._counts = {kind.name: getattr(ballots, kind.name) for kind in KINDS}
        self._room = room
        parts = [f"{_(kind.word)} {count(self._counts[kind.name])}" for kind in KINDS]
        self.setAccessibleName(_("Votes counted: {votes}").format(votes=", ".join(parts)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), theme.px(3), theme.px(3))
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), theme.colour("sunken"))
        whole = max(self._room, sum(self._counts.values()))
        if not whole:
            return
        left = 0.0
        for kind in KINDS:
            wide = self.width() * self._counts.get(kind.name, 0) / whole
            if wide:
                token = "ghost" if kind.colour == "line_strong" else kind.colour
                part = QRectF(left, 0, max(1.0, wide - 1), self.height())
                painter.fillRect(part, theme.colour(token))
                left += wide
