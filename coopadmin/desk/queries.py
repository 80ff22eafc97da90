"""What the frame and the home page of the window ask, across all features."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from coopadmin.activities.queries import ActivityRow
from coopadmin.annual.queries import list_earlier_figures, members_known_from
from coopadmin.annual.rules import MEMBERS
from coopadmin.attachments.queries import logo_of
from coopadmin.contributions.rules import CHARGE_KIND
from coopadmin.cooperative.bookyears import BookYears
from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import (
    CooperativeFacts,
    get_book_years,
    get_cooperative,
    list_book_years,
)
from coopadmin.cooperative.rules import KINDS as COOPERATIVE_KINDS
from coopadmin.desk.documents import DocumentRow, Room, list_documents, room_of_documents
from coopadmin.desk.task_queries import (
    list_set_aside,
    list_tasks,
    members_on,
    runs_on,
    split_tasks,
    still_open,
    task_facts,
)
from coopadmin.desk.tasks import Task, time_left, urgency
from coopadmin.desk.year_round_queries import months_given
from coopadmin.kernel.calendar import BookYear, Period, add_months
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.model import OpenItem
from coopadmin.ledger.queries import NOTHING
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.rules import PREPARATION
from coopadmin.members.model import Membership
from coopadmin.people.queries import list_officers
from coopadmin.store.model import Done
from coopadmin.volunteers.model import HourEntry
from coopadmin.volunteers.queries import Progress, list_progress
from coopadmin.words import _

__all__ = [
    "DocumentRow",
    "Frame",
    "Overview",
    "Room",
    "Task",
    "frame",
    "list_documents",
    "list_set_aside",
    "list_tasks",
    "months_given",
    "office_holders",
    "overview",
    "room_of_documents",
    "split_tasks",
    "task_facts",
    "time_left",
    "urgency",
]

DAY = timedelta(days=1)
BOARD = "board"
YEARS_SHOWN = 8
_ENDING = re.compile(r"[\s,(]+[wbu][\s.]*a[\s.)]*$", re.IGNORECASE)
_SAYS_WHAT = ("peratie", "peratief", "ereniging", "tichting")


@dataclass(frozen=True)
class Frame:
    """What the frame of the window shows: the name in two parts, book years newest first.

    `names` are those who may be at work here: officers, then who worked in this file before.
    """

    kind: str
    name: str
    example: bool
    years: tuple[BookYear, ...]
    names: tuple[str, ...]
    logo: bytes


@dataclass(frozen=True)
class MonthPair:
    """Hours of a month of the book year and of the same month a year before."""

    month: Period
    worked: Duration
    before: Duration


@dataclass(frozen=True)
class Overview:
    """The figures of the home page for the book year of `today`.

    `members_at_start` are those of before the first day of the year; hours `before` are those up
    to the same day a year ago; `open` is what `debtors` still owe of the contributions of
    `open_year`, the newest of which anything is open.
    `members_by_year` are those at the end of each book year that are known or were typed in, and
    of now. `aims` are those of activities that run now, until the end of this month.
    """

    today: date
    year: BookYear
    last_year: BookYear
    members: int
    members_at_start: int
    worked: Duration
    worked_before: Duration
    months: tuple[MonthPair, ...]
    open_year: str
    open: Money
    debtors: int
    meeting: tuple[str, date] | None
    members_by_year: tuple[tuple[str, int], ...]
    aims: tuple[tuple[ActivityRow, Progress], ...]


def frame(session: Session, today: date) -> Frame:
    """Raises Refused in a file that has no cooperative yet."""
    cooperative = get_cooperative(session)
    kind, name = name_parts(cooperative)
    officers = [officer.name for officer in list_officers(session, today)]
    earlier = session.scalars(
        select(Done.who).group_by(Done.who).order_by(func.max(Done.sequence).desc())
    )
    return Frame(
        kind,
        name,
        cooperative.example,
        tuple(reversed(list_book_years(session, today))),
        tuple(dict.fromkeys([*officers, *earlier])),
        logo_of(session),
    )


def name_parts(cooperative: CooperativeFacts) -> tuple[str, str]:
    """`Zorgcoöperatie` and `Beemdervelde` of “Zorgcoöperatie Beemdervelde U.A.”.

    A name whose first word does not say what it is gets the kind of cooperative above it.
    """
    name = cooperative.name
    if is_cooperative(cooperative.legal_form):
        name = _ENDING.sub("", name) or name
    first, _blank, rest = name.partition(" ")
    if first.casefold().endswith(_SAYS_WHAT) and rest:
        return first, rest
    return _(COOPERATIVE_KINDS.get(cooperative.kind, "")), name


def overview(session: Session, today: date) -> Overview:
    """The figures of the home page, for the book year that `today` is in."""
    years = get_book_years(session)
    year = years.on(today)
    by_day = _hours_by_day(session, Period(add_months(year.first, -12), year.last))
    a_year_ago = add_months(today, -12)
    months = []
    for month in year.period.months():
        first = add_months(month.first, -12)
        before = Period(first, add_months(first, 1) - DAY)
        months.append(MonthPair(month, _sum_in(by_day, month), _sum_in(by_day, before)))
    left, paid = still_open()
    owed = session.execute(
        select(OpenItem.book_year, func.sum(left), func.count(OpenItem.person_id.distinct()))
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(OpenItem.kind == CHARGE_KIND, OpenItem.direction == "receivable", left > NOTHING)
        .group_by(OpenItem.book_year)
        .order_by(OpenItem.book_year.desc())
        .limit(1)
    ).first()
    meeting = session.execute(
        select(Meeting.title, Meeting.held_on)
        .where(Meeting.status == PREPARATION, Meeting.held_on >= today)
        .order_by(Meeting.held_on)
        .limit(1)
    ).first()
    return Overview(
        today=today,
        year=year,
        last_year=years.before(year),
        members=members_on(session, today),
        members_at_start=session.scalar(
            select(func.count())
            .select_from(Membership)
            .where(
                Membership.since < year.first,
                or_(Membership.until.is_(None), Membership.until >= year.first),
            )
        )
        or 0,
        worked=_sum_in(by_day, Period(year.first, today)),
        worked_before=_sum_in(by_day, Period(add_months(year.first, -12), a_year_ago)),
        months=tuple(months),
        open_year=year.label if owed is None else owed[0],
        open=ZERO if owed is None else owed[1],
        debtors=0 if owed is None else owed[2],
        meeting=None if meeting is None else (meeting.title, meeting.held_on),
        members_by_year=_members_by_year(session, years, today),
        aims=tuple(list_progress(session, today)),
    )


def _members_by_year(
    session: Session, years: BookYears, today: date
) -> tuple[tuple[str, int], ...]:
    shown = [years.on(today)]
    while len(shown) < YEARS_SHOWN:
        shown.append(years.before(shown[-1]))
    typed = {
        row.book_year: row.value for row in list_earlier_figures(session) if row.code == MEMBERS
    }
    known_from = members_known_from(session)
    ends = [min(year.last, today) for year in shown]
    counted = session.execute(
        select(*(func.count().filter(runs_on(day)) for day in ends)).select_from(Membership)
    ).one()
    found = [
        (year.label, number if day >= known_from else typed[year.label])
        for year, day, number in zip(shown, ends, counted, strict=True)
        if day >= known_from or year.label in typed
    ]
    return tuple(reversed(found))


def office_holders(session: Session, on: date) -> dict[str, tuple[str, ...]]:
    """The names of those who hold each office of the board on a day."""
    found: dict[str, tuple[str, ...]] = {}
    for row in list_officers(session, on, BOARD):
        found[row.office] = (*found.get(row.office, ()), row.name)
    return found


def _hours_by_day(session: Session, period: Period) -> dict[date, Duration]:
    rows = session.execute(
        select(HourEntry.first, func.sum(HourEntry.worked).label("worked"))
        .where(HourEntry.first.between(period.first, period.last))
        .group_by(HourEntry.first)
    )
    return {row.first: row.worked for row in rows}


def _sum_in(by_day: dict[date, Duration], period: Period) -> Duration:
    return Duration.total(worked for day, worked in by_day.items() if day in period)
