"""Beside the list of charges: one charge with its payments, and what was checked to tick off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.contributions.queries import ChargeRow, PaymentRow
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ui.contributions.columns import charge_chip, member_number, payment_columns
from coopadmin.ui.contributions.forms import TICK_OFF
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, SMALL, Action, Button, MenuButton
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.sums import Sums
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Chip, Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_long, money, ngettext

NAMED = 10


class ChargePanel(Panel):
    """One charge: what is open, and the payments on it.

    `pay_wanted` and `back_wanted(PaymentRow)` ask to record a payment and to take one back,
    `let_go_wanted(credited)` to write off or to credit what is open.
    """

    pay_wanted = Signal()
    back_wanted = Signal(object)
    let_go_wanted = Signal(bool)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        explain(self, "payments#back")
        self.row: ChargeRow | None = None
        top = QWidget()
        top.setObjectName("clear")
        across = QHBoxLayout(top)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.px(10))
        self._figure, self._of = Text("", Role.FIGURE), Text("", Role.NOTE, "ink2")
        self._chip = Chip()
        across.addWidget(self._figure)
        across.addWidget(self._of)
        across.addStretch(1)
        self.header_row.addWidget(self._chip)
        self.body.addWidget(top)
        self._facts = Facts(112)
        self.body.addWidget(self._facts)
        self._heading = QWidget()
        self._heading.setObjectName("clear")
        self.back = Button(_("Take back"), self._take_back, SMALL, changes=True)
        beside = QHBoxLayout(self._heading)
        beside.setContentsMargins(0, theme.px(4), 0, 0)
        beside.addWidget(Text(_("Payments"), Role.LABEL))
        beside.addStretch(1)
        beside.addWidget(self.back)
        self.body.addWidget(self._heading)
        self._none = Text(_("Nothing was paid on it yet."), Role.NOTE, "ink2", wrap=True)
        self.body.addWidget(self._none)
        self.payments = RowsTable(
            payment_columns(),
            _("Payments"),
            two_lines=True,
            identity=lambda row: row.settlement_id,
            kept_as="payments",
        )
        self.payments.chosen.connect(self._may_take_back)
        self.body.addWidget(self.payments)
        self.let_go = MenuButton(
            _("Will not be paid"),
            [
                Action(_("Write off"), lambda: self.let_go_wanted.emit(False), changes=True),
                Action(_("Make credit note"), lambda: self.let_go_wanted.emit(True), changes=True),
            ],
        )
        self.body.addWidget(self.let_go)
        self.body.addStretch(1)
        self.pay = Button(
            _("Record payment"), self.pay_wanted.emit, PRIMARY, "receipt-euro", changes=True
        )
        self.footer_row.addWidget(self.pay)
        self.footer_row.addStretch(1)
        self.show_row(None, ())

    def show_row(
        self, row: ChargeRow | None, payments: Sequence[PaymentRow], payer: str = ""
    ) -> None:
        """Show a charge; None shows nothing. `payer` is given when another pays it."""
        self.row = row
        for part in (self._figure, self._of, self._chip, self._facts, self._heading):
            part.setVisible(row is not None)
        self.payments.set_rows(payments)
        self.payments.setVisible(bool(payments))
        self.payments.setFixedHeight(theme.px(34) + len(payments) * theme.px(46))
        self._none.setVisible(row is not None and not payments)
        self.show_footer(row is not None)
        self.let_go.setVisible(row is not None and row.charged > row.let_go)
        if row is None:
            self.set_title(_("No contribution chosen"))
            return
        number = _("Member {number}").format(number=member_number(row.member_number))
        self.set_title(row.name, f"{number} · {row.kind}")
        self._figure.setText(money(_without_sign(row.open)))
        of = _("too much, of {amount}") if row.open < ZERO else _("open of {amount}")
        self._of.setText(of.format(amount=money(row.charged)))
        chip = charge_chip(row, self._today)
        self._chip.set(chip.text, chip.tone, chip.icon)
        self._facts.set_facts(
            [
                (_("Reference"), row.reference),
                (_("Charged on"), date_long(row.dated)),
                (_("Pay by"), date_long(row.due)),
                (_("Paid by"), payer),
            ]
        )
        self.pay.set_kind(PRIMARY if row.open > ZERO else "plain")
        standing = [each for each in payments if _can_be_taken_back(each)]
        if standing:
            self.payments.choose(standing[0].settlement_id)
        self.back.setVisible(bool(standing))
        self._may_take_back()

    def _may_take_back(self) -> None:
        chosen = self.payments.current()
        good = chosen is not None and _can_be_taken_back(chosen)
        self.back.refuse("" if good else _("Choose a payment that still stands."))

    def _take_back(self) -> None:
        chosen = self.payments.current()
        if chosen is not None and _can_be_taken_back(chosen):
            self.back_wanted.emit(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.payments.view.hasFocus():
            self._take_back()
        else:
            super().keyPressEvent(event)


def _can_be_taken_back(row: PaymentRow) -> bool:
    return not (row.reversed or row.is_reversal)


def _without_sign(value: Money) -> Money:
    return value if value >= ZERO else -value


class TickOff(Form):
    """The checked charges, and when and how all of them were paid."""

    def __init__(
        self,
        tick_off: Callable[[Sequence[ChargeRow], dict[str, Any], Mapping[str, str]], object],
        today: date,
    ) -> None:
        super().__init__(
            TICK_OFF,
            lambda values, answers: tick_off(self._rows_checked, values, answers),
            today,
            _("Tick off as paid"),
            save_icon="checks",
        )
        explain(self, "payments")
        self._rows_checked: tuple[ChargeRow, ...] = ()
        self._sum = Text("", Role.FIGURE)
        self._names = Sums()
        self.body.insertWidget(0, self._sum)
        self.body.insertWidget(self.body.count() - 1, self._names)
        self.set_values({"dated": today, "method": "bank"})

    def set_charges(self, rows: Sequence[ChargeRow]) -> None:
        """Show what is checked."""
        self._rows_checked = tuple(rows)
        whole = Money.total(row.open for row in rows)
        count = len(rows)
        self.set_title(
            _("Tick off as paid"),
            ngettext("{count} contribution", "{count} contributions", count).format(count=count),
        )
        self._sum.setText(money(whole))
        shown = [(row.name, money(row.open)) for row in rows[:NAMED]]
        rest = count - len(shown)
        if rest > 0:
            more = ngettext("and {count} other", "and {count} others", rest).format(count=rest)
            shown.append((more, money(Money.total(row.open for row in rows[NAMED:]))))
        self._names.set_lines(shown)
        self.save_button.setText(
            ngettext("Tick off {count}", "Tick off {count}", count).format(count=count)
        )
        self.save_button.updateGeometry()
