"""Where members live and how old they are on a day: four digits of the postcode, tens of years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coopadmin.members.queries import MemberRow
from coopadmin.people.rules import ORGANISATION, NewPerson

UNKNOWN = ""
OLDEST = 90


@dataclass(frozen=True)
class Profile:
    """Counts of the members of a day; the key of what is not known is empty.

    `areas` by four digits of the postcode, `ages` by tens such as `60-69`, the last `90+`;
    organisations have no age.
    """

    on: date
    members: int
    persons: int
    organisations: int
    kinds: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    ages: tuple[tuple[str, int], ...]


def profile_of(rows: Iterable[tuple[MemberRow, NewPerson]], on: date) -> Profile:
    """The profile of the members on a day, each with what is known of the person."""
    pairs = list(rows)
    people = [person for _row, person in pairs if person.nature != ORGANISATION]
    return Profile(
        on=on,
        members=len(pairs),
        persons=sum(row.persons_covered for row, _person in pairs),
        organisations=len(pairs) - len(people),
        kinds=_counted(row.kind for row, _person in pairs),
        areas=_counted(_area(row.postcode) for row, _person in pairs),
        ages=_counted(age_class(person, on) for person in people),
    )


def age_class(person: NewPerson, on: date) -> str:
    """`60-69` by the age on that day; by the year of birth alone the age reached in that year."""
    born = person.birth_date
    if born is not None:
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    elif person.birth_year:
        age = on.year - person.birth_year
    else:
        return UNKNOWN
    if age < 0:
        return UNKNOWN
    if age >= OLDEST:
        return f"{OLDEST}+"
    tens = age // 10 * 10
    return f"{tens}-{tens + 9}"


def _area(postcode: str) -> str:
    digits = postcode[:4]
    return digits if len(digits) == 4 and digits.isascii() and digits.isdigit() else UNKNOWN


def _counted(keys: Iterable[str]) -> tuple[tuple[str, int], ...]:
    found = Counter(keys)
    # What is not known comes last; classes of age stand in order of age, 0-9 before 10-19.
    return tuple(sorted(found.items(), key=_place))


def _place(pair: tuple[str, int]) -> tuple[bool, int, str]:
    number = pair[0].partition("-")[0].rstrip("+")
    return not pair[0], int(number) if number.isdigit() else 0, pair[0]
