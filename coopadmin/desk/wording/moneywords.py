"""What the tables of money and their columns are called in history."""

from __future__ import annotations

from collections.abc import Mapping

from coopadmin.desk.wording.tablewords import TableWords
from coopadmin.words import N_

_AMOUNT = N_("Amount")
_BOOK_YEAR = N_("Book year")
_DATED = N_("Dated")
_DUE = N_("Due")
_KIND = N_("Kind")
_NAME = N_("Name")
_NOTE = N_("Note")
_NUMBER = N_("Number")
_PERSON = N_("Person")
_RESOLUTION = N_("Resolution")
_VALID_FROM = N_("Valid from")

MONEY: Mapping[str, TableWords] = {
    "capital_movement": TableWords(
        N_("Capital movement"),
        {
            "book_year": _BOOK_YEAR,
            "number": _NUMBER,
            "dated": _DATED,
            "type": N_("What happens"),
            "kind_id": _KIND,
            "person_id": N_("Member"),
            "to_kind_id": N_("Converted into"),
            "to_person_id": N_("Transferred to"),
            "amount": _AMOUNT,
            "open_item_id": N_("Open item"),
            "resolution_id": _RESOLUTION,
            "note": _NOTE,
            "reverses_id": N_("Reverses"),
        },
    ),
    "charge": TableWords(
        N_("Charge"),
        {
            "run_id": N_("Charge run"),
            "book_year": _BOOK_YEAR,
            "number": _NUMBER,
            "membership_id": N_("Membership"),
            "kind_id": N_("Kind of membership"),
            "open_item_id": N_("Open item"),
        },
    ),
    "credit_note": TableWords(
        N_("Credit note"),
        {
            "book_year": _BOOK_YEAR,
            "number": _NUMBER,
            "charge_id": N_("Charge"),
            "settlement_id": N_("Payment"),
        },
    ),
    "charge_run": TableWords(
        N_("Charge run"), {"book_year": _BOOK_YEAR, "dated": _DATED, "due": _DUE}
    ),
    "open_item": TableWords(
        N_("Open item"),
        {
            "kind": _KIND,
            "direction": N_("Direction"),
            "person_id": _PERSON,
            "book_year": _BOOK_YEAR,
            "dated": _DATED,
            "due": _DUE,
            "amount": _AMOUNT,
            "description": N_("Description"),
            "reference": N_("Reference"),
            "party": N_("With whom"),
        },
    ),
    "settlement": TableWords(
        N_("Payment"),
        {
            "open_item_id": N_("Open item"),
            "dated": _DATED,
            "amount": _AMOUNT,
            "method": N_("Way of paying"),
            "note": _NOTE,
            "reverses_id": N_("Takes back"),
        },
    ),
    "share_kind": TableWords(
        N_("Kind of share"),
        {
            "name": _NAME,
            "share": N_("Amount of one share"),
            "minimum": N_("Least per member"),
            "maximum": N_("Most per member"),
            "treatment": N_("Counts as"),
            "advised_by": N_("Advised by"),
            "advised_on": N_("Advised on"),
            "repaid": N_("Repaid"),
            "repay_months": N_("Months after that"),
            "in_use": N_("Can be chosen for new movements"),
        },
    ),
    "tariff": TableWords(
        N_("Tariff"),
        {
            "kind_id": N_("Kind of membership"),
            "valid_from": _VALID_FROM,
            "amount": _AMOUNT,
            "pro_rata": N_("In the year of joining"),
        },
    ),
}
