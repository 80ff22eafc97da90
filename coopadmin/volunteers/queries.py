"""Who helps with what, how long in a month or a year, and what a list of hours would add."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, extract, func, literal, or_, select, true
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.activities.queries import ActivityRow, get_activity
from coopadmin.activities.rules import activity_key
from coopadmin.cooperative.queries import get_book_years, rate_on
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Problem
from coopadmin.members.model import Membership
from coopadmin.people.model import Person
from coopadmin.people.names import PersonName, spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.schema import DurationColumn
from coopadmin.volunteers.figures import (
    ActivityHours,
    HourRow,
    HoursFacts,
    MonthActivity,
    MonthHours,
    VolunteerRow,
)
from coopadmin.volunteers.grid import (
    GridCell,
    GridColumn,
    GridEntry,
    GridRow,
    MonthGrid,
    build_grid,
)
from coopadmin.volunteers.hourcolumns import IgnoredColumn, map_hour_columns
from coopadmin.volunteers.hourlist import (
    HourImport,
    Known,
    PeopleIndex,
    RefusedLine,
    index_people,
    judge_lines,
    person_meant,
    read_lines,
    same_hours,
)
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.volunteers.rules import WEEK_LIMIT, WEEK_LIMIT_CODE, ActivityTerm, NewHours

__all__ = [
    "ActivityHours",
    "GridCell",
    "GridColumn",
    "GridRow",
    "HourImport",
    "HourRow",
    "HoursFacts",
    "IgnoredColumn",
    "MonthActivity",
    "MonthGrid",
    "MonthHours",
    "RefusedLine",
    "VolunteerRow",
    "activity_term",
    "check_hours",
    "entries_of",
    "find_person_meant",
    "hours_of_year",
    "list_hours",
    "list_month_activities",
    "list_volunteers",
    "month_grid",
    "plan_hour_import",
    "week_limit_on",
]
NO_TIME = Duration()
WORKED = func.coalesce(func.sum(HourEntry.worked), literal(NO_TIME, DurationColumn()))
ENTRY_COLUMNS = (
    HourEntry.id,
    HourEntry.person_id,
    HourEntry.first,
    HourEntry.last,
    HourEntry.worked,
    HourEntry.estimated,
)
NO_CHOICES: Mapping[str, str] = {}


def list_hours(
    session: Session,
    period: Period,
    *,
    activity_id: int | None = None,
    person_id: int | None = None,
) -> list[HourRow]:
    """Entries that begin in a period, in order of day and name."""
    statement = (
        select(HourEntry, Activity.name.label("activity"), *NAME_COLUMNS)
        .join(Activity, Activity.id == HourEntry.activity_id)
        .join(Person, Person.id == HourEntry.person_id)
        .where(_begins_in(period))
        .order_by(HourEntry.first, Person.sort_key, HourEntry.id)
    )
    if activity_id is not None:
        statement = statement.where(HourEntry.activity_id == activity_id)
    if person_id is not None:
        statement = statement.where(HourEntry.person_id == person_id)
    return [
        HourRow(
            entry.id,
            entry.person_id,
            spoken_name(row),
            entry.activity_id,
            row.activity,
            entry.first,
            entry.last,
            entry.worked,
            entry.estimated,
            entry.note,
        )
        for row in session.execute(statement)
        for entry in (row.HourEntry,)
    ]


def list_volunteers(
    session: Session, activity_id: int, during: Period | None = None
) -> list[VolunteerRow]:
    """Who is on the list of an activity, ever or in a period, sorted by surname."""
    rows = session.execute(
        select(VolunteerTask, *NAME_COLUMNS)
        .join(Person, Person.id == VolunteerTask.person_id)
        .where(VolunteerTask.activity_id == activity_id, _on_the_list(during))
        .order_by(Person.sort_key, Person.id)
    )
    return [
        VolunteerRow(task.id, task.person_id, spoken_name(row), task.since, task.until)
        for row in rows
        for task in (row.VolunteerTask,)
    ]


def list_month_activities(session: Session, year: int, month: int) -> list[MonthActivity]:
    """Activities that ran in a month or have hours in it, with how far they are filled in."""
    period = Period.month(year, month)
    on_list: dict[int, int] = dict(
        session.execute(
            select(VolunteerTask.activity_id, func.count())
            .where(_on_the_list(period))
            .group_by(VolunteerTask.activity_id)
        ).all()
    )
    worked = _sums(session, HourEntry.activity_id, period)
    filled: dict[int, int] = dict(
        session.execute(
            select(HourEntry.activity_id, func.count(HourEntry.person_id.distinct()))
            .where(_begins_in(period))
            .group_by(HourEntry.activity_id)
        ).all()
    )
    return [
        MonthActivity(
            activity.id,
            activity.name,
            activity.theme,
            on_list.get(activity.id, 0),
            filled.get(activity.id, 0),
            worked.get(activity.id, NO_TIME),
        )
        for activity in session.scalars(select(Activity).order_by(Activity.position, Activity.name))
        if activity.id in filled or _term(activity).runs_in(period)
    ]


def month_grid(session: Session, activity_id: int, year: int, month: int) -> MonthGrid:
    """The sheet of one activity and month.

    On it are who is on the activity's list in that month, and who has hours in it or in the
    month before. Raises Refused when the activity is gone.
    """
    activity = get_activity(session, activity_id)
    period = Period.month(year, month)
    day_before = period.first - timedelta(days=1)
    before = Period.month(day_before.year, day_before.month)
    entries = [
        GridEntry(*row)
        for row in session.execute(
            select(*ENTRY_COLUMNS).where(HourEntry.activity_id == activity_id, _begins_in(period))
        )
    ]
    previous = _sums(session, HourEntry.person_id, before, HourEntry.activity_id == activity_id)
    listed = select(VolunteerTask.person_id).where(
        VolunteerTask.activity_id == activity_id, _on_the_list(period)
    )
    worked = select(HourEntry.person_id).where(
        HourEntry.activity_id == activity_id,
        _begins_in(Period(before.first, period.last)),
    )
    people = session.execute(
        select(Person.id, *NAME_COLUMNS)
        .where(or_(Person.id.in_(listed), Person.id.in_(worked)))
        .order_by(Person.sort_key, Person.id)
    )
    return build_grid(
        activity.id,
        activity.name,
        period,
        [(row.id, spoken_name(row)) for row in people],
        entries,
        previous,
    )


def hours_of_year(session: Session, year: BookYear) -> HoursFacts:
    """The frozen figures of one book year, in a handful of grouped queries."""
    before = get_book_years(session).before(year)
    previous = _sums(session, HourEntry.activity_id, before.period)
    rows = session.execute(
        select(
            Activity.id,
            Activity.name,
            Activity.theme,
            WORKED.label("worked"),
            func.count(HourEntry.person_id.distinct()).label("volunteers"),
        )
        .outerjoin(HourEntry, and_(HourEntry.activity_id == Activity.id, _begins_in(year.period)))
        .group_by(Activity.id)
        .order_by(Activity.position, Activity.name)
    ).all()
    by_activity = tuple(
        ActivityHours(
            row.name, row.theme, row.worked, row.volunteers, previous.get(row.id, NO_TIME)
        )
        for row in rows
        if row.volunteers or row.id in previous
    )
    by_day = _sums(session, HourEntry.first, year.period)
    months = tuple(
        MonthHours(month, Duration.total(worked for day, worked in by_day.items() if day in month))
        for month in year.period.months()
    )
    return HoursFacts(
        year=year,
        total=Duration.total(row.worked for row in by_activity),
        estimated=session.scalar(
            select(WORKED).where(_begins_in(year.period), HourEntry.estimated.is_(True))
        )
        or NO_TIME,
        volunteers=_volunteers(session, year.period),
        by_activity=by_activity,
        by_month=months,
        previous_total=Duration.total(previous.values()),
        previous_volunteers=_volunteers(session, before.period),
    )


def week_limit_on(session: Session, day: date) -> Duration:
    """Above how many hours a week is asked whether they are right: a dated rate, else 24."""
    rate = rate_on(session, WEEK_LIMIT_CODE, day)
    return WEEK_LIMIT if rate is None else Duration(rate.value)


def activity_term(session: Session, activity_id: int) -> ActivityTerm:
    """An activity as the rules of hours meet it. Raises Refused when it is gone."""
    return _term(get_activity(session, activity_id))


def entries_of(
    session: Session, person_id: int, activity_id: int, period: Period
) -> list[GridEntry]:
    """One person's entries of one activity that lie whole in a period, the first on top."""
    rows = session.execute(
        select(*ENTRY_COLUMNS)
        .where(
            HourEntry.person_id == person_id,
            HourEntry.activity_id == activity_id,
            _begins_in(period),
            HourEntry.last <= period.last,
        )
        .order_by(HourEntry.first, HourEntry.id)
    )
    return [GridEntry(*row) for row in rows]


