"""Two copies of one file beside each other: which operations each has that the other lacks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.store.engine import connect, troubles_told
from coopadmin.store.erasing import ERASED_AGAIN
from coopadmin.store.model import Done


class Standing(StrEnum):
    """How a file stands to another: further on, behind it, or both went on by themselves."""

    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    FORKED = "forked"
    UNRELATED = "unrelated"


@dataclass(frozen=True)
class Entry:
    """An operation that stands in one copy only; `turns` says how often it was turned."""

    time: datetime
    who: str
    code: str
    about: str
    turns: int


@dataclass(frozen=True)
class Comparison:
    """`common` operations stand in both; those after it, newest first, in one only."""

    standing: Standing
    common: int
    here: tuple[Entry, ...] = ()
    there: tuple[Entry, ...] = ()


def compare(path: Path, other: Path, key: str | None = None) -> Comparison:
    """What stands in the one file that the other lacks. Raises StoreTrouble."""
    with _reading(path, key) as here, _reading(other, key) as there:
        common = _common(here, there)
        only_here, only_there = _entries(here, common), _entries(there, common)
    if not common and only_here and only_there:
        return Comparison(Standing.UNRELATED, 0)
    standing = {
        (False, False): Standing.SAME,
        (True, False): Standing.NEWER,
        (False, True): Standing.OLDER,
        (True, True): Standing.FORKED,
    }[bool(only_here), bool(only_there)]
    return Comparison(standing, common, only_here, only_there)


def hold_the_same(path: Path, copy: Path, key: str | None = None) -> bool:
    """Whether a copy just made holds the history of its file, to where it went at that moment."""
    with _reading(path, key) as there, _reading(copy, key) as here:
        return _common(here, there) == len(_hashes(here))


def _common(here: Session, there: Session) -> int:
    # Each hash seals the one before it: what is equal somewhere is equal from the beginning.
    common = 0
    for one, other in zip(_hashes(here), _hashes(there), strict=False):
        if one != other:
            break
        common += 1
    return common


def _hashes(session: Session) -> list[str]:
    return list(session.scalars(select(Done.hash).order_by(Done.sequence)))


def _entries(session: Session, common: int) -> tuple[Entry, ...]:
    # What was only erased again is nobody's work: an older copy is older all the same.
    later = (
        select(Done)
        .where(Done.sequence > common, Done.code != ERASED_AGAIN)
        .order_by(Done.sequence.desc())
    )
    return tuple(_entry(session, done) for done in session.scalars(later))


def _entry(session: Session, done: Done) -> Entry:
    root, turns = done, 0
    while root.undoes is not None:
        root, turns = session.get_one(Done, root.undoes), turns + 1
    return Entry(done.time, done.who, root.code, root.about, turns)


@contextmanager
def _reading(path: Path, key: str | None) -> Iterator[Session]:
    engine = connect(path, key, reading=True)
    try:
        with troubles_told(), Session(engine) as session:
            yield session
    finally:
        engine.dispose()
