"""The plain forms at the top of the page of the books; `ui/pages.py` names them as commands too."""

from __future__ import annotations

from coopadmin.ui.ledger.owedform import OwedForm
from coopadmin.ui.ledger.parts import PlainForm
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
