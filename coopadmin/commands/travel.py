"""Commands about a file that travels between computers: hand over, take back, compare."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines, writing
from coopadmin.desk.handing import copy_in, hand_over_to
from coopadmin.desk.safekeeping import FOLDER, backups_of, contents_of
from coopadmin.desk.sentences import told
from coopadmin.store.compare import Comparison, Entry, Standing
from coopadmin.store.compare import compare as compare_files
from coopadmin.store.computer import remembered
from coopadmin.store.custody import (
    AWAY,
    FORKED,
    OLDER_COPY,
    go_on,
    standing_handover,
    take_back,
)
from coopadmin.words import _, count, date_short, ngettext
from coopadmin.words import clock as clock_text


@click.command()
@click.argument("file", type=FILE)
@click.option("--to", required=True, metavar="NAME", help="Who works in it from now on.")
@click.option("--note", default="", help="What the other should know.")
@click.option("-o", "--output", type=FILE, help="Where the copy for the other goes.")
@json_option
def handover(file: Path, to: str, note: str, output: Path | None, as_json: bool) -> None:
    """Hand the file over: somebody else works in it, and here it can be looked at."""
    copy = None if output is None else copy_in(output, file)
    with writing(file) as books:
        hand_over_to(books, to, note, copy)
    lines = [_("Handed over to {name}.").format(name=to)]
    if copy is not None:
        lines.append(_("The copy for {name}: {path}").format(name=to, path=copy))
    printed(as_json, {"to": to, "copy": None if copy is None else str(copy)}, lines)


@click.command()
@click.argument("file", type=FILE)
@json_option
def takeback(file: Path, as_json: bool) -> None:
    """Take back a file that was handed over from this computer."""
    with writing(file, regardless={AWAY}) as books:
        away = books.ask(standing_handover)
        books.do(take_back, books.origin)
    name = "" if away is None else away.to
    printed(as_json, {"taken_back_from": name}, [_("Taken back from {name}.").format(name=name)])


@click.command("continue")
@click.argument("file", type=FILE)
@click.option("--reason", required=True, help="Why this copy counts; kept in the history.")
@json_option
def go_on_with(file: Path, reason: str, as_json: bool) -> None:
    """Go on with this copy though another one went further on this computer."""
    with writing(file, regardless={AWAY, OLDER_COPY, FORKED}) as books:
        books.do(go_on, books.origin, reason)
    printed(as_json, {"reason": reason}, [_("From now on this copy counts.")])


@click.command()
@click.argument("file", type=FILE)
@click.argument("other", type=FILE)
@json_option
def compare(file: Path, other: Path, as_json: bool) -> None:
    """Show which changes each of two copies has that the other lacks."""
    with reading(file), reading(other):
        found = compare_files(file, other)
    printed(
        as_json,
        {
            "standing": found.standing,
            "common": found.common,
            "only_in_file": [_plain(row) for row in found.here],
            "only_in_other": [_plain(row) for row in found.there],
        },
        [*_standing_lines(found), *_listed(file, found.here), *_listed(other, found.there)],
    )


@click.command()
@click.argument("file", type=FILE)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where they are.")
@json_option
def backups(file: Path, folder: Path | None, as_json: bool) -> None:
    """List the backups of a file, newest first, with what is in them."""
    with reading(file) as books:
        path, revision, today = books.path, books.revision, books.today()
    kept = remembered()
    places = [folder] if folder else [path.parent, path.parent / FOLDER]
    if not folder:
        places += [Path(each) for each in (kept.backup_folder, kept.second_folder) if each]
    found = [copy for place in dict.fromkeys(places) for copy in backups_of(path, place)]
    found.sort(key=lambda copy: copy.made, reverse=True)
    rows = contents_of(found, revision, today)
    printed(
        as_json,
        {"backups": [{**asdict(row), "path": str(row.path)} for row in rows]},
        table_lines(
            [_("Time"), _("Members"), _("Changes"), _("File")],
            [
                [
                    f"{date_short(row.made)} {clock_text(row.made)}",
                    "–" if row.members is None else count(row.members),
                    "–" if row.changes is None else count(row.changes),
                    str(row.path),
                ]
                for row in rows
            ],
        ),
    )


def _standing_lines(found: Comparison) -> list[str]:
    return [
        {
            Standing.SAME: _("Both hold the same."),
            Standing.NEWER: _("The first file goes on from the second."),
            Standing.OLDER: _("The second file goes on from the first."),
            Standing.FORKED: _("Work went on in both."),
            Standing.UNRELATED: _("These are two different files, not copies of one."),
        }[found.standing]
    ]


def _listed(path: Path, rows: tuple[Entry, ...]) -> list[str]:
    if not rows:
        return []
    head = ngettext("{count} change only in {path}:", "{count} changes only in {path}:", len(rows))
    lines = table_lines(
        [_("Time"), _("Who"), _("What")],
        [
            [f"{date_short(row.time)} {clock_text(row.time)}", row.who, _sentence(row)]
            for row in rows
        ],
    )
    return ["", head.format(count=count(len(rows)), path=path.name), *lines]


def _plain(row: Entry) -> dict[str, object]:
    return {"time": row.time, "who": row.who, "code": row.code, "what": _sentence(row)}


def _sentence(row: Entry) -> str:
    return told(row.code, row.about, row.who, row.turns)
