"""Taking an operation back by its images, and knowing what stands in the way."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from coopadmin.kernel.problem import N_, Refused, Term, refuse
from coopadmin.store.audit import DELETE, INSERT, Recorder, models, table_of
from coopadmin.store.model import Change, Done
from coopadmin.store.numbering import refuse_when_numbered_on
from coopadmin.store.schema import Stored, from_plain
from coopadmin.store.work import CHUNK, UndoneBy, Work, operation_named

UNDO_CODE = "store.undo"
CHANGED_SINCE = "undo.changed_since"
ELSEWHERE = "undo.elsewhere"


@dataclass(frozen=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Y would do now: labels as source texts, or None."""

    undo_label: str | None
    undo_about: str
    redo_label: str | None
    redo_about: str


@dataclass(frozen=True)
class _Step:
    """How to take one row back: re-insert it, delete it, or set columns."""

    table: str
    row_id: int
    kind: str
    values: dict[str, Any]


def done_and_undone(session: Session) -> tuple[list[Done], set[int]]:
    """The latest operations, newest first, and the ids of those that are taken back now."""
    latest = list(session.scalars(select(Done).order_by(Done.sequence.desc()).limit(200)))
    return latest, cancelled(latest)


def cancelled(newest_first: Iterable[Any]) -> set[int]:
    """Ids of operations that a standing undo takes back; rows of `done`, or their columns."""
    gone: set[int] = set()
    for done in newest_first:
        if done.undoes is not None and done.id not in gone:
            gone.add(done.undoes)
    return gone


def next_undo(session: Session) -> Done | None:
    """The operation that Ctrl+Z takes back: the newest that stands and is no undo itself."""
    latest, gone = done_and_undone(session)
    return next((done for done in latest if done.undoes is None and done.id not in gone), None)


def next_redo(session: Session) -> Done | None:
    """The undo that Ctrl+Y takes back: the newest that stands, if nothing new came after it."""
    latest, gone = done_and_undone(session)
    for done in latest:
        if done.id in gone:
            continue
        if done.undoes is None:
            return None
        target = next((other for other in latest if other.id == done.undoes), None)
        if target is not None and target.undoes is not None:
            continue
        return done
    return None


def root_of(session: Session, done: Done) -> Done:
    """The operation at the end of a row of undoing and redoing."""
    while done.undoes is not None:
        above = session.get(Done, done.undoes)
        assert above is not None
        done = above
    return done


def next_here(session: Session, origin: str, *, again: bool = False) -> int:
    """The id of what Ctrl+Z takes back, or with `again` of the undo that Ctrl+Y does.

    Only what this installation did: what somebody did on another laptop, before handing the file
    over, is taken back on purpose, in the history. Raises Refused.
    """
    done = next_redo(session) if again else next_undo(session)
    if done is None:
        nothing = N_("There is nothing to take back.")
        raise refuse("undo.nothing", N_("There is nothing to do again.") if again else nothing)
    if done.origin != origin:
        meant = root_of(session, done)
        raise refuse(
            ELSEWHERE,
            N_(
                "{who} did this on another computer: {label} {about}. If it should go, take it"
                " back in the history."
            ),
            who=done.who,
            label=Term(operation_named(meant.code).label),
            about=meant.about,
        )
    return done.id


def undo_state(session: Session, origin: str) -> UndoState:
    """What both keys would do at this installation."""
    undo, redo = (
        None if done is None or done.origin != origin else done
        for done in (next_undo(session), next_redo(session))
    )
    undone = None if redo is None else root_of(session, redo)
    return UndoState(
        None if undo is None else operation_named(undo.code).label,
        "" if undo is None else undo.about,
        None if undone is None else operation_named(undone.code).label,
        "" if undone is None else undone.about,
    )


def take_back(work: Work, done: Done, revision: int) -> None:
    """Put every row back as it was before `done`; raises Refused with what stands in the way."""
    rule = _refuse_what_is_settled(work.session, done, revision)
    if rule.code is not None and done.undoes is None:
        operation_named(rule.code).run(work, done.id)
        return
    changes = list(
        work.session.scalars(
            select(Change).where(Change.done_id == done.id).order_by(Change.id.desc())
        )
    )
    _refuse_when_changed_since(work.session, done)
    steps = _steps(changes)
    _refuse_when_used(work.session, steps)
    _refuse_when_swept(work.session, steps)
    _refuse_when_numbered_on(work.session, steps)
    work.recorder.release(_locks_of(work.session, steps))
    try:
        _apply(work, steps)
    except IntegrityError as error:
        raise refuse(
            "undo.in_the_way",
            N_("Something made later stands in its place. Take that back first."),
        ) from error
    if rule.holds is not None:
        rule.holds(work.session)


