"""Privacy in the settings: its parts beside each other, one of them shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option, Tabs
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.page import Page
from coopadmin.ui.privacy.breaches import BreachesPart
from coopadmin.ui.privacy.erasing import ErasingPart
from coopadmin.ui.privacy.purposes import PurposesPart
from coopadmin.ui.privacy.register import RegisterPart
from coopadmin.ui.privacy.statement import StatementPart
from coopadmin.ui.settings.section import Section
from coopadmin.ui.settings.tables import SCREEN
from coopadmin.words import N_, _

CONSENTS, REGISTER, STATEMENT, BREACHES = "consents", "register", "statement", "breaches"
ERASING = "erasing"
ONE_BREACH = "breach"


@dataclass(frozen=True)
class Part:
    """A part of privacy: its key, what it is called, and the section that is it."""

    key: str
    title: str
    make: Callable[[Page], Section]


# What else belongs to privacy takes a line here.
PARTS: Sequence[Part] = (
    Part(CONSENTS, N_("Consents"), PurposesPart),
    Part(REGISTER, N_("Register of processing"), RegisterPart),
    Part(STATEMENT, N_("Statement"), StatementPart),
    Part(BREACHES, N_("Data breaches"), BreachesPart),
    Part(ERASING, N_("Erasing"), ErasingPart),
)


class PrivacySection(Section):
    """Each part is a section of its own, made when it is first shown."""

    KEY: ClassVar[str] = "privacy"
    NOTE: ClassVar[str] = N_("What the AVG asks of a cooperative, from what stands in this file.")

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._made: dict[str, Section] = {}
        self.tabs = Tabs([Option(each.key, _(each.title)) for each in PARTS], _("Parts of privacy"))
        self.tabs.chosen.connect(self.show_part)
        self.stack = QStackedWidget()
        self.column.setSpacing(theme.px(10))
        self.column.addWidget(self.tabs)
        self.column.addWidget(self.stack, 1)

    @property
    def shown(self) -> Section:
        return self.part(self.tabs.key())

    def part(self, key: str) -> Section:
        """The part with this key, made when it is first asked for."""
        if key not in self._made:
            made = next(each for each in PARTS if each.key == key).make(self.page)
            self._made[key] = made
            self.stack.addWidget(made)
        return self._made[key]

    def show_part(self, key: str) -> None:
        """Show a part, loaded anew when it is stale."""
        self.shown.leave()
        self.tabs.choose(key)
        self._load()
        self.page.refresh_actions()
        self.page.hints_changed.emit()

    def _load(self) -> None:
        self.stack.setCurrentWidget(self.shown)
        if self.shown.stale:
            self.shown.stale = False
            self.shown.reload()

    # What the page of settings asks.

    def reload(self) -> None:
        if not self._made:
            self._take_up()
        for made in self._made.values():
            made.stale = True
        self._load()

    def _take_up(self) -> None:
        """Begin where something was being typed when the file was closed."""
        kept = [key.split("/") for key in self.desk.books.drafts_of(SCREEN)]
        typed = {words[1] for words in kept if words[0] == self.KEY}
        self.tabs.choose(next((each.key for each in PARTS if each.key in typed), PARTS[0].key))

    def visit(self, thing: str) -> None:
        """A part by its key, or `breach` and the number of one."""
        word, _blank, number = thing.partition(" ")
        key = BREACHES if word == ONE_BREACH else word
        if key in {each.key for each in PARTS}:
            self.show_part(key)
            self.shown.visit(number)

    def head_actions(self) -> Sequence[Action]:
        return self.shown.head_actions()

    def hints(self) -> Sequence[Hint]:
        return self.shown.hints()

    def first_focus(self) -> QWidget | None:
        return self.shown.first_focus()

    def next_problem(self) -> bool:
        return self.shown.next_problem()

    def leave(self) -> None:
        self.shown.leave()
