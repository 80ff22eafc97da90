"""Invented hours: who helped in which week, quieter in summer, cut at the end of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration

_BUSY = (0.8, 0.78, 0.8, 0.8, 0.76, 0.72, 0.45, 0.42, 0.74, 0.8, 0.84, 0.7)
_HALF_HOURS = (2, 3, 4, 4, 5, 6, 7, 8)


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
                    }
                )
    return entries
