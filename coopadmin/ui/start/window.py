"""The first page: steps on the left, one question at a time on the right, files used before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coopadmin.cooperative.rules import NewCooperative
from coopadmin.kernel.problem import Refused
from coopadmin.store import StoreTrouble
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.busy import ProgressRow
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.message import BAD, Messages
from coopadmin.ui.kit.text import IconLabel, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.program import NewFile, Program
from coopadmin.ui.start.cards import LOOK_AROUND, ChoiceCard
from coopadmin.ui.start.recent import UsedBeforeList
from coopadmin.ui.start.steps import KindStep, NameStep, PlaceStep
from coopadmin.words import N_, _, say

STEPS = (N_("Kind of cooperative"), N_("Name and details"), N_("File and backup"))
HEADS = (
    (
        N_("What kind of cooperative is it?"),
        N_("The parts that suit it are prepared. You can change everything later."),
    ),
    (
        N_("What is it called?"),
        N_("This stands on letters, agendas and the annual report."),
    ),
    (
        N_("Where does it stay?"),
        N_("In one file on this computer, with a backup every day."),
    ),
)
PANEL, SMALL_PANEL, WIDE = 304, 258, 1150
RECENT_SHOWN, RECENT_LARGE = 4, 2
RING = 4


def _inset(step: QWidget) -> QWidget:
    """As far from the edge as the cards of the first step, which need room for their ring."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(theme.px(RING), theme.px(RING), theme.px(RING), 0)
    column.addWidget(step)
    return around


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
        """`here`, `done` or `later`."""
        self._state = state
        self.setEnabled(state == "done")
        said = {"here": _("now"), "done": _("done"), "later": ""}[state]
        whole = _("Step {number}: {title}").format(number=self._number, title=self.text())
        self.setAccessibleName(f"{whole}, {said}" if said else whole)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here, side = self._state == "here", theme.px(26)
        circle = QRect(0, (self.height() - side) // 2, side, side)
        painter.setPen(QPen(theme.colour("primary" if here else "line_strong"), 1.5))
        painter.setBrush(theme.colour("primary" if here else "sidebar"))
        painter.drawEllipse(QRectF(circle).adjusted(1, 1, -1, -1))
        if self._state == "done":
            size = theme.px(16)
            picture = icons.pixmap("check", "link", 16, self.devicePixelRatioF())
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


class StartWindow(QMainWindow):
    """Begins a file, opens one, or shows an invented cooperative."""

    closed = Signal()

    def __init__(self, program: Program, today: date) -> None:
        super().__init__()
        self._program, self._today = program, today
        self.setWindowIcon(icons.mark_icon())
        self.resize(1366, 768)
        self.step = 0
        self._wanted: NewCooperative | None = None
        theme.changed().connect(self._dressed)
        self._build()
        self.ring = FocusRing(self)
        self.show_step(0)

    # Building.

    def _build(self) -> None:
        self.setWindowTitle(_("Begin – Coopadmin"))
        self.setMinimumSize(min(theme.px(900), 1280), min(theme.px(560), 640))
        whole = QWidget()
        whole.setObjectName("ground")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._panel = self._left()
        across.addWidget(self._panel)
        right = QVBoxLayout()
        right.setContentsMargins(theme.px(36), theme.px(24), theme.px(36), theme.px(14))
        right.setSpacing(theme.px(4))
        self._title, self._note = Text("", Role.TITLE), Text("", Role.BODY, "ink2", wrap=True)
        self.messages = Messages()
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(RING), 0, theme.px(RING), theme.px(6))
        head.setSpacing(theme.px(4))
        for part in (self._title, self._note, self.messages):
            head.addWidget(part)
        right.addLayout(head)
        self.kinds = KindStep()
        self.names = NameStep(self._today)
        self.places = PlaceStep(self._program, self._today)
        self.kinds.chosen.connect(self._kind_chosen)
        self.names.saved.connect(self._named)
        self.places.saved.connect(self._placed)
        self.stack = QStackedWidget()
        for step in (self.kinds, _inset(self.names), _inset(self.places)):
            self.stack.addWidget(step)
        right.addWidget(self.stack, 1)
        self.progress = ProgressRow()
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.px(RING), theme.px(8), theme.px(RING), 0)
        foot.setSpacing(theme.px(10))
        foot.addWidget(self.progress)
        foot.addWidget(Rule())
        foot.addLayout(self._foot())
        right.addLayout(foot)
        across.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _left(self) -> QWidget:
        panel = QWidget()
        panel.setObjectName("sidebar")
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(panel)
        column.setContentsMargins(theme.px(24), theme.px(28), theme.px(16), theme.px(24))
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(_Mark())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text("Coopadmin", Role.CARD))
        words.addWidget(Text(_("Administration of cooperatives"), Role.NOTE, "ink2", wrap=True))
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addSpacing(theme.px(22))
        self.rows = [StepRow(number, _(title)) for number, title in enumerate(STEPS, 1)]
        for number, row in enumerate(self.rows):
            row.clicked.connect(partial(self._back_to, number))
            column.addWidget(row)
        column.addStretch(1)
        self._add_recent(column)
        column.addStretch(1)
        note = QHBoxLayout()
        note.setSpacing(theme.px(12))
        note.addWidget(IconLabel("device-laptop", "ink2", 20), 0, Qt.AlignmentFlag.AlignTop)
        quiet = _("Everything stays on this computer. Nothing goes to the internet.")
        note.addWidget(Text(quiet, Role.CAPTION, "ink2", wrap=True), 1)
        column.addLayout(note)
        return panel

    def _add_recent(self, column: QVBoxLayout) -> None:
        self.used = UsedBeforeList(
            self._program, RECENT_SHOWN if theme.scale() < 1.2 else RECENT_LARGE
        )
        self.used.chosen.connect(self._open)
        column.addWidget(self.used)

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.have_button = Button(
            _("I have a file or a backup already"), self._program.choose, QUIET, "folder-open"
        )
        self._place = Text("", Role.NOTE, "ink2")
        self.back_button = Button(_("Back"), self._back, icon="chevron-left")
        self.stop_button = Button(_("Close"), self.close)
        self.next_button = Button("", self.go_on, PRIMARY)
        self.next_button.trailing_icon = "arrow-right"
        row.addWidget(self.have_button)
        row.addStretch(1)
        for part in (self._place, self.stop_button, self.back_button, self.next_button):
            row.addWidget(part)
        return row

    # Steps.

    def show_step(self, number: int) -> None:
        """Show a step and put the focus on its first question."""
        self.step = number
        title, note = HEADS[number]
        self._title.setText(_(title))
        self._note.setText(_(note))
        self.messages.clear()
        self.stack.setCurrentIndex(number)
        self._show_state()
        if number == 0:
            self.kinds.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.names if number == 1 else self.places).focus_first()

    def _show_state(self) -> None:
        looking = self.step == 0 and self.kinds.key() == LOOK_AROUND
        for number, row in enumerate(self.rows):
            row.set_state("done" if number < self.step else "here")
            if number > self.step:
                row.set_state("later")
        place = _("Step {number} of {count}").format(number=self.step + 1, count=len(STEPS))
        self._place.setText("" if looking else place)
        words = _("Make the file") if self.step == len(STEPS) - 1 else _("Continue")
        self.next_button.setText(_("Look around") if looking else words)
        self.next_button.updateGeometry()
        self.back_button.setVisible(self.step > 0)
        self.have_button.setVisible(self.step == 0)
        self.stop_button.setVisible(self.step == 0)

    def _kind_chosen(self, _key: str) -> None:
        self._show_state()

    def go_on(self) -> None:
        """The next step, when this one is right; the last one makes the file."""
        if self.step == 0 and self.kinds.key() == LOOK_AROUND:
            self._look_around()
        elif self.step == 0:
            self.names.kind = self.kinds.key()
            self.show_step(1)
        else:
            (self.names if self.step == 1 else self.places).submit()

    def _named(self, wanted: NewCooperative) -> None:
        self._wanted = wanted
        self.places.suggest(wanted.name)
        self.show_step(2)

    def _placed(self, place: dict[str, Any]) -> None:
        if self._wanted is None:
            return
        try:
            self._program.found(NewFile(new=self._wanted, **place))
        except Refused as refused:
            self._tell([say(problem) for problem in refused.problems])
        except StoreTrouble as trouble:
            self._tell([say(trouble.problem)])

    def _tell(self, sentences: Sequence[str]) -> None:
        self.messages.clear()
        for sentence in sentences:
            self.messages.show_message(BAD, sentence)

    def _look_around(self) -> None:
        task = self._program.look_around()
        if task is not None:
            self.next_button.refuse(_("The example is being made."))
            self.progress.follow(task)
            task.ended.connect(lambda: self.next_button.refuse(""))

    def _open(self, path: Path) -> None:
        self._program.open(path)

    def _back(self) -> None:
        if self.step:
            self.show_step(self.step - 1)

    def _back_to(self, number: int, _on: bool = False) -> None:
        if number < self.step:
            self.show_step(number)

    # Keys, room, language.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and not isinstance(focused, ChoiceCard):
                focused.click()
            else:
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape and self.step:
            self._back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / theme.scale() >= WIDE
        self._panel.setFixedWidth(theme.px(PANEL if wide else SMALL_PANEL))

    def _dressed(self, sizes_changed: bool) -> None:
        if sizes_changed:
            self.rebuild()

    def rebuild(self) -> None:
        """Build everything anew, for another size of text or language, with what was typed."""
        kind, name, place = self.kinds.key(), self.names.draft(), self.places.draft()
        step = self.step
        self._build()
        self.kinds.choose(kind)
        self.names.restore(name)
        self.places.restore(place)
        self.show_step(step)
        wide = self.width() / theme.scale() >= WIDE
        self._panel.setFixedWidth(theme.px(PANEL if wide else SMALL_PANEL))

    def closeEvent(self, event: QCloseEvent) -> None:
        theme.changed().disconnect(self._dressed)
        super().closeEvent(event)
        self.closed.emit()
