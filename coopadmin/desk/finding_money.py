"""Charges found by their reference; charges, capital and payments by their amount."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from coopadmin.contributions.model import Charge
from coopadmin.desk.found import BEGINS, EXACT, OPEN_ITEM, PAYMENT, Found
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.words import _, date_short, money

LOOKED_AT = 60
LETTER = "C"
"""What every reference of a charge begins with; people leave it out."""
_REFERENCE = re.compile(r"c?\d{4}-[\d-]*", re.ASCII | re.IGNORECASE)
# A bare number is a number or a year; an amount has cents, or says what it is.
_AMOUNT = re.compile(r"€.*\d|.*\d[.,](\d\d?|-)", re.ASCII)


def find_money(session: Session, text: str, limit: int) -> list[Found]:
    """What is owed, with something open first, and then payments."""
    found: list[Found] = []
    if _REFERENCE.fullmatch(text):
        begin = LETTER + text.upper().removeprefix(LETTER)
        within = OpenItem.reference.between(begin, f"{begin}~")
        found = _charges(session, begin, _charged().where(within).order_by(OpenItem.reference))
    amount = amount_in(text)
    if amount is not None:
        same = _charged().where(OpenItem.amount == amount).order_by(OpenItem.id.desc())
        found += _charges(session, text, same)
        return found[:limit] + _payments(session, amount, limit)
    return found[:limit]


def amount_in(text: str) -> Money | None:
    if _AMOUNT.fullmatch(text) is None:
        return None
    try:
        return Money.parse(text)
    except Refused:
        return None


def _charged() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Charge.id,
            Charge.book_year,
            OpenItem.id.label("item_id"),
            OpenItem.reference,
            OpenItem.description,
            OpenItem.amount,
            OpenItem.due,
            *NAME_COLUMNS,
        )
        .outerjoin(Charge, Charge.open_item_id == OpenItem.id)
        .join(Person, Person.id == OpenItem.person_id)
        .limit(LOOKED_AT)
    )


def _charges(session: Session, whole: str, statement: Select[*tuple[Any, ...]]) -> list[Found]:
    rows = session.execute(statement).all()
    paid: dict[int, Money] = dict(
        session.execute(
            select(Settlement.open_item_id, func.sum(Settlement.amount))
            .where(Settlement.open_item_id.in_([row.item_id for row in rows]))
            .group_by(Settlement.open_item_id)
        ).all()
    )
    lines = [(row, row.amount - paid.get(row.item_id, ZERO)) for row in rows]
    lines.sort(key=lambda line: line[1] <= ZERO)
    return [
        Found(
            OPEN_ITEM,
            " · ".join(part for part in (row.reference, spoken_name(row)) if part),
            " · ".join((row.description, money(row.amount), _still(still, row.due))),
            "contributions",
            _place(row),
            EXACT if row.reference == whole else BEGINS,
        )
        for row, still in lines
    ]


def _place(row: Any) -> tuple[str, object]:
    """A charge by its year and id; what has none is capital, found there by whose it is."""
    return ("capital", spoken_name(row)) if row.id is None else (row.book_year, row.id)


def _still(still: Money, due: date) -> str:
    if still <= ZERO:
        return _("paid")
    return _("{amount} open, due {day}").format(amount=money(still), day=date_short(due))


def _payments(session: Session, amount: Money, limit: int) -> list[Found]:
    rows = session.execute(
        select(
            Charge.id,
            Charge.book_year,
            OpenItem.reference,
            OpenItem.description,
            Settlement.dated,
            *NAME_COLUMNS,
        )
        .join(OpenItem, OpenItem.id == Settlement.open_item_id)
        .outerjoin(Charge, Charge.open_item_id == OpenItem.id)
        .join(Person, Person.id == OpenItem.person_id)
        .where(Settlement.amount == amount)
        .order_by(Settlement.id.desc())
        .limit(limit)
    )
    return [
        Found(
            PAYMENT,
            _("Payment of {amount} · {name}").format(amount=money(amount), name=spoken_name(row)),
            " · ".join((date_short(row.dated), row.reference or row.description)),
            "contributions",
            _place(row),
            BEGINS,
        )
        for row in rows
    ]
