"""Applications: who waits for a decision, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import resolution_number
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.members.admission import ADMITTED, REFUSED, WAITING
from coopadmin.members.model import Application, Membership, MembershipKind
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import ADDRESS_COLUMNS, CONTACT_COLUMNS, NAME_COLUMNS
from coopadmin.people.rules import address_line
from coopadmin.store.search import searched_texts

# How long somebody who was refused stays in the list, and on the file (DOMAIN 2.3).
REMEMBERED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application; `outcome` a token of `admission.OUTCOMES` on the day that was asked for."""

    id: int
    person_id: int
    name: str
    sort_key: str
    nature: str
    kind_id: int
    kind: str
    votes: int
    applied_on: date
    channel: str
    kept_at: str
    outcome: str
    decided_on: date | None
    reason: str
    told_on: date | None
    meeting_asked_on: date | None
    resolution: str
    membership_id: int | None
    number: int | None
    address: str
    postcode: str
    town: str
    email: str
    phone: str
    mobile: str


def list_applications(
    session: Session, on: date, *, everything: bool = False
) -> list[ApplicationRow]:
    """Who waits for a decision on a day, and who was refused in the year before it, by surname.

    With `everything` all applications up to that day, those that led to a membership included.
    """
    statement = _applications().where(Application.applied_on <= on)
    if not everything:
        statement = statement.where(
            or_(
                Application.decided_on.is_(None),
                Application.decided_on > on,
                (Application.outcome == REFUSED) & (Application.decided_on >= on - REMEMBERED),
            )
        )
    return [_row(row, on) for row in session.execute(statement)]


def get_application(session: Session, application_id: int) -> ApplicationRow:
    """One application as it stands; Refused when it is not in the file."""
    row = session.execute(_applications().where(Application.id == application_id)).first()
    if row is None:
        raise refuse(
            "application.gone",
            N_("This application is not in the file any more. Open the screen again."),
        )
    return _row(row, date.max)


def application_of(session: Session, membership_id: int) -> ApplicationRow | None:
    """The application that a membership came of."""
    row = session.execute(_applications().where(Application.membership_id == membership_id)).first()
    return None if row is None else _row(row, date.max)


def applications_of(session: Session, person_id: int) -> list[int]:
    """The ids of all applications of a person."""
    return list(session.scalars(select(Application.id).where(Application.person_id == person_id)))


def words_of_applicants(session: Session) -> dict[int, str]:
    """By application, what is searched of who applied, folded as `searchable`."""
    texts = searched_texts(session, ("person",))
    pairs = session.execute(select(Application.id, Application.person_id))
    return {application: texts.get(person, "") for application, person in pairs}


def is_waiting(session: Session, person_id: int) -> bool:
    """Whether an application of this person waits for a decision."""
    return bool(
        session.scalar(
            select(
                exists().where(Application.person_id == person_id, Application.outcome == WAITING)
            )
        )
    )


def oldest_waiting(session: Session) -> tuple[int, date | None]:
    """How many applications wait for a decision, and the day of the oldest."""
    row = session.execute(
        select(func.count(), func.min(Application.applied_on)).where(Application.outcome == WAITING)
    ).one()
    return row[0], row[1]


def check_applications(session: Session) -> Iterator[Problem]:
    """What was decided has a day, and who was admitted a membership."""
    for row in session.execute(_applications()):
        found = row.Application
        decided = found.outcome != WAITING
        if decided != (found.decided_on is not None) or (found.outcome == ADMITTED) != (
            found.membership_id is not None
        ):
            yield Problem(
                "check.application",
                N_("The application of {name} cannot be right. Look at it."),
                {"name": spoken_name(row)},
            )


def _applications() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Application,
            Person.sort_key,
            Person.nature,
            MembershipKind.name.label("kind"),
            MembershipKind.votes,
            Membership.number,
            Resolution.body,
            Resolution.year,
            Resolution.sequence,
            *NAME_COLUMNS,
            *ADDRESS_COLUMNS,
            *CONTACT_COLUMNS,
        )
        .join(Person, Person.id == Application.person_id)
        .join(MembershipKind, MembershipKind.id == Application.kind_id)
        .outerjoin(Membership, Membership.id == Application.membership_id)
        .outerjoin(Resolution, Resolution.id == Application.resolution_id)
        .order_by(Person.sort_key, Application.applied_on)
    )


def _row(row: Any, on: date) -> ApplicationRow:
    found: Application = row.Application
    later = found.decided_on is not None and found.decided_on > on
    return ApplicationRow(
        found.id,
        found.person_id,
        spoken_name(row),
        row.sort_key,
        row.nature,
        found.kind_id,
        row.kind,
        row.votes,
        found.applied_on,
        found.channel,
        found.kept_at,
        WAITING if later else found.outcome,
        found.decided_on,
        found.reason,
        found.told_on,
        found.meeting_asked_on,
        "" if row.body is None else resolution_number(row.body, row.year, row.sequence),
        found.membership_id,
        row.number,
        address_line(row.street, row.house_number, row.house_letter, row.house_addition),
        row.postcode,
        row.town,
        row.email,
        row.phone,
        row.mobile,
    )
