"""Dialogs about a file that travels: to whom it is handed over, and why a copy counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.ui.dialogs import HouseDialog
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, QUIET, Button
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Line
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

SUGGESTED = 4


@dataclass(frozen=True)
class HandoverWish:
    """To whom the file goes, what that person should know, and whether a copy is written."""

    to: str
    note: str
    with_copy: bool


class HandoverDialog(HouseDialog):
    """Asks to whom the file goes; `wish` is the answer, None when it was closed."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Hand over"),
            _("Hand this file over"),
            _(
                "Somebody else works in it from now on. Here you can look at it until it comes "
                "back, so that no two people change it at a time."
            ),
            "device-laptop",
            parent,
        )
        explain(self, "laptops#handover")
        self.wish: HandoverWish | None = None
        self.to_line = self._asked(_("To whom"), _("First name and surname"))
        self.name_buttons = [
            Button(name, lambda name=name: self._name(name), QUIET)  # type: ignore[misc]
            for name in names[:SUGGESTED]
        ]
        if self.name_buttons:
            row = QHBoxLayout()
            row.setSpacing(theme.px(4))
            for button in self.name_buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.column.addLayout(row)
        self.note_line = self._asked(_("Note"), _("What the other should know"))
        self.column.addSpacing(theme.px(4))
        self.copy_button = self._way(
            _("With a copy…"),
            _("You choose where the copy for the other goes: a stick, or a folder you share."),
            PRIMARY,
            with_copy=True,
        )
        self.here_button = self._way(
            _("Without a copy"),
            _("When the file itself lies in a folder that the other can open too."),
            "plain",
            with_copy=False,
        )
        cancel = QHBoxLayout()
        cancel.addStretch(1)
        cancel.addWidget(Button(_("Cancel"), self.reject, QUIET))
        self.column.addLayout(cancel)
        self.to_line.textChanged.connect(self._typed)
        self._typed("")
        self.to_line.setFocus()

    def _asked(self, words: str, placeholder: str) -> Line:
        label = Text(words, Role.LABEL)
        line = Line(placeholder)
        line.setAccessibleName(words)
        label.setBuddy(line)
        self.column.addWidget(label)
        self.column.addWidget(line)
        return line

    def _way(self, words: str, explanation: str, kind: str, *, with_copy: bool) -> Button:
        button = Button(words, lambda: self._take(with_copy), kind)
        self.column.addWidget(button)
        self.column.addWidget(Text(explanation, Role.NOTE, "ink2", wrap=True))
        return button

    def _name(self, name: str) -> None:
        self.to_line.setText(name)
        self.note_line.setFocus()

    def _typed(self, text: str) -> None:
        for button in (self.copy_button, self.here_button):
            button.refuse("" if text.strip() else _("Say to whom you hand the file over."))

    def _take(self, with_copy: bool) -> None:
        to = " ".join(self.to_line.text().split())
        self.wish = HandoverWish(to, self.note_line.text().strip(), with_copy)
        self.accept()

    def ask(self) -> HandoverWish | None:
        """Show it; gives the wish, or None when the person closed it."""
        self.run()
        return self.wish


class ReasonDialog(HouseDialog):
    """Asks why this copy counts from now on; `reason` is kept in the history of the file."""

    def __init__(self, explanation: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Go on with this copy"),
            _("Why do you go on with this copy?"),
            explanation,
            "warn",
            parent,
        )
        explain(self, "laptops#older")
        self.reason = ""
        label = Text(_("Reason"), Role.LABEL)
        self.line = Line(_("For example: the other laptop is broken"))
        self.line.setAccessibleName(_("Reason"))
        label.setBuddy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._take)
        self.column.addWidget(label)
        self.column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addStretch(1)
        row.addWidget(Button(_("Cancel"), self.reject, QUIET))
        self.take_button = Button(_("Go on with this one"), self._take, PRIMARY)
        row.addWidget(self.take_button)
        self.column.addLayout(row)
        self._typed("")
        self.line.setFocus()

    def _typed(self, text: str) -> None:
        self.take_button.refuse("" if text.strip() else _("Say why you go on with this copy."))

    def _take(self) -> None:
        if self.line.text().strip():
            self.reason = self.line.text().strip()
            self.accept()

    def ask(self) -> str:
        """Show it; gives the reason, or nothing when the person closed it."""
        self.run()
        return self.reason
