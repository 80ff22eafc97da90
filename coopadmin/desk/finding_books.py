"""Accounts found by number and name; bookings by number, what they are about, and amount."""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from coopadmin.desk.finding_money import amount_in
from coopadmin.desk.found import ACCOUNT, ASSET, BEGINS, CONTAINS, ENTRY, EXACT, Found
from coopadmin.ledger.entries import JOURNAL_CODES, entry_number
from coopadmin.ledger.model import Account, Entry, FixedAsset, Line
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.queries import NOTHING, name_or_nothing
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.search import find_among, find_first
from coopadmin.words import _, date_short, money

_NUMBER = re.compile(
    rf"({'|'.join(JOURNAL_CODES.values())})(\d{{4}}(?:-\d{{4}})?)-(\d{{1,9}})",
    re.ASCII | re.IGNORECASE,
)
"""`BANK2026-0012`, and `BANK2025-2026-0012` where book years have two names."""


def find_books(session: Session, text: str, limit: int) -> list[Found]:
    """Accounts first, then fixed assets, then bookings, the newest first."""
    return [
        *_accounts(session, text, limit),
        *_assets(session, text, limit),
        *_entries(session, text, limit),
    ]


def _assets(session: Session, text: str, limit: int) -> list[Found]:
    few = find_among(session, text, [FixedAsset.__tablename__])
    rows = session.scalars(select(FixedAsset).where(FixedAsset.id.in_(few))) if few else ()
    found = [
        Found(
            ASSET,
            row.name,
            date_short(row.bought),
            "ledger",
            "more assets",
            BEGINS if few[row.id] else CONTAINS,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.rank, each.title))[:limit]


def _accounts(session: Session, text: str, limit: int) -> list[Found]:
    few = find_among(session, text, [Account.__tablename__])
    if not few:
        return []
    rows = session.scalars(select(Account).where(Account.id.in_(few)).order_by(Account.number))
    found = [
        Found(
            ACCOUNT,
            f"{row.number} {row.name}",
            _(PLACES[row.place].label),
            "ledger",
            (ACCOUNT, row.id),
            EXACT if row.number == text else BEGINS if few[row.id] else CONTAINS,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.rank)[:limit]


def _entries(session: Session, text: str, limit: int) -> list[Found]:
    asked = _NUMBER.fullmatch(text)
    if asked is not None:
        code, label, number = asked.groups()
        journals = [key for key, each in JOURNAL_CODES.items() if each == code.upper()]
        named = (Entry.book_year == label) & (Entry.number == int(number))
        return _found(session, named & Entry.journal.in_(journals), EXACT, limit)
    amount = amount_in(text)
    if amount is not None:
        with_it = select(Line.entry_id).where(Line.amount == amount)
        return _found(session, Entry.id.in_(with_it), BEGINS, limit)
    begins = find_first(session, text, Entry.__tablename__, limit, begins=True)
    rest = limit - len(begins)
    inside = find_first(session, text, Entry.__tablename__, limit)[:rest] if rest > 0 else []
    inside = [each for each in inside if each not in begins]
    return [
        *(_found(session, _among(begins), BEGINS, limit) if begins else ()),
        *(_found(session, _among(inside), CONTAINS, rest) if inside else ()),
    ]


def _among(ids: Collection[int]) -> ColumnElement[bool]:
    return Entry.id.in_(ids)


def _found(session: Session, condition: ColumnElement[bool], rank: int, limit: int) -> list[Found]:
    whole = (
        select(func.sum(Line.amount))
        .where(Line.entry_id == Entry.id, Line.amount > NOTHING)
        .correlate(Entry)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Entry.id,
            Entry.journal,
            Entry.book_year,
            Entry.number,
            Entry.dated,
            Entry.description,
            Entry.party,
            whole.label("whole"),
            *NAME_COLUMNS,
        )
        .outerjoin(Person, Person.id == Entry.person_id)
        .where(condition)
        .order_by(Entry.dated.desc(), Entry.id.desc())
        .limit(limit)
    )
    return [
        Found(
            ENTRY,
            " · ".join(
                part
                for part in (
                    entry_number(row.journal, row.book_year, row.number),
                    name_or_nothing(row) or row.party,
                )
                if part
            ),
            " · ".join((row.description, money(row.whole), date_short(row.dated))),
            "ledger",
            (ENTRY, row.id),
            rank,
        )
        for row in rows
    ]
