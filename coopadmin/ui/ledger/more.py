"""The tab with what lasts: fixed assets, reserves and funds, accruals, and gifts of the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ledger.accruals import accrual_pairs, book_accruals, list_accruals, remove_accrual
from coopadmin.ledger.asset_queries import list_assets
from coopadmin.ledger.assets import depreciate, remove_asset, take_back_disposal
from coopadmin.ledger.donations import list_donations
from coopadmin.ledger.funds import fund_movements, list_funds, remove_fund
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import PLAIN, Action, Button
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.ledger.morecolumns import (
    accrual_columns,
    asset_columns,
    fund_columns,
    fund_key,
    gift_columns,
)
from coopadmin.ui.ledger.moreforms import (
    accrual_form,
    asset_form,
    disposal_form,
    fund_form,
    gift_form,
    move_form,
)
from coopadmin.ui.ledger.morepanel import MorePanel
from coopadmin.ui.ledger.parts import SCREEN, BookPart
from coopadmin.words import N_, _, amount

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

ASSETS, FUNDS, ACCRUALS, GIFTS = "assets", "funds", "accruals", "gifts"
_SUMS = {
    ASSETS: ("price", "opening", "written_off", "closing"),
    FUNDS: ("opening", "added", "withdrawn", "closing"),
    ACCRUALS: (),
    GIFTS: ("amount",),
}


class MorePart(BookPart):
    """Four lists, one at a time; right what is known of the chosen row and what can be done."""

    TITLE: ClassVar[str] = N_("More")

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._year: BookYear | None = None
        options = [
            Option(ASSETS, _("Fixed assets")),
            Option(FUNDS, _("Reserves and funds")),
            Option(ACCRUALS, _("Accruals")),
            Option(GIFTS, _("Gifts")),
        ]
        self.lists = Segmented(options, _("Which list"))
        self.lists.choose(ASSETS)
        self.tables = {
            ASSETS: RowsTable(asset_columns(), _("Fixed assets"), True, kept_as="assets"),
            FUNDS: RowsTable(
                fund_columns(), _("Reserves and funds"), True, identity=fund_key, kept_as="funds"
            ),
            ACCRUALS: RowsTable(accrual_columns(), _("Accruals"), True, kept_as="accruals"),
            GIFTS: RowsTable(
                gift_columns(), _("Gifts"), True,
                identity=lambda row: row.entry_id, kept_as="gifts",
            ),
        }  # fmt: skip
        self.table = self.tables[ASSETS]
        self.add = Button(_("Add"), self.add_row, PLAIN, "plus", changes=True)
        self.book = Button("", self._book, PLAIN, "book", changes=True)
        self.detail = self.panel = MorePanel()
        self.column.addWidget(self._top())
        for key, table in self.tables.items():
            self.column.addWidget(table, 1)
            table.setVisible(key == ASSETS)
            table.settled.connect(lambda _row: self._show_row())
            table.activated.connect(lambda _row: page.enter_detail(self))
            table.set_empty(self._nothing(key))
        self.lists.chosen.connect(lambda _key: self._choose())

    def _top(self) -> QWidget:
        top = QWidget()
        top.setObjectName("clear")
        rows = QVBoxLayout(top)
        rows.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(10))
        rows.setSpacing(theme.px(8))
        for widgets in ((self.lists,), (self.add, self.book)):
            across = QHBoxLayout()
            for widget in widgets:
                across.addWidget(widget)
            across.addStretch(1)
            rows.addLayout(across)
        return top

    # What is shown.

    def load(self, year: BookYear) -> None:
        self._year = year
        ask = self.page.desk.books.ask
        found: dict[str, Sequence[Any]] = {
            ASSETS: ask(list_assets, year.label),
            FUNDS: ask(fund_movements, year.label),
            ACCRUALS: ask(list_accruals, year.label),
            GIFTS: ask(list_donations, year.label),
        }
        self.panel.pairs = ask(accrual_pairs, year.label)
        for key, rows in found.items():
            self.tables[key].set_rows(rows)
            sums = {
                name: amount(Money.total(getattr(row, name) for row in rows)) for name in _SUMS[key]
            }
            title = "description" if key == ACCRUALS else "name"
            self.tables[key].set_total({title: _("Together"), **sums} if rows and sums else {})
            if self.tables[key].current() is None:
                self.tables[key].choose_first()
        self._choose()

    def show_list(self, which: str | None) -> None:
        if which in self.tables:
            self.lists.choose(which)
            self._choose()

    def _choose(self) -> None:
        key = self.lists.key()
        self.table = self.tables[key]
        for name, table in self.tables.items():
            table.setVisible(name == key)
        words = {ASSETS: _("Book depreciation"), ACCRUALS: _("Book accruals")}.get(key, "")
        self.book.setText(words)
        self.book.setVisible(bool(words))
        rows = self.table.shown_rows()
        todo = any(
            row.to_write_off if key == ASSETS else row.to_book
            for row in rows
            if key in (ASSETS, ACCRUALS)
        )
        self.book.refuse("" if todo else _("All of it is booked already."))
        self.page.list_changed(self)
        self._show_row()
        self.hints_changed.emit()

    def _nothing(self, key: str) -> EmptyState:
        title, text = {
            ASSETS: (
                _("No fixed assets"),
                _("What lasts for years, such as a van, is written off year by year."),
            ),
            FUNDS: (
                _("No reserves or funds yet"),
                _("Money with an aim of its own: by your own decision, or by that of a giver."),
            ),
            ACCRUALS: (
                _("No accruals"),
                _("A cost or an income for another year than the one in which it is booked."),
            ),
            GIFTS: (_("No gifts in this year"), _("Who gave what, and what for.")),
        }[key]
        return EmptyState(
            title, text, [Action(_("Add"), self.add_row, "plus", changes=True)], primary=False
        )

    # What can be done.

    def add_row(self) -> None:
        """A new one in the list that is shown."""
        forms: dict[str, Callable[[LedgerPage], Form]] = {
            ASSETS: asset_form,
            FUNDS: fund_form,
            ACCRUALS: accrual_form,
            GIFTS: gift_form,
        }
        self._put(forms[self.lists.key()](self.page), "")

    def _put(self, form: Form, which: object) -> None:
        """A form in the right panel, as it was left."""
        self.page.desk.keep_drafts(form, SCREEN, f"{self.lists.key()}/{which}")
        self.page.put_form(form)

    def _book(self) -> None:
        wanted = depreciate if self.lists.key() == ASSETS else book_accruals
        if self._year is not None:
            self.page.do(wanted, self._year.label)

    def _show_row(self) -> None:
        row, key = self.table.current(), self.lists.key()
        actions = [] if row is None else self._actions(key, row)
        self.panel.show_row(key, row, actions, self._year)

    def _actions(self, key: str, row: Any) -> list[Action]:
        page, put = self.page, self._put
        if key == ASSETS and row.disposed_on is not None:
            return [
                Action(
                    _("It is still there"), lambda: page.do(take_back_disposal, row.number),
                    "rotate", changes=True,
                )
            ]  # fmt: skip
        if key == ASSETS:
            return [
                self._change(lambda: put(asset_form(page, row), row.number)),
                Action(
                    _("Gone"),
                    lambda: put(disposal_form(page, row), f"gone {row.number}"),
                    changes=True,
                ),
                self._remove(lambda: page.do(remove_asset, row.number)),
            ]
        if key == FUNDS:
            fund = next(
                (each for each in page.desk.books.ask(list_funds) if each.id == row.fund_id), None
            )
            if fund is None:
                return []
            return [
                Action(
                    _("Add or withdraw"), lambda: put(move_form(page, fund), f"move {fund.id}"),
                    "arrows-left-right", changes=True,
                ),
                self._change(lambda: put(fund_form(page, fund), fund.id)),
                self._remove(lambda: page.do(remove_fund, fund.id)),
            ]  # fmt: skip
        if key == ACCRUALS:
            return [
                self._change(lambda: put(accrual_form(page, row), row.number)),
                self._remove(lambda: page.do(remove_accrual, row.number)),
            ]
        return [
            self._change(lambda: put(gift_form(page, row), row.entry_id)),
            Action(_("Booking"), lambda: page.show_entry(row.entry_id), "book"),
            *self._thanks(row),
        ]

    def _thanks(self, row: Any) -> list[Action]:
        if row.person_id is None:
            return []
        go = self.page.desk.go
        return [Action(_("Letter of thanks"), lambda: go("letters", ("gift", row.person_id)))]

    def _change(self, run: Callable[[], object]) -> Action:
        return Action(_("Change it"), run, "pencil", changes=True)

    def _remove(self, run: Callable[[], object]) -> Action:
        return Action(_("Remove"), run, "trash", changes=True)

    # What the page asks.

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Enter",), _("what can be done")),)
