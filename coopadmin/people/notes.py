"""Notes about people: those of one person, and those whose term is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.people.model import Person, PersonNote
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note, of whom, by whom and how long it is kept; `number` is never given twice."""

    id: int
    number: int
    person_id: int
    name: str
    dated: date
    author: str
    text: str
    keep_until: date


def list_notes(session: Session, person_id: int | None = None) -> list[NoteRow]:
    """All notes, or those about one person, the newest on top."""
    statement = (
        select(PersonNote, *NAME_COLUMNS)
        .join(Person, Person.id == PersonNote.person_id)
        .order_by(PersonNote.dated.desc(), PersonNote.id.desc())
    )
    if person_id is not None:
        statement = statement.where(PersonNote.person_id == person_id)
    return [
        NoteRow(
            row.PersonNote.id,
            row.PersonNote.number,
            row.PersonNote.person_id,
            spoken_name(row),
            row.PersonNote.dated,
            row.PersonNote.author,
            row.PersonNote.text,
            row.PersonNote.keep_until,
        )
        for row in session.execute(statement)
    ]


def notes_over(session: Session, today: date) -> tuple[int, date | None]:
    """How many notes should be gone by now, and the term that ended first."""
    count, first = session.execute(
        select(func.count(), func.min(PersonNote.keep_until)).where(PersonNote.keep_until < today)
    ).one()
    return count, first
