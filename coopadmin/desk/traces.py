"""By what somebody is recognised in free text, and where such text stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Column, Text, or_, select
from sqlalchemy.orm import Session

from coopadmin.desk.ties import Tied
from coopadmin.people.model import Person
from coopadmin.people.names import (
    formal_name,
    initials,
    sorted_name,
    spoken,
    spoken_name,
    surname_parts,
)
from coopadmin.people.rules import phone_line
from coopadmin.store.audit import models
from coopadmin.store.model import Change, Draft
from coopadmin.store.schema import Personal, Stored, image_of

_REACHED_BY = ("email", "phone", "mobile", "iban")
# Shorter than this it occurs in other words by chance.
_SHORTEST = 6
_NUMBERS = re.compile(r"\d+")
_FOURS = re.compile(r"(.{4})(?=.)")


def marks_of(person: Any) -> tuple[str, ...]:
    """What can only mean this person, the longest first: whole names, addresses, numbers.

    A name of one word is none: it may be another's, or a word of the language.
    """
    given = {person.call_name, person.first_names, initials(person)} - {""}
    surnames = {
        surname_parts(person),
        (person.prefix, person.surname),
        (person.partner_prefix, person.partner_surname),
    }
    names = {spoken_name(person), formal_name(person), sorted_name(person)}
    names |= {spoken(one, *parts) for one in given for parts in surnames if parts[1]}
    marks = {name.strip() for name in names if len(name.split()) > 1}
    for column in _REACHED_BY:
        value = getattr(person, column)
        marks |= {value, _spaced(value) if column == "iban" else phone_line(value)}
    marks |= {person.organisation_name} - {""}
    return tuple(sorted((mark for mark in marks if len(mark) >= _SHORTEST), key=len, reverse=True))


def as_ever_known(session: Session, person_ids: Sequence[int]) -> list[Any]:
    """These entries of a person as they are, and as they were before each change of them."""
    found: list[Any] = []
    for each in person_ids:
        state = image_of(session.get_one(Person, each))
        found.append(SimpleNamespace(**state))
        changes = session.execute(
            select(Change.before, Change.after)
            .where(Change.table_name == Person.__tablename__, Change.row_id == each)
            .order_by(Change.id.desc())
        )
        for before, after in changes:
            # What was taken back stands in an image only.
            for image in (after, before):
                state = {**state, **json.loads(image or "{}")}
                found.append(SimpleNamespace(**state))
    return found


def marks_of_erased(name: str, iban: str) -> set[str]:
    """The same of what the books still keep of somebody who was erased."""
    marks = {name if len(name.split()) > 1 else "", iban, _spaced(iban)}
    return {mark for mark in marks if len(mark) >= _SHORTEST}


def _spaced(iban: str) -> str:
    """In groups of four, as people write it."""
    return _FOURS.sub(r"\1 ", iban)


def pattern_of(marks: Sequence[str]) -> re.Pattern[str] | None:
    """What finds these in a text, whatever their capitals; never inside a longer word."""
    if not marks:
        return None
    each = "|".join(re.escape(mark) for mark in marks)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)", re.IGNORECASE)


def free_text(*, archive: bool) -> Iterator[Column[Any]]:
    """The columns in which anybody can be named; those of the archive, or the others.

    The names and addresses of people themselves are no free text.
    """
    for name, model in sorted(models().items()):
        if not model.audited or model is Person:
            continue
        for column in Stored.metadata.tables[name].columns:
            if isinstance(column.type, Text) and is_personal(column):
                purpose: Personal = column.info["personal"]
                if (purpose.keep == "archive") is archive:
                    yield column


def is_personal(column: Column[Any]) -> bool:
    return column.info.get("personal") is not None


def rows_naming(
    session: Session, marks: Sequence[str], columns: Iterable[Column[Any]]
) -> dict[str, dict[int, dict[str, Any]]]:
    """By table and id, the rows in whose columns one of these occurs."""
    by_table: dict[str, list[Column[Any]]] = {}
    for column in columns:
        by_table.setdefault(column.table.name, []).append(column)
    pattern = pattern_of(marks)
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for name, theirs in by_table.items() if pattern else ():
        asked = select(theirs[0].table).where(
            or_(*(column.icontains(mark, autoescape=True) for column in theirs for mark in marks))
        )
        rows = {
            row["id"]: dict(row)
            for row in session.execute(asked).mappings()
            if pattern is not None and names_in(pattern, row, theirs)
        }
        if rows:
            found[name] = rows
    return found


def names_in(
    pattern: re.Pattern[str], row: Mapping[Any, Any], columns: Iterable[Column[Any]]
) -> list[str]:
    """The columns of a row in which the pattern occurs."""
    return [column.key for column in columns if pattern.search(row[column.key] or "")]


def drafts_about(session: Session, people: Sequence[Any], tied: Tied) -> list[Draft]:
    """Unfinished forms that are about rows of these entries of a person, or name one of them."""
    ids = {str(row_id) for rows in tied.own.values() for row_id in rows}
    pattern = pattern_of([mark for person in people for mark in marks_of(person)])
    alone = {
        json.dumps(value, ensure_ascii=False)
        for person in people
        for value in (person.surname, person.partner_surname, person.street)
        if value
    }

    def is_about(row: Draft) -> bool:
        told = f"{row.key} {row.text}"
        return (
            not ids.isdisjoint(_NUMBERS.findall(told))
            or (pattern is not None and pattern.search(told) is not None)
            or any(value in told for value in alone)
        )

    return [row for row in session.scalars(select(Draft).order_by(Draft.id)) if is_about(row)]
