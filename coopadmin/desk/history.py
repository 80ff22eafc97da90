"""History across all features: operations by word, person and kind, and what each one changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Row, String, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from coopadmin.desk.changed import HIDDEN, ChangedRow, changed_rows
from coopadmin.desk.said import may_say
from coopadmin.desk.sentences import titled, told
from coopadmin.desk.setting_back import deed_back
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem
from coopadmin.store.audit import UPDATE, models, table_of
from coopadmin.store.model import Change, Done, Lock
from coopadmin.store.schema import Stored
from coopadmin.store.undo import CHANGED_SINCE, cancelled, next_undo, obstacle
from coopadmin.store.work import operation_named

PEOPLE, MONEY, HOURS, MEETINGS, SETTINGS = "people", "money", "hours", "meetings", "settings"
KINDS = {
    PEOPLE: N_("Members"),
    MONEY: N_("Money"),
    HOURS: N_("Hours"),
    MEETINGS: N_("Meetings"),
    SETTINGS: N_("Settings"),
}
_KIND_OF = {
    "people": PEOPLE,
    "members": PEOPLE,
    "consents": PEOPLE,
    "households": PEOPLE,
    "capital": MONEY,
    "contributions": MONEY,
    "ledger": MONEY,
    "hours": HOURS,
    "volunteers": HOURS,
    "activities": HOURS,
    "meetings": MEETINGS,
    "annual": MEETINGS,
}
ROWS_SHOWN = 8
ROWS_NAMED = 3
_CHUNK = 400
_COLUMNS = (Done.id, Done.sequence, Done.code, Done.about, Done.time, Done.who, Done.undoes)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words in what was done, who did it, a token of KINDS, and the days
    from `first` through `last`.
    """

    text: str = ""
    who: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class DoneRow:
    """One operation in the list; `why_not` is a source text.

    `turns` says how often it was turned: 1 took something back, 2 did that again. `undone` was
    taken back itself; `why_not` says why it never can be. `sequence` counts all operations of the
    file, `rows` the rows it changed, and of a few changed rows `fields` are the columns, by table.
    """

    id: int
    sequence: int
    code: str
    about: str
    time: datetime
    who: str
    kind: str
    turns: int
    undone: bool
    why_not: str
    rows: int = 0
    fields: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """What was done and by whom, in the language spoken."""
        return told(self.code, self.about, self.who, self.turns)


@dataclass(frozen=True)
class HistoryCounts:
    """How many operations there are in all, by kind, and who did them; `since` the first."""

    whole: int
    since: date | None
    by_kind: Mapping[str, int]
    people: tuple[str, ...]


@dataclass(frozen=True)
class DoneDetail:
    """All of one operation: its first rows, how many more there are, what came after it.

    `later` are the ids of operations that changed one of its rows since, newest first;
    `obstacle` is why it cannot be taken back now, or None. `set_back` says that its values can be
    put back all the same, as a change of their own.
    """

    row: DoneRow
    rows: tuple[ChangedRow, ...]
    more: int
    later: tuple[int, ...]
    obstacle: Problem | None
    set_back: bool


def kind_of(code: str) -> str:
    """The token of KINDS that an operation falls under; what is of no feature is a setting."""
    return _KIND_OF.get(code.partition(".")[0], SETTINGS)


def list_done(
    session: Session, wanted: Wanted, limit: int = 200, before: int | None = None
) -> list[DoneRow]:
    """Operations that are wanted, newest first; `before` is the sequence of the last one seen."""
    undoing = _Undoing(session)
    found: list[DoneRow] = []
    where = _where(wanted, undoing)
    words = normalised(wanted.text).split()
    if words:
        where &= may_say(session, words)
    while len(found) < limit:
        statement = select(*_COLUMNS).where(where).order_by(Done.sequence.desc())
        if before is not None:
            statement = statement.where(Done.sequence < before)
        many = max(limit, _CHUNK) if words else limit
        page = session.execute(statement.limit(many)).all()
        rows = (undoing.row(done) for done in page)
        found += [row for row in rows if not words or _says(row, words)]
        if len(page) < many or not words:
            break
        before = page[-1].sequence
    return _with_locks(session, _with_rows(session, found[:limit]))


def done_among(session: Session, ids: Collection[int], limit: int = 100) -> list[DoneRow]:
    """The newest of these operations, newest first."""
    undoing = _Undoing(session)
    page = session.execute(
        select(*_COLUMNS).where(Done.id.in_(ids)).order_by(Done.sequence.desc()).limit(limit)
    )
    return _with_locks(session, _with_rows(session, [undoing.row(done) for done in page]))


