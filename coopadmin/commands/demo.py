"""The command that makes the example cooperative."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.frame import DATE, FILE, clock, json_option, printed
from coopadmin.desk.example import MEMBERS, YEARS, fill_example
from coopadmin.migrations import new_books
from coopadmin.words import _


@click.command()
@click.argument("file", type=FILE)
@click.option("--members", type=click.IntRange(12, 200_000), default=MEMBERS, show_default=True)
@click.option("--years", type=click.IntRange(1, 30), default=YEARS, show_default=True)
@click.option("--today", type=DATE, default=None, help="The day on which the example is.")
@json_option
def demo(file: Path, members: int, years: int, today: date | None, as_json: bool) -> None:
    """Make a filled example cooperative to look around in."""
    day = today or clock().date()
    make_example(file, members, years, day)
    printed(
        as_json,
        {"file": str(file), "members": members, "years": years, "today": day},
        [_("The example is in {path}.").format(path=file)],
    )


def make_example(file: Path, members: int, years: int, today: date) -> None:
    """Fill a new file with the example; it goes again when that fails."""
    fill_example(
        lambda path, now: new_books(path, who="Coopadmin", origin="example", clock=now),
        file,
        today,
        members,
        years,
    )
