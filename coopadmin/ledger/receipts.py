"""Receipts: files that belong to a booking, and the expenses that have none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from coopadmin.attachments.model import Attachment
from coopadmin.attachments.rules import NewAttachment, Owner, check_new_attachment
from coopadmin.attachments.service import attach
from coopadmin.formats.filekinds import kind_of
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.entries import BANK, CASH, PURCHASE, entry_number
from coopadmin.ledger.model import Account, Entry, Line
from coopadmin.ledger.places import EXPENSE, PLACES
from coopadmin.ledger.queries import NOTHING, name_or_nothing
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.work import Work, operation

ENTRY = Entry.__tablename__
NEEDING = tuple(
    token
    for token, place in PLACES.items()
    if EXPENSE in place.kinds or token in ("intangible", "tangible", "stock")
)
"""Places whose accounts hold what was bought."""
NEEDING_NONE = ("bank_costs", "interest_paid", "cash_differences", "corporation_tax")
"""Roles of accounts for which the bank file, the assessment or the count is the proof."""


@dataclass(frozen=True)
class Receipt:
    """A file as it was dropped, pasted or chosen, for a booking to be."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A booking of an expense without a receipt; `amount` is what was spent."""

    entry_id: int
    number: str
    dated: date
    who: str
    description: str
    amount: Money


def check_receipt(receipt: Receipt, megabytes: int) -> Iterator[Problem]:
    """What would be refused of a receipt, for a booking that is still to be made."""
    content = receipt.content
    yield from check_new_attachment(receipt.name, len(content), kind_of(content), megabytes)


@operation("ledger.attach_receipt", N_("Attach receipt"), N_("{who} attached {about}"))
def attach_receipt(work: Work, new: NewAttachment) -> int:
    """Put a receipt with a booking; gives the id of the link.

    Refused when it is with a booking already, as then something is about to be booked twice.
    """
    about = work.about
    link_id = attach(work, new)
    work.session.flush()
    same = aliased(Attachment)
    other = work.session.scalars(
        select(Entry)
        .join(same, and_(same.owner_table == ENTRY, same.owner_id == Entry.id))
        .join(Attachment, and_(Attachment.id == link_id, Attachment.sha256 == same.sha256))
        .where(same.id != link_id)
    ).first()
    if other is not None:
        raise refuse(
            "receipt.twice",
            N_("“{name}” is with booking {number} already: {what}, {dated}."),
            field="receipts",
            name=new.name,
            number=entry_number(other.journal, other.book_year, other.number),
            what=other.description,
            dated=other.dated,
        )
    work.about = about or work.about
    return link_id


def attach_receipts(work: Work, entry_id: int, receipts: tuple[Receipt, ...], dated: date) -> None:
    """Put the receipts of a booking that is being made with it."""
    for each in receipts:
        attach_receipt(work, NewAttachment(Owner(ENTRY, entry_id), each.name, each.content, dated))


def lacks_receipt() -> ColumnElement[bool]:
    """Whether a line, selected with its entry and account, is of something spent without one.

    What was taken back needs none, nor does a payment of a bill: the bill has it.
    """
    back = aliased(Entry)
    return and_(
        Line.amount > NOTHING,
        Account.place.in_(NEEDING),
        Account.role.not_in(NEEDING_NONE),
        Entry.journal.in_((BANK, CASH, PURCHASE)),
        Entry.source.in_(("form", "item")),
        Entry.reverses_id.is_(None),
        ~select(back.id).where(back.reverses_id == Entry.id).correlate(Entry).exists(),
        ~select(Attachment.id)
        .where(Attachment.owner_table == ENTRY, Attachment.owner_id == Entry.id)
        .correlate(Entry)
        .exists(),
    )


def list_without_receipt(session: Session, book_year: str) -> list[MissingRow]:
    """Bookings of money spent, or bills, without a receipt; the newest on top."""
    statement = (
        select(Entry, func.sum(Line.amount).label("spent"), *NAME_COLUMNS)
        .join(Line, Line.entry_id == Entry.id)
        .join(Account, Account.id == Line.account_id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(Entry.book_year == book_year, lacks_receipt())
        .group_by(Entry.id, Person.id)
        .order_by(Entry.dated.desc(), Entry.id.desc())
    )
    return [
        MissingRow(
            row.Entry.id,
            entry_number(row.Entry.journal, row.Entry.book_year, row.Entry.number),
            row.Entry.dated,
            name_or_nothing(row) or row.Entry.party,
            row.Entry.description,
            row.spent,
        )
        for row in session.execute(statement)
    ]
