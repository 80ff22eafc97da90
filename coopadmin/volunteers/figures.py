"""What is told about hours and volunteers: rows of lists, and figures that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coopadmin.activities.rules import PEOPLE, unit_name
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.duration import Duration
from coopadmin.words import _, count, ngettext


def people_without_names(people: int) -> str:
    """`12 people without names`."""
    return ngettext("{count} person without a name", "{count} people without names", people).format(
        count=count(people)
    )


def count_name(what: str, unit: str) -> str:
    """`Rides`, or that it is different people who were counted."""
    return _("Different people") if what == PEOPLE else _(unit_name(unit))


@dataclass(frozen=True, slots=True)
class HourRow:
    """One entry of hours; without a person it is that of a group, which has no name."""

    id: int
    person_id: int | None
    name: str
    activity_id: int
    activity: str
    first: date
    last: date
    worked: Duration
    estimated: bool
    note: str
    people: int = 1

    @property
    def who(self) -> str:
        """The name, or how many people without one."""
        return self.name if self.person_id is not None else people_without_names(self.people)


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A person on the list of an activity; without days always."""

    task_id: int
    person_id: int
    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class MonthActivity:
    """An activity in one month: how many are on its list, for how many hours are filled in."""

    activity_id: int
    name: str
    theme: str
    volunteers: int
    filled: int
    worked: Duration

    @property
    def complete(self) -> bool:
        return 0 < self.volunteers <= self.filled


@dataclass(frozen=True, slots=True)
class ActivityHours:
    """Hours of one activity in a book year, by how many people, and in the year before.

    `target` is what the board aimed at for a book year.
    """

    activity: str
    theme: str
    worked: Duration
    volunteers: int
    previous: Duration
    target: Duration | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What an activity did in a book year until the end of a month, and what it aims at.

    `unit` is a token of UNITS; an aim is None where the board set none.
    """

    year: BookYear
    months: int
    months_of_year: int
    worked: Duration
    target_hours: Duration | None
    unit: str
    number: int
    target_count: int | None

    @property
    def hours_due(self) -> Duration:
        """How many hours there would be by now if every month were the same."""
        aim = self.target_hours or Duration()
        return Duration(aim.minutes * self.months // self.months_of_year)

    @property
    def count_due(self) -> int:
        return (self.target_count or 0) * self.months // self.months_of_year


@dataclass(frozen=True, slots=True)
class MonthHours:
    """Hours of one calendar month of a book year."""

    month: Period
    worked: Duration


@dataclass(frozen=True)
class HoursFacts:
    """Hours of one book year; by activity and by month they add up to the total.

    An entry belongs to the year and month in which it begins. `volunteers` counts every person
    with a name once; those without are only in `grouped`, hours, and `group_people`, how often
    somebody was one of a group. `by_month` has every month of the year, `by_activity` those with
    hours in this year or the one before.
    """

    year: BookYear
    total: Duration
    estimated: Duration
    volunteers: int
    by_activity: tuple[ActivityHours, ...]
    by_month: tuple[MonthHours, ...]
    previous_total: Duration
    previous_volunteers: int
    grouped: Duration
    group_people: int
