"""Rows of rules with their control, what holds now, what the law says, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import IconButton
from coopadmin.ui.kit.fields import Field, Kind, read
from coopadmin.ui.kit.helping import explain, open_help
from coopadmin.ui.kit.inputs import Combo, FocusWatch, Line, mark_wrong
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.statuterules import GROUPS, PLACES, Rule, Shape, choices, shown
from coopadmin.words import N_, _, say

NOW = N_("Now")
SMALL_TEXT = 115
NUMBERS = (Shape.NUMBER, Shape.OPTIONAL)
_NO_DAY = date.min


class RuleControl(QWidget):
    """The control of one rule with its unit; `edited` with every change by the person."""

    edited = Signal()

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule
        self.control: Line | Combo
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        if rule.shape in NUMBERS:
            self.control = Line(role=Role.AMOUNT)
            self.control.setFixedWidth(theme.px(64))
            self.control.textEdited.connect(lambda _text: self.edited.emit())
            row.addWidget(self.control)
            row.addWidget(Text(_(rule.unit), Role.NOTE, "ink2"))
            row.addStretch(1)
        else:
            self.control = Combo()
            self.control.currentIndexChanged.connect(lambda _index: self.edited.emit())
            row.addWidget(self.control, 1)
        name = _(rule.label)
        self.control.setAccessibleName(f"{name}, {_(rule.unit)}" if rule.unit else name)

    def set_value(self, value: Any) -> None:
        """Show a value, without `edited`."""
        if isinstance(self.control, Combo):
            self.control.set_choices(choices(self.rule, value))
        self.control.blockSignals(True)
        if isinstance(self.control, Combo):
            self.control.set_value(value)
        else:
            self.control.setText("" if value is None else str(value))
        self.control.blockSignals(False)

    def value(self) -> Any:
        """What is filled in; raises Refused when it is no number."""
        if isinstance(self.control, Combo):
            return self.control.value()
        text = self.control.text().strip()
        if not text and self.rule.shape is Shape.OPTIONAL:
            return None
        if not text:
            raise Refused([Problem("field.empty", N_("Fill this in."), {}, self.rule.name)])
        return read(Field(self.rule.name, self.rule.label, Kind.NUMBER), text, _NO_DAY).value


class _Wrong(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, theme.px(4))
        row.setSpacing(theme.px(6))
        row.addWidget(IconLabel("alert-circle", "bad_mark", 16), 0, Qt.AlignmentFlag.AlignTop)
        self.words = Text("", Role.HEAD, "bad", wrap=True)
        row.addWidget(self.words, 1)
        self.hide()


def _why(page: str) -> IconButton:
    """A button that explains the law; by keyboard that is F1 in the control."""
    why = IconButton("help-circle", _("Where this comes from"))
    why.clicked.connect(lambda _on=False: open_help(why, page))
    why.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return why


class RuleRows(QWidget):
    """Rules in groups: all of them or some, beside what holds now or what is usual."""

    edited = Signal(str)

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[Rule]]] = GROUPS, compared: str = NOW
    ) -> None:
        super().__init__()
        self._says_same = compared == NOW
        # Beside large letters the usual values have room, and the law is said by the controls.
        self._shows_law = self._says_same or theme.text_scale() <= SMALL_TEXT
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(8))
        self._grid.setVerticalSpacing(theme.px(4))
        self.controls: dict[str, RuleControl] = {}
        self.problems: dict[str, Problem] = {}
        self._now: dict[str, Text] = {}
        self._valid: dict[str, Any] = {}
        self._wrong: dict[str, _Wrong] = {}
        self._watch = FocusWatch(self)
        self._watch.left.connect(self._left)
        heads = ("", "", _(compared), _("When nothing is arranged (BW 2)"))
        for column, head in enumerate(heads if self._shows_law else heads[:3]):
            self._grid.addWidget(Text(head, Role.HEAD, "ink2"), 0, column)
        line = 1
        for title, rules in groups:
            label = Text(_(title), Role.LABEL, "ink2")
            label.setContentsMargins(0, theme.px(8 if line > 1 else 0), 0, 0)
            self._grid.addWidget(label, line, 0, 1, 5)
            line += 1
            for rule in rules:
                self._add(rule, line, f"statutes#{PLACES[title]}")
                line += 2
        for column, stretch in enumerate((5, 6, 3, 6)):
            self._grid.setColumnStretch(column, stretch)
        self._grid.setColumnMinimumWidth(1, theme.px(216))

    def _add(self, rule: Rule, line: int, page: str) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        control = RuleControl(rule)
        control.edited.connect(lambda: self._edited(rule.name))
        self._watch.watch(control.control)
        self.controls[rule.name] = control
        label = Text(_(rule.label), Role.NAME, wrap=True)
        label.setBuddy(control.control)
        self._grid.addWidget(label, line, 0, middle)
        self._grid.addWidget(control, line, 1, middle)
        self._now[rule.name] = Text("", Role.NOTE, "ink2", wrap=True)
        self._grid.addWidget(self._now[rule.name], line, 2, middle)
        law = _(rule.law) + (f" ({rule.article})" if rule.article else "")
        if self._shows_law:
            # Straight in the grid: a layout inside one gets no height for its width.
            self._grid.addWidget(Text(law, Role.NOTE, "ink2", wrap=True), line, 3)
            self._grid.addWidget(_why(page), line, 4, middle)
        explain(control, page)
        self._wrong[rule.name] = _Wrong()
        control.control.setAccessibleDescription(law)
        self._grid.addWidget(self._wrong[rule.name], line + 1, 1, 1, 4)

    def set_values(self, values: dict[str, Any], now: dict[str, Any]) -> None:
        """Show a profile, beside the one that holds today."""
        for name, control in self.controls.items():
            control.set_value(values[name])
        self.show_problems(())
        self._show_now(now)

    def show_compared(self) -> None:
        """Compare anew with what holds now, after values were put in by the program."""
        self._show_now(self._valid)

    def _show_now(self, now: dict[str, Any]) -> None:
        self._valid = now
        for name, control in self.controls.items():
            try:
                same = control.value() == now[name]
            except Refused:
                same = False
            words = shown(control.rule, now[name])
            if same and self._says_same:
                words = _("the same")
            self._now[name].setText(words)
            self._now[name].set_role(Role.NOTE if same else Role.LABEL)
            self._now[name].set_ink("ink3" if same else "warn")

    def draft(self) -> dict[str, Any]:
        """What stands in the controls, whether it can be read or not."""
        return {
            name: each.control.value()
            if isinstance(each.control, Combo)
            else each.control.text().strip()
            for name, each in self.controls.items()
        }

    def restore(self, kept: dict[str, Any]) -> None:
        """Put back what `draft` gave."""
        for name, each in self.controls.items():
            if name in kept:
                each.set_value(kept[name])

    def values(self) -> dict[str, Any]:
        """All values; raises Refused with everything that cannot be read."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, control in self.controls.items():
            try:
                found[name] = control.value()
            except Refused as refused:
                problems += refused.problems
        if problems:
            raise Refused(problems)
        return found

    def show_problems(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        """Put each problem under its rule; those of no rule are for the caller."""
        self.problems = {
            problem.field: problem for problem in problems if problem.field in self.controls
        }
        for name, control in self.controls.items():
            problem = self.problems.get(name)
            mark_wrong(control.control, problem is not None)
            self._wrong[name].setVisible(problem is not None)
            words = say(problem) if problem is not None else ""
            self._wrong[name].words.setText(words)
            if words:
                control.control.setAccessibleDescription(words)

    def next_problem(self) -> QWidget | None:
        """Put the focus on the next rule that is wrong, around to the first."""
        names = list(self.controls)
        here = next((n for n, x in enumerate(names) if self.controls[x].control.hasFocus()), -1)
        for name in names[here + 1 :] + names[: here + 1]:
            if name in self.problems:
                self.controls[name].control.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return self.controls[name]
        return None

    def _edited(self, name: str) -> None:
        if name in self.problems:
            self.show_problems([each for field, each in self.problems.items() if field != name])
        self._show_now(self._valid)
        self.edited.emit(name)

    def _left(self, control: QWidget) -> None:
        for name, each in self.controls.items():
            if each.control is control and name not in self.problems:
                try:
                    each.value()
                except Refused as refused:
                    self.show_problems([*self.problems.values(), *refused.problems])
