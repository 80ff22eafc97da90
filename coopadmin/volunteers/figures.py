"""What is told about hours and volunteers: rows of lists, and figures that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.duration import Duration


@dataclass(frozen=True, slots=True)
class HourRow:
    """One entry of hours."""

    id: int
    person_id: int
    name: str
    activity_id: int
    activity: str
    first: date
    last: date
    worked: Duration
    estimated: bool
    note: str


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
    """Hours of one activity in a book year, by how many people, and in the year before."""

    activity: str
    theme: str
    worked: Duration
    volunteers: int
    previous: Duration


@dataclass(frozen=True, slots=True)
class MonthHours:
    """Hours of one calendar month of a book year."""

    month: Period
    worked: Duration


@dataclass(frozen=True)
class HoursFacts:
    """Hours of one book year; by activity and by month they add up to the total.

    An entry belongs to the year and month in which it begins. `volunteers` counts every person
    once. `by_month` has every month of the year, `by_activity` those with hours in this year or
    the one before.
    """

    year: BookYear
    total: Duration
    estimated: Duration
    volunteers: int
    by_activity: tuple[ActivityHours, ...]
    by_month: tuple[MonthHours, ...]
    previous_total: Duration
    previous_volunteers: int
