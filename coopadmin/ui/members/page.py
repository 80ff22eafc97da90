"""The page of the members: the register, one member beside it, their forms, and reading a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from coopadmin.cooperative.queries import book_year_of
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import MemberRow
from coopadmin.members.service import take_back_termination
from coopadmin.people.households import household_of
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.besides import Beside, Besides
from coopadmin.ui.members.daystrip import DayMenu, DayStrip
from coopadmin.ui.members.detail import HELD, HOUSEHOLD, PERSON, TAKE_BACK, MemberDetail
from coopadmin.ui.members.exporting import Exporter
from coopadmin.ui.members.householdforms import NEW as NEW_HOUSEHOLD
from coopadmin.ui.members.households import HouseholdsView
from coopadmin.ui.members.importscreen import ImportScreen
from coopadmin.ui.members.keys import keys_of
from coopadmin.ui.members.listing import MembersList
from coopadmin.ui.members.offers import offers_of
from coopadmin.ui.members.openforms import DETAIL_WIDTH, NEW, NEW_APPLICANT, OpenForms
from coopadmin.ui.members.papers import print_held
from coopadmin.ui.members.profileview import ProfileView
from coopadmin.ui.members.register import (
    ACTIVE,
    APPLICANTS,
    Choice,
    Register,
    is_large,
    load_register,
    subtitle,
)
from coopadmin.ui.members.selector import Selector
from coopadmin.ui.members.visiting import visit_member, visit_part
from coopadmin.words import N_, _

LOADING = "members.load"


class MembersPage(Page):
    """Leden (LOOK b, m and r)."""

    TITLE: ClassVar[str] = N_("Members")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        "person application sanction membership membership_kind charge open_item settlement tariff"
        " hour_entry term_of_office household household_stay person_note attachment consent"
        " alias different_people own_field own_value consent_purpose activity activity_lead"
        " volunteer_task sent_letter came_back sending"
        " capital_movement attendance selection erasure".split()
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.day: date | None = None
        self.list = MembersList(desk.today)
        self.selector = Selector(self)
        self.detail = MemberDetail(self)
        self.both = ListDetail(
            self.list, self.detail, self.list.table, _("All members"), DETAIL_WIDTH
        )
        self.strip = DayStrip(desk.today)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.both)
        self.besides = Besides(self, self.stack)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)
        self.on_day = DayMenu(self.show_day, self.strip.ask)
        self.header.add_widget(self.on_day)
        self.forms = OpenForms(desk, self.both, self.detail, self.messages, self._find_row)
        self.exporter = Exporter(desk, self.messages)
        self._wanted: int | None = None
        self._loaded_once, self._had_rows = False, True
        self._listen()

    def _listen(self) -> None:
        table = self.list.table
        table.settled.connect(lambda _row: self._settled())
        table.activated.connect(lambda _row: self._entered())
        self.list.narrowed.connect(self._choose_something)
        self.list.new_wanted.connect(self.new_member)
        self.forms.changed.connect(self._form_changed)
        self.forms.saved.connect(self._saved)
        self.forms.look_wanted.connect(self.look_at)
        self.forms.row_wanted.connect(self.list.choose)
        self.list.read_wanted.connect(self.read_list)
        self.detail.wanted.connect(self.edit)
        self.detail.undo_wanted.connect(self._take_back_done)
        self.strip.day_chosen.connect(self.show_day)
        self.both.covering.connect(self._covering)
        self.both.closed.connect(self._detail_closed)
        self.both.narrow_changed.connect(lambda _narrow: self.hints_changed.emit())

    # What the window asks.

    def page_actions(self) -> Sequence[Action]:
        beside = self.beside()
        return beside.offers() if beside is not None else offers_of(self)

    def hints(self) -> Sequence[Hint]:
        beside = self.beside()
        if beside is not None:
            return beside.hints()
        form, narrow = self.forms.form is not None, self.both.narrow
        return keys_of(form=form, narrow=narrow, detail=self.both.is_open())

    def first_focus(self) -> QWidget | None:
        beside = self.beside()
        if beside is not None:
            return beside.first_focus()
        if self.forms.form is not None:
            return self.forms.form.focusProxy()
        register = self.list.register
        if register is not None and not register.rows:
            return self.list.table
        return self.list.search

    def reload(self) -> None:
        asked = self.desk.books, self.day or self.desk.today(), self.selector.selection
        if is_large(*asked[:2]):
            title = _("Loading the members")
            task = self.desk.runner.run(load_register, *asked, key=LOADING, title=title)
            task.done.connect(self._loaded)
        else:
            self._loaded(load_register(*asked))
        self.besides.books_changed()

    def visit(self, place: Any) -> None:
        """A row or person by id, `new` or that with a name, a view, a filter, or words."""
        if visit_part(self, place):
            return
        if place == NEW:
            self.new_member()
        elif isinstance(place, tuple):
            self.new_member(place[1])
        elif isinstance(place, int):
            visit_member(self, place)
        elif isinstance(place, str) and place:
            self.leave_beside()
            choice = Choice(place) if place in (ACTIVE, APPLICANTS) else None
            self.list.look_for("" if choice else place, choice)

    def show_wanted(self, membership_id: int) -> None:
        """The cursor to this member, now or when the register has been loaded."""
        self._wanted = membership_id
        self._choose_something()
        self._settled()
        self.list.table.setFocus()

    def next_pane(self) -> bool:
        beside = self.beside()
        if beside is not None:
            return beside.next_pane()
        side: QWidget = self.forms.form or self.detail
        focused = QApplication.focusWidget()
        listing = focused is not None and self.list.isAncestorOf(focused)
        if not (listing and side.isVisible()) or self.list.register is None:
            return False
        self.both.open_detail(self.forms.form.focusProxy() if self.forms.form else None)
        return True

    def next_problem(self) -> None:
        beside = self.beside()
        if beside is None or not beside.next_problem():
            super().next_problem()

    # The register.

    def _loaded(self, register: Register) -> None:
        first = not self._loaded_once
        self._loaded_once = True
        self.list.show_register(register)
        self.selector.arrived(register.taken)
        self._settled(changed=True)
        self._show_head(register)
        self.forms.show_drafts(reopen=first)
        self.refresh_actions()

    def _show_head(self, register: Register) -> None:
        today = self.desk.today()
        self.on_day.show_day(self.day, today, self.desk.books.ask(book_year_of, today))
        if self.beside() is None:
            self.header.set_title(_("Members"), subtitle(register))

    def show_day(self, day: date | None) -> None:
        """The register as it is on another day; None for today."""
        self.day = None if day == self.desk.today() else day
        self.strip.show_day(self.day)
        self.reload()
        if self.day is None and not self.list.search.hasFocus():
            self.list.table.setFocus()

    def _choose_something(self) -> None:
        """After other rows: what was asked for, else what was chosen, else the first."""
        if self._wanted is not None and self.list.register is not None:
            wanted, self._wanted = self._wanted, None
            self.list.choose(wanted)
        if self.list.table.current() is None:
            self.list.table.choose_first()
        if self._had_rows != bool(len(self.list.table)):
            self._had_rows = not self._had_rows
            self.refresh_actions()

    def _settled(self, *, changed: bool = False) -> None:
        """Show the row under the cursor; `changed` when its details may be others."""
        row: MemberRow | None = self.list.table.current()
        if self.forms.form is not None:
            if self.forms.is_about(row):
                return
            self.forms.close()
            self.forms.show_drafts()
        if changed or row is None or row != self.detail.row:
            self.detail.show_member(row)

    def find_in_list(self) -> None:
        self.both.close_detail()
        self.list.search.setFocus()
        self.list.search.selectAll()

    # The forms.

    def _entered(self) -> None:
        self._settled()
        if not self.both.narrow and self.forms.form is None:
            self.edit(PERSON)

    def edit(self, what: str) -> None:
        """Open a form about the member shown, or do what needs none."""
        row = self.detail.row
        if row is not None and what == HELD:
            print_held(self, row.person_id, row.name)
        elif row is None or self.desk.books.read_only:
            return
        elif what == TAKE_BACK:
            self.do(take_back_termination, row.membership_id)
        elif what == HOUSEHOLD:
            home = self.desk.books.ask(household_of, row.person_id, self.desk.today())
            self.show_households(home.number if home else None, () if home else (row.person_id,))
        else:
            self.forms.open(f"{what}/{row.membership_id}")

    def new_member(self, name: str = "") -> None:
        if not self.desk.books.read_only:
            self.leave_beside()
            self.forms.open(NEW, name)

    def new_applicant(self) -> None:
        if not self.desk.books.read_only:
            self.leave_beside()
            self.forms.open(NEW_APPLICANT)

    def look_at(self, membership_id: int) -> None:
        """Show a member in the list; what is being typed stays a draft."""
        self.forms.close()
        self.list.choose(membership_id)
        self._settled()
        self.forms.show_drafts()
        self.list.table.setFocus()

    def _find_row(self, membership_id: int) -> MemberRow | None:
        register = self.list.register
        return register.find(membership_id) if register is not None else None

    def _form_changed(self) -> None:
        self.refresh_actions()
        self.hints_changed.emit()

    def _saved(self, membership_id: int) -> None:
        self._wanted = membership_id
        self._choose_something()
        self._settled(changed=True)

    def _detail_closed(self) -> None:
        # Esc over a narrow page: a form that stands there goes with it, its text stays a draft.
        if self.forms.form is not None:
            self.forms.close()
            self._settled()
            self.forms.show_drafts()

    def _take_back_done(self, done_id: Any) -> None:
        self.messages.clear()
        try:
            self.desk.books.undo(done_id)
        except Refused as refused:
            self.messages.show_problems(refused.problems)

    # What stands in the place of the list.

    @property
    def reader(self) -> ImportScreen | None:
        return self.besides.reader

    @property
    def profile(self) -> ProfileView | None:
        return self.besides.profile

    @property
    def households(self) -> HouseholdsView | None:
        return self.besides.households

    def beside(self) -> Beside | None:
        """What stands in the place of the list now; None for the list itself."""
        return self.besides.shown()

    def show_profile(self) -> None:
        """The members of the day looked at, counted."""
        self.besides.show_profile(self.day)

    def show_households(self, number: int | None = None, members: Sequence[int] = ()) -> None:
        """The households; one of them by number, or the form of a new one with these people."""
        view = self.besides.show_households()
        if number is not None:
            view.show_number(number)
        elif members:
            view.begin(NEW_HOUSEHOLD, members)

    def show_doubles(self) -> None:
        """Who may stand in the file twice."""
        self.besides.show_doubles()

    def read_list(self, path: Path | None = None) -> None:
        """Go to the screen that reads a list; Esc comes back."""
        if not self.desk.books.read_only:
            self.besides.read_list(path)

    def show_beside(self) -> None:
        """The head of the page for what stands in the place of the list."""
        beside = self.beside()
        if beside is None:
            return
        self.strip.hide()
        self.on_day.hide()
        self.forms.hide_drafts()
        self.header.set_title(beside.title(), beside.subtitle())
        self.refresh_actions()
        self.hints_changed.emit()

    def leave(self) -> None:
        if self.reader is not None:
            self.reader.draft.leave()

    def leave_beside(self) -> None:
        """Back to the list."""
        if self.beside() is None:
            return
        self.stack.setCurrentWidget(self.both)
        if self.reader is not None:
            self.reader.side.hide()
        self.on_day.show()
        self.strip.show_day(self.day)
        self.reload()
        self.hints_changed.emit()
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def export(self) -> None:
        """Write the rows shown to a file for a spreadsheet."""
        self.exporter.ask(self, self.list.rows(), self.day or self.desk.today())

    # Room and keys.

    def _covering(self, over: bool) -> None:
        self.header.setVisible(not over)
        self.strip.setVisible(not over and self.day is not None)
        self.hints_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Escape and self.beside() is not None:
            self.besides.leave()
        elif event.key() == Qt.Key.Key_Escape:
            self.list.search.clear()
            self.list.search.setFocus()
        elif typed and typed.isprintable() and plain and self.list.table.view.hasFocus():
            # Typing in the list goes on in the search.
            self.list.search.setFocus()
            self.list.search.insert(typed)
        else:
            super().keyPressEvent(event)
