"""Text that is not yet an operation: kept outside history and undo, gone when it is done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from coopadmin.store.model import Draft


def keep_draft(session: Session, screen: str, key: str, text: str, now: datetime) -> None:
    draft = session.scalars(
        select(Draft).where(Draft.screen == screen, Draft.key == key)
    ).one_or_none()
    if draft is None:
        session.add(Draft(screen=screen, key=key, text=text, time=now))
    else:
        draft.text, draft.time = text, now


def drop_draft(session: Session, screen: str, key: str) -> None:
    session.execute(delete(Draft).where(Draft.screen == screen, Draft.key == key))


def find_draft(session: Session, screen: str, key: str) -> str | None:
    """The text kept under a screen and key, or None."""
    return session.scalars(
        select(Draft.text).where(Draft.screen == screen, Draft.key == key)
    ).one_or_none()


def drafts_of(session: Session, screen: str) -> dict[str, str]:
    """All drafts of a screen, by key."""
    rows = session.execute(select(Draft.key, Draft.text).where(Draft.screen == screen))
    return dict(rows.all())


def screens_with_drafts(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(Draft.screen).distinct()))
