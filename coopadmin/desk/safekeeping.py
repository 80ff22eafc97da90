"""The daily backup: where it goes, whether today's is there, and which older ones may go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coopadmin.store.backup import Backup, back_up, list_backups, rotate
from coopadmin.words import _

FOLDER = "Coopadmin reservekopieën"
_TIME = re.compile(r" \d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2}")


def usual_folder(documents: Path, path: Path) -> Path:
    """Among the documents of this computer, so that a copy also stays when a stick is lost.

    Without a folder for documents, beside the file.
    """
    return (documents if documents.is_dir() else path.parent) / FOLDER


def folder_for(path: Path, chosen: Path, others: Iterable[Path]) -> Path:
    """`chosen`, or a folder in it where another file that is used here has the same name."""
    path = path.absolute()
    clash = any(other.stem == path.stem and other.absolute() != path for other in others)
    return chosen / f"{path.stem} ({path.parent.name})" if clash else chosen


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


def keep_daily(path: Path, folder: Path, now: datetime, always: bool = False) -> list[Backup]:
    """Make today's backup when there is none yet, or `always`, and let old ones go.

    Gives the backups that there are then, newest first. Raises StoreTrouble when none can be made.
    """
    there = backups_of(path, folder)
    if always or not there or there[0].made.date() < now.date():
        back_up(path, folder, now)
        there = backups_of(path, folder)
        for old in rotate(there, now.date()):
            with suppress(OSError):
                old.path.unlink()
        there = backups_of(path, folder)
    return there


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
