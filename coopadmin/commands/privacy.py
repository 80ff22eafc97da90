"""Commands on what is held about people."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import FILE, json_option, printed, reading
from coopadmin.commands.papers import language_option, tongue
from coopadmin.desk.answering import save_held
from coopadmin.words import say


@click.command()
@click.argument("file", type=FILE)
@click.option("--person", "number", type=int, required=True, help="Number of the member.")
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    metavar="JSON|PDF",
    help="File to write; its name says which.",
)
@language_option
@click.option("--large", is_flag=True, help="In large letters.")
@json_option
def export(
    file: Path, number: int, output: Path, spoken: str | None, large: bool, as_json: bool
) -> None:
    """Write everything that is held on one person, for that person (AVG art. 15)."""
    with reading(file) as books:
        person = member_of(books, number).person_id
        for problem in save_held(books, person, output, tongue(spoken), large):
            click.echo(say(problem), err=True)
    printed(as_json, {"number": number, "file": str(output)}, [str(output)])


COMMANDS = (export,)
