"""Settings of how documents look: the logo and the colour; every choice works at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from coopadmin.attachments.queries import logo_name, logo_of
from coopadmin.attachments.service import remove_logo, set_logo
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.service import set_accent
from coopadmin.kernel.problem import Refused
from coopadmin.ui.choosing import content_of
from coopadmin.ui.housestyle import StyleChooser
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.section import Section
from coopadmin.words import N_, _, say


class HouseStyleSection(Section):
    """The same chooser as in the first page; undo takes a choice back."""

    NOTE: ClassVar[str] = N_("For reports, convocations and other papers. It works at once.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        panel = Panel()
        self.column.addWidget(panel)
        self.chooser = StyleChooser()
        self.chooser.logo_chosen.connect(self._set_logo)
        self.chooser.logo_removed.connect(self._remove_logo)
        self.chooser.colour_chosen.connect(self._set_colour)
        panel.body.addWidget(self.chooser)
        panel.body.addSpacing(theme.px(8))
        panel.body.addWidget(Rule())
        panel.body.addWidget(Text(_("Figures of earlier years"), Role.LABEL))
        words = _("They are typed in at the annual report, and every report marks them.")
        panel.body.addWidget(Text(words, Role.CAPTION, "ink2", wrap=True))
        self.earlier = Button(
            _("To the earlier years"), lambda: self.desk.go("annual", "earlier"), QUIET, "report"
        )
        panel.body.addWidget(self.earlier)
        panel.body.addStretch(1)
        if self.desk.books.read_only:
            self.chooser.setEnabled(False)

    def reload(self) -> None:
        ask = self.desk.books.ask
        facts = ask(get_cooperative)
        self.chooser.show_style(facts.name, ask(logo_name), ask(logo_of), facts.accent)

    def hints(self) -> tuple[Hint, ...]:
        return (Hint(("Tab",), _("next")), Hint(("Ctrl", "Z"), _("undo")))

    def first_focus(self) -> QWidget:
        return self.chooser.choose_button

    def _set_logo(self, path: Path) -> None:
        self._try(lambda: self.desk.books.do(set_logo, path.name, content_of(path)))

    def _remove_logo(self) -> None:
        self._try(lambda: self.desk.books.do(remove_logo))

    def _set_colour(self, colour: str) -> None:
        self._try(lambda: self.desk.books.do(set_accent, colour))

    def _try(self, run: Callable[[], object]) -> None:
        try:
            run()
        except Refused as refused:
            self.chooser.show_logo_problem(" ".join(say(each) for each in refused.problems))
