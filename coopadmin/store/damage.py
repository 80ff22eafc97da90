"""Whether a file itself is broken: what is asked when reading it went wrong in no foreseen way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.store.engine import DAMAGED, connect, trouble_of
from coopadmin.store.history import check_history
from coopadmin.store.schema import Stored
from coopadmin.store.trouble import StoreTrouble


@contextmanager
def damage_told(path: Path, revision: int, key: str | None = None) -> Iterator[None]:
    """Turn a fault into StoreTrouble `damaged` where the file is; a fault of a sound file stays.

    A flipped bit shows as anything: a table that is gone, a date in month 77, text that is none.
    """
    try:
        yield
    except (Refused, StoreTrouble):
        raise
    except Exception as fault:
        if is_damaged(path, revision, key):
            raise StoreTrouble("damaged", DAMAGED) from fault
        raise


def is_damaged(path: Path, revision: int, key: str | None = None) -> bool:
    """Whether the file cannot be what this program wrote; False also when it cannot be read now."""
    engine = connect(path, key, reading=True)
    try:
        with Session(engine) as session:
            return any(True for _problem in check_file(session)) or any(
                True for _problem in check_history(session, revision)
            )
    except (SQLAlchemyError, OSError) as error:
        trouble = trouble_of(error)
        return trouble is None or trouble.code in ("damaged", "not_coop")
    except (ValueError, TypeError, ArithmeticError, LookupError):
        # A value that its own column cannot be read as.
        return True
    finally:
        engine.dispose()


def _read_index_anew(session: Session) -> None:
    # WORKAROUND https://sqlite.org/forum (no number known): FTS5 of SQLite 3.53 judges the index by
    # what this connection last saw of it, and calls it damaged after another one wiped an entry.
    # A search makes it look again.
    there = "SELECT count(*) FROM sqlite_schema WHERE name = 'search_index'"
    if session.execute(text(there)).scalar_one():
        session.execute(
            text("SELECT count(*) FROM search_index WHERE search_index MATCH :word"),
            {"word": '"abc"'},
        )


def check_file(session: Session) -> Iterator[Problem]:
    """The pages, the tables and the references of the file, whatever stands in them."""
    _read_index_anew(session)
    damage = session.execute(text("PRAGMA integrity_check(5)")).scalars().all()
    if damage != ["ok"]:
        yield Problem(
            "check.damaged",
            N_("This file is damaged ({detail}). Restore the latest backup."),
            {"detail": " ".join(" ".join(map(str, damage)).split())[:200]},
        )
        return
    tables = set(session.execute(text("SELECT name FROM sqlite_schema")).scalars())
    if gone := sorted(Stored.metadata.tables.keys() - tables):
        yield Problem(
            "check.damaged",
            N_("This file is damaged ({detail}). Restore the latest backup."),
            {"detail": ", ".join(gone)[:200]},
        )
        return
    unread = "SELECT count(*) FROM change WHERE NOT json_valid(before) OR NOT json_valid(after)"
    if number := session.execute(text(unread)).scalar_one():
        yield Problem(
            "check.images",
            N_("{number} changes in the history cannot be read. Restore the latest backup."),
            {"number": number},
        )
    orphans = session.execute(text("PRAGMA foreign_key_check")).all()
    if orphans:
        yield Problem(
            "check.references",
            N_("{number} rows refer to something that is gone. Restore the latest backup."),
            {"number": len(orphans)},
        )
