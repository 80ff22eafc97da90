"""Whether two entries may be one person: how names sound in Dutch, and what else is the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from coopadmin.formats.names import split_surname
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_
from coopadmin.people.names import initials, surname_parts
from coopadmin.people.rules import ORGANISATION, NewPerson

NAME, BIRTH, EMAIL, IBAN, ADDRESS, PHONE = "name", "birth_date", "email", "iban", "address", "phone"
REASONS = {
    NAME: N_("the name sounds alike"),
    BIRTH: N_("same date of birth"),
    EMAIL: N_("same e-mail address"),
    IBAN: N_("same IBAN"),
    ADDRESS: N_("same address"),
    PHONE: N_("same telephone number"),
}
_WEIGHTS = {NAME: 3, BIRTH: 4, EMAIL: 3, IBAN: 2, ADDRESS: 1, PHONE: 2}
# More people than this under one key are a care home, not one person written often.
_LARGEST_BLOCK = 200
_NOT_LETTER = re.compile(r"[^a-z]")
# In this order: what is written in many ways and spoken in one. Ends of words come first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"s?sch", "s"),
        (r"(?<=[a-z]{2})(sz|ss|z)$", "s"),
        (r"en$", "e"),
        (r"(dt|d|th)$", "t"),
        (r"b$", "p"),
        (r"ae", "aa"),
        (r"ie", "i"),
        (r"e?ij|ey|ei|y", "i"),
        (r"ouw|auw|au|ou", "u"),
        (r"ch|gh", "g"),
        (r"ck|cq|qu|q|kh", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ph|v", "f"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"tz|ts|sj|z", "s"),
        (r"uy|ui", "ui"),
        (r"(?<=[a-z])h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as it stands in the file."""

    id: int
    person: NewPerson


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two entries that may be one person, by id, and the reasons; a higher `weight` is likelier."""

    one: int
    other: int
    reasons: tuple[str, ...]
    weight: int


@cache
def sound(name: str) -> str:
    """How a name sounds: `Dijkstra` and `Dykstra`, `Jansen` and `Janssen`, `Smit` and `Smid`."""
    heard = " ".join(
        _sounding(_NOT_LETTER.sub("", word)) for word in normalised(name).replace("-", " ").split()
    )
    # A name in letters of another script sounds like itself.
    return heard.strip() or normalised(name)


@cache
def _core(surname: str) -> str:
    # Many type the prefix in the field of the surname.
    return sound(split_surname(surname)[1] or surname)


def _sounding(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


def find_likenesses(
    entries: Iterable[Entry], apart: frozenset[tuple[int, int]] = frozenset()
) -> list[Likeness]:
    """Pairs that may be one person, likeliest first; `apart` are pairs known to be two.

    Only people who share a key (of name, date of birth, address and so on) are compared, so that
    the work grows with their number and not with its square.
    """
    seen = [_Seen(entry) for entry in entries]
    blocks: Mapping[tuple[object, ...], list[_Seen]] = defaultdict(list)
    for one in seen:
        for key in one.keys:
            blocks[key].append(one)
    found: dict[tuple[int, int], Likeness] = {}
    compared = set(apart)
    for block in blocks.values():
        if not 1 < len(block) <= _LARGEST_BLOCK:
            continue
        for one, other in combinations(block, 2):
            pair = (min(one.id, other.id), max(one.id, other.id))
            if pair in compared:
                continue
            compared.add(pair)
            if reasons := _reasons(one, other):
                weight = sum(_WEIGHTS[reason] for reason in reasons)
                found[pair] = Likeness(*pair, reasons, weight)
    return sorted(found.values(), key=lambda one: (-one.weight, one.one, one.other))


class _Seen:
    """An entry with what is compared of it, worked out once."""

    __slots__ = ("birth", "email", "given", "iban", "id", "keys", "letters", "nature", "phones",
                 "place", "surnames")  # fmt: skip

    def __init__(self, entry: Entry) -> None:
        person = entry.person
        self.id, self.nature = entry.id, person.nature
        names = (person.surname, person.partner_surname, surname_parts(person)[1])
        if person.nature == ORGANISATION:
            names = (person.organisation_name, "", "")
        self.surnames = {_core(name) for name in names if name}
        given = [person.call_name, *person.first_names.split()[:1]]
        self.given = {sound(name) for name in given if name}
        spoken = {name[0] for name in self.given if name}
        first = normalised(initials(person))[:1]
        self.letters = spoken | ({first} if first else set())
        self.email = person.email.casefold()
        self.iban = person.iban
        self.birth = person.birth_date
        self.phones = {phone for phone in (person.phone, person.mobile) if phone}
        self.place = (
            (
                person.postcode.replace(" ", ""),
                person.house_number,
                f"{person.house_letter}{person.house_addition}".casefold(),
            )
            if person.postcode and person.house_number
            else None
        )
        self.keys = set(self._keys())

    def _keys(self) -> Iterator[tuple[object, ...]]:
        for letter in self.letters or {""}:
            for name in self.surnames:
                yield NAME, name, letter
            if self.birth:
                yield BIRTH, self.birth, letter
            if self.place:
                yield ADDRESS, self.place, letter
            for phone in self.phones:
                yield PHONE, phone, letter
            if self.iban:
                yield IBAN, self.iban, letter
        if self.email:
            yield EMAIL, self.email


def _reasons(one: _Seen, other: _Seen) -> tuple[str, ...]:
    """Why two may be one person; none where something speaks against it.

    Couples share an address, twins a date of birth, so that without first names that agree only
    date and e-mail together count. Another date of birth is believed, unless name and e-mail or
    account are the same: then one of the dates is a slip.
    """
    if one.nature != other.nature:
        return ()
    same = [
        reason
        for reason, alike in (
            (BIRTH, one.birth is not None and one.birth == other.birth),
            (EMAIL, bool(one.email) and one.email == other.email),
            (IBAN, bool(one.iban) and one.iban == other.iban),
            (ADDRESS, one.place is not None and one.place == other.place),
            (PHONE, not one.phones.isdisjoint(other.phones)),
        )
        if alike
    ]
    alike = not one.surnames.isdisjoint(other.surnames)
    given = _given_agree(one, other)
    other_birth = bool(one.birth and other.birth) and one.birth != other.birth
    if alike and given:
        elsewhere = one.place is not None and other.place is not None and ADDRESS not in same
        if other_birth and not {EMAIL, IBAN} & set(same):
            return ()
        return () if not same and elsewhere else (NAME, *same)
    if BIRTH not in same or len(same) < 2:
        return ()
    # Whoever marries gets another surname; who has another first name beside the same surname is
    # a brother or sister.
    unknown = not (one.letters and other.letters)
    if not (given or unknown or (EMAIL in same and not alike)):
        return ()
    return (NAME, *same) if alike else tuple(same)


def _given_agree(one: _Seen, other: _Seen) -> bool:
    if one.nature == ORGANISATION:
        return True
    if one.given and other.given:
        return not one.given.isdisjoint(other.given)
    if not (one.letters and other.letters):
        return not (one.letters or other.letters)
    return not one.letters.isdisjoint(other.letters)
