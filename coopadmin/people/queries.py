"""Who we know, and who holds which office on a day or in a year."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import resolution_number
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, refuse
from coopadmin.people.model import Alias, Person, TermOfOffice
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import (
    BODIES,
    OFFICES,
    HeldTerm,
    NewPerson,
    address_line,
    votes_that_count,
)
from coopadmin.store.search import find
from coopadmin.store.work import CHUNK

# What `names.spoken_name` and its neighbours need of a selected row.
NAME_COLUMNS = (
    Person.salutation,
    Person.title,
    Person.initials,
    Person.first_names,
    Person.call_name,
    Person.prefix,
    Person.surname,
    Person.partner_prefix,
    Person.partner_surname,
    Person.name_usage,
    Person.organisation_name,
)
ADDRESS_COLUMNS = (
    Person.street,
    Person.house_number,
    Person.house_letter,
    Person.house_addition,
    Person.postcode,
    Person.town,
    Person.country,
)
CONTACT_COLUMNS = (Person.email, Person.phone, Person.mobile)


# Who turned out to be somebody else is that other person wherever people are listed.
IS_NO_ALIAS = Person.id.not_in(select(Alias.person_id))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person or organisation in a list; `name` as spoken, `address` street and number."""

    id: int
    nature: str
    name: str
    sort_key: str
    address: str
    postcode: str
    town: str
    email: str
    phone: str
    mobile: str
    death_date: date | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """All that is known of one person, as `rules.NewPerson` has it."""

    id: int
    name: str
    sort_key: str
    person: NewPerson


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One term in an office; `number` counts the terms of this person in this body.

    `last` is the day on which it really ended, `planned_last` the one it was given for;
    `resolution` the number of the decision that appointed, or empty. `group_name` is that of the
    committee or circle; `most_terms` counts where the statutes do not.
    """

    term_id: int
    person_id: int
    name: str
    sort_key: str
    body: str
    office: str
    first: date
    planned_last: date | None
    last: date | None
    number: int
    resolution: str
    group_name: str = ""
    votes: int = 1
    most_terms: int | None = None


def list_people(session: Session, text: str = "") -> list[PersonRow]:
    """Everybody, or those in whom every word of `text` occurs, sorted by surname."""
    statement = _people()
    if text.strip():
        statement = statement.where(Person.id.in_(find(session, text, ("person",))))
    return [_person_row(row) for row in session.execute(statement)]


def find_people(session: Session, text: str, limit: int = 20) -> list[PersonRow]:
    """The first people in whom every word of `text` occurs; nobody for an empty text."""
    if not text.strip():
        return []
    statement = _people().where(Person.id.in_(find(session, text, ("person",)))).limit(limit)
    return [_person_row(row) for row in session.execute(statement)]


def aliases(session: Session) -> dict[int, int]:
    """By id of somebody who turned out to be another, the id of that other person."""
    return {row.person_id: row.of_id for row in session.scalars(select(Alias))}


def get_person(session: Session, person_id: int) -> PersonCard:
    """All of one person; Refused when they are not in the file."""
    row = session.get(Person, person_id)
    if row is None:
        raise refuse(
            "person.gone", N_("This person is not in the file any more. Open the screen again.")
        )
    return _card(row)


def list_cards(session: Session, person_ids: Collection[int]) -> dict[int, PersonCard]:
    """All of these people by id; who is not in the file is left out."""
    ids = sorted(person_ids)
    return {
        row.id: _card(row)
        for start in range(0, len(ids), CHUNK)
        for row in session.scalars(select(Person).where(Person.id.in_(ids[start : start + CHUNK])))
    }


def _card(row: Person) -> PersonCard:
    known = {part.name: getattr(row, part.name) for part in fields(NewPerson)}
    return PersonCard(row.id, spoken_name(row), row.sort_key, NewPerson(**known))


def list_officers(session: Session, on: date, body: str | None = None) -> list[OfficerRow]:
    """Who holds which office on a day, by body and office, then by name."""
    return _officers(session, Period(on, on), body)


def officers_of_year(session: Session, year: Period) -> list[OfficerRow]:
    """Every term that ran on at least one day of the year, in the same order."""
    return _officers(session, year, None)


def votes_in_body(session: Session, body: str, on: date) -> dict[int, int]:
    """By person, the votes that count in a meeting of the board or supervisory board itself."""
    rows = list_officers(session, on, body)
    return votes_that_count({row.person_id: row.votes for row in rows})


def held_terms(session: Session, person_id: int) -> list[HeldTerm]:
    """All terms of one person, oldest first; one that runs on has no last day."""
    rows = session.scalars(
        select(TermOfOffice).where(TermOfOffice.person_id == person_id).order_by(TermOfOffice.first)
    )
    return [HeldTerm(row.body, row.office, row.first, row.last, row.group_name) for row in rows]


def _people() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person.id,
            Person.nature,
            Person.sort_key,
            Person.death_date,
            *NAME_COLUMNS,
            *ADDRESS_COLUMNS,
            *CONTACT_COLUMNS,
        )
        .where(IS_NO_ALIAS)
        .order_by(Person.sort_key, Person.id)
    )


def _person_row(row: Row[*tuple[Any, ...]]) -> PersonRow:
    return PersonRow(
        row.id,
        row.nature,
        spoken_name(row),
        row.sort_key,
        address_line(row.street, row.house_number, row.house_letter, row.house_addition),
        row.postcode,
        row.town,
        row.email,
        row.phone,
        row.mobile,
        row.death_date,
    )


def _officers(session: Session, period: Period, body: str | None) -> list[OfficerRow]:
    runs: list[ColumnElement[bool]] = [
        TermOfOffice.first <= period.last,
        or_(TermOfOffice.last.is_(None), TermOfOffice.last >= period.first),
    ]
    if body is not None:
        runs.append(TermOfOffice.body == body)
    rows = session.execute(
        select(
            TermOfOffice,
            Person.id.label("holder"),
            Person.sort_key,
            Resolution.body.label("decided_by"),
            Resolution.year,
            Resolution.sequence,
            *NAME_COLUMNS,
        )
        .join(Person, Person.id == TermOfOffice.person_id)
        .outerjoin(Resolution, Resolution.id == TermOfOffice.resolution_id)
        .where(*runs)
    )
    found = [
        OfficerRow(
            row.TermOfOffice.id,
            row.holder,
            spoken_name(row),
            row.sort_key,
            row.TermOfOffice.body,
            row.TermOfOffice.office,
            row.TermOfOffice.first,
            row.TermOfOffice.planned_last,
            row.TermOfOffice.last,
            row.TermOfOffice.number,
            resolution_number(row.decided_by, row.year, row.sequence) if row.decided_by else "",
            row.TermOfOffice.group_name,
            row.TermOfOffice.votes,
            row.TermOfOffice.most_terms,
        )
        for row in rows
    ]
    return sorted(found, key=_rank)


def _rank(officer: OfficerRow) -> tuple[int, str, int, str, date]:
    bodies, offices = list(BODIES), list(OFFICES)
    body = bodies.index(officer.body) if officer.body in bodies else len(bodies)
    office = offices.index(officer.office) if officer.office in offices else len(offices)
    return body, officer.group_name.casefold(), office, officer.sort_key, officer.first
