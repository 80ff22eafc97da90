"""Images that are erased for good: taken out of the history, named there, and out of the file."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from coopadmin.store.audit import models, table_of
from coopadmin.store.model import Change, Done, ErasedImages
from coopadmin.store.work import CHUNK, Work

ERASED_AGAIN = "people.erase_again"


def begin_erasing(work: Work) -> None:
    """From now on this operation leaves no images, and no lock binds it.

    What a law or a report locks are facts; erasing takes out who they were about.
    """
    work.session.flush()
    work.recorder.erases = True
    work.recorder.release_all()


def erase_images(work: Work, change_ids: Collection[int]) -> None:
    """Take the images and salts out of these changes, and name them; digests stay.

    A row that stands as its last change left it keeps that salt, so that it can be verified.
    """
    work.session.flush()
    connection = work.session.connection()
    ids = sorted(change_ids)
    standing = _standing(work.session, ids)
    table = table_of(Change.__tablename__)
    for salts, some in ((False, set(ids) & standing), (True, set(ids) - standing)):
        values = {"before": None, "after": None} | ({"salt": None} if salts else {})
        statement = update(table).where(table.c.id == bindparam("row")).values(values)
        if some:
            connection.execute(statement, [{"row": one} for one in sorted(some)])
    work.add(ErasedImages(done_id=work.recorder.done_id, changes=json.dumps(ids)))
    work.session.flush()
    # Entries of the index that were wiped leave nothing once its parts are put together.
    connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def rewrite_done(work: Work, texts: Iterable[tuple[int, str, str]]) -> None:
    """Give operations another `about` and other answers: no hash covers these."""
    rows = [{"row": done_id, "told": about, "said": said} for done_id, about, said in texts]
    if rows:
        table = table_of(Done.__tablename__)
        work.session.connection().execute(
            update(table)
            .where(table.c.id == bindparam("row"))
            .values(about=bindparam("told"), answers=bindparam("said")),
            rows,
        )


def erased(session: Session) -> tuple[set[int], set[int]]:
    """The ids of operations that erased, and of the changes that these name."""
    rows = session.execute(select(ErasedImages.done_id, ErasedImages.changes)).all()
    return {row.done_id for row in rows}, {one for row in rows for one in json.loads(row.changes)}


def _standing(session: Session, ids: list[int]) -> set[int]:
    """Those of these changes that are the last of a row that is still there."""
    found: set[int] = set()
    later = Change.__table__.alias()
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        last = session.execute(
            select(func.max(later.c.id), later.c.table_name, later.c.row_id)
            .select_from(Change)
            .join(
                later,
                (later.c.table_name == Change.table_name) & (later.c.row_id == Change.row_id),
            )
            .where(Change.id.in_(part))
            .group_by(later.c.table_name, later.c.row_id)
        ).all()
        by_table: dict[str, dict[int, int]] = {}
        for change_id, name, row_id in last:
            by_table.setdefault(name, {})[row_id] = change_id
        for name, rows in by_table.items():
            there = session.scalars(
                select(models()[name].id).where(models()[name].id.in_(list(rows)))
            )
            found |= {rows[row_id] for row_id in there} & set(part)
    return found
