"""What reading lists would do, whom a name means, and what hours are judged by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.activities.queries import ActivityRow, get_activity
from coopadmin.activities.rules import activity_key
from coopadmin.cooperative.queries import rate_on
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Refused
from coopadmin.members.model import Membership
from coopadmin.people.model import Person
from coopadmin.people.names import PersonName
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.volunteers.countlist import CountImport, read_counts
from coopadmin.volunteers.hourcolumns import map_hour_columns
from coopadmin.volunteers.hourlist import (
    HourImport,
    Known,
    PeopleIndex,
    index_people,
    judge_lines,
    person_meant,
    read_lines,
    same_hours,
)
from coopadmin.volunteers.model import HourEntry
from coopadmin.volunteers.rules import WEEK_LIMIT, WEEK_LIMIT_CODE, ActivityTerm, NewHours
from coopadmin.volunteers.sums import begins_in

NO_CHOICES: Mapping[str, str] = {}


def week_limit_on(session: Session, day: date) -> Duration:
    """Above how many hours a week is asked whether they are right: a dated rate, else 24."""
    rate = rate_on(session, WEEK_LIMIT_CODE, day)
    return WEEK_LIMIT if rate is None else Duration(rate.value)


def activity_term(session: Session, activity_id: int) -> ActivityTerm:
    """An activity as the rules of hours meet it. Raises Refused when it is gone."""
    return as_term(get_activity(session, activity_id))


def plan_hour_import(
    session: Session,
    sheet: SheetList,
    today: date,
    *,
    activity_id: int | None = None,
    choices: Mapping[str, str] = NO_CHOICES,
    accepted: Collection[str] = (),
) -> HourImport:
    """What reading a list of hours would do, without doing it.

    `activity_id` is for lines that name no activity; `choices` map columns to fields where the
    headings do not say it; questions whose code is in `accepted` do not refuse a line.
    """
    activities = [as_term(row) for row in session.scalars(select(Activity))]
    usual = None if activity_id is None else activity_term(session, activity_id)
    known = Known(
        people=_people_index(session),
        activities={activity_key(each.name): each for each in activities},
        usual_activity=usual,
        today=today,
        week_limit=week_limit_on(session, today),
    )
    columns = map_hour_columns(sheet, choices, usual is not None)
    lines = read_lines(sheet, columns, known)
    days = [line.hours.first for line in lines if line.hours is not None]
    already = _already(session, Period(min(days), max(days))) if days else Counter()
    return judge_lines(lines, known, accepted, already, columns.ignored)


def plan_count_import(
    session: Session,
    sheet: SheetList,
    today: date,
    *,
    activity_id: int | None = None,
    accepted: Collection[str] = (),
) -> CountImport:
    """What reading a list of numbers would do, without doing it; as `plan_hour_import`."""
    activities = session.execute(select(Activity.name, Activity.id))
    known = {activity_key(name): found for name, found in activities}
    return read_counts(sheet, known, today, activity_id, accepted)


def people_meant(
    session: Session, names: Collection[str], first: Collection[int]
) -> dict[str, int | None]:
    """Whom these names or member numbers mean; None for nobody, and for two people.

    Where a name fits several, it means the one of them who is among `first`.
    """
    index = _people_index(session)
    nearer = index.only(first)
    found: dict[str, int | None] = {}
    for name in names:
        found[name] = None
        for people in (nearer, index):
            with suppress(Refused):
                found[name] = person_meant(people, name)
                break
    return found


def find_person_meant(session: Session, text: str) -> int:
    """The person whom a member number or a name in any form means. Raises Refused."""
    return person_meant(_people_index(session), text)


def as_term(activity: Activity | ActivityRow) -> ActivityTerm:
    """An activity as the rules of hours meet it."""
    return ActivityTerm(activity.id, activity.name, activity.since, activity.until)


def _people_index(session: Session) -> PeopleIndex:
    people = [
        (row.id, PersonName(**{key: value for key, value in row._mapping.items() if key != "id"}))
        for row in session.execute(select(Person.id, *NAME_COLUMNS))
    ]
    numbers = session.execute(select(Membership.number, Membership.person_id))
    return index_people(people, dict(numbers.all()))


def _already(session: Session, period: Period) -> Counter[NewHours]:
    rows = session.execute(
        select(
            HourEntry.person_id,
            HourEntry.activity_id,
            HourEntry.first,
            HourEntry.last,
            HourEntry.worked,
            HourEntry.estimated,
            HourEntry.note,
            HourEntry.people,
        ).where(begins_in(period))
    )
    return Counter(same_hours(NewHours(*row)) for row in rows)
