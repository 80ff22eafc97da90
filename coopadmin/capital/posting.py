"""What movements of capital mean in the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coopadmin.capital.model import CapitalMovement, ShareKind
from coopadmin.capital.rules import CONVERTED, DEBT, INTEREST, MOVEMENTS, RESULT, NewMovement
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.posting import Chart, find_chart, post
from coopadmin.store.work import Work
from coopadmin.words import _

_FROM = {RESULT: "result", INTEREST: "interest_paid"}


def account_role(treatment: str) -> str:
    """The role of the account on which a kind of share stands: equity, or a debt to members."""
    return "member_loans" if treatment == DEBT else "share_capital"


def post_movement(work: Work, new: NewMovement, written: str) -> None:
    """Book a movement that nobody pays: result or interest added, or another kind of share.

    What is paid is booked with its open item; a transfer leaves the books as they are.
    """
    chart = find_chart(work)
    if chart is None:
        return
    entry = _entry(work, chart, new, written)
    if entry is not None:
        post(work, chart, [entry])


def _entry(work: Work, chart: Chart, new: NewMovement, written: str) -> NewEntry | None:
    own = account_role(work.get(ShareKind, new.kind_id).treatment)
    if new.type in _FROM:
        debit, credit = _FROM[new.type], own
    elif new.type == CONVERTED and new.to_kind_id is not None:
        debit, credit = own, account_role(work.get(ShareKind, new.to_kind_id).treatment)
    else:
        return None
    if debit == credit:
        return None
    # Result added later is that of a year before, and no appropriation of the year it falls in.
    of_year_end = new.type == RESULT and chart.years.on(new.dated).last == new.dated
    return NewEntry(
        MEMORIAL,
        new.dated,
        f"{_(MOVEMENTS[new.type])} {written}",
        [NewLine(chart.account(debit), new.amount), NewLine(chart.account(credit), -new.amount)],
        new.person_id,
        source="appropriation" if of_year_end else "capital",
    )


def turn_movement(work: Work, row: CapitalMovement, written: str, dated: date) -> None:
    """Book that such a movement was reversed."""
    chart = find_chart(work)
    if chart is None:
        return
    new = NewMovement(
        row.type, row.kind_id, row.person_id, row.amount, dated, row.to_person_id, row.to_kind_id
    )
    entry = _entry(work, chart, new, written)
    if entry is not None:
        lines = [replace(line, amount=-line.amount) for line in entry.lines]
        post(work, chart, [replace(entry, lines=lines)])
