"""Settings: the parts on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coopadmin.cooperative.queries import get_statutes, list_rates
from coopadmin.privacy.queries import list_breaches
from coopadmin.ui.deadlines.section import DeadlinesSection
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Choice, Combo
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.privacy.section import PrivacySection
from coopadmin.ui.settings.appearance import AppearanceSection
from coopadmin.ui.settings.backup import BackupSection
from coopadmin.ui.settings.chart import ChartSection
from coopadmin.ui.settings.cooperative import CooperativeSection
from coopadmin.ui.settings.documents import DocumentsSection
from coopadmin.ui.settings.housestyle import HouseStyleSection
from coopadmin.ui.settings.kinds import KindsSection
from coopadmin.ui.settings.mail import MailSection
from coopadmin.ui.settings.officers import OfficersSection
from coopadmin.ui.settings.ownfields import OwnFieldsSection
from coopadmin.ui.settings.rates import RatesSection
from coopadmin.ui.settings.section import Section
from coopadmin.ui.settings.statutes import StatutesSection
from coopadmin.ui.settings.who import WhoSection
from coopadmin.words import N_, _

LIST = 264


@dataclass(frozen=True)
class Entry:
    """A line of the list: its key, what it is called, its icon, its section, and its help."""

    id: str
    title: str
    icon: str
    make: Callable[[Page], Section]
    help_page: str = "settings"


def _entries(desk: Desk) -> tuple[Entry, ...]:
    of_file = (
        Entry("cooperative", N_("Cooperative"), "building-community", CooperativeSection),
        Entry("statutes", N_("Statutes"), "scale", StatutesSection, "statutes"),
        Entry("officers", N_("Board and committees"), "users-group", OfficersSection, "officers"),
        Entry("kinds", N_("Kinds of membership"), "tag", KindsSection, "settings#kinds"),
        Entry("own_fields", N_("Own fields"), "list-check", OwnFieldsSection, "fields"),
        Entry("chart", N_("Chart of accounts"), "book", ChartSection, "accounts"),
        Entry("deadlines", N_("Deadlines"), "hourglass", DeadlinesSection, "deadlines"),
        Entry("privacy", N_("Privacy"), "shield-lock", PrivacySection, "privacy"),
        Entry("rates", N_("Legal amounts"), "receipt-euro", RatesSection, "rates"),
        Entry("mail", N_("Sending e-mail"), "mail-forward", MailSection, "email#server"),
        Entry("style", N_("House style"), "file-text", HouseStyleSection),
        Entry("documents", N_("Documents"), "paperclip", DocumentsSection, "members#notes"),
    )
    program = desk.program
    if program is None:
        return of_file
    return (
        *of_file,
        Entry(
            "who", N_("Who is at work"), "user-check", partial(_who, program=program), "laptops#who"
        ),
        Entry("backup", N_("Backup"), "database", partial(_backup, program=program), "backups"),
        Entry(
            "appearance",
            N_("Appearance"),
            "letter-case",
            partial(_look, program=program),
            "settings#appearance",
        ),
    )


def _who(page: Page, program: Any) -> Section:
    return WhoSection(page, program)


def _backup(page: Page, program: Any) -> Section:
    return BackupSection(page, program)


def _look(page: Page, program: Any) -> Section:
    return AppearanceSection(page, program)


class SettingsPage(Page):
    """The list left and one section right; in a narrow page a choice above it."""

    TITLE: ClassVar[str] = N_("Settings")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "account attachment breach consent consent_purpose cooperative dated_rate deadline line "
        "mail_server meeting membership membership_kind own_field own_processing own_value person "
        "privacy_text resolution statutes_profile term_of_office erasure".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._entries = _entries(desk)
        self._made: dict[str, Section] = {}
        self._wrong: set[str] = set()
        self.here = self._entries[0].id
        self.choice = Combo([Choice(each.id, _(each.title)) for each in self._entries], _("Part"))
        self.choice.currentIndexChanged.connect(lambda _index: self.show_section(self._chosen()))
        self.choice.setMinimumWidth(theme.px(220))
        self.header.add_widget(self.choice)
        self.list = RowsTable(
            (
                Column(
                    "title", "", self._title, Look.NAME, 120, 1, icon=lambda row: (row.icon, "")
                ),
                Column("mark", "", look=Look.ICON, width=20, icon=self._mark),
            ),
            _("Parts of the settings"),
        )
        self.list.view.horizontalHeader().hide()
        self.list.chosen.connect(self._walked)
        self.list.activated.connect(lambda _row: self._enter())
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        self._side = Card(padded=False)
        self._side.body.addWidget(self.list, 1)
        self._side.setFixedWidth(theme.px(LIST))
        self.stack = QStackedWidget()
        row.addWidget(self._side)
        row.addWidget(self.stack, 1)
        self.body.addLayout(row, 1)
        self.room_changed.connect(lambda _narrow: self._arrange())
        self._arrange()

    # Sections.

    def section(self, name: str) -> Section:
        """The section with this name, made when it is first asked for; raises StopIteration."""
        if name not in self._made:
            entry = next(each for each in self._entries if each.id == name)
            made = entry.make(self)
            self._made[name] = made
            self.stack.addWidget(made)
        return self._made[name]

    def show_section(self, name: str) -> None:
        """Show a section, loaded anew when it is stale."""
        if name == self.here and self.stack.currentWidget() is self._made.get(name):
            return
        if self.here in self._made:
            self._made[self.here].leave()
        shown = self.section(name)
        self.here = name
        self.stack.setCurrentWidget(shown)
        self._load(shown)
        self._point_at(name)
        self._say_where(shown)
        self.refresh_actions()
        self.hints_changed.emit()

    def _say_where(self, shown: Section) -> None:
        entry = next(each for each in self._entries if each.id == self.here)
        # In a narrow page the choice beside it says which part it is.
        self.header.set_title(_(self.TITLE if self.narrow else entry.title), _(shown.NOTE))
        explain(self, entry.help_page)

    def _load(self, shown: Section) -> None:
        if shown.stale:
            shown.stale = False
            shown.reload()

    def _walked(self, row: Entry | None) -> None:
        if row is not None:
            self.show_section(row.id)

    def _point_at(self, name: str) -> None:
        self.list.choose(name)
        self.choice.blockSignals(True)
        self.choice.set_value(name)
        self.choice.blockSignals(False)

    def _chosen(self) -> str:
        return str(self.choice.value() or self.here)

    # What the window asks.

    def reload(self) -> None:
        today = self.desk.today()
        rates = {
            row.code: row for row in self.desk.books.ask(list_rates) if row.valid_from <= today
        }
        doubtful = {
            "statutes": not self.desk.books.ask(get_statutes, today).checked,
            "privacy": any(row.waits for row in self.desk.books.ask(list_breaches)),
            "rates": any(row.to_be_checked for row in rates.values()),
        }
        self._wrong = {name for name, wrong in doubtful.items() if wrong}
        if not self._made:
            self._take_up()
        self.list.set_rows(self._entries)
        for made in self._made.values():
            made.stale = True
        shown = self.section(self.here)
        self.stack.setCurrentWidget(shown)
        self._load(shown)
        self._point_at(self.here)
        self._say_where(shown)

    def _take_up(self) -> None:
        """Begin where something was being typed when the file was closed."""
        kept = [key.partition("/")[0] for key in self.desk.books.drafts_of("settings")]
        self.here = next((each.id for each in self._entries if each.id in kept), self.here)

    def page_actions(self) -> Sequence[Action]:
        made = self._made.get(self.here)
        return made.head_actions() if made is not None else ()

    def hints(self) -> Sequence[Hint]:
        made = self._made.get(self.here)
        if made is None or self.list.view.hasFocus():
            return (Hint(("Up", "Down"), _("choose")), Hint(("Enter",), _("open")))
        return made.hints()

    def first_focus(self) -> QWidget | None:
        return self.list if not self.narrow else self.choice

    def visit(self, place: Any) -> None:
        """Open a section by its key, with the focus in it; after a blank, a thing in it."""
        name, _blank, thing = str(place).partition(" ")
        if name in {each.id for each in self._entries}:
            self.show_section(name)
            if thing:
                self.section(name).visit(thing)
            else:
                self._enter()

    def next_problem(self) -> None:
        if not self.section(self.here).next_problem():
            super().next_problem()

    def leave(self) -> None:
        if self.here in self._made:
            self._made[self.here].leave()

    def _enter(self) -> None:
        focus = self.section(self.here).first_focus()
        if focus is not None:
            focus.setFocus()
        self.hints_changed.emit()

    def _title(self, row: Entry) -> str:
        return _(row.title)

    def _ink(self, row: Entry) -> str:
        return "ink" if row.id == self.here else "ink2"

    def _mark(self, row: Entry) -> tuple[str, str] | None:
        return ("alert-triangle", "warn_mark") if row.id in self._wrong else None

    def _arrange(self) -> None:
        self._side.setVisible(not self.narrow)
        self.choice.setVisible(self.narrow)
        if self.here in self._made:
            self._say_where(self._made[self.here])


def _icon(row: Entry) -> tuple[str, str]:
    return row.icon, "ink2"
