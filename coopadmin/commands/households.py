"""`coopadmin households`: who is one on a day; form, join, leave, split, put together, letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.persons import person_named
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.queries import register_on
from coopadmin.people.household_rules import PROPOSALS, SAME_ADDRESS, NewHousehold
from coopadmin.people.householding import (
    add_to_household,
    form_household,
    form_households,
    join_household,
    leave_household,
    merge_households,
    rename_household,
    split_household,
)
from coopadmin.people.households import (
    HouseholdRow,
    ProposalRow,
    all_households,
    get_household,
    letters_to,
    list_households,
    propose_households,
)
from coopadmin.people.queries import find_people
from coopadmin.store import Books
from coopadmin.words import _

people_argument = click.argument("people", nargs=-1, required=True)
first_option = click.option("--from", "first", type=DATE, help="First day; today without it.")


@click.group()
def households() -> None:
    """People at one address who share a letter, a contribution or a vote.

    PEOPLE are member numbers, or names where somebody has none.
    """


@households.command("list")
@click.argument("file", type=FILE)
@click.option("--on", "day", type=DATE, help="As it was or will be on this day.")
@click.option("--all", "every", is_flag=True, help="Those that are over too.")
@json_option
def list_(file: Path, day: date | None, every: bool, as_json: bool) -> None:
    """List the households of a day with who belong to them."""
    with reading(file) as books:
        on = day or books.today()
        rows = books.ask(all_households if every else list_households, on)
    lines = table_lines(
        [_("Number"), _("Household"), _("Address"), _("Who")],
        [
            [
                str(row.number),
                row.name,
                f"{row.address}, {row.town}".strip(", "),
                ", ".join(stay.name for stay in row.people) or "–",
            ]
            for row in rows
        ],
    )
    value = {"on": on, "households": [_plain(row) for row in rows]}
    printed(as_json, value, lines if rows else [_("None")])


@households.command()
@click.argument("file", type=FILE)
@click.option("--form", "making", is_flag=True, help="Form all households of equal addresses.")
@json_option
def propose(file: Path, making: bool, as_json: bool) -> None:
    """Members who live at one address, and households that no longer live together."""
    with writing(file) if making else reading(file) as books:
        rows = _proposals(books)
        wanted = [
            NewHousehold(row.person_ids, books.today())
            for row in rows
            if row.reason == SAME_ADDRESS
        ]
        numbers = books.do(form_households, wanted) if making and wanted else []
    lines = table_lines(
        [_("Why"), _("Address"), _("Who")],
        [[_(PROPOSALS[row.reason]), row.address, ", ".join(row.names)] for row in rows],
    )
    if making:
        lines = [_("Households formed: {count}").format(count=len(numbers))]
    value = {
        "proposals": [
            {
                "reason": row.reason,
                "people": row.names,
                "address": row.address,
                "household": row.number,
            }
            for row in rows
        ],
        "formed": numbers,
    }
    printed(as_json, value, lines if rows else [_("Nothing to propose.")])


@households.command()
@click.argument("file", type=FILE)
@people_argument
@click.option("--name", default="", help="How it is called; the surnames without it.")
@first_option
@json_option
def form(file: Path, people: Sequence[str], first: date | None, name: str, as_json: bool) -> None:
    """PEOPLE are one household from now on."""
    with writing(file) as books:
        ids = tuple(person_of(books, each) for each in people)
        number = books.do(form_household, NewHousehold(ids, first or books.today(), name))
        _told(as_json, books, number)


@households.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("people", nargs=-1)
@click.option("--new", "names", multiple=True, metavar="NAME", help="Somebody who is no member.")
@first_option
@json_option
def join(
    file: Path,
    number: int,
    people: Sequence[str],
    names: Sequence[str],
    first: date | None,
    as_json: bool,
) -> None:
    """PEOPLE belong to household NUMBER from now on."""
    if not people and not names:
        raise click.UsageError(_("Say who."))
    with writing(file) as books:
        day = first or books.today()
        if people:
            books.do(join_household, number, [person_of(books, each) for each in people], day)
        for name in names:
            books.do(add_to_household, number, person_named(name), day)
        _told(as_json, books, number)


@households.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@people_argument
@click.option("--until", "last", type=DATE, help="Last day; today without it.")
@json_option
def leave(file: Path, number: int, people: Sequence[str], last: date | None, as_json: bool) -> None:
    """PEOPLE leave household NUMBER."""
    with writing(file) as books:
        ids = [person_of(books, each) for each in people]
        books.do(leave_household, number, ids, last or books.today())
        _told(as_json, books, number)


@households.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@people_argument
@click.option("--name", default="", help="How the new one is called.")
@first_option
@json_option
def split(
    file: Path, number: int, people: Sequence[str], first: date | None, name: str, as_json: bool
) -> None:
    """PEOPLE go on apart from household NUMBER, two or more as one of their own."""
    with writing(file) as books:
        ids = [person_of(books, each) for each in people]
        made = books.do(split_household, number, ids, first or books.today(), name)
        _told(as_json, books, made or number)


@households.command()
@click.argument("file", type=FILE)
@click.argument("into", type=int)
@click.argument("other", type=int)
@first_option
@json_option
def merge(file: Path, into: int, other: int, first: date | None, as_json: bool) -> None:
    """Everybody of household OTHER belongs to household INTO from now on."""
    with writing(file) as books:
        books.do(merge_households, into, other, first or books.today())
        _told(as_json, books, into)


@households.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("name")
@json_option
def rename(file: Path, number: int, name: str, as_json: bool) -> None:
    """Call household NUMBER something else."""
    with writing(file) as books:
        books.do(rename_household, number, name)
        _told(as_json, books, number)


@households.command()
@click.argument("file", type=FILE)
@json_option
def letters(file: Path, as_json: bool) -> None:
    """Addresses of all members of today, one for each household. Not for a convocation."""
    with reading(file) as books:
        ids = [row.person_id for row in books.ask(register_on, books.today())]
        rows = books.ask(letters_to, ids, books.today())
    names = ("names", "address", "postcode", "town", "country", "household")
    printed(
        as_json,
        {"letters": [{name: getattr(row, name) for name in names} for row in rows]},
        table_lines(
            [_("To"), _("Address"), _("Postcode"), _("Town")],
            [[", ".join(row.names), row.address, row.postcode, row.town] for row in rows],
        ),
    )


def _proposals(books: Books) -> list[ProposalRow]:
    members = {row.person_id for row in books.ask(register_on, books.today())}
    return books.ask(propose_households, books.today(), members)


def person_of(books: Books, text: str) -> int:
    """The person of a member number or of a name that only one has; Refused otherwise."""
    if text.isascii() and text.isdigit():
        return member_of(books, int(text)).person_id
    found = books.ask(find_people, text, limit=2)
    if len(found) != 1:
        raise refuse(
            "household.who",
            N_("“{text}” is not exactly one person here. Give the member number."),
            text=text,
        )
    return found[0].id


def _told(as_json: bool, books: Books, number: int) -> None:
    row = books.ask(get_household, number, books.today())
    names = ", ".join(stay.name for stay in row.people) or "–"
    words = _("Household {number}, {name}: {people}").format(
        number=row.number, name=row.name, people=names
    )
    printed(as_json, {"household": _plain(row)}, [words])


def _plain(row: HouseholdRow) -> dict[str, Any]:
    stays = sorted((*row.people, *row.others), key=lambda stay: stay.first)
    return {
        "number": row.number,
        "name": row.name,
        "address": row.address,
        "postcode": row.postcode,
        "town": row.town,
        "people": [
            {"name": stay.name, "first": stay.first, "last": stay.last, "runs": stay.runs}
            for stay in stays
        ],
    }
