"""Whether the whole file adds up: the store's own checks and those of every feature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import text
from sqlalchemy.orm import Session

from coopadmin.contributions.queries import check_charges
from coopadmin.kernel.problem import N_, Problem
from coopadmin.ledger.queries import check_items
from coopadmin.meetings.service import check_meetings
from coopadmin.members.queries import check_members
from coopadmin.store import Books
from coopadmin.store.history import check_history
from coopadmin.volunteers.queries import check_hours

FeatureCheck = Callable[[Session], Iterator[Problem]]

FEATURE_CHECKS: tuple[FeatureCheck, ...] = (
    check_members,
    check_items,
    check_charges,
    check_hours,
    check_meetings,
)


def check_books(books: Books) -> list[Problem]:
    """Everything that is wrong with a file; an empty list when it is sound."""
    return books.ask(_check, books.revision)


def _check(session: Session, revision: int) -> list[Problem]:
    found = list(_check_file(session))
    if not found:
        found += check_history(session, revision)
        for check in FEATURE_CHECKS:
            found += check(session)
    return found


def _check_file(session: Session) -> Iterator[Problem]:
    damage = session.execute(text("PRAGMA integrity_check(5)")).scalars().all()
    if damage != ["ok"]:
        yield Problem(
            "check.damaged",
            N_("This file is damaged ({detail}). Restore the latest backup."),
            {"detail": "; ".join(damage)[:200]},
        )
        return
    orphans = session.execute(text("PRAGMA foreign_key_check")).all()
    if orphans:
        yield Problem(
            "check.references",
            N_("{number} rows refer to something that is gone. Restore the latest backup."),
            {"number": len(orphans)},
        )
