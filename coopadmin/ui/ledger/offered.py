"""What other modules put on the page of the books: forms, the opening, the cash book, the budget.

Whoever fills `FORMS` names them as commands in `ui/pages.py` too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coopadmin.ui.ledger.budget import BudgetPart
from coopadmin.ui.ledger.parts import BookPart, PlainForm

if TYPE_CHECKING:
    from coopadmin.ui.ledger.page import LedgerPage

FORMS: tuple[PlainForm, ...] = ()
"""Received, paid, from account to account, still to be paid: buttons in the head, in this order."""

OPENING: Callable[[LedgerPage], QWidget] | None = None
"""Makes what begins the books; it calls `page.show_books()` when the person goes back."""

CASH_BOOK: type[BookPart] | None = None

BUDGET: type[BookPart] | None = BudgetPart
