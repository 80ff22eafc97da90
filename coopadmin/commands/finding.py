"""The command that searches everything."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines
from coopadmin.desk.finding import find_everything
from coopadmin.desk.found import KINDS
from coopadmin.words import _


@click.command()
@click.argument("file", type=FILE)
@click.argument("text")
@click.option("--limit", default=20, show_default=True, help="How many of each kind at the most.")
@json_option
def find(file: Path, text: str, limit: int, as_json: bool) -> None:
    """Find people, activities, meetings, resolutions, amounts, letters and annual reports."""
    with reading(file) as books:
        rows = books.ask(find_everything, text, books.today(), limit)
    printed(
        as_json,
        {"found": [{"kind": row.kind, "title": row.title, "note": row.note} for row in rows]},
        table_lines(
            [_("Kind"), _("Found"), _("About it")],
            [[_(KINDS[row.kind]), row.title, row.note] for row in rows],
        )
        if rows
        else [_("Nothing found. Type fewer words, or only a part of one.")],
    )