def check_hours(session: Session) -> Iterator[Problem]:
    """Every entry has hours, and lies within one month."""
    wrong = session.scalar(
        select(func.count()).where(
            or_(
                HourEntry.worked <= literal(NO_TIME, DurationColumn()),
                HourEntry.last < HourEntry.first,
                extract("year", HourEntry.first) != extract("year", HourEntry.last),
                extract("month", HourEntry.first) != extract("month", HourEntry.last),
            )
        )
    )
    if wrong:
        yield Problem(
            "check.hours",
            N_("{count} entries of hours are empty or go beyond their month. Restore a backup."),
            {"count": wrong},
        )


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
    activities = [_term(row) for row in session.scalars(select(Activity))]
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


def find_person_meant(session: Session, text: str) -> int:
    """The person whom a member number or a name in any form means. Raises Refused."""
    return person_meant(_people_index(session), text)


def _term(activity: Activity | ActivityRow) -> ActivityTerm:
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
        ).where(_begins_in(period))
    )
    return Counter(same_hours(NewHours(*row)) for row in rows)


def _sums(
    session: Session, key: Any, period: Period, *conditions: ColumnElement[bool]
) -> dict[Any, Duration]:
    rows = session.execute(select(key, WORKED).where(_begins_in(period), *conditions).group_by(key))
    return dict(rows.all())


def _begins_in(period: Period) -> ColumnElement[bool]:
    return HourEntry.first.between(period.first, period.last)


def _on_the_list(during: Period | None) -> ColumnElement[bool]:
    if during is None:
        return true()
    return and_(
        or_(VolunteerTask.since.is_(None), VolunteerTask.since <= during.last),
        or_(VolunteerTask.until.is_(None), VolunteerTask.until >= during.first),
    )


def _volunteers(session: Session, period: Period) -> int:
    return (
        session.scalar(select(func.count(HourEntry.person_id.distinct())).where(_begins_in(period)))
        or 0
    )
