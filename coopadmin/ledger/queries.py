"""Who owes what, and what was paid on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, type_coerce
from sqlalchemy.orm import Session, aliased

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.rules import ItemState, SettlementState
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.schema import MoneyColumn
from coopadmin.store.work import CHUNK

NOTHING = literal(ZERO, MoneyColumn())
PAID = func.coalesce(func.sum(Settlement.amount), NOTHING)


@dataclass(frozen=True, slots=True)
class OpenItemRow:
    """One open item with what was paid on it; `open` is below zero when too much was.

    `name` is whose it is: somebody of `people`, or a name that was typed.
    """

    id: int
    kind: str
    direction: str
    person_id: int | None
    name: str
    book_year: str
    dated: date
    due: date
    amount: Money
    paid: Money
    description: str
    reference: str

    @property
    def open(self) -> Money:
        return self.amount - self.paid


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """One payment, or the taking back of one (`is_reversal`, with a negative amount)."""

    id: int
    open_item_id: int
    person_id: int | None
    name: str
    book_year: str
    reference: str
    description: str
    dated: date
    amount: Money
    method: str
    note: str
    is_reversal: bool
    reversed: bool


@dataclass(frozen=True, slots=True)
class DebtorRow:
    """What one person owes in all, over how many items, the oldest due on `due`."""

    person_id: int
    name: str
    items: int
    open: Money
    due: date


@dataclass(frozen=True, slots=True)
class YearTotals:
    """What was owed to us for one book year and what was paid on it, whenever that was."""

    book_year: str
    items: int
    owed: Money
    paid: Money

    @property
    def open(self) -> Money:
        return self.owed - self.paid


def list_open_items(
    session: Session,
    *,
    book_year: str | None = None,
    person_id: int | None = None,
    kind: str | None = None,
    direction: str = "receivable",
    with_settled: bool = False,
) -> list[OpenItemRow]:
    """Open items, the first due on top; those wholly paid only when asked for."""
    statement = (
        select(OpenItem, PAID.label("paid"), *NAME_COLUMNS)
        .outerjoin(Settlement, Settlement.open_item_id == OpenItem.id)
        .outerjoin(Person, Person.id == OpenItem.person_id)
        .where(OpenItem.direction == direction)
        .group_by(OpenItem.id, Person.id)
        .order_by(OpenItem.due, OpenItem.reference, OpenItem.id)
    )
    if book_year is not None:
        statement = statement.where(OpenItem.book_year == book_year)
    if person_id is not None:
        statement = statement.where(OpenItem.person_id == person_id)
    if kind is not None:
        statement = statement.where(OpenItem.kind == kind)
    if not with_settled:
        statement = statement.having(OpenItem.amount != PAID)
    return [
        OpenItemRow(
            id=item.id,
            kind=item.kind,
            direction=item.direction,
            person_id=item.person_id,
            name=name_or_nothing(row) or item.party,
            book_year=item.book_year,
            dated=item.dated,
            due=item.due,
            amount=item.amount,
            paid=row.paid,
            description=item.description,
            reference=item.reference,
        )
        for row in session.execute(statement)
        for item in (row.OpenItem,)
    ]


def list_settlements(
    session: Session,
    *,
    open_item_ids: Collection[int] | None = None,
    person_id: int | None = None,
    book_year: str | None = None,
    kind: str | None = None,
) -> list[SettlementRow]:
    """Payments and what was taken back, the newest on top."""
    back = aliased(Settlement)
    statement = (
        select(
            Settlement,
            OpenItem.person_id,
            OpenItem.book_year,
            OpenItem.reference,
            OpenItem.description,
            back.id.label("back_id"),
            *NAME_COLUMNS,
        )
        .join(OpenItem, OpenItem.id == Settlement.open_item_id)
        .outerjoin(back, back.reverses_id == Settlement.id)
        .outerjoin(Person, Person.id == OpenItem.person_id)
        .order_by(Settlement.dated.desc(), Settlement.id.desc())
    )
    if open_item_ids is not None:
        statement = statement.where(Settlement.open_item_id.in_(open_item_ids))
    if person_id is not None:
        statement = statement.where(OpenItem.person_id == person_id)
    if book_year is not None:
        statement = statement.where(OpenItem.book_year == book_year)
    if kind is not None:
        statement = statement.where(OpenItem.kind == kind)
    return [
        SettlementRow(
            id=settlement.id,
            open_item_id=settlement.open_item_id,
            person_id=row.person_id,
            name=name_or_nothing(row),
            book_year=row.book_year,
            reference=row.reference,
            description=row.description,
            dated=settlement.dated,
            amount=settlement.amount,
            method=settlement.method,
            note=settlement.note,
            is_reversal=settlement.reverses_id is not None,
            reversed=row.back_id is not None,
        )
        for row in session.execute(statement)
        for settlement in (row.Settlement,)
    ]


def list_debtors(session: Session, *, kind: str | None = None) -> list[DebtorRow]:
    """Who owes us something over all years, the oldest due on top; in one query.

    What somebody paid too much on one item is taken off what is open on the others.
    """
    paid = (
        select(Settlement.open_item_id, func.sum(Settlement.amount).label("paid"))
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    still_open = type_coerce(OpenItem.amount - func.coalesce(paid.c.paid, NOTHING), MoneyColumn())
    statement = (
        select(
            OpenItem.person_id,
            func.count().label("items"),
            func.sum(still_open).label("open"),
            func.min(OpenItem.due).label("due"),
            *NAME_COLUMNS,
        )
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .join(Person, Person.id == OpenItem.person_id)
        .where(OpenItem.direction == "receivable", still_open != NOTHING)
        .group_by(OpenItem.person_id, Person.id)
        .having(func.sum(still_open) > NOTHING)
        .order_by(func.min(OpenItem.due), Person.sort_key)
    )
    if kind is not None:
        statement = statement.where(OpenItem.kind == kind)
    return [
        DebtorRow(row.person_id, spoken_name(row), row.items, row.open, row.due)
        for row in session.execute(statement)
    ]


def totals_by_year(session: Session, *, kind: str | None = None) -> list[YearTotals]:
    """Owed to us and paid by book year, the newest on top; two grouped queries."""
    wanted = [OpenItem.direction == "receivable"]
    if kind is not None:
        wanted.append(OpenItem.kind == kind)
    paid = dict(
        session.execute(
            select(OpenItem.book_year, func.sum(Settlement.amount))
            .join(Settlement, Settlement.open_item_id == OpenItem.id)
            .where(*wanted)
            .group_by(OpenItem.book_year)
        ).all()
    )
    return [
        YearTotals(label, items, owed, paid.get(label, ZERO))
        for label, items, owed in session.execute(
            select(OpenItem.book_year, func.count(), func.sum(OpenItem.amount))
            .where(*wanted)
            .group_by(OpenItem.book_year)
            .order_by(OpenItem.book_year.desc())
        )
    ]


def open_amount(session: Session, *, person_id: int) -> Money:
    """What one person owes us now, over all years; below zero when too much was paid."""
    owed, paid = (
        session.scalar(statement) or ZERO
        for statement in (
            select(func.sum(OpenItem.amount)).where(
                OpenItem.person_id == person_id, OpenItem.direction == "receivable"
            ),
            select(func.sum(Settlement.amount))
            .join(OpenItem, OpenItem.id == Settlement.open_item_id)
            .where(OpenItem.person_id == person_id, OpenItem.direction == "receivable"),
        )
    )
    return owed - paid


def item_states(session: Session, ids: Iterable[int]) -> dict[int, ItemState]:
    """What a payment meets, by id of the open item; one that is gone is not there."""
    wanted = sorted(set(ids))
    found = {}
    for start in range(0, len(wanted), CHUNK):
        rows = session.execute(
            select(OpenItem, PAID.label("paid"))
            .outerjoin(Settlement, Settlement.open_item_id == OpenItem.id)
            .where(OpenItem.id.in_(wanted[start : start + CHUNK]))
            .group_by(OpenItem.id)
        )
        for item, paid in rows:
            label = item.reference or item.description
            found[item.id] = ItemState(label, item.dated, item.amount, item.amount - paid)
    return found


def settlement_state(session: Session, settlement_id: int) -> SettlementState:
    """What taking a payment back meets. Raises Refused when it is gone."""
    settlement = session.get(Settlement, settlement_id)
    if settlement is None:
        raise refuse(
            "ledger.payment_gone", N_("This payment is not there any more. Open the list again.")
        )
    back = session.scalar(select(Settlement.id).where(Settlement.reverses_id == settlement_id))
    return SettlementState(
        settlement.dated,
        settlement.amount,
        settlement.reverses_id is not None,
        back is not None,
    )


def check_items(session: Session) -> Iterator[Problem]:
    """Amounts owed are positive, and what takes a payment back is its exact opposite."""
    wrong = session.scalar(select(func.count()).where(OpenItem.amount <= NOTHING))
    if wrong:
        yield Problem(
            "check.items",
            N_("{count} open items owe nothing or less. Restore a backup."),
            {"count": wrong},
        )
    back = aliased(Settlement)
    pairs = session.execute(
        select(back.amount, back.open_item_id, Settlement.amount, Settlement.open_item_id).join(
            Settlement, Settlement.id == back.reverses_id
        )
    )
    unlike = sum((taken, of) != (-amount, item) for taken, of, amount, item in pairs)
    if unlike:
        yield Problem(
            "check.reversals",
            N_("{count} payments taken back do not match the payments. Restore a backup."),
            {"count": unlike},
        )


def name_or_nothing(row: Any) -> str:
    """The name of the person joined to a row, or nothing where nobody is."""
    return "" if row.surname is None else spoken_name(row)
