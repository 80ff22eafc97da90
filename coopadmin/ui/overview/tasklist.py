"""The list of tasks: those with a day, those without, and on demand what was set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coopadmin.desk.queries import Task
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.overview.taskrows import BACK, DONE, ROW, TaskRow
from coopadmin.words import _, count, ngettext


@dataclass(frozen=True)
class Shown:
    """What the list shows: tasks that wait, those set aside, and whether they can be changed."""

    tasks: tuple[Task, ...]
    aside: tuple[Task, ...]
    today: date
    fixed: bool


class TaskList(QScrollArea):
    """Arrows walk over the buttons of the rows; Enter presses, other keys say what is wanted.

    `wished(Wish)` comes from a row, `new_wanted` when somebody wants to write one down.
    """

    wished = Signal(object)
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("To do"))
        self.rows: list[TaskRow] = []
        self.aside_button: Button | None = None
        self._shown: tuple[Shown, bool] | None = None
        self._with_aside = False

    def show_tasks(self, shown: Shown) -> None:
        """Show these; the focus stays on the same task, or on the next one when it is gone."""
        if self._shown == (shown, self._with_aside):
            return
        self._shown = (shown, self._with_aside)
        here = self.here()
        kept = self.rows[here].task.key if here >= 0 else None
        on_switch = self.aside_button is not None and self.aside_button.hasFocus()
        scrolled = self.verticalScrollBar().value()
        # A new inside, whole at once: one that grows while it is shown gets its size too late.
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()
        self.setWidget(self._filled(shown))
        self.verticalScrollBar().setValue(scrolled)
        if kept is not None and self.rows:
            keys = [row.task.key for row in self.rows]
            self.focus_row(keys.index(kept) if kept in keys else min(here, len(keys) - 1))
        elif on_switch and self.aside_button is not None:
            self.aside_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def here(self) -> int:
        """The place of the row with the focus, or -1."""
        return next((place for place, row in enumerate(self.rows) if row.has_focus()), -1)

    def _filled(self, shown: Shown) -> QWidget:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows, self.aside_button = [], None
        for part in self._parts(shown):
            column.addWidget(part)
            if not isinstance(part, EmptyState):
                column.addWidget(Rule())
        if shown.aside:
            column.addLayout(self._aside_switch(len(shown.aside)))
        column.addStretch(1)
        return inside

    def _parts(self, shown: Shown) -> Iterator[QWidget]:
        if not shown.tasks:
            yield EmptyState(
                _("Nothing to do"),
                _("What must be done in time appears here by itself."),
                icon="checks",
            )
        dated = True
        for task in shown.tasks:
            if dated and task.due is None and self.rows:
                yield _heading(_("Without a day"))
            dated = task.due is not None
            yield self._row(task, shown)
        if self._with_aside and shown.aside:
            yield _heading(_("Put off or ticked off"))
            for task in shown.aside:
                yield self._row(task, shown)

    def _row(self, task: Task, shown: Shown) -> TaskRow:
        row = TaskRow(task, shown.today, shown.fixed)
        row.wished.connect(self.wished)
        self.rows.append(row)
        return row

    def _aside_switch(self, number: int) -> QHBoxLayout:
        words = ngettext(
            "Show {count} put off or ticked off", "Show {count} put off or ticked off", number
        ).format(count=count(number))
        if self._with_aside:
            words = _("Hide what is put off or ticked off")
        self.aside_button = Button(words, self.turn_aside, QUIET)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(8), theme.px(4), 0, theme.px(4))
        line.addWidget(self.aside_button)
        line.addStretch(1)
        return line

    def turn_aside(self) -> None:
        """Show what was set aside as well, or hide it again."""
        self._with_aside = not self._with_aside
        if self._shown is not None:
            self.show_tasks(self._shown[0])

    def focus_row(self, number: int) -> None:
        """Put the focus on the button of one task and bring it into view."""
        row = self.rows[number]
        row.button.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(row, 0, theme.px(8))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(ROW * 5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, key = self.here(), event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain or (here < 0 and key != Qt.Key.Key_N):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_N:
            self.new_wanted.emit()
        elif key in steps:
            there = here + steps[Qt.Key(key)]
            if 0 <= there < len(self.rows):
                self.focus_row(there)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows[here].press()
        elif not self._press(self.rows[here], Qt.Key(key)):
            super().keyPressEvent(event)

    def _press(self, row: TaskRow, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Space, Qt.Key.Key_D) and not row.fixed:
            row.wish(BACK if row.aside else DONE)
        elif key == Qt.Key.Key_S:
            row.ask_until()
        else:
            return False
        return True


def _heading(words: str) -> Text:
    heading = Text(words, Role.LABEL, "ink2")
    heading.setFixedHeight(theme.px(32))
    heading.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
    return heading
