"""`coopadmin officers`: who holds which office, appointing, ending, the retirement schedule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.households import person_of
from coopadmin.cooperative.queries import get_resolution
from coopadmin.kernel.problem import N_, refuse
from coopadmin.meetings.retiring import STATES, ScheduleRow, retirement_schedule
from coopadmin.people.queries import OfficerRow
from coopadmin.people.rules import BODIES, OFFICES, ChangedTerm, NewTerm
from coopadmin.people.service import appoint, change_term, end_term
from coopadmin.store import Books
from coopadmin.words import _, date_short

body_option = click.option(
    "--body", type=click.Choice(list(BODIES)), default="board", show_default=True
)
group_option = click.option("--group", "group_name", default="", help="Of a committee or circle.")


@click.group()
def officers() -> None:
    """Board, supervisory board, committees and contact persons of circles.

    WHO is a member number, or a name.
    """


@officers.command("list")
@click.argument("file", type=FILE)
@click.option("--on", "day", type=DATE, help="As it was or will be on this day.")
@json_option
def list_(file: Path, day: date | None, as_json: bool) -> None:
    """Who holds an office, by the day on which the term ends: the retirement schedule."""
    with reading(file) as books:
        on = day or books.today()
        rows = books.ask(retirement_schedule, on)
    lines = table_lines(
        [_("Ends on"), _("Term"), _("State"), _("Who")],
        [
            [
                date_short(row.officer.planned_last) if row.officer.planned_last else "–",
                f"{row.officer.number}/{row.most}" if row.most else str(row.officer.number),
                _(STATES[row.state]),
                f"{row.officer.name}, {_office(row.officer)}",
            ]
            for row in rows
        ],
    )
    value = {"on": on, "officers": [_plain(row) for row in rows]}
    printed(as_json, value, lines if rows else [_("None")])


@officers.command("appoint")
@click.argument("file", type=FILE)
@click.argument("who")
@body_option
@group_option
@click.option("--office", default="member", show_default=True)
@click.option("--from", "first", type=DATE, help="First day; today without it.")
@click.option("--until", "planned_last", type=DATE, help="Planned end; as the statutes say.")
@click.option("--votes", type=int, default=1, show_default=True)
@click.option("--most-terms", type=int, help="Terms at most; in the board as the statutes say.")
@click.option("--resolution", help="Number of the resolution, such as ALV-2026-04.")
@anyway_option
@json_option
def appoint_(
    file: Path,
    who: str,
    first: date | None,
    resolution: str | None,
    anyway: str | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """WHO begins in an office."""
    with writing(file) as books:
        new = NewTerm(
            person_id=person_of(books, who),
            first=first or books.today(),
            resolution_id=books.ask(get_resolution, resolution).id if resolution else None,
            **fields,
        )
        term = do_anyway(books, appoint, new, anyway=anyway)
        _told(as_json, books, term, new.first)


@officers.command()
@click.argument("file", type=FILE)
@click.argument("who")
@body_option
@group_option
@click.option("--office")
@click.option("--until", "planned_last", type=DATE)
@click.option("--votes", type=int)
@click.option("--most-terms", type=int)
@click.option("--resolution", help="Number of the resolution, such as ALV-2026-04.")
@json_option
def change(
    file: Path,
    who: str,
    body: str,
    group_name: str,
    resolution: str | None,
    as_json: bool,
    **fields: Any,
) -> None:
    """Change the running term of WHO; what is left out stays."""
    with writing(file) as books:
        row = _running(books, who, body, group_name)
        kept = ChangedTerm(
            row.term_id,
            row.office,
            row.planned_last,
            books.ask(get_resolution, row.resolution).id if row.resolution else None,
            row.votes,
            row.most_terms,
        )
        given = {name: value for name, value in fields.items() if value is not None}
        if resolution:
            given["resolution_id"] = books.ask(get_resolution, resolution).id
        books.do(change_term, replace(kept, **given))
        _told(as_json, books, row.term_id, books.today())


@officers.command()
@click.argument("file", type=FILE)
@click.argument("who")
@body_option
@group_option
@click.option("--on", "last", type=DATE, help="Last day in office; today without it.")
@json_option
def end(file: Path, who: str, body: str, group_name: str, last: date | None, as_json: bool) -> None:
    """WHO leaves an office."""
    with writing(file) as books:
        row = _running(books, who, body, group_name)
        day = last or books.today()
        books.do(end_term, row.term_id, day)
    words = _("{name} leaves on {day}.").format(name=row.name, day=date_short(day))
    printed(as_json, {"name": row.name, "last": day}, [words])


def _running(books: Books, who: str, body: str, group_name: str) -> OfficerRow:
    person = person_of(books, who)
    for row in books.ask(retirement_schedule, books.today()):
        held = row.officer
        named = not group_name or held.group_name.casefold() == group_name.casefold()
        if held.person_id == person and held.body == body and named:
            return held
    raise refuse("officer.none", N_("“{text}” holds no office of that body now."), text=who)


def _told(as_json: bool, books: Books, term_id: int, day: date) -> None:
    row = next(
        each for each in books.ask(retirement_schedule, day) if each.officer.term_id == term_id
    )
    words = f"{row.officer.name}, {_office(row.officer)}"
    printed(as_json, {"officer": _plain(row)}, [words])


def _office(row: OfficerRow) -> str:
    body = _(BODIES.get(row.body, row.body))
    place = f"{body} {row.group_name}".strip()
    return f"{_(OFFICES.get(row.office, row.office))} ({place})"


def _plain(row: ScheduleRow) -> dict[str, Any]:
    names = "name body group_name office first planned_last last number resolution".split()
    return {name: getattr(row.officer, name) for name in names} | {
        "most_terms": row.most or None,
        "votes": row.votes,
        "state": row.state,
        "can_be_appointed_again": row.again,
        "next_meeting": row.meeting,
    }
