"""The day of a meeting for the calendars of the members, announced, changed or cancelled."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence.mail import message_id, own_domain
from coopadmin.formats.calendar import USUAL_MINUTES, Announced, calendar_of
from coopadmin.kernel.problem import Problem
from coopadmin.meetings.facts import MeetingFacts
from coopadmin.meetings.model import Meeting
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import shown_time
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.store.audit import UPDATE
from coopadmin.store.model import Change
from coopadmin.words import _
from coopadmin.words.language import speaking


def announcement(
    session: Session, meeting_id: int, written: datetime, *, cancelled: bool = False
) -> Announced:
    """A meeting as a date, in the language spoken now; the same date after each change.

    How often its row changed is what orders the versions: what is taken back changes it too.
    """
    facts = get_meeting(session, meeting_id)
    cooperative = get_cooperative(session)
    changes = session.scalar(
        select(func.count())
        .select_from(Change)
        .where(
            Change.table_name == Meeting.__tablename__,
            Change.row_id == meeting_id,
            Change.kind == UPDATE,
        )
    )
    domain = own_domain(cooperative.email, cooperative.website)
    return Announced(
        uid=message_id(domain, Meeting.__tablename__, meeting_id).strip("<>"),
        # What cancels it comes after everything else.
        sequence=(changes or 0) + cancelled,
        title=f"{facts.title}, {cooperative.name}",
        day=facts.held_on,
        written=written,
        begins=facts.begins,
        minutes=_minutes(facts),
        place=facts.place,
        text=_agenda(facts),
        cancelled=cancelled,
    )


def save_calendar(
    books: Books, meeting_id: int, path: Path, language: str, *, cancelled: bool = False
) -> tuple[Problem, ...]:
    """Write the date of a meeting as `.ics`, the whole file or nothing.

    Raises Refused when the meeting is gone or the file cannot be written.
    """
    with speaking(language):
        found = books.ask(announcement, meeting_id, books.clock().astimezone(), cancelled=cancelled)
    write_whole(path, calendar_of([found]))
    return ()


def _minutes(facts: MeetingFacts) -> int:
    """As long as it lasted, else as its agenda is planned, else as long as is usual."""
    if facts.begins and facts.ends:
        begins, ends = (
            60 * int(hour) + int(minute)
            for hour, _colon, minute in (facts.begins.partition(":"), facts.ends.partition(":"))
        )
        return ends - begins
    return sum(item.planned_minutes for item in facts.items) or USUAL_MINUTES


def _agenda(facts: MeetingFacts) -> str:
    lines = [
        " ".join(
            part for part in (f"{item.number}.", item.title, shown_time(item.expected)) if part
        )
        for item in facts.items
    ]
    papers = [_("Documents: {where}").format(where=facts.documents)] if facts.documents else []
    return "\n".join([*([_("Agenda")] if lines else []), *lines, *papers])
