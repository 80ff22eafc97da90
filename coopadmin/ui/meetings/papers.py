"""Papers of a meeting from the screen."""

from __future__ import annotations

from coopadmin.meetings.queries import MeetingFacts
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.words import N_, _, language

CONVOCATION, ATTENDANCE, MINUTES = "convocation", "attendance", "minutes"
CALENDAR = "coopadmin.meetings.announcing:save_calendar"
JOB = "coopadmin.meetings.printing:print_paper"
_NAMES = {
    CONVOCATION: N_("convocation {day}.pdf"),
    ATTENDANCE: N_("attendance list {day}.pdf"),
    MINUTES: N_("minutes {day}.pdf"),
}


def print_paper(page: Page, meeting: MeetingFacts, kind: str) -> None:
    """Ask where, and make the paper; the messages of the page say when it is there."""
    name = _(_NAMES[kind]).format(day=meeting.held_on.isoformat())
    make_paper(page, name, JOB, meeting.id, kind, after=(language(),))


def save_calendar(page: Page, meeting: MeetingFacts) -> None:
    """Ask where, and write the date for the calendars of the members."""
    name = _("meeting {day}.ics").format(day=meeting.held_on.isoformat())
    make_paper(page, name, CALENDAR, meeting.id, after=(language(),))
