"""The page of the books: statements, ledger, cash book and budget of one book year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from coopadmin.cooperative.queries import book_year_of, get_book_year
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entry_queries import BookkeepingFacts, find_bookkeeping
from coopadmin.ledger.posted import get_whole_entry
from coopadmin.ledger.year_states import get_year
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action, MenuButton
from coopadmin.ui.kit.cards import Card, clear_layout
from coopadmin.ui.kit.choices import Option, Tabs
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.ledger.accounts import AccountsPart
from coopadmin.ui.ledger.balance import BalancePart
from coopadmin.ui.ledger.budget import BudgetPart
from coopadmin.ui.ledger.cashbook import CashBookPart
from coopadmin.ui.ledger.changing import change_form
from coopadmin.ui.ledger.entrypanel import EntryPanel
from coopadmin.ui.ledger.more import MorePart
from coopadmin.ui.ledger.nothing import no_books
from coopadmin.ui.ledger.offered import FORMS
from coopadmin.ui.ledger.opening import OpeningScreen
from coopadmin.ui.ledger.papers import papers_menu, papers_of
from coopadmin.ui.ledger.parts import FORM_WIDTH, SCREEN, BookPart, Opening, PlainForm
from coopadmin.ui.ledger.statement import StatementPart
from coopadmin.ui.ledger.yearend import YearEndPart, year_words
from coopadmin.words import N_, _

INCOME, BALANCE, ACCOUNTS = "income", "balance", "accounts"
CASH, PLAN, MORE, YEAR_END = "cash", "budget", "more", "year-end"
PARTS: Mapping[str, type[BookPart]] = {
    INCOME: StatementPart,
    BALANCE: BalancePart,
    ACCOUNTS: AccountsPart,
    CASH: CashBookPart,
    PLAN: BudgetPart,
    MORE: MorePart,
    YEAR_END: YearEndPart,
}


class LedgerPage(Page):
    """Tabs left; right what is opened of the chosen row, a booking, or a form.

    `visit` takes the key of a tab, or (key, year or None, what is in it); ("entry", id),
    ("account", id), or a form with what it begins with, ("form", name, values).
    """

    TITLE: ClassVar[str] = N_("Books")
    LISTENS: ClassVar[frozenset[str]] = frozenset(
        {
            "bookkeeping", "account", "fund", "entry", "line", "attachment", "person", "activity",
            "lock", "exceptional_year", "cooperative", "year_step", "year_check", "cash_count",
            "year_note", "dated_rate", "accrual", "accrual_part", "fixed_asset", "budget",
            "budget_line", "explanation", "open_item", "settlement", "resolution",
        }
    )  # fmt: skip
    USES_YEAR: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        explain(self, "ledger")
        self.parts: dict[str, BookPart] = {}
        self.books: BookkeepingFacts | None = None
        self._year: BookYear | None = None
        self.begin = Card()
        self.opening: Opening | None = None
        self.tabs = Tabs([Option(key, _(part.TITLE)) for key, part in PARTS.items()], _("Books"))
        self.tabs.choose(next(iter(PARTS)))
        self.tabs.chosen.connect(self.show_part)
        self._lists = QStackedWidget()
        self._card = Card(padded=False)
        self._card.body.addWidget(self._lists, 1)
        self._from_figure = False
        self.entry = EntryPanel(self)
        self.entry.hide()
        self.both = ListDetail(self._card, QWidget(), None, _("All rows"), FORM_WIDTH)
        self.both.closed.connect(self._left_detail)
        self.both.covering.connect(lambda over: self.header.setVisible(not over))
        self.above, self.papers = QWidget(), papers_menu()
        self.both.covering.connect(lambda over: self.above.setVisible(not over))
        self.both.covering.connect(lambda _over: self.hints_changed.emit())
        self._stack = QStackedWidget()
        self._stack.addWidget(self.begin)
        self._stack.addWidget(self._under_tabs())
        self.body.addWidget(self._stack, 1)
        self.book_menu = MenuButton(_("Book"))
        self.book_menu.hide()
        self.header.add_widget(self.book_menu)
        self.room_changed.connect(lambda _narrow: self.refresh_actions())

    def _under_tabs(self) -> QWidget:
        """The list and what is beside it; the tabs have the width of both."""
        whole = QWidget()
        whole.setObjectName("clear")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        self.above.setObjectName("clear")
        across = QHBoxLayout(self.above)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.tabs)
        across.addWidget(self.papers, 1, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.above)
        column.addWidget(self.both, 1)
        return whole

    # What is shown.

    def year(self) -> BookYear:
        """The book year of the sidebar, else the one of today."""
        chosen = self.desk.year
        if chosen is not None and isinstance(chosen.year, BookYear):
            return chosen.year
        return self.desk.books.ask(book_year_of, self.desk.today())

    def reload(self) -> None:
        self.books = self.desk.books.ask(find_bookkeeping)
        self._year = self.year()
        if self.opening is not None and self.opening.begins and self.books is not None:
            self.opening = None
        if self._kept():
            part = self.part(self.tabs.key())
            part.load(self._year)
            self._renew_entry()
        self._show()

    def _kept(self) -> bool:
        """Whether there are books of the year that is shown."""
        return (
            self.books is not None
            and self._year is not None
            and self._year.first >= self.books.first
        )

    def part(self, key: str) -> BookPart:
        """A tab, made when it is first shown."""
        if key not in self.parts:
            part = PARTS[key](self)
            part.hints_changed.connect(self.hints_changed)
            part.table.activated.connect(lambda _row: self.enter_detail(part))
            self._lists.addWidget(part)
            self.parts[key] = part
        return self.parts[key]

    def _show(self) -> None:
        label = "" if self._year is None else self._year.label
        words = _("Book year {year}").format(year=label)
        if self._kept():
            words = year_words(self.desk.books.ask(get_year, label))
        self.header.set_title(_(self.TITLE), words)
        if self.opening is not None:
            self._stack.setCurrentWidget(self.opening)
        elif self._kept():
            self._stack.setCurrentIndex(1)
            self._show_part()
        else:
            self._show_nothing()
            self._stack.setCurrentWidget(self.begin)
        self.refresh_actions()
        self.hints_changed.emit()

    def _show_part(self) -> None:
        part = self.part(self.tabs.key())
        self._lists.setCurrentWidget(part)
        self.list_changed(part)
        shown = self.both.shown_detail()
        if not isinstance(shown, Form) and shown is not self.entry:
            self._put(part.detail, part.WIDTH)

    def list_changed(self, part: BookPart) -> None:
        """A tab shows this list: there one comes back to, and walks with next and previous."""
        if part is self._lists.currentWidget():
            self._card.setFocusProxy(part.first_focus())
            self.both.follow(part.list_shown())

    def _show_nothing(self) -> None:
        clear_layout(self.begin.body)
        label = "" if self._year is None else self._year.label
        self.begin.body.addWidget(no_books(label, self.books, self._show_first, self.begin_books))

    def _show_first(self) -> None:
        if self.books is not None:
            self._choose_year(self.books.first_year)

    def _choose_year(self, label: str) -> None:
        year = self.desk.books.ask(get_book_year, label)
        self.desk.choose_year(YearChoice(year.label, year))

    # Going about.

    def show_part(self, key: str) -> None:
        """Another tab; a form that is open goes, and is kept as a draft."""
        self.tabs.choose(key)
        if not self._kept() or self._year is None:
            return
        part = self.part(key)
        part.load(self._year)
        self.leave_detail()
        self._show_part()
        self.refresh_actions()
        self.hints_changed.emit()

    def enter_detail(self, part: BookPart) -> None:
        """Into what is opened of the chosen row."""
        self._put(part.detail, part.WIDTH)
        self.both.open_detail()
        self.hints_changed.emit()

    def show_entry(self, entry_id: int) -> None:
        """A booking with all its lines, in the place of the figure."""
        try:
            shown = self.desk.books.ask(get_whole_entry, entry_id)
        except Refused as refused:
            self.messages.show_problems(refused.problems)
            return
        if self.both.shown_detail() is not self.entry:
            self._from_figure = self.both.is_open()
        self.entry.show_entry(shown)
        self._put(self.entry, FORM_WIDTH)
        self.both.open_detail(self.entry.first_focus())
        self.hints_changed.emit()

    def change_entry(self, entry_id: int) -> None:
        """The form in which a booking that was typed is booked otherwise."""
        ask = self.desk.books.ask
        try:
            entry = ask(get_whole_entry, entry_id)
        except Refused as refused:
            self.messages.show_problems(refused.problems)
            return
        form = change_form(
            self.desk.books, entry, ask(list_accounts), ask(activity_names), self.desk.today()
        )
        self.desk.keep_drafts(form, SCREEN, f"change {entry_id}")
        self.put_form(form)

    def _renew_entry(self) -> None:
        if self.both.shown_detail() is self.entry and self.entry.shown is not None:
            try:
                self.entry.show_entry(self.desk.books.ask(get_whole_entry, self.entry.shown.id))
            except Refused:
                self.leave_detail()

    def open_form(self, plain: PlainForm, values: Mapping[str, Any] | None = None) -> None:
        """One of the forms at the top, in the right panel, as it was left."""
        if not self._kept():
            return
        form = plain.make(self, values or {})
        self.desk.keep_drafts(form, SCREEN, plain.name)
        self.put_form(form)

    def put_form(self, form: Form) -> None:
        """A form in the right panel; saved or cancelled it goes, and one is where one was."""
        form.saved.connect(lambda _result: self.leave_detail())
        form.cancelled.connect(self.leave_detail)
        self._put(form, FORM_WIDTH)
        self.both.open_detail()
        self.hints_changed.emit()

    def leave_detail(self) -> None:
        """Back to the list, with what is opened of its row beside it."""
        part = self.part(self.tabs.key())
        self._put(part.detail, part.WIDTH)
        self.both.close_detail()
        self.hints_changed.emit()

    def _left_detail(self) -> None:
        """Esc in a booking: back to the figure from which it was opened."""
        if self.both.shown_detail() is self.entry:
            part = self.part(self.tabs.key())
            self._put(part.detail, part.WIDTH)
            if self._from_figure:
                self.both.open_detail()
        self.hints_changed.emit()

    def _put(self, detail: QWidget, width: int) -> None:
        before = self.both.set_detail(detail, width)
        if before is not detail and isinstance(before, Form):
            before.deleteLater()

    def begin_books(self, way: Callable[[LedgerPage], Opening] = OpeningScreen) -> None:
        """What begins the books in the place of the page, or changes how they began."""
        if self.opening is None:
            self.opening = way(self)
            self._stack.addWidget(self.opening)
        self._show()
        self.opening.setFocus()

    def show_books(self) -> None:
        """Leave the opening balance."""
        if self.opening is not None:
            self.opening.deleteLater()
        self.opening = None
        self._show()

    # What the window asks.

    def page_actions(self) -> Sequence[Action]:
        year = self.year()
        seek = Action(_("Search in this list"), self._seek, key="Ctrl+F", in_header=False)
        if not self._kept() or self.opening is not None:
            self.book_menu.hide()
            return ()
        forms = [
            Action(
                _(plain.title), partial(self.open_form, plain), plain.icon, key=plain.key,
                in_header=not self.narrow, changes=True,
            )
            for plain in FORMS
        ]  # fmt: skip
        self.book_menu.set_actions(forms)
        self.book_menu.setVisible(self.narrow and bool(forms))
        opening = Action(
            _("Opening balance"), self.begin_books, "scale", in_header=False, changes=True
        )
        papers = papers_of(self, year)
        self.papers.set_actions(papers)
        return (*forms, seek, *papers, opening)

    def _seek(self) -> None:
        self.leave_detail()
        self.part(self.tabs.key()).seek()

    def search_lines(self) -> None:
        """All lines of the year, with the cursor in the search."""
        self.show_part(ACCOUNTS)
        part = self.part(ACCOUNTS)
        if isinstance(part, AccountsPart):
            part.show_lines()
            part.seek()

    def hints(self) -> Sequence[Hint]:
        if self.opening is not None:
            return self.opening.hints()
        if not self._kept():
            return ()
        if isinstance(self.both.shown_detail(), Form) and self.both.is_open():
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        if self.both.is_open():
            return (Hint(("Enter",), _("booking")), Hint(("Esc",), _("back")))
        return self.part(self.tabs.key()).hints()

    def first_focus(self) -> QWidget | None:
        if self.opening is not None:
            return self.opening
        if not self._kept():
            empty = self.begin.findChild(EmptyState)
            return empty.buttons[0] if isinstance(empty, EmptyState) and empty.buttons else None
        return None if self.both.is_open() else self.part(self.tabs.key()).first_focus()

    def visit(self, place: Any) -> None:
        """A tab, a booking, an account or a form; as text too, `year-end 2025` or `more funds`."""
        place = tuple(place.split(" ", 1)) if isinstance(place, str) and " " in place else place
        kind, what, *more = place if isinstance(place, tuple) else (place, None)
        if kind is not None and self.opening is not None:
            self.show_books()
        if kind in PARTS:
            if kind != MORE and what is not None and what != self.year().label:
                self._choose_year(what)
            self.show_part(kind)
            self.part(kind).show_list(*(more or [what]))
        elif kind == "form":
            for plain in FORMS:
                if plain.name == what:
                    self.open_form(plain, *more)
        elif kind == "account" and what is not None and self._kept():
            self.show_part(ACCOUNTS)
            part = self.part(ACCOUNTS)
            if isinstance(part, AccountsPart) and part.show_account(what):
                part.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif kind == "entry" and what is not None:
            self._visit_entry(what)

    def _visit_entry(self, entry_id: int) -> None:
        try:
            label = self.desk.books.ask(get_whole_entry, entry_id).book_year
        except Refused as refused:
            self.messages.show_problems(refused.problems)
            return
        if label != self.year().label:
            self._choose_year(label)
        self.show_entry(entry_id)
