"""What was done, newest first, and whether the chain of operations is whole."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, false, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem
from coopadmin.store.audit import DELETE, INSERT, digest_of, stored_images
from coopadmin.store.erasing import erased
from coopadmin.store.model import Change, Done
from coopadmin.store.undo import cancelled, root_of
from coopadmin.store.work import operation_named


@dataclass(frozen=True)
class HistoryRow:
    """One operation as history shows it; `label` is a source text, `undoes` the id it took back."""

    id: int
    code: str
    label: str
    about: str
    time: datetime
    who: str
    undoes: int | None
    undone: bool
    rows: int
    never: str | None


@dataclass(frozen=True)
class ChangeRow:
    """One changed row of an operation: plain values before and after, by column."""

    table: str
    row_id: int
    kind: str
    before: dict[str, Any]
    after: dict[str, Any]


def list_history(session: Session, limit: int = 200, before: int | None = None) -> list[HistoryRow]:
    """Operations, newest first; `before` is the id of the last one seen already."""
    statement = select(Done).order_by(Done.sequence.desc())
    gone = cancelled(session.scalars(statement.where(Done.undoes.is_not(None))))
    if before is not None:
        last_seen = session.get(Done, before)
        if last_seen is not None:
            statement = statement.where(Done.sequence < last_seen.sequence)
    return _shown(session, list(session.scalars(statement.limit(limit))), gone)


def changes_of(
    session: Session, rows: Mapping[str, Collection[int]]
) -> Mapping[int, Sequence[Change]]:
    """What was ever changed of these rows, by operation; `rows` are ids by the name of their table.

    Undoing and redoing are operations too.
    """
    about = [
        and_(Change.table_name == table, Change.row_id.in_(ids)) for table, ids in rows.items()
    ]
    changes: dict[int, list[Change]] = defaultdict(list)
    for change in session.scalars(select(Change).where(or_(false(), *about)).order_by(Change.id)):
        changes[change.done_id].append(change)
    return changes


def _shown(session: Session, page: Sequence[Done], gone: Container[int]) -> list[HistoryRow]:
    counts = dict(
        session.execute(
            select(Change.done_id, func.count())
            .where(Change.done_id.in_([done.id for done in page]))
            .group_by(Change.done_id)
        ).all()
    )
    rows = []
    for done in page:
        root = root_of(session, done)
        meant = operation_named(root.code)
        rows.append(
            HistoryRow(
                done.id,
                done.code,
                meant.label,
                root.about,
                done.time,
                done.who,
                done.undoes,
                done.id in gone,
                counts.get(done.id, 0),
                meant.undone_by.never,
            )
        )
    return rows


def list_changes(session: Session, done_id: int, limit: int = 200) -> list[ChangeRow]:
    """The rows that one operation changed, in the order in which it did."""
    changes = session.scalars(
        select(Change).where(Change.done_id == done_id).order_by(Change.id).limit(limit)
    )
    return [_change(change) for change in changes]


def _change(change: Change) -> ChangeRow:
    return ChangeRow(
        change.table_name,
        change.row_id,
        change.kind,
        json.loads(change.before or "{}"),
        json.loads(change.after or "{}"),
    )


def hash_of(done: Done, digests: list[str]) -> str:
    """SHA-256 over the parents' hashes, the operation's own fields and its digests in order."""
    fields = [
        done.parents,
        str(done.sequence),
        done.code,
        done.time.isoformat(),
        done.who,
        done.origin,
        str(done.revision),
        str(done.undoes or ""),
        *digests,
    ]
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()


def check_history(session: Session, revision: int) -> Iterator[Problem]:
    """Every operation follows the one before, and every row is what its last change left."""
    digests: dict[int, list[str]] = defaultdict(list)
    newest: dict[tuple[str, int], tuple[str, str | None, str, int]] = {}
    erasing, named = erased(session)
    missing = 0
    for change_id, done_id, table, row_id, kind, salt, digest, imageless in session.execute(
        select(
            Change.id,
            Change.done_id,
            Change.table_name,
            Change.row_id,
            Change.kind,
            Change.salt,
            Change.digest,
            Change.before.is_(None),
        ).order_by(Change.id)
    ):
        gone = salt is None or (kind != INSERT and imageless)
        missing += gone and done_id not in erasing and change_id not in named
        digests[done_id].append(digest)
        newest[table, row_id] = (kind, salt, digest, done_id)
    parent, revisions = "", {}
    for done in session.scalars(select(Done).order_by(Done.sequence)):
        revisions[done.id] = done.revision
        if done.parents != parent or done.hash != hash_of(done, digests[done.id]):
            yield Problem(
                "check.chain",
                N_("The history does not fit together from change {number} on. Restore a backup."),
                {"number": done.sequence},
            )
            break
        parent = done.hash
    if missing:
        yield Problem(
            "check.image_missing",
            N_("{number} changes lost what they were, and no erasing says so. Restore a backup."),
            {"number": missing},
        )
    yield from _check_rows(session, newest, revisions, revision)


def _check_rows(
    session: Session,
    newest: dict[tuple[str, int], tuple[str, str | None, str, int]],
    revisions: dict[int, int],
    revision: int,
) -> Iterator[Problem]:
    by_table: dict[str, dict[int, tuple[str, str | None, str, int]]] = defaultdict(dict)
    for (table, row_id), last in newest.items():
        by_table[table][row_id] = last
    for name, lasts in sorted(by_table.items()):
        wrong, seen = 0, set()
        for image in stored_images(session.connection(), name):
            kind, salt, digest, done_id = lasts.get(image["id"], (DELETE, None, "", 0))
            seen.add(image["id"])
            comparable = salt is not None and revisions.get(done_id) == revision
            if kind == DELETE or (comparable and digest != digest_of(salt or "", name, image)):
                wrong += 1
        wrong += sum(last[0] != DELETE and row_id not in seen for row_id, last in lasts.items())
        if wrong:
            yield Problem(
                "check.outside",
                N_("{number} rows of “{table}” were changed outside this program."),
                {"number": wrong, "table": name},
            )
