"""The left of the first page: the mark, the steps as rows, files used before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import Program
from coopadmin.ui.start.recent import UsedBeforeList
from coopadmin.ui.start.words import STEPS
from coopadmin.words import _

PANEL, SMALL_PANEL, WIDE = 304, 258, 1150
RECENT_SHOWN, RECENT_LARGE, LARGE = 4, 1, 1.2
SMALL_TEXT = 115


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(44), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.draw_mark(QPainter(self), QRectF(self.rect()))


class StepRow(QAbstractButton):
    """A step on the left: its number, or a check when it is done and can be opened again."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self._number, self._state = number, "later"
        self.setText(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_state("later")

    def set_state(self, state: str) -> None:
        """`here`, `done`, `skipped` or `later`; what is behind us can be opened again."""
        self._state = state
        self.setEnabled(state in ("done", "skipped"))
        said = {"here": _("now"), "done": _("done"), "skipped": _("skipped"), "later": ""}[state]
        whole = _("Step {number}: {title}").format(number=self._number, title=self.text())
        self.setAccessibleName(f"{whole}, {said}" if said else whole)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, side = self._state == "here", theme.px(26)
        circle = QRect(0, (self.height() - side) // 2, side, side)
        painter.setPen(QPen(theme.colour("primary" if here else "line_strong"), 1.5))
        painter.setBrush(theme.colour("primary" if here else "sidebar"))
        painter.drawEllipse(QRectF(circle).adjusted(1, 1, -1, -1))
        if self._state in ("done", "skipped"):
            size = theme.px(16)
            sign = "check" if self._state == "done" else "minus"
            picture = icons.pixmap(sign, "link", 16, self.devicePixelRatioF())
            inset = (side - size) // 2
            painter.drawPixmap(circle.left() + inset, circle.top() + inset, picture)
        else:
            painter.setFont(theme.font(Role.HEAD))
            painter.setPen(theme.colour("on_primary" if here else "ink2"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.setFont(theme.font(Role.NAME if here else Role.BODY))
        painter.setPen(theme.colour("ink" if here else "ink2"))
        room = self.rect().adjusted(side + theme.px(12), 0, 0, 0)
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class StepPanel(QWidget):
    """`back_to(number)` when a step behind us is clicked, `opened(path)` for a file used before."""

    back_to = Signal(int)
    opened = Signal(object)

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), theme.px(28), theme.px(16), theme.px(24))
        column.setSpacing(theme.px(6))
        column.addLayout(self._head())
        column.addSpacing(theme.px(22))
        self.rows = [StepRow(number, _(title)) for number, title in enumerate(STEPS, 1)]
        for number, row in enumerate(self.rows):
            row.clicked.connect(partial(self._clicked, number))
            column.addWidget(row)
        column.addStretch(1)
        self.used = UsedBeforeList(program, RECENT_SHOWN if theme.scale() < LARGE else RECENT_LARGE)
        self.used.chosen.connect(self.opened.emit)
        column.addWidget(self.used)
        column.addStretch(1)
        note = QHBoxLayout()
        note.setSpacing(theme.px(12))
        note.addWidget(IconLabel("device-laptop", "ink2", 20), 0, Qt.AlignmentFlag.AlignTop)
        quiet = _("Everything stays on this computer. Nothing goes to the internet.")
        note.addWidget(Text(quiet, Role.CAPTION, "ink2", wrap=True), 1)
        column.addLayout(note)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(_Mark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Coopadmin", Role.CARD))
        # Beside large letters there is no room for it.
        if theme.text_scale() <= SMALL_TEXT:
            subtitle = Text(_("Administration of cooperatives"), Role.NOTE, "ink2", wrap=True)
            words.addWidget(subtitle)
        head.addLayout(words, 1)
        return head

    def fit_room(self, width: int) -> None:
        """Narrower in a window that is not wide for the size of its text."""
        wide = width / theme.scale() >= WIDE
        self.setFixedWidth(theme.px(PANEL if wide else SMALL_PANEL))

    def _clicked(self, number: int, _on: bool = False) -> None:
        self.back_to.emit(number)
