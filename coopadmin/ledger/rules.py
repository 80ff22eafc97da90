"""What may be owed, and what may be paid on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question

DIRECTIONS = ("receivable", "payable")
METHODS = {
    "bank": N_("bank transfer"),
    "cash": N_("cash"),
    "card": N_("card payment"),
    "collection": N_("direct debit"),
    "other": N_("another way"),
}
WRITTEN_OFF, CREDITED = "written_off", "credited"
LET_GO = {WRITTEN_OFF: N_("written off"), CREDITED: N_("credit note")}
SETTLED_BY = METHODS | LET_GO
"""How an open item can be settled: paid in one of the METHODS, or let go without money."""

ITEM_KINDS = {
    "contribution": N_("Contribution"),
    "capital": N_("Capital"),
    "service": N_("Service"),
    "rent": N_("Rent"),
    "sale": N_("Sale"),
    "grant": N_("Grant"),
    "bill": N_("Bill"),
}
_CONTROL = {
    ("capital", "receivable"): "capital_receivable",
    ("capital", "payable"): "owed_to_members",
    ("grant", "receivable"): "grants_receivable",
    ("grant", "payable"): "grants_to_repay",
}
CONTROL_ROLES = frozenset({"debtors", "creditors", *_CONTROL.values()})
"""Accounts on which only open items stand, so that each sums to what is open."""
_AGAINST = {
    "contribution": "contributions",
    "capital": "share_capital",
    "service": "services",
    "rent": "rent",
    "grant": "grants",
}


def control_role(kind: str, direction: str) -> str:
    """The role of the account on which an open item stands until it is paid."""
    usual = "debtors" if direction == "receivable" else "creditors"
    return _CONTROL.get((kind, direction), usual)


def income_role(kind: str, direction: str) -> str:
    """The role of the account against which an open item stands when nothing else is said."""
    return _AGAINST.get(kind, "other_income" if direction == "receivable" else "activity_costs")


@dataclass(frozen=True)
class NewOpenItem:
    """What somebody owes us, or we owe; `amount` is positive, `book_year` a label.

    In the books it stands against `account_id`, or the account of the role `against`, or else the
    one that its kind has; it can be about an activity and a fund. `party` is who owes or is owed,
    where that is nobody of `people`.
    """

    kind: str
    person_id: int | None
    book_year: str
    dated: date
    due: date
    amount: Money
    description: str
    reference: str = ""
    direction: str = "receivable"
    against: str = ""
    account_id: int | None = None
    activity_id: int | None = None
    fund_id: int | None = None
    party: str = ""


@dataclass(frozen=True)
class NewSettlement:
    """A payment, or part of one, against one open item; `method` is a token of SETTLED_BY.

    In the books it stands on `account_id`, or the account of the role `against`, or else that of
    its method.
    """

    open_item_id: int
    amount: Money
    dated: date
    method: str = "bank"
    note: str = ""
    against: str = ""
    account_id: int | None = None


@dataclass(frozen=True)
class ItemState:
    """An open item as a payment meets it: what was owed and what still is."""

    label: str
    dated: date
    amount: Money
    open: Money

    def less(self, paid: Money) -> ItemState:
        """The same item after one more payment."""
        return replace(self, open=self.open - paid)


@dataclass(frozen=True)
class SettlementState:
    """A settlement as taking it back meets it."""

    dated: date
    amount: Money
    is_reversal: bool
    reversed: bool


def check_new_open_item(new: NewOpenItem) -> Iterator[Problem]:
    """An open item has a positive amount, a known direction and is not due before its date."""
    if new.amount <= ZERO:
        yield Problem(
            "ledger.item_not_positive",
            N_("What is owed must be more than nothing. Fill in an amount."),
            field="amount",
        )
    if new.direction not in DIRECTIONS:
        yield Problem(
            "ledger.direction",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.direction, "choices": ", ".join(DIRECTIONS)},
            "direction",
        )
    if new.due < new.dated:
        yield Problem(
            "ledger.due_before_date",
            N_("It cannot be due before its own date, {dated}. Choose a later day."),
            {"dated": new.dated},
            "due",
        )


def check_new_settlement(new: NewSettlement, item: ItemState, today: date) -> Iterator[Problem]:
    """A payment is positive; more than is open, in the future, or too early are questions."""
    if new.amount <= ZERO:
        yield Problem(
            "ledger.payment_not_positive",
            N_("A payment must be more than nothing. To take one back, use “Take back payment”."),
            field="amount",
        )
    elif new.amount > item.open:
        yield _more_than_open(new, item)
    if new.method not in METHODS:
        yield Problem(
            "ledger.method",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.method, "choices": ", ".join(METHODS)},
            "method",
        )
    if new.dated > today:
        yield question(
            "ledger.paid_in_future",
            N_("{dated} is still to come. Was it really paid on that day?"),
            {"dated": new.dated},
            "dated",
        )
    if new.dated < item.dated:
        yield question(
            "ledger.paid_before",
            N_("{dated} is before {item_dated}, the date of {label}. Was it paid in advance?"),
            {"dated": new.dated, "item_dated": item.dated, "label": item.label},
            "dated",
        )


def check_let_go(new: NewSettlement, item: ItemState, today: date) -> Iterator[Problem]:
    """What is let go is more than nothing, has a reason, and a day of its item or after."""
    if new.amount <= ZERO:
        yield Problem(
            "ledger.let_go_nothing", N_("Fill in an amount of more than nothing."), field="amount"
        )
    if not new.note.strip():
        yield Problem("ledger.let_go_reason", N_("Say why, in a few words."), field="note")
    if new.dated < item.dated:
        yield Problem(
            "ledger.let_go_before",
            N_("It is of {item_dated} and cannot be let go before that day."),
            {"item_dated": item.dated},
            "dated",
        )
    if new.dated > today:
        yield Problem(
            "ledger.let_go_future",
            N_("{dated} is still to come. Choose today or an earlier day."),
            {"dated": new.dated},
            "dated",
        )


def check_write_off(new: NewSettlement, item: ItemState, today: date) -> Iterator[Problem]:
    """No more is written off than is open."""
    yield from check_let_go(new, item, today)
    if new.amount > item.open:
        yield Problem(
            "ledger.write_off_more",
            N_("Of {label} {open} is open. No more than that can be written off."),
            {"label": item.label, "open": item.open},
            "amount",
        )


def _more_than_open(new: NewSettlement, item: ItemState) -> Problem:
    sentence = (
        N_("Of {label} {open} is open, and {amount} would be paid. Is it really that much?")
        if item.open > ZERO
        else N_("Of {label} nothing is open any more. Was {amount} really paid once again?")
    )
    values = {"label": item.label, "open": item.open, "amount": new.amount}
    return question("ledger.more_than_open", sentence, values, "amount")


def check_take_back(settlement: SettlementState, dated: date) -> Iterator[Problem]:
    """A payment is taken back once, whole, and not before it was made."""
    if settlement.is_reversal:
        yield Problem(
            "ledger.is_reversal",
            N_("This takes a payment back itself. Record the payment again instead."),
        )
    elif settlement.reversed:
        yield Problem("ledger.reversed", N_("This payment has been taken back already."))
    if dated < settlement.dated:
        yield Problem(
            "ledger.reversed_before",
            N_("It was paid on {dated} and cannot be taken back before that day."),
            {"dated": settlement.dated},
            "dated",
        )
