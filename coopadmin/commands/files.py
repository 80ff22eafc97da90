"""Commands about the file itself: check, history, undo, backup, restore."""

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
    writing,
)
from coopadmin.desk.check_books import check_books
from coopadmin.desk.history import KINDS, DoneRow, Wanted, find_done, list_done
from coopadmin.desk.safekeeping import keep_second
from coopadmin.desk.sentences import titled
from coopadmin.desk.setting_back import deed_back
from coopadmin.kernel.problem import N_, refuse
from coopadmin.migrations.opening import erase_what_was_erased
from coopadmin.store.backup import back_up, check_copy
from coopadmin.store.backup import restore as restore_file
from coopadmin.store.computer import who_works_here
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
@click.option("--word", default="", help="Words in what was done.")
@click.option("--who", "by", default="", metavar="NAME", help="Who did it, by the whole name.")
@click.option("--from", "first", type=DATE, help="From this day on.")
@click.option("--to", "last", type=DATE, help="Through this day.")
@click.option("--kind", type=click.Choice(list(KINDS)), default=None, help="What it is about.")
@click.option("--limit", default=50, show_default=True, help="How many at the most.")
@json_option
def history(
    file: Path,
    word: str,
    by: str,
    first: date | None,
    last: date | None,
    kind: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Show what was done, newest first."""
    wanted = Wanted(word, by, kind or "", first, last)
    with reading(file) as books:
        rows = books.ask(list_done, wanted, limit)
    printed(
        as_json,
        {"history": [_plain(row) for row in rows]},
        table_lines(
            [_("Number"), _("Time"), _("Who"), _("What")],
            [
                [
                    str(row.sequence),
                    f"{date_short(row.time)} {clock_text(row.time)}",
                    row.who,
                    row.sentence,
                ]
                for row in rows
            ],
        ),
    )


def _plain(row: DoneRow) -> dict[str, object]:
    return {
        "number": row.sequence,
        "time": row.time,
        "who": row.who,
        "code": row.code,
        "kind": row.kind,
        "what": row.sentence,
        "about": row.about,
        "rows": row.rows,
        "undone": row.undone,
        "is_undo": row.turns > 0,
        "cannot_go_back": _(row.why_not) if row.why_not else "",
    }


@click.command()
@click.argument("file", type=FILE)
@click.option("--number", type=int, help="Its number in the history, instead of the newest.")
@click.option("--value", is_flag=True, help="Put its values back although they changed later.")
@json_option
def undo(file: Path, number: int | None, value: bool, as_json: bool) -> None:
    """Take back the newest change that stands, or the one with this number."""
    with writing(file) as books:
        row = books.ask(find_done, number)
        if row is None and number is not None:
            raise refuse("undo.no_number", N_("There is no change {number}."), number=number)
        deed = books.ask(deed_back, row.id) if value and row is not None else None
        if deed is not None:
            books.do(deed.operation, *deed.given)
        else:
            books.undo(None if row is None else row.id)
    what = "" if row is None else titled(row.code, row.about)
    printed(as_json, {"undone": what}, [_("Taken back: {what}").format(what=what)])


@click.command()
@click.argument("file", type=FILE)
@json_option
def redo(file: Path, as_json: bool) -> None:
    """Do again what was taken back last, when nothing new was done since."""
    with writing(file) as books:
        state = books.undoable()
        books.redo()
    label = "" if state.redo_label is None else _(state.redo_label)
    what = f"{label}: {state.redo_about}" if state.redo_about else label
    printed(as_json, {"redone": what}, [_("Done again: {what}").format(what=what)])


@click.command()
@click.argument("file", type=FILE)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to.")
@click.option(
    "--second",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make it in the second place, such as a stick; old ones there go.",
)
@json_option
def backup(file: Path, folder: Path | None, second: Path | None, as_json: bool) -> None:
    """Make a checked copy of the file."""
    with reading(file) as books:
        if second is not None:
            made = keep_second(books.path, second, clock(), always=True)[0].path
        else:
            made = back_up(books.path, folder or books.path.parent, clock())
            check_copy(books.path, made)
    printed(as_json, {"backup": str(made)}, [_("Backup: {path}").format(path=made)])


@click.command()
@click.argument("copy", type=FILE, metavar="BACKUP")
@click.argument("file", type=FILE)
@json_option
def restore(copy: Path, file: Path, as_json: bool) -> None:
    """Write a backup to a new file; an existing one is left alone."""
    with reading(copy):
        restore_file(copy, file)
    erase_what_was_erased(file.absolute(), who_works_here())
    printed(as_json, {"restored": str(file)}, [_("Restored: {path}").format(path=file)])
