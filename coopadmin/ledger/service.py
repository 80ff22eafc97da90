"""Operations on open items and on the payments against them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Problem, refuse
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.posting import find_chart, post_items, post_settlements
from coopadmin.ledger.queries import item_states, settlement_state
from coopadmin.ledger.reversing import post_reversal, unpost
from coopadmin.ledger.rules import (
    WRITTEN_OFF,
    NewOpenItem,
    NewSettlement,
    check_new_open_item,
    check_new_settlement,
    check_take_back,
    check_write_off,
)
from coopadmin.store.work import CHUNK, Work, operation
from coopadmin.words import N_, ngettext


@operation(
    "ledger.add_items", N_("Record what is owed"), N_("{who} recorded what is owed: {about}")
)
def add_open_items(work: Work, new: Sequence[NewOpenItem]) -> list[int]:
    """Add open items in bulk; returns their ids in the same order. Raises Refused."""
    work.check(problem for each in new for problem in check_new_open_item(each))
    work.about = _about([each.description for each in new], work.about)
    ids = work.add_many(
        OpenItem,
        [
            {
                "kind": each.kind,
                "direction": each.direction,
                "person_id": each.person_id,
                "book_year": each.book_year,
                "dated": each.dated,
                "due": each.due,
                "amount": each.amount,
                "description": each.description,
                "reference": each.reference,
                "party": each.party.strip(),
            }
            for each in new
        ],
    )
    if chart := find_chart(work):
        post_items(work, chart, new, ids)
    return ids


@operation("ledger.settle", N_("Record payment"), N_("{who} recorded a payment: {about}"))
def settle(work: Work, new: Sequence[NewSettlement]) -> list[int]:
    """Record payments against open items, all or none; returns their ids.

    Asks about more than is open, a day to come, and a day before the item. Two payments on one
    item are judged one after the other.
    """
    states = item_states(work.session, [each.open_item_id for each in new])
    problems: list[Problem] = []
    for each in new:
        state = states.get(each.open_item_id)
        if state is None:
            raise refuse("ledger.item_gone", N_("This is not owed any more. Open the list again."))
        problems += check_new_settlement(each, state, work.today)
        states[each.open_item_id] = state.less(each.amount)
    work.check(problems)
    work.about = _about([states[each.open_item_id].label for each in new], work.about)
    return add_settlements(work, new)


@operation("ledger.write_off", N_("Write off"), N_("{who} wrote off what is owed: {about}"))
def write_off(
    work: Work,
    open_item_id: int,
    reason: str,
    amount: Money | None = None,
    dated: date | None = None,
) -> int:
    """Let go, for a reason, what will not be paid any more; gives the id of the settlement.

    Without an amount it is all that is open. In the books it is a cost of debts written off; what
    we owe ourselves becomes other income. It is taken back as a payment is.
    """
    states = item_states(work.session, [open_item_id])
    if open_item_id not in states:
        raise refuse("ledger.item_gone", N_("This is not owed any more. Open the list again."))
    state = states[open_item_id]
    new = NewSettlement(
        open_item_id,
        state.open if amount is None else amount,
        dated or work.today,
        WRITTEN_OFF,
        reason.strip(),
    )
    work.check(check_write_off(new, state, work.today))
    work.about = work.about or state.label
    (made,) = add_settlements(work, [new])
    return made


def add_settlements(work: Work, new: Sequence[NewSettlement]) -> list[int]:
    """Write settlements that are right, and book them; returns their ids."""
    ids = work.add_many(
        Settlement,
        [
            {
                "open_item_id": each.open_item_id,
                "dated": each.dated,
                "amount": each.amount,
                "method": each.method,
                "note": each.note,
                "reverses_id": None,
            }
            for each in new
        ],
    )
    if chart := find_chart(work):
        post_settlements(work, chart, new, ids)
    return ids


@operation(
    "ledger.take_back_settlement", N_("Take back payment"), N_("{who} took back a payment: {about}")
)
def take_back_settlement(work: Work, settlement_id: int, dated: date | None = None) -> int:
    """Set a negative payment against one that was recorded; returns its id.

    `dated` is today, or the day of the payment when that is still to come. Both stay visible:
    a payment that never came is part of the books.
    """
    state = settlement_state(work.session, settlement_id)
    settlement = work.get(Settlement, settlement_id)
    dated = dated or max(work.today, state.dated)
    work.check(check_take_back(state, dated))
    item = work.get(OpenItem, settlement.open_item_id)
    work.about = work.about or item.reference or item.description
    back = work.add(
        Settlement(
            open_item_id=item.id,
            dated=dated,
            amount=-settlement.amount,
            method=settlement.method,
            note="",
            reverses_id=settlement_id,
        )
    )
    if chart := find_chart(work):
        post_reversal(work, chart, settlement, back.id, dated)
    return back.id


def remove_open_items(work: Work, ids: Sequence[int]) -> None:
    """Take open items away with their payments and their entries. Raises Refused."""
    wanted = list(ids)
    payments = [
        payment
        for start in range(0, len(wanted), CHUNK)
        for payment in work.session.scalars(
            select(Settlement.id).where(Settlement.open_item_id.in_(wanted[start : start + CHUNK]))
        )
    ]
    unpost(work, open_items=wanted, settlements=payments)
    work.remove_many(Settlement, payments)
    work.remove_many(OpenItem, wanted)


def _about(labels: Sequence[str], already: str) -> str:
    if already or not labels:
        return already
    if len(set(labels)) == 1:
        return labels[0]
    return ngettext("{number} item", "{number} items", len(labels)).format(number=len(labels))
