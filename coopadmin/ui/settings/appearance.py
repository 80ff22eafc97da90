"""Settings of how the program looks on this computer: theme, size of text, language."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import TEXT_SCALES, Appearance, Role
from coopadmin.ui.program import Program
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, language


class AppearanceSection(Section):
    """Three choices that work at once; nothing has to be saved."""

    NOTE: ClassVar[str] = N_("Only for this computer. It works at once.")

    def __init__(self, page: Page, program: Program) -> None:
        super().__init__(page)
        self._program = program
        panel = Panel()
        self.column.addWidget(panel)
        self.theme = Segmented(
            [
                Option(Appearance.SYSTEM, _("As the system")),
                Option(Appearance.LIGHT, _("Light")),
                Option(Appearance.DARK, _("Dark")),
            ],
            _("Theme"),
        )
        self.text = Segmented(
            [Option(str(percent), f"{percent}%") for percent in TEXT_SCALES], _("Size of text")
        )
        self.language = Segmented(
            # Everybody finds the own language by its own name.
            [Option("nl", "Nederlands"), Option("en", "English")],
            _("Language"),
        )
        for title, note, switch in (
            (N_("Theme"), N_("Dark is restful in the evening."), self.theme),
            (
                N_("Size of text"),
                N_("Everything grows with it; what does not fit moves to a page of its own."),
                self.text,
            ),
            (
                N_("Language"),
                N_("Documents can be made in the other language too."),
                self.language,
            ),
        ):
            panel.body.addWidget(Text(_(title), Role.LABEL))
            panel.body.addWidget(_left(switch))
            panel.body.addWidget(Text(_(note), Role.CAPTION, "ink2", wrap=True))
            panel.body.addSpacing(theme.px(12))
        panel.body.addStretch(1)
        self.theme.chosen.connect(lambda _key: self._dress())
        self.text.chosen.connect(lambda _key: self._dress())
        self.language.chosen.connect(self._speak)

    def reload(self) -> None:
        self.theme.choose(self._program.preferences().theme)
        self.text.choose(str(theme.text_scale()))
        self.language.choose(language())

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Left", "Right"), _("choose")), Hint(("Tab",), _("next")))

    def first_focus(self) -> QWidget | None:
        buttons = self.theme.findChildren(QAbstractButton)
        return next((button for button in buttons if button.isChecked()), None)

    def _dress(self) -> None:
        wanted = self.theme.key(), int(self.text.key())
        # The window may be built anew by this: first let the click come to its end.
        QTimer.singleShot(0, self.window(), lambda: self._program.dress(*wanted))

    def _speak(self, code: str) -> None:
        QTimer.singleShot(0, self.window(), lambda: self._program.speak(code))


def _left(widget: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(widget)
    across.addStretch(1)
    return row
