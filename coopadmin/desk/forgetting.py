"""Erasures outlive an older copy: what was erased is kept on the computer and beside the backups.

What is kept names nobody: a digest of the file and the person, how far, and until when. Every
file that is opened to work in is compared with it, so that neither a restored backup nor a copy
that came back brings anybody back (HOUSE Privacy).
"""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.desk.erase_rules import WHOLE
from coopadmin.desk.model import Erasure
from coopadmin.people.model import Person
from coopadmin.store import Books
from coopadmin.store.computer import (
    Forgotten,
    keep_forgotten,
    kept_forgotten,
    remembered,
    share_forgotten,
)
from coopadmin.store.custody import head_of


def digest_of(identity: str, person_id: int) -> str:
    """What stands for a person of a file outside it."""
    return hashlib.sha256(f"{identity}|{person_id}".encode()).hexdigest()


def note_erasures(books: Books) -> None:
    """Keep what was erased in this file, on this computer and beside its backups."""
    identity, own = books.ask(_erased)
    if own and keep_forgotten(identity, own):
        for folder in (remembered().backup_folder, remembered().second_folder):
            if folder and Path(folder).is_dir():
                share_forgotten(Path(folder))


def _erased(session: Session) -> tuple[str, dict[str, Forgotten]]:
    head = head_of(session)
    identity = "" if head is None else head.identity
    rows = session.execute(select(Erasure.person_id, Erasure.step, Erasure.kept_until))
    return identity, {
        digest_of(identity, row.person_id): Forgotten(row.step, row.kept_until) for row in rows
    }


def missing_erasures(session: Session) -> list[tuple[int, str, date | None]]:
    """Who was erased in a later copy of this file, and not in it: person, step, until when."""
    identity, own = _erased(session)
    wanted = {
        key: other
        for key, other in kept_forgotten(identity).items()
        if key not in own or (other.step == WHOLE and own[key].step != WHOLE)
    }
    if not wanted:
        return []
    people = {digest_of(identity, each): each for each in session.scalars(select(Person.id))}
    return [
        (people[key], other.step, other.until) for key, other in wanted.items() if key in people
    ]
