"""Commands on birthdays and jubilees of members."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.frame import (
    DATE,
    FILE,
    clock,
    json_option,
    printed,
    reading,
    table_lines,
)
from coopadmin.commands.papers import paper_options, tongue, write_pdf
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.celebrations import get_celebrations, list_birthdays, list_jubilees
from coopadmin.members.jubilees import coming, years_written
from coopadmin.members.report import Printing, celebrations_paper
from coopadmin.store import Books
from coopadmin.words import _, date_short

_MONTHS, _YEAR = 1, 12
_from = click.option("--from", "first", type=DATE, help="First day; today without it.")


@click.command()
@click.argument("file", type=FILE)
@_from
@click.option("--until", "last", type=DATE, help="Last day; a month later without it.")
@json_option
def birthdays(file: Path, first: date | None, last: date | None, as_json: bool) -> None:
    """Birthdays of members, by day."""
    with reading(file) as books:
        period = _period(books, first, last, _MONTHS)
        rows = books.ask(list_birthdays, period)
    printed(
        as_json,
        {
            "from": period.first,
            "until": period.last,
            "birthdays": [
                {
                    "day": row.day,
                    "number": row.number,
                    "name": row.name,
                    "age": row.age,
                    "born": row.since,
                }
                for row in rows
            ],
        },
        table_lines(
            [_("Day"), _("No."), _("Name"), _("Age")],
            [[date_short(row.day), f"{row.number:04d}", row.name, str(row.age)] for row in rows],
        )
        if rows
        else [_("None")],
    )


@click.command()
@click.argument("file", type=FILE)
@_from
@click.option("--until", "last", type=DATE, help="Last day; a year later without it.")
@json_option
def jubilees(file: Path, first: date | None, last: date | None, as_json: bool) -> None:
    """Who is a member for 10, 12½, 25, 40 or 50 years, by day."""
    with reading(file) as books:
        period = _period(books, first, last, _YEAR)
        rows = books.ask(list_jubilees, period)
    printed(
        as_json,
        {
            "from": period.first,
            "until": period.last,
            "jubilees": [
                {
                    "day": row.day,
                    "number": row.number,
                    "name": row.name,
                    "months": row.months,
                    "since": row.since,
                    "since_estimated": row.estimated,
                }
                for row in rows
            ],
        },
        table_lines(
            [_("Day"), _("No."), _("Name"), _("Years")],
            [
                [date_short(row.day), f"{row.number:04d}", row.name, years_written(row.months)]
                for row in rows
            ],
        )
        if rows
        else [_("None")],
    )


@click.command()
@click.argument("file", type=FILE)
@_from
@click.option("--until", "last", type=DATE, help="Last day; a month later without it.")
@paper_options
@json_option
def celebrations(
    file: Path,
    first: date | None,
    last: date | None,
    output: Path,
    spoken: str | None,
    large: bool,
    as_json: bool,
) -> None:
    """Print birthdays and jubilees as PDF."""
    how = Printing(clock().date(), tongue(spoken), large)
    with reading(file) as books:
        period = _period(books, first, last, _MONTHS)
        built = celebrations_paper(books.ask(get_celebrations, period), how)
    lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"file": str(output), "pages": built.pages}, lines)


def _period(books: Books, first: date | None, last: date | None, months: int) -> Period:
    begins = first or books.today()
    period = Period(begins, last or coming(begins, months).last)
    if period.last < period.first:
        raise refuse(
            "celebrations.backwards",
            N_("“Until” is before “from”. Turn the two round."),
            field="until",
        )
    return period


COMMANDS = (birthdays, jubilees, celebrations)
