"""Tables of meetings, agenda items, attendance, proxies, votes and action items."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference

ARCHIVE = personal("legal", "archive", "the archive is not changed")


def _minutes(meeting_id: int) -> tuple[tuple[str, str], ...]:
    return (("minutes", str(meeting_id)),)


class Meeting(Stored):
    """One meeting of a body, from preparation to adopted minutes."""

    __tablename__ = "meeting"

    body: Mapped[str] = plain_text(default="ALV")
    title: Mapped[str] = plain_text()
    held_on: Mapped[date] = mapped_column(index=True)
    begins: Mapped[str] = plain_text(default="")
    ends: Mapped[str] = plain_text(default="")
    place: Mapped[str] = plain_text(default="")
    form: Mapped[str] = plain_text(default="physical")
    convened_on: Mapped[date | None]
    convocation_explanation: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    documents: Mapped[str] = plain_text(default="")
    candidates: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    status: Mapped[str] = plain_text(default="preparation")
    chair_id: Mapped[int | None] = reference("person.id", nullable=True)
    minute_taker_id: Mapped[int | None] = reference("person.id", nullable=True)
    adopted_by_id: Mapped[int | None] = reference("meeting.id", nullable=True)
    adopted_on: Mapped[date | None]

    @staticmethod
    def lock_keys(row: Meeting) -> tuple[tuple[str, str], ...]:
        return _minutes(row.id)

    @staticmethod
    def search_text(row: Meeting) -> str:
        return f"{row.title} {row.held_on} {row.place}"


class AgendaItem(Stored):
    """One point of the agenda with its proposal and what the minutes say about it."""

    __tablename__ = "agenda_item"

    meeting_id: Mapped[int] = reference("meeting.id")
    # Not unique: two items change places in two statements, forth and at undo back again.
    position: Mapped[int]
    kind: Mapped[str] = plain_text()
    title: Mapped[str] = plain_text()
    planned_minutes: Mapped[int]
    presenter: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    proposal: Mapped[str] = plain_text(default="")
    minutes: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)

    @staticmethod
    def lock_keys(row: AgendaItem) -> tuple[tuple[str, str], ...]:
        return _minutes(row.meeting_id)


class Attendance(Stored):
    """Someone who was there: a member with votes, or a guest by name."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    meeting_id: Mapped[int] = reference("meeting.id")
    person_id: Mapped[int | None] = reference("person.id", nullable=True)
    guest: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    votes: Mapped[int]

    @staticmethod
    def lock_keys(row: Attendance) -> tuple[tuple[str, str], ...]:
        return _minutes(row.meeting_id)


class Proxy(Stored):
    """A member who lets another voter vote for him in this meeting."""

    __tablename__ = "proxy"
    __table_args__ = (UniqueConstraint("meeting_id", "grantor_id"),)

    meeting_id: Mapped[int] = reference("meeting.id")
    grantor_id: Mapped[int] = reference("person.id")
    holder_id: Mapped[int] = reference("person.id")
    votes: Mapped[int]
    instruction: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)

    @staticmethod
    def lock_keys(row: Proxy) -> tuple[tuple[str, str], ...]:
        return _minutes(row.meeting_id)


class Vote(Stored):
    """One vote on an agenda item, the rule it fell under, and the resolution it became."""

    __tablename__ = "vote"

    meeting_id: Mapped[int] = reference("meeting.id")
    agenda_item_id: Mapped[int] = reference("agenda_item.id")
    proposal: Mapped[str] = plain_text()
    subject: Mapped[str] = plain_text()
    method: Mapped[str] = plain_text()
    majority: Mapped[str] = plain_text()
    blank_counts: Mapped[bool]
    votes_for: Mapped[int]
    votes_against: Mapped[int]
    votes_blank: Mapped[int]
    votes_invalid: Mapped[int]
    votes_abstained: Mapped[int]
    outcome: Mapped[str] = plain_text()
    by_lot: Mapped[bool]
    explanation: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)

    @staticmethod
    def lock_keys(row: Vote) -> tuple[tuple[str, str], ...]:
        return _minutes(row.meeting_id)


class ActionItem(Stored):
    """Something somebody promised in a meeting."""

    __tablename__ = "action_item"

    meeting_id: Mapped[int] = reference("meeting.id")
    agenda_item_id: Mapped[int | None] = reference("agenda_item.id", nullable=True)
    text: Mapped[str] = mapped_column(Text, info=ARCHIVE)
    who: Mapped[str] = mapped_column(Text, default="", info=ARCHIVE)
    due: Mapped[date | None]
    done_on: Mapped[date | None]
