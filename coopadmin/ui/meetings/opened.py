"""An opened meeting, with everything that its screens show beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import (
    StatutesRow,
    get_book_years,
    get_cooperative,
    get_statutes,
)
from coopadmin.desk.queries import months_given
from coopadmin.kernel.calendar import BookYear
from coopadmin.meetings.queries import (
    ItemFacts,
    MeetingFacts,
    MeetingRow,
    VoterRow,
    get_meeting,
    list_meetings,
    list_voters,
)
from coopadmin.meetings.rules import ADOPTED, HELD, INSPECTION, PREPARATION
from coopadmin.store import Books
from coopadmin.ui.meetings.milestones import Milestone, milestones
from coopadmin.words import _, date_long


@dataclass(frozen=True)
class Opened:
    """One meeting on the screen.

    `voters` are all members of its day; `accounts` is the book year before that of the meeting;
    `previous` the meeting before it of the same body, `later` those that can adopt its minutes.
    """

    facts: MeetingFacts
    statutes: StatutesRow
    voters: tuple[VoterRow, ...]
    accounts: BookYear
    previous: MeetingRow | None
    later: tuple[MeetingRow, ...]
    milestones: tuple[Milestone, ...]
    today: date
    read_only: bool

    @property
    def locked(self) -> str:
        """Why nothing can be changed any more, in words; empty while it can."""
        if self.facts.status == ADOPTED and self.facts.adopted_on is not None:
            day = date_long(self.facts.adopted_on)
            return _(
                "The minutes were adopted in the meeting of {day} and stay as they are."
            ).format(day=day)
        return _("This file can only be looked at.") if self.read_only else ""

    @property
    def to_come(self) -> bool:
        """Whether the day of the meeting is still to come."""
        return self.facts.held_on > self.today

    def item(self, item_id: int | None) -> ItemFacts | None:
        return next((item for item in self.facts.items if item.id == item_id), None)


def open_meeting(books: Books, meeting_id: int) -> Opened:
    """Ask for a meeting; Refused when it is not there any more."""
    facts = books.ask(get_meeting, meeting_id)
    statutes = books.ask(get_statutes, facts.held_on)
    years = books.ask(get_book_years)
    accounts = years.before(years.on(facts.held_on))
    form = books.ask(get_cooperative).legal_form
    today = books.today()
    others = [row for row in books.ask(list_meetings) if row.body == facts.body]
    before = [row for row in others if row.held_on < facts.held_on]
    return Opened(
        facts,
        statutes,
        tuple(books.ask(list_voters, meeting_id)),
        accounts,
        before[-1] if before else None,
        tuple(row for row in others if facts.held_on < row.held_on <= today),
        tuple(
            milestones(
                facts, statutes, form, accounts, today, books.ask(months_given, accounts.label)
            )
        ),
        today,
        books.read_only,
    )


def usual_view(row: MeetingRow | MeetingFacts, today: date) -> str:
    """Where one goes on with a meeting: its preparation, the meeting itself or its minutes."""
    if row.status == PREPARATION:
        return PREPARING if row.held_on > today else RECORDING
    if row.status == HELD:
        return RECORDING
    return MINUTES


PREPARING, RECORDING, MINUTES = "preparing", "recording", "minutes"
INSPECTED = (INSPECTION, ADOPTED)
