"""The operations that fill the example in one go: villagers with memberships, and their hours."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from coopadmin.activities.model import ActivityCount
from coopadmin.activities.queries import list_activities
from coopadmin.desk.example_consents import consents_given
from coopadmin.desk.example_hours import counts_of, hours_of, unnamed_hours
from coopadmin.desk.example_own_fields import fill_own_fields
from coopadmin.desk.example_people import inhabitants
from coopadmin.desk.example_register import FOUNDERS, Term, terms_of
from coopadmin.kernel.problem import N_
from coopadmin.members.model import Membership
from coopadmin.members.queries import list_kinds
from coopadmin.people.model import Consent, Person
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.words import count

SHARE_OF_HOUSEHOLDS = 0.36
# On each list of an activity; not more than there are people for in a small village.
HELPERS, FEWEST_HELPERS, PEOPLE_PER_HELPER = 12, 2, 15
NEVER = UndoneBy(never=N_("The example is filled in one go. Make a new example instead."))


@operation(
    "example.villagers",
    N_("Fill in example members"),
    N_("{who} read a list of {about} members"),
    NEVER,
)
def settle_villagers(
    work: Work, members: int, founded: date, today: date, chance: Random
) -> list[int]:
    """Persons with their memberships; gives the ids of people who stay, in order of number."""
    kinds = list_kinds(work.session)
    terms = terms_of(members, founded, today, chance)
    villagers = inhabitants(len(terms), chance, max(1, members // 25))
    ids = work.add_many(Person, [each.columns for each in villagers])
    # The first are people, because they hold the offices.
    order = list(range(FOUNDERS, len(ids)))
    chance.shuffle(order)
    order = [*range(FOUNDERS), *order]
    rows: list[dict[str, Any]] = []
    for number, (place, term) in enumerate(zip(order, terms, strict=True), 1):
        household = chance.random() < SHARE_OF_HOUSEHOLDS
        kind = kinds[2] if villagers[place].organisation else kinds[1 if household else 0]
        notice = term.until if term.reason != "death" else None
        rows.append(
            {
                "number": number,
                "person_id": ids[place],
                "kind_id": kind.id,
                "payer_id": None,
                "since": term.since,
                "since_estimated": False,
                "until": term.until,
                "end_reason": _reason(term, organisation=villagers[place].organisation),
                "notice_on": None if notice is None else notice - timedelta(days=60),
                "applied_on": max(founded, term.since - timedelta(days=9)),
                "resolution_id": None,
                "number_told_on": None,
                "end_ground": "",
                "acknowledged_on": None,
                "persons_covered": chance.choice((2, 2, 2, 3, 4)) if kind == kinds[1] else 1,
                "remark": "",
            }
        )
    work.add_many(Membership, rows)
    emails = {ids[place]: each.columns["email"] for place, each in enumerate(villagers)}
    settled = [(row["person_id"], row["since"], emails[row["person_id"]]) for row in rows]
    # Chance of its own, so that what comes after does not depend on it.
    work.add_many(Consent, consents_given(settled, today, Random(members)))
    fill_own_fields(work, [row["person_id"] for row in rows], Random(members))
    work.about = count(len(rows))
    people = {ids[place] for place, each in enumerate(villagers) if not each.organisation}
    return [row["person_id"] for row in rows if row["until"] is None and row["person_id"] in people]


def _reason(term: Term, *, organisation: bool) -> str:
    return "dissolution" if term.reason == "death" and organisation else term.reason


@operation(
    "example.hours",
    N_("Fill in example hours"),
    N_("{who} filled in the hours of {about}"),
    NEVER,
)
def work_hours(work: Work, year: int, until: date, people: list[int], chance: Random) -> int:
    """The hours of one year, week by week, and who is on which list; gives how many entries."""
    activities = list_activities(work.session)
    members = work.session.query(Membership.person_id)
    there = {person for (person,) in members.filter(Membership.since <= date(year, 1, 1))}
    people = [person for person in people if person in there]
    helpers = min(HELPERS, max(FEWEST_HELPERS, len(people) // PEOPLE_PER_HELPER))
    lists = {
        each.id: [people[(10 + number * 9 + step) % len(people)] for step in range(helpers)]
        for number, each in enumerate(activities)
    }
    known = {
        (task.activity_id, task.person_id)
        for task in work.session.query(VolunteerTask.activity_id, VolunteerTask.person_id)
    }
    work.add_many(
        VolunteerTask,
        [
            {"activity_id": activity, "person_id": person, "since": date(year, 1, 1), "until": None}
            for activity, listed in lists.items()
            for person in listed
            if (activity, person) not in known
        ],
    )
    entries = hours_of(year, until, lists, chance)
    entries += [vars(new) for new in unnamed_hours(year, until, activities, people[0])]
    work.add_many(HourEntry, entries)
    # Chance of its own, so that what comes after does not depend on it.
    work.add_many(ActivityCount, counts_of(year, until, activities, Random(year)))
    work.about = str(year)
    return len(entries)
