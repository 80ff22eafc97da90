"""Which activities there are, who leads them, and what was counted in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import extract, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity, ActivityCount, ActivityLead
from coopadmin.activities.rules import PEOPLE, TIMES, WISE_LEADS, activity_key
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS


@dataclass(frozen=True, slots=True)
class Lead:
    """A person who carries an activity."""

    person_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity; `theme` is a token of THEMES."""

    id: int
    name: str
    theme: str
    aim: str
    target_group: str
    since: date | None
    until: date | None
    leads: tuple[Lead, ...]
    unit: str = ""
    counts_people: bool = False
    target_hours: Duration | None = None
    target_count: int | None = None

    @property
    def short_of_leads(self) -> bool:
        return len(self.leads) < WISE_LEADS


@dataclass(frozen=True, slots=True)
class CountRow:
    """A number counted in part of a month; `what` is TIMES or PEOPLE."""

    id: int
    what: str
    first: date
    last: date
    number: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """What was counted in an activity in a book year and in the one before.

    `unit` is a token of UNITS. Different people do not add up: `people` is the most that were
    written down at once, or None.
    """

    activity: str
    unit: str
    number: int
    previous: int
    people: int | None
    target: int | None


def list_activities(session: Session, on: date | None = None) -> list[ActivityRow]:
    """All activities in their own order; with `on`, those that ran on that day."""
    statement = select(Activity).order_by(Activity.position, Activity.name)
    if on is not None:
        statement = statement.where(
            or_(Activity.since.is_(None), Activity.since <= on),
            or_(Activity.until.is_(None), Activity.until >= on),
        )
    leads = _leads(session)
    return [_row(activity, leads) for activity in session.scalars(statement)]


def get_activity(session: Session, activity_id: int) -> ActivityRow:
    """One activity. Raises Refused when it is gone."""
    activity = session.get(Activity, activity_id)
    if activity is None:
        raise refuse(
            "activities.gone", N_("This activity is not there any more. Open the screen again.")
        )
    return _row(activity, _leads(session, activity_id))


def find_activity(session: Session, name: str) -> ActivityRow | None:
    """The activity of this name, whatever its capitals, accents and blanks."""
    wanted = activity_key(name)
    return next((row for row in list_activities(session) if activity_key(row.name) == wanted), None)


def counts_in(session: Session, activity_id: int, period: Period) -> list[CountRow]:
    """What was counted in an activity in a period, the first on top."""
    rows = session.execute(
        select(
            ActivityCount.id,
            ActivityCount.what,
            ActivityCount.first,
            ActivityCount.last,
            ActivityCount.number,
        )
        .where(
            ActivityCount.activity_id == activity_id,
            ActivityCount.first.between(period.first, period.last),
        )
        .order_by(ActivityCount.first, ActivityCount.last)
    )
    return [CountRow(*row) for row in rows]


def counts_of_year(session: Session, year: BookYear, before: BookYear) -> tuple[YearCount, ...]:
    """What was counted in a book year, beside the one before; activities with anything to tell."""
    numbers, previous = counts_between(session, year.period), counts_between(session, before.period)
    most: dict[int, int] = dict(
        session.execute(
            select(ActivityCount.activity_id, func.max(ActivityCount.number))
            .where(
                ActivityCount.what == PEOPLE,
                ActivityCount.first.between(year.first, year.last),
            )
            .group_by(ActivityCount.activity_id)
        ).all()
    )
    return tuple(
        YearCount(
            row.name,
            row.unit,
            numbers.get(row.id, 0),
            previous.get(row.id, 0),
            most.get(row.id),
            row.target_count,
        )
        for row in session.scalars(select(Activity).order_by(Activity.position, Activity.name))
        if row.id in numbers or row.id in previous or row.id in most
    )


def check_counts(session: Session) -> Iterator[Problem]:
    """Every number is one of an activity within one month."""
    wrong = session.scalar(
        select(func.count()).where(
            or_(
                ActivityCount.number < 0,
                ActivityCount.last < ActivityCount.first,
                extract("year", ActivityCount.first) != extract("year", ActivityCount.last),
                extract("month", ActivityCount.first) != extract("month", ActivityCount.last),
            )
        )
    )
    if wrong:
        yield Problem(
            "check.counts",
            N_("{count} numbers are below zero or go beyond their month. Restore a backup."),
            {"count": wrong},
        )


def counts_between(session: Session, period: Period) -> dict[int, int]:
    """How many of its unit were counted in each activity in a period."""
    rows = session.execute(
        select(ActivityCount.activity_id, func.sum(ActivityCount.number))
        .where(
            ActivityCount.what == TIMES,
            ActivityCount.first.between(period.first, period.last),
        )
        .group_by(ActivityCount.activity_id)
    )
    return dict(rows.all())


def _leads(session: Session, activity_id: int | None = None) -> dict[int, list[Lead]]:
    statement = (
        select(ActivityLead.activity_id, ActivityLead.person_id, *NAME_COLUMNS)
        .join(Person, Person.id == ActivityLead.person_id)
        .order_by(Person.sort_key)
    )
    if activity_id is not None:
        statement = statement.where(ActivityLead.activity_id == activity_id)
    found: dict[int, list[Lead]] = defaultdict(list)
    for row in session.execute(statement):
        found[row.activity_id].append(Lead(row.person_id, spoken_name(row)))
    return found


def _row(activity: Activity, leads: dict[int, list[Lead]]) -> ActivityRow:
    return ActivityRow(
        activity.id,
        activity.name,
        activity.theme,
        activity.aim,
        activity.target_group,
        activity.since,
        activity.until,
        tuple(leads.get(activity.id, ())),
        activity.unit,
        activity.counts_people,
        activity.target_hours,
        activity.target_count,
    )
