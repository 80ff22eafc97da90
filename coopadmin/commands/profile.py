"""The command that counts members by area, age and kind on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines
from coopadmin.members.profiled import profile_on
from coopadmin.words import _, count


@click.command()
@click.argument("file", type=FILE)
@click.option("--on", "on", type=DATE, help="The members of this day; today without it.")
@json_option
def profile(file: Path, on: date | None, as_json: bool) -> None:
    """Count members by postcode area, age and kind, on any day."""
    with reading(file) as books:
        day = on or books.today()
        found = profile_on(books, day)
    parts = ((_("Kind"), found.kinds), (_("Postcode"), found.areas), (_("Age"), found.ages))
    printed(
        as_json,
        {
            "on": day,
            "members": found.members,
            "persons": found.persons,
            "organisations": found.organisations,
            "kinds": dict(found.kinds),
            "areas": {area or "unknown": number for area, number in found.areas},
            "ages": {age or "unknown": number for age, number in found.ages},
        },
        [
            line
            for heading, pairs in parts
            for line in table_lines(
                [heading, _("Members")],
                [[key or _("unknown"), count(number)] for key, number in pairs],
            )
        ],
    )
