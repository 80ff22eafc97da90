"""Consents: what each person consented to, and who consented to something on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem
from coopadmin.people.consent_rules import CONVOCATION, PURPOSES
from coopadmin.people.model import Consent, ConsentPurpose, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import IS_NO_ALIAS, NAME_COLUMNS
from coopadmin.words import _

BY_EMAIL = "email"


@dataclass(frozen=True, slots=True)
class PurposeRow:
    """Something that can be consented to; an own one can be changed and has a `number`."""

    key: str
    name: str
    explanation: str = ""
    number: int | None = None
    in_use: bool = True
    givers: int = 0

    @property
    def id(self) -> str:
        """What tells it from the others in a table."""
        return self.key


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One consent of one person; without `withdrawn_on` it holds.

    That to be convened by e-mail has no row of its own and therefore no `id`.
    """

    id: int | None
    person_id: int
    person: str
    purpose: str
    purpose_name: str
    given_on: date
    withdrawn_on: date | None = None
    channel: str = ""
    source: str = ""
    guardian: str = ""


def list_purposes(session: Session, *, in_use: bool = False) -> list[PurposeRow]:
    """What every cooperative asks consent for and then its own, in order of number."""
    rows = session.scalars(select(ConsentPurpose).order_by(ConsentPurpose.number))
    return [PurposeRow(key, _(name)) for key, name in PURPOSES.items()] + [
        PurposeRow(str(row.number), row.name, row.explanation, row.number, row.in_use)
        for row in rows
        if row.in_use or not in_use
    ]


def purposes_with_givers(session: Session, on: date) -> list[PurposeRow]:
    """All purposes, each with the number of people whose consent holds on a day."""
    held = (
        select(Consent.purpose, func.count(Consent.person_id.distinct()))
        .join(Person, Person.id == Consent.person_id)
        .where(*_lives(), *_given(None, on))
        .group_by(Consent.purpose)
    )
    counted = {row[0]: row[1] for row in session.execute(held)}
    convened = select(func.count()).select_from(who_consented(CONVOCATION, on).subquery())
    counted[CONVOCATION] = session.scalar(convened) or 0
    return [replace(each, givers=counted.get(each.key, 0)) for each in list_purposes(session)]


def consents_of(session: Session, person_id: int) -> list[ConsentRow]:
    """All consents of one person, also those withdrawn, by purpose and then the newest first."""
    order = [each.key for each in list_purposes(session)]
    rows = list_consents(session, person_id=person_id)
    return sorted(rows, key=lambda row: (order.index(row.purpose), -row.given_on.toordinal()))


def list_consents(
    session: Session,
    purpose: str | None = None,
    *,
    on: date | None = None,
    person_id: int | None = None,
) -> list[ConsentRow]:
    """Consents in order of name: to one purpose, that hold on a day, or of one person."""
    names = {each.key: each.name for each in list_purposes(session)}
    of_person = () if person_id is None else (Person.id == person_id,)
    kept = (
        select(Consent, Person.sort_key, *NAME_COLUMNS)
        .join(Person, Person.id == Consent.person_id)
        .where(*of_person, *_given(purpose, on))
    )
    found = [
        (row.sort_key, _row(row.Consent, spoken_name(row), names)) for row in session.execute(kept)
    ]
    if purpose in (None, CONVOCATION):
        convened = select(
            Person.id, Person.sort_key, Person.convocation_consent_on, *NAME_COLUMNS
        ).where(*of_person, *_convened(on))
        for row in session.execute(convened):
            day, name = row.convocation_consent_on, names[CONVOCATION]
            consent = ConsentRow(None, row.id, spoken_name(row), CONVOCATION, name, day)
            found.append((row.sort_key, consent))
    found.sort(key=lambda pair: (pair[0], pair[1].person_id, pair[1].given_on))
    return [row for _sort_key, row in found]


def _row(kept: Consent, person: str, names: Mapping[str, str]) -> ConsentRow:
    return ConsentRow(
        kept.id,
        kept.person_id,
        person,
        kept.purpose,
        names[kept.purpose],
        kept.given_on,
        kept.withdrawn_on,
        kept.channel,
        kept.source,
        kept.guardian,
    )


def who_consented(purpose: str, on: date) -> Select[int]:
    """The ids of who lives and consents to a purpose on a day, as a part of other queries."""
    if purpose == CONVOCATION:
        return select(Person.id).where(*_lives(), *_convened(on))
    return select(Person.id).where(
        *_lives(), Person.id.in_(select(Consent.person_id).where(*_given(purpose, on)))
    )


def people_with_consent(session: Session, purpose: str, on: date) -> set[int]:
    """The ids of everybody whose consent to a purpose holds on a day, in one query."""
    return set(session.scalars(who_consented(purpose, on)))


def _lives() -> tuple[Any, ...]:
    return IS_NO_ALIAS, Person.death_date.is_(None)


def _convened(on: date | None) -> tuple[Any, ...]:
    day = Person.convocation_consent_on
    held = (Person.convocation_by == BY_EMAIL, day.is_not(None))
    return held if on is None else (*held, day <= on)


def _given(purpose: str | None, on: date | None) -> tuple[Any, ...]:
    """A consent holds until the day on which it is withdrawn."""
    wanted = () if purpose is None else (Consent.purpose == purpose,)
    if on is None:
        return wanted
    return (
        *wanted,
        Consent.given_on <= on,
        or_(Consent.withdrawn_on.is_(None), Consent.withdrawn_on > on),
    )


def check_consents(session: Session) -> Iterator[Problem]:
    """None is withdrawn before it was given, or lies beside another to the same purpose."""
    own = {row.id: row.number for row in session.scalars(select(ConsentPurpose))}
    last_day: dict[tuple[int, str], date] = {}
    rows = session.execute(
        select(Consent, *NAME_COLUMNS)
        .join(Person, Person.id == Consent.person_id)
        .order_by(Consent.person_id, Consent.purpose, Consent.given_on)
    )
    for row in rows:
        kept = row.Consent
        key = kept.person_id, kept.purpose
        last = kept.withdrawn_on or date.max
        number = own.get(kept.purpose_id)
        known = kept.purpose in PURPOSES if number is None else kept.purpose == str(number)
        if not known or last < kept.given_on or kept.given_on < last_day.get(key, date.min):
            yield Problem(
                "check.consent",
                N_("What {name} consented to cannot be right. Look at it."),
                {"name": spoken_name(row)},
            )
        last_day[key] = max(last, last_day.get(key, date.min))
