"""What the frame, the home page and the history of the window ask, across all features."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, type_coerce
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.annual.rules import LOCK
from coopadmin.contributions.model import Charge, Tariff
from coopadmin.contributions.rules import CHARGE_KIND
from coopadmin.cooperative.queries import (
    CooperativeFacts,
    get_book_years,
    get_cooperative,
    get_statutes,
    list_book_years,
    list_rates,
)
from coopadmin.cooperative.rules import KINDS as COOPERATIVE_KINDS
from coopadmin.cooperative.rules import is_cooperative
from coopadmin.desk.changed import Cell, ChangedRow
from coopadmin.desk.history import (
    KINDS,
    DoneDetail,
    DoneRow,
    HistoryCounts,
    Wanted,
    days_done,
    find_done,
    get_done,
    history_counts,
    list_done,
)
from coopadmin.desk.places import place_of
from coopadmin.desk.sentences import first_name, titled
from coopadmin.desk.setting_back import Deed, deed_back
from coopadmin.desk.task_facts import (
    Overdue,
    PlannedMeeting,
    QuietMonth,
    RunningTerm,
    TaskFacts,
)
from coopadmin.desk.tasks import Task, accounts_due, tasks, time_left, urgency
from coopadmin.kernel.calendar import BookYear, Period, add_months
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.model import OpenItem, Settlement
from coopadmin.ledger.queries import NOTHING
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.rules import GENERAL_MEETING, PREPARATION
from coopadmin.members.model import Membership, MembershipKind
from coopadmin.people.queries import list_officers
from coopadmin.people.rules import OFFICES
from coopadmin.store.model import Done, Lock
from coopadmin.store.schema import MoneyColumn
from coopadmin.volunteers.model import HourEntry
from coopadmin.words import _

__all__ = [
    "KINDS",
    "Cell",
    "ChangedRow",
    "Deed",
    "DoneDetail",
    "DoneRow",
    "Frame",
    "HistoryCounts",
    "Overview",
    "Task",
    "Wanted",
    "accounts_due",
    "days_done",
    "deed_back",
    "find_done",
    "first_name",
    "frame",
    "get_done",
    "history_counts",
    "list_done",
    "list_tasks",
    "overview",
    "place_of",
    "time_left",
    "titled",
    "urgency",
]

DAY = timedelta(days=1)
BOARD = "board"
NO_TIME = Duration()
QUIET_MONTHS = 3
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
    to the same day a year ago; `open` is what is owed to us over all years by `debtors`.
    """

    today: date
    year: BookYear
    last_year: BookYear
    members: int
    members_at_start: int
    worked: Duration
    worked_before: Duration
    months: tuple[MonthPair, ...]
    open: Money
    debtors: int
    meeting: tuple[str, date] | None


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


def list_tasks(
    session: Session, today: date, backups: tuple[datetime | None, ...] | None = None
) -> list[Task]:
    """What waits for the board; `backups` as in `TaskFacts`."""
    return tasks(task_facts(session, today, backups))


def task_facts(
    session: Session, today: date, backups: tuple[datetime | None, ...] | None = None
) -> TaskFacts:
    """All that the rules of tasks look at, in a fixed number of queries."""
    cooperative = get_cooperative(session)
    years = get_book_years(session)
    year = years.on(today)
    last_year = years.before(year)
    statutes = get_statutes(session, today)
    adopted = session.scalar(
        select(func.count()).where(Lock.kind == LOCK, Lock.key == last_year.label)
    )
    charged = session.scalar(select(func.count()).where(Charge.book_year == year.label))
    return TaskFacts(
        today=today,
        legal_form=cooperative.legal_form,
        founded_on=cooperative.founded_on,
        year=year,
        last_year=last_year,
        begun=session.scalars(select(func.min(Done.time))).one().date(),
        accounts_adopted=bool(adopted),
        meetings=_general_meetings(session),
        convocation_days=statutes.convocation_days,
        board_terms=statutes.board_terms,
        board=[
            RunningTerm(
                row.name, _(OFFICES.get(row.office, row.office)), row.planned_last, row.number
            )
            for row in list_officers(session, today, BOARD)
            if row.last is None
        ],
        members=_members_on(session, today),
        kinds_without_tariff=_kinds_without_tariff(session, year),
        charged=bool(charged),
        overdue=_overdue(session, today),
        quiet_months=_quiet_months(session, today),
        statutes_checked=statutes.checked,
        rates_to_check=_rates_to_check(session, today),
        backups=backups,
    )