def obstacle(session: Session, done_id: int, revision: int) -> Refused | None:
    """What stands in the way of taking an operation back now, or None; nothing is changed.

    Where another operation takes it back, or something must hold afterwards, what stands in the
    way of that shows only when it is tried.
    """
    done = session.get(Done, done_id)
    if done is None:
        return refuse("undo.nothing", N_("There is nothing to take back."))
    try:
        rule = _refuse_what_is_settled(session, done, revision)
        if rule.code is not None and done.undoes is None:
            return None
        changes = session.scalars(
            select(Change).where(Change.done_id == done.id).order_by(Change.id.desc())
        )
        _refuse_when_changed_since(session, done)
        steps = _steps(list(changes))
        _refuse_when_used(session, steps)
        _refuse_when_swept(session, steps)
        _refuse_when_numbered_on(session, steps)
        _refuse_when_locked(session, steps)
    except Refused as refused:
        return refused
    return None


def _refuse_when_locked(session: Session, steps: Sequence[_Step]) -> None:
    recorder = Recorder(session, 0)
    recorder.release(_locks_of(session, steps))
    by_table: dict[str, list[_Step]] = defaultdict(list)
    for step in steps:
        if models()[step.table].lock_keys is not Stored.lock_keys:
            by_table[step.table].append(step)
    for name, theirs in by_table.items():
        table = table_of(name)
        now: dict[int, dict[str, Any]] = {}
        for part in _parts([step.row_id for step in theirs]):
            rows = session.execute(select(table).where(table.c.id.in_(part))).mappings()
            now |= {row["id"]: dict(row) for row in rows}
        states = [now[step.row_id] for step in theirs if step.row_id in now]
        states += [{**now.get(step.row_id, {}), **step.values} for step in theirs if step.values]
        recorder.respect_locks(name, [SimpleNamespace(**state) for state in states])


def _refuse_what_is_settled(session: Session, done: Done, revision: int) -> UndoneBy:
    rule = operation_named(root_of(session, done).code).undone_by
    if rule.never is not None:
        raise refuse("undo.never", rule.never)
    if done.revision != revision:
        raise refuse(
            "undo.older_program",
            N_("This was done with an older version of the program. Change it by hand instead."),
        )
    if done.id in cancelled(
        session.scalars(
            select(Done).where(Done.sequence > done.sequence).order_by(Done.sequence.desc())
        )
    ):
        raise refuse("undo.already", N_("This has been taken back already."))
    return rule


def _locks_of(session: Session, steps: Sequence[_Step]) -> list[tuple[str, str]]:
    """The locks that the operation itself set or took away: they do not bind its undoing."""
    return [
        (values["kind"], values["key"])
        for step in steps
        if step.table == "lock"
        for values in [step.values or _row(session, step)]
    ]


def _refuse_when_changed_since(session: Session, done: Done) -> None:
    theirs = aliased(Change)
    later = list(
        session.scalars(
            select(Done).where(Done.sequence > done.sequence).order_by(Done.sequence.desc())
        )
    )
    gone = cancelled(later)
    settled = {other.id for other in later if other.id in gone} | {
        other.id for other in later if other.undoes in {one.id for one in later}
    }
    standing = {other.id: other for other in later if other.id not in settled}
    if not standing:
        return
    touched = session.scalars(
        select(Change.done_id)
        .join(
            theirs,
            (theirs.table_name == Change.table_name)
            & (theirs.row_id == Change.row_id)
            & (theirs.done_id == done.id),
        )
        .where(Change.done_id.in_(standing))
        .limit(1)
    ).first()
    if touched is not None:
        blocker = root_of(session, standing[touched])
        raise refuse(
            CHANGED_SINCE,
            N_("This was changed again later ({label} {about}). Take that back first."),
            label=Term(operation_named(blocker.code).label),
            about=blocker.about,
        )


