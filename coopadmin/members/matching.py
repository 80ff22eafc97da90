"""Which person that we know already is meant by a line of a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from coopadmin.formats.names import initials_from
from coopadmin.kernel.folding import normalised
from coopadmin.members.lines import ReadLine
from coopadmin.people.names import spoken_name, surname_parts
from coopadmin.people.rules import NewPerson

_NOT_WORD = re.compile(r"[\W_]+")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class KnownMembership:
    """One membership in the file."""

    id: int
    number: int
    kind_id: int
    since: date
    since_estimated: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody in the file, with all memberships, oldest first, and numbers of before."""

    id: int
    person: NewPerson
    memberships: tuple[KnownMembership, ...] = ()
    former: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return spoken_name(self.person)


@dataclass(frozen=True)
class Match:
    """The people a line may mean: one, several (`key` says by what), or nobody.

    `resembling` are people that a key found whose first name differs; and, for a line that has
    no key at all, people of the same name.
    """

    people: tuple[KnownPerson, ...] = ()
    key: str = ""
    resembling: tuple[KnownPerson, ...] = ()


NOBODY = Match()


@dataclass
class Register:
    """Everybody that was in the file before the list, to be found by each key."""

    by_number: dict[int, KnownPerson] = field(default_factory=dict)
    _by_key: dict[Key, list[KnownPerson]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, people: Iterable[KnownPerson]) -> Register:
        made = cls()
        for known in people:
            for membership in known.memberships:
                made.by_number[membership.number] = known
            for number in known.former:
                made.by_number[number] = known
            for _name, key in _keys(known.person):
                made._by_key[key].append(known)
            for surname in _surnames(known.person):
                made._by_key["name", surname].append(known)
        return made

    def match(self, read: ReadLine) -> Match:
        """By member number; else e-mail and surname; else surname and date of birth; else surname,
        postcode and house number. The first key that the line has and that finds someone decides;
        behind the number the first names must agree too.
        """
        if not (self._by_key or self.by_number):
            # The first list of a new file.
            return NOBODY
        if read.number is not None and read.number in self.by_number:
            return Match((self.by_number[read.number],), "number")
        resembling: dict[int, KnownPerson] = {}
        keys_of_line = _keys_by_name(read.person)
        for name, keys in keys_of_line.items():
            found = {known.id: known for key in keys for known in self._by_key.get(key, ())}
            agreeing = [
                known for known in found.values() if first_names_agree(read.person, known.person)
            ]
            if agreeing:
                return Match(tuple(agreeing), name)
            resembling |= found
        if not keys_of_line:
            named = {
                known.id: known
                for surname in _surnames(read.person)
                for known in self._by_key.get(("name", surname), ())
            }
            resembling = {
                known.id: known
                for known in named.values()
                if first_names_agree(read.person, known.person)
            }
        return Match(resembling=tuple(resembling.values()))


def _keys_by_name(person: NewPerson) -> dict[str, list[Key]]:
    keys: dict[str, list[Key]] = {}
    for name, key in _keys(person):
        keys.setdefault(name, []).append(key)
    return keys


def _keys(person: NewPerson) -> Iterator[tuple[str, Key]]:
    surnames = _surnames(person)
    if person.email:
        for surname in surnames:
            yield "email", ("email", person.email.casefold(), surname)
    if person.birth_date:
        for surname in surnames:
            yield "birth_date", ("birth_date", person.birth_date, surname)
    if person.postcode and person.house_number:
        postcode = person.postcode.replace(" ", "").upper()
        for surname in surnames:
            yield "address", ("address", postcode, person.house_number, surname)


def _surnames(person: NewPerson) -> list[str]:
    """The own surname and the one in use; an organisation by its whole name."""
    own, used = person.surname, surname_parts(person)[1]
    found = {_plain(name) for name in (own, used, person.organisation_name if not used else "")}
    return sorted(found - {""})


def _plain(name: str) -> str:
    # The register writes a full stop for a surname that somebody does not have.
    return _NOT_WORD.sub("", normalised(name)) or name.strip()


def _given(person: NewPerson) -> set[str]:
    """The given names in full: what is used, all together, and the first of them."""
    first = person.first_names.split()[:1]
    return {_plain(name) for name in (person.call_name, person.first_names, *first)} - {""}


def _letters(person: NewPerson) -> str:
    return _plain(person.initials or initials_from(person.first_names or person.call_name))


def first_names_agree(one: NewPerson, other: NewPerson) -> bool:
    """The same given name; initials where a side has no more; nothing agrees with nothing only."""
    names, others = _given(one), _given(other)
    if names and others:
        return not names.isdisjoint(others)
    letters, other_letters = _letters(one), _letters(other)
    if not (letters and other_letters):
        return letters == other_letters
    return letters.startswith(other_letters) or other_letters.startswith(letters)


def names_agree_somewhere(one: NewPerson, other: NewPerson) -> bool:
    """Whether a part of the surname or the first names are the same; the rest may have changed."""
    if not _parts_of_surname(one).isdisjoint(_parts_of_surname(other)):
        return True
    return one.nature == other.nature and bool(_letters(one)) and first_names_agree(one, other)


def _parts_of_surname(person: NewPerson) -> set[str]:
    names = (person.surname, person.partner_surname, person.organisation_name)
    return {_plain(part) for name in names for part in re.split(r"[\s-]+", name)} - {""}
