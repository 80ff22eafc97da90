"""Who helps with what, how long in a month or a year, and what a list of hours would add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, extract, func, literal, or_, select, true
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.activities.queries import (
    ActivityRow,
    counts_between,
    counts_in,
    get_activity,
    list_activities,
)
from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store.schema import DurationColumn
from coopadmin.volunteers.countlist import read_number
from coopadmin.volunteers.figures import (
    ActivityHours,
    HourRow,
    HoursFacts,
    MonthActivity,
    MonthHours,
    Progress,
    VolunteerRow,
    count_name,
)
from coopadmin.volunteers.grid import (
    CountRow,
    Extra,
    GridCell,
    GridColumn,
    GridCount,
    GridEntry,
    GridRow,
    MonthGrid,
    build_count_row,
    build_grid,
)
from coopadmin.volunteers.hourcolumns import IgnoredColumn
from coopadmin.volunteers.hourlist import (
    HourImport,
    RefusedLine,
)
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.volunteers.planning import (
    activity_term,
    as_term,
    find_person_meant,
    people_meant,
    plan_count_import,
    plan_hour_import,
    week_limit_on,
)
from coopadmin.volunteers.sums import NO_TIME, begins_in, hours_of_year, sums

__all__ = [
    "ActivityHours",
    "CountRow",
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
    "Progress",
    "RefusedLine",
    "VolunteerRow",
    "activity_term",
    "check_hours",
    "count_name",
    "entries_of",
    "find_person_meant",
    "hours_of_year",
    "list_hours",
    "list_month_activities",
    "list_progress",
    "list_volunteers",
    "month_grid",
    "people_meant",
    "plan_count_import",
    "plan_hour_import",
    "progress_of",
    "read_number",
    "week_limit_on",
]
ENTRY_COLUMNS = (
    HourEntry.id,
    HourEntry.person_id,
    HourEntry.first,
    HourEntry.last,
    HourEntry.worked,
    HourEntry.estimated,
    HourEntry.people,
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
        .outerjoin(Person, Person.id == HourEntry.person_id)
        .where(begins_in(period))
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
            "" if entry.person_id is None else spoken_name(row),
            entry.activity_id,
            row.activity,
            entry.first,
            entry.last,
            entry.worked,
            entry.estimated,
            entry.note,
            entry.people,
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
    worked = sums(session, HourEntry.activity_id, period)
    filled: dict[int, int] = dict(
        session.execute(
            select(HourEntry.activity_id, func.count(HourEntry.person_id.distinct()))
            .where(begins_in(period))
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
        if activity.id in filled or as_term(activity).runs_in(period)
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
            select(*ENTRY_COLUMNS).where(HourEntry.activity_id == activity_id, begins_in(period))
        )
    ]
    previous = sums(session, HourEntry.person_id, before, HourEntry.activity_id == activity_id)
    listed = select(VolunteerTask.person_id).where(
        VolunteerTask.activity_id == activity_id, _on_the_list(period)
    )
    worked = select(HourEntry.person_id).where(
        HourEntry.activity_id == activity_id,
        begins_in(Period(before.first, period.last)),
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
        _count_rows(session, activity, period, before),
    )


def _count_rows(
    session: Session, activity: ActivityRow, month: Period, before: Period
) -> list[CountRow]:
    """Rows for what the activity counts, and for what was counted when it still did."""
    found: dict[tuple[str, Period], list[GridCount]] = defaultdict(list)
    for row in counts_in(session, activity.id, Period(before.first, month.last)):
        lies_in = month if row.first in month else before
        found[row.what, lies_in].append(GridCount(row.first, row.last, row.number))
    wanted = {Extra.TIMES: bool(activity.unit), Extra.PEOPLE: activity.counts_people}
    return [
        build_count_row(key, activity.unit, month, found[key, month], found[key, before])
        for key, shown in wanted.items()
        if shown or found[key, month]
    ]


def progress_of(session: Session, activity_id: int, month: Period) -> Progress:
    """How far an activity is with the aims of its book year, when a month is over."""
    activity = get_activity(session, activity_id)
    return _progress(session, [activity], month, HourEntry.activity_id == activity_id)[0]


def list_progress(session: Session, on: date) -> list[tuple[ActivityRow, Progress]]:
    """How far each activity that runs and has an aim is, when the month of a day is over."""
    aiming = [
        row
        for row in list_activities(session, on)
        if row.target_hours is not None or row.target_count is not None
    ]
    if not aiming:
        return []
    month = Period.month(on.year, on.month)
    return list(zip(aiming, _progress(session, aiming, month), strict=True))


def _progress(
    session: Session,
    activities: Sequence[ActivityRow],
    month: Period,
    *conditions: ColumnElement[bool],
) -> list[Progress]:
    year = get_book_years(session).on(month.last)
    until = Period(year.first, month.last)
    done = sums(session, HourEntry.activity_id, until, *conditions)
    counted = counts_between(session, until)
    return [
        Progress(
            year,
            len(list(until.months())),
            len(list(year.period.months())),
            done.get(activity.id, NO_TIME),
            activity.target_hours,
            activity.unit,
            counted.get(activity.id, 0),
            activity.target_count,
        )
        for activity in activities
    ]


def entries_of(
    session: Session, person_id: int | None, activity_id: int, period: Period
) -> list[GridEntry]:
    """One person's entries of one activity that lie whole in a period, the first on top.

    Without a person they are those of people without names.
    """
    rows = session.execute(
        select(*ENTRY_COLUMNS)
        .where(
            HourEntry.person_id == person_id,
            HourEntry.activity_id == activity_id,
            begins_in(period),
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
                HourEntry.people < 1,
                and_(HourEntry.person_id.is_not(None), HourEntry.people != 1),
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


def _on_the_list(during: Period | None) -> ColumnElement[bool]:
    if during is None:
        return true()
    return and_(
        or_(VolunteerTask.since.is_(None), VolunteerTask.since <= during.last),
        or_(VolunteerTask.until.is_(None), VolunteerTask.until >= during.first),
    )
