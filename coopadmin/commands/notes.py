"""Commands on notes about a member."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines, writing
from coopadmin.people.note_rules import NewNote
from coopadmin.people.notes import list_notes
from coopadmin.people.noting import add_note, change_note, remove_note, sweep_notes
from coopadmin.words import _, date_short


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int, required=False)
@json_option
def notes(file: Path, number: int | None, as_json: bool) -> None:
    """Notes about the member with NUMBER, or all of them, the newest first."""
    with reading(file) as books:
        person = None if number is None else member_of(books, number).person_id
        rows = books.ask(list_notes, person)
    names = ("number", "name", "dated", "author", "text", "keep_until")
    printed(
        as_json,
        {"notes": [{name: getattr(row, name) for name in names} for row in rows]},
        table_lines(
            [_("Number"), _("Day"), _("Kept until"), _("Written by"), _("Note")],
            [
                [
                    str(row.number),
                    date_short(row.dated),
                    date_short(row.keep_until),
                    row.author,
                    f"{row.name}: {row.text}",
                ]
                for row in rows
            ],
        ),
    )


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("text")
@click.option("--until", "keep_until", type=DATE, help="Kept so long; two years without it.")
@click.option("--change", "changed", type=int, help="Number of the note that this is from now on.")
@anyway_option
@json_option
def note(
    file: Path,
    number: int,
    text: str,
    keep_until: date | None,
    changed: int | None,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Note TEXT about the member with NUMBER."""
    with writing(file) as books:
        person = member_of(books, number).person_id
        if changed is None:
            made = do_anyway(books, add_note, NewNote(person, text, keep_until), anyway=anyway)
        else:
            known = {row.number: row.keep_until for row in books.ask(list_notes, person)}
            until = keep_until or known.get(changed) or books.today()
            do_anyway(books, change_note, changed, text, until, anyway=anyway)
            made = changed
    printed(as_json, {"note": made}, [_("Noted as {number}").format(number=made)])


@click.command("unnote")
@click.argument("file", type=FILE)
@click.argument("note", type=int, required=False)
@click.option("--old", is_flag=True, help="All notes whose term is over.")
@json_option
def unnote(file: Path, note: int | None, old: bool, as_json: bool) -> None:
    """Remove the note with this number, or those over their term."""
    if (note is None) != old:
        raise click.UsageError(_("Give the number of a note, or --old."))
    with writing(file) as books:
        if note is None:
            removed = books.do(sweep_notes)
        else:
            books.do(remove_note, note)
            removed = 1
    printed(as_json, {"removed": removed}, [_("Removed: {count}").format(count=removed)])


COMMANDS = (notes, note, unnote)