def days_done(session: Session, wanted: Wanted) -> list[tuple[date, int]]:
    """How many operations there are on each day that has any, newest first.

    Words are not looked at: they are known only when a sentence is made.
    """
    day = func.date(Done.time, type_=String)
    counted = session.execute(
        select(day, func.count())
        .where(_where(wanted, _Undoing(session)))
        .group_by(day)
        .order_by(day.desc())
    )
    return [(date.fromisoformat(text), number) for text, number in counted]


def find_done(session: Session, sequence: int | None = None) -> DoneRow | None:
    """An operation by its number in the file, or without one the one that undo takes back next."""
    if sequence is None:
        newest = next_undo(session)
        sequence = None if newest is None else newest.sequence
    done = session.execute(select(*_COLUMNS).where(Done.sequence == sequence)).first()
    return None if done is None else _Undoing(session).row(done)


def _with_rows(session: Session, rows: list[DoneRow]) -> list[DoneRow]:
    """The same rows with how many rows each changed; of those that changed a few also which
    columns.
    """
    numbers = dict(
        session.execute(
            select(Change.done_id, func.count())
            .where(Change.done_id.in_([row.id for row in rows]))
            .group_by(Change.done_id)
        ).all()
    )
    few = [done_id for done_id, number in numbers.items() if number <= ROWS_NAMED]
    fields: dict[int, dict[tuple[str, str], None]] = {}
    changes = session.execute(
        select(Change.done_id, Change.table_name, Change.after)
        .where(Change.done_id.in_(few), Change.kind == UPDATE)
        .order_by(Change.id)
    )
    for done_id, table, after in changes:
        known = fields.setdefault(done_id, {})
        known |= {(table, key): None for key in json.loads(after or "{}") if key not in HIDDEN}
    return [
        replace(row, rows=numbers.get(row.id, 0), fields=tuple(fields.get(row.id, ())))
        for row in rows
    ]


def _with_locks(session: Session, rows: list[DoneRow]) -> list[DoneRow]:
    """The same rows, those under a lock with its reason; one changed row of each table decides."""
    held = {(lock.kind, lock.key): lock.reason for lock in session.scalars(select(Lock))}
    bound = [name for name, model in models().items() if model.lock_keys is not Stored.lock_keys]
    if not held or not rows:
        return rows
    one_each = (
        select(func.min(Change.id))
        .where(Change.done_id.in_([row.id for row in rows]))
        .where(Change.table_name.in_([*bound, Lock.__tablename__]))
        .group_by(Change.done_id, Change.table_name)
    )
    changes = session.scalars(select(Change).where(Change.id.in_(one_each))).all()
    # An operation that set the lock itself is not bound by it.
    setting = {change.done_id for change in changes if change.table_name == Lock.__tablename__}
    reasons: dict[int, str] = {}
    for name in bound:
        theirs = [change for change in changes if change.table_name == name]
        table = table_of(name)
        now = {
            row["id"]: row
            for row in session.execute(
                select(table).where(table.c.id.in_([change.row_id for change in theirs]))
            ).mappings()
        }
        for change in theirs:
            state = now.get(change.row_id) or json.loads(change.before or "{}")
            keys = models()[name].lock_keys(SimpleNamespace(**state)) if state else ()
            for key in keys:
                if key in held:
                    reasons[change.done_id] = held[key]
    return [
        replace(row, why_not=reasons[row.id])
        if row.id in reasons and row.id not in setting and not row.why_not
        else row
        for row in rows
    ]


def history_counts(session: Session) -> HistoryCounts:
    undoing = _Undoing(session)
    by_kind: Counter[str] = Counter()
    whole = 0
    for code, number in session.execute(select(Done.code, func.count()).group_by(Done.code)):
        whole += number
        by_kind[kind_of(code)] += number
    for done in undoing.undos:
        by_kind[kind_of(done.code)] -= 1
        by_kind[kind_of(undoing.root(done).code)] += 1
    people = session.scalars(
        select(Done.who).group_by(Done.who).order_by(func.max(Done.sequence).desc())
    )
    first = session.scalar(select(func.min(Done.time)))
    return HistoryCounts(whole, first.date() if first else None, by_kind, tuple(people))


