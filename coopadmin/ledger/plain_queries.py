"""What the plain forms offer: own accounts with their balance, what money is for, known names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, select, union
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.doubts import OWN_ROLES
from coopadmin.ledger.entries import entry_number
from coopadmin.ledger.model import Account, Entry, Line, OpenItem
from coopadmin.ledger.places import EXPENSE, INCOME, PLACES
from coopadmin.ledger.queries import OpenItemRow, list_open_items
from coopadmin.ledger.rules import CONTROL_ROLES, DIRECTIONS
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import IS_NO_ALIAS, NAME_COLUMNS

NO_PURPOSE = (*OWN_ROLES, *sorted(CONTROL_ROLES), "result", "clearing")


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """An account with our own money, and what is on it at the end of a day."""

    id: int
    number: str
    name: str
    role: str
    balance: Money


@dataclass(frozen=True, slots=True)
class Purpose:
    """An account that money can be for; `kind` as in `places.ACCOUNT_KINDS`."""

    id: int
    number: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Known:
    """A name that money was or can be with: somebody of `people`, or one typed before."""

    name: str
    person_id: int | None


def own_accounts(session: Session, on: date) -> list[OwnAccount]:
    """Bank, savings and cash, the most used first."""
    moved = (
        select(Line.account_id, func.sum(Line.amount).label("sum"), func.count().label("times"))
        .join(Entry, Entry.id == Line.entry_id)
        .where(Entry.dated <= on)
        .group_by(Line.account_id)
        .subquery()
    )
    return [
        OwnAccount(account.id, account.number, account.name, account.role, balance or ZERO)
        for account, balance in session.execute(
            select(Account, moved.c.sum)
            .outerjoin(moved, moved.c.account_id == Account.id)
            .where(Account.role.in_(OWN_ROLES), Account.in_use)
            .order_by(func.coalesce(moved.c.times, 0).desc(), Account.number)
        )
    ]


def purposes(session: Session, incoming: bool) -> list[Purpose]:
    """What money can be for: income or expenses first, by name; then what we have and owe.

    The other side of the result comes last: a shop that gives money back.
    """
    own, other = (INCOME, EXPENSE) if incoming else (EXPENSE, INCOME)
    found = [
        Purpose(account.id, account.number, account.name, kind)
        for account in session.scalars(
            select(Account).where(Account.in_use, Account.role.not_in(NO_PURPOSE))
        )
        for kind in PLACES[account.place].kinds
    ]
    return sorted(
        found,
        key=lambda each: (
            {own: 0, other: 2}.get(each.kind, 1),
            each.name.casefold(),
            each.number,
        ),
    )


def known_names(session: Session) -> list[Known]:
    """Everybody of `people`, and names typed before; names that two people have are told apart."""
    people = [
        (spoken_name(row), row.town, row.id)
        for row in session.execute(
            select(Person.id, Person.town, *NAME_COLUMNS)
            .where(IS_NO_ALIAS)
            .order_by(Person.sort_key)
        )
    ]
    often = Counter(name for name, _town, _id in people)
    found = [
        Known(name if often[name] == 1 else f"{name}, {town}" if town else name, person_id)
        for name, town, person_id in people
    ]
    known = {each.name.casefold() for each in found}
    typed = union(
        select(Entry.party).where(and_(Entry.party != "", Entry.person_id.is_(None))),
        select(OpenItem.party).where(and_(OpenItem.party != "", OpenItem.person_id.is_(None))),
    )
    others = sorted(set(session.scalars(typed)), key=str.casefold)
    return [*found, *(Known(name, None) for name in others if name.casefold() not in known)]


def near_years(session: Session, today: date) -> list[str]:
    """The labels of the book year of a day, of the one before, and of the one after."""
    years = get_book_years(session)
    year = years.on(today)
    before, after = year.first - timedelta(days=1), year.last + timedelta(days=1)
    return [years.on(before).label, year.label, years.on(after).label]


def find_open_item(session: Session, text: str) -> OpenItemRow:
    """What is still open under this reference, or under the number of its booking.

    Raises Refused when nothing is, or more than one.
    """
    wanted = text.strip().casefold()
    numbers = item_numbers(session)
    found = [
        item
        for direction in DIRECTIONS
        for item in list_open_items(session, direction=direction)
        if wanted in (item.reference.casefold(), numbers.get(item.id, "").casefold())
    ]
    if not found:
        raise refuse("item.unknown", N_("Nothing is open under “{text}”."), text=text)
    if len(found) > 1:
        raise refuse(
            "item.several",
            N_("{count} items are open under “{text}”. Give the number of the booking."),
            text=text,
            count=len(found),
        )
    return found[0]


def item_numbers(session: Session) -> dict[int | None, str]:
    """The number of the booking that made each open item, by id of the item."""
    return {
        item_id: entry_number(journal, label, number)
        for item_id, journal, label, number in session.execute(
            select(Line.open_item_id, Entry.journal, Entry.book_year, Entry.number)
            .join(Entry, Entry.id == Line.entry_id)
            .where(Line.open_item_id.is_not(None), Entry.source.in_(("item", "opening")))
        )
    }
