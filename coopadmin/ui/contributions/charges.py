"""The charges of a book year: found, filtered, checked and paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coopadmin.contributions.queries import ChargeRow, list_payments
from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import (
    pay_charges,
    pay_contribution,
    take_back_payment,
)
from coopadmin.contributions.states import CHARGE_STATES, LET_GO, OPEN, OVERPAID, PAID_UP, PART
from coopadmin.kernel.folding import searchable
from coopadmin.kernel.money import ZERO, Money
from coopadmin.people.queries import get_person
from coopadmin.ui.contributions.columns import charge_columns, member_number
from coopadmin.ui.contributions.detail import ChargePanel, TickOff
from coopadmin.ui.contributions.paying import ChargeForm, LetGoForm, PaymentForm
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.cards import search_card
from coopadmin.ui.kit.choices import Option, Segmented
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.hints import Hint
from coopadmin.ui.kit.inputs import Search
from coopadmin.ui.kit.listdetail import ListDetail
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, amount, count, money, ngettext

SCREEN = "contributions"
ALL = "all"
_SHOWN = {
    ALL: set(CHARGE_STATES),
    OPEN: {OPEN, PART},
    PART: {PART},
    PAID_UP: {PAID_UP, OVERPAID, LET_GO},
}


def draft_key(charge: ChargeRow) -> str:
    """Names the person too, so that erasing them finds it."""
    return f"pay/{charge.id}/{charge.person_id}"


class ChargesView(ListDetail):
    """List left; right the chosen charge, a payment being typed, or what is checked."""

    hints_changed = Signal()
    checks_changed = Signal()

    def __init__(self, page: Page) -> None:
        self._page, self._desk = page, page.desk
        self._rows: tuple[ChargeRow, ...] = ()
        self._found: list[tuple[ChargeRow, str, str]] = []
        self._checked: set[int] = set()
        self._ticking = False
        today = self._desk.today()
        self.search = Search(_("Search by name, number or reference"))
        self.states = Segmented(self._options(), _("Which contributions"))
        self.table = RowsTable(
            charge_columns(today, lambda row: row.id in self._checked),
            _("Contributions"),
            kept_as="charges",
        )
        self.table.narrowing = (self.states, self.search)
        self.foot = Text("", Role.NOTE, "ink2")
        self.panel = ChargePanel(today)
        self.tick = TickOff(self._tick_off, today)
        self.tick.hide()
        super().__init__(
            search_card(self.search, self.states, self.table, self.foot),
            self.panel,
            self.table,
            _("All contributions"),
            detail_width=340,
        )
        self.tick.setParent(self)
        self.search.searched.connect(lambda _text: self._show())
        self.table.follow(self.search)
        self.states.chosen.connect(lambda _key: self._show())
        self.table.settled.connect(self._show_row)
        self.table.activated.connect(self._activated)
        self.table.checked.connect(lambda row, _key: self._toggle(row))
        self.panel.pay_wanted.connect(self.record_payment)
        self.panel.back_wanted.connect(self._take_back)
        self.panel.let_go_wanted.connect(self.let_go)
        self.tick.cancelled.connect(self.check_none)
        self.opened.connect(self.hints_changed)
        self.closed.connect(self._left_detail)

    def _options(self) -> list[Option]:
        numbers = {
            key: sum(state in states for _row, _text, state in self._found)
            for key, states in _SHOWN.items()
        }
        return [
            Option(ALL, _("All"), numbers[ALL]),
            Option(OPEN, _("Open"), numbers[OPEN]),
            Option(PART, _("Partly paid"), numbers[PART]),
            Option(PAID_UP, _("Paid"), numbers[PAID_UP]),
        ]

    # What is shown.

    def load(self, rows: Sequence[ChargeRow], anew: bool) -> None:
        """Show these charges; `anew` for another year, where the first open one is chosen."""
        self._rows = tuple(rows)
        # Folded once, so that every key pressed only has to look.
        self._found = [(row, _searched(row), row.state) for row in rows]
        if anew:
            self._checked.clear()
            self._close_forms()
        self._checked &= {row.id for row in rows if row.open > ZERO}
        self.states.set_options(self._options())
        self._show()
        if anew or self.table.current() is None:
            self.choose_first_open()
        self._show_row(self.table.current())

    def choose_first_open(self) -> None:
        first = next((row for row in self.table.shown_rows() if row.open > ZERO), None)
        if first is not None:
            self.table.choose(first.id)
        else:
            self.table.choose_first()

    def choose(self, charge_id: int) -> bool:
        """Show one charge, whatever is searched for; False when it is not of this year."""
        if not self.table.choose(charge_id):
            self.search.clear()
            self.states.choose(ALL)
            self._show()
        return self.table.choose(charge_id)

    def show_open(self) -> None:
        """Only what is not wholly paid yet."""
        self.search.clear()
        self.states.choose(OPEN)
        self._show()
        self.choose_first_open()

    def _show(self) -> None:
        states = _SHOWN[self.states.key() or ALL]
        lines = [line for line in self._found if line[2] in states]
        for word in searchable(self.search.text()).split():
            lines = [line for line in lines if word in line[1]]
        rows = [row for row, _text, _state in lines]
        if not rows:
            self.table.set_empty(self._nothing())
        self.table.set_rows(rows)
        self.table.mark(self.search.text())
        sums = {
            name: amount(Money.total(getattr(row, name) for row in rows))
            for name in ("charged", "paid", "open")
        }
        self.table.set_total({"name": _("Together"), **sums} if rows else {})
        self._show_checked()

    def _nothing(self) -> EmptyState:
        searched = self.search.text().strip()
        if not searched:
            return EmptyState(
                _("None here"),
                _("No contribution of this year is in this state."),
                [Action(_("Show all"), self._show_all)],
                icon="circle-check",
                primary=False,
            )
        return EmptyState(
            _("Nobody found for “{text}”").format(text=searched),
            _("Only who was charged for this book year is in this list."),
            [Action(_("Clear the search"), self._show_all)],
            icon="search",
            primary=False,
        )

    def _show_all(self) -> None:
        self.states.choose(ALL)
        self.search.clear()
        self._show()
        self.table.setFocus()

    def _show_row(self, row: ChargeRow | None) -> None:
        form = self._detail
        if isinstance(form, ChargeForm) and (row is None or form.row.id != row.id):
            self._put(self.panel)
        if row is None:
            self.panel.show_row(None, ())
            return
        ask = self._desk.books.ask
        payments = ask(list_payments, row.book_year, member_number=row.member_number)
        other = row.payer_id is not None and row.payer_id != row.person_id
        payer = ask(get_person, row.payer_id).name if other and row.payer_id else ""
        self.panel.show_row(row, payments, payer)

    # Paying.

    def _activated(self, row: ChargeRow) -> None:
        if self._checked:
            self.tick.focus_first()
        elif self.narrow or row.open <= ZERO:
            self._show_row(row)
            self.panel.pay.setFocus()
        else:
            self.record_payment()

    def record_payment(self) -> None:
        """Open the form of a payment on the chosen charge, as it was left."""
        row = self.table.current()
        if row is None:
            return
        self._open(PaymentForm(row, self._pay, self._desk.today()), draft_key(row))

    def let_go(self, credited: bool) -> None:
        """Open the form that writes the chosen charge off, or credits it."""
        row = self.table.current()
        if row is not None:
            form = LetGoForm(row, self._desk.books, self._desk.today(), credited)
            self._open(form, f"let-go/{credited}/{row.id}/{row.person_id}")

    def _open(self, form: ChargeForm, key: str) -> None:
        self._desk.keep_drafts(form, SCREEN, key)
        form.saved.connect(self._saved)
        form.cancelled.connect(self._close_payment)
        self._put(form)
        self.open_detail(form.box("amount").control)
        form.select_amount()

    def _pay(self, row: ChargeRow, values: dict[str, Any], answers: Mapping[str, str]) -> object:
        new = NewPayment(row.member_number, row.book_year, **values)
        return self._desk.books.do(pay_contribution, new, answers=answers)

    def _saved(self, result: object) -> None:
        self._close_payment()
        if isinstance(result, str):
            self._desk.note(result)

    def _close_payment(self) -> None:
        self._put(self.panel)
        self._show_row(self.table.current())
        self.close_detail()
        self.hints_changed.emit()

    def _take_back(self, payment: Any) -> None:
        if self._page.do(take_back_payment, payment.settlement_id):
            self.panel.pay.setFocus()

    # Ticking off several.

    def _toggle(self, row: ChargeRow) -> None:
        if row.open > ZERO:
            self._checked ^= {row.id}
            self._show_checked()

    def check_all(self) -> None:
        """Check everything that is shown and open, or nothing when all of it is checked."""
        shown = {row.id for row in self.table.shown_rows() if row.open > ZERO}
        self._checked = set() if shown <= self._checked else self._checked | shown
        self._show_checked()

    def check_none(self) -> None:
        self._checked.clear()
        self._show_checked()
        self.close_detail()
        self.table.setFocus()

    def _show_checked(self) -> None:
        rows = [row for row in self._rows if row.id in self._checked]
        if rows:
            self.tick.set_charges(rows)
            self._put(self.tick)
        elif self._detail is self.tick:
            self._put(self.panel)
        self._show_foot(rows)
        self.table.view.viewport().update()
        self.hints_changed.emit()
        if bool(rows) != self._ticking:
            self._ticking = bool(rows)
            self.checks_changed.emit()

    def _show_foot(self, checked: Sequence[ChargeRow]) -> None:
        shown = len(self.table)
        words = ""
        if checked:
            words = ngettext(
                "{count} checked · {amount}", "{count} checked · {amount}", len(checked)
            ).format(
                count=count(len(checked)), amount=money(Money.total(row.open for row in checked))
            )
        elif shown != len(self._rows):
            words = _("{shown} of {whole}").format(shown=count(shown), whole=count(len(self._rows)))
        self.foot.setText(words)

    def any_checked(self) -> bool:
        return bool(self._checked)

    def open_tick(self) -> None:
        """Go to when and how the checked ones were paid."""
        self.open_detail(self.tick.box("dated").control)

    def _tick_off(
        self, rows: Sequence[ChargeRow], values: dict[str, Any], answers: Mapping[str, str]
    ) -> object:
        ids = [row.id for row in rows]
        done = self._desk.books.do(pay_charges, ids, **values, answers=answers)
        self._checked.clear()
        self._show_checked()
        self.close_detail()
        self.table.setFocus()
        return done

    # The place beside the list.

    def _put(self, detail: QWidget) -> None:
        before = self.set_detail(detail)
        if before is not detail and isinstance(before, ChargeForm):
            before.deleteLater()

    def _close_forms(self) -> None:
        self._put(self.panel)
        self.close_detail()

    def _left_detail(self) -> None:
        self.hints_changed.emit()

    def hints(self) -> Sequence[Hint]:
        if self.is_open() and isinstance(self._detail, Form):
            return (Hint(("Ctrl+S",), _("save")), Hint(("Esc",), _("back")))
        if self._checked:
            return (
                Hint(("Space",), _("check")),
                Hint(("Enter",), _("tick off")),
                Hint(("Ctrl+A",), _("all or none")),
                Hint(("Ctrl+F",), _("search")),
            )
        return (
            Hint(("Enter",), _("payment")),
            Hint(("Space",), _("check")),
            Hint(("Ctrl+A",), _("all or none")),
            Hint(("Ctrl+F",), _("search")),
        )


def _searched(row: ChargeRow) -> str:
    return searchable(f"{row.name} {member_number(row.member_number)} {row.reference}")


def heading(rows: Sequence[ChargeRow]) -> str:
    """One line on the whole year."""
    owed = Money.total(row.charged for row in rows)
    still = Money.total(row.open for row in rows)
    return ngettext(
        "{count} contribution · {owed} charged · {open} open",
        "{count} contributions · {owed} charged · {open} open",
        len(rows),
    ).format(count=count(len(rows)), owed=money(owed), open=money(still))
