"""One task in the list: a tile with the day, what and why, how far it is, and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from coopadmin.desk.queries import Task, time_left, urgency
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import ICON, SMALL, Action, Button, MenuButton
from coopadmin.ui.kit.text import Elided, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, count, date_long, months_short

ROW = 58
GO, DONE, TOMORROW, WEEK, UNTIL = "go", "done", "tomorrow", "week", "until"
CHANGE, REMOVE, BACK, EXTEND = "change", "remove", "back", "extend"


@dataclass(frozen=True)
class Wish:
    """What somebody wants done with a task: one of the words above."""

    what: str
    task: Task


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


class Steps(QWidget):
    """How many of how many are done: a bar, and the same in words."""

    def __init__(self, done: int, of: int) -> None:
        super().__init__()
        self._part = done / of
        self.words = _("{done} of {all} done").format(done=count(done), all=count(of))
        wide = QFontMetrics(theme.font(Role.CAPTION)).horizontalAdvance(self.words)
        self.setFixedSize(max(theme.px(84), wide + 2), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high, wide = theme.px(7), self.width()
        for token, part in (("ghost", 1.0), ("c1", self._part)):
            painter.setBrush(theme.colour(token))
            bar = QRectF(0, theme.px(6), wide * part, high)
            painter.drawRoundedRect(bar, theme.px(3), theme.px(3))
        painter.setFont(theme.font(Role.CAPTION))
        painter.setPen(theme.colour("ink2"))
        below = QRect(0, theme.px(17), self.width(), theme.px(20))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self.words)


class _TaskButton(Button):
    """Leaves the space bar to the list, where it ticks the task off, and the arrows."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _MoreButton(MenuButton):
    """Leaves the arrows to the list: Qt would walk to the button beside it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class TaskRow(QWidget):
    """One task; `wished` says what is wanted with it. A `fixed` one can only be gone to."""

    wished = Signal(object)

    def __init__(self, task: Task, today: date, fixed: bool = False) -> None:
        super().__init__()
        self.task, self.fixed = task, fixed
        self.aside = not task.waits(today)
        tone = "" if self.aside else urgency(task.due, today)
        self.setFixedHeight(theme.px(ROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(8 if not fixed else 16), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(Tile(task.due, tone, task.icon))
        when = time_left(task.due, today) if task.due is not None and tone else ""
        why = _aside_words(task) if self.aside else task.why
        row.addLayout(_words(task.title, when, tone, why), 1)
        steps = Steps(*task.steps) if task.steps is not None and not self.aside else None
        if steps is not None:
            row.addWidget(steps)
        action = BACK if self.aside else DONE if task.own else GO
        text = _("Bring back") if self.aside else task.button
        self.button = _TaskButton(text, lambda: self.wish(action), SMALL)
        if fixed and action != GO:
            self.button.refuse(_("This file can only be looked at."))
        day = date_long(task.due) if task.due is not None else ""
        said = (f"{text}: {task.title}", day, when, why, steps.words if steps else "")
        self.button.setAccessibleName(", ".join(part for part in said if part))
        end = QHBoxLayout()
        end.setSpacing(theme.px(2))
        end.addWidget(self.button)
        row.addLayout(end)
        self.more: MenuButton | None = None
        if not fixed:
            self.more = _MoreButton("", self._deeds(), ICON, "dots")
            self.more.setAccessibleName(_("More: {task}").format(task=task.title))
            self.more.setToolTip(_("More"))
            end.addWidget(self.more)

    def wish(self, what: str) -> None:
        self.wished.emit(Wish(what, self.task))

    def has_focus(self) -> bool:
        return self.button.hasFocus() or (self.more is not None and self.more.hasFocus())

    def press(self) -> None:
        """What Enter does: the menu when it has the focus, else the button."""
        if self.more is not None and self.more.hasFocus():
            self.more.showMenu()
        else:
            self.button.click()

    def ask_until(self) -> None:
        """Open the menu at what puts the task off."""
        if self.more is not None and not self.aside:
            menu = self.more.menu_of_actions
            menu.setActiveAction(
                next(each for each in menu.actions() if each.text() == _tomorrow())
            )
            menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _deeds(self) -> Sequence[Action]:
        task = self.task
        deeds = [] if task.done_on is not None else [(DONE, _("Done"), "check")]
        if self.aside:
            deeds.append((BACK, _("Bring back"), "arrow-back-up"))
        else:
            deeds += [
                (TOMORROW, _tomorrow(), "player-pause"),
                (WEEK, _("Put off for a week"), "player-pause"),
                (UNTIL, _("Put off until…"), "calendar"),
            ]
        if task.code.startswith("accounts.") and task.code != "accounts.file":
            deeds.append((EXTEND, _("The members gave more time…"), "hourglass"))
        if task.own:
            deeds += [(CHANGE, _("Change…"), "pencil"), (REMOVE, _("Remove"), "trash")]
        return [
            Action(text, lambda what=what: self.wish(what), icon)  # type: ignore[misc]
            for what, text, icon in deeds
        ]

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(ROW))


def _tomorrow() -> str:
    return _("Put off until tomorrow")


def _aside_words(task: Task) -> str:
    if task.done_on is not None:
        words = _("Ticked off by {who} on {day}")
        return words.format(who=task.done_by, day=date_long(task.done_on))
    assert task.put_off_until is not None
    return _("Put off until {day}").format(day=date_long(task.put_off_until))


def _words(title: str, when: str, tone: str, why: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(theme.px(1))
    words.addStretch(1)
    words.addWidget(Elided(title, Role.NAME))
    below = QHBoxLayout()
    below.setSpacing(theme.px(6))
    if when:
        below.addWidget(Text(when, Role.LABEL, tone))
    if when and why:
        below.addWidget(Text("·", Role.NOTE, "ink2"))
    below.addWidget(Elided(why, Role.NOTE, "ink2"), 1)
    words.addLayout(below)
    words.addStretch(1)
    return words
