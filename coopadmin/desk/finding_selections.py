"""Selections of members found by their name: those that were saved, and those every file has."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from coopadmin.desk.found import SELECTION, Found, rank_of
from coopadmin.members.ready import ready_selections
from coopadmin.members.selection_words import in_words
from coopadmin.members.selections import list_selections

LEAST = 3


def find_selections(session: Session, text: str, on: date, limit: int) -> list[Found]:
    """At the most `limit`, the best first. They are few: no index is needed.

    A letter or two would find those that every file has with almost everything.
    """
    if len(text) < LEAST:
        return []
    return sorted(_fitting(session, text, on), key=lambda row: row.rank)[:limit]


def _fitting(session: Session, text: str, on: date) -> Iterator[Found]:
    named = [
        *((row.name, row.selection, f"selection {row.name}") for row in list_selections(session)),
        *((each.name, each.selection, f"ready {each.key}") for each in ready_selections(on)),
    ]
    for name, selection, place in named:
        rank = rank_of(name, text)
        if rank is not None:
            yield Found(SELECTION, name, in_words(selection), "members", place, rank)
