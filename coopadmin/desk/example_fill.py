"""The operations that fill the example in one go: villagers with memberships, and their hours."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from coopadmin.activities.queries import list_activities
from coopadmin.desk.example_hours import hours_of
from coopadmin.desk.example_people import inhabitants
from coopadmin.kernel.problem import N_
from coopadmin.members.model import Membership
from coopadmin.members.queries import list_kinds
from coopadmin.people.model import Person
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.volunteers.model import HourEntry, VolunteerTask
from coopadmin.words import count

SHARE_OF_HOUSEHOLDS, SHARE_THAT_LEAVES, SHARE_OF_OLD_HANDS = 0.36, 0.04, 0.6
YEARS_OF_JOINING, YEARS_OF_LEAVING, HELPERS = 11, 3, 12
NEVER = UndoneBy(never=N_("The example is filled in one go. Make a new example instead."))


@operation("example.villagers", N_("Fill in example members"), NEVER)
def settle_villagers(work: Work, members: int, today: date, chance: Random) -> list[int]:
    """Persons with their memberships; gives their ids in order of member number."""
    kinds = list_kinds(work.session)
    organisations = max(1, members // 25)
    leaving = round(members * SHARE_THAT_LEAVES) * 3
    villagers = inhabitants(members + leaving, chance, organisations)
    ids = work.add_many(Person, [each.columns for each in villagers])
    first = date(today.year - YEARS_OF_JOINING, 3, 14)
    span = (today - first).days - 40
    dates = sorted(first + timedelta(days=int(span * chance.random() ** 0.8)) for _id in ids)
    early = range(round(len(ids) * SHARE_OF_OLD_HANDS))
    leavers = set(chance.sample(early, leaving))
    order = list(range(len(ids)))
    chance.shuffle(order)
    rows: list[dict[str, Any]] = []
    for number, (place, since) in enumerate(zip(order, dates, strict=True), 1):
        household = chance.random() < SHARE_OF_HOUSEHOLDS
        kind = kinds[2] if villagers[place].organisation else kinds[1 if household else 0]
        until = _end(since, today, chance) if number - 1 in leavers else None
        rows.append(
            {
                "number": number,
                "person_id": ids[place],
                "kind_id": kind.id,
                "payer_id": None,
                "since": since,
                "since_estimated": False,
                "until": until,
                "end_reason": _reason(until, chance),
                "notice_on": None if until is None else max(since, until - timedelta(days=60)),
                "applied_on": max(first, since - timedelta(days=9)),
                "resolution_id": None,
                "persons_covered": chance.choice((2, 2, 2, 3, 4)) if kind == kinds[1] else 1,
                "remark": "",
            }
        )
    work.add_many(Membership, rows)
    work.about = count(len(rows))
    return [row["person_id"] for row in rows if row["until"] is None]


def _end(since: date, today: date, chance: Random) -> date:
    years = [year for year in range(today.year - YEARS_OF_LEAVING, today.year) if year > since.year]
    return date(chance.choice(years or [today.year - 1]), 12, 31)


def _reason(until: date | None, chance: Random) -> str:
    if until is None:
        return ""
    return chance.choice(("by-member", "by-member", "by-member", "death"))


@operation("example.hours", N_("Fill in example hours"), NEVER)
def work_hours(work: Work, year: int, until: date, people: list[int], chance: Random) -> int:
    """The hours of one year, week by week, and who is on which list; gives how many entries."""
    activities = list_activities(work.session)
    helpers = min(HELPERS, len(people))
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
    work.add_many(HourEntry, entries)
    work.about = str(year)
    return len(entries)
