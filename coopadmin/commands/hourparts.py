"""What the commands on hours share: arguments, the activity meant, and an entry in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from coopadmin.activities.queries import ActivityRow, find_activity, list_activities
from coopadmin.commands.answers import do_anyway
from coopadmin.commands.frame import DATE, clock
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.store import Books
from coopadmin.volunteers.hourlist import read_period, read_worked
from coopadmin.volunteers.queries import HourRow, list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from coopadmin.words import _, date_short, day_and_month, say
from coopadmin.words import hours as hours_text


class HoursText(click.ParamType[Duration]):
    """Hours as people type them; what is none is a usage error."""

    name = "hours"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Duration:
        if isinstance(value, Duration):
            return value
        try:
            return read_worked(str(value))
        except Refused as refused:
            self.fail(say(refused.problems[0]), param, ctx)


class PeriodText(click.ParamType[Period]):
    """A month, week, day or stretch of days as people type it."""

    name = "period"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return read_period(str(value), clock().date())
        except Refused as refused:
            self.fail(say(refused.problems[0]), param, ctx)


def stretch_options(command: Callable[..., None]) -> Callable[..., None]:
    """On which days, whether counted, and a note: what every new entry is told."""
    options = (
        click.option("--on", "first", type=DATE, help="Day, or first day; today without it."),
        click.option("--until", "last", type=DATE, help="Last day, within the same month."),
        click.option("--estimated", is_flag=True, help="Nobody kept count."),
        click.option("--note", default="", help="What is to be remembered of it."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def recorded(books: Books, new: NewHours, anyway: str | None) -> HourRow:
    """Record an entry; gives what it became."""
    made = do_anyway(books, record_hours, new, anyway=anyway)
    rows = books.ask(list_hours, new.period, activity_id=new.activity_id)
    return next(row for row in rows if row.id == made)


def activity_named(books: Books, name: str) -> ActivityRow:
    found = books.ask(find_activity, name)
    if found is None:
        raise refuse(
            "activities.unknown",
            N_("There is no activity “{name}”. There are: {names}."),
            name=name,
            names=", ".join(row.name for row in books.ask(list_activities)),
        )
    return found


def plain_hours(row: HourRow) -> dict[str, object]:
    return {
        "name": row.name or None,
        "people": row.people,
        "activity": row.activity,
        "first": row.first,
        "last": row.last,
        "minutes": row.worked,
        "estimated": row.estimated,
        "note": row.note,
    }


def days_words(row: HourRow) -> str:
    if row.first == row.last:
        return date_short(row.first)
    return f"{day_and_month(row.first)} – {date_short(row.last)}"


def hours_sentence(row: HourRow) -> str:
    return _("{name}: {hours} hours for {activity}, {days}.").format(
        name=row.who, hours=hours_text(row.worked), activity=row.activity, days=days_words(row)
    )
