"""What other modules put on the page of the books: forms, the cash book, the budget.

Whoever fills `FORMS` names them as commands in `ui/pages.py` too.
"""

from __future__ import annotations

from coopadmin.ui.ledger.budget import BudgetPart
from coopadmin.ui.ledger.parts import BookPart, PlainForm

FORMS: tuple[PlainForm, ...] = ()
"""Received, paid, from account to account, still to be paid: buttons in the head, in this order."""

CASH_BOOK: type[BookPart] | None = None

BUDGET: type[BookPart] | None = BudgetPart
