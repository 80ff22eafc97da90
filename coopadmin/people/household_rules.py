"""Who can be one household, from when to when, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem
from coopadmin.people.names import Named, addressed_surname
from coopadmin.people.rules import ORGANISATION

SAME_ADDRESS, MOVED_IN, MOVED_OUT = "same-address", "moved-in", "moved-out"
PROPOSALS = {
    SAME_ADDRESS: N_("Live at one address"),
    MOVED_IN: N_("Lives at the address of this household"),
    MOVED_OUT: N_("Lives elsewhere"),
}


@dataclass(frozen=True)
class NewHousehold:
    """People who are one household from `first` on; without a name it is called after them."""

    person_ids: tuple[int, ...]
    first: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who would belong to a household, and when they belonged to others."""

    person_id: int
    name: str
    nature: str
    death_date: date | None
    stays: tuple[Period, ...]


def check_household(
    people: Sequence[Candidate], first: date, *, fewest: int = 2
) -> Iterator[Problem]:
    """Living people, each once, none of them in another household at the same time."""
    if len({each.person_id for each in people}) < max(fewest, len(people)):
        yield Problem(
            "household.few",
            N_("A household is of at least two different people. Choose who belong to it."),
            field="person_ids",
        )
    for each in people:
        if each.nature == ORGANISATION:
            yield Problem(
                "household.organisation",
                N_("{name} is an organisation and belongs to no household."),
                {"name": each.name},
                "person_ids",
            )
        if each.death_date is not None and each.death_date < first:
            yield Problem(
                "household.died",
                N_("{name} died on {day}, before this household would begin."),
                {"name": each.name, "day": each.death_date},
                "first",
            )
        if any(stay.last >= first for stay in each.stays):
            yield Problem(
                "household.twice",
                N_("{name} belongs to another household then. Let them leave that one first."),
                {"name": each.name},
                "person_ids",
            )


def check_leaving(name: str, first: date, last: date) -> Iterator[Problem]:
    """Nobody leaves a household before they came."""
    if last < first:
        yield Problem(
            "household.backwards",
            N_("{name} belongs to this household from {first} on. Choose a later day."),
            {"name": name, "first": first},
            "last",
        )


def household_name(people: Iterable[Named]) -> str:
    """The surnames, each once: `De Vries` or `Bakker / Smit`."""
    return " / ".join(dict.fromkeys(addressed_surname(each) for each in people))
