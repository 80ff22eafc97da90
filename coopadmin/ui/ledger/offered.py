"""What other modules put on the page of the books: forms, the cash book, the budget.

Whoever fills `FORMS` names them as commands in `ui/pages.py` too.
"""

from __future__ import annotations

from coopadmin.ui.ledger.budget import BudgetPart
from coopadmin.ui.ledger.cashbook import CashBookPart
from coopadmin.ui.ledger.owedform import OwedForm
from coopadmin.ui.ledger.parts import BookPart, PlainForm
from coopadmin.ui.ledger.plainforms import MoveForm, PaidForm, ReceivedForm, makes

FORMS: tuple[PlainForm, ...] = (
    PlainForm(
        "received", ReceivedForm.TITLE, "arrow-down-left", makes(ReceivedForm), "Ctrl+Shift+O"
    ),
    PlainForm("paid", PaidForm.TITLE, "arrow-up-right", makes(PaidForm), "Ctrl+B"),
    PlainForm("move", MoveForm.TITLE, "arrows-left-right", makes(MoveForm)),
    PlainForm("owed", OwedForm.TITLE, "hourglass", makes(OwedForm)),
)
"""Received, paid, from account to account, still to be paid: buttons in the head, in this order."""

CASH_BOOK: type[BookPart] | None = CashBookPart

BUDGET: type[BookPart] | None = BudgetPart
