"""How far an activity is with what the board aims at: in words, and as shares for a bar."""

from __future__ import annotations

from typing import NamedTuple

from coopadmin.activities.rules import unit_name
from coopadmin.volunteers.queries import Progress
from coopadmin.words import _, count, hours, month_name


class AimSaid(NamedTuple):
    """One aim: `412 van 1.200 uur`, which part is done, and which part would be by now."""

    words: str
    done: float
    by_now: float


def aims_said(progress: Progress) -> list[AimSaid]:
    """The aims of one activity, hours first; none where the board set none."""
    found = []
    if progress.target_hours:
        words = _("{done} of {aim} hours").format(
            done=hours(progress.worked), aim=hours(progress.target_hours)
        )
        aim = progress.target_hours.minutes
        found.append(
            AimSaid(words, progress.worked.minutes / aim, progress.hours_due.minutes / aim)
        )
    if progress.target_count:
        words = _("{done} of {aim} {unit}").format(
            done=count(progress.number),
            aim=count(progress.target_count),
            unit=_(unit_name(progress.unit)).lower(),
        )
        wanted = progress.target_count
        found.append(AimSaid(words, progress.number / wanted, progress.count_due / wanted))
    return found


def month_reached(progress: Progress) -> str:
    """The month at whose end the tick of the bar stands."""
    return month_name((progress.year.first.month + progress.months - 2) % 12 + 1)
