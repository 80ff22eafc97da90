"""Commands on hours that nobody wrote down day by day: of a group, or estimated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import DATE, FILE, json_option, printed, writing
from coopadmin.commands.hourparts import (
    HoursText,
    activity_named,
    hours_sentence,
    plain_hours,
    recorded,
    stretch_options,
)
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.volunteers.queries import HourRow, find_person_meant, list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import estimate_hours
from coopadmin.words import _
from coopadmin.words import hours as hours_text


@click.command()
@click.argument("file", type=FILE)
@click.argument("activity")
@click.argument("people", type=click.IntRange(min=1))
@click.argument("each", type=HoursText(), metavar="HOURS")
@stretch_options
@anyway_option
@json_option
def group(
    file: Path,
    activity: str,
    people: int,
    each: Duration,
    first: date | None,
    last: date | None,
    estimated: bool,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record a group without names: so many PEOPLE, each so many HOURS."""
    with writing(file) as books:
        day = first or books.today()
        new = NewHours(
            None,
            activity_named(books, activity).id,
            day,
            last or day,
            Duration(people * each.minutes),
            estimated,
            note,
            people,
        )
        row = recorded(books, new, anyway)
    printed(as_json, plain_hours(row), [hours_sentence(row)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("activity")
@click.argument("worked", type=HoursText(), metavar="HOURS")
@click.option("--person", help="Whose hours, by member number or name.")
@click.option("--people", type=click.IntRange(min=1), help="Of so many people without names.")
@click.option("--from", "first", type=DATE, required=True, help="First day.")
@click.option("--until", "last", type=DATE, required=True, help="Last day.")
@click.option("--note", default="", help="What the estimate rests on.")
@anyway_option
@json_option
def estimate(
    file: Path,
    activity: str,
    worked: Duration,
    person: str | None,
    people: int | None,
    first: date,
    last: date,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Estimate HOURS over a longer time, such as half a year.

    All of them together: the same in every month, in whole quarters, the rest in the last.
    """
    if (person is None) == (people is None):
        raise click.UsageError(_("Say whose hours they are: --person or --people."))
    with writing(file) as books:
        whole = NewHours(
            None if person is None else books.ask(find_person_meant, person),
            activity_named(books, activity).id,
            first,
            last,
            worked,
            True,
            note,
            people or 1,
        )
        made = do_anyway(books, estimate_hours, whole, anyway=anyway)
        rows = books.ask(list_hours, Period(first, last), activity_id=whole.activity_id)
    parts: list[HourRow] = [row for row in rows if row.id in made]
    total = Duration.total(row.worked for row in parts)
    printed(
        as_json,
        {"hours": [plain_hours(row) for row in parts], "total_minutes": total},
        [
            *(hours_sentence(row) for row in parts),
            _("Together {hours} hours.").format(hours=hours_text(total)),
        ],
    )
