"""Operations on notes about people: write, change, remove, and sweep what is over its term."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from coopadmin.kernel.problem import refuse
from coopadmin.people.model import Person, PersonNote
from coopadmin.people.names import spoken_name
from coopadmin.people.note_rules import NewNote, check_note, usual_term
from coopadmin.store.model import Done
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, count


@operation("people.add_note", N_("Add note"), N_("{who} wrote a note about {about}"))
def add_note(work: Work, new: NewNote) -> int:
    """A note of today by who is at work; gives its number."""
    person = work.get(Person, new.person_id)
    work.check(check_note(new, work.today, work.today))
    row = work.add(
        PersonNote(
            number=1 + (work.session.scalar(select(func.max(Done.sequence))) or 0),
            person_id=person.id,
            dated=work.today,
            author=work.who,
            text=new.text.strip(),
            keep_until=new.keep_until or usual_term(work.today),
        )
    )
    work.about = spoken_name(person)
    return row.number


@operation("people.change_note", N_("Change note"), N_("{who} changed a note about {about}"))
def change_note(work: Work, number: int, text: str, keep_until: date) -> None:
    """Other words or another term; day and author stay."""
    row = _found(work, number)
    work.check(check_note(NewNote(row.person_id, text, keep_until), row.dated, work.today))
    row.text, row.keep_until = text.strip(), keep_until
    work.about = spoken_name(work.get(Person, row.person_id))


@operation("people.remove_note", N_("Remove note"), N_("{who} removed a note about {about}"))
def remove_note(work: Work, number: int) -> None:
    """It is not needed any more."""
    row = _found(work, number)
    work.about = spoken_name(work.get(Person, row.person_id))
    work.remove(row)


@operation("people.sweep_notes", N_("Remove old notes"), N_("{who} removed {about} old notes"))
def sweep_notes(work: Work) -> int:
    """Remove every note whose term is over; gives how many."""
    over = select(PersonNote.id).where(PersonNote.keep_until < work.today)
    ids = list(work.session.scalars(over))
    if not ids:
        raise refuse("note.none_over", N_("No note is over its term."))
    work.remove_many(PersonNote, ids)
    work.about = count(len(ids))
    return len(ids)


def _found(work: Work, number: int) -> PersonNote:
    row = work.session.scalars(select(PersonNote).where(PersonNote.number == number)).first()
    if row is None:
        raise refuse("note.unknown", N_("There is no note {number}. List them."), number=number)
    return row
