"""What the tables of the ledger and their columns are called in history."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

_AMOUNT, _BOOK_YEAR, _DATED = N_("Amount"), N_("Book year"), N_("Dated")
_DESCRIPTION, _KIND, _NAME = N_("Description"), N_("Kind"), N_("Name")
_NUMBER, _PERSON = N_("Number"), N_("Person")

LEDGER: Mapping[str, TableWords] = {
    "account": TableWords(
        N_("Account"),
        {
            "number": _NUMBER,
            "name": _NAME,
            "place": N_("Line in the statements"),
            "rgs": N_("RGS code"),
            "role": N_("Task"),
            "in_use": N_("In use"),
        },
    ),
    "accrual": TableWords(
        N_("Accrual"),
        {
            "number": _NUMBER,
            "description": _DESCRIPTION,
            "account_id": N_("Account"),
            "activity_id": N_("Activity"),
            "fund_id": N_("Fund"),
            "amount": _AMOUNT,
            "first": N_("First day"),
            "last": N_("Last day"),
            "booked_in": N_("Booked in"),
        },
    ),
    "accrual_part": TableWords(
        N_("Moved at the end of the year"),
        {
            "accrual_id": N_("Accrual"),
            "book_year": _BOOK_YEAR,
            "amount": _AMOUNT,
            "entry_id": N_("Booking"),
        },
    ),
    "bookkeeping": TableWords(
        N_("Books"),
        {
            "first_year": N_("First book year"),
            "first": N_("First day"),
            "explain_percent": N_("Explain from a difference of percent"),
            "explain_above": N_("Explain from a difference of"),
        },
    ),
    "budget": TableWords(
        N_("Budget"),
        {
            "book_year": _BOOK_YEAR,
            "version": N_("Version"),
            "resolution_id": N_("Resolution"),
            "note": N_("Note"),
        },
    ),
    "budget_line": TableWords(
        N_("Line of a budget"),
        {
            "budget_id": N_("Budget"),
            "book_year": _BOOK_YEAR,
            "account_id": N_("Account"),
            "activity_id": N_("Activity"),
            "amount": _AMOUNT,
            "note": N_("Note"),
        },
    ),
    "depreciation": TableWords(
        N_("Depreciation"),
        {
            "asset_id": N_("Fixed asset"),
            "book_year": _BOOK_YEAR,
            "until": N_("Up to and including"),
            "amount": _AMOUNT,
            "entry_id": N_("Booking"),
        },
    ),
    "cash_count": TableWords(
        N_("Cash count"),
        {
            "account_id": N_("Account"),
            "dated": _DATED,
            "counted": N_("Counted"),
            "booked": N_("In the books"),
            "pieces": N_("Notes and coins"),
            "counted_by": N_("Counted by"),
            "note": N_("Note"),
            "entry_id": N_("Booking"),
        },
    ),
    "entry": TableWords(
        N_("Booking"),
        {
            "journal": N_("Journal"),
            "book_year": _BOOK_YEAR,
            "number": _NUMBER,
            "dated": _DATED,
            "description": _DESCRIPTION,
            "person_id": _PERSON,
            "party": N_("With whom"),
            "source": N_("Made by"),
            "follows_id": N_("Follows from"),
            "reverses_id": N_("Reverses"),
        },
    ),
    "explanation": TableWords(
        N_("Explanation of a difference"),
        {
            "book_year": _BOOK_YEAR,
            "place": N_("Line in the statements"),
            "account_id": N_("Account"),
            "activity_id": N_("Activity"),
            "text": N_("Text"),
        },
    ),
    "fixed_asset": TableWords(
        N_("Fixed asset"),
        {
            "number": _NUMBER,
            "name": _NAME,
            "bought": N_("Bought on"),
            "price": N_("Price"),
            "residual": N_("Worth in the end"),
            "months": N_("Lasts months"),
            "account_id": N_("Account"),
            "written_off_id": N_("Account of what is written off"),
            "cost_id": N_("Account of the cost"),
            "activity_id": N_("Activity"),
            "entry_id": N_("Booking"),
            "disposed_on": N_("Gone on"),
            "disposal_id": N_("Booking of its going"),
        },
    ),
    "fund": TableWords(
        N_("Reserve or fund"),
        {
            "kind": _KIND,
            "name": _NAME,
            "account_id": N_("Account"),
            "purpose": N_("Purpose"),
            "most": N_("At most"),
            "resolution_id": N_("Resolution"),
            "in_use": N_("In use"),
        },
    ),
    "line": TableWords(
        N_("Line of a booking"),
        {
            "entry_id": N_("Booking"),
            "position": N_("Place in the list"),
            "book_year": _BOOK_YEAR,
            "account_id": N_("Account"),
            "amount": _AMOUNT,
            "description": _DESCRIPTION,
            "activity_id": N_("Activity"),
            "fund_id": N_("Fund"),
            "open_item_id": N_("Open item"),
            "settlement_id": N_("Payment"),
        },
    ),
    "year_check": TableWords(
        N_("Year end"),
        {
            "book_year": _BOOK_YEAR,
            "step": N_("Step"),
            "account_id": N_("Account"),
            "amount": _AMOUNT,
            "dated": _DATED,
            "note": N_("Note"),
        },
    ),
    "year_note": TableWords(
        N_("Book year"),
        {
            "book_year": _BOOK_YEAR,
            "staff": N_("Staff, in hundredths of fte"),
            "without_accruals": N_("Accruals for other operating costs are left out"),
        },
    ),
    "year_step": TableWords(
        N_("Book year"),
        {
            "book_year": _BOOK_YEAR,
            "position": N_("Place in the list"),
            "step": N_("Step"),
            "dated": _DATED,
            "reason": N_("Reason"),
            "resolution_id": N_("Resolution"),
            "entry_id": N_("Booking"),
        },
    ),
}
