"""A path in, open books out: checks of the file, the lock, the pre-migration backup, the schema."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from coopadmin.desk import operations as _operations  # noqa: F401 - undo must know them all
from coopadmin.desk.forgetting import missing_erasures, note_erasures
from coopadmin.desk.model import Erasure
from coopadmin.kernel.problem import N_, refuse
from coopadmin.migrations.upgrade import HEAD, stamp, upgrade
from coopadmin.store import Books, Changes, StoreTrouble, lockfile
from coopadmin.store.backup import back_up
from coopadmin.store.computer import last_seen
from coopadmin.store.custody import (
    AWAY,
    FORKED,
    OLDER_COPY,
    head_of,
    refuse_other_history,
    refuse_when_away,
)
from coopadmin.store.engine import APPLICATION_ID, cannot_write, connect, open_raw, troubles_told
from coopadmin.store.erasing import ERASED_AGAIN
from coopadmin.store.work import operation_named
from coopadmin.tables import metadata

REVISION = HEAD
MAGIC = b"SQLite format 3\x00"


def open_books(
    path: Path,
    *,
    who: str,
    origin: str = "",
    key: str | None = None,
    clock: Callable[[], datetime] = datetime.now,
    read_only: bool = False,
    take_over: bool = False,
    for_long: bool = False,
    regardless: Collection[str] = (),
) -> Books:
    """Open a .coop file, bringing it up to date first when it is older than this program.

    A reading one (`read_only`) takes no lock and changes nothing. `for_long` is for a window.
    A file that this computer handed over, or that does not go on from what it saw last, is
    refused, unless the code of that trouble is in `regardless`. Raises StoreTrouble.
    """
    path = path.absolute()
    version = _looked_at(path, key)
    if version > REVISION:
        raise StoreTrouble(
            "newer",
            N_("This file was made by a newer version of the program. Install that version first."),
        )
    if read_only:
        if version < REVISION:
            raise StoreTrouble(
                "older",
                N_("This file is from an older version. Open it once to bring it up to date."),
            )
        return Books(
            path, revision=REVISION, who=who, origin=origin, key=key, clock=clock, read_only=True
        )
    lockfile.hold(path, who, take_over=take_over)
    try:
        if version < REVISION:
            _bring_up_to_date(path, clock(), key)
        try:
            erase_what_was_erased(path, who, origin, key, clock)
            _refuse_what_went_on_elsewhere(path, who, origin, key)
        except StoreTrouble as trouble:
            # What is damaged is told where it is read, after the file was opened.
            if trouble.code in {AWAY, OLDER_COPY, FORKED, "full", "disk"} - {*regardless}:
                raise
        books = Books(
            path,
            revision=REVISION,
            who=who,
            origin=origin,
            key=key,
            clock=clock,
            holds_lock=True,
            for_long=for_long,
        )
        books.listen(partial(_note_erasing, books))
    except BaseException:
        lockfile.release(path)
        raise
    return books


def erase_what_was_erased(
    path: Path,
    who: str,
    origin: str = "",
    key: str | None = None,
    clock: Callable[[], datetime] = datetime.now,
) -> None:
    """Nobody comes back with an older copy: erase in it who was erased since.

    Also before it is refused because it is older: then it can be looked at all the same.
    """
    with Books(path, revision=REVISION, who=who, key=key, read_only=True) as books:
        found = books.ask(missing_erasures)
        note_erasures(books)
    if found:
        with Books(
            path, revision=REVISION, who=who, origin=origin, key=key, clock=clock, unseen=True
        ) as books:
            books.do(operation_named(ERASED_AGAIN), found)


def _note_erasing(books: Books, changes: Changes) -> None:
    if Erasure.__tablename__ in changes.tables:
        note_erasures(books)


def _refuse_what_went_on_elsewhere(path: Path, who: str, origin: str, key: str | None) -> None:
    # Looked at before it is opened for work: a refused file stays as it was, to the byte.
    with Books(path, revision=REVISION, who=who, key=key, read_only=True) as books:
        head = books.ask(head_of)
        seen = None if head is None else last_seen(head.identity)
        if head is not None and seen is not None:
            books.ask(refuse_other_history, head, seen)
        books.ask(refuse_when_away, origin)


def _bring_up_to_date(path: Path, now: datetime, key: str | None) -> None:
    from alembic.util import CommandError

    copy = back_up(path, path.parent, now, "voor bijwerken", key)
    try:
        with troubles_told():
            upgrade(path, key)
    except (SQLAlchemyError, CommandError) as error:
        copy.unlink(missing_ok=True)
        raise StoreTrouble(
            "not_upgraded",
            N_(
                "This file is not what an older version of the program left, and was not brought"
                " up to date. Nothing was changed; restore the latest backup."
            ),
        ) from error


def new_books(
    path: Path,
    *,
    who: str,
    origin: str = "",
    key: str | None = None,
    clock: Callable[[], datetime] = datetime.now,
    for_long: bool = False,
) -> Books:
    """Make an empty .coop file and open it; never over an existing one."""
    path = path.absolute()
    if path.exists():
        raise refuse(
            "new.exists",
            N_("“{name}” exists already. Choose another name, or open it."),
            name=path.name,
        )
    try:
        path.touch()
    except OSError as error:
        raise StoreTrouble(
            "no_folder_to_write",
            N_("No file can be made in “{folder}”. Choose another folder."),
            folder=path.parent.name,
        ) from error
    try:
        with troubles_told():
            _lay_out(path, key)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return open_books(path, who=who, origin=origin, key=key, clock=clock, for_long=for_long)


def _lay_out(path: Path, key: str | None) -> None:
    engine: Engine = connect(path, key)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        metadata.create_all(connection)
        stamp(connection, REVISION)
    engine.dispose()


def _looked_at(path: Path, key: str | None) -> int:
    """The schema's version, after checking that this is a file of ours."""
    not_ours = StoreTrouble(
        "not_coop",
        N_("“{name}” is not a file of this program. Choose a file that ends in .coop."),
        name=path.name,
    )
    if path.is_dir():
        raise not_ours
    if not path.is_file():
        raise StoreTrouble(
            "missing",
            N_("“{name}” is not there. Check the name, or whether the stick is in."),
            name=path.name,
        )
    try:
        with path.open("rb") as stream:
            head = stream.read(len(MAGIC))
    except OSError as error:
        raise StoreTrouble(
            "cannot_open",
            N_(
                "This file cannot be opened. Check that the folder exists and that you may read it."
            ),
        ) from error
    if key is None and head != MAGIC:
        raise not_ours
    with troubles_told():
        connection = open_raw(path, key, read_only=cannot_write(path))
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            if application != APPLICATION_ID:
                raise not_ours
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
        finally:
            connection.close()
