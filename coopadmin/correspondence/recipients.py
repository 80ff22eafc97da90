"""Who gets something by which way, who gets one together, and who does not get it and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from coopadmin.correspondence.queries import SentRow, list_came_back, place_of
from coopadmin.correspondence.rules import (
    EMAIL,
    HEIRS,
    LETTER,
    NO_WAY,
    OCCASIONS,
    NewSending,
    Occasion,
    Reached,
    way_for,
)
from coopadmin.formats.addresses import HOME
from coopadmin.members.model import Membership
from coopadmin.people.consent_rules import NEWSLETTER
from coopadmin.people.consents import people_with_consent
from coopadmin.people.households import home_key, households_on
from coopadmin.people.model import Consent, Person
from coopadmin.people.names import formal_name, spoken_name
from coopadmin.people.queries import ADDRESS_COLUMNS, NAME_COLUMNS
from coopadmin.people.rules import NO_POST, address_line
from coopadmin.store.work import CHUNK
from coopadmin.words import _, country_name


@dataclass(frozen=True, slots=True)
class Message:
    """One letter or e-mail, to somebody or to a household; or who gets none (`number` is 0).

    `way` and `reason` are tokens of WAYS and REASONS, `sent_to` the address of post or e-mail,
    `envelope` the lines that show through its window.
    """

    number: int
    way: str
    reason: str
    person_ids: tuple[int, ...]
    names: tuple[str, ...]
    envelope: tuple[str, ...]
    sent_to: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One message with its text, filled in."""

    message: Message
    subject: str
    body: str


@dataclass(frozen=True)
class Plan:
    """Who gets what; the four counts together are everybody."""

    messages: tuple[Message, ...]

    def of_way(self, way: str) -> list[Message]:
        return [each for each in self.messages if each.way == way]

    @property
    def emails(self) -> int:
        return len(self.of_way(EMAIL))

    @property
    def letters(self) -> int:
        return len(self.of_way(LETTER))

    @property
    def together(self) -> int:
        """People who share the message of another."""
        return sum(len(each.person_ids) - 1 for each in self.messages if each.number)

    @property
    def left_out(self) -> int:
        return len(self.of_way(NO_WAY))

    @property
    def people(self) -> int:
        return sum(len(each.person_ids) for each in self.messages)


_COLUMNS = (
    Person.id,
    Person.sort_key,
    Person.death_date,
    Person.email,
    Person.convocation_by,
    Person.large_print,
    *NAME_COLUMNS,
    *ADDRESS_COLUMNS,
)


def plan_sending(session: Session, occasion: str, wanted: NewSending, on: date) -> Plan:
    """Everybody who is asked for, in order of name; one for a household where that is wanted."""
    why = OCCASIONS[occasion]
    rows = _people(session, wanted.person_ids)
    members = _members(session, on) if why.reaches == "members" else set()
    returned = {LETTER: set[int](), EMAIL: set[int]()}
    for back in list_came_back(session):
        returned[back.way].add(back.person_id)
    agreed = people_with_consent(session, why.purpose, on)
    withdrew = _withdrew(session, why.purpose, on) - agreed
    ways = {}
    for row in rows:
        died = row.death_date is not None or row.convocation_by == NO_POST
        ways[row.id] = way_for(
            why,
            Reached(
                died=died,
                member=row.id in members,
                objects=row.id in withdrew,
                agrees=row.id in agreed,
                email=row.email,
                has_address=bool(row.town and (row.street or row.postcode)),
                bounced=row.id in returned[EMAIL],
                returned=row.id in returned[LETTER],
            ),
            by_letter=wanted.by_letter,
        )
    together = wanted.together and not why.alone
    return Plan(tuple(_messages(_grouped(session, rows, ways, together, on), ways, why)))


def envelope_for(session: Session, occasion: str, sent: Iterable[SentRow]) -> Iterable[Message]:
    """The messages of a sending that was made, to the addresses that people have now."""
    together: dict[int, list[SentRow]] = {}
    for row in sent:
        together.setdefault(row.message or -row.person_id, []).append(row)
    ids = [row.person_id for each in together.values() for row in each]
    known = {row.id: row for row in _people(session, ids)}
    for each in together.values():
        first, people = each[0], [known[row.person_id] for row in each]
        yield Message(
            first.message,
            first.way,
            first.reason,
            tuple(row.person_id for row in each),
            tuple(row.name for row in each),
            envelope_of(people, heirs=OCCASIONS[occasion].reaches == HEIRS),
            first.sent_to,
            any(row.large_print for row in people),
        )


def _people(session: Session, ids: Iterable[int]) -> list[Row[*tuple[Any, ...]]]:
    asked = sorted(set(ids))
    found: list[Row[*tuple[Any, ...]]] = []
    for start in range(0, len(asked), CHUNK):
        part = asked[start : start + CHUNK]
        found += session.execute(select(*_COLUMNS).where(Person.id.in_(part))).all()
    return sorted(found, key=lambda row: (row.sort_key, row.id))


def _members(session: Session, on: date) -> set[int]:
    return set(
        session.scalars(
            select(Membership.person_id).where(
                Membership.since <= on, Membership.until.is_(None) | (Membership.until >= on)
            )
        )
    )


def _withdrew(session: Session, purpose: str, on: date) -> set[int]:
    """Who wants no newsletter any more: not by e-mail, and not as a letter in its place."""
    if purpose != NEWSLETTER:
        return set()
    rows = session.scalars(
        select(Consent.person_id).where(Consent.purpose == purpose, Consent.withdrawn_on <= on)
    )
    return set(rows)


def _grouped(
    session: Session,
    rows: Sequence[Row[*tuple[Any, ...]]],
    ways: dict[int, tuple[str, str]],
    together: bool,
    on: date,
) -> list[list[Row[*tuple[Any, ...]]]]:
    """Those who get one together: of one household, at one address, by one way."""
    there = households_on(session, on) if together else {}
    groups: dict[object, list[Row[*tuple[Any, ...]]]] = {}
    for row in rows:
        way, household = ways[row.id][0], there.get(row.id)
        where = row.email.casefold() if way == EMAIL else home_key(row)
        shared = household is not None and way != NO_WAY and where
        groups.setdefault((household, way, where) if shared else row.id, []).append(row)
    return list(groups.values())


def _messages(
    groups: Iterable[list[Row[*tuple[Any, ...]]]], ways: dict[int, tuple[str, str]], why: Occasion
) -> Iterable[Message]:
    number = 0
    for people in groups:
        first = people[0]
        way, reason = ways[first.id]
        number += way != NO_WAY
        yield Message(
            number if way != NO_WAY else 0,
            way,
            reason,
            tuple(row.id for row in people),
            tuple(spoken_name(row) for row in people),
            envelope_of(people, heirs=why.reaches == HEIRS),
            {EMAIL: first.email, LETTER: place_of(first)}.get(way, ""),
            any(row.large_print for row in people),
        )


def envelope_of(people: Sequence[Any], *, heirs: bool = False) -> tuple[str, ...]:
    """Names and address as post wants them: the town in capitals, two blanks before it."""
    names = [formal_name(row) for row in people]
    if heirs:
        names = [_("To the relatives of"), *names]
    first = people[0]
    street = address_line(
        first.street, first.house_number, first.house_letter, first.house_addition
    )
    town = f"{first.postcode}\u00a0\u00a0{first.town.upper()}".strip()
    country = "" if first.country == HOME else country_name(first.country).upper()
    return tuple(line for line in (*names, street, town, country) if line)
