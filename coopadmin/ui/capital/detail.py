"""Beside the lists of capital: what one member holds, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coopadmin.capital.facts import HoldingRow, MovementRow
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ui.capital.columns import number_shown, own_movement_columns
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import PRIMARY, SMALL, Button
from coopadmin.ui.kit.cards import Panel
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.table import RowsTable
from coopadmin.ui.kit.text import Facts, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_long, money

HEAD, ROW = 34, 46


class HolderPanel(Panel):
    """One holder on the day looked at.

    `move_wanted`, `pay_wanted(MovementRow)`, `reverse_wanted(MovementRow)` and
    `certificate_wanted` ask for what the buttons say.
    """

    move_wanted = Signal()
    pay_wanted = Signal(object)
    reverse_wanted = Signal(object)
    certificate_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.person_id: int | None = None
        self._figure = Text("", Role.FIGURE)
        self._facts = Facts(150)
        self._none = Text(_("Nothing is held on this day."), Role.NOTE, "ink2", wrap=True)
        self.body.addWidget(self._figure)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._none)
        self.back = Button(_("Reverse"), self._reverse, SMALL, changes=True)
        self._heading = QWidget()
        self._heading.setObjectName("clear")
        beside = QHBoxLayout(self._heading)
        beside.setContentsMargins(0, theme.px(4), 0, 0)
        beside.addWidget(Text(_("How it came about"), Role.LABEL))
        beside.addStretch(1)
        beside.addWidget(self.back)
        self.body.addWidget(self._heading)
        self.movements = RowsTable(
            own_movement_columns(), _("Movements"), True, kept_as="own-movements"
        )
        self.movements.chosen.connect(lambda _row: self._may())
        self.body.addWidget(self.movements)
        self.body.addStretch(1)
        self.record = Button(
            _("Record movement"), self.move_wanted.emit, PRIMARY, "plus", changes=True
        )
        self.pay = Button(_("Paid"), self._pay, icon="receipt-euro", changes=True)
        self.paper = Button(_("Certificate"), self.certificate_wanted.emit, SMALL, "file-type-pdf")
        self.header_row.addWidget(self.paper)
        for button in (self.record, self.pay):
            self.footer_row.addWidget(button)
        self.footer_row.addStretch(1)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Show that nobody is chosen."""
        self._know(None)
        self.set_title(_("Nobody chosen"))

    def show_person(
        self, person_id: int, name: str, held: Sequence[HoldingRow], rows: Sequence[MovementRow]
    ) -> None:
        """Show what somebody holds, and the movements by which it came."""
        self._know(person_id)
        self._show(name, held, rows)

    def _know(self, person_id: int | None) -> None:
        self.person_id = person_id
        known = person_id is not None
        for part in (self._figure, self._facts, self._heading, self.movements, self.paper):
            part.setVisible(known)
        self._none.setVisible(False)
        self.show_footer(known)

    def _show(self, name: str, held: Sequence[HoldingRow], rows: Sequence[MovementRow]) -> None:
        number = number_shown(held[0]) if held else ""
        self.set_title(name, _("Member {number}").format(number=number) if number else "")
        self._figure.setText(money(Money.total(row.amount for row in held)))
        facts = [(row.kind, money(row.amount)) for row in held]
        unpaid = Money.total(row.unpaid for row in held)
        if unpaid > ZERO:
            facts.append((_("Not paid in yet"), money(unpaid)))
        if held:
            facts.append((_("Since"), date_long(min(row.since for row in held))))
        self._facts.set_facts(facts)
        self._facts.setVisible(bool(facts))
        self._none.setVisible(not held)
        self.movements.set_rows(rows)
        self.movements.setFixedHeight(theme.px(HEAD + max(1, len(rows)) * ROW + 2))
        if self.movements.current() is None:
            self.movements.choose_first()
        self._may()

    def _may(self) -> None:
        row = self.movements.current()
        read_only = _("This file can only be looked at.") if self._desk.books.read_only else ""
        unpaid = isinstance(row, MovementRow) and row.open > ZERO
        stands = isinstance(row, MovementRow) and not (row.reversed or row.is_reversal)
        nothing = "" if unpaid else _("Nothing is to be paid on this movement.")
        gone = "" if stands else _("Choose a movement that still stands.")
        self.record.refuse(read_only)
        self.pay.refuse(read_only or nothing)
        self.back.refuse(read_only or gone)

    def _pay(self) -> None:
        self.pay_wanted.emit(self.movements.current())

    def _reverse(self) -> None:
        self.reverse_wanted.emit(self.movements.current())
