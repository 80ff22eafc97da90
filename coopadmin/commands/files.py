"""Commands about the file itself: check, history, undo, backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from coopadmin.commands.frame import (
    FILE,
    clock,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.desk.check_books import check_books
from coopadmin.store.backup import back_up
from coopadmin.store.backup import restore as restore_file
from coopadmin.store.history import HistoryRow, list_history
from coopadmin.words import _, date_short, say
from coopadmin.words import clock as clock_text


@click.command()
@click.argument("file", type=FILE)
@json_option
@click.pass_context
def check(context: click.Context, file: Path, as_json: bool) -> None:
    """Check whether the whole file adds up."""
    with reading(file) as books:
        problems = check_books(books)
    printed(
        as_json,
        {"problems": [{"code": each.code, "sentence": say(each)} for each in problems]},
        [say(each) for each in problems] or [_("Everything adds up.")],
    )
    if problems:
        context.exit(1)


@click.command()
@click.argument("file", type=FILE)
@click.option("--limit", default=50, show_default=True, help="How many at the most.")
@json_option
def history(file: Path, limit: int, as_json: bool) -> None:
    """Show what was done, newest first."""
    with reading(file) as books:
        rows = books.ask(list_history, limit)
    printed(
        as_json,
        {"history": [_plain(row) for row in rows]},
        table_lines(
            [_("Time"), _("Who"), _("What")],
            [
                [f"{date_short(row.time)} {clock_text(row.time)}", row.who, sentence_of(row)]
                for row in rows
            ],
        ),
    )


def _plain(row: HistoryRow) -> dict[str, object]:
    return {
        "time": row.time,
        "who": row.who,
        "code": row.code,
        "what": sentence_of(row),
        "rows": row.rows,
        "undone": row.undone,
        "is_undo": row.undoes is not None,
    }


def sentence_of(row: HistoryRow) -> str:
    """What one operation did, in the language spoken now."""
    what = f"{_(row.label)}: {row.about}" if row.about else _(row.label)
    return _("Taken back: {what}").format(what=what) if row.undoes is not None else what


@click.command()
@click.argument("file", type=FILE)
@json_option
def undo(file: Path, as_json: bool) -> None:
    """Take back the newest change that stands."""
    with writing(file) as books:
        state = books.undoable()
        books.undo()
    label = _(state.undo_label or "")
    what = f"{label}: {state.undo_about}" if state.undo_about else label
    printed(as_json, {"undone": what}, [_("Taken back: {what}").format(what=what)])


@click.command()
@click.argument("file", type=FILE)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to.")
@json_option
def backup(file: Path, folder: Path | None, as_json: bool) -> None:
    """Make a checked copy of the file."""
    with reading(file) as books:
        made = back_up(books.path, folder or books.path.parent, clock())
    printed(as_json, {"backup": str(made)}, [_("Backup: {path}").format(path=made)])


@click.command()
@click.argument("copy", type=FILE, metavar="BACKUP")
@click.argument("file", type=FILE)
@json_option
def restore(copy: Path, file: Path, as_json: bool) -> None:
    """Write a backup to a new file; an existing one is left alone."""
    with reading(copy):
        restore_file(copy, file)
    printed(as_json, {"restored": str(file)}, [_("Restored: {path}").format(path=file)])
