"""The page of contributions: charges of a book year, tariffs, and the run that charges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from coopadmin.contributions.queries import list_charges, list_tariffs, plan_charge_run
from coopadmin.contributions.service import RunOutcome
from coopadmin.contributions.states import OPEN
from coopadmin.cooperative.queries import book_year_of, get_book_year
from coopadmin.kernel.calendar import BookYear
from coopadmin.ui.capital.view import CapitalView
from coopadmin.ui.contributions.charges import SCREEN, ChargesView, draft_key, heading
from coopadmin.ui.contributions.run import RunView
from coopadmin.ui.contributions.tariffs import DRAFT, TariffsView
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.kit.page import Page
from coopadmin.words import N_, _, count, money, ngettext

CHARGES, TARIFFS, RUN, CAPITAL = "charges", "tariffs", "run", "capital"


class ContributionsPage(Page):
    """What members owe for the book year of the sidebar, and what they paid.

    What they put in as capital stands here too. `visit` takes "tariffs", "run", "capital",
    what is open, or the id of a charge.
    """

    TITLE: ClassVar[str] = N_("Contributions")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        {
            "charge", "charge_run", "open_item", "settlement", "tariff",
            "membership", "membership_kind", "person", "share_kind", "capital_movement",
        }
    )  # fmt: skip
    USES_YEAR: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.charges = ChargesView(self)
        self.tariffs = TariffsView(self)
        self.run = RunView(self)
        self.capital = CapitalView(self)
        self.begin = Card()
        self._stack = QStackedWidget()
        self.body.addWidget(self._stack, 1)
        for part in (self.begin, self.charges, self.tariffs, self.run, self.capital):
            self._stack.addWidget(part)
        for view in (self.charges, self.tariffs, self.run, self.capital):
            view.hints_changed.connect(self.hints_changed)
            view.covering.connect(self._covered)
        self.charges.checks_changed.connect(self.refresh_actions)
        self.room_changed.connect(lambda _narrow: self.refresh_actions())
        self.tariffs.left.connect(self.show_charges)
        self.run.left.connect(self.show_charges)
        self.capital.left.connect(self.show_charges)
        self.run.made.connect(self._charged)
        self.run.tariff_wanted.connect(self.set_tariff)
        self._where = CHARGES
        self._loaded: BookYear | None = None
        self._owed = ""
        self._any = False

    # What is shown.

    def year(self) -> BookYear:
        """The book year of the sidebar, else the one of today."""
        chosen = self.desk.year
        if chosen is not None and isinstance(chosen.year, BookYear):
            return chosen.year
        return self.desk.books.ask(book_year_of, self.desk.today())

    def reload(self) -> None:
        year = self.year()
        anew = year != self._loaded
        first = self._loaded is None
        self._loaded = year
        rows = self.desk.books.ask(list_charges, year.label)
        self._owed, self._any = heading(rows), bool(rows)
        self.charges.load(rows, anew)
        self._load_where(anew)
        if not rows:
            self._show_begin(year)
        if first:
            self._take_up_drafts()
        self._show()

    def _load_where(self, anew: bool) -> None:
        if self._loaded is not None and self._where == TARIFFS:
            self.tariffs.load(self._loaded)
        elif self._loaded is not None and self._where == RUN:
            self.run.load(self._loaded, anew)
        elif self._where == CAPITAL:
            self.capital.load()

    def _show_begin(self, year: BookYear) -> None:
        """Nothing is charged yet: the one best first step."""
        clear_layout(self.begin.body)
        ask = self.desk.books.ask
        tariffs = Action(_("Tariffs"), self.show_tariffs, "adjustments")
        lines = ask(plan_charge_run, year.label, self.desk.today()).lines
        if not lines:
            empty = EmptyState(
                _("No members in {year}").format(year=year.label),
                _("Who is a member can be charged a contribution. Bring in the members first."),
                [Action(_("Go to members"), lambda: self.desk.go("members"), "users"), tariffs],
            )
        elif not ask(list_tariffs):
            empty = EmptyState(
                _("No tariff yet"),
                _("Say first what each kind of membership costs per year."),
                [Action(_("Set a tariff"), self.set_tariff, "receipt-euro", changes=True)],
            )
        else:
            members = ngettext("{count} membership", "{count} memberships", len(lines))
            empty = EmptyState(
                _("Nothing charged yet for {year}").format(year=year.label),
                _("{memberships} would be looked at. First you see who pays how much.").format(
                    memberships=members.format(count=count(len(lines)))
                ),
                [Action(_("Look who pays what"), self.show_run, "receipt-euro"), tariffs],
            )
        self.begin.body.addWidget(empty)

    def _take_up_drafts(self) -> None:
        """What was being typed when the file was closed, is open again."""
        kept = self.desk.books.drafts_of(SCREEN)
        for row in self.charges.table.shown_rows():
            if draft_key(row) in kept:
                self.charges.table.choose(row.id)
                self.charges.record_payment()
                return
        if DRAFT in kept:
            self.show_tariffs()

    def _view(self) -> QWidget:
        if self._where == TARIFFS:
            return self.tariffs
        if self._where == RUN:
            return self.run
        if self._where == CAPITAL:
            return self.capital
        return self.charges if self._any else self.begin

    def _show(self) -> None:
        label = self._loaded.label if self._loaded is not None else ""
        view = self._view()
        self._stack.setCurrentWidget(view)
        if self._where == TARIFFS:
            self.header.set_title(
                _("Tariffs"), _("What each kind of membership costs per book year")
            )
        elif self._where == RUN:
            self.header.set_title(
                _("Charge contributions of {year}").format(year=label),
                _("Nothing is charged before you press the button"),
            )
        elif self._where == CAPITAL:
            self.header.set_title(_("Members' capital"), self.capital.heading())
        else:
            self.header.set_title(
                _("Contributions {year}").format(year=label), self._owed if self._any else ""
            )
        self._covered(isinstance(view, ListDetail) and view.narrow and view.is_open())
        self.refresh_actions()
        self.hints_changed.emit()

    def _covered(self, over: bool) -> None:
        self.header.setVisible(not over)
        self.hints_changed.emit()

    # Going about.

    def show_charges(self) -> None:
        """The list of what members owe."""
        self._go(CHARGES)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()

    def show_tariffs(self) -> None:
        self._go(TARIFFS)
        self.tariffs.first_focus().setFocus()

    def set_tariff(self, kind_id: object = None) -> None:
        """The form for a new tariff, of one kind or of the first that has none."""
        self._go(TARIFFS)
        self.tariffs.begin(kind_id if isinstance(kind_id, int) else None)

    def show_run(self) -> None:
        """The preview of charging everybody who was not charged yet."""
        self._go(RUN, anew=True)
        self.run.table.setFocus()

    def show_capital(self) -> None:
        """What members put in: register, movements, kinds."""
        self._go(CAPITAL)
        self.capital.first_focus().setFocus()

    def _go(self, where: str, anew: bool = False) -> None:
        self._where = where
        self._load_where(anew)
        self._show()

    def _charged(self, outcome: RunOutcome) -> None:
        self.show_charges()
        sentence = ngettext(
            "{count} contribution of together {total} is charged",
            "{count} contributions of together {total} are charged",
            outcome.charges,
        )
        self.messages.show_message(
            GOOD,
            sentence.format(count=count(outcome.charges), total=money(outcome.total)),
            _("Record here what comes in. Ctrl+Z takes the whole run back."),
        )

    def page_actions(self) -> Sequence[Action]:
        if self._where == TARIFFS:
            return (
                Action(_("Back to contributions"), self.show_charges, "chevron-left"),
                Action(_("New tariff"), self.set_tariff, "plus", key="Ctrl+N", changes=True),
            )
        if self._where == RUN:
            return (
                Action(_("Back to contributions"), self.show_charges, "chevron-left"),
                Action(_("Tariffs"), self.show_tariffs, "adjustments", in_header=not self.narrow),
                Action(_("All or none"), self.run.toggle_all, key="Ctrl+A", in_header=False),
            )
        if self._where == CAPITAL:
            return self.capital.offers(self.show_charges)
        search = Action(_("Search in this list"), self._search, key="Ctrl+F", in_header=False)
        every = Action(_("All or none"), self.charges.check_all, key="Ctrl+A", in_header=False)
        tariffs = Action(_("Tariffs"), self.show_tariffs, "adjustments")
        capital = Action(
            _("Members' capital"), self.show_capital, "building-bank", key="Ctrl+Shift+K"
        )
        if not self._any:
            return (tariffs, capital)
        tick = Action(
            _("Tick off as paid"), self.charges.open_tick, "checks", primary=True,
            in_header=self.narrow, changes=True,
        )  # fmt: skip
        return (
            tariffs,
            capital,
            Action(_("Charge members"), self.show_run, "receipt-euro", changes=True),
            search,
            every,
            *((tick,) if self.charges.any_checked() else ()),
        )

    def _search(self) -> None:
        self.charges.close_detail()
        self.charges.search.setFocus()
        self.charges.search.selectAll()

    def hints(self) -> Sequence[Hint]:
        view = self._view()
        if isinstance(view, (ChargesView, TariffsView, RunView, CapitalView)):
            return view.hints()
        return ()

    def first_focus(self) -> QWidget | None:
        if self._where == TARIFFS:
            return self.tariffs.first_focus()
        if self._where == RUN:
            return self.run.table
        if self._where == CAPITAL:
            return self.capital.first_focus()
        if not self._any:
            empty = self.begin.findChild(EmptyState)
            return empty.buttons[0] if isinstance(empty, EmptyState) and empty.buttons else None
        return None if self.charges.is_open() else self.charges.table

    def visit(self, place: Any) -> None:
        """A charge by id, `tariffs`, `run`, or what is open, `open 2025`."""
        if place == TARIFFS:
            self.show_tariffs()
        elif place == RUN:
            self.show_run()
        elif place == CAPITAL:
            self.show_capital()
        elif isinstance(place, tuple) and place[0] == CAPITAL:
            self.show_capital()
            self.capital.look_for(place[1])
        elif isinstance(place, tuple):
            # Numbers begin anew each year, so a charge of another year is named with it.
            label, charge_id = place
            if label != self.year().label:
                year = self.desk.books.ask(get_book_year, label)
                self.desk.choose_year(YearChoice(year.label, year))
            self.visit(charge_id)
        elif isinstance(place, str) and place.startswith(f"{OPEN} "):
            self.visit((place.partition(" ")[2], OPEN))
        elif place == OPEN:
            self._go(CHARGES)
            self.charges.show_open()
            self.charges.table.setFocus()
        elif isinstance(place, int):
            self._go(CHARGES)
            if self.charges.choose(place):
                self.charges.table.setFocus()
