"""Which people are or were one household, who could be, and to whom one letter goes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.people.household_rules import MOVED_IN, MOVED_OUT, SAME_ADDRESS
from coopadmin.people.model import Household, HouseholdStay, Person
from coopadmin.people.names import formal_name, spoken_name
from coopadmin.people.queries import ADDRESS_COLUMNS, NAME_COLUMNS
from coopadmin.people.rules import NATURAL, address_line


@dataclass(frozen=True, slots=True)
class StayRow:
    """Somebody in a household, from when to when; `runs` on the day that was asked for."""

    person_id: int
    name: str
    first: date
    last: date | None
    runs: bool


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household on a day: who belong to it then, and who did or will (`others`).

    `address` and `town` are those of the first who belongs to it.
    """

    id: int
    number: int
    name: str
    address: str
    postcode: str
    town: str
    people: tuple[StayRow, ...]
    others: tuple[StayRow, ...]

    @property
    def begins(self) -> date | None:
        """The first day of one that is still to come: nobody is in it, and it has no end."""
        days = [stay.first for stay in self.others if stay.last is None]
        return min(days) if days and not self.people else None


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """People who could be one household, join one, or leave it: `reason` of PROPOSALS."""

    reason: str
    person_ids: tuple[int, ...]
    names: tuple[str, ...]
    address: str
    town: str
    number: int | None = None
    household: str = ""


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter: to whom as on an envelope, and where to."""

    names: tuple[str, ...]
    person_ids: tuple[int, ...]
    address: str
    postcode: str
    town: str
    country: str
    household: int | None = None


def list_households(
    session: Session, on: date, among: Collection[int] | None = None
) -> list[HouseholdRow]:
    """Every household that anybody belongs to on a day, by name; `among` are numbers."""
    return [row for row in all_households(session, on, among) if row.people]


def households_from(session: Session, on: date) -> list[HouseholdRow]:
    """Those of a day and those still to come, by name."""
    return [row for row in all_households(session, on) if row.people or row.begins]


def all_households(
    session: Session, on: date, among: Collection[int] | None = None
) -> list[HouseholdRow]:
    """Those that are over or still to come too."""
    found: dict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    stays = _stays() if among is None else _stays().where(Household.number.in_(among))
    for row in session.execute(stays):
        found[row.household_id].append(row)
    rows = [_household(each, on) for each in found.values()]
    return sorted(rows, key=lambda row: (normalised(row.name), row.number))


def get_household(session: Session, number: int, on: date) -> HouseholdRow:
    """The household of this number; Refused when there is none."""
    rows = session.execute(_stays().where(Household.number == number)).all()
    if not rows:
        raise unknown_household(number)
    return _household(rows, on)


def unknown_household(number: int) -> Refused:
    """What is said where nobody knows a household of this number."""
    return refuse(
        "household.unknown",
        N_("There is no household {number}. List them."),
        field="number",
        number=number,
    )


def household_of(session: Session, person_id: int, on: date) -> HouseholdRow | None:
    """The household that somebody belongs to on a day."""
    number = session.scalar(
        select(Household.number)
        .join(HouseholdStay, HouseholdStay.household_id == Household.id)
        .where(HouseholdStay.person_id == person_id, *_runs(on))
    )
    return None if number is None else get_household(session, number, on)


def households_on(session: Session, on: date) -> dict[int, int]:
    """By person, the id of the household that they belong to on a day."""
    rows = session.execute(
        select(HouseholdStay.person_id, HouseholdStay.household_id).where(*_runs(on))
    )
    return {row.person_id: row.household_id for row in rows}


def stays_by_person(session: Session) -> dict[int, list[tuple[int, Period]]]:
    """By person, every household with the period in it; what runs on ends at `date.max`."""
    found: dict[int, list[tuple[int, Period]]] = defaultdict(list)
    for row in session.scalars(select(HouseholdStay).order_by(HouseholdStay.first)):
        found[row.person_id].append((row.household_id, Period(row.first, row.last or date.max)))
    return found


def household_at(
    stays: Mapping[int, Sequence[tuple[int, Period]]], person_id: int, day: date
) -> int | None:
    """The household of somebody on a day, out of `stays_by_person`."""
    return next((each for each, period in stays.get(person_id, ()) if day in period), None)


def propose_households(
    session: Session, on: date, among: Collection[int] | None = None
) -> list[ProposalRow]:
    """Who live at one address and are no household yet, or are one and do not live together.

    `among` are the people to look at; nobody who died, and no organisation.
    """
    there = households_on(session, on)
    homes: dict[tuple[str, ...], list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    living: dict[int, list[tuple[str, ...]]] = defaultdict(list)
    rows = session.execute(
        select(Person.id, Person.sort_key, *NAME_COLUMNS, *ADDRESS_COLUMNS)
        .where(Person.nature == NATURAL, Person.death_date.is_(None))
        .order_by(Person.sort_key, Person.id)
    ).all()
    for row in rows:
        home = home_key(row)
        if row.id in there:
            living[there[row.id]].append(home)
        if home and (among is None or row.id in among or row.id in there):
            homes[home].append(row)
    names = {row.id: row for row in session.scalars(select(Household))}
    usual = {each: Counter(at).most_common(1)[0][0] for each, at in living.items()}
    found = []
    for home, people in homes.items():
        here = next((there[row.id] for row in people if usual.get(there.get(row.id, 0)) == home), 0)
        alone = [row for row in people if row.id not in there]
        if here and alone:
            found.append(_proposal(MOVED_IN, alone, names[here]))
        elif len(alone) > 1:
            found.append(_proposal(SAME_ADDRESS, alone))
    for row in rows:
        home, household = home_key(row), there.get(row.id)
        if household and home and usual[household] and home != usual[household]:
            found.append(_proposal(MOVED_OUT, [row], names[household]))
    return found


def letters_to(session: Session, person_ids: Collection[int], on: date) -> list[LetterRow]:
    """One letter for each household at one address, one for everybody else, in order of name.

    Never for a convocation: every member has his own.
    """
    there = households_on(session, on)
    rows = session.execute(
        select(Person.id, *NAME_COLUMNS, *ADDRESS_COLUMNS)
        .where(Person.id.in_(set(person_ids)))
        .order_by(Person.sort_key, Person.id)
    )
    letters: dict[object, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        home = home_key(row)
        together = (there[row.id], home) if home and row.id in there else row.id
        letters[together].append(row)
    numbers = {row.id: row.number for row in session.scalars(select(Household))}
    return [
        LetterRow(
            tuple(formal_name(row) for row in people),
            tuple(row.id for row in people),
            _street(people[0]),
            people[0].postcode,
            people[0].town,
            people[0].country,
            numbers[there[people[0].id]] if len(people) > 1 else None,
        )
        for people in letters.values()
    ]


def check_households(session: Session) -> Iterator[Problem]:
    """No stay in a household ends before it begins, or lies beside another of the same person."""
    last_day: dict[int, date] = {}
    rows = session.execute(
        select(Household.number, HouseholdStay)
        .join(HouseholdStay, HouseholdStay.household_id == Household.id)
        .order_by(HouseholdStay.person_id, HouseholdStay.first)
    )
    for number, stay in rows:
        last = stay.last or date.max
        if last < stay.first or stay.first <= last_day.get(stay.person_id, date.min):
            yield Problem(
                "check.household",
                N_("Who belongs to household {number} when cannot be right. Look at it."),
                {"number": number},
            )
        last_day[stay.person_id] = max(last, last_day.get(stay.person_id, date.min))


def _runs(on: date) -> tuple[Any, ...]:
    return (
        HouseholdStay.first <= on,
        HouseholdStay.last.is_(None) | (HouseholdStay.last >= on),
    )


def _stays() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Household.id.label("household_id"),
            Household.number,
            Household.name,
            HouseholdStay.person_id,
            HouseholdStay.first,
            HouseholdStay.last,
            *NAME_COLUMNS,
            *ADDRESS_COLUMNS,
        )
        .join(HouseholdStay, HouseholdStay.household_id == Household.id)
        .join(Person, Person.id == HouseholdStay.person_id)
        .order_by(HouseholdStay.first, Person.sort_key)
    )


def _household(rows: Iterable[Row[*tuple[Any, ...]]], on: date) -> HouseholdRow:
    rows = list(rows)
    stays = [
        StayRow(
            row.person_id,
            spoken_name(row),
            row.first,
            row.last,
            row.first <= on and (row.last is None or row.last >= on),
        )
        for row in rows
    ]
    running = [row for row, stay in zip(rows, stays, strict=True) if stay.runs]
    home = (running or rows)[0]
    return HouseholdRow(
        home.household_id,
        home.number,
        home.name,
        _street(home),
        home.postcode,
        home.town,
        tuple(stay for stay in stays if stay.runs),
        tuple(stay for stay in stays if not stay.runs),
    )


def _street(row: Any) -> str:
    return address_line(row.street, row.house_number, row.house_letter, row.house_addition)


def home_key(row: Any) -> tuple[str, ...]:
    """An address as it is compared: a postcode and house number, or else street and town."""
    if row.house_number is None:
        return ()
    house = normalised(f"{row.house_number} {row.house_letter} {row.house_addition}")
    if row.postcode:
        return house, row.postcode.replace(" ", "").upper()
    return (house, normalised(row.street), normalised(row.town)) if row.street else ()


def _proposal(
    reason: str, people: list[Row[*tuple[Any, ...]]], household: Household | None = None
) -> ProposalRow:
    return ProposalRow(
        reason,
        tuple(row.id for row in people),
        tuple(spoken_name(row) for row in people),
        _street(people[0]),
        people[0].town,
        None if household is None else household.number,
        "" if household is None else household.name,
    )
