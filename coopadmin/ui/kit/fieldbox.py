"""One field on the screen: its label, the control, and the hint, reading or error under it."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.fields import Field, Kind, read, shown_value
from coopadmin.ui.kit.inputs import CheckBox, Choice, Combo, Line, LongText, mark_wrong
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, say


class _Label(QLabel):
    """The label over a field; the word *optional* only where there is room for both."""

    def __init__(self, words: str, note: str) -> None:
        super().__init__(words)
        self._note = note
        self.restyle()

    def restyle(self) -> None:
        self.setFont(theme.font(Role.LABEL))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(40), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        left = metrics.horizontalAdvance(shown) + theme.px(8)
        painter.setFont(theme.font(Role.CAPTION))
        if left + painter.fontMetrics().horizontalAdvance(self._note) <= self.width():
            painter.setPen(theme.colour("ink3"))
            room = self.rect().adjusted(left, 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._note)


class _Under(QWidget):
    """The line under a field: an icon only with an error or question."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(6))
        self._icon = IconLabel("alert-circle", "bad_mark", 16)
        self._words = Text("", Role.CAPTION, "ink2", wrap=True)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self._words, 1)
        self.say("")

    def say(self, words: str, tone: str = "") -> None:
        self._words.setText(words)
        self._words.set_role(Role.HEAD if tone else Role.CAPTION)
        self._words.set_ink(tone or "ink2")
        self._icon.setVisible(bool(tone))
        if tone:
            self._icon.set_icon(
                "alert-circle" if tone == "bad" else "alert-triangle", f"{tone}_mark"
            )
        self.setVisible(bool(words))

    def words(self) -> str:
        return self._words.text()


