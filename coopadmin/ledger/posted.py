"""The lines behind a figure, the newest first and so many at a time, and one whole booking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import OPENING, NewLine, entry_number
from coopadmin.ledger.entry_queries import LineRow, list_lines
from coopadmin.ledger.model import Account, Entry, Fund, Line
from coopadmin.ledger.places import PLACES, RESULT_KINDS
from coopadmin.ledger.queries import name_or_nothing
from coopadmin.ledger.receipts import lacks_receipt
from coopadmin.people.model import Person
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.model import Lock
from coopadmin.store.search import find

AT_A_TIME = 200


@dataclass(frozen=True)
class Wanted:
    """Which lines of a book year: of one account, about one activity or none, with some words.

    `activity_id` counts only where `by_activity` is said; so None means lines about no activity.
    `no_receipt` takes only what was spent without one.
    """

    book_year: str
    account_id: int | None = None
    by_activity: bool = False
    activity_id: int | None = None
    text: str = ""
    no_receipt: bool = False


@dataclass(frozen=True, slots=True)
class PostedLine:
    """One line as it stands behind a figure; debit above zero.

    `document` when its booking has a receipt, `missing` when it should have one.
    """

    id: int
    entry_id: int
    position: int
    number: str
    dated: date
    account_id: int
    account: str
    account_name: str
    amount: Money
    who: str
    what: str
    activity: str
    fund: str
    source: str
    document: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What one account has of an activity, debit above zero."""

    account_id: int
    number: str
    name: str
    place: str
    amount: Money


@dataclass(frozen=True)
class WholeEntry:
    """A booking with all its lines, and the bookings that have to do with it.

    `typed` are the lines as they were given, to give them again.
    """

    id: int
    number: str
    journal: str
    book_year: str
    dated: date
    description: str
    person_id: int | None
    party: str
    who: str
    source: str
    reverses: str
    reversed_by: str
    lines: tuple[LineRow, ...]
    typed: tuple[NewLine, ...]
    locked: bool


_HAS_DOCUMENT = (
    select(Attachment.id)
    .where(Attachment.owner_table == Entry.__tablename__, Attachment.owner_id == Entry.id)
    .exists()
)
_MISSING = lacks_receipt()


def list_posted(
    session: Session, wanted: Wanted, most: int = AT_A_TIME, after: PostedLine | None = None
) -> list[PostedLine]:
    """The newest lines of a year that are wanted, without its opening balance, `most` at a time.

    `after` is the last line that is known already.
    """
    statement = _narrowed(
        session,
        select(
            Line.id,
            Line.entry_id,
            Line.position,
            Line.account_id,
            Line.amount,
            Line.description,
            Line.activity_id,
            Entry.journal,
            Entry.book_year,
            Entry.number,
            Entry.dated,
            Entry.description.label("entry_description"),
            Entry.party,
            Entry.source,
            Account.number.label("account"),
            Account.name.label("account_name"),
            Fund.name.label("fund"),
            _HAS_DOCUMENT.label("document"),
            _MISSING.label("missing"),
            *NAME_COLUMNS,
        )
        .join(Entry, Entry.id == Line.entry_id)
        .join(Account, Account.id == Line.account_id)
        .outerjoin(Fund, Fund.id == Line.fund_id)
        .outerjoin(Person, Person.id == Entry.person_id),
        wanted,
    )
    if after is not None:
        known = tuple_(Entry.dated, Entry.id, Line.position)
        statement = statement.where(known < (after.dated, after.entry_id, after.position))
    ordered = statement.order_by(Entry.dated.desc(), Entry.id.desc(), Line.position.desc())
    activities = activity_names(session)
    return [_line(row, activities) for row in session.execute(ordered.limit(most))]


def _line(row: Any, activities: dict[int, str]) -> PostedLine:
    return PostedLine(
        id=row.id,
        entry_id=row.entry_id,
        position=row.position,
        number=entry_number(row.journal, row.book_year, row.number),
        dated=row.dated,
        account_id=row.account_id,
        account=row.account,
        account_name=row.account_name,
        amount=row.amount,
        who=name_or_nothing(row) or row.party,
        what=row.description or row.entry_description,
        activity=activities.get(row.activity_id, ""),
        fund=row.fund or "",
        source=row.source,
        document=row.document,
        missing=row.missing,
    )


def count_posted(session: Session, wanted: Wanted) -> tuple[int, Money]:
    """How many lines that are, and their sum."""
    counted = (
        select(func.count(), func.sum(Line.amount))
        .join(Entry, Entry.id == Line.entry_id)
        .join(Account, Account.id == Line.account_id)
    )
    number, whole = session.execute(_narrowed(session, counted, wanted)).one()
    return number, whole or ZERO


