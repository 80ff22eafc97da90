"""Finding the person that somebody types as payer: by member number or by name."""

from __future__ import annotations

import re

from coopadmin.kernel.folding import searchable
from coopadmin.kernel.problem import N_, refuse
from coopadmin.members.queries import find_member, memberships_of
from coopadmin.people.queries import find_people, get_person
from coopadmin.store import Books
from coopadmin.ui.members.labels import number_shown

_NUMBER = re.compile(r"(\d{1,9})(?: +(.+))?", re.ASCII)
FEW = 4


class PersonFinder:
    """Turns texts into ids of people; remembers how it named somebody."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._named: dict[str, int] = {}

    def find(self, text: str) -> int:
        """The person meant: `0031`, `0031 Jan Smit` or `jan smit`; raises Refused."""
        if text in self._named:
            return self._named[text]
        match = _NUMBER.fullmatch(text)
        if match is not None:
            return self._by_number(match[1], match[2] or "")
        found = self._books.ask(find_people, text, limit=FEW)
        if not found:
            raise refuse(
                "payer.nobody",
                N_("Nobody is called “{text}”. Add this person first, or type a member number."),
                field="payer_id",
                text=text,
            )
        if len(found) > 1:
            names = ", ".join(self.name(person.id) for person in found[: FEW - 1])
            raise refuse(
                "payer.several",
                N_("Several people are meant: {names}. Type more, or the member number."),
                field="payer_id",
                names=names if len(found) < FEW else f"{names} …",
            )
        return found[0].id

    def _by_number(self, number: str, name: str) -> int:
        """The member with this number, whose name is not another than was typed behind it."""
        member = self._books.ask(find_member, int(number))
        if member is None:
            raise refuse(
                "payer.no_number",
                N_("Nobody has member number {number}. Type a name instead."),
                field="payer_id",
                number=number,
            )
        if searchable(name) not in searchable(member.name):
            raise refuse(
                "payer.other_name",
                N_("Member {number} is called {name}. Type the number or the name alone."),
                field="payer_id",
                number=number_shown(member.number),
                name=member.name,
            )
        return member.person_id

    def name(self, person_id: int) -> str:
        """How a person is shown in the field: number and name."""
        name = self._books.ask(get_person, person_id).name
        members = self._books.ask(memberships_of, person_id)
        shown = f"{number_shown(members[-1].number)} {name}" if members else name
        self._named[shown] = person_id
        return shown
