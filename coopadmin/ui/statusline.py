"""The status line: the last change and how to take it back, the keys of here, and who works."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QSizePolicy, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.hints import Hint, KeyHints, cap_width, draw_cap
from coopadmin.ui.kit.text import Elided, IconLabel
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.kit.worker import Task
from coopadmin.words import _, count

HEIGHT = 36
NARROW = 1000
LEAST_WORDS = 200


class _Cap(QWidget):
    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(cap_width(key), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_cap(QPainter(self), self.rect().toRectF(), self._key)


class StatusLine(QWidget):
    """`undo_wanted` and `redo_wanted` when clicked, `who_chosen(name)` when another takes over."""

    undo_wanted = Signal()
    redo_wanted = Signal()
    who_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(HEIGHT))
        self.setAccessibleName(_("Status"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 1, theme.px(16), 0)
        row.setSpacing(theme.px(8))
        self._icon = IconLabel("circle-check", "good_mark", 16)
        self._words = Elided("", Role.CAPTION, "ink2")
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.undo_button = Button(_("Undo"), self.undo_wanted.emit, QUIET, "arrow-back-up")
        self._undo_cap = _Cap("Ctrl+Z")
        self.redo_button = Button(_("Redo"), self.redo_wanted.emit, QUIET)
        self._redo_cap = _Cap("Ctrl+Y")
        self.hints = KeyHints()
        self.who_button = Button("", self._show_people, QUIET, "user-check")
        for button in (self.undo_button, self.redo_button, self.who_button):
            button.setFixedHeight(theme.px(28))
            button.setFont(theme.font(Role.LABEL))
        self._people: tuple[str, ...] = ()
        self._who = ""
        self._task: Task | None = None
        for part in (self._icon, self._words, self.undo_button, self._undo_cap):
            row.addWidget(part)
        row.addWidget(self.redo_button)
        row.addWidget(self._redo_cap)
        row.addStretch(1)
        row.addWidget(self.hints)
        row.addSpacing(theme.px(6))
        row.addWidget(self.who_button)
        self._narrow = False
        self.set_change("", can_undo=False, can_redo=False)

    def set_change(self, words: str, can_undo: bool, can_redo: bool, saved: str = "") -> None:
        """The last change in words; with none `saved` is shown, or that everything is saved."""
        shown = words or saved or _("Everything is saved")
        self._icon.set_icon("check" if words else "circle-check", "good_mark")
        self._words.set_role(Role.LABEL if words else Role.CAPTION)
        self._words.set_ink("ink" if words else "ink2")
        self._say(shown)
        self.undo_button.setVisible(can_undo)
        self._undo_cap.setVisible(can_undo)
        self.redo_button.setVisible(can_redo)
        self._redo_cap.setVisible(can_redo)

    def say_what(self, undone: str, redone: str) -> None:
        """What each of the two buttons would do, in their tooltips and for a screen reader."""
        for button, pattern, what in (
            (self.undo_button, _("Undo: {what}"), undone),
            (self.redo_button, _("Redo: {what}"), redone),
        ):
            told = pattern.format(what=what) if what else ""
            button.setToolTip(told)
            button.setAccessibleName(told or button.text())

    def words(self) -> str:
        """What it says now, also where there is no room for all of it."""
        return self._words.text()

    def note(self, words: str) -> None:
        """Something else that was done or failed to be done, until the next change."""
        self._icon.set_icon("info-circle", "info_mark")
        self._words.set_role(Role.CAPTION)
        self._words.set_ink("ink2")
        self._say(words)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        # What was done is read before the keys, which give way from the last.
        self._words.setMinimumWidth(min(self._words.sizeHint().width(), theme.px(LEAST_WORDS)))
        self._words.updateGeometry()

    def set_who(self, who: str, people: Sequence[str]) -> None:
        self._who, self._people = who, tuple(people)
        self._fit_who()

    def _fit_who(self) -> None:
        first = self._who.split(" ")[0] if self._narrow else self._who
        self.who_button.setText(first)
        whole = _("At work: {name}").format(name=self._who)
        self.who_button.setAccessibleName(whole)
        self.who_button.setToolTip(_("{whole}. Click to change.").format(whole=whole))
        self.who_button.updateGeometry()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """The keys of here, and that of the help where room is left."""
        self.hints.set_hints([*hints, Hint(("F1",), _("help"))])

    def follow(self, task: Task) -> None:
        """Show work under way until it ends, also when its page is left."""
        if not task.title:
            return
        self._task = task
        self.note(task.title)
        task.progress.connect(lambda done, total: self._progress(task, done, total))

    def _progress(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self.note(
                _("{title}: {done} of {total}").format(
                    title=task.title, done=count(done), total=count(total)
                )
            )

    def _show_people(self) -> None:
        menu = QMenu(self)
        menu.setFont(theme.font(Role.BODY))
        for name in dict.fromkeys([self._who, *self._people]):
            entry = menu.addAction(name, partial(self.who_chosen.emit, name))
            entry.setCheckable(True)
            entry.setChecked(name == self._who)
        menu.addSeparator()
        menu.addAction(_("Someone else…"), self._ask_name)
        menu.exec(self.who_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _ask_name(self) -> None:
        name, agreed = QInputDialog.getText(self, _("Who is at work?"), _("First name and surname"))
        if agreed and name.strip():
            self.who_chosen.emit(" ".join(name.split()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow = self.width() / theme.scale() < NARROW
        self.hints.most = 2 if self._narrow else 5
        self.hints.updateGeometry()
        self._fit_who()
