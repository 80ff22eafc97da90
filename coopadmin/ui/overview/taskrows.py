"""The list of tasks: a tile with the day, what and why, and the button that goes there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.desk.queries import Task, time_left, urgency
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import SMALL, Button
from coopadmin.ui.kit.text import Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_long, months_short

ROW = 58


class Tile(QWidget):
    """The day and month of a task on the ground of its urgency, or the icon of one without day."""

    def __init__(self, due: date | None, tone: str, icon: str) -> None:
        super().__init__()
        self._due, self._tone, self._icon = due, tone, icon
        self.setFixedSize(theme.px(52), theme.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self._tone if self._due is not None else "info"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{tone}_bg" if tone else "sunken"))
        painter.drawRoundedRect(self.rect(), theme.px(6), theme.px(6))
        if self._due is None:
            side = theme.px(20)
            picture = icons.pixmap(self._icon, "info", 20, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
            return
        painter.setPen(theme.colour(tone or "ink2"))
        painter.setFont(theme.font(Role.CARD))
        middle = Qt.AlignmentFlag.AlignCenter
        half = round(self.height() * 0.56)
        painter.drawText(QRect(0, theme.px(2), self.width(), half), middle, str(self._due.day))
        painter.setFont(theme.font(Role.HEAD))
        below = QRect(0, half - theme.px(1), self.width(), self.height() - half)
        painter.drawText(below, middle, months_short()[self._due.month - 1])


class TaskRow(QWidget):
    """One task; `wanted` when its button is pressed."""

    wanted = Signal(object)

    def __init__(self, task: Task, today: date) -> None:
        super().__init__()
        self.task = task
        tone = urgency(task.due, today)
        self.setFixedHeight(theme.px(ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(14))
        row.addWidget(Tile(task.due, tone, task.icon))
        words = QVBoxLayout()
        words.setSpacing(theme.px(1))
        words.addStretch(1)
        words.addWidget(Elided(task.title, Role.NAME))
        below = QHBoxLayout()
        below.setSpacing(theme.px(6))
        when = time_left(task.due, today) if task.due is not None and tone else ""
        if when:
            below.addWidget(Text(when, Role.LABEL, tone))
            below.addWidget(Text("·", Role.NOTE, "ink2"))
        below.addWidget(Elided(task.why, Role.NOTE, "ink2"), 1)
        words.addLayout(below)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.button = Button(task.button, lambda: self.wanted.emit(task), SMALL)
        day = date_long(task.due) if task.due is not None else ""
        said = (task.button + ": " + task.title, day, when, task.why)
        self.button.setAccessibleName(", ".join(part for part in said if part))
        row.addWidget(self.button)


class TaskList(QScrollArea):
    """All tasks, those with a day first; arrows walk over their buttons, Enter presses."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("To do"))
        self.rows: list[TaskRow] = []
        self._shown: tuple[Sequence[Task], date] | None = None

    def set_tasks(self, tasks: Sequence[Task], today: date) -> None:
        """Show these; the focus stays on the same task, or on the next one when it is gone."""
        if self._shown == (tasks, today):
            return
        self._shown = (tasks, today)
        here = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        kept = self.rows[here].task if here >= 0 else None
        scrolled = self.verticalScrollBar().value()
        # A new inside, whole at once: one that grows while it is shown gets its size too late.
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()
        self.setWidget(self._filled(tasks, today))
        self.verticalScrollBar().setValue(scrolled)
        if kept is not None and self.rows:
            same = [
                n
                for n, row in enumerate(self.rows)
                if (row.task.code, row.task.about) == (kept.code, kept.about)
            ]
            self.focus_row(same[0] if same else min(here, len(self.rows) - 1))

    def _filled(self, tasks: Sequence[Task], today: date) -> QWidget:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows = []
        for task in tasks:
            if task.due is None and self.rows and self.rows[-1].task.due is not None:
                heading = Text(_("Without a day"), Role.LABEL, "ink2")
                heading.setFixedHeight(theme.px(32))
                heading.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
                column.addWidget(heading)
                column.addWidget(Rule())
            row = TaskRow(task, today)
            row.wanted.connect(self.wanted)
            self.rows.append(row)
            column.addWidget(row)
            column.addWidget(Rule())
        column.addStretch(1)
        return inside

    def focus_row(self, number: int) -> None:
        """Put the focus on the button of one task and bring it into view."""
        row = self.rows[number]
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, theme.px(8))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(ROW * 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        key = event.key()
        if here >= 0 and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows[here].button.click()
        elif here >= 0 and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            there = here + (1 if key == Qt.Key.Key_Down else -1)
            if 0 <= there < len(self.rows):
                self.focus_row(there)
        else:
            super().keyPressEvent(event)
