"""Writing dates as other programs read them: iCalendar of RFC 5545."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from coopadmin import __version__

ZONE = "Europe/Amsterdam"
# By rule and not as a list of days: short, and right for as long as the rule holds.
_SEASONS = f"""\
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
USUAL_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Announced:
    """A date that others put in their calendar.

    `uid` is the same whenever it is written again, `sequence` grows with each change. `begins` is
    a local time as `19:30`, for `minutes`; without it, it is the whole day. `written` has a time
    zone. `cancelled` takes it out again.
    """

    uid: str
    sequence: int
    title: str
    day: date
    written: datetime
    begins: str = ""
    minutes: int = USUAL_MINUTES
    place: str = ""
    text: str = ""
    cancelled: bool = False


def calendar_of(dates: Sequence[Announced]) -> bytes:
    """The file; of dates that are announced, or of those that are cancelled, not of both."""
    from icalendar import Calendar, Event, Timezone

    cancelled = {each.cancelled for each in dates}
    if len(cancelled) > 1:
        raise ValueError("a calendar either announces or cancels")
    made = Calendar()
    made.add("prodid", f"-//coopadmin//coopadmin {__version__}//NL")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "CANCEL" if True in cancelled else "PUBLISH")
    if any(each.begins for each in dates):
        made.add_component(Timezone.from_ical(_SEASONS))
    for each in dates:
        event = Event()
        event.add("uid", each.uid)
        event.add("sequence", each.sequence)
        event.add("dtstamp", each.written.astimezone(UTC))
        begins, ends = _span(each)
        event.add("dtstart", begins)
        event.add("dtend", ends)
        event.add("summary", each.title)
        if each.place:
            event.add("location", each.place)
        if each.text:
            event.add("description", each.text)
        event.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
        # A whole day that somebody need not keep free is still a day on which they can be asked.
        event.add("transp", "OPAQUE" if each.begins else "TRANSPARENT")
        made.add_component(event)
    written: bytes = made.to_ical()
    return written


def _span(each: Announced) -> tuple[date, date]:
    if not each.begins:
        return each.day, each.day + timedelta(days=1)
    begins = datetime.fromisoformat(f"{each.day}T{each.begins}").replace(tzinfo=ZoneInfo(ZONE))
    return begins, begins + timedelta(minutes=each.minutes)
