"""Writing in a section of the report, and reading what is written in one that is closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from coopadmin.annual.rules import SECTIONS
from coopadmin.annual.studio import NEEDS_TEXT
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import LongText
from coopadmin.ui.kit.message import INFO, Message
from coopadmin.words import N_, _

IN_LANGUAGE: Mapping[str, str] = {"nl": N_("Text in Dutch"), "en": N_("Text in English")}
LEAST = 92
# Head and foot of the panel, margins, the label above the field and two lines of hint below.
AROUND = 51 + 61 + 28 + 24 + 40


def back_on_escape(panel: QWidget, back: Callable[[], object]) -> None:
    """Esc leaves this panel; what is typed in it stays as a draft."""
    shortcut = QShortcut(QKeySequence("Esc"), panel)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(back)


class TextForm(Form):
    """What the board writes in one section in one language, in a field as high as there is room.

    `save(text)` keeps it. `back` comes when the person leaves without saving, `thrown_away` when
    what was typed is not wanted.
    """

    back = Signal()

    def __init__(
        self,
        section: str,
        language: str,
        kept: str,
        save: Callable[[str], object],
        today: date,
    ) -> None:
        hint = N_("An empty line begins a new paragraph, “- ” at its start a list.")
        first = N_("A short first line with an empty line below it is set large.")
        field = Field(
            "text",
            IN_LANGUAGE[language],
            Kind.LONG,
            optional=True,
            hint=first if section == NEEDS_TEXT else hint,
            lines=6,
        )

        def save_text(values: dict[str, Any], _answers: Mapping[str, str]) -> object:
            return save(values["text"])

        super().__init__([field], save_text, today, _(SECTIONS[section]), cancel=False)
        self.section, self.language = section, language
        self.set_values({"text": kept})
        self.away = Button(_("Discard"), self._throw_away, QUIET, changes=True)
        self.away.setToolTip(_("What you typed goes; what was saved stays."))
        self.away.setAccessibleDescription(self.away.toolTip())
        self.footer_row.insertWidget(1, Button(_("Back"), self.back.emit, QUIET))
        self.footer_row.insertWidget(2, self.away)
        self.away.hide()
        self.edited.connect(lambda _name: self._show_away())
        self.saved.connect(lambda _result: self._show_away())
        back_on_escape(self, self.back.emit)

    def text(self) -> str:
        """What stands in the field now."""
        return str(self.box("text").text())

    def restore(self, kept: Mapping[str, Any]) -> None:
        super().restore(kept)
        self._show_away()

    def _show_away(self) -> None:
        self.away.setVisible(self.is_changed())

    def _throw_away(self) -> None:
        self.cancel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.height() - theme.px(AROUND)
        self.box("text").control.setFixedHeight(max(theme.px(LEAST), room))


class TextReader(Panel):
    """The text of a section that is closed, with the reason."""

    back = Signal()

    def __init__(self, section: str, language: str, text: str, reason: str) -> None:
        super().__init__(_(SECTIONS[section]))
        self.section, self.language = section, language
        self.body.addWidget(Message(INFO, reason))
        self.field = LongText(6)
        self.field.setReadOnly(True)
        self.field.setPlainText(text or _("Nothing is written here."))
        self.field.setAccessibleName(_(IN_LANGUAGE[language]))
        self.field.setAccessibleDescription(reason)
        self.body.addWidget(self.field, 1)
        self.footer_row.addWidget(Button(_("Back"), self.back.emit))
        self.footer_row.addStretch(1)
        self.show_footer()
        back_on_escape(self, self.back.emit)

    def focus_first(self) -> None:
        """Put the focus in the text, where the arrows scroll."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
