"""The tab with the ledger: every account with its sums of the year, and all lines by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.entry_queries import BalanceRow, trial_balance
from coopadmin.ledger.places import BALANCE_KINDS, PLACES, RESULT_KINDS
from coopadmin.ledger.posted import PostedLine, Wanted, count_posted, list_posted
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Elided
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.ledger.figurepanel import FigurePanel, receipt_mark, receipt_words
from coopadmin.ui.ledger.figures import Figure, Post
from coopadmin.ui.ledger.parts import BookPart
from coopadmin.words import N_, _, amount, count, day_and_month, money, ngettext

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

USED, BALANCE, RESULT, LINES, MISSING = "used", "balance", "result", "lines", "missing"
OF_LINES = (LINES, MISSING)


@dataclass(frozen=True, slots=True)
class SumRow:
    """An account with its sums of a year, also when it has none."""

    id: int
    number: str
    name: str
    place: str
    opening: Money = ZERO
    debit: Money = ZERO
    credit: Money = ZERO

    @property
    def closing(self) -> Money:
        return self.opening + self.debit - self.credit

    @property
    def moved(self) -> bool:
        return bool(self.opening or self.debit or self.credit)


def _cell(value: Money) -> str:
    return amount(value) if value else "·"


def account_columns() -> tuple[Column, ...]:
    """What stood there, what came at each side, and what stands there."""
    return (
        Column(
            "number",
            N_("No."),
            lambda row: row.number,
            Look.NUMBER,
            46,
            sort=lambda row: row.number,
            marked=True,
        ),
        Column(
            "name",
            N_("Account"),
            lambda row: row.name,
            Look.NAME,
            130,
            1,
            sort=lambda row: row.name,
            marked=True,
        ),
        *(
            Column(
                key,
                title,
                lambda row, key=key: _cell(getattr(row, key)),  # type: ignore[misc]
                look,
                62,
                sort=lambda row, key=key: getattr(row, key),  # type: ignore[misc]
                value=lambda row, key=key: getattr(row, key),  # type: ignore[misc]
                drop=drop,
            )
            for key, title, look, drop in (
                ("opening", N_("Start (€)"), Look.MUTED_AMOUNT, 3),
                ("debit", N_("Debit (€)"), Look.AMOUNT, 2),
                ("credit", N_("Credit (€)"), Look.AMOUNT, 1),
                ("closing", N_("End (€)"), Look.STRONG_AMOUNT, 0),
            )
        ),
    )


def posted_columns() -> tuple[Column, ...]:
    """Lines of all accounts, as they are found by a word."""
    return (
        Column(
            "dated",
            N_("Day"),
            lambda row: day_and_month(row.dated),
            Look.DATE,
            44,
            value=lambda row: row.dated,
        ),
        Column(
            "who",
            N_("Who and what"),
            lambda row: row.who or row.what,
            width=130,
            stretch=3,
            under=lambda row: " · ".join(p for p in (row.what if row.who else "", row.number) if p),
            ink=lambda _row: "ink",
            marked=True,
        ),
        Column(
            "account",
            N_("Account"),
            lambda row: f"{row.account} {row.account_name}",
            width=110,
            stretch=2,
            under=lambda row: row.activity,
        ),
        Column(
            "amount",
            N_("Amount (€)"),
            lambda row: amount(row.amount),
            Look.AMOUNT,
            70,
            value=lambda row: row.amount,
        ),
        Column(
            "document",
            "",
            look=Look.ICON,
            width=18,
            icon=receipt_mark,
            tip=receipt_words,
        ),
    )


class AccountsPart(BookPart):
    """The accounts with their cards, or the lines of the year; a search narrows both."""

    TITLE: ClassVar[str] = N_("Ledger")
    WIDTH: ClassVar[int] = 440

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._rows: tuple[SumRow, ...] = ()
        self._found: list[PostedLine] = []
        self._whole = True
        self._missing = 0
        self._year: BookYear | None = None
        self.search = Search(_("Search accounts and lines"))
        self.lists = Segmented(self._options(), _("Which list"))
        self.table = RowsTable(account_columns(), _("Ledger"), kept_as="accounts")
        self.table.narrowing = (self.lists, self.search)
        books = page.desk.books
        self.detail = self.card = FigurePanel(books, _("Ledger card"), "ledger-card", balance=True)
        self.found = RowsTable(posted_columns(), _("Lines of the year"), True, kept_as="lines")
        self.found.narrowing = (self.search,)
        self.foot = Elided("", Role.NOTE, "ink2")
        self.foot.setMinimumWidth(1)  # it gives way to the lists beside it
        self.column.addWidget(self._top())
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.found, 1)
        self.found.hide()
        self.search.searched.connect(lambda _text: self._show())
        self.search.go_down.connect(lambda: self.list_shown().setFocus())
        self.search.returnPressed.connect(lambda: self.list_shown().enter())
        self.lists.chosen.connect(lambda _key: self._show())
        for each in (self.table, self.found):
            each.left_at_top.connect(self.search.setFocus)
        self.table.settled.connect(lambda _row: self._show_card())
        self.table.activated.connect(lambda _row: self._show_card())
        self.found.settled.connect(lambda _row: self._show_card())
        self.found.activated.connect(lambda row: page.show_entry(row.entry_id))
        self.found.chosen.connect(self._reached)
        self.found.view.verticalScrollBar().valueChanged.connect(lambda _at: self._scrolled())
        self.card.wanted.connect(page.show_entry)
        self.card.otherwise.connect(page.change_entry)

    def _top(self) -> QWidget:
        top = QWidget()
        top.setObjectName("clear")
        column = QVBoxLayout(top)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(10))
        column.setSpacing(theme.px(8))
        column.addWidget(self.search)
        across = QHBoxLayout()
        across.addWidget(self.lists)
        across.addWidget(self.foot, 1)
        column.addLayout(across)
        return top

    def _options(self) -> list[Option]:
        return [
            Option(USED, _("All")),
            Option(BALANCE, _("Balance sheet")),
            Option(RESULT, _("Income, costs")),
            Option(LINES, _("Lines")),
            Option(MISSING, _("No receipt"), self._missing or None),
        ]

    def list_shown(self) -> RowsTable:
        """The accounts or the lines."""
        return self.found if self.lists.key() in OF_LINES else self.table

    def load(self, year: BookYear) -> None:
        ask = self.page.desk.books.ask
        anew, self._year = year != self._year, year
        sums = {row.account_id: row for row in ask(trial_balance, year.label)}
        self._rows = tuple(
            _summed(account, sums.get(account.id))
            for account in ask(list_accounts)
            if account.in_use or account.id in sums
        )
        self._missing, _whole = ask(count_posted, Wanted(year.label, no_receipt=True))
        self.lists.set_options(self._options())
        self._show()
        if anew or self.table.current() is None:
            first = next((row for row in self.table.shown_rows() if row.moved), None)
            if first is None or not self.table.choose(first.id):
                self.table.choose_first()
        self._show_card()

    def _show(self) -> None:
        lines = self.lists.key() in OF_LINES
        self.table.setVisible(not lines)
        self.found.setVisible(lines)
        self.page.list_changed(self)
        if lines:
            self._load_lines()
        else:
            self._show_accounts()
        self.hints_changed.emit()

    def _show_accounts(self) -> None:
        kinds = {BALANCE: BALANCE_KINDS, RESULT: RESULT_KINDS}.get(self.lists.key())
        words = searchable(self.search.text()).split()
        rows = [
            row
            for row in self._rows
            if (kinds is None or PLACES[row.place].kinds & kinds)
            and (row.moved or words)
            and all(word in searchable(f"{row.number} {row.name}") for word in words)
        ]
        self.table.set_empty(self._nothing())
        self.table.set_rows(rows)
        self.table.mark(self.search.text())
        sums = {
            key: amount(Money.total(getattr(row, key) for row in rows))
            for key in ("opening", "debit", "credit", "closing")
        }
        self.table.set_total({"name": _("Together"), **sums} if rows else {})
        self.foot.setText("")

    def _load_lines(self) -> None:
        ask = self.page.desk.books.ask
        self._found = ask(list_posted, self._wanted())
        number, _whole = ask(count_posted, self._wanted())
        self._whole = number == len(self._found)
        self.found.set_empty(self._nothing())
        self.found.set_rows(self._found)
        self.found.mark(self.search.text())
        words = ngettext("{count} line", "{count} lines", number)
        self.foot.setText(words.format(count=count(number)))

    def _wanted(self) -> Wanted:
        label = "" if self._year is None else self._year.label
        missing = self.lists.key() == MISSING
        return Wanted(label, text=self.search.text(), no_receipt=missing)

    def _more(self) -> None:
        if not self._whole and self._found:
            more = self.page.desk.books.ask(list_posted, self._wanted(), after=self._found[-1])
            self._whole = not more
            self._found = [*self._found, *more]
            self.found.set_rows(self._found)

    def _reached(self, row: PostedLine | None) -> None:
        if row is not None and self._found and row.id == self._found[-1].id:
            self._more()

    def _scrolled(self) -> None:
        bar = self.found.view.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            self._more()

    def _nothing(self) -> EmptyState:
        searched = self.search.text().strip()
        if searched:
            return EmptyState(
                _("Nothing found for “{text}”").format(text=searched),
                _("Search for another word, a name, a number or an amount."),
                [Action(_("Clear the search"), self._clear)],
                icon="search",
                primary=False,
            )
        if self.lists.key() == MISSING:
            return EmptyState(
                _("Every expense has its receipt"),
                _("What was spent without one comes here, until the receipt is with it."),
                icon="paperclip",
            )
        return EmptyState(
            _("Nothing is booked here yet"),
            _("What is booked in this year comes here by itself."),
            icon="book",
        )

    def _clear(self) -> None:
        self.search.clear()
        self._show()
        self.list_shown().setFocus()

    def _show_card(self) -> None:
        row, year = self.list_shown().current(), self._year
        if isinstance(row, PostedLine):
            row = next((each for each in self._rows if each.id == row.account_id), None)
        if row is None or year is None:
            self.card.show_figure(None)
            return
        title = f"{row.number} {row.name}"
        of_balance = bool(PLACES[row.place].kinds & BALANCE_KINDS)
        note = _("began with {amount}").format(amount=money(row.opening)) if row.opening else ""
        post = Post(
            str(row.id), _("Lines"),
            row.closing, Wanted(year.label, row.id), 1, of_balance,
        )  # fmt: skip
        self.card.show_figure(Figure(f"{year.label} {row.id}", title, row.closing, note, (post,)))

    def show_account(self, account_id: int) -> bool:
        """Put the cursor on an account; False when it is not there."""
        if self.lists.key() in OF_LINES or not self.table.choose(account_id):
            self.lists.choose(USED)
            number = next((row.number for row in self._rows if row.id == account_id), "")
            moved = any(row.id == account_id and row.moved for row in self._rows)
            self.search.setText("" if moved else number)
            self._show()
        found = self.table.choose(account_id)
        self._show_card()
        return found

    def show_lines(self) -> None:
        """The lines of the year instead of its accounts."""
        self.lists.choose(LINES)
        self._show()

    def show_list(self, which: str | None) -> None:
        """One of its lists, such as what has no receipt yet."""
        if which is None:
            return
        self.lists.choose(which)
        self._show()
        self.list_shown().choose_first()

    def first_focus(self) -> QWidget:
        return self.list_shown()

    def seek(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def hints(self) -> Sequence[Hint]:
        word = _("booking") if self.lists.key() in OF_LINES else _("card")
        return (Hint(("Enter",), word), Hint(("Ctrl+F",), _("search")))


def _summed(account: AccountRow, row: BalanceRow | None) -> SumRow:
    sums = (ZERO, ZERO, ZERO) if row is None else (row.opening, row.debit, row.credit)
    return SumRow(account.id, account.number, account.name, account.place, *sums)