def count_missing(session: Session, wanted: Iterable[Wanted]) -> int:
    """How many of these lines should have a receipt and have none."""
    counted = (
        select(func.count())
        .select_from(Line)
        .join(Entry, Entry.id == Line.entry_id)
        .join(Account, Account.id == Line.account_id)
        .where(or_(false(), *(and_(*_those_of(each)) for each in wanted)), _MISSING)
    )
    return session.scalar(counted) or 0


def sums_of_activity(session: Session, book_year: str, activity_id: int | None) -> list[AccountSum]:
    """What stands on each account of the result about an activity, or about none."""
    of_result = [token for token, place in PLACES.items() if place.kinds & RESULT_KINDS]
    statement = (
        select(Account.id, Account.number, Account.name, Account.place, func.sum(Line.amount))
        .join(Line, Line.account_id == Account.id)
        .where(
            Line.book_year == book_year,
            Line.activity_id.is_not_distinct_from(activity_id),
            Account.place.in_(of_result),
        )
        .group_by(Account.id)
        .order_by(Account.number)
    )
    return [AccountSum(*row) for row in session.execute(statement)]


def _narrowed(
    session: Session, statement: Select[*tuple[Any, ...]], wanted: Wanted
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(*_those_of(wanted), Entry.journal != OPENING)
    if wanted.text.strip():
        statement = statement.where(_saying(session, wanted.text))
    return statement


def _those_of(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield Line.book_year == wanted.book_year
    if wanted.account_id is not None:
        yield Line.account_id == wanted.account_id
    if wanted.by_activity:
        yield Line.activity_id.is_not_distinct_from(wanted.activity_id)
    if wanted.no_receipt:
        yield _MISSING


def _saying(session: Session, text: str) -> ColumnElement[bool]:
    """Every word stands in the booking or in the name of who it was with; or it is the amount."""
    words = (Line.description.icontains(word, autoescape=True) for word in text.split())
    ways: list[ColumnElement[bool]] = [
        Entry.id.in_(_those(session, text, Entry.__tablename__)),
        Entry.person_id.in_(_those(session, text, Person.__tablename__)),
        and_(*words),
    ]
    try:
        asked = Money.parse(text)
    except Refused:
        return or_(*ways)
    return or_(*ways, Line.amount.in_((asked, -asked)))


def _those(session: Session, text: str, table: str) -> BindParameter[Any]:
    found = [*find(session, text, (table,))]
    return bindparam(table, found, expanding=True, literal_execute=True)


def get_whole_entry(session: Session, entry_id: int) -> WholeEntry:
    """A booking with its lines. Raises Refused when it is no more."""
    entry = session.get(Entry, entry_id)
    if entry is None:
        raise refuse("entry.gone", N_("This booking is no more."))
    lines = list_lines(session, entry_id=entry_id)
    back = session.get(Entry, entry.reverses_id) if entry.reverses_id is not None else None
    forth = session.scalars(select(Entry).where(Entry.reverses_id == entry_id)).first()
    return WholeEntry(
        id=entry.id,
        number=entry_number(entry.journal, entry.book_year, entry.number),
        journal=entry.journal,
        book_year=entry.book_year,
        dated=entry.dated,
        description=entry.description,
        person_id=entry.person_id,
        party=entry.party,
        who=lines[0].who if lines else entry.party,
        source=entry.source,
        reverses=_numbered(back),
        reversed_by=_numbered(forth),
        lines=tuple(lines),
        typed=tuple(
            NewLine(
                line.account_id,
                line.amount,
                line.description,
                line.activity_id,
                line.fund_id,
                line.open_item_id,
                line.settlement_id,
            )
            for line in session.scalars(
                select(Line).where(Line.entry_id == entry_id).order_by(Line.position)
            )
        ),
        locked=session.scalar(
            select(Lock.id).where(Lock.kind == "book_year", Lock.key == entry.book_year)
        )
        is not None,
    )


def _numbered(entry: Entry | None) -> str:
    return "" if entry is None else entry_number(entry.journal, entry.book_year, entry.number)


def unbalanced_since(session: Session, until: str) -> tuple[date, str] | None:
    """The first booking up to a year whose lines do not sum to nothing: its day and number."""
    wrong = (
        select(Line.entry_id).group_by(Line.entry_id).having(func.sum(Line.amount) != ZERO)
    ).scalar_subquery()
    first = session.scalars(
        select(Entry)
        .where(Entry.id.in_(wrong), Entry.book_year <= until)
        .order_by(Entry.dated, Entry.id)
        .limit(1)
    ).first()
    return None if first is None else (first.dated, _numbered(first))