def _steps(newest_first: Sequence[Change]) -> list[_Step]:
    by_row: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in newest_first:
        by_row[change.table_name, change.row_id].append(change)
    steps = []
    for (table, row_id), changes in by_row.items():
        first, last = changes[-1], changes[0]
        if any(change.kind != INSERT and change.before is None for change in changes):
            raise refuse(
                "undo.erased",
                N_("Personal details in it were erased. What is erased cannot come back."),
            )
        if first.kind == INSERT and last.kind == DELETE:
            continue
        if first.kind == INSERT:
            steps.append(_Step(table, row_id, DELETE, {}))
            continue
        before: dict[str, Any] = {}
        for change in changes:
            before |= json.loads(change.before or "{}")
        steps.append(_Step(table, row_id, INSERT if last.kind == DELETE else "update", before))
    return steps


def _refuse_when_used(session: Session, steps: Sequence[_Step]) -> None:
    removed: dict[str, set[int]] = defaultdict(set)
    for step in steps:
        if step.kind == DELETE:
            removed[step.table].add(step.row_id)
    for table in Stored.metadata.tables.values():
        for key in table.foreign_keys:
            targets = removed.get(key.column.table.name)
            if not targets or not models()[table.name].audited:
                continue
            # A row that the same step makes refer to something else does not stand in the way.
            freed = {
                step.row_id
                for step in steps
                if step.table == table.name and key.parent.name in step.values
            }
            for part in _parts(sorted(targets)):
                users = session.execute(select(table.c.id).where(key.parent.in_(part))).scalars()
                if set(users) - removed.get(table.name, set()) - freed:
                    raise _still_used()
    _refuse_when_owning(session, removed)


def _refuse_when_owning(session: Session, removed: dict[str, set[int]]) -> None:
    for name, model in models().items():
        if model.owner_columns is None:
            continue
        table = table_of(name)
        of_table, of_row = (table.c[column] for column in model.owner_columns)
        for owner, ids in removed.items():
            for part in _parts(sorted(ids)):
                owned = select(table.c.id).where(of_table == owner, of_row.in_(part))
                if set(session.scalars(owned)) - removed.get(name, set()):
                    raise _still_used()


def _refuse_when_numbered_on(session: Session, steps: Sequence[_Step]) -> None:
    """A number goes back only while it is the last of its series, so that none is missing."""
    removed: dict[str, list[int]] = defaultdict(list)
    for step in steps:
        if step.kind == DELETE and models()[step.table].numbered_in is not None:
            removed[step.table].append(step.row_id)
    for name, ids in removed.items():
        refuse_when_numbered_on(session, models()[name], ids)


def _still_used() -> Refused:
    return refuse("undo.used", N_("Something made later still uses this. Take that back first."))


def _refuse_when_swept(session: Session, steps: Sequence[_Step]) -> None:
    """What is kept outside the history does not come back once it is gone, nor what names it."""
    wanted: dict[Any, set[Any]] = defaultdict(set)
    for step in steps:
        for key in table_of(step.table).foreign_keys:
            value = step.values.get(key.parent.name)
            if value is not None and not models()[key.column.table.name].audited:
                wanted[key.column].add(value)
    for column, values in wanted.items():
        for part in _parts(sorted(values)):
            if set(session.scalars(select(column).where(column.in_(part)))) != set(part):
                raise refuse(
                    "undo.swept",
                    N_("Its content has been cleared away since. Attach the file again instead."),
                )


def _row(session: Session, step: _Step) -> dict[str, Any]:
    table = table_of(step.table)
    row = session.execute(select(table).where(table.c.id == step.row_id)).mappings().first()
    return dict(row or {"kind": "", "key": ""})


def _apply(work: Work, steps: Sequence[_Step]) -> None:
    known = models()
    inserts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    updates: dict[tuple[str, tuple[str, ...]], list[dict[str, Any]]] = defaultdict(list)
    deletes: dict[str, list[int]] = defaultdict(list)
    for step in steps:
        columns = table_of(step.table).c
        values = {key: from_plain(columns[key], value) for key, value in step.values.items()}
        if step.kind == INSERT:
            inserts[step.table].append(values)
        elif step.kind == DELETE:
            deletes[step.table].append(step.row_id)
        else:
            updates[step.table, tuple(sorted(values))].append({"id": step.row_id, **values})
    for name, ids in deletes.items():
        work.remove_many(known[name], ids)
    for (name, _columns), rows in updates.items():
        work.change_many(known[name], rows)
    for name, rows in inserts.items():
        work.add_many(known[name], rows)


def _parts(ids: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
