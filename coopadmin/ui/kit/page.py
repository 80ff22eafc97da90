"""A page of the window: its head, its messages, and when it loads what it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import ONLY_LOOK, Action
from coopadmin.ui.kit.columnchooser import ColumnChooser
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.header import PageHeader
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import INFO, WARN, Messages
from coopadmin.ui.kit.saving import save_table
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import _, say


class Page(QWidget):
    """What every page of the program is.

    A feature gives `TITLE` (an `N_()` text), `LISTENS` (names of tables), and overrides `reload`,
    `page_actions`, `hints`, `first_focus` and `visit` where it has something to say. Content goes
    into `body`, below `header` and `messages`.
    """

    TITLE: ClassVar[str] = ""
    LISTENS: ClassVar[frozenset[str]] = frozenset()
    USES_YEAR: ClassVar[bool] = False

    hints_changed = Signal()
    actions_changed = Signal()
    room_changed = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.setProperty(ONLY_LOOK, desk.books.read_only)
        self.stale = True
        self.narrow = False
        self.header = PageHeader(_(self.TITLE))
        self.messages = Messages()
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.header)
        self._outer.addWidget(self.messages)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(12))
        self._outer.addLayout(self.body, 1)
        self._keyed: list[QAction] = []
        self._fit_margins()

    # What a feature overrides.

    def reload(self) -> None:
        """Ask the books anew and show it: when shown stale, and after a change listened to."""

    def page_actions(self) -> Sequence[Action]:
        """What can be done here: buttons in the head, lines in the menu bar, keys."""
        return ()

    def hints(self) -> Sequence[Hint]:
        """The three to five keys that work here and now."""
        return ()

    def first_focus(self) -> QWidget | None:
        """Where the focus goes when the page is opened."""
        return None

    def visit(self, place: Any) -> None:
        """Show one thing, as asked by `desk.go(page, place)`."""

    def leave(self) -> None:
        """The person goes to another page; nothing may be asked or lost here."""

    def depart(self) -> None:
        """`leave`, and keep what was typed in the last half second in any form."""
        self.leave()
        for form in self.findChildren(Form):
            form.keep_typed()

    def next_pane(self) -> bool:
        """F6: go to the next part of this page; False after the last one, then the window does."""
        return False

    # What a feature calls.

    def refresh_actions(self) -> None:
        """Ask `page_actions` again, because what can be done has changed."""
        for old in self._keyed:
            self.removeAction(old)
            old.deleteLater()
        self._keyed = []
        actions = tuple(map(self._allowed, self.page_actions()))
        if not self.header.set_actions(actions):
            (self.first_focus() or self).setFocus(Qt.FocusReason.OtherFocusReason)
        for action in actions:
            entry = QAction(action.text, self)
            if action.key:
                entry.setShortcut(QKeySequence(action.key))
                entry.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            entry.setEnabled(not action.why_not)
            entry.triggered.connect(lambda _on=False, run=action.run: run())
            self._keyed.append(entry)
            self.addAction(entry)
        self.actions_changed.emit()

    def _allowed(self, action: Action) -> Action:
        if action.changes and self.desk.books.read_only:
            return replace(action, why_not=_("This file can only be looked at."))
        return action

    def menu_actions(self) -> tuple[QAction, ...]:
        """The same actions, for the menu bar."""
        return tuple(self._keyed)

    def do(
        self,
        operation: Any,
        *args: Any,
        then: Callable[[Any], object] | None = None,
        answers: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> bool:
        """Do an operation from outside a form; what is wrong is shown in the messages.

        A question gets a button that answers it and does the operation again. `then(result)` is
        called after success, also after an answered question. True when it was done at once.
        """
        given = dict(answers or {})
        self.messages.clear()
        if self.desk.books.read_only:
            self.messages.show_message(INFO, _("This file can only be looked at."))
            return False
        try:
            result = self.desk.books.do(operation, *args, answers=given, **kwargs)
        except Refused as refused:
            self._show_refusal(
                refused.problems,
                lambda more: self.do(operation, *args, then=then, answers=given | more, **kwargs),
            )
            return False
        if then is not None:
            then(result)
        return True

    def _show_refusal(
        self, problems: Sequence[Problem], again: Callable[[dict[str, str]], object]
    ) -> None:
        questions = [problem for problem in problems if problem.strength is Strength.QUESTION]
        for problem in problems:
            if problem not in questions:
                self.messages.show_problems([problem])
        for problem in questions:
            # One button answers all questions together, so that nothing is half answered.
            last = problem is questions[-1] and len(questions) == len(problems)
            answer = Action(
                _("It is right, go on"),
                lambda: again({asked.code: _("It is right") for asked in questions}),
            )
            self.messages.show_message(WARN, say(problem), "", [answer] if last else [])
        self.messages.focus_first()

    def hold(self, both: ListDetail) -> None:
        """Put a list with detail in the body; where the detail covers it, the head makes room."""
        self.body.addWidget(both, 1)
        both.covering.connect(lambda over: self.header.setVisible(not over))
        both.covering.connect(lambda _over: self.hints_changed.emit())

    def save_table(self, table: RowsTable) -> None:
        """Write what a table shows to a file of the person's choice."""
        name = table.accessibleName() or _(self.TITLE)
        year = self.desk.year if self.USES_YEAR else None
        before = [] if year is None else [_("Book year {year}").format(year=year.label)]
        save_table(self.desk, self.messages, table, name, *before)

    def choose_columns(self, table: RowsTable) -> None:
        """Let the person choose the columns of a table."""
        ColumnChooser(table).run()

    def list_here(self) -> RowsTable | None:
        """The list with the focus, else the largest that is shown."""
        shown = [one for one in self.findChildren(RowsTable) if one.kept_as and one.isVisible()]
        focused = QApplication.focusWidget()
        held = [one for one in shown if focused is not None and one.isAncestorOf(focused)]
        return max(held or shown, key=lambda one: one.width() * one.height(), default=None)

    def next_problem(self) -> None:
        """F8: the next field with an error, else the first message with a button."""
        for form in self.findChildren(Form):
            if form.isVisible() and form.next_problem():
                return
        self.messages.focus_first()

    def room(self) -> float:
        """The width of the page in pixels of 100 % text; under 1000 it is narrow."""
        return self.width() / theme.scale()

    def _fit_margins(self) -> None:
        across, down = (16, 10) if self.narrow else (24, 18)
        self._outer.setContentsMargins(
            theme.px(across), theme.px(down), theme.px(across), theme.px(down - 2)
        )
        self._outer.setSpacing(theme.px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.room() < theme.NARROW
        if narrow != self.narrow:
            self.narrow = narrow
            self._fit_margins()
            self.room_changed.emit(narrow)
