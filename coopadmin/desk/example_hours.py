"""Invented hours: who helped in which week, quieter in summer, cut at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from coopadmin.activities.queries import ActivityRow
from coopadmin.activities.rules import PEOPLE, TIMES
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.volunteers.rules import NewHours, estimates_of

_BUSY = (0.8, 0.78, 0.8, 0.8, 0.76, 0.72, 0.45, 0.42, 0.74, 0.8, 0.84, 0.7)
# What the board aims at in a year, and about how much is counted in a week, by theme.
AIMED_HOURS = {"transport": Duration(1100 * 60)}
AIMED_COUNTS = {"transport": 1200, "meals": 2000}
_IN_A_WEEK = {"transport": 24, "meals": 42, "visits": 13}
_GUESTS = 28
# Two days in a year on which the village comes to help: month, and how many people.
_HELPING_DAYS = ((3, 14), (10, 11))
_HALF_YEARS = ((1, 1, 6, 30), (7, 1, 12, 31))
_HALF_HOURS = (2, 3, 4, 4, 5, 6, 7, 8)


def counts_of(
    year: int, until: date, activities: Sequence[ActivityRow], chance: Random
) -> list[dict[str, Any]]:
    """Columns of what was counted in one year: rides, meals and visits, and who came for coffee."""
    usual = [
        (each.id, what, number)
        for each in activities
        for what, number in (
            (TIMES, _IN_A_WEEK.get(each.theme, 0) if each.unit else 0),
            (PEOPLE, _GUESTS if each.counts_people else 0),
        )
        if number
    ]
    return [
        {
            "activity_id": activity_id,
            "what": what,
            "first": week.first,
            "last": week.last,
            "number": max(1, round(number * week.days / 7 * chance.uniform(0.75, 1.2))),
        }
        for week in weeks(year, until)
        if week.last <= until
        for activity_id, what, number in usual
    ]


def unnamed_hours(
    year: int, until: date, activities: Sequence[ActivityRow], founder: int
) -> list[NewHours]:
    """Days on which a group came to help, and estimates of a founder who keeps no list."""
    by_theme = {each.theme: each.id for each in activities}
    found: list[NewHours] = []
    for month, people in _HELPING_DAYS if "chores" in by_theme else ():
        first = date(year, month, 1)
        saturday = first + timedelta(days=(5 - first.weekday()) % 7 + 7)
        worked = Duration(people * 180)
        found.append(NewHours(None, by_theme["chores"], saturday, saturday, worked, people=people))
    for month, day, last_month, last_day in _HALF_YEARS if "governance" in by_theme else ():
        half = NewHours(
            founder,
            by_theme["governance"],
            date(year, month, day),
            date(year, last_month, last_day),
            Duration(40 * 60),
        )
        found += estimates_of(half) if half.last <= until else []
    return [each for each in found if each.last <= until]


def weeks(year: int, until: date) -> Iterator[Period]:
    """Monday to Sunday, cut where a month ends, up to `until`."""
    first = date(year, 1, 1)
    while first <= until:
        sunday = first + timedelta(days=6 - first.weekday())
        month_end = Period.month(first.year, first.month).last
        last = min(sunday, month_end)
        yield Period(first, last)
        first = last + timedelta(days=1)


def hours_of(
    year: int, until: date, lists: dict[int, list[int]], chance: Random
) -> list[dict[str, Any]]:
    """Columns of the hour entries of all lists (activity to people) in one year."""
    usual = {
        (activity, person): chance.choice(_HALF_HOURS)
        for activity, people in lists.items()
        for person in people
    }
    entries = []
    for week in weeks(year, until):
        if week.last > until:
            break
        busy = _BUSY[week.first.month - 1] * min(1.0, week.days / 5)
        for (activity, person), halves in usual.items():
            if chance.random() < busy:
                worked = max(1, halves + chance.choice((-1, 0, 0, 0, 1)))
                entries.append(
                    {
                        "person_id": person,
                        "activity_id": activity,
                        "first": week.first,
                        "last": week.last,
                        "worked": Duration(worked * 30),
                        "estimated": False,
                        "note": "",
                        "people": 1,
                    }
                )
    return entries
