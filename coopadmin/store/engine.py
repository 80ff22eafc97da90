"""The one place where a database is opened: driver, pragmas, transactions, troubles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.store.trouble import StoreTrouble

APPLICATION_ID = 0x434F4F50
BUSY_MILLISECONDS = 5_000
LEAVING_MILLISECONDS = 250

DAMAGED = N_("This file is damaged. Restore the latest backup; this file is left as it is.")

_TROUBLES = {
    "SQLITE_FULL": ("full", N_("The disk is full. Nothing was changed; make room and try again.")),
    "SQLITE_READONLY": (
        "read_only",
        N_("This file can only be read. Copy it to a folder of your own to change it."),
    ),
    "SQLITE_BUSY": ("busy", N_("Another program is using this file. Try again in a moment.")),
    "SQLITE_LOCKED": ("busy", N_("Another program is using this file. Try again in a moment.")),
    "SQLITE_CORRUPT": (
        "damaged",
        DAMAGED,
    ),
    "SQLITE_NOTADB": (
        "not_coop",
        N_("This is not a file of this program. Choose a file that ends in .coop."),
    ),
    "SQLITE_CANTOPEN": (
        "cannot_open",
        N_("This file cannot be opened. Check that the folder exists and that you may read it."),
    ),
    "SQLITE_IOERR": (
        "disk",
        N_(
            "The disk is full or does not answer as it should. Nothing was changed; check the disk"
            " or stick."
        ),
    ),
}
# What the driver's own copying raises carries the sentence of SQLite and not the name.
_NAMED = {
    "database or disk is full": "SQLITE_FULL",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
    "disk I/O error": "SQLITE_IOERR",
}


def trouble_of(error: BaseException) -> StoreTrouble | None:
    """The trouble behind a driver's error, or None when it is a bug of this program."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    name = getattr(cause, "sqlite_errorname", None) or _NAMED.get(str(cause), "")
    for prefix, (code, sentence) in _TROUBLES.items():
        if name.startswith(prefix):
            return StoreTrouble(code, sentence)
    return None


def no_text(text: str) -> Refused:
    """The refusal of text with NUL in it, or half a sign: no other program could read it."""
    return refuse(
        "store.no_text",
        N_("“{text}” holds a sign that no file can hold. Remove it first."),
        text=text.replace("\0", "�").encode("utf-8", "replace").decode("utf-8"),
    )


@contextmanager
def troubles_told() -> Iterator[None]:
    """Turn driver errors that are not this program's fault into StoreTrouble or Refused."""
    try:
        yield
    except (DBAPIError, dbapi2.DatabaseError) as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        raise trouble from error
    except UnicodeEncodeError as error:
        # Only the line in question: it may stand among the fields of an operation.
        before, after = error.object[: error.start], error.object[error.start :]
        line = before.rpartition("\n")[2] + after.partition("\n")[0]
        raise no_text(line) from error
    except UnicodeDecodeError as error:
        # All text was written as UTF-8, also the names in the schema that the driver reports.
        raise StoreTrouble("damaged", DAMAGED) from error


def open_raw(path: Path, key: str | None = None, *, read_only: bool = False) -> Any:
    """A bare driver connection with this program's pragmas; the caller closes it."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    if key is not None:
        quoted = key.replace("'", "''")
        connection.execute(f"PRAGMA key = '{quoted}'")
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "foreign_keys = ON",
        "recursive_triggers = OFF",
        "secure_delete = ON",
        "synchronous = FULL",
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def connect(path: Path, key: str | None = None, *, reading: bool = False) -> Engine:
    """An engine on one file.

    A reading engine begins deferred and can change nothing (`query_only`); a writing one begins
    immediate and has one connection.
    """

    def creator() -> Any:
        connection = open_raw(path, key, read_only=reading and cannot_write(path))
        if reading:
            connection.execute("PRAGMA query_only = ON")
        return connection

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=2 if reading else 1,
        max_overflow=2 if reading else 0,
        pool_reset_on_return="rollback",
    )
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def cannot_write(path: Path) -> bool:
    """Whether this user may only read the file.

    A read-only connection cannot recover what a killed program left: it is the last resort.
    """
    try:
        with path.open("r+b"):
            return False
    except OSError:
        return True


def keep_log(engine: Engine) -> None:
    """Keep a write-ahead log from now on, so that readers never wait for a commit.

    Where the folder cannot hold one, SQLite stays with its rollback journal.
    """
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA journal_mode = WAL").fetchall()


def checkpoint(engine: Engine) -> None:
    """Move the write-ahead log into the file and empty it."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def rewrite(engine: Engine) -> None:
    """Write the whole file anew, so that nothing stays of what was erased, and empty the log."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("VACUUM")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _leave_log(raw: Any) -> None:
    raw.execute(f"PRAGMA busy_timeout = {LEAVING_MILLISECONDS}")
    try:
        # From PERSIST to DELETE also clears away the empty journal of a killed program.
        raw.execute("PRAGMA journal_mode = PERSIST").fetchall()
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
    except dbapi2.OperationalError as error:
        trouble = trouble_of(error)
        # Somebody looks at the file: the empty log goes when that window closes.
        if trouble is None or trouble.code != "busy":
            raise


def close_into_one_file(engine: Engine) -> None:
    """Close so that the folder holds one single file, without a log beside it."""
    with troubles_told():
        connection = engine.raw_connection()
        try:
            raw: Any = connection.dbapi_connection
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            _leave_log(raw)
        finally:
            connection.close()
            engine.dispose()
