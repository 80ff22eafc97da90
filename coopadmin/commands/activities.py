"""Commands on activities."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.activities.queries import ActivityRow, get_activity, list_activities
from coopadmin.activities.rules import THEMES, UNITS, NewActivity, remarks_on_leads
from coopadmin.activities.service import add_activity
from coopadmin.commands.frame import (
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.hourparts import HoursText
from coopadmin.kernel.duration import Duration
from coopadmin.words import _, say


@click.group()
def activities() -> None:
    """What the cooperative does."""


@activities.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option(
    "--theme", type=click.Choice(list(THEMES)), default="other", show_default=True,
    help="What it is about.",
)  # fmt: skip
@click.option("--aim", default="", help="What it is for.")
@click.option("--target-group", default="", help="Whom it is for.")
@click.option("--from", "since", type=DATE, help="First day.")
@click.option(
    "--unit", type=click.Choice([unit for unit in UNITS if unit]), default=None,
    help="What is counted in it.",
)  # fmt: skip
@click.option("--count-people", is_flag=True, help="Count how many different people came too.")
@click.option("--target-hours", type=HoursText(), help="Aim for a book year: hours.")
@click.option("--target-count", type=click.IntRange(min=1), help="Aim for a book year: number.")
@json_option
def add(
    file: Path,
    name: str,
    theme: str,
    aim: str,
    target_group: str,
    since: date | None,
    unit: str | None,
    count_people: bool,
    target_hours: Duration | None,
    target_count: int | None,
    as_json: bool,
) -> None:
    """Add an activity."""
    with writing(file) as books:
        new = NewActivity(
            name,
            theme,
            aim,
            target_group,
            since,
            unit=unit or "",
            counts_people=count_people,
            target_hours=target_hours,
            target_count=target_count,
        )
        made = books.do(add_activity, new)
        row = books.ask(get_activity, made)
    remarks = [say(each) for each in remarks_on_leads(row.name, len(row.leads))]
    printed(as_json, {**_plain(row), "remarks": remarks}, [row.name, *remarks])


@activities.command("list")
@click.argument("file", type=FILE)
@click.option("--on", type=DATE, help="Only those that ran on this day.")
@json_option
def list_(file: Path, on: date | None, as_json: bool) -> None:
    """List activities with their theme and who leads them."""
    with reading(file) as books:
        rows = books.ask(list_activities, on)
    printed(
        as_json,
        {"activities": [_plain(row) for row in rows]},
        table_lines(
            [_("Activity"), _("Theme"), _("Led by")],
            [[row.name, _(THEMES[row.theme]), _leads(row)] for row in rows],
        ),
    )


def _leads(row: ActivityRow) -> str:
    return ", ".join(lead.name for lead in row.leads)


def _plain(row: ActivityRow) -> dict[str, object]:
    return {
        "name": row.name,
        "theme": row.theme,
        "aim": row.aim,
        "target_group": row.target_group,
        "since": row.since,
        "until": row.until,
        "leads": [lead.name for lead in row.leads],
        "unit": row.unit,
        "counts_people": row.counts_people,
        "target_minutes": row.target_hours,
        "target_count": row.target_count,
    }
