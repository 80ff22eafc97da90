"""How many hours, and by how many people: sums in periods, and the figures of a book year."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.cooperative.queries import get_book_years
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.duration import Duration
from coopadmin.store.schema import DurationColumn
from coopadmin.volunteers.figures import ActivityHours, HoursFacts, MonthHours
from coopadmin.volunteers.model import HourEntry

NO_TIME = Duration()
WORKED = func.coalesce(func.sum(HourEntry.worked), literal(NO_TIME, DurationColumn()))


def begins_in(period: Period) -> ColumnElement[bool]:
    """Entries whose first day lies in a period."""
    return HourEntry.first.between(period.first, period.last)


def sums(
    session: Session, key: Any, period: Period, *conditions: ColumnElement[bool]
) -> dict[Any, Duration]:
    """The hours that begin in a period by a column, such as the person."""
    rows = session.execute(select(key, WORKED).where(begins_in(period), *conditions).group_by(key))
    return dict(rows.all())


def hours_of_year(session: Session, year: BookYear) -> HoursFacts:
    """The frozen figures of one book year, in a handful of grouped queries."""
    before = get_book_years(session).before(year)
    previous = sums(session, HourEntry.activity_id, before.period)
    rows = session.execute(
        select(
            Activity.id,
            Activity.name,
            Activity.theme,
            Activity.target_hours,
            WORKED.label("worked"),
            func.count(HourEntry.person_id.distinct()).label("volunteers"),
        )
        .outerjoin(HourEntry, and_(HourEntry.activity_id == Activity.id, begins_in(year.period)))
        .group_by(Activity.id)
        .order_by(Activity.position, Activity.name)
    ).all()
    by_activity = tuple(
        ActivityHours(
            row.name,
            row.theme,
            row.worked,
            row.volunteers,
            previous.get(row.id, NO_TIME),
            row.target_hours,
        )
        for row in rows
        if row.worked or row.id in previous
    )
    by_day = sums(session, HourEntry.first, year.period)
    months = tuple(
        MonthHours(month, Duration.total(worked for day, worked in by_day.items() if day in month))
        for month in year.period.months()
    )
    in_groups = session.execute(
        select(
            WORKED.label("worked"), func.coalesce(func.sum(HourEntry.people), 0).label("people")
        ).where(begins_in(year.period), HourEntry.person_id.is_(None))
    ).one()
    return HoursFacts(
        year=year,
        total=Duration.total(row.worked for row in by_activity),
        estimated=session.scalar(
            select(WORKED).where(begins_in(year.period), HourEntry.estimated.is_(True))
        )
        or NO_TIME,
        volunteers=_volunteers(session, year.period),
        by_activity=by_activity,
        by_month=months,
        previous_total=Duration.total(previous.values()),
        previous_volunteers=_volunteers(session, before.period),
        grouped=in_groups.worked,
        group_people=in_groups.people,
    )


def _volunteers(session: Session, period: Period) -> int:
    return (
        session.scalar(select(func.count(HourEntry.person_id.distinct())).where(begins_in(period)))
        or 0
    )
