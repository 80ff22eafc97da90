"""Who stands in the file twice, perhaps: two people beside each other, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.model import Membership
from coopadmin.members.queries import find_member
from coopadmin.people.likeness import Entry, find_likenesses
from coopadmin.people.model import Alias, DifferentPeople, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import list_people
from coopadmin.people.rules import NewPerson


@dataclass(frozen=True, slots=True)
class Side:
    """One of two people: all that is known of them, and the numbers of their memberships."""

    person_id: int
    name: str
    person: NewPerson
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """Two entries that may be one person; `reasons` are tokens of `likeness.REASONS`.

    `one` is who stands in the file longest.
    """

    one: Side
    other: Side
    reasons: tuple[str, ...]

    @property
    def id(self) -> tuple[int, int]:
        return self.one.person_id, self.other.person_id


def list_duplicates(session: Session) -> list[DuplicateRow]:
    """Who may be in the file twice, likeliest first; not who was found to be two people."""
    columns = [getattr(Person, part.name) for part in fields(NewPerson)]
    people = {
        row[0]: NewPerson(*row[1:])
        for row in session.execute(
            select(Person.id, *columns).where(Person.id.not_in(select(Alias.person_id)))
        )
    }
    apart = frozenset(
        (row.one_id, row.other_id)
        for row in session.execute(select(DifferentPeople.one_id, DifferentPeople.other_id))
    )
    found = find_likenesses((Entry(*item) for item in people.items()), apart)
    if not found:
        return []
    numbers: dict[int, list[int]] = defaultdict(list)
    for row in session.execute(
        select(Membership.person_id, Membership.number).order_by(Membership.number)
    ):
        numbers[row.person_id].append(row.number)

    def side(person_id: int) -> Side:
        person = people[person_id]
        return Side(person_id, spoken_name(person), person, tuple(numbers[person_id]))

    def pair(one: int, other: int, reasons: tuple[str, ...]) -> DuplicateRow:
        # Ids grow, so that the lower one came first; a member stays before who is none.
        first, second = sorted((side(one), side(other)), key=lambda each: not each.numbers)
        return DuplicateRow(first, second, reasons)

    return [pair(one.one, one.other, one.reasons) for one in found]


def person_numbered(session: Session, number: int) -> int:
    """The id of the person who has, or had, this member number."""
    row = find_member(session, number)
    if row is None:
        raise refuse(
            "member.unknown",
            N_("There is no member {number}. Look it up in the list of members."),
            field="number",
            number=number,
        )
    return row.person_id


def person_meant(session: Session, text: str) -> int:
    """The id of the person with this member number, or with exactly this name."""
    words = " ".join(text.split())
    if words.isascii() and words.isdigit():
        return person_numbered(session, int(words))
    found = [
        row for row in list_people(session, words) if normalised(row.name) == normalised(words)
    ]
    if len(found) != 1:
        sentence = N_("Nobody is called “{text}”. Give the whole name, or the member number.")
        if found:
            sentence = N_("{count} people are called “{text}”. Give the member number.")
        raise refuse("person.meant", sentence, field="number", text=words, count=len(found))
    return found[0].id
