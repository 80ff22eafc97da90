"""The days that count around a meeting: from today over the convocation to the last day by law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import StatutesRow
from coopadmin.desk.accounts import FILING_DAYS, accounts_due, filed_by
from coopadmin.desk.tasks import urgency
from coopadmin.kernel.calendar import BookYear
from coopadmin.meetings.queries import MeetingFacts
from coopadmin.meetings.readiness import convocation_days as days_ahead
from coopadmin.meetings.rules import AMENDMENT, COPY_DAYS, shown_time
from coopadmin.words import _, count, date_long, day_and_month, ngettext, weekday_date

TODAY, CONVENE, SENT, COPIES = "today", "convene", "sent", "copies"
MEETING, FILING, LIMIT = "meeting", "filing", "limit"


@dataclass(frozen=True)
class Milestone:
    """One day on the timeline; `tone` is empty, good, warn or bad."""

    key: str
    day: date
    title: str
    note: str
    tone: str = ""


@dataclass(frozen=True)
class Window:
    """The days between the last day for the convocation and the meeting."""

    first: date
    last: date
    words: str
    source: str


def convocation_days(meeting: MeetingFacts, statutes: StatutesRow) -> int:
    """How many days ahead the convocation of this meeting goes out."""
    return days_ahead(
        statutes.convocation_days,
        statutes.amendment_convocation_days,
        [item.kind for item in meeting.items],
    )


def amends(meeting: MeetingFacts) -> bool:
    return any(item.kind == AMENDMENT for item in meeting.items)


def latest_convocation(meeting: MeetingFacts, statutes: StatutesRow) -> date:
    return meeting.held_on - timedelta(days=convocation_days(meeting, statutes))


def statutory_window(meeting: MeetingFacts, statutes: StatutesRow) -> Window:
    days = convocation_days(meeting, statutes)
    return Window(
        latest_convocation(meeting, statutes),
        meeting.held_on,
        ngettext("{count} day", "{count} days", days).format(count=count(days)),
        _("statutes"),
    )


def milestones(
    meeting: MeetingFacts,
    statutes: StatutesRow,
    legal_form: str,
    accounts: BookYear,
    today: date,
    more_months: int = 0,
) -> list[Milestone]:
    """All days that can be computed, in their order.

    `accounts` is the book year before that of the meeting, for which the members gave
    `more_months`. Its last day for adoption, and the day of filing after it, are there when this
    meeting can still adopt it. Source: DOMAIN 1.5.
    """
    found = [
        Milestone(TODAY, today, _("Today"), date_long(today)),
        Milestone(MEETING, meeting.held_on, _("General meeting"), _when(meeting)),
        *_convocation(meeting, statutes, today),
        *_after(meeting, legal_form, accounts, today, more_months),
    ]
    return sorted(found, key=lambda each: each.day)


def _when(meeting: MeetingFacts) -> str:
    day = weekday_date(meeting.held_on)
    return f"{day}, {shown_time(meeting.begins)}" if meeting.begins else day


def _convocation(meeting: MeetingFacts, statutes: StatutesRow, today: date) -> Iterator[Milestone]:
    latest = latest_convocation(meeting, statutes)
    if meeting.convened_on is not None:
        late = "warn" if meeting.convened_on > latest else "good"
        yield Milestone(
            SENT,
            meeting.convened_on,
            _("Convocation sent"),
            weekday_date(meeting.convened_on),
            late,
        )
    else:
        day = weekday_date(latest)
        yield Milestone(
            CONVENE,
            latest,
            _("Send the convocation"),
            _("at the latest {day}").format(day=day),
            urgency(latest, today),
        )
    if amends(meeting):
        copies = meeting.held_on - timedelta(days=COPY_DAYS)
        yield Milestone(
            COPIES,
            copies,
            _("Text of the change ready"),
            _("from {day} (BW 2:42)").format(day=weekday_date(copies)),
        )


def _after(
    meeting: MeetingFacts, legal_form: str, accounts: BookYear, today: date, more_months: int
) -> Iterator[Milestone]:
    _drawn_up, adopted = accounts_due(legal_form, accounts, more_months)
    if adopted is None or meeting.held_on > adopted:
        return
    yield Milestone(
        LIMIT,
        adopted,
        _("Last date"),
        (
            _("accounts {year}, {day} (with more time)")
            if more_months
            else _("accounts {year}, {day} (law)")
        ).format(year=accounts.label, day=day_and_month(adopted)),
        urgency(adopted, today) or "bad",
    )
    if is_cooperative(legal_form):
        filing = filed_by(meeting.held_on)
        days = ngettext("within {count} day, {day}", "within {count} days, {day}", FILING_DAYS)
        yield Milestone(
            FILING,
            filing,
            _("File the accounts"),
            days.format(count=count(FILING_DAYS), day=day_and_month(filing)),
        )