def get_done(session: Session, done_id: int, revision: int) -> DoneDetail | None:
    """One operation with what it changed; None when it is not in the file."""
    done = session.execute(select(*_COLUMNS).where(Done.id == done_id)).first()
    if done is None:
        return None
    undoing = _Undoing(session)
    (row,) = _with_locks(session, _with_rows(session, [undoing.row(done)]))
    changes = session.scalars(
        select(Change).where(Change.done_id == done_id).order_by(Change.id).limit(ROWS_SHOWN)
    ).all()
    stands = obstacle(session, done_id, revision)
    why_not = None if stands is None else stands.problems[0]
    behind = why_not is not None and why_not.code == CHANGED_SINCE
    return DoneDetail(
        row,
        changed_rows(session, changes),
        row.rows - len(changes),
        _later(session, done, undoing.gone),
        why_not,
        behind and deed_back(session, done_id) is not None,
    )


class _Undoing:
    """All undoing of a file, which is little: what each undo took back, and what stands undone."""

    def __init__(self, session: Session) -> None:
        self.undos = session.execute(
            select(*_COLUMNS).where(Done.undoes.is_not(None)).order_by(Done.sequence.desc())
        ).all()
        self.gone = cancelled(self.undos)
        self._by_id: dict[int, Row[*tuple[Any, ...]]] = {done.id: done for done in self.undos}
        missing = {done.undoes for done in self.undos} - set(self._by_id)
        for part in _parts(sorted(missing)):
            for done in session.execute(select(*_COLUMNS).where(Done.id.in_(part))):
                self._by_id[done.id] = done

    def root(self, done: Row[*tuple[Any, ...]]) -> Row[*tuple[Any, ...]]:
        """The operation at the end of a row of undoing and redoing."""
        while done.undoes is not None:
            done = self._by_id[done.undoes]
        return done

    def turns(self, done: Row[*tuple[Any, ...]]) -> int:
        """How often the operation at the end was turned to come to this one."""
        turns = 0
        while done.undoes is not None:
            done, turns = self._by_id[done.undoes], turns + 1
        return turns

    def row(self, done: Row[*tuple[Any, ...]]) -> DoneRow:
        root = self.root(done)
        meant = operation_named(root.code)
        return DoneRow(
            done.id,
            done.sequence,
            root.code,
            root.about,
            done.time,
            done.who,
            kind_of(root.code),
            self.turns(done),
            done.id in self.gone,
            meant.undone_by.never or "",
        )


def _where(wanted: Wanted, undoing: _Undoing) -> ColumnElement[bool]:
    return and_(
        true(),
        *([Done.who == wanted.who] if wanted.who else ()),
        *([_of_kind(wanted.kind, undoing)] if wanted.kind else ()),
        *([Done.time >= _midnight(wanted.first)] if wanted.first else ()),
        *([Done.time < _midnight(wanted.last + timedelta(days=1))] if wanted.last else ()),
    )


def _of_kind(kind: str, undoing: _Undoing) -> ColumnElement[bool]:
    undone = [done.id for done in undoing.undos if kind_of(undoing.root(done).code) == kind]
    prefixes = [prefix for prefix, its in _KIND_OF.items() if its == kind]
    direct = or_(false(), *(Done.code.startswith(f"{prefix}.") for prefix in prefixes))
    if kind == SETTINGS:
        direct = ~or_(false(), *(Done.code.startswith(f"{prefix}.") for prefix in _KIND_OF))
    return (direct & Done.undoes.is_(None)) | Done.id.in_(undone)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _says(row: DoneRow, words: Sequence[str]) -> bool:
    said = normalised(f"{row.sentence} {titled(row.code, row.about)} {row.who}")
    return all(word in said for word in words)


def _later(session: Session, done: Row[*tuple[Any, ...]], gone: Container[int]) -> tuple[int, ...]:
    """The standing operations that changed a row of this one after it, newest first."""
    mine = select(Change.table_name, Change.row_id).where(Change.done_id == done.id).subquery()
    later = session.execute(
        select(Done.id, Done.sequence)
        .join(Change, Change.done_id == Done.id)
        .join(
            mine,
            (mine.c.table_name == Change.table_name) & (mine.c.row_id == Change.row_id),
        )
        .where(Done.sequence > done.sequence, Done.undoes.is_(None))
        .distinct()
        .order_by(Done.sequence.desc())
    )
    return tuple(one for one, _sequence in later if one not in gone)


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
