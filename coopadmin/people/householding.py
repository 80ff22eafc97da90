"""Operations on households: form, name, join, leave, split, and put two together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.people.household_rules import (
    Candidate,
    NewHousehold,
    check_household,
    check_leaving,
    household_name,
)
from coopadmin.people.households import unknown_household
from coopadmin.people.model import Household, HouseholdStay, Person
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store.numbering import next_number
from coopadmin.store.work import Work, operation
from coopadmin.words import count

DAY = timedelta(days=1)
ADDRESS = "street house_number house_letter house_addition postcode town country".split()


@operation("households.form", N_("Form household"), N_("{who} noted the household {about}"))
def form_household(work: Work, new: NewHousehold) -> int:
    """People at one address are one household from a day on; gives its number."""
    people = _candidates(work, new.person_ids)
    work.check(check_household([people[each] for each in new.person_ids], new.first))
    (made,) = _made(work, [new])
    work.about = made["name"]
    return int(made["number"])


@operation(
    "households.form_many", N_("Form households"), N_("{who} noted {about} households at once")
)
def form_households(work: Work, wanted: Sequence[NewHousehold]) -> list[int]:
    """All of these in one step, as they were proposed; gives their numbers."""
    seen: set[int] = set()
    problems: list[Problem] = []
    people = _candidates(work, [each for new in wanted for each in new.person_ids])
    for new in wanted:
        problems += check_household([people[each] for each in new.person_ids], new.first)
        if seen.intersection(new.person_ids):
            sentence = N_("Somebody stands in two of these households. Form one of them only.")
            problems.append(Problem("household.double", sentence, field="person_ids"))
        seen.update(new.person_ids)
    work.check(problems)
    made = [int(row["number"]) for row in _made(work, wanted)]
    work.about = count(len(made))
    return made


@operation(
    "households.join",
    N_("Join household"),
    N_("{who} noted who came to a household: {about}"),
)
def join_household(work: Work, number: int, person_ids: Collection[int], first: date) -> None:
    """These people belong to a household from a day on."""
    row = _found(work, number)
    known = _candidates(work, person_ids)
    people = [known[each] for each in person_ids]
    work.check(check_household(people, first, fewest=1))
    _enter(work, row, person_ids, first)
    work.about = f"{', '.join(each.name for each in people)} ({row.name})"


@operation(
    "households.add_person",
    N_("Add person to household"),
    N_("{who} added somebody to a household: {about}"),
)
def add_to_household(work: Work, number: int, new: NewPerson, first: date) -> int:
    """Somebody new who lives there and has no membership of their own; gives the person's id."""
    row = _found(work, number)
    there = [stay.person_id for stay in _stays(work, row) if stay.last is None]
    if there and not new.street and not new.postcode:
        home = work.get(Person, there[0])
        new = replace(new, **{name: getattr(home, name) for name in ADDRESS})
    person = add_person(work, new)
    _enter(work, row, [person], first)
    work.about = f"{spoken_name(work.get(Person, person))} ({row.name})"
    return person


@operation(
    "households.leave",
    N_("Leave household"),
    N_("{who} noted who left a household: {about}"),
)
def leave_household(work: Work, number: int, person_ids: Collection[int], last: date) -> None:
    """These people belong to a household for the last day."""
    row = _found(work, number)
    names = _leave(work, row, person_ids, last)
    work.about = f"{', '.join(names)} ({row.name})"


@operation("households.split", N_("Split household"), N_("{who} split the household {about}"))
def split_household(
    work: Work, number: int, person_ids: Sequence[int], first: date, name: str = ""
) -> int | None:
    """These people go on apart from a day on: two or more as a household of their own.

    Gives its number; the one that they were in keeps its own.
    """
    row = _found(work, number)
    _leave(work, row, person_ids, first - DAY)
    work.about = row.name
    if len(set(person_ids)) < 2:
        return None
    (made,) = _made(work, [NewHousehold(tuple(person_ids), first, name)])
    return int(made["number"])


