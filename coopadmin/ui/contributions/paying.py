"""Forms about one charge: a payment on it, and letting it go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from coopadmin.contributions.crediting import NewCredit, credit_charge
from coopadmin.contributions.queries import ChargeRow
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.service import write_off
from coopadmin.store import Books
from coopadmin.ui.contributions.forms import LET_GO, PAYMENT
from coopadmin.ui.kit.fields import Part
from coopadmin.ui.kit.form import Form, Save
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.words import _, date_short, money

Pay = Callable[[ChargeRow, dict[str, Any], Mapping[str, str]], object]


class ChargeForm(Form):
    """A form about one charge: its facts stand on top, what is open is proposed."""

    def __init__(
        self,
        row: ChargeRow,
        parts: Sequence[Part],
        save: Save,
        today: date,
        title: str,
        button: tuple[str, str],
    ) -> None:
        save_text, save_icon = button
        super().__init__(parts, save, today, title, save_text=save_text, save_icon=save_icon)
        self.row = row
        self.set_title(row.name, title)
        facts = _("{reference} · {open} open · due {day}").format(
            reference=row.reference, open=money(row.open), day=date_short(row.due)
        )
        self.body.insertWidget(1, Text(facts, Role.NOTE, "ink2", wrap=True))
        self.set_values(
            {
                "amount": row.open if row.open > ZERO else None,
                "dated": today,
                "method": "bank",
                "note": "",
            }
        )

    def select_amount(self) -> None:
        """Typing replaces what is proposed."""
        line = self.box("amount").control
        if hasattr(line, "selectAll"):
            line.selectAll()


class PaymentForm(ChargeForm):
    """A payment on one charge."""

    def __init__(self, row: ChargeRow, pay: Pay, today: date) -> None:
        super().__init__(
            row,
            PAYMENT,
            lambda values, answers: pay(row, values, answers),
            today,
            _("Record payment"),
            (_("Record"), "check"),
        )
        explain(self, "payments")


class LetGoForm(ChargeForm):
    """What will not be paid any more: written off, or credited under a number of its own."""

    def __init__(self, row: ChargeRow, books: Books, today: date, credited: bool) -> None:
        def save(values: dict[str, Any], answers: Mapping[str, str]) -> object:
            amount, dated, reason = values["amount"], values["dated"], values["note"]
            if credited:
                new = NewCredit(row.id, reason, amount, dated)
                return books.do(credit_charge, new, answers=answers)
            return books.do(write_off, row.open_item_id, reason, amount, dated)

        title = _("Make credit note") if credited else _("Write off")
        super().__init__(row, LET_GO, save, today, title, (_("Record"), "check"))
        explain(self, "payments#let-go")
