"""The one form builder: fields from values, checked on leaving, problems beside their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.kernel.problem import N_, Problem, Refused, Strength
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Action, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.fieldbox import FieldBox
from coopadmin.ui.kit.fields import Field, Part, Section, fields_of
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import FocusWatch
from coopadmin.ui.kit.message import BAD, WARN, Message, Messages
from coopadmin.ui.kit.text import Chip, Elided, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, ngettext, say

Save = Callable[[dict[str, Any], Mapping[str, str]], object]
DRAFT_MS = 500


class Form(Panel):
    """A form in a panel with its fixed footer.

    `save(values, answers)` carries out the operation and may raise Refused; its problems are
    shown beside their fields, questions with a button that answers them and saves again.
    `saved(result)` comes after success, `cancelled()` after Esc, `drafted(raw texts)` at most
    twice a second while typing and when the focus leaves a field.
    """

    saved = Signal(object)
    cancelled = Signal()
    drafted = Signal(object)
    edited = Signal(str)

    def __init__(
        self,
        parts: Sequence[Part],
        save: Save,
        today: date,
        title: str = "",
        save_text: str = "",
        save_icon: str = "device-floppy",
        cancel: bool = True,
    ) -> None:
        super().__init__(title)
        self._save = save
        self._today = today
        self._boxes: dict[str, FieldBox] = {}
        self._answers: dict[str, str] = {}
        self.messages = Messages()
        self.body.addWidget(self.messages)
        self._watch = FocusWatch(self)
        self._watch.left.connect(self._left)
        self._watch.entered.connect(self._entered)
        self._rows: list[tuple[QWidget, list[FieldBox]]] = []
        for part in parts:
            self._add(part)
        self.body.addStretch(1)
        self._unsaved = Chip(_("Not saved"), "info", "pencil")
        self._unsaved.hide()
        self.header_row.addWidget(self._unsaved)
        self._wrong = Elided("", Role.LABEL, "bad")
        self._wrong.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.save_button = Button(
            save_text or _("Save"), self.submit, PRIMARY, save_icon, changes=True
        )
        self.cancel_button = Button(_("Cancel"), self.cancel, QUIET)
        self.footer_row.addWidget(self.save_button)
        self.footer_row.addWidget(self.cancel_button)
        self.cancel_button.setVisible(cancel)
        self.footer_row.addWidget(self._wrong, 1)
        self.show_footer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(DRAFT_MS)
        self._pause.timeout.connect(self._tell_draft)
        self._keys(cancel)
        self._first = self.draft()
        self._follow_conditions()

    def _keys(self, cancel: bool) -> None:
        pairs: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+S", self.submit),
        ]
        if cancel:
            pairs.append(("Esc", self.cancel))
        for key, run in pairs:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # Building.

    def _add(self, part: Part) -> None:
        if isinstance(part, Section):
            self.body.addSpacing(theme.px(4))
            self.body.addWidget(Rule())
            if part.title:
                self.body.addWidget(Text(_(part.title), Role.CARD))
            if part.note:
                self.body.addWidget(Text(_(part.note), Role.NOTE, "ink2", wrap=True))
            return
        row = QWidget()
        row.setObjectName("clear")
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(10))
        boxes = [self._box(field) for field in ((part,) if isinstance(part, Field) else part)]
        for box in boxes:
            across.addWidget(box, box.field.width or 200)
        if len(boxes) == 1 and boxes[0].field.width:
            boxes[0].setMaximumWidth(theme.px(boxes[0].field.width))
            across.addStretch(1)
        self._rows.append((row, boxes))
        self.body.addWidget(row)

    def _box(self, field: Field) -> FieldBox:
        if field.name in self._boxes:
            raise ValueError(f"two fields are called {field.name!r}")
        box = FieldBox(field, self._today)
        self._boxes[field.name] = box
        self._watch.watch(box.control)
        box.edited.connect(lambda: self._changed(field.name))
        return box

    # What is in it.

    def box(self, name: str) -> FieldBox:
        """The field with this name; raises KeyError."""
        return self._boxes[name]

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values as what is stored; names that are no field are passed over."""
        for name, box in self._boxes.items():
            if name in values:
                box.set_value(values[name])
        self._first = self.draft()
        self._answers.clear()
        self._follow_conditions()
        self._show_state()

    def draft(self) -> dict[str, Any]:
        """The raw texts and choices, as JSON can carry them."""
        return {name: box.draft() for name, box in self._boxes.items()}

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back a draft over the values that are stored."""
        for name, box in self._boxes.items():
            if name in kept:
                box.restore(kept[name])
        self._follow_conditions()
        self._show_state()

    def is_changed(self) -> bool:
        """Whether anything differs from what was stored when the form was made."""
        return self.draft() != self._first

    def values(self) -> dict[str, Any] | None:
        """All values by name; None when something cannot be read, which is then shown."""
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, box in self._boxes.items():
            field = box.field
            if box.isHidden():
                continue
            if box.is_empty() and not (field.optional or field.locked):
                problems.append(Problem("field.empty", N_("Fill this in."), field=name))
                continue
            try:
                found[name] = box.value()
            except Refused as refused:
                problems.extend(refused.problems)
        if problems:
            self.show_problems(problems)
            return None
        return found

    def set_choices(self, name: str, choices: Sequence[Any]) -> None:
        """Other choices for a choice field."""
        control = self._boxes[name].control
        if not hasattr(control, "set_choices"):
            raise TypeError(f"{name!r} is no choice")
        control.set_choices(choices)

    # Saving.

    def submit(self) -> None:
        """Collect, save and tell; what is wrong is shown and the focus goes there."""
        self.messages.clear()
        if not self.save_button.isEnabled():
            return
        values = self.values()
        if values is None:
            return
        try:
            result = self._save(values, dict(self._answers))
        except Refused as refused:
            self.show_problems(refused.problems)
            return
        self._pause.stop()
        self._answers.clear()
        for box in self._boxes.values():
            box.forget_typing()
        self._first = self.draft()
        self._show_state()
        self.saved.emit(result)

    def cancel(self) -> None:
        self._pause.stop()
        self.cancelled.emit()

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Put each problem beside its field, the others in messages above; go to the first."""
        self.messages.clear()
        asked: list[Problem] = []
        for problem in problems:
            box = self._boxes.get(problem.field or "")
            if problem.strength is Strength.QUESTION:
                asked.append(problem)
            elif box is None or box.isHidden():
                self.messages.show_message(BAD, say(problem))
            if box is not None:
                box.show_problem(problem)
        for problem in asked:
            self._ask(problem, asked)
        self._show_state()
        wrong = [box for box in self._boxes.values() if box.problem and not _asks(box.problem)]
        if not self._go_to_problem(wrong):
            self.messages.focus_first()
        if self.messages.shown():
            self.ensure_visible(self.messages)

    def _ask(self, problem: Problem, asked: list[Problem]) -> None:
        shown: list[Message] = []

        def answer() -> None:
            self._answers[problem.code] = _("It is right")
            asked.remove(problem)
            self.messages.take_away(shown[0])
            if not asked:
                self.submit()

        button = Action(_("It is right, save"), answer)
        shown.append(self.messages.show_message(WARN, say(problem), "", [button], closable=False))

    def next_problem(self) -> bool:
        """Go to the next field with a problem, around from the last to the first; False if none."""
        boxes = list(self._boxes.values())
        here = next((n for n, box in enumerate(boxes) if box.control.hasFocus()), -1)
        return self._go_to_problem(boxes[here + 1 :] + boxes[: here + 1])

    def _go_to_problem(self, boxes: Iterable[FieldBox]) -> bool:
        for box in boxes:
            if box.problem is not None and not box.isHidden():
                box.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensure_visible(box)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.footer.isVisible():
            # As on paper: to the next field, and from the last one to the button.
            self.focusNextChild()
        elif event.key() != Qt.Key.Key_F8 or not self.next_problem():
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        """Put the focus on the first field that can be typed in."""
        for box in self._boxes.values():
            if box.control.isEnabled() and not box.isHidden():
                box.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    # Following what is typed.

    def _changed(self, name: str) -> None:
        self._answers.clear()
        self._follow_conditions()
        self._show_state()
        if not self._pause.isActive():
            self._pause.start()
        self.edited.emit(name)

    def _entered(self, control: QWidget) -> None:
        # After the scroll area has its final size, which a first showing changes.
        QTimer.singleShot(0, control, lambda: self.ensure_visible(control))

    def _left(self, control: QWidget) -> None:
        for box in self._boxes.values():
            if box.control is control:
                box.check()
        self._show_state()
        self.keep_typed()

    def keep_typed(self) -> None:
        """Tell the draft now when typing is still waiting to be told."""
        if self._pause.isActive():
            self._pause.stop()
            self._tell_draft()

    def _tell_draft(self) -> None:
        self.drafted.emit(self.draft())

    def _follow_conditions(self) -> None:
        raw = {name: box.text() for name, box in self._boxes.items()}
        for row, boxes in self._rows:
            for box in boxes:
                if box.field.shown_if is not None:
                    box.setVisible(box.field.shown_if(raw))
            row.setVisible(any(not box.isHidden() for box in boxes))

    def _show_state(self) -> None:
        wrong = sum(
            box.problem is not None and not _asks(box.problem) for box in self._boxes.values()
        )
        self._wrong.setText(
            ngettext(
                "{count} field needs attention", "{count} fields need attention", wrong
            ).format(count=wrong)
            if wrong
            else ""
        )
        self._unsaved.setVisible(self.is_changed())


def form_hints() -> tuple[Hint, ...]:
    """The keys that work in every form."""
    return (
        Hint(("Tab",), _("next field")),
        Hint(("Ctrl+S",), _("save")),
        Hint(("Esc",), _("cancel")),
        Hint(("F8",), _("to the error")),
    )


def _asks(problem: Problem) -> bool:
    return problem.strength is Strength.QUESTION


def field_names(parts: Sequence[Part]) -> list[str]:
    """The names of all fields of a form, for tests that compare them with an input."""
    return [field.name for field in fields_of(parts)]
