"""Which activities there are, and who leads them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity, ActivityLead
from coopadmin.activities.rules import WISE_LEADS, activity_key
from coopadmin.kernel.problem import N_, refuse
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

    @property
    def short_of_leads(self) -> bool:
        return len(self.leads) < WISE_LEADS


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
    )
