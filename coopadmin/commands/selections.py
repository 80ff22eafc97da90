"""Commands on selections of members: list, save, rename, remove."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines, writing
from coopadmin.desk.selected import people_of_selection
from coopadmin.desk.selecting import (
    change_selection,
    remove_selection,
    rename_selection,
    save_selection,
)
from coopadmin.kernel.problem import Refused
from coopadmin.members.selection_rules import CRITERIA, as_plain, from_words
from coopadmin.members.selection_words import in_words
from coopadmin.members.selections import SelectionRow, list_selections
from coopadmin.store import Books
from coopadmin.words import _


@click.command()
@click.argument("file", type=FILE)
@json_option
def selections(file: Path, as_json: bool) -> None:
    """The saved selections, whom they take in words, and how many people that are today."""
    with reading(file) as books:
        rows = [(row, _hits(books, row)) for row in books.ask(list_selections)]
    printed(
        as_json,
        {
            "selections": [
                {"name": row.name, "criteria": as_plain(row.selection), "count": hits}
                for row, hits in rows
            ]
        },
        table_lines(
            [_("Name"), _("People"), _("Whom")],
            [
                [row.name, "–" if hits is None else str(hits), in_words(row.selection)]
                for row, hits in rows
            ],
        )
        if rows
        else [_("None")],
    )


def _hits(books: Books, row: SelectionRow) -> int | None:
    """How many it takes today; None where it asks for what is not in the file any more."""
    try:
        found = books.ask(people_of_selection, row.selection, books.today())
    except Refused:
        return None
    return len(found) if row.understood else None


@click.command(epilog="Criteria: " + ", ".join(CRITERIA))
@click.argument("file", type=FILE)
@click.argument("name")
@click.option(
    "--where",
    multiple=True,
    metavar="CRITERION=VALUE",
    help="Such as email=no, kind=Personal, joined-from=2020-01-01; all must hold. Of an own "
    "field own=NAME=VALUE, own=NAME for filled in, own=NAME= for not.",
)
@click.option("--change", is_flag=True, help="Replace what it takes now.")
@click.option("--rename", metavar="NEW", help="Give it another name.")
@click.option("--remove", is_flag=True, help="Remove it.")
@json_option
def selection(
    file: Path,
    name: str,
    where: tuple[str, ...],
    change: bool,
    rename: str | None,
    remove: bool,
    as_json: bool,
) -> None:
    """Save a selection under NAME, or change, rename or remove it."""
    if sum((bool(where), rename is not None, remove)) != 1:
        raise click.UsageError(_("Give one of --where, --rename and --remove."))
    with writing(file) as books:
        if rename is not None:
            books.do(rename_selection, name, rename)
        elif remove:
            books.do(remove_selection, name)
        elif change:
            books.do(change_selection, name, from_words(where))
        else:
            books.do(save_selection, name, from_words(where))
        names = [row.name for row in books.ask(list_selections)]
    printed(as_json, {"selections": names}, names or [_("None")])


COMMANDS = (selections, selection)