class FieldBox(QWidget):
    """A field with its label above and its line below.

    `edited` comes with every change by the person, `left` when the focus leaves the control.
    """

    edited = Signal()

    def __init__(self, field: Field, today: date) -> None:
        super().__init__()
        self.field, self._today = field, today
        self.problem: Problem | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self._line: Line | LongText | Combo | CheckBox = self._made()
        if field.kind is not Kind.CHECK:
            note = _("optional") if field.optional and not field.locked else ""
            label = _Label(_(field.label), note)
            label.setBuddy(self._line)
            column.addWidget(label)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(theme.px(8))
        left = field.kind is Kind.CHECK
        self._beside.addWidget(
            self._line, 0, Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag(0)
        )
        column.addLayout(self._beside)
        self._under = _Under()
        column.addWidget(self._under)
        column.addStretch(1)
        self._hint()

    @property
    def control(self) -> Line | LongText | Combo | CheckBox:
        return self._line

    def _made(self) -> Line | LongText | Combo | CheckBox:
        field = self.field
        name = _(field.label)
        control: Line | LongText | Combo | CheckBox
        if field.kind is Kind.CHECK:
            control = CheckBox(name)
            control.toggled.connect(self._chosen)
        elif field.kind is Kind.CHOICE:
            given = field.choices() if callable(field.choices) else field.choices
            none = [Choice(None, _("None"))] if field.optional else []
            control = Combo([*none, *given])
            control.currentIndexChanged.connect(self._chosen)
        elif field.kind is Kind.LONG:
            control = LongText(field.lines)
            control.textChanged.connect(self._typed)
        else:
            amounts = (Kind.MONEY, Kind.DATE, Kind.DURATION, Kind.NUMBER)
            role = Role.NUMBER if field.figures else Role.BODY
            control = Line(_(field.placeholder), Role.AMOUNT if field.kind in amounts else role)
            control.textEdited.connect(self._typed)
        control.setAccessibleName(name)
        control.setAccessibleDescription(_(field.hint))
        if field.locked:
            control.setEnabled(False)
        return control

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(theme.px(self.field.width or 200), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(72), super().minimumSizeHint().height())

    def add_beside(self, widget: QWidget) -> None:
        """Put something right of the control, such as a button that chooses a file."""
        self._beside.addWidget(widget)

    # Text and value.

    def text(self) -> Any:
        """What stands in the control: text, True or False, or the chosen value."""
        if isinstance(self._line, CheckBox):
            return self._line.isChecked()
        if isinstance(self._line, Combo):
            return self._line.value()
        if isinstance(self._line, LongText):
            return self._line.toPlainText()
        return self._line.text()

    def set_text(self, text: Any) -> None:
        """Put raw text, a truth or a choice back, without `edited`."""
        self._line.blockSignals(True)
        if isinstance(self._line, CheckBox):
            self._line.setChecked(bool(text))
        elif isinstance(self._line, Combo):
            self._line.set_value(text)
        elif isinstance(self._line, LongText):
            self._line.setPlainText(str(text))
        else:
            self._line.setText(str(text))
            self._line.setCursorPosition(0)
        self._line.blockSignals(False)
        self.show_problem(None)

    def set_value(self, value: Any) -> None:
        """Show a value, as text to edit."""
        raw = isinstance(self._line, (CheckBox, Combo))
        self.set_text(value if raw else shown_value(self.field, value))

    def forget_typing(self) -> None:
        """What is stored now is undone by undoing the operation, not letter by letter."""
        for line in [self.control, *self.control.findChildren(QWidget)]:
            if isinstance(line, QLineEdit) and line.isUndoAvailable():
                place = line.cursorPosition()
                line.blockSignals(True)
                line.setText(line.text())
                line.blockSignals(False)
                line.setCursorPosition(place)
            elif isinstance(line, QPlainTextEdit):
                line.document().clearUndoRedoStacks()

    def draft(self) -> Any:
        """What stands here as something that JSON can carry."""
        if isinstance(self._line, Combo):
            return "" if self._line.value() is None else str(self._line.value())
        return self.text()

    def restore(self, kept: Any) -> None:
        """Put back what `draft` gave."""
        if isinstance(self._line, Combo):
            values = [choice.value for choice in self._line.choices]
            self.set_text(next((value for value in values if str(value) == kept), None))
        else:
            self.set_text(kept)

    def value(self) -> Any:
        """The value; raises Refused when the text cannot be read."""
        if isinstance(self._line, (CheckBox, Combo)):
            return self.text()
        return read(self.field, str(self.text()), self._today).value

    def is_empty(self) -> bool:
        text = self.text()
        return text is None or (isinstance(text, str) and not text.strip())

    # What stands under it.

    def _chosen(self) -> None:
        self.show_problem(None)
        self.edited.emit()

    def _typed(self) -> None:
        # While typing an error is not put there, only taken away as soon as the text is good.
        self.edited.emit()
        try:
            words = read(self.field, str(self.text()), self._today).words
        except Refused:
            if self.problem is None:
                self._hint()
            return
        self.show_problem(None)
        if words:
            between = " " if words.endswith(".") else " · "
            self._under.say(between.join(filter(None, (words, _(self.field.hint)))))

    def _hint(self) -> None:
        self._under.say(_(self.field.hint))

    def check(self) -> Problem | None:
        """Read the field as on leaving it and show what is wrong; empty is not wrong yet."""
        try:
            self.value()
        except Refused as refused:
            self.show_problem(refused.problems[0])
            return refused.problems[0]
        return None

    def show_problem(self, problem: Problem | None) -> None:
        """Put a problem in the place of the hint, or take it away."""
        self.problem = problem
        error = problem is not None and problem.strength is Strength.ERROR
        mark_wrong(self._line, error)
        if problem is None:
            self._line.setAccessibleDescription(_(self.field.hint))
            self._hint()
            return
        words = say(problem)
        self._line.setAccessibleDescription(words)
        self._under.say(words, "bad" if error else "warn")

    def tell(self, words: str) -> None:
        """Words under the field in the place of its hint, as long as nothing is wrong with it."""
        if self.problem is None:
            self._under.say(words)

    def under(self) -> str:
        """The words that stand under the field now."""
        return self._under.words()
