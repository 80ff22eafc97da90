"""The daily backup: where it goes, whether today's is there, and which older ones may go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from coopadmin.kernel.problem import N_, Refused
from coopadmin.members.queries import count_members
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.backup import Backup, back_up, check_copy, list_backups, rotate
from coopadmin.store.computer import made_second, second_made
from coopadmin.store.custody import head_of
from coopadmin.words import _

FOLDER = "Coopadmin reservekopieën"
SECOND_DAYS = 7
_TIME = re.compile(r" \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2}")


def usual_folder(documents: Path, path: Path) -> Path:
    """Among the documents of this computer, so that a copy also stays when a stick is lost.

    Without a folder for documents, beside the file.
    """
    return (documents if documents.is_dir() else path.parent) / FOLDER


def folder_for(path: Path, chosen: Path, others: Iterable[Path]) -> Path:
    """`chosen`, or a folder in it where another file that is used here has the same name."""
    path = path.absolute()
    same = [
        other.absolute().parent
        for other in others
        if other.stem == path.stem and other.absolute() != path
    ]
    return chosen / f"{path.stem} ({_apart(path.parent, same)})" if same else chosen


def _apart(folder: Path, others: Sequence[Path]) -> str:
    """As many names of folders above a file as tell it from the others: `Zorg - Boeken`."""
    names = _names_above(folder)
    number = 1
    while number < len(names) and any(
        _names_above(other)[-number:] == names[-number:] for other in others
    ):
        number += 1
    return " - ".join(names[-number:])


def _names_above(folder: Path) -> list[str]:
    # The root of a stick is called by its letter, without what no name of a folder can hold.
    return [name for part in folder.parts if (name := part.strip("\\/:"))]


def backups_of(path: Path, folder: Path) -> list[Backup]:
    """The backups of a file, newest first; none in a folder that cannot be read."""
    try:
        return list_backups(folder, path.stem)
    except OSError:
        return []


def stem_of(path: Path) -> str:
    """The name of the file that a backup is of, without its time."""
    return _TIME.split(path.stem)[0]


def backup_named(path: Path) -> Backup | None:
    """The backup that this path is by its name, or None for any other file."""
    found = backups_of(path.with_name(f"{stem_of(path)}{path.suffix}"), path.parent)
    return next((backup for backup in found if backup.path.name == path.name), None)


@dataclass(frozen=True)
class Contents:
    """A backup with what is in it; None for what an older version kept in another way."""

    path: Path
    made: datetime
    size: int
    members: int | None
    changes: int | None


@dataclass(frozen=True)
class Kept:
    """The backups that there are now, newest first, and when the second place got its last."""

    copies: list[Contents]
    second_made: datetime | None
    trouble: StoreTrouble | None = None


def keep_copies(
    path: Path, folder: Path, second: Path | None, now: datetime, revision: int, *, always: bool
) -> Kept:
    """Today's backup, and the copy in the second place when its week is over and it is there.

    Raises StoreTrouble when the daily one cannot be made; a second place that is not there, such
    as a stick that is out, is no trouble.
    """
    there = keep_daily(path, folder, now, always)
    trouble = None
    if second is not None and second.is_dir():
        try:
            keep_second(path, second, now)
        except StoreTrouble as caught:
            trouble = caught
    return Kept(contents_of(there, revision, now.date()), second_made(path), trouble)


def keep_second(path: Path, folder: Path, now: datetime, *, always: bool = False) -> list[Backup]:
    """The copy in the second place, made when the last one is a week old, or `always`."""
    if not folder.is_dir():
        raise StoreTrouble(
            "no_second",
            N_("“{folder}” is not there now. Put in the stick, or choose another second place."),
            folder=folder.name,
        )
    there = backups_of(path, folder)
    if always or not there or now - there[0].made >= timedelta(days=SECOND_DAYS):
        there = _made(path, folder, now)
    made_second(path, there[0].made)
    return there


def copies_of(path: Path, folder: Path, revision: int, today: date) -> Kept:
    """The backups of a file that is only looked at; none is made."""
    return Kept(contents_of(backups_of(path, folder), revision, today), second_made(path))


def contents_of(backups: Sequence[Backup], revision: int, today: date) -> list[Contents]:
    """What is in each of these backups."""
    return [_looked_into(backup, revision, today) for backup in backups]


def _looked_into(backup: Backup, revision: int, today: date) -> Contents:
    size, members, changes = 0, None, None
    with suppress(OSError, Refused, StoreTrouble):
        size = backup.path.stat().st_size
        with Books(backup.path, revision=revision, who="", read_only=True) as books:
            head = books.ask(head_of)
            changes = head.sequence if head is not None else 0
            counted = books.ask(count_members, today)
            members = counted.get("running", 0) + counted.get("leaving", 0)
    return Contents(backup.path, backup.made, size, members, changes)


def keep_daily(path: Path, folder: Path, now: datetime, always: bool = False) -> list[Backup]:
    """Make today's backup when there is none yet, or `always`, and let old ones go.

    Gives the backups that there are then, newest first. Raises StoreTrouble when none can be made.
    """
    there = backups_of(path, folder)
    if always or not there or there[0].made.date() < now.date():
        there = _made(path, folder, now)
    return there


def _made(path: Path, folder: Path, now: datetime) -> list[Backup]:
    """Make a backup, read it back, and let old ones go; those that there are then."""
    check_copy(path, back_up(path, folder, now))
    for old in rotate(backups_of(path, folder), now.date()):
        with suppress(OSError):
            old.path.unlink()
    return backups_of(path, folder)


def beside(copy: Path, original: Path, now: datetime) -> Path:
    """A name for a restored copy in the folder of the original, that no file has yet."""
    return _unused(original, _("restored"), now, copy.suffix)


def kept_beside(path: Path, now: datetime) -> Path:
    """A name for a copy that does not go on, in its own folder, that no file has yet."""
    return _unused(path, _("kept"), now, path.suffix)


def _unused(path: Path, word: str, now: datetime, suffix: str) -> Path:
    stem = f"{path.stem} {word} {now:%Y-%m-%d}"
    target, number = path.with_name(f"{stem}{suffix}"), 2
    while target.exists():
        target = path.with_name(f"{stem} ({number}){suffix}")
        number += 1
    return target
