"""What is worth a second look before money is booked: counted cash, too little cash, a double."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, question
from coopadmin.ledger.entries import before_books, entry_number, year_closed
from coopadmin.ledger.model import Account, Bookkeeping, CashCount, Entry, Line, OpenItem
from coopadmin.ledger.rules import NewOpenItem
from coopadmin.store.model import Lock

OWN_ROLES = ("bank", "savings", "cash")
"""Accounts where our own money is."""


@dataclass(frozen=True)
class Moved:
    """Money that would come on an own account, or leave it: below zero."""

    account_id: int
    amount: Money
    dated: date
    person_id: int | None = None
    party: str = ""


def doubts(session: Session, moved: Moved, today: date) -> Iterator[Problem]:
    """Questions about money that would move; none of them is about how it was typed."""
    yield from check_not_to_come(moved.dated, today)
    account = session.get(Account, moved.account_id)
    if account is not None and account.role == "cash":
        yield from _cash(session, moved)
    yield from _double(session, moved)


def list_doubts(
    session: Session, moved: Sequence[Moved], dated: date, today: date
) -> list[Problem]:
    """The same for a form that is being filled in, with what is wrong with its day; each once."""
    found = [
        *check_day(session, dated),
        *(problem for each in moved for problem in doubts(session, each, today)),
    ]
    return list({problem.code: problem for problem in found}.values())


def check_not_to_come(dated: date, today: date) -> Iterator[Problem]:
    """Money that moves on a day that is still to come, is asked about."""
    if dated > today:
        yield question(
            "plain.to_come",
            N_("{dated} is still to come. Is this the right day?"),
            {"dated": dated},
            "dated",
        )


def check_day(session: Session, dated: date) -> Iterator[Problem]:
    """What is wrong with a day to book on, before anything else of the booking is known."""
    begun = session.scalars(select(Bookkeeping)).first()
    if begun is not None and dated < begun.first:
        yield before_books(begun.first)
        return
    label = get_book_years(session).on(dated).label
    locked = select(Lock.id).where(Lock.kind == "book_year", Lock.key == label)
    if session.scalar(locked) is not None:
        yield year_closed(label)


def balance_on(session: Session, account_id: int, dated: date) -> Money:
    """What an account of the balance sheet holds at the end of a day; debit above zero."""
    return (
        session.scalar(
            select(func.sum(Line.amount))
            .join(Entry, Entry.id == Line.entry_id)
            .where(Line.account_id == account_id, Entry.dated <= dated)
        )
        or ZERO
    )


def _cash(session: Session, moved: Moved) -> Iterator[Problem]:
    """Cash that was counted stays as it was counted, and cash is never below nothing."""
    count = session.scalars(
        select(CashCount)
        .where(CashCount.account_id == moved.account_id, CashCount.dated >= moved.dated)
        .order_by(CashCount.dated, CashCount.id.desc())
        .limit(1)
    ).first()
    if count is not None:
        then = balance_on(session, moved.account_id, count.dated) + moved.amount
        if then != count.counted:
            yield question(
                "plain.counted",
                N_(
                    "The cash becomes {then}. On {dated} {counted} was counted. Had this been done"
                    " by then?"
                ),
                {"then": then, "dated": count.dated, "counted": count.counted},
                "amount",
            )
    lowest, day = _lowest(session, moved.account_id, moved.dated)
    if moved.amount < ZERO and lowest + moved.amount < ZERO:
        yield question(
            "plain.below",
            N_("On {dated} the cash would be {then}, less than nothing. Is the amount right?"),
            {"dated": day, "then": lowest + moved.amount},
            "amount",
        )


def _lowest(session: Session, account_id: int, since: date) -> tuple[Money, date]:
    """The least that an account holds at the end of this day or of a later one, and when."""
    balance = balance_on(session, account_id, since)
    lowest, day = balance, since
    for dated, moved in session.execute(
        select(Entry.dated, func.sum(Line.amount))
        .join(Entry, Entry.id == Line.entry_id)
        .where(Line.account_id == account_id, Entry.dated > since)
        .group_by(Entry.dated)
        .order_by(Entry.dated)
    ):
        balance += moved
        if balance < lowest:
            lowest, day = balance, dated
    return lowest, day


def _double(session: Session, moved: Moved) -> Iterator[Problem]:
    """The same amount on the same day, with the same one, on whichever own account."""
    back = aliased(Entry)
    for entry in session.scalars(
        select(Entry)
        .join(Line, Line.entry_id == Entry.id)
        .join(Account, Account.id == Line.account_id)
        .outerjoin(back, back.reverses_id == Entry.id)
        .where(
            Entry.dated == moved.dated,
            Line.amount == moved.amount,
            Account.role.in_(OWN_ROLES),
            Entry.reverses_id.is_(None),
            back.id.is_(None),
        )
        .order_by(Entry.id)
    ):
        if _same(entry.person_id, entry.party, moved.person_id, moved.party):
            yield question(
                "plain.double",
                N_("{number} of {dated} says the same: {what}, {amount}. Is this another one?"),
                {
                    "number": entry_number(entry.journal, entry.book_year, entry.number),
                    "dated": entry.dated,
                    "what": entry.description,
                    "amount": Money(abs(moved.amount.cents)),
                },
                "amount",
            )
            return


def double_bill(session: Session, bill: NewOpenItem) -> Iterator[Problem]:
    """A bill with this reference from the same one, or without one this amount and day."""
    for item in session.scalars(
        select(OpenItem)
        .where(OpenItem.direction == bill.direction, OpenItem.kind == bill.kind)
        .where(
            OpenItem.reference == bill.reference
            if bill.reference
            else (OpenItem.dated == bill.dated) & (OpenItem.amount == bill.amount)
        )
        .order_by(OpenItem.id)
    ):
        if _same(item.person_id, item.party, bill.person_id, bill.party):
            yield question(
                "plain.double_bill",
                N_("{what} of {dated}, {amount}, is there already. Is this another one?"),
                {
                    "what": item.reference or item.description,
                    "dated": item.dated,
                    "amount": item.amount,
                },
                "reference" if bill.reference else "amount",
            )
            return


def _same(one: int | None, name: str, other: int | None, other_name: str) -> bool:
    return one == other and name.strip().casefold() == other_name.strip().casefold()
