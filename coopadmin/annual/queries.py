"""The facts of a year put together from all features, and what the board wrote and typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.activities.queries import ActivityRow, counts_of_year, list_activities
from coopadmin.annual.facts import Standing, YearBefore, YearFacts, YearPoint
from coopadmin.annual.model import EarlierFigure, ReportText, SectionChoice
from coopadmin.annual.rules import CHARGED, EARLIER_FIGURES, HOURS, LOCK, MEMBERS, VOLUNTEERS
from coopadmin.attachments.queries import logo_of
from coopadmin.capital.queries import capital_of_year
from coopadmin.contributions.model import Charge, ChargeRun
from coopadmin.contributions.queries import ContributionFacts, contributions_of_year
from coopadmin.cooperative.bookyears import BookYears
from coopadmin.cooperative.queries import (
    find_resolution,
    get_book_year,
    get_book_years,
    get_cooperative,
    last_change,
)
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.ledger.statements import find_statements
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.queries import meetings_of_year
from coopadmin.meetings.retiring import retirement_schedule
from coopadmin.meetings.rules import GENERAL_MEETING, PREPARATION
from coopadmin.members.facts import MembersFacts
from coopadmin.members.queries import members_of_year
from coopadmin.people.queries import list_officers, officers_of_year
from coopadmin.people.rules import BOARD
from coopadmin.store.model import Done, Lock
from coopadmin.volunteers.model import HourEntry
from coopadmin.volunteers.queries import HoursFacts, hours_of_year

YEARS_BACK = 10


@dataclass(frozen=True, slots=True)
class EarlierFigureRow:
    """A figure typed in; `value` is in the unit of its code: memberships, minutes, cents."""

    book_year: str
    code: str
    value: int


def facts_of_year(session: Session, label: str) -> YearFacts:
    """Everything that the report of a book year says, frozen. Refused for an unknown year."""
    year = get_book_year(session, label)
    years = get_book_years(session)
    before = years.before(year)
    typed = {(row.book_year, row.code): row.value for row in list_earlier_figures(session)}
    members = members_of_year(session, year)
    hours = hours_of_year(session, year)
    contributions = contributions_of_year(session, year)
    on = last_change(session)
    standing = standing_of(session, year, on)
    return YearFacts(
        cooperative=get_cooperative(session),
        logo=logo_of(session),
        year=year,
        on=on,
        standing=standing,
        before=_before(before.label, hours, contributions, typed),
        members=members,
        years=_years(year, years, members, typed),
        contributions=contributions,
        capital=capital_of_year(session, year),
        hours=hours,
        activities=_that_ran(list_activities(session), year),
        counts=counts_of_year(session, year, before),
        meetings=meetings_of_year(session, year),
        officers=tuple(officers_of_year(session, year.period)),
        schedule=tuple(retirement_schedule(session, year.last)),
        directors=tuple(list_officers(session, standing.adopted_on or on, BOARD)),
        left_out=left_out(session, year.label),
        books=find_statements(session, year.label),
    )


def standing_of(session: Session, year: BookYear, on: date) -> Standing:
    """Whether the report is adopted, or else the next general meeting that is being prepared."""
    lock = _adoption(session, year.label)
    if lock is not None:
        resolution = find_resolution(session, lock.resolution)
        decided_on = None if resolution is None else resolution.decided_on
        return Standing(decided_on, lock.resolution)
    meeting_on = session.scalars(
        select(func.min(Meeting.held_on)).where(
            Meeting.body == GENERAL_MEETING,
            Meeting.status == PREPARATION,
            Meeting.held_on > max(year.last, on),
        )
    ).one()
    return Standing(meeting_on=meeting_on)


def is_adopted(session: Session, label: str) -> bool:
    """Whether a resolution adopted the report of this book year."""
    return _adoption(session, label) is not None


def list_report_texts(session: Session, label: str, language: str) -> dict[str, str]:
    """What the board wrote for one report in one language, by section."""
    rows = session.execute(
        select(ReportText.section, ReportText.text).where(
            ReportText.book_year == label, ReportText.language == language
        )
    )
    return {row.section: row.text for row in rows}


def list_earlier_figures(session: Session) -> list[EarlierFigureRow]:
    """All figures typed in, by year and code."""
    rows = session.execute(
        select(EarlierFigure.book_year, EarlierFigure.code, EarlierFigure.value).order_by(
            EarlierFigure.book_year, EarlierFigure.code
        )
    )
    return [EarlierFigureRow(*row) for row in rows]


def left_out(session: Session, label: str) -> frozenset[str]:
    """The sections that the report of a book year does without, by the latest choice for each."""
    rows = session.execute(
        select(SectionChoice.section, SectionChoice.shown)
        .where(SectionChoice.book_year <= label)
        .order_by(SectionChoice.book_year)
    )
    latest = dict(rows.all())
    return frozenset(section for section, shown in latest.items() if not shown)


def figure_is_kept(session: Session, code: str, year: BookYear) -> bool:
    """Whether the file itself has this figure of a year, so that it need not be typed in.

    Members are known from the year before the one in which the file was begun, or for which it
    charged first: an older list holds no members who had left by then.
    """
    if code in (HOURS, VOLUNTEERS):
        first, last = year.first, year.last
        found = select(HourEntry.id).where(HourEntry.first.between(first, last))
        return session.scalars(found.limit(1)).first() is not None
    if code == CHARGED:
        charges = select(Charge.id).where(Charge.book_year == year.label)
        return session.scalars(charges.limit(1)).first() is not None
    return code in EARLIER_FIGURES and year.last >= members_known_from(session)


def members_known_from(session: Session) -> date:
    """The first day on which the register of this file is whole: see `figure_is_kept`."""
    begun = session.scalars(select(func.min(Done.time))).one().date()
    charged = session.scalar(select(func.min(ChargeRun.dated)))
    first = get_book_years(session).on(begun if charged is None else min(begun, charged)).first
    return first - timedelta(days=1)


def _adoption(session: Session, label: str) -> Lock | None:
    return session.scalars(select(Lock).where(Lock.kind == LOCK, Lock.key == label)).first()


def _before(
    label: str,
    hours: HoursFacts,
    contributions: ContributionFacts,
    typed: dict[tuple[str, str], int],
) -> YearBefore:
    """The year before from the file, and what was typed in where the file has nothing."""
    worked: Duration | None = hours.previous_total
    volunteers: int | None = hours.previous_volunteers
    charged = None if contributions.previous is None else contributions.previous.charged
    used: set[str] = set()
    if not worked:
        minutes, volunteers = typed.get((label, HOURS)), typed.get((label, VOLUNTEERS))
        worked = None if minutes is None else Duration(minutes)
        used |= {code for code in (HOURS, VOLUNTEERS) if (label, code) in typed}
    if charged is None and (label, CHARGED) in typed:
        charged = Money(typed[label, CHARGED])
        used.add(CHARGED)
    return YearBefore(label, worked, volunteers, charged, frozenset(used))


def _years(
    year: BookYear, years: BookYears, members: MembersFacts, typed: dict[tuple[str, str], int]
) -> tuple[YearPoint, ...]:
    """Ten year ends, without those before the first that is known.

    This year and the one before are always those of the file, as the table beside them has them;
    of the others what was typed in is better known than what is left in the register.
    """
    ends = {end.label: end.members for end in members.ends}
    before = years.before(year)
    points = [
        YearPoint(year.label, members.end),
        YearPoint(before.label, members.start if members.start or ends.get(before.label) else None),
    ]
    one = before
    while len(points) < YEARS_BACK:
        one = years.before(one)
        known = typed.get((one.label, MEMBERS))
        points.append(
            YearPoint(one.label, ends.get(one.label) if known is None else known, known is not None)
        )
    while points and points[-1].members is None:
        points.pop()
    return tuple(reversed(points))


def _that_ran(activities: list[ActivityRow], year: BookYear) -> tuple[ActivityRow, ...]:
    return tuple(
        each
        for each in activities
        if (each.since is None or each.since <= year.last)
        and (each.until is None or each.until >= year.first)
    )