@operation(
    "households.merge", N_("Put households together"), N_("{who} put households together: {about}")
)
def merge_households(work: Work, into: int, other: int, first: date) -> None:
    """Everybody of the other household belongs to the first one from a day on."""
    if into == other:
        raise refuse("household.itself", N_("Choose two different households."), field="other")
    row, gone = _found(work, into), _found(work, other)
    people = [
        stay.person_id for stay in _stays(work, gone) if stay.last is None or stay.last >= first
    ]
    if not people:
        raise refuse(
            "household.over",
            N_("Nobody belongs to {name} on {first} any more."),
            field="other",
            name=gone.name,
            first=first,
        )
    _leave(work, gone, people, first - DAY)
    _enter(work, row, people, first)
    work.about = f"{row.name}, {gone.name}"


@operation("households.rename", N_("Rename household"), N_("{who} renamed the household {about}"))
def rename_household(work: Work, number: int, name: str) -> None:
    """How a household is called in lists."""
    if not name.strip():
        raise refuse("household.name", N_("Fill in the name of the household."), field="name")
    row = _found(work, number)
    row.name = " ".join(name.split())
    work.about = row.name


def end_stays(work: Work, person_id: int, last: date) -> None:
    """Who died belongs to no household any more; for operations of other features."""
    for stay in work.session.scalars(
        select(HouseholdStay).where(HouseholdStay.person_id == person_id)
    ):
        if stay.last is None or stay.last > last:
            stay.last = max(last, stay.first)


def _made(work: Work, wanted: Sequence[NewHousehold]) -> list[dict[str, Any]]:
    """The rows of new households, with everybody in them, in as few statements as one takes."""
    number = _next_number(work)
    known = _people(work, {each for new in wanted for each in new.person_ids})
    rows: list[dict[str, Any]] = []
    for place, new in enumerate(wanted):
        people = [known[each] for each in new.person_ids]
        name = " ".join(new.name.split()) or household_name(people)
        rows.append({"number": number + place, "name": name})
    ids = work.add_many(Household, rows)
    stays = [
        {"household_id": row_id, "person_id": person, "first": new.first, "last": None}
        for row_id, new in zip(ids, wanted, strict=True)
        for person in new.person_ids
    ]
    work.add_many(HouseholdStay, stays)
    return rows


def _enter(work: Work, row: Household, person_ids: Collection[int], first: date) -> None:
    for person in dict.fromkeys(person_ids):
        work.add(HouseholdStay(household_id=row.id, person_id=person, first=first, last=None))


def _leave(work: Work, row: Household, person_ids: Collection[int], last: date) -> list[str]:
    running = {stay.person_id: stay for stay in _stays(work, row) if stay.last is None}
    names: list[str] = []
    problems: list[Problem] = []
    for person in dict.fromkeys(person_ids):
        name, stay = spoken_name(work.get(Person, person)), running.get(person)
        if stay is None:
            raise refuse(
                "household.stranger",
                N_("{name} does not belong to the household {household}."),
                field="person_ids",
                name=name,
                household=row.name,
            )
        names.append(name)
        problems += check_leaving(name, stay.first, last)
    if not names:
        raise refuse("household.nobody", N_("Choose who leaves."), field="person_ids")
    work.check(problems)
    for person in dict.fromkeys(person_ids):
        running[person].last = last
    return names


def _candidates(work: Work, person_ids: Collection[int]) -> dict[int, Candidate]:
    """By person; of any number of people in two questions to the file."""
    ids = set(person_ids)
    people = _people(work, ids)
    periods: dict[int, list[Period]] = defaultdict(list)
    for stay in work.session.scalars(select(HouseholdStay).where(HouseholdStay.person_id.in_(ids))):
        periods[stay.person_id].append(Period(stay.first, stay.last or date.max))
    found = {}
    for each in ids:
        row = people.get(each) or work.get(Person, each)
        found[each] = Candidate(
            each, spoken_name(row), row.nature, row.death_date, tuple(periods[each])
        )
    return found


def _people(work: Work, ids: Collection[int]) -> dict[int, Person]:
    return {row.id: row for row in work.session.scalars(select(Person).where(Person.id.in_(ids)))}


def _stays(work: Work, row: Household) -> list[HouseholdStay]:
    return list(
        work.session.scalars(select(HouseholdStay).where(HouseholdStay.household_id == row.id))
    )


def _found(work: Work, number: int) -> Household:
    row = work.session.scalars(select(Household).where(Household.number == number)).first()
    if row is None:
        raise unknown_household(number)
    return row


def _next_number(work: Work) -> int:
    # An operation that made several households may have gone beyond its own number.
    highest = work.session.scalar(select(func.max(Household.number))) or 0
    return max(next_number(work), 1 + highest)
