"""The panel beside the list: who it is, how to reach them, and four tabs with the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from coopadmin.attachments.rules import Owner
from coopadmin.contributions.queries import list_charges, list_payments
from coopadmin.cooperative.queries import get_book_years, get_cooperative
from coopadmin.cooperative.rules import has_liable_members
from coopadmin.desk.erase_plan import get_erasure
from coopadmin.desk.member_history import history_of_person
from coopadmin.desk.remains import what_remains
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import Refused
from coopadmin.members.applications import get_application
from coopadmin.members.queries import MemberRow, get_membership, memberships_of
from coopadmin.members.rules import GROUNDS
from coopadmin.members.suspended import list_sanctions
from coopadmin.people.households import HouseholdRow, household_of
from coopadmin.people.notes import list_notes
from coopadmin.people.own_fields import list_own_fields, own_values_of
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ORGANISATION, phone_line
from coopadmin.ui.attached import AttachedFiles
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import ICON, Action, Button, MenuButton
from coopadmin.ui.kit.cards import Panel, clear_layout
from coopadmin.ui.kit.choices import Option, Tabs
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Chip, Facts, Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.applicants import (
    ADMIT,
    APPLICATION,
    ASK,
    REFUSE,
    TURNED_DOWN,
    WITHDRAW,
    ApplicantTab,
    is_applicant,
)
from coopadmin.ui.members.columns import status_chip
from coopadmin.ui.members.consents import ConsentsPart
from coopadmin.ui.members.erasing import ERASE, erased_message
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.members.letters import LettersPart
from coopadmin.ui.members.notes import NOTE, NotesPart
from coopadmin.ui.members.ownparts import own_facts
from coopadmin.ui.members.sanctions import APPEAL, CONCLUDE, SUSPEND, running
from coopadmin.ui.members.tabs import (
    ContributionTab,
    Deed,
    DetailsTab,
    HoursTab,
    Tab,
)
from coopadmin.ui.members.timeline import HistoryTab
from coopadmin.ui.members.welcoming import TELL
from coopadmin.volunteers.queries import list_hours
from coopadmin.words import _

DETAILS, CONTRIBUTION, HOURS, HISTORY = "details", "contribution", "hours", "history"
# Beside the heading of a membership there is room for three buttons.
_MENU_ONLY = ("calendar", "mail-forward", "player-pause", "checks", "gavel")
Asking = Callable[[str, str, str, str], tuple[str, Action]]
DIED, ACKNOWLEDGE, HOUSEHOLD = "died", "acknowledge", "household"
PERSON, MEMBERSHIP, END, AGAIN, TAKE_BACK = "person", "membership", "end", "again", "take-back"
HELD = "held"


class MemberDetail(Panel):
    """One member; `wanted(what)` asks the page for a form or operation on the member shown."""

    wanted = Signal(str)
    undo_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(" ")
        self.page, self._desk = page, page.desk
        self.row: MemberRow | None = None
        self.edit_button = Button(_("Edit"), lambda: self.wanted.emit(PERSON), icon="pencil")
        self.header_row.addWidget(self.edit_button)
        self.menu = MenuButton("", kind=ICON, icon="dots")
        self.menu.setAccessibleName(_("More for this member"))
        self.menu.setToolTip(_("More for this member"))
        self.header_row.addWidget(self.menu)
        self._number = Text("", Role.NUMBER, "ink2")
        self._status, self._kind = Chip(), Chip()
        self._facts = Facts(72)
        self.tabs = Tabs(
            [
                Option(DETAILS, _("Details")),
                Option(CONTRIBUTION, _("Contribution")),
                Option(HOURS, _("Hours")),
                Option(HISTORY, _("History")),
            ],
            _("Parts of a member"),
        )
        self.tabs.chosen.connect(lambda _key: self._fill())
        self._head = self._made_head()
        whole = self.layout()
        assert isinstance(whole, QVBoxLayout)
        whole.insertWidget(1, self._head)
        self.show_member(None)

    def _made_head(self) -> QWidget:
        head = QWidget()
        head.setObjectName("clear")
        column = QVBoxLayout(head)
        column.setContentsMargins(theme.px(18), 0, theme.px(10), 0)
        column.setSpacing(theme.px(8))
        chips = QHBoxLayout()
        chips.setSpacing(theme.px(8))
        for part in (self._number, self._status, self._kind):
            chips.addWidget(part)
        chips.addStretch(1)
        column.addLayout(chips)
        column.addWidget(self._facts)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    # Who is shown.

    def show_member(self, row: MemberRow | None) -> None:
        """Show a member, or that nobody was chosen; the tab stays."""
        self.row = row
        shown = row is not None
        for part in (self._head, self.header, self.rule):
            part.setVisible(shown)
        if row is None:
            clear_layout(self.body)
            self.body.addWidget(
                EmptyState(
                    _("Nobody chosen"),
                    _("Choose a member in the list to see the details here."),
                    icon="users",
                )
            )
            return
        self.set_title(row.name)
        self._number.setText(number_shown(row.number))
        chip = status_chip(row)
        self._status.set(chip.text, chip.tone, chip.icon)
        self._kind.set(row.kind)
        place = ", ".join(
            part for part in (row.address, f"{row.postcode} {row.town}".strip()) if part
        )
        self._facts.set_facts(
            [
                (_("Address"), place),
                (_("E-mail"), row.email),
                (_("Telephone"), phone_line(row.phone)),
                (_("Mobile"), phone_line(row.mobile)),
            ]
        )
        self._set_menu(row)
        self._fill()

    def refresh(self) -> None:
        """Ask the shown tab anew, after a change."""
        if self.row is not None:
            self._fill()

    def choose_tab(self, key: str) -> None:
        self.tabs.choose(key)
        self.refresh()

    def _set_menu(self, row: MemberRow) -> None:
        held = Action(_("What we hold on this person…"), partial(self.wanted.emit, HELD),
                      "file-type-pdf")  # fmt: skip
        erase = Action(_("Erase details…"), partial(self.wanted.emit, ERASE), "trash",
                       why_not=self._why_not())  # fmt: skip
        self.menu.set_actions([*(one for _short, one in self.offers(row)), held, erase])
        why_not = self._why_not()
        self.edit_button.refuse(why_not)

    def _why_not(self) -> str:
        return _("This file is only looked at.") if self._desk.books.read_only else ""

    def offers(self, row: MemberRow) -> list[tuple[str, Action]]:
        """What can be done with this member: a short word for a small button, and the action."""
        why_not = self._why_not()

        def asking(short: str, words: str, what: str, icon: str) -> tuple[str, Action]:
            run = partial(self.wanted.emit, what)
            return short, Action(words, run, icon, why_not=why_not)

        if is_applicant(row):
            edit = asking(_("Edit"), _("Edit application"), APPLICATION, "mailbox")
            admit = asking(_("Admit"), _("Admit applicant"), ADMIT, "user-check")
            person = asking(_("Edit"), _("Edit person"), PERSON, "pencil")
            if row.status == TURNED_DOWN:
                meeting = asking(_("Meeting"), _("Ask the general meeting"), ASK, "gavel")
                return [person, edit, admit, meeting]
            withdraw = asking(_("Withdrawn"), _("Withdraw application"), WITHDRAW, "x")
            refuse = asking(_("Refuse"), _("Refuse applicant"), REFUSE, "hand-stop")
            return [person, edit, withdraw, admit, refuse]
        found = [
            asking(_("Edit"), _("Edit person"), PERSON, "pencil"),
            asking(_("Edit"), _("Edit membership"), MEMBERSHIP, "user-check"),
        ]
        if row.until is None:
            found.append(asking(_("End"), _("End membership"), END, "player-stop"))
        else:
            found.append(asking(_("Take back"), _("Take back the end"), TAKE_BACK, "arrow-back-up"))
            if row.end_reason in GROUNDS and self._acknowledges():
                words = _("Acknowledge termination")
                found.append(asking(_("Acknowledge"), words, ACKNOWLEDGE, "mail-forward"))
        if row.status in ("running", "leaving", "future") and row.nature != ORGANISATION:
            found.append(asking(_("Died"), _("Note death"), DIED, "calendar"))
        if row.status in ("running", "future") and not self._told(row):
            words = _("Member number communicated")
            found.append(asking(_("Welcome"), words, TELL, "mail-forward"))
        if row.status in ("running", "leaving"):
            found += self._sanction_offers(row, asking)
        if row.status == "ended" and row.end_reason != "death":
            again = _("Make a member again")
            found.append(asking(_("Member again"), again, AGAIN, "user-plus"))
        return found

    # The tab shown.

    def _fill(self) -> None:
        row = self.row
        if row is None:
            return
        focused = QApplication.focusWidget()
        inside = focused is not None and self.inside.isAncestorOf(focused)
        clear_layout(self.body)
        try:
            self.body.addWidget(self._tab(row))
        except Refused as refused:
            # Taken away elsewhere since the list was loaded.
            self.body.addWidget(EmptyState(str(refused), icon="info-circle"))
        self.body.addStretch(1)
        if inside:
            # What had the focus is gone; the tab that it stood under keeps the place.
            for one in self.tabs.findChildren(QAbstractButton):
                if one.isChecked():
                    one.setFocus()

    def _tab(self, row: MemberRow) -> QWidget:
        books, today = self._desk.books, self._desk.today()
        key = self.tabs.key()
        if key == CONTRIBUTION:
            charges = books.ask(list_charges, person_id=row.person_id)
            payments = [
                payment
                for number in dict.fromkeys(charge.member_number for charge in charges)
                for payment in books.ask(list_payments, member_number=number)
            ]
            return ContributionTab(charges, payments, today)
        if key == HOURS:
            years = books.ask(get_book_years)
            now = years.on(today)
            before = years.before(now)
            entries = books.ask(list_hours, Period(before.first, now.last), person_id=row.person_id)
            return HoursTab(entries, (now, before))
        if key == HISTORY:
            found = books.ask(history_of_person, row.person_id)
            tab = HistoryTab(found, today, can_undo=not books.read_only)
            tab.undo_wanted.connect(self.undo_wanted)
            return tab
        if is_applicant(row):
            applied = ApplicantTab(
                books.ask(get_application, row.membership_id),
                books.ask(get_person, row.person_id),
                self.offers(row)[-2:],
            )
            consents = ConsentsPart(self.page, row.person_id)
            self._more(applied, Owner("application", row.membership_id), consents)
            return applied
        others = books.ask(memberships_of, row.person_id, today)
        card = books.ask(get_person, row.person_id)
        remains = None
        if card.person.death_date is not None:
            remains = books.ask(what_remains, row.person_id, today)
        details = DetailsTab(
            card,
            books.ask(get_membership, row.membership_id),
            [other for other in others if other.membership_id != row.membership_id],
            [deed for deed in self.offers(row)[1:] if deed[1].icon not in _MENU_ONLY],
            remains,
            running(books.ask(list_sanctions, row.membership_id), today),
            self._household(row),
            own_facts(books.ask(list_own_fields), books.ask(own_values_of, row.person_id)),
            Action(_("Make this letter"), partial(self._write, "heirs", row), "printer"),
        )
        erased = books.ask(get_erasure, row.person_id)
        if erased is not None:
            details.column.insertWidget(0, erased_message(erased))
        new = Action(_("New note"), partial(self.wanted.emit, NOTE), "pencil")
        notes = NotesPart(
            self.page,
            books.ask(list_notes, row.person_id),
            replace(new, why_not=self._why_not()),
        )
        consents = ConsentsPart(self.page, row.person_id)
        letters = LettersPart(self.page, row.person_id)
        self._more(details, Owner("person", row.person_id), consents, letters, notes)
        return details

    def _write(self, code: str, row: MemberRow) -> None:
        self._desk.go("letters", (code, row.person_id))

    def _more(self, tab: Tab, owner: Owner, *parts: QWidget) -> None:
        """Below what is known: notes, and the documents that belong to it."""
        for part in (*parts, AttachedFiles(self.page, owner)):
            tab.column.addWidget(Rule())
            tab.column.addWidget(part)

    def _household(self, row: MemberRow) -> tuple[HouseholdRow | None, Deed] | None:
        """The household of today with the way to it; nothing for an organisation."""
        if row.nature == ORGANISATION:
            return None
        home = self._desk.books.ask(household_of, row.person_id, self._desk.today())
        run = partial(self.wanted.emit, HOUSEHOLD)
        if home is not None:
            return home, (_("Show"), Action(_("Show household"), run, "home"))
        why_not = self._why_not()
        return None, (_("New"), Action(_("New household"), run, "home", why_not=why_not))

    def _told(self, row: MemberRow) -> bool:
        return self._desk.books.ask(get_membership, row.membership_id).number_told_on is not None

    def _sanction_offers(self, row: MemberRow, asking: Asking) -> list[tuple[str, Action]]:
        """Suspending a member, or what goes on with a suspension that runs."""
        rows = self._desk.books.ask(list_sanctions, row.membership_id)
        found = running(rows, self._desk.today())
        if found is None:
            return [asking(_("Suspend"), _("Suspend or expel"), SUSPEND, "player-pause")]
        words = _("Conclude suspension or expulsion")
        offers = [asking(_("Conclude"), words, CONCLUDE, "checks")] if found.last is None else []
        if found.expels and found.appealed_on is None:
            offers.append(asking(_("Appeal"), _("Record appeal"), APPEAL, "gavel"))
        return offers

    def _acknowledges(self) -> bool:
        """Whether the legal form asks that notice is acknowledged (BW 2:61)."""
        return has_liable_members(self._desk.books.ask(get_cooperative).legal_form)
