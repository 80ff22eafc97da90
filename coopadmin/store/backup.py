"""Copies of the file: made through SQLite, checked, kept by rotation, restored beside it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from coopadmin.kernel.problem import N_, refuse
from coopadmin.store import lockfile
from coopadmin.store.compare import hold_the_same
from coopadmin.store.computer import learn_forgotten, share_forgotten
from coopadmin.store.engine import (
    DAMAGED,
    cannot_write,
    close_into_one_file,
    connect,
    open_raw,
    troubles_told,
)
from coopadmin.store.trouble import StoreTrouble

DAILY, WEEKLY, MONTHLY = 14, 8, 24
_NAME = re.compile(r"(.+) (\d{4}-\d{2}-\d{2} \d{2}\.\d{2}\.\d{2})(?: .*)?\.coop")


@dataclass(frozen=True)
class Backup:
    path: Path
    made: datetime


def back_up(
    source: Path, folder: Path, now: datetime, note: str = "", key: str | None = None
) -> Path:
    """Write a checked copy into `folder`; its name carries the time. Raises StoreTrouble."""
    with troubles_told():
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreTrouble(
                "no_folder",
                N_("No backup can be made in “{folder}”. Choose another folder."),
                folder=folder.name,
            ) from error
        name = f"{source.stem} {now:%Y-%m-%d %H.%M.%S}{' ' + note if note else ''}.coop"
        target = folder / name
        _copy(source, target, key)
    share_forgotten(folder)
    return target


def restore(backup: Path, target: Path, key: str | None = None) -> None:
    """Copy a checked backup to a new file; an existing one is never written over.

    Who was erased since is learnt from beside it, and erased when the copy is opened.
    """
    if not backup.is_file():
        raise StoreTrouble("missing", N_("“{name}” is not there."), name=backup.name)
    if target.exists():
        raise refuse(
            "restore.exists",
            N_("“{name}” exists already. Give the restored file another name."),
            name=target.name,
        )
    learn_forgotten(backup.absolute().parent)
    with troubles_told():
        _copy(backup, target, key)


def set_aside(path: Path, kept: Path, who: str, key: str | None = None) -> None:
    """Give a file that nobody works in another name. Raises StoreTrouble."""
    lockfile.hold(path, who)
    try:
        # Also what a killed program left beside it goes into the file before it moves.
        close_into_one_file(connect(path, key))
        path.rename(kept)
    except OSError as error:
        raise _no_folder(path) from error
    finally:
        lockfile.release(path)


def copy_checked(source: Path, target: Path, key: str | None = None) -> None:
    """Copy to a new file, and read back that all of the history is in it.

    Raises Refused when the target exists, StoreTrouble when the copy is not what it should be.
    """
    restore(source, target, key)
    check_copy(source, target, key)


def check_copy(source: Path, copy: Path, key: str | None = None) -> None:
    """Read a copy back beside its source; one that differs is removed. Raises StoreTrouble."""
    if not hold_the_same(source, copy, key):
        copy.unlink(missing_ok=True)
        raise StoreTrouble(
            "copy_unsound",
            N_("The copy in “{folder}” could not be read back. Use another folder or stick."),
            folder=copy.absolute().parent.name,
        )


def list_backups(folder: Path, stem: str) -> list[Backup]:
    """The backups of one file in a folder, newest first."""
    found = []
    for path in folder.glob("*.coop") if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and match[1] == stem:
            with suppress(ValueError):
                found.append(Backup(path, datetime.fromisoformat(match[2].replace(".", ":"))))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def rotate(backups: list[Backup], today: date) -> list[Backup]:
    """Those that may go: kept are the last of each day, week and month within the terms."""
    kept: dict[tuple[str, object], Backup] = {}
    for backup in sorted(backups, key=lambda each: each.made, reverse=True):
        day = backup.made.date()
        if day > today - timedelta(days=DAILY):
            kept.setdefault(("day", day), backup)
        if day > today - timedelta(weeks=WEEKLY):
            kept.setdefault(("week", day.isocalendar()[:2]), backup)
        if day > today - timedelta(days=31 * MONTHLY):
            kept.setdefault(("month", (day.year, day.month)), backup)
    if backups:
        newest = max(backups, key=lambda each: each.made)
        kept["newest", None] = newest
    staying = {backup.path for backup in kept.values()}
    return [backup for backup in backups if backup.path not in staying]


def _copy(source: Path, target: Path, key: str | None) -> None:
    # The half-written copy has another name, so that a broken one is never taken for a backup.
    part = target.with_name(target.name + ".part")
    try:
        part.unlink(missing_ok=True)
        part.touch()
        try:
            _copy_pages(source, part, key)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise _no_folder(target) from error


def _no_folder(path: Path) -> StoreTrouble:
    return StoreTrouble(
        "no_folder_to_write",
        N_("No file can be made in “{folder}”. Choose another folder."),
        folder=path.absolute().parent.name,
    )


def _copy_pages(source: Path, part: Path, key: str | None) -> None:
    origin = open_raw(source, key, read_only=cannot_write(source))
    try:
        copy = open_raw(part, key)
        try:
            origin.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            if copy.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise StoreTrouble("damaged", DAMAGED)
        finally:
            copy.close()
    finally:
        origin.close()
