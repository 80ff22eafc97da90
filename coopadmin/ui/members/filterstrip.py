"""A line between filters and list in which the value of a new filter, or a name, is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.problem import Refused
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.cards import clear_layout
from coopadmin.ui.kit.inputs import Choice, Combo, Line, mark_wrong
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.filterparts import CHOICE, PARTS, WORDS, read_range
from coopadmin.ui.members.flow import Flow
from coopadmin.words import _, say

Take = Callable[[Any], object]
_WIDE, _HALF, _LABEL = 220, 96, 350


class FilterStrip(QFrame):
    """Shown while something is asked: `opened`, and `closed` when it is given or given up."""

    opened = Signal()
    closed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("inner")
        self._today = today
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(7), theme.px(8), theme.px(7))
        column.setSpacing(theme.px(4))
        self._row = QVBoxLayout()
        column.addLayout(self._row)
        self.controls: list[QWidget] = []
        self._said = Text("", Role.NOTE, "bad", wrap=True)
        column.addWidget(self._said)
        self._read: Callable[[], Any] = lambda: None
        self._take: Take = lambda _value: None
        self.hide()

    def ask_part(self, part: str, choices: Sequence[Choice], take: Take) -> None:
        """Ask by what exactly; `take(value)` gets a value, or a pair from and until."""
        asked = PARTS[part]
        if asked.kind == CHOICE:
            self.ask_choice(_(asked.name), choices, take)
        elif asked.kind == WORDS:
            line = Line(_(asked.example))
            self._show(_(asked.name), [line], _("Filter"), lambda: self._text(line), take)
        else:
            first, last = Line(), Line()
            lines = [Text(_("from"), Role.BODY), first, Text(_("until"), Role.BODY), last]
            first.setAccessibleName(_("{what} from").format(what=_(asked.name)))
            last.setAccessibleName(_("{what} until").format(what=_(asked.name)))
            self._show(
                _(asked.name),
                lines,
                _("Filter"),
                lambda: read_range(part, (first.text(), last.text()), self._today()),
                take,
            )

    def ask_choice(self, label: str, choices: Sequence[Choice], take: Take) -> None:
        """Ask for one of a list."""
        combo = Combo(choices, label)
        combo.setCurrentIndex(0)
        self._show(label, [combo], _("Filter"), combo.value, take)

    def ask_name(self, label: str, name: str, button: str, take: Take) -> None:
        """Ask for a name; `take(name)` may raise Refused, which is said here."""
        line = Line()
        line.setText(name)
        line.selectAll()
        self._show(label, [line], button, lambda: self._text(line), take)

    def _show(
        self,
        label: str,
        controls: Sequence[QWidget],
        button: str,
        read: Callable[[], Any],
        take: Take,
    ) -> None:
        clear_layout(self._row)
        self._read, self._take = read, take
        room = QFontMetrics(theme.font(Role.LABEL))
        short = room.elidedText(label, Qt.TextElideMode.ElideRight, theme.px(_LABEL))
        # Beside its buddy a label takes “&” for a key.
        name = Text(short.replace("&", "&&"), Role.LABEL)
        name.setToolTip(label if short != label else "")
        self.controls = [each for each in controls if not isinstance(each, Text)]
        for control in self.controls:
            control.setFixedWidth(theme.px(_WIDE if len(self.controls) == 1 else _HALF))
            if isinstance(control, Line):
                control.returnPressed.connect(self.submit)
                if not control.accessibleName():
                    control.setAccessibleName(label)
                control.textEdited.connect(lambda _text: self._tell(""))
        name.setBuddy(self.controls[0])
        buttons = [Button(button, self.submit, PRIMARY), Button(_("Cancel"), self.close_it, QUIET)]
        self._row.addWidget(Flow(_beside(name, *controls), _beside(*buttons)))
        self._tell("")
        self.show()
        self.opened.emit()
        self.controls[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Take what was given; what is wrong is said here, and the line stays."""
        try:
            self._take(self._read())
        except Refused as refused:
            self._tell(say(refused.problems[0]))
            return
        self.close_it()

    def close_it(self) -> None:
        """Nothing more is asked."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def said(self) -> str:
        """What is wrong with what was typed."""
        return self._said.text()

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        for control in self.controls:
            mark_wrong(control, bool(words))

    def _text(self, line: Line) -> str:
        return line.text().strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)


def _beside(*widgets: QWidget) -> QWidget:
    """These beside each other, as one that goes to a next line whole."""
    whole = QWidget()
    whole.setObjectName("clear")
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget)
    return whole
