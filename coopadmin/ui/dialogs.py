"""The few dialogs of the program: troubles with choices, a fault with its details, who works."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coopadmin.ui.help.asking import give_help
from coopadmin.ui.kit import icons, theme
from coopadmin.ui.kit.buttons import PLAIN, PRIMARY, QUIET, Button
from coopadmin.ui.kit.focus import FocusRing
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Line, LongText
from coopadmin.ui.kit.text import IconLabel, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _

WIDTH = 540


@dataclass(frozen=True)
class Way:
    """A way out of a trouble: a key for the caller, the words on its button, and what it does."""

    key: str
    text: str
    explanation: str = ""
    icon: str = ""


class HouseDialog(QDialog):
    """A dialog of the house: a mark, a sentence, an explanation, and what its kind adds."""

    def __init__(
        self, title: str, sentence: str, explanation: str, mark: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} – Coopadmin")
        self.setWindowIcon(icons.mark_icon())
        self.setModal(True)
        self.setMinimumWidth(theme.px(WIDTH))
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{sentence} {explanation}".strip())
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.px(24), theme.px(24), theme.px(24), theme.px(20))
        across.setSpacing(theme.px(16))
        name, ink = ("alert-triangle", "warn_mark") if mark == "warn" else (mark, "primary")
        across.addWidget(IconLabel(name, ink, 28), 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(10))
        across.addLayout(self.column, 1)
        self.column.addWidget(Text(sentence, Role.CARD, wrap=True))
        if explanation:
            self.column.addWidget(Text(explanation, Role.BODY, "ink2", wrap=True))
        self.ring = FocusRing(self)
        give_help(self)

    def run(self) -> None:
        """Show it until the person is done with it; afterwards it cannot be shown again."""
        self.exec()
        # Left to the end of the program, buttons and dialog would let go of each other twice.
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Wrapped texts know their height only now.
        self.resize(self.width(), max(self.heightForWidth(self.width()), self.height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: False, Qt.Key.Key_Down: True}
        if Qt.Key(event.key()) in steps:
            self.focusNextPrevChild(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, Button):
                focused.click()
        else:
            super().keyPressEvent(event)


class WaysDialog(HouseDialog):
    """A trouble with the ways out of it; `chosen` is the key of the way taken, "" for none."""

    def __init__(
        self,
        title: str,
        sentence: str,
        explanation: str,
        ways: Sequence[Way],
        parent: QWidget | None = None,
        stop_text: str = "",
    ) -> None:
        super().__init__(title, sentence, explanation, "warn", parent)
        self.chosen = ""
        self.buttons: dict[str, Button] = {}
        self.column.addSpacing(theme.px(4))
        for number, way in enumerate(ways):
            self._add(way, PRIMARY if number == 0 else PLAIN)
        self.column.addSpacing(theme.px(4))
        stop = Button(stop_text or _("Cancel"), self.reject, QUIET)
        self.buttons[""] = stop
        self.column.addWidget(stop, 0, Qt.AlignmentFlag.AlignRight)
        next(iter(self.buttons.values())).setFocus()

    def _add(self, way: Way, kind: str) -> None:
        button = Button(way.text, lambda: self._choose(way.key), kind, way.icon)
        button.setAccessibleDescription(way.explanation)
        self.buttons[way.key] = button
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if way.explanation:
            words = Text(way.explanation, Role.NOTE, "ink2", wrap=True)
            self.column.addWidget(words)
            self.column.addSpacing(theme.px(4))

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()

    def ask(self) -> str:
        """Show it until the person chooses; gives `chosen`."""
        self.run()
        return self.chosen


class FaultDialog(HouseDialog):
    """A fault of the program itself, with details that can be copied."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("A fault in the program"),
            _("Something went wrong in the program"),
            _(
                "What you were just doing was not saved. Everything that was saved before is safe. "
                "Send the details to who helps you with this program, so that it can be mended."
            ),
            "warn",
            parent,
        )
        explain(self, "troubles#fault")
        self.details = details
        shown = LongText(8)
        shown.setReadOnly(True)
        shown.setPlainText(details)
        shown.setAccessibleName(_("Details"))
        self.column.addWidget(shown)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.setDirection(QBoxLayout.Direction.RightToLeft)
        self.close_button = Button(_("Close"), self.accept, PRIMARY)
        self.copy_button = Button(_("Copy details"), self.copy, icon="copy")
        row.addWidget(self.close_button)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.close_button.setFocus()

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details)
        self.copy_button.setText(_("Copied"))
        self.copy_button.updateGeometry()


class WhoDialog(HouseDialog):
    """Who is at work on this computer: a name that is known, or a new one. `name` is the answer."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who is at work?"),
            _("Who is at work?"),
            _(
                "This name stands beside everything you change. It is no password, and you can "
                "change it at any time at the bottom of the window."
            ),
            "user-check",
            parent,
        )
        explain(self, "laptops#who")
        self.name = ""
        self.buttons: list[Button] = []
        if names:
            self.column.addWidget(self._listed(names))
        label = Text(_("Another name") if names else _("Your name"), Role.LABEL)
        self.line = Line()
        self.line.setAccessibleName(_("First name and surname"))
        label.setBuddy(self.line)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self._take_line)
        self.column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.addWidget(self.line, 1)
        self.take_button = Button(_("To work"), self._take_line, PRIMARY)
        row.addWidget(self.take_button)
        self.column.addLayout(row)
        self._typed("")
        (self.buttons[0] if self.buttons else self.line).setFocus()

    def _listed(self, names: Sequence[str]) -> QWidget:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        column.setSpacing(theme.px(6))
        for name in names:
            button = Button(name, lambda name=name: self._take(name))  # type: ignore[misc]
            self.buttons.append(button)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        rows = min(len(names), 5)
        scroll.setMinimumHeight(rows * theme.px(42) + theme.px(6 + 18 * (len(names) > rows)))
        return scroll

    def _typed(self, text: str) -> None:
        self.take_button.refuse("" if text.strip() else _("Type a name first."))

    def _take_line(self) -> None:
        if self.line.text().strip():
            self._take(" ".join(self.line.text().split()))

    def _take(self, name: str) -> None:
        self.name = name
        self.accept()

    def ask(self) -> str:
        """Show it; gives the name, or nothing when the person closed it."""
        self.run()
        return self.name
