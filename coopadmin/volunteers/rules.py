"""What may be recorded as hours of a volunteer, and what is doubtful."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Problem, question, refuse

DOUBTS = ("hours.many", "hours.many_people", "hours.long_ago", "hours.future", "hours.not_running")
WEEK_LIMIT_CODE = "hours.week_limit"
WEEK_LIMIT = Duration(24 * 60)
DAY_FLOOR = Duration(12 * 60)
LONG_AGO = 20
MANY_PEOPLE = 250
QUARTER = 15
_DAY = 24 * 60
_GROUP = re.compile(
    r"(\d{1,5})\s*(?:mensen|personen|vrijwilligers|people|persons|volunteers)?\s*[x×*]\s*(.+?)"
    r"\s*(?:uur|uren|hours?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NewHours:
    """Time worked for one activity from `first` up to and including `last`.

    By one person; with None for the person by a group of `people`, together.
    """

    person_id: int | None
    activity_id: int
    first: date
    last: date
    worked: Duration
    estimated: bool = False
    note: str = ""
    people: int = 1

    @property
    def period(self) -> Period:
        return Period(self.first, self.last)


@dataclass(frozen=True)
class ActivityTerm:
    """An activity as hours meet it: its name and when it ran."""

    id: int
    name: str
    since: date | None
    until: date | None

    def runs_in(self, period: Period) -> bool:
        begun = self.since is None or self.since <= period.last
        return begun and (self.until is None or self.until >= period.first)


@dataclass(frozen=True)
class Circumstances:
    """What hours are judged by: the day, the settable limit, the activity, hours already there.

    `same` is what stands already for the same person, activity and period, or None.
    """

    today: date
    activity: ActivityTerm
    week_limit: Duration = WEEK_LIMIT
    same: Duration | None = None


def likely_limit(days: int, week_limit: Duration = WEEK_LIMIT) -> Duration:
    """Up to how much is not asked about: the week's limit in proportion, never under 12 hours.

    Rounded down to whole minutes.
    """
    return max(DAY_FLOOR, Duration(week_limit.minutes * days // 7))


def check_new_hours(new: NewHours, around: Circumstances) -> Iterator[Problem]:
    """Errors of the period and the amount first; where those are sound, what is doubtful."""
    errors = [*_check_period(new), *_check_people(new), *_check_worked(new)]
    yield from errors
    if not errors:
        yield from _doubts(new, around)


def _check_period(new: NewHours) -> Iterator[Problem]:
    if new.last < new.first:
        yield Problem(
            "hours.ends_before",
            N_("The period ends before it begins. Turn the two days round."),
            field="last",
        )
    elif (new.first.year, new.first.month) != (new.last.year, new.last.month):
        yield Problem(
            "hours.two_months",
            N_("A period stays within one month. Make one of each month."),
            field="last",
        )


def _check_people(new: NewHours) -> Iterator[Problem]:
    if new.people < 1 or (new.person_id is not None and new.people != 1):
        yield Problem(
            "hours.people",
            N_("A group without names is one person at least; somebody with a name is one."),
            field="people",
        )


def _check_worked(new: NewHours) -> Iterator[Problem]:
    if new.worked.minutes < 0:
        yield Problem("hours.negative", N_("Hours cannot be less than zero."), field="worked")
    elif new.worked.minutes == 0:
        yield Problem("hours.nothing", N_("Fill in how long, or remove the line."), field="worked")
    elif new.first <= new.last and new.worked.minutes > _DAY * new.period.days * new.people:
        yield Problem(
            "hours.impossible",
            N_("There are not {worked} hours in {when}. Correct the hours or the period."),
            {"worked": new.worked, "when": _when(new)},
            "worked",
        )


def _doubts(new: NewHours, around: Circumstances) -> Iterator[Problem]:
    each = likely_limit(new.period.days, around.week_limit)
    limit = Duration(each.minutes * new.people)
    if new.people > MANY_PEOPLE:
        yield question(
            "hours.many_people",
            N_("{people} people at once is much. Is that right?"),
            {"people": new.people},
            "people",
        )
    if new.worked > limit:
        yield question(
            "hours.many",
            N_("{worked} hours in {when} is above the limit of {limit}. Is that right?"),
            {"worked": new.worked, "when": _when(new), "limit": limit},
            "worked",
        )
    if new.first.year < around.today.year - LONG_AGO:
        yield question(
            "hours.long_ago",
            N_("{first} is long ago. Is the year right?"),
            {"first": new.first},
            "first",
        )
    if new.first > around.today:
        yield question(
            "hours.future",
            N_("{first} is still to come. Is that right?"),
            {"first": new.first},
            "first",
        )
    if not around.activity.runs_in(new.period):
        yield question(
            "hours.not_running",
            N_("“{activity}” was not running in {when}. Is that right?"),
            {"activity": around.activity.name, "when": _when(new)},
            "activity_id",
        )
    if around.same is not None:
        yield question(
            "hours.double",
            N_("For {when} {same} hours stand there already. Do these come on top?"),
            {"when": _when(new), "same": around.same},
            "worked",
        )


def _when(new: NewHours) -> date | Period:
    return new.first if new.first == new.last else new.period


def read_group(text: str) -> tuple[int, Duration]:
    """`12 x 2,5`: how many people, and how long all of them together. Raises Refused."""
    match = _GROUP.fullmatch(text.strip())
    if match is None:
        raise refuse(
            "hours.no_group",
            N_("Type how many people and how long each: 12 x 2 or 12 x 1:30."),
            field="worked",
        )
    people = int(match[1])
    return people, Duration(people * Duration.parse(match[2], "worked").minutes)


def spread(worked: Duration, months: int) -> list[Duration]:
    """An estimate over several months: as much in each, in whole quarters, the rest in the last."""
    share = Duration(worked.minutes // months // QUARTER * QUARTER)
    return [share] * (months - 1) + [Duration(worked.minutes - share.minutes * (months - 1))]


def estimates_of(whole: NewHours) -> Sequence[NewHours]:
    """The estimate of a period cut at the ends of its months; a month without time has none."""
    months = list(whole.period.months())
    return [
        replace(whole, first=month.first, last=month.last, worked=share, estimated=True)
        for month, share in zip(months, spread(whole.worked, len(months)), strict=True)
        if share or len(months) == 1
    ]


def check_time_on_list(since: date | None, last: date) -> Iterator[Problem]:
    """Nobody leaves the list of an activity before coming on it."""
    if since is not None and last < since:
        yield Problem(
            "volunteers.ends_before",
            N_("This person is on the list from {since} on. Choose a later day."),
            {"since": since},
            "last",
        )
