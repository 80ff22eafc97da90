"""What the rules of tasks look at: frozen facts of meetings, terms, payments and hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money


@dataclass(frozen=True)
class PlannedMeeting:
    """A general meeting: `status` as in `meetings.rules.STATUSES`.

    `days` is how long before it the convocation goes out, `steps` how much of that is ready of
    how much.
    """

    held_on: date
    status: str
    convened_on: date | None
    days: int = 0
    steps: tuple[int, int] | None = None


@dataclass(frozen=True)
class RunningTerm:
    """Somebody's term in the board that no last day was recorded for; `number` counts the terms.

    `office` is in the language spoken. `successor` is who was appointed to the same office later,
    or empty.
    """

    name: str
    office: str
    planned_last: date | None
    number: int
    successor: str = ""


@dataclass(frozen=True)
class YearAccounts:
    """How far the accounts of a book year are; without `adopted_on` they are not adopted.

    `more_months` is what the members gave beyond the usual term. `books` is how far the book year
    is (`ledger.year_states.STATES`), empty where no books of it are kept here.
    """

    year: BookYear
    adopted_on: date | None = None
    more_months: int = 0
    books: str = ""


@dataclass(frozen=True)
class YearBudget:
    """The budget of a book year: whether there is a draft, and whether one was adopted."""

    year: BookYear
    drafted: bool
    adopted: bool


@dataclass(frozen=True)
class Overdue:
    """What should have been paid for a book year by now; `paid` of `charges` are."""

    book_year: str
    people: int
    open: Money
    due: date
    paid: int = 0
    charges: int = 0


@dataclass(frozen=True)
class QuietMonth:
    """A month that is over, and the activities of which nothing was written down in it.

    `filled` counts those that have hours in it.
    """

    month: Period
    activities: tuple[str, ...]
    filled: int = 0


@dataclass(frozen=True)
class Notice:
    """Notice of a member that nobody acknowledged yet."""

    name: str
    notice_on: date


@dataclass(frozen=True)
class Newcomer:
    """An applicant who was admitted and was not told the member number yet."""

    name: str
    number: int
    since: date


@dataclass(frozen=True)
class Ending:
    """Something of the deadline register that runs; `act_by` is the last day to act on it."""

    number: int
    kind: str
    title: str
    until: date
    act_by: date
    renews: bool = False
    keeper: str = ""


@dataclass(frozen=True)
class OpenBreach:
    """A data breach on which something is to be decided; `until` is the end of its 72 hours.

    Once `reported` was decided on, it is still to be decided whether people are told.
    """

    number: int
    discovered: datetime
    until: datetime
    reported: bool


@dataclass(frozen=True)
class TaskFacts:
    """All that the rules look at. `year` is the book year of `today`.

    `begun` is the day of the file's first change: what was due before it was done elsewhere.
    `accounts` are those of the years that are over, newest first. `register_changes` counts who
    came and went in the last of them. `auditors` are in the audit committee now, `auditors_asked`
    by law and statutes. `charged` says that a charge run was made for this book year.
    `rates_to_check` of `rates` were never compared with their source; `rates_of_before` were not
    looked up for this year. `backups` is None where nobody can know of them, else the time of the
    newest, or no time, and then since when there is no newer copy in a second place.
    `applications` wait for the board, the oldest since `applied_since`.
    `unacknowledged` are notices of the last year, `untold` members of it. `notes_over` counts
    notes whose term is over. `other_terms` are those of supervisors,
    committees and circles. `jubilees` are who celebrate in `jubilee_month`, with their years.
    `to_erase` may be erased, as the year begins: who left long ago, and whose term has ended.
    `budgets` are those of this book year and the next, none where no books are kept.
    `attached` are the bytes of all attachments. `now` is the moment, where that is known.
    """

    today: date
    legal_form: str
    founded_on: date | None
    year: BookYear
    begun: date
    accounts: Sequence[YearAccounts]
    meetings: Sequence[PlannedMeeting]
    board_terms: int
    board: Sequence[RunningTerm]
    auditors: int
    auditors_asked: int
    members: int
    register_changes: int
    kinds_without_tariff: Sequence[str]
    charged: bool
    overdue: Sequence[Overdue]
    quiet_months: Sequence[QuietMonth]
    statutes_checked: bool
    rates: int
    rates_to_check: int
    rates_of_before: int
    backups: tuple[datetime | None, ...] | None = field(default=None)
    applications: int = 0
    applied_since: date | None = None
    unacknowledged: Sequence[Notice] = ()
    deadlines: Sequence[Ending] = ()
    untold: Sequence[Newcomer] = ()
    other_terms: Sequence[RunningTerm] = ()
    notes_over: int = 0
    note_over_since: date | None = None
    jubilee_month: date | None = None
    jubilees: Sequence[str] = ()
    attached: int = 0
    now: datetime | None = None
    breaches: Sequence[OpenBreach] = ()
    to_erase: int = 0
    budgets: Sequence[YearBudget] = ()
