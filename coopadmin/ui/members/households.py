"""Households on the members page: the list of today, what is proposed, and one beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from coopadmin.kernel.folding import searchable
from coopadmin.members.together import households_now
from coopadmin.people.household_rules import MOVED_IN, SAME_ADDRESS, NewHousehold
from coopadmin.people.householding import (
    form_household,
    form_households,
    join_household,
    leave_household,
)
from coopadmin.people.households import HouseholdRow, ProposalRow
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import search_card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.form import Form, form_hints
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.householdcolumns import (
    household_columns,
    identity,
    names_of,
    place_of,
    proposal_columns,
)
from coopadmin.ui.members.householdforms import NEW, HouseholdForms
from coopadmin.ui.members.householdpanel import ACCEPT, HouseholdPanel
from coopadmin.ui.members.register import is_large
from coopadmin.words import _, count, ngettext

SCREEN = "households"
JOB = "coopadmin.members.together:households_now"
LIST, PROPOSED = "list", "proposed"
DETAIL_WIDTH, FORM_WIDTH = 416, 460
Row = HouseholdRow | ProposalRow


class HouseholdsView(ListDetail):
    """One list at a time left; right the household, the proposal, or what is being typed."""

    left = Signal()
    head_changed = Signal()
    member_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self._rows: dict[str, Sequence[Row]] = {LIST: (), PROPOSED: ()}
        self._forms = HouseholdForms(page.desk)
        self.form: Form | None = None
        self._wanted = 0
        self.lists = Segmented(self._options(), _("Which list"))
        self.search = Search(_("Search by name or street"))
        self.table = RowsTable(
            household_columns(),
            _("Households"),
            two_lines=True,
            identity=identity,
            kept_as="households",
        )
        self.table.narrowing = (self.lists, self.search)
        self.foot = Text("", Role.NOTE, "ink2")
        self.panel = HouseholdPanel(page.desk)
        super().__init__(
            search_card(self.search, self.lists, self.table, self.foot),
            self.panel,
            self.table,
            _("All households"),
            DETAIL_WIDTH,
        )
        explain(self, "households")
        self.lists.chosen.connect(lambda _key: self._show_list())
        self.search.searched.connect(lambda _text: self._filter())
        self.table.follow(self.search)
        self.table.settled.connect(self._show_row)
        self.panel.wanted.connect(self.begin)
        self.panel.member_wanted.connect(self.member_wanted)
        self.opened.connect(self.head_changed)
        self.closed.connect(self._closed)

    def _options(self) -> list[Option]:
        texts = {LIST: _("Households"), PROPOSED: _("Proposals")}
        return [Option(key, text, len(self._rows[key])) for key, text in texts.items()]

    # What is shown.

    def books_changed(self) -> None:
        """Ask everything anew; what is typed in a form stays."""
        books, today = self._desk.books, self._desk.today()
        if is_large(books, today):
            task = self._desk.runner.run(
                JOB, books, today, key=SCREEN, title=_("Looking at the households")
            )
            task.done.connect(self._show)
        else:
            self._show(households_now(books, today))

    def _show(self, found: tuple[Sequence[HouseholdRow], Sequence[ProposalRow]]) -> None:
        self._rows = dict(zip((LIST, PROPOSED), found, strict=True))
        self.search.setVisible(any(self._rows.values()))
        self.lists.set_options(self._options())
        self._show_list()
        self.head_changed.emit()

    def title(self) -> str:
        return _("Households")

    def subtitle(self) -> str:
        rows = [row for row in self._rows[LIST] if isinstance(row, HouseholdRow) and row.people]
        words = ngettext("{count} household", "{count} households", len(rows))
        people = sum(len(row.people) for row in rows)
        inside = ngettext("{count} person in them", "{count} people in them", people)
        return f"{words.format(count=count(len(rows)))} · {inside.format(count=count(people))}"

    def show_number(self, number: int) -> None:
        """Show the household with this number; of many, as soon as they are there."""
        self._wanted = number
        self.lists.choose(LIST)
        self.search.clear()
        self._show_list()
        self._choose_wanted()
        self._show_row(self.table.current())
        self.table.setFocus()

    def _choose_wanted(self) -> None:
        found = next((row for row in self._rows[LIST] if row.number == self._wanted), None)
        if isinstance(found, HouseholdRow):
            self._wanted = 0
            self.table.choose(found.id)

    def _show_list(self) -> None:
        proposed = self.lists.key() == PROPOSED
        self.table.set_columns(proposal_columns() if proposed else household_columns())
        self.table.set_empty(self._nothing(proposed=proposed))
        self._filter()
        if self._wanted:
            self._choose_wanted()
        if self.table.current() is None:
            self.table.choose_first()
        self._show_row(self.table.current())
        self.head_changed.emit()

    def _filter(self) -> None:
        rows = self._rows[self.lists.key() or LIST]
        words = searchable(self.search.text()).split()
        shown = [row for row in rows if all(word in _searched(row) for word in words)]
        self.table.set_rows(shown)
        self.table.mark(self.search.text())
        narrowed = _("{shown} of {whole}").format(shown=count(len(shown)), whole=count(len(rows)))
        self.foot.setText(narrowed if len(shown) != len(rows) else "")

    def _nothing(self, *, proposed: bool) -> EmptyState:
        if self.search.text():
            return EmptyState(_("Nothing found. Type fewer words, or only a part of one."))
        if proposed:
            return EmptyState(
                _("Nothing to propose"),
                _("Members who live at one address and are no household yet come here."),
                icon="circle-check",
            )
        return EmptyState(
            _("No households yet"),
            _("People at one address can share a letter, a contribution or a vote."),
            [Action(_("Look at the proposals"), self._look_at_proposals, "home")],
        )

    def _look_at_proposals(self) -> None:
        self.lists.choose(PROPOSED)
        self._show_list()
        self.table.setFocus()

    def _show_row(self, row: Any) -> None:
        if self.form is not None and (self.form.is_changed() or self.is_open()):
            return
        self._put_panel()
        self.panel.show_row(row)

    # What is done.

    def begin(self, what: str, person_ids: Sequence[int] = ()) -> None:
        """Open a form about the household shown, or carry out what is proposed."""
        row = self.table.current()
        if what == ACCEPT and isinstance(row, ProposalRow):
            self._accept(row)
            return
        if self._desk.books.read_only:
            return
        household = row if isinstance(row, HouseholdRow) and what != NEW else None
        self._put_panel()
        form = self.form = self._forms.made(what, household, person_ids)
        key = NEW if household is None else f"{what}/{household.number}"
        self._desk.keep_drafts(form, SCREEN, key)
        form.saved.connect(self._saved)
        form.cancelled.connect(self._done)
        self.set_detail(form, FORM_WIDTH, about_row=household is not None)
        self.open_detail(form.box(next(iter(form.draft()))).control)
        self.head_changed.emit()

    def _accept(self, row: ProposalRow) -> None:
        today = self._desk.today()
        if row.reason == SAME_ADDRESS:
            new = NewHousehold(row.person_ids, today)
            self._page.do(form_household, new)
        elif row.reason == MOVED_IN:
            self._page.do(join_household, row.number, row.person_ids, today)
        else:
            self._page.do(leave_household, row.number, row.person_ids, today)
        self.table.setFocus()

    def form_all(self) -> None:
        """Every proposed household in one step."""
        today = self._desk.today()
        wanted = [
            NewHousehold(row.person_ids, today)
            for row in self._rows[PROPOSED]
            if isinstance(row, ProposalRow) and row.reason == SAME_ADDRESS
        ]
        if wanted and self._page.do(form_households, wanted):
            self.lists.choose(LIST)
            self._show_list()
            self.table.setFocus()

    def _saved(self, number: Any) -> None:
        self._done()
        self.show_number(number)

    def _done(self) -> None:
        self._put_panel()
        self.close_detail()
        self._show_row(self.table.current())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.head_changed.emit()

    def _closed(self) -> None:
        if self.form is not None:
            self._put_panel()
            self._show_row(self.table.current())
        self.head_changed.emit()

    def _put_panel(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.set_detail(self.panel, DETAIL_WIDTH)
            form.deleteLater()

    # What the page asks.

    def offers(self) -> Sequence[Action]:
        alike = sum(
            isinstance(row, ProposalRow) and row.reason == SAME_ADDRESS
            for row in self._rows[PROPOSED]
        )
        return (
            Action(_("Back to members"), self.left.emit, "chevron-left"),
            *(
                (Action(_("Form all proposed"), self.form_all, "checks", changes=True),)
                if alike and self.lists.key() == PROPOSED
                else ()
            ),
            Action(
                _("New household"),
                lambda: self.begin(NEW),
                "plus",
                primary=self.form is None,
                key="Ctrl+N",
                changes=True,
            ),
            Action(_("Search in this list"), self._search, key="Ctrl+F", in_header=False),
        )

    def _search(self) -> None:
        self.close_detail()
        self.search.setFocus()
        self.search.selectAll()

    def hints(self) -> Sequence[Hint]:
        if self.form is not None:
            return form_hints()
        return (
            Hint(("Up", "Down"), _("walk")),
            Hint(("Ctrl+N",), _("new household")),
            Hint(("Ctrl+F",), _("search")),
            Hint(("Esc",), _("members")),
        )

    def first_focus(self) -> QWidget:
        return self.form or self.table

    def next_pane(self) -> bool:
        if self.is_open() or not len(self.table):
            return False
        self.open_detail()
        return True

    def next_problem(self) -> bool:
        return False


def _searched(row: Row) -> str:
    name = row.name if isinstance(row, HouseholdRow) else row.household
    return searchable(f"{name} {names_of(row)} {place_of(row)}")
