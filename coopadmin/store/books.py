"""The two verbs: `ask` for rows, `do` an operation. Nothing else reaches the database."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from coopadmin.kernel.loading import no_collecting
from coopadmin.kernel.problem import N_
from coopadmin.store import drafts, lockfile
from coopadmin.store.audit import Recorder, changes_of_flush, models, rows_under_lock
from coopadmin.store.computer import Seen, saw
from coopadmin.store.custody import Head, head_of
from coopadmin.store.damage import damage_told
from coopadmin.store.engine import (
    checkpoint,
    close_into_one_file,
    connect,
    keep_log,
    rewrite,
    troubles_told,
)
from coopadmin.store.history import hash_of
from coopadmin.store.identity import new_id
from coopadmin.store.model import Done
from coopadmin.store.trouble import StoreTrouble
from coopadmin.store.undo import UNDO_CODE, UndoState, next_here, take_back, undo_state
from coopadmin.store.work import Operation, Work, operation

P = ParamSpec("P")
R = TypeVar("R")
NO_ANSWERS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Changes:
    """Announced after a commit: the tables whose rows are not what they were."""

    tables: frozenset[str]


@operation(UNDO_CODE, N_("Take back"), N_("{who} took back: {about}"))
def _undo(work: Work, done_id: int, revision: int) -> None:
    take_back(work, work.get(Done, done_id), revision)


class Books:
    """One open file of one legal person.

    `who` signs operations, `origin` names this installation, `clock` tells the time (without
    zone, local). `for_long`: a window keeps a write-ahead log; a command that does one thing
    leaves a file that it could not change as it was, to the byte. `unseen`: how far it goes is not
    what this computer goes on from. Safe to use from the screen's
    thread and the worker's.
    """

    def __init__(
        self,
        path: Path,
        *,
        revision: int,
        who: str,
        origin: str = "",
        key: str | None = None,
        clock: Callable[[], datetime] = datetime.now,
        read_only: bool = False,
        holds_lock: bool = False,
        for_long: bool = False,
        unseen: bool = False,
    ) -> None:
        self.path = path
        self.revision = revision
        self.who = who
        self.origin = origin
        self.key = key
        self.clock = clock
        self.read_only = read_only
        self._unseen = unseen
        self._holds_lock = holds_lock
        self._reader = connect(path, key, reading=True)
        self._writer = None if read_only else connect(path, key)
        if self._writer is not None and for_long:
            with troubles_told():
                keep_log(self._writer)
        self._head: Head | None = None
        self._one_at_a_time = threading.RLock()
        self._listeners: list[Callable[[Changes], None]] = []

    def today(self) -> date:
        return self.clock().date()

    def ask(
        self, query: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a query in one short read transaction and return its frozen rows."""
        with self._faults_told(), Session(self._reader) as session:
            return query(session, *args, **kwargs)

    def do(
        self,
        wanted: Operation[..., R],
        *args: Any,
        answers: Mapping[str, str] = NO_ANSWERS,
        **kwargs: Any,
    ) -> R:
        """Carry out one operation: checked, in one transaction, audited, announced, or not at all.

        `answers` maps the codes of questions to what the person answered.
        Raises Refused with all problems, or StoreTrouble.
        """
        return self._carry_out(wanted.code, wanted.run, args, kwargs, answers)

    def undo(self, done_id: int | None = None) -> None:
        """Take back one operation, by default the newest that stands, if it was done here.

        Raises Refused.
        """
        with self._one_at_a_time:
            if done_id is None:
                done_id = self.ask(next_here, self.origin)
            self._take_back(done_id)

    def redo(self) -> None:
        """Take back the newest undo, when it was done here and nothing new since. Raises
        Refused.
        """
        with self._one_at_a_time:
            self._take_back(self.ask(next_here, self.origin, again=True))

    def undoable(self) -> UndoState:
        return self.ask(undo_state, self.origin)

    def listen(self, hear: Callable[[Changes], None]) -> Callable[[], None]:
        """Call `hear` after every commit, in the thread that did it; returns how to stop."""
        self._listeners.append(hear)
        return lambda: self._listeners.remove(hear)

    def keep_draft(self, screen: str, key: str, text: str) -> None:
        with self._aside() as session:
            drafts.keep_draft(session, screen, key, text, self.clock())

    def drop_draft(self, screen: str, key: str) -> None:
        with self._aside() as session:
            drafts.drop_draft(session, screen, key)

    def find_draft(self, screen: str, key: str) -> str | None:
        return self.ask(drafts.find_draft, screen, key)

    def drafts_of(self, screen: str) -> dict[str, str]:
        return self.ask(drafts.drafts_of, screen)

    def screens_with_drafts(self) -> frozenset[str]:
        return self.ask(drafts.screens_with_drafts)

    def tidy(self) -> None:
        """Empty the write-ahead log into the file; for idle moments."""
        if self._writer is not None:
            self.note_seen()
            with self._one_at_a_time, troubles_told():
                checkpoint(self._writer)

    def look_again(self) -> bool:
        """Whether somebody else changed the file since it was last looked at; then announces it."""
        before, self._head = self._head, self.ask(head_of)
        changed = before is not None and before != self._head
        if changed:
            self._announce(Changes(frozenset(models())))
        return changed

    def note_seen(self) -> None:
        """Keep for this computer how far this file goes."""
        head = None if self._unseen else self.ask(head_of)
        if head is not None:
            saw(head.identity, Seen(self.path, head.sequence, head.hash, head.time))

    def close(self) -> None:
        """Leave one single file, and let go of the lock."""
        if self._writer is not None:
            # A file that cannot be read any more was told about when it was read.
            with suppress(StoreTrouble, DBAPIError):
                self.note_seen()
        self._reader.dispose()
        try:
            if self._writer is not None:
                close_into_one_file(self._writer)
        finally:
            if self._holds_lock:
                lockfile.release(self.path)
                self._holds_lock = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _take_back(self, done_id: int) -> None:
        self._carry_out(
            UNDO_CODE, _undo.run, (done_id, self.revision), {}, NO_ANSWERS, undoes=done_id
        )

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        with damage_told(self.path, self.revision, self.key), troubles_told():
            yield

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        if self._writer is None:
            raise StoreTrouble(
                "read_only",
                N_("This file can only be read. Copy it to a folder of your own to change it."),
            )
        with (
            self._one_at_a_time,
            self._faults_told(),
            Session(self._writer, expire_on_commit=False) as session,
        ):
            yield session

    @contextmanager
    def _aside(self) -> Iterator[Session]:
        with self._writing() as session:
            yield session
            session.commit()

    def _carry_out(
        self,
        code: str,
        run: Callable[..., R],
        args: tuple[Any, ...],
        kwargs: Mapping[str, Any],
        answers: Mapping[str, str],
        undoes: int | None = None,
    ) -> R:
        with self._writing() as session, no_collecting():
            now = self.clock().replace(microsecond=0)
            done = Done(id=new_id(), code=code, time=now, who=self.who, origin=self.origin)
            done.revision, done.undoes = self.revision, undoes
            recorder = Recorder(session, done.id)
            work = Work(session, recorder, now, self.who, answers)
            _audited(session, recorder)
            result = run(work, *args, **kwargs)
            session.flush()
            if not recorder.digests:
                # Nothing is different: no line in the history, nothing to take back.
                return result
            _seal(session, done, work)
            session.commit()
        if recorder.erases:
            self._rewrite()
        self._announce(Changes(frozenset(recorder.tables)))
        return result

    def _rewrite(self) -> None:
        # Pages that got free were wiped by `secure_delete` already: a full disk is no reason to
        # say that nothing was erased.
        with self._one_at_a_time, suppress(StoreTrouble), troubles_told():
            assert self._writer is not None
            rewrite(self._writer)

    def _announce(self, changes: Changes) -> None:
        for hear in tuple(self._listeners):
            hear(changes)


def _audited(session: Session, recorder: Recorder) -> None:
    """Note every flush of this session, respect locks, refuse statements around the audit."""

    @event.listens_for(session, "before_flush")
    def _locks(flushing: Session, _context: Any, _instances: Any) -> None:
        for table, rows in rows_under_lock(flushing):
            recorder.respect_locks(table, rows)

    @event.listens_for(session, "after_flush")
    def _changes(flushing: Session, _context: Any) -> None:
        recorder.note(changes_of_flush(flushing))

    @event.listens_for(session, "do_orm_execute")
    def _guard(state: Any) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            raise TypeError("bulk statements go through work.add_many, change_many, remove_many")


def _seal(session: Session, done: Done, work: Work) -> None:
    last = session.execute(
        select(Done.sequence, Done.hash).order_by(Done.sequence.desc()).limit(1)
    ).first()
    done.sequence = 1 if last is None else last.sequence + 1
    done.parents = "" if last is None else last.hash
    done.about = work.about
    done.answers = json.dumps(work.kept_answers, ensure_ascii=False)
    done.hash = hash_of(done, work.recorder.digests)
    session.add(done)
