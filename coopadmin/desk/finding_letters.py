"""Texts of letters found by name and subject, and sendings, also by the day they were made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.correspondence.model import Sending
from coopadmin.correspondence.queries import list_templates
from coopadmin.desk.found import EXACT, LETTER_TEXT, SENDING, Found, rank_of
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.problem import Refused
from coopadmin.words import date_short, language

LEAST = 3


def find_letters(session: Session, text: str, on: date, limit: int) -> list[Found]:
    """At the most `limit` of each, the best first, of sendings then the latest.

    The start set is in no table, and all are few: no index is needed. A letter or two would find
    almost every text.
    """
    if len(text) < LEAST:
        return []
    kinds = _texts(session, text), _sendings(session, text, on)
    return [row for found in kinds for row in sorted(found, key=lambda row: row.rank)[:limit]]


def _texts(session: Session, text: str) -> Iterator[Found]:
    for row in list_templates(session, language()):
        subject = row.subject_to_read
        rank = _rank(row.name, subject, text)
        if rank is not None:
            yield Found(LETTER_TEXT, row.name, subject, "letters", row.code, rank)


def _sendings(session: Session, text: str, on: date) -> Iterator[Found]:
    try:
        day = parse_date(text, on)
    except Refused:
        day = None
    made = select(Sending.number, Sending.dated, Sending.name, Sending.group_name)
    for row in session.execute(made.order_by(Sending.dated.desc(), Sending.number.desc())):
        rank = EXACT if row.dated == day else rank_of(row.name, text)
        if rank is not None:
            note = " · ".join(part for part in (date_short(row.dated), row.group_name) if part)
            yield Found(SENDING, row.name, note, "letters", row.number, rank)


def _rank(name: str, subject: str, text: str) -> int | None:
    """How well the better of the two fits."""
    ranks = [rank for rank in (rank_of(name, text), rank_of(subject, text)) if rank is not None]
    return min(ranks, default=None)
