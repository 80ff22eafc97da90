"""Doing operations from a pane: what is wrong is said there, and a question asks for a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PLAIN, QUIET, Button
from coopadmin.ui.kit.inputs import Line, mark_wrong
from coopadmin.ui.kit.message import BAD, INFO, WARN, Messages
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, say


class Asking(QWidget):
    """The place of a pane for its troubles.

    `do` carries out an operation. Errors are shown here. A question is shown with a line for the
    reason, which becomes the answer and so stands in the minutes; then the operation is done.
    `after` says where the focus goes when it was here and there is nothing left to answer.
    """

    def __init__(self, books: Books, after: Callable[[], QWidget | None]) -> None:
        super().__init__()
        self._books, self._after = books, after
        self.messages = Messages()
        self._lines: dict[str, Line] = {}
        self._again: Callable[[Mapping[str, str]], object] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.messages)
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.px(8))
        column.addLayout(self._place)
        self._asked: list[QWidget] = []
        self.hide()

    def do(
        self,
        operation: Any,
        *args: Any,
        then: Callable[[Any], object] | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> bool:
        """Do it now, or say why not; True when it was done at once."""
        self.clear()
        if self._books.read_only:
            self.messages.show_message(INFO, _("This file can only be looked at."))
            self.show()
            return False
        try:
            result = self._books.do(operation, *args, answers=answers or {})
        except Refused as refused:
            self.tell(
                refused.problems,
                lambda more: self.do(
                    operation, *args, then=then, answers={**(answers or {}), **more}
                ),
            )
            return False
        if then is not None:
            then(result)
        return True

    def tell(
        self,
        problems: Sequence[Problem],
        again: Callable[[Mapping[str, str]], object] | None = None,
    ) -> None:
        """Show what is wrong; questions only when there are no errors beside them."""
        self.clear()
        wrong = [each for each in problems if each.strength is Strength.ERROR]
        for problem in wrong:
            self.messages.show_message(BAD, say(problem))
        if not wrong and again is not None:
            self._ask(problems, again)
        self.show()

    def clear(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            there = self._after()
            if there is not None:
                there.setFocus(Qt.FocusReason.OtherFocusReason)
        self.messages.clear()
        for widget in self._asked:
            self._place.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._asked, self._lines, self._again = [], {}, None
        self.hide()

    def reason(self, code: str) -> Line:
        """The line for the reason asked by this question; raises KeyError."""
        return self._lines[code]

    def focus_first(self) -> bool:
        """Put the focus on the first reason that is asked for; False when none is."""
        for line in self._lines.values():
            line.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False

    def answer(self) -> None:
        """Go on with the reasons typed; an empty one is asked for again."""
        reasons = {code: line.text().strip() for code, line in self._lines.items()}
        for code, line in self._lines.items():
            mark_wrong(line, not reasons[code])
        empty = [self._lines[code] for code, text in reasons.items() if not text]
        if empty:
            empty[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._again is not None:
            self._again(reasons)

    def _ask(
        self, questions: Sequence[Problem], again: Callable[[Mapping[str, str]], object]
    ) -> None:
        self._again = again
        for problem in questions:
            if problem.code in self._lines:
                continue
            self.messages.show_message(WARN, say(problem), closable=False)
            label = Text(_("Reason, for the minutes"), Role.LABEL)
            line = Line()
            line.setAccessibleName(_("Reason, for the minutes"))
            line.setAccessibleDescription(say(problem))
            line.returnPressed.connect(self.answer)
            label.setBuddy(line)
            self._lines[problem.code] = line
            for widget in (label, line):
                self._add(widget)
        buttons = QWidget()
        buttons.setObjectName("clear")
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Button(_("Record anyway"), self.answer, PLAIN, "check", changes=True))
        row.addWidget(Button(_("Cancel"), self.clear, QUIET))
        row.addStretch(1)
        self._add(buttons)
        next(iter(self._lines.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, widget: QWidget) -> None:
        self._asked.append(widget)
        self._place.addWidget(widget)
