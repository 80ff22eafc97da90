"""Operations, and the work one of them does inside its transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from coopadmin.kernel.loading import loaded
from coopadmin.kernel.problem import N_, Problem, Refused, Strength, refuse
from coopadmin.store.audit import DELETE, INSERT, UPDATE, Recorder, RowChange, insert_plain
from coopadmin.store.identity import new_id
from coopadmin.store.model import Lock
from coopadmin.store.schema import Stored, image_of, images_of

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S", bound=Stored)
CHUNK = 500


class Work:
    """One transaction of one operation: its session, its day, the audited ways to change rows."""

    def __init__(
        self,
        session: Session,
        recorder: Recorder,
        now: datetime,
        who: str,
        answers: Mapping[str, str],
    ) -> None:
        self.session = session
        self.recorder = recorder
        self.now = now
        self.who = who
        self.answers = answers
        self.about = ""
        self.kept_answers: dict[str, str] = {}

    @property
    def today(self) -> date:
        return self.now.date()

    def check(self, problems: Iterable[Problem]) -> None:
        """Raise Refused with all errors and unanswered questions; keep the answers given."""
        found = list(problems)
        standing = [
            problem
            for problem in found
            if problem.strength is Strength.ERROR or problem.code not in self.answers
        ]
        if standing:
            raise Refused(standing)
        self.kept_answers |= {problem.code: self.answers[problem.code] for problem in found}

    def get(self, model: type[S], row_id: int) -> S:
        """The row, or Refused when it is not there any more."""
        row = self.session.get(model, row_id)
        if row is None:
            raise refuse(
                "store.gone", N_("This is not in the file any more. Open the screen again.")
            )
        return row

    def add(self, row: S) -> S:
        """Add a row; its id is known at once."""
        row.id = row.id or new_id()
        self.session.add(row)
        return row

    def remove(self, row: Stored) -> None:
        self.session.delete(row)

    def add_many(self, model: type[Stored], rows: Sequence[dict[str, Any]]) -> list[int]:
        """Insert rows in one statement and their changes in another; returns the new ids.

        Every row names every column except `id`, which may be left out.
        """
        if not rows:
            return []
        if {"id", *rows[0]} != set(model.__table__.columns.keys()):
            raise TypeError(f"rows of {model.__tablename__} must name every column and no other")
        self.session.flush()
        images = images_of(model, rows, new_id.many(len(rows)))
        name = model.__tablename__
        self.recorder.respect_locks(name, (SimpleNamespace(**image) for image in images))
        columns = itemgetter(*model.__table__.columns.keys())
        insert_plain(self.session.connection(), model, [columns(image) for image in images])
        self.recorder.note([RowChange(name, image["id"], INSERT, image) for image in images])
        return [image["id"] for image in images]

    def change_many(self, model: type[Stored], changes: Sequence[dict[str, Any]]) -> None:
        """Update rows in one statement: each dict has `id` and the same columns to set."""
        if not changes:
            return
        before = self._images(model, [change["id"] for change in changes])
        noted, states = [], []
        for change in changes:
            old = before[change["id"]]
            new = image_of({**old, **change})
            altered = [key for key in change if new[key] != old[key]]
            if not altered:
                continue
            states += [SimpleNamespace(**old), SimpleNamespace(**new)]
            noted.append(
                RowChange(
                    model.__tablename__,
                    change["id"],
                    UPDATE,
                    new,
                    {key: old[key] for key in altered},
                    {key: new[key] for key in altered},
                )
            )
        self.recorder.respect_locks(model.__tablename__, states)
        columns = [key for key in changes[0] if key != "id"]
        statement = (
            update(model.__table__)  # type: ignore[arg-type]
            .where(model.__table__.c.id == bindparam("row_id"))
            .values({key: bindparam(f"new_{key}") for key in columns})
        )
        self.session.connection().execute(
            statement,
            [
                {"row_id": change["id"], **{f"new_{key}": change[key] for key in columns}}
                for change in changes
            ],
        )
        self.session.expire_all()
        self.recorder.note(noted)

    def remove_many(self, model: type[Stored], ids: Sequence[int]) -> None:
        """Delete rows by id in as few statements as their number allows."""
        if not ids:
            return
        before = self._images(model, ids)
        self.recorder.respect_locks(
            model.__tablename__, (SimpleNamespace(**image) for image in before.values())
        )
        for start in range(0, len(ids), CHUNK):
            part = ids[start : start + CHUNK]
            self.session.connection().execute(
                delete(model.__table__).where(model.__table__.c.id.in_(part))  # type: ignore[arg-type]
            )
        self.session.expire_all()
        self.recorder.note(
            [
                RowChange(model.__tablename__, row_id, DELETE, image, before=image)
                for row_id, image in before.items()
            ]
        )

    def lock(self, kind: str, key: str, reason: str, resolution: str = "") -> None:
        """From now on rows under this key may not change; `reason` is a whole sentence."""
        self.recorder.release([(kind, key)])
        self.add(Lock(kind=kind, key=key, reason=reason, resolution=resolution))

    def _images(self, model: type[Stored], ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        self.session.flush()
        table = model.__table__
        found: dict[int, dict[str, Any]] = {}
        for start in range(0, len(ids), CHUNK):
            rows = self.session.connection().execute(
                select(table).where(table.c.id.in_(ids[start : start + CHUNK]))
            )
            found |= {row["id"]: image_of(row) for row in rows.mappings()}  # type: ignore[arg-type]
        if len(found) != len(set(ids)):
            raise refuse(
                "store.gone", N_("This is not in the file any more. Open the screen again.")
            )
        return found


@dataclass(frozen=True)
class UndoneBy:
    """What takes an operation back: its images, another operation by code, or nothing.

    `holds` raises Refused when the books are not as they should be once its images are back, and
    as much when undoing is undone: what does not touch those rows can stand in the way too.
    """

    code: str | None = None
    never: str | None = None
    holds: Callable[[Session], None] | None = None


IMAGES = UndoneBy()


@dataclass(frozen=True)
class Operation(Generic[P, R]):
    """A named thing that can be done to the books; calling it runs it inside another's work.

    `told` is how history tells it: a sentence with the places `{who}` and, mostly, `{about}`.
    """

    code: str
    label: str
    told: str
    run: Callable[Concatenate[Work, P], R]
    undone_by: UndoneBy

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.run(work, *args, **kwargs)


OPERATIONS: dict[str, Operation[..., Any]] = {}
"""Those of the modules loaded so far; `every_operation` gives all."""
_modules: list[str] = []


def found_in(modules: Iterable[str]) -> None:
    """Say which modules have operations; they are loaded when one is met that is not known yet."""
    _modules.extend(modules)


def every_operation() -> Mapping[str, Operation[..., Any]]:
    """All operations by code, every module with operations loaded."""
    for module in tuple(_modules):
        loaded(module)
    _modules.clear()
    return OPERATIONS


def _cannot(_work: Work) -> None:
    raise refuse("undo.unknown", UNKNOWN)


UNKNOWN = N_("Another version of the program did this. Open the file with that version.")


def operation_named(code: str) -> Operation[..., Any]:
    """The operation under a code; one that this program does not know can only be looked at."""
    known = OPERATIONS.get(code) or every_operation().get(code)
    return known or Operation(code, code, "", _cannot, UndoneBy(never=UNKNOWN))


def operation(
    code: str, label: str, told: str = "", undone_by: UndoneBy = IMAGES
) -> Callable[[Callable[Concatenate[Work, P], R]], Operation[P, R]]:
    """Make a function of `work` an operation under a dotted code, with an `N_()` label and
    the `N_()` sentence by which history tells it.
    """

    def register(run: Callable[Concatenate[Work, P], R]) -> Operation[P, R]:
        if code in OPERATIONS:
            raise ValueError(f"operation {code} is defined twice")
        made = Operation(code, label, told, run, undone_by)
        OPERATIONS[code] = made
        return made

    return register