def _general_meetings(session: Session) -> list[PlannedMeeting]:
    rows = session.execute(
        select(Meeting.held_on, Meeting.status, Meeting.convened_on)
        .where(Meeting.body == GENERAL_MEETING)
        .order_by(Meeting.held_on)
    )
    return [PlannedMeeting(*row) for row in rows]


def _runs_on(day: date) -> Any:
    return (Membership.since <= day) & or_(Membership.until.is_(None), Membership.until >= day)


def _members_on(session: Session, day: date) -> int:
    return session.scalar(select(func.count()).select_from(Membership).where(_runs_on(day))) or 0


def _kinds_without_tariff(session: Session, year: BookYear) -> list[str]:
    priced = select(Tariff.kind_id).where(Tariff.valid_from <= year.last)
    with_members = select(Membership.kind_id).where(_runs_on(year.first) | _runs_on(year.last))
    return list(
        session.scalars(
            select(MembershipKind.name)
            .where(MembershipKind.id.in_(with_members), MembershipKind.id.not_in(priced))
            .order_by(MembershipKind.position)
        )
    )


def _still_open() -> tuple[Any, Any]:
    """What is open on an item, and the sums of payments that it needs to be joined to."""
    paid = (
        select(Settlement.open_item_id, func.sum(Settlement.amount).label("paid"))
        .group_by(Settlement.open_item_id)
        .subquery()
    )
    return type_coerce(OpenItem.amount - func.coalesce(paid.c.paid, NOTHING), MoneyColumn()), paid


def _overdue(session: Session, today: date) -> list[Overdue]:
    still_open, paid = _still_open()
    rows = session.execute(
        select(
            OpenItem.book_year,
            func.count(OpenItem.person_id.distinct()),
            func.sum(still_open),
            func.min(OpenItem.due),
        )
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(
            OpenItem.kind == CHARGE_KIND,
            OpenItem.direction == "receivable",
            OpenItem.due < today,
            still_open > NOTHING,
        )
        .group_by(OpenItem.book_year)
        .order_by(OpenItem.book_year)
    )
    return [Overdue(*row) for row in rows]


def _quiet_months(session: Session, today: date) -> list[QuietMonth]:
    """The last months that are over in which an activity that usually has hours has none."""
    this = today.replace(day=1)
    first = add_months(this, -2 * QUIET_MONTHS)
    written: dict[int, set[date]] = defaultdict(set)
    for activity_id, day in session.execute(
        select(HourEntry.activity_id, HourEntry.first)
        .where(HourEntry.first >= first)
        .group_by(HourEntry.activity_id, HourEntry.first)
    ):
        written[activity_id].add(day.replace(day=1))
    activities = session.execute(
        select(Activity.id, Activity.name, Activity.since, Activity.until).order_by(
            Activity.position
        )
    ).all()
    found = []
    for back in range(QUIET_MONTHS, 0, -1):
        month = add_months(this, -back)
        period = Period.month(month.year, month.month)
        before = {add_months(month, -earlier) for earlier in range(1, QUIET_MONTHS + 1)}
        quiet = [
            row.name
            for row in activities
            if (row.since is None or row.since <= period.last)
            and (row.until is None or row.until >= period.first)
            and month not in written[row.id]
            and written[row.id] & before
        ]
        if quiet:
            found.append(QuietMonth(period, tuple(quiet)))
    return found


def _rates_to_check(session: Session, today: date) -> int:
    now = {row.code: row for row in list_rates(session) if row.valid_from <= today}
    return sum(row.to_be_checked for row in now.values())


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
    still_open, paid = _still_open()
    owed, debtors = session.execute(
        select(func.sum(still_open), func.count(OpenItem.person_id.distinct()))
        .outerjoin(paid, paid.c.open_item_id == OpenItem.id)
        .where(OpenItem.direction == "receivable", still_open > NOTHING)
    ).one()
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
        members=_members_on(session, today),
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
        open=owed or ZERO,
        debtors=debtors,
        meeting=None if meeting is None else (meeting.title, meeting.held_on),
    )


def _hours_by_day(session: Session, period: Period) -> dict[date, Duration]:
    rows = session.execute(
        select(HourEntry.first, func.sum(HourEntry.worked).label("worked"))
        .where(HourEntry.first.between(period.first, period.last))
        .group_by(HourEntry.first)
    )
    return {row.first: row.worked for row in rows}


def _sum_in(by_day: dict[date, Duration], period: Period) -> Duration:
    return Duration.total(worked for day, worked in by_day.items() if day in period)
