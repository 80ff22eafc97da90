"""Credit notes: what of a charge is not owed after all, numbered in a series of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from coopadmin.contributions.model import Charge, CreditNote
from coopadmin.contributions.queries import ChargeRow, list_charges
from coopadmin.cooperative.queries import book_year_of
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Problem, question, refuse
from coopadmin.ledger.model import Settlement
from coopadmin.ledger.rules import CREDITED, ItemState, NewSettlement, check_let_go
from coopadmin.ledger.service import add_settlements
from coopadmin.store.work import Work, operation
from coopadmin.words import N_


@dataclass(frozen=True)
class NewCredit:
    """What of a charge is not owed, and why; without an amount all that is open."""

    charge_id: int
    reason: str
    amount: Money | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class CreditRow:
    """One credit note with the charge that it is about."""

    id: int
    number: str
    charge: str
    member_number: int
    name: str
    dated: date
    amount: Money
    reason: str
    settlement_id: int
    taken_back: bool


def credit_number(book_year: str, number: int) -> str:
    """The number as people see it: `CN2026-0001`."""
    return f"CN{book_year}-{number:04d}"


def list_credit_notes(session: Session, book_year: str | None = None) -> list[CreditRow]:
    """Credit notes of a book year or all, in order of number."""
    back = aliased(Settlement)
    statement = (
        select(CreditNote, Settlement, back.id.label("back"))
        .join(Settlement, Settlement.id == CreditNote.settlement_id)
        .outerjoin(back, back.reverses_id == Settlement.id)
        .order_by(CreditNote.book_year, CreditNote.number)
    )
    if book_year is not None:
        statement = statement.where(CreditNote.book_year == book_year)
    charges = {charge.id: charge for charge in list_charges(session)}
    return [
        CreditRow(
            note.id,
            credit_number(note.book_year, note.number),
            charge.reference,
            charge.member_number,
            charge.name,
            settlement.dated,
            settlement.amount,
            settlement.note,
            settlement.id,
            taken_back is not None,
        )
        for note, settlement, taken_back in session.execute(statement)
        for charge in (charges[note.charge_id],)
    ]


def check_credit(new: NewSettlement, charge: ChargeRow, today: date) -> Iterator[Problem]:
    """A reason and a day; no more than was charged, and a question when more than is open."""
    state = ItemState(charge.reference, charge.dated, charge.charged, charge.open)
    yield from check_let_go(new, state, today)
    if new.amount > charge.charged - charge.let_go:
        yield Problem(
            "contributions.credit_more",
            N_("{reference} is {charged}, of which {let_go} was let go already."),
            {
                "reference": charge.reference,
                "charged": charge.charged,
                "let_go": charge.let_go,
            },
            "amount",
        )
    elif new.amount > charge.open:
        yield question(
            "contributions.credit_paid",
            N_("Of {reference} {open} is open. The rest is to be paid back. Is that right?"),
            {"reference": charge.reference, "open": charge.open},
            "amount",
        )


@operation("contributions.credit", N_("Make credit note"), N_("{who} made a credit note: {about}"))
def credit_charge(work: Work, new: NewCredit) -> str:
    """Credit a charge, whole or in part; gives the number of the note.

    It lowers the contributions in the books. It is taken back as a payment is, and keeps its
    number then. Raises Refused, and asks.
    """
    charge = next((row for row in list_charges(work.session) if row.id == new.charge_id), None)
    if charge is None:
        raise refuse("contributions.no_charge", N_("This is not charged any more."))
    settlement = NewSettlement(
        charge.open_item_id,
        charge.open if new.amount is None else new.amount,
        new.dated or work.today,
        CREDITED,
        new.reason.strip(),
    )
    work.check(check_credit(settlement, charge, work.today))
    label = book_year_of(work.session, settlement.dated).label
    last = work.session.scalar(
        select(func.max(CreditNote.number)).where(CreditNote.book_year == label)
    )
    number = (last or 0) + 1
    (settlement_id,) = add_settlements(work, [settlement])
    work.add(
        CreditNote(book_year=label, number=number, charge_id=charge.id, settlement_id=settlement_id)
    )
    work.about = f"{credit_number(label, number)}, {charge.name}, {charge.reference}"
    return credit_number(label, number)


def check_credit_notes(session: Session) -> Iterator[Problem]:
    """Credit notes are numbered without gaps, each against the item of its charge."""
    for label, count, first, last in session.execute(
        select(
            CreditNote.book_year,
            func.count(),
            func.min(CreditNote.number),
            func.max(CreditNote.number),
        ).group_by(CreditNote.book_year)
    ):
        if (first, last) != (1, count):
            yield Problem(
                "check.credit_numbers",
                N_("The credit notes of {year} are not numbered 1 to {count}. Restore a backup."),
                {"year": label, "count": count},
            )
    unlike = session.scalar(
        select(func.count())
        .select_from(CreditNote)
        .join(Charge, Charge.id == CreditNote.charge_id)
        .join(Settlement, Settlement.id == CreditNote.settlement_id)
        .where((Settlement.open_item_id != Charge.open_item_id) | (Settlement.method != CREDITED))
    )
    if unlike:
        yield Problem(
            "check.credit_items",
            N_("{count} credit notes and their charges do not agree. Restore a backup."),
            {"count": unlike},
        )
