"""What runs between us and each person, and when each term was last used: asked in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.capital.model import CapitalMovement
from coopadmin.capital.queries import list_capital
from coopadmin.cooperative.queries import get_book_years, get_cooperative
from coopadmin.cooperative.rules import has_liable_members
from coopadmin.desk.erase_rules import PROPOSED_YEARS, Standing, is_proposed
from coopadmin.desk.keeping import APPLICATION, BOOKS, HOURS, LIABILITY, MEMBERSHIP, VOLUNTEER
from coopadmin.desk.model import Erasure
from coopadmin.desk.ties import entries_of
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.queries import list_open_items
from coopadmin.members.admission import ADMITTED, WAITING
from coopadmin.members.model import Application, Membership
from coopadmin.people.model import Person, TermOfOffice
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import (
    ADDRESS_COLUMNS,
    CONTACT_COLUMNS,
    IS_NO_ALIAS,
    NAME_COLUMNS,
    aliases,
)
from coopadmin.people.rules import OFFICES, ORGANISATION
from coopadmin.volunteers.model import HourEntry, VolunteerTask

Used = dict[str, date]
ASKED_IN = (1, 2)
# What erasing empties: who has one of these came back since.
_AGAIN = ("call_name", "first_names", "initials", "street", "email", "phone", "mobile")


def standing_of(session: Session, person_id: int, today: date) -> Standing:
    """How one person stands; of an entry that turned out to be another, that other."""
    entries = entries_of(session, person_id)
    for standing in standings(session, today, entries):
        return standing
    raise refuse(
        "person.gone", N_("This person is not in the file any more. Open the screen again.")
    )


def standings(
    session: Session, today: date, person_ids: Collection[int] | None = None
) -> list[Standing]:
    """Everybody or these people, by surname; a fixed number of queries for everybody."""
    other = aliases(session)
    rows = _Rows(session, other, today, person_ids)
    asked = select(
        Person.id, Person.nature, Person.sort_key, *NAME_COLUMNS, *ADDRESS_COLUMNS, *CONTACT_COLUMNS
    )
    people = session.execute(rows.only(asked, Person.id).order_by(Person.sort_key, Person.id))
    return [
        Standing(
            person_id=row.id,
            name=spoken_name(row),
            organisation=row.nature == ORGANISATION,
            numbers=tuple(sorted(rows.numbers[row.id])),
            runs=tuple(sorted(rows.runs[row.id])),
            ended=rows.ended.get(row.id),
            offices=tuple(rows.offices[row.id]),
            receivable=rows.receivable[row.id],
            payable=rows.payable[row.id],
            capital=rows.capital[row.id],
            pays_for=tuple(sorted(rows.pays_for[row.id])),
            applies=row.id in rows.applies,
            helps=row.id in rows.helps,
            liable=rows.liable,
            step=rows.steps.get(row.id, ""),
            known_again=row.id in rows.steps and any(getattr(row, name) for name in _AGAIN),
            used=rows.used[row.id],
        )
        for row in people
        if row.id not in other
    ]


class _Rows:
    """What every table says, by person; an alias counts as the person it turned out to be."""

    def __init__(
        self,
        session: Session,
        other: dict[int, int],
        today: date,
        ids: Collection[int] | None,
    ) -> None:
        self._session, self._other, self._today, self._ids = session, other, today, ids
        self.liable = has_liable_members(get_cooperative(session).legal_form)
        self._years = get_book_years(session)
        self.numbers: dict[int, list[int]] = defaultdict(list)
        self.runs: dict[int, list[int]] = defaultdict(list)
        self.pays_for: dict[int, list[int]] = defaultdict(list)
        self.offices: dict[int, list[str]] = defaultdict(list)
        self.receivable: dict[int, Money] = defaultdict(Money)
        self.payable: dict[int, Money] = defaultdict(Money)
        self.capital: dict[int, Money] = defaultdict(Money)
        self.ended: dict[int, date] = {}
        self.applies: set[int] = set()
        self.helps: set[int] = set()
        self.used: dict[int, Used] = defaultdict(dict)
        self.steps: dict[int, str] = {
            row.person_id: row.step
            for row in session.execute(select(Erasure.person_id, Erasure.step))
        }
        self._memberships()
        self._offices_and_help()
        self._applications()
        self._money()
        self._last_used()

    def only(self, statement: Select[*tuple[Any, ...]], person: Any) -> Select[*tuple[Any, ...]]:
        """The statement about the people who are asked for."""
        return statement if self._ids is None else statement.where(person.in_(self._ids))

    def _of(self, person: Any, *columns: Any, where: Any = None) -> Iterator[tuple[int, Any]]:
        """Rows of a table that refers to people, by the person it is now."""
        asked = self.only(select(person, *columns), person).where(person.is_not(None))
        for row in self._session.execute(asked if where is None else asked.where(where)):
            yield self._other.get(row[0], row[0]), row

    def _use(self, person: int, token: str, day: date | None, *, books: bool = False) -> None:
        """Something was done on a day; terms count from the end of that year."""
        if day is None:
            return
        end = self._years.on(day).last if books else date(day.year, 12, 31)
        used = self.used[person]
        used[token] = max(end, used.get(token, end))

    def _memberships(self) -> None:
        runs = or_(Membership.until.is_(None), Membership.until >= self._today)
        for person, row in self._of(Membership.person_id, Membership.number, Membership.until):
            self.numbers[person].append(row.number)
            if row.until is None or row.until >= self._today:
                self.runs[person].append(row.number)
                continue
            self.ended[person] = max(row.until, self.ended.get(person, row.until))
            self._use(person, MEMBERSHIP, row.until)
            self._use(person, LIABILITY, row.until)
        for payer, row in self._of(
            Membership.payer_id, Membership.number, Membership.person_id, where=runs
        ):
            if self._other.get(row.person_id, row.person_id) != payer:
                self.pays_for[payer].append(row.number)

    def _offices_and_help(self) -> None:
        runs = or_(TermOfOffice.last.is_(None), TermOfOffice.last >= self._today)
        for person, row in self._of(TermOfOffice.person_id, TermOfOffice.office, where=runs):
            self.offices[person].append(OFFICES.get(row.office, row.office))
        for person, row in self._of(VolunteerTask.person_id, VolunteerTask.until):
            if row.until is None or row.until >= self._today:
                self.helps.add(person)
            self._use(person, VOLUNTEER, row.until)

    def _applications(self) -> None:
        for person, row in self._of(
            Application.person_id,
            Application.outcome,
            Application.applied_on,
            Application.decided_on,
        ):
            if row.outcome == WAITING:
                self.applies.add(person)
            elif self.liable:
                self._use(person, APPLICATION, row.applied_on)
            elif row.outcome != ADMITTED:
                self._use(person, MEMBERSHIP, row.decided_on or row.applied_on)

    def _money(self) -> None:
        alone: Sequence[int | None] = [None] if self._ids is None else list(self._ids)
        for one in alone:
            for direction, sums in (("receivable", self.receivable), ("payable", self.payable)):
                for item in list_open_items(self._session, direction=direction, person_id=one):
                    if item.person_id is not None:
                        person = self._other.get(item.person_id, item.person_id)
                        sums[person] += Money(abs(item.open.cents))
            for holding in list_capital(self._session, self._today, person_id=one):
                person = self._other.get(holding.person_id, holding.person_id)
                self.capital[person] += holding.amount

    def _last_used(self) -> None:
        for column, joined, day in (
            (OpenItem.person_id, None, OpenItem.dated),
            (OpenItem.person_id, Settlement, Settlement.dated),
            (CapitalMovement.person_id, None, CapitalMovement.dated),
            (CapitalMovement.to_person_id, None, CapitalMovement.dated),
            (HourEntry.person_id, None, HourEntry.last),
        ):
            asked: Select[*tuple[Any, ...]] = select(column, func.max(day)).group_by(column)
            if joined is not None:
                asked = asked.join(joined, joined.open_item_id == OpenItem.id)
            hours = day is HourEntry.last
            for row in self._session.execute(self.only(asked.where(column.is_not(None)), column)):
                person = self._other.get(row[0], row[0])
                self._use(person, HOURS if hours else BOOKS, row[1], books=not hours)


def to_erase(session: Session, today: date) -> int:
    """About how many the proposal names, in the first two months of a year; cheaply counted."""
    if today.month not in ASKED_IN:
        return 0
    left = date(today.year - PROPOSED_YEARS, 1, 1)
    known = select(Erasure.person_id)
    long_ago = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.nature != ORGANISATION, Membership.person_id.not_in(known), IS_NO_ALIAS)
        .group_by(Membership.person_id)
        .having(func.max(func.coalesce(Membership.until, date.max)) < left)
    )
    over = select(Erasure.person_id).where(Erasure.kept_until < today)
    return sum(session.scalar(select(func.count()).select_from(each.subquery())) or 0
               for each in (long_ago, over))  # fmt: skip


def list_proposed(session: Session, today: date) -> list[Standing]:
    """Whom the yearly proposal names: who left long enough ago, and whose last term ended."""
    return [one for one in standings(session, today) if is_proposed(one, today)]
