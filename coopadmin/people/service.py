"""Operations on persons and organisations, and on the offices that people hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select

from coopadmin.cooperative.queries import get_statutes
from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.problem import N_, refuse
from coopadmin.people.model import DifferentPeople, Person, TermOfOffice
from coopadmin.people.names import spoken_name
from coopadmin.people.own_fields import list_own_fields
from coopadmin.people.own_filling import put_own
from coopadmin.people.own_rules import read_all
from coopadmin.people.queries import held_terms, list_officers
from coopadmin.people.rules import (
    ChangedPerson,
    ChangedTerm,
    NewPerson,
    NewTerm,
    check_changed_term,
    check_end_of_term,
    check_person,
    check_term,
    check_votes,
    columns_of,
    same_seat,
    tidied,
)
from coopadmin.store.work import Work, operation


@operation("people.add", N_("Add person"), N_("{who} added {about}"))
def add_person(work: Work, new: NewPerson) -> int:
    """A person or an organisation; gives the id."""
    work.check(check_person(new, work.today))
    row = work.add(Person(**columns_of(tidied(new).person)))
    work.about = spoken_name(row)
    return row.id


@operation("people.change", N_("Change person"), N_("{who} changed the details of {about}"))
def change_person(work: Work, changed: ChangedPerson) -> None:
    """Everything known of a person, as it is from now on; all fields are set."""
    row = work.get(Person, changed.person_id)
    fields, today = list_own_fields(work.session), work.today
    work.check([*check_person(changed.person, today), *read_all(fields, changed.own, today)[1]])
    for name, value in columns_of(tidied(changed.person).person).items():
        setattr(row, name, value)
    put_own(work, row.id, changed.own)
    work.about = spoken_name(row)


@operation(
    "people.tell_apart",
    N_("Not the same person"),
    N_("{who} noted that these are two people: {about}"),
)
def tell_apart(work: Work, one_id: int, other_id: int) -> None:
    """Two who look like one person are not; they are not proposed any more."""
    if one_id == other_id:
        raise refuse("people.one_person", N_("This is one person. Choose two."))
    one, other = (work.get(Person, each) for each in sorted((one_id, other_id)))
    known = work.session.scalars(
        select(DifferentPeople.id).where(
            DifferentPeople.one_id == one.id, DifferentPeople.other_id == other.id
        )
    ).first()
    if known is None:
        work.add(DifferentPeople(one_id=one.id, other_id=other.id))
    work.about = f"{spoken_name(one)}, {spoken_name(other)}"


@operation("people.appoint", N_("Appoint officer"), N_("{who} appointed {about} to an office"))
def appoint(work: Work, new: NewTerm) -> int:
    """Somebody begins in an office; gives the id of the term.

    Without a planned end: in the board the years of the statutes, in the audit committee one year.
    """
    person = work.get(Person, new.person_id)
    statutes = get_statutes(work.session, new.first)
    held = held_terms(work.session, new.person_id)
    most = new.most_terms
    if most is None:
        most = statutes.board_terms if new.body == "board" else 0
    work.check(check_term(new, held, most, _others(work, new.body, new.first, new.person_id)))
    planned = new.planned_last or _usual_end(new, statutes.board_term_years)
    row = work.add(
        TermOfOffice(
            **vars(replace(new, planned_last=planned, group_name=" ".join(new.group_name.split()))),
            last=None,
            number=1 + sum(same_seat(term, new) for term in held),
        )
    )
    work.about = spoken_name(person)
    return row.id


def _others(work: Work, body: str, day: date, person_id: int) -> list[int]:
    rows = list_officers(work.session, day, body)
    return [row.votes for row in rows if row.person_id != person_id]


@operation("people.change_term", N_("Change term of office"), N_("{who} changed a term of {about}"))
def change_term(work: Work, changed: ChangedTerm) -> None:
    """Another office, planned end, resolution, votes or maximum of a term that runs."""
    row = work.get(TermOfOffice, changed.term_id)
    day = max(row.first, work.today)
    work.check(
        [
            *check_changed_term(changed, row.first),
            *check_votes(row.body, changed.votes, _others(work, row.body, day, row.person_id)),
        ]
    )
    for name, value in vars(changed).items():
        if name != "term_id":
            setattr(row, name, value)
    work.about = spoken_name(work.get(Person, row.person_id))


def _usual_end(new: NewTerm, board_years: int) -> date | None:
    years = {"board": board_years, "audit-committee": 1}.get(new.body, 0)
    return add_months(new.first, 12 * years) - timedelta(days=1) if years else None


@operation("people.end_term", N_("End term of office"), N_("{who} ended an office of {about}"))
def end_term(work: Work, term_id: int, last: date) -> None:
    """Somebody leaves an office; `last` is the last day in it."""
    row = work.get(TermOfOffice, term_id)
    work.check(check_end_of_term(row.first, last))
    row.last = last
    work.about = spoken_name(work.get(Person, row.person_id))
