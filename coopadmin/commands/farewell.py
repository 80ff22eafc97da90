"""Commands on members who leave: a death, notice acknowledged, the list of who came and went."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import (
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.cooperative.queries import get_book_year
from coopadmin.desk.remains import what_remains
from coopadmin.formats.tables import table_as_csv
from coopadmin.members.changes import JOINED, changes_in
from coopadmin.members.farewell import NewDeath, acknowledge_termination, note_death
from coopadmin.members.queries import list_members
from coopadmin.words import _, date_short, money


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "died_on", type=DATE, required=True, help="Day of death.")
@click.option("--heard", type=DATE, help="Day on which you heard of it; today without it.")
@json_option
def died(file: Path, number: int, died_on: date, heard: date | None, as_json: bool) -> None:
    """Note the death of the member with NUMBER, and show what remains and a letter."""
    with writing(file) as books:
        row = member_of(books, number)
        books.do(note_death, NewDeath(row.person_id, died_on, heard or books.today()))
        left = books.ask(what_remains, row.person_id, books.today())
    printed(
        as_json,
        {
            "number": number,
            "died_on": died_on,
            "capital": [{"kind": one.kind, "amount": one.amount} for one in left.capital],
            "receivable": [
                {"reference": one.reference, "open": one.open} for one in left.receivable
            ],
            "payable": [{"reference": one.reference, "open": one.open} for one in left.payable],
            "letter": left.letter,
        },
        [
            *(f"{one.kind}: {money(one.amount)}" for one in left.capital),
            *(f"{one.reference}: {money(one.open)}" for one in (*left.receivable, *left.payable)),
            "",
            *left.letter.splitlines(),
        ],
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "day", type=DATE, help="Day of the letter; today without it.")
@json_option
def acknowledge(file: Path, number: int, day: date | None, as_json: bool) -> None:
    """Record that the notice of the member with NUMBER was acknowledged in writing."""
    with writing(file) as books:
        on = day or books.today()
        books.do(acknowledge_termination, member_of(books, number).membership_id, on)
    printed(
        as_json,
        {"number": number, "acknowledged_on": on},
        [_("Acknowledged on {day}.").format(day=date_short(on))],
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--csv", "as_csv", is_flag=True, help="Write CSV.")
@json_option
def changes(file: Path, year: str, as_csv: bool, as_json: bool) -> None:
    """List who came and went in book YEAR, as W.A. and B.A. file it (BW 2:61)."""
    with reading(file) as books:
        period = books.ask(get_book_year, year).period
        lines = changes_in(books.ask(list_members), period)
    plain: list[dict[str, Any]] = [
        {
            "day": line.day,
            "change": line.change,
            "number": line.member.number,
            "name": line.member.name,
            "address": line.member.address,
            "postcode": line.member.postcode,
            "town": line.member.town,
        }
        for line in lines
    ]
    if as_csv:
        click.echo(table_as_csv(_HEADINGS, [[one[name] for name in _HEADINGS] for one in plain]))
        return
    words = {True: _("came"), False: _("went")}
    printed(
        as_json,
        {"year": year, "first": period.first, "last": period.last, "changes": plain},
        table_lines(
            [_("Day"), _("Change"), _("No."), _("Name"), _("Town")],
            [
                [
                    date_short(line.day),
                    words[line.change == JOINED],
                    f"{line.member.number:04d}",
                    line.member.name,
                    line.member.town,
                ]
                for line in lines
            ],
        ),
    )


_HEADINGS = ("day", "change", "number", "name", "address", "postcode", "town")
COMMANDS = (died, acknowledge, changes)
