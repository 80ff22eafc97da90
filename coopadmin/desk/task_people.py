"""Who waits for the board: notice not acknowledged, newcomers not welcomed, jubilees."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.desk.task_facts import Newcomer, Notice
from coopadmin.kernel.calendar import Period, add_months
from coopadmin.members.celebrations import list_jubilees
from coopadmin.members.jubilees import years_written
from coopadmin.members.model import Application, Membership
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS

HALF_MONTH = 15


def unacknowledged(session: Session, since: date) -> list[Notice]:
    """Notice of members since a day that nobody acknowledged."""
    rows = session.execute(
        select(Membership.notice_on, *NAME_COLUMNS)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.notice_on >= since,
            Membership.acknowledged_on.is_(None),
            Membership.end_reason == "by-member",
        )
        .order_by(Membership.notice_on)
    )
    return [Notice(spoken_name(row), row.notice_on) for row in rows]


def untold(session: Session, since: date) -> list[Newcomer]:
    """Applicants who became members since a day and did not hear their number."""
    rows = session.execute(
        select(Membership.number, Membership.since, *NAME_COLUMNS)
        .join(Person, Person.id == Membership.person_id)
        .join(Application, Application.membership_id == Membership.id)
        .where(
            Membership.since >= since,
            Membership.number_told_on.is_(None),
            Membership.until.is_(None),
        )
        .order_by(Membership.number)
    )
    return [Newcomer(spoken_name(row), row.number, row.since) for row in rows]


def jubilees_ahead(session: Session, today: date) -> tuple[date, list[str]]:
    """The month that is prepared, and who has a jubilee in it, with the years of each.

    From the middle of a month on the next one is prepared.
    """
    first = today.replace(day=1) if today.day < HALF_MONTH else add_months(today.replace(day=1), 1)
    rows = list_jubilees(session, Period.month(first.year, first.month))
    return first, [f"{row.name} ({years_written(row.months)})" for row in rows]
