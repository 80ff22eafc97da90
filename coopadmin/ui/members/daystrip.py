"""The register on another day: a line above the list to type the day in, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from coopadmin.kernel.calendar import BookYear, parse_date
from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Action, Button, MenuButton
from coopadmin.ui.kit.inputs import Line, mark_wrong
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_long, date_short, say

PAUSE_MS = 400


class DayStrip(QFrame):
    """Shown while another day than today is looked at; `day_chosen(day)`, None for today."""

    day_chosen = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("inner")
        self._today = today
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(7), theme.px(8), theme.px(7))
        row.setSpacing(theme.px(10))
        label = Text(_("Members on"), Role.LABEL)
        self.line = Line(_("31-12-2025"), Role.AMOUNT)
        self.line.setAccessibleName(_("Day of the register"))
        self.line.setFixedWidth(theme.px(120))
        label.setBuddy(self.line)
        self._reading = Elided("", Role.NOTE, "ink2")
        self._back = Button(_("Back to today"), lambda: self.day_chosen.emit(None), QUIET)
        row.addWidget(label)
        row.addWidget(self.line)
        row.addWidget(self._reading, 1)
        row.addWidget(self._back)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.returnPressed.connect(self._read)
        self.hide()

    def show_day(self, day: date | None) -> None:
        """Show the day looked at; None hides the line."""
        self.setVisible(day is not None)
        if day is None:
            return
        if not self.line.hasFocus():
            self.line.setText(f"{day.day}-{day.month}-{day.year}")
        self._say(_("The register as it stood on {day}").format(day=date_long(day)))

    def ask(self) -> None:
        """Show the line empty, to type another day."""
        self.show()
        self.line.clear()
        self._say(_("Type a day, such as 31-12-2025 or 1 jan."))
        self.line.setFocus()

    def _say(self, words: str, ink: str = "ink2") -> None:
        self._reading.setText(words)
        self._reading.set_ink(ink)
        mark_wrong(self.line, ink == "bad")

    def _typed(self) -> None:
        mark_wrong(self.line, False)
        self._pause.start()

    def _read(self) -> None:
        self._pause.stop()
        text = self.line.text()
        if not text.strip():
            return
        try:
            day = parse_date(text, self._today())
        except Refused as refused:
            self._say(say(refused.problems[0]), "bad")
            return
        self.day_chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.day_chosen.emit(None)
        else:
            super().keyPressEvent(event)


class DayMenu(MenuButton):
    """In the head of the page: which day the register is shown on, and the usual other days."""

    def __init__(self, choose: Callable[[date | None], object], ask: Callable[[], object]) -> None:
        super().__init__(_("Today"), icon="calendar")
        self._choose, self._ask = choose, ask
        self.setToolTip(_("Show the register on another day"))

    def show_day(self, day: date | None, today: date, year: BookYear) -> None:
        """`day` is None for today; `year` the book year of today, whose ends are offered."""
        self.setText(_("Today") if day is None else date_short(day))
        self.setAccessibleName(_("Register on {day}").format(day=date_long(day or today)))
        days = (year.first, year.first - timedelta(days=1), year.last)
        self.set_actions(
            [
                Action(_("Today"), partial(self._choose, None)),
                *(Action(date_long(one), partial(self._choose, one)) for one in days),
                Action(_("Another day…"), self._ask),
            ]
        )
        self.updateGeometry()
