"""What the rules of tasks look at: frozen facts of meetings, terms, payments and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money


@dataclass(frozen=True)
class PlannedMeeting:
    """A general meeting: `status` as in `meetings.rules.STATUSES`."""

    held_on: date
    status: str
    convened_on: date | None


@dataclass(frozen=True)
class RunningTerm:
    """Somebody's term in the board; `number` counts the terms."""

    name: str
    office: str
    planned_last: date | None
    number: int


@dataclass(frozen=True)
class Overdue:
    """What should have been paid for a book year by now."""

    book_year: str
    people: int
    open: Money
    due: date


@dataclass(frozen=True)
class QuietMonth:
    """A month that is over, and the activities of which nothing was written down in it."""

    month: Period
    activities: tuple[str, ...]


@dataclass(frozen=True)
class TaskFacts:
    """All that the rules look at. `last_year` is the book year before the one of today.

    `begun` is the day of the file's first change: what was due before it was done elsewhere.
    `accounts_adopted` says that the annual report of `last_year` was adopted; `charged` that a
    charge run was made for this book year. `backups` is None where nobody can know of them, else
    the time of the newest, or no time.
    """

    today: date
    legal_form: str
    founded_on: date | None
    year: BookYear
    last_year: BookYear
    begun: date
    accounts_adopted: bool
    meetings: Sequence[PlannedMeeting]
    convocation_days: int
    board_terms: int
    board: Sequence[RunningTerm]
    members: int
    kinds_without_tariff: Sequence[str]
    charged: bool
    overdue: Sequence[Overdue]
    quiet_months: Sequence[QuietMonth]
    statutes_checked: bool
    rates_to_check: int
    backups: tuple[datetime | None, ...] | None = field(default=None)
