"""The four plain ways to book: received, paid, from account to account, still to pay.

Each is one booking and one step to undo. What it was for is an account by its name, or what is
still owed; debit and credit follow from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem
from coopadmin.ledger.booking import named
from coopadmin.ledger.doubts import (
    OWN_ROLES,
    Moved,
    check_day,
    check_not_to_come,
    double_bill,
    doubts,
)
from coopadmin.ledger.entries import NewEntry, NewLine, check_amount
from coopadmin.ledger.funds import ask_about_funds
from coopadmin.ledger.model import Account, Line, OpenItem
from coopadmin.ledger.posting import Chart, get_chart, post, problems_of
from coopadmin.ledger.queries import item_states
from coopadmin.ledger.receipts import Receipt, attach_receipts
from coopadmin.ledger.rules import (
    CONTROL_ROLES,
    NewOpenItem,
    NewSettlement,
    check_new_open_item,
    check_new_settlement,
)
from coopadmin.ledger.service import add_open_items, settle
from coopadmin.store.work import Work, operation

IN, OUT = 1, -1


@dataclass(frozen=True)
class NewPlain:
    """Money that came in or went out on an own account, `own_id`.

    It is for the account `for_id`, or for the open item `item_id`: all of it or a part. Whom it
    was with is somebody of `people` or the name `party`; neither is needed.
    """

    amount: Money
    dated: date
    own_id: int
    for_id: int | None = None
    item_id: int | None = None
    description: str = ""
    person_id: int | None = None
    party: str = ""
    activity_id: int | None = None
    fund_id: int | None = None
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True)
class NewMove:
    """Money that goes from one own account to another."""

    amount: Money
    dated: date
    from_id: int
    to_id: int
    description: str = ""
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True)
class NewOwed:
    """What is still to be paid, or to be received: a bill, rent, a service, a sale, a grant.

    `book_year` is the label of the year that it belongs to, where that is not the year of its day.
    """

    amount: Money
    dated: date
    due: date
    for_id: int
    description: str = ""
    reference: str = ""
    person_id: int | None = None
    party: str = ""
    activity_id: int | None = None
    fund_id: int | None = None
    kind: str = "bill"
    direction: str = "payable"
    book_year: str = ""
    receipts: tuple[Receipt, ...] = ()


@operation("ledger.receive", N_("Book what was received"), N_("{who} booked what came in: {about}"))
def receive(work: Work, new: NewPlain) -> str:
    """Book money that came in; gives the number of the booking."""
    return _book(work, new, IN)


@operation("ledger.pay", N_("Book what was paid"), N_("{who} booked what was paid: {about}"))
def pay(work: Work, new: NewPlain) -> str:
    """Book money that went out; gives the number of the booking."""
    return _book(work, new, OUT)


@operation(
    "ledger.move", N_("Book between own accounts"), N_("{who} booked between accounts: {about}")
)
def move(work: Work, new: NewMove) -> str:
    """Book money from one own account to another; gives the number of the booking."""
    chart = get_chart(work)
    work.check(_check_move(chart, new))
    to = work.get(Account, new.to_id)
    entry = NewEntry(
        chart.journal(new.from_id),
        new.dated,
        new.description.strip() or f"{work.get(Account, new.from_id).name} → {to.name}",
        [NewLine(new.to_id, new.amount), NewLine(new.from_id, -new.amount)],
    )
    out = Moved(new.from_id, -new.amount, new.dated)
    come = Moved(new.to_id, new.amount, new.dated)
    found = [*doubts(work.session, out, work.today), *doubts(work.session, come, work.today)]
    work.check([*problems_of(entry, chart), *{problem.code: problem for problem in found}.values()])
    return _written(work, post(work, chart, [entry])[0], new.receipts, new.dated)


@operation("ledger.owe", N_("Book what is owed"), N_("{who} booked what is owed: {about}"))
def owe(work: Work, new: NewOwed) -> str:
    """Book a bill, or something else that is paid later; gives the number of the booking."""
    chart = get_chart(work)
    work.check([*check_amount(new.amount), *_check_for(work, chart, new.for_id), *_check_who(new)])
    item = NewOpenItem(
        kind=new.kind,
        person_id=new.person_id,
        book_year=new.book_year or chart.label_on(new.dated),
        dated=new.dated,
        due=new.due,
        amount=new.amount,
        description=new.description.strip() or work.get(Account, new.for_id).name,
        reference=new.reference.strip(),
        direction=new.direction,
        account_id=new.for_id,
        activity_id=new.activity_id,
        fund_id=new.fund_id,
        party=new.party,
    )
    work.check(
        [
            *check_day(work.session, new.dated),
            *check_new_open_item(item),
            *check_not_to_come(new.dated, work.today),
            *double_bill(work.session, item),
        ]
    )
    (item_id,) = add_open_items(work, [item])
    work.about = ""
    made = select(Line.entry_id).where(Line.open_item_id == item_id).order_by(Line.entry_id)
    return _written(work, work.session.scalars(made).first(), new.receipts, new.dated)


def _book(work: Work, new: NewPlain, way: int) -> str:
    chart = get_chart(work)
    item = None if new.item_id is None else work.get(OpenItem, new.item_id)
    work.check(
        [
            *check_amount(new.amount),
            *_check_own(chart, new.own_id, "own_id"),
            *_check_purpose(work, chart, new, item, way),
        ]
    )
    if item is not None:
        return _settle(work, new, item, way)
    assert new.for_id is not None
    entry = plain_entry(chart, new, way, work.get(Account, new.for_id).name)
    moved = Moved(new.own_id, new.amount * way, new.dated, new.person_id, new.party)
    work.check(
        [
            *problems_of(entry, chart),
            *doubts(work.session, moved, work.today),
            *ask_about_funds(work.session, [entry]),
        ]
    )
    return _written(work, post(work, chart, [entry])[0], new.receipts, new.dated)


def plain_entry(chart: Chart, new: NewPlain, way: int, what: str) -> NewEntry:
    """The booking of money for an account; `what` it is called when nothing else is said."""
    assert new.for_id is not None
    return NewEntry(
        chart.journal(new.own_id),
        new.dated,
        new.description.strip() or what,
        [
            NewLine(new.own_id, new.amount * way),
            NewLine(
                new.for_id,
                new.amount * -way,
                activity_id=new.activity_id,
                fund_id=new.fund_id,
            ),
        ],
        new.person_id,
        new.party,
    )


def _settle(work: Work, new: NewPlain, item: OpenItem, way: int) -> str:
    role = work.get(Account, new.own_id).role
    paid = NewSettlement(
        item.id,
        new.amount,
        new.dated,
        "cash" if role == "cash" else "bank",
        new.description.strip(),
        account_id=new.own_id,
    )
    moved = Moved(new.own_id, new.amount * way, new.dated, item.person_id, item.party)
    state = item_states(work.session, [item.id])[item.id]
    work.check(
        [
            *check_new_settlement(paid, state, work.today),
            *(
                problem
                for problem in doubts(work.session, moved, work.today)
                if problem.code != "plain.to_come"
            ),
        ]
    )
    (settlement_id,) = settle(work, [paid])
    work.about = ""
    made = select(Line.entry_id).where(Line.settlement_id == settlement_id).limit(1)
    return _written(work, work.session.scalar(made), new.receipts, new.dated)


def _written(work: Work, entry_id: int | None, receipts: tuple[Receipt, ...], dated: date) -> str:
    assert entry_id is not None, "books are kept, so this was booked"
    number = named(work, entry_id)
    attach_receipts(work, entry_id, receipts, dated)
    return number


def _check_own(chart: Chart, account_id: int, field: str) -> Iterator[Problem]:
    if chart.role_of.get(account_id) not in OWN_ROLES:
        yield Problem(
            "plain.own",
            N_("Choose an account where the cooperative’s own money is: a bank or the cash."),
            field=field,
        )


def _check_move(chart: Chart, new: NewMove) -> Iterator[Problem]:
    yield from check_amount(new.amount)
    yield from _check_own(chart, new.from_id, "from_id")
    yield from _check_own(chart, new.to_id, "to_id")
    if new.from_id == new.to_id:
        yield Problem(
            "plain.same", N_("This is the same account twice. Choose another one."), field="to_id"
        )


def _check_purpose(
    work: Work, chart: Chart, new: NewPlain, item: OpenItem | None, way: int
) -> Iterator[Problem]:
    if (new.for_id is None) == (item is None):
        yield Problem("plain.what_for", N_("Choose what it was for."), field="what_for")
    elif new.for_id is not None:
        yield from _check_for(work, chart, new.for_id)
    elif item is not None and item.direction != ("receivable" if way == IN else "payable"):
        yield Problem(
            "plain.side",
            N_("{what} is to be received. Use “Received”.")
            if item.direction == "receivable"
            else N_("{what} is to be paid. Use “Paid”."),
            {"what": item.reference or item.description},
            "what_for",
        )


def _check_for(work: Work, chart: Chart, account_id: int) -> Iterator[Problem]:
    role = chart.role_of.get(account_id)
    name = work.get(Account, account_id).name
    if role is None:
        sentence = N_("This account is not in use. Choose another one.")
    elif role in OWN_ROLES:
        sentence = N_("“{name}” holds own money. Use “From account to account”.")
    elif role in CONTROL_ROLES:
        sentence = N_("“{name}” follows from what is owed. Choose what was owed, or another one.")
    elif role == "result":
        sentence = N_("“{name}” follows from all bookings. Choose another account.")
    else:
        return
    yield Problem("plain.for", sentence, {"name": name}, "what_for")


def _check_who(new: NewOwed) -> Iterator[Problem]:
    if new.person_id is None and not new.party.strip():
        yield Problem(
            "plain.who",
            N_("Say to whom it is to be paid.")
            if new.direction == "payable"
            else N_("Say who is to pay it."),
            field="who",
        )
