"""Meetings as they are asked for: the list, one whole, who may vote, the year, the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import get_cooperative, get_statutes, list_resolutions
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import N_, refuse
from coopadmin.meetings.agenda import expected_times
from coopadmin.meetings.facts import (
    ActionFacts,
    DecisionRow,
    GuestFacts,
    HeldMeeting,
    ItemFacts,
    MeetingFacts,
    MeetingRow,
    MeetingsFacts,
    PaperFacts,
    PersonFacts,
    PresentFacts,
    ProxyFacts,
    Totals,
    VoteFacts,
    VoterRow,
    frozen,
    reference_of,
    totals_of,
)
from coopadmin.meetings.model import ActionItem, AgendaItem, Attendance, Meeting, Proxy, Vote
from coopadmin.meetings.rules import PREPARATION
from coopadmin.meetings.voters import people_of, voters_by_meeting, voters_on
from coopadmin.meetings.votes import Ballots
from coopadmin.members.model import Membership
from coopadmin.people.queries import list_officers
from coopadmin.store.schema import Stored

__all__ = [
    "ActionFacts",
    "DecisionRow",
    "GuestFacts",
    "HeldMeeting",
    "ItemFacts",
    "MeetingFacts",
    "MeetingRow",
    "MeetingsFacts",
    "PaperFacts",
    "PersonFacts",
    "PresentFacts",
    "ProxyFacts",
    "Totals",
    "VoteFacts",
    "VoterRow",
    "get_meeting",
    "get_papers",
    "is_referred_to",
    "list_decisions",
    "list_meetings",
    "list_voters",
    "meetings_of_year",
    "people_by_number",
    "previous_meeting",
    "voters_on",
]

LARGEST_NUMBER = 2**31
Whose = TypeVar("Whose", ActionItem, AgendaItem, Attendance, Proxy, Vote)

# ------------------------------------------------------------------------------ voters


def get_papers(session: Session, meeting_id: int) -> PaperFacts:
    """What the convocation, the attendance list and the minutes of a meeting print."""
    meeting = get_meeting(session, meeting_id)
    officers = list_officers(session, meeting.held_on, "board")
    return PaperFacts(
        meeting,
        tuple(_voters(session, meeting)),
        get_cooperative(session),
        get_statutes(session, meeting.held_on),
        next((each.name for each in officers if each.office == "secretary"), ""),
        logo_of(session),
    )


def list_voters(session: Session, meeting_id: int) -> list[VoterRow]:
    """Everyone on the attendance list of a meeting, sorted by name: present, proxies, votes."""
    return _voters(session, get_meeting(session, meeting_id))


def _voters(session: Session, meeting: MeetingFacts) -> list[VoterRow]:
    there = {each.person.person_id for each in meeting.present}
    holds: dict[int, list[ProxyFacts]] = defaultdict(list)
    by: dict[int, PersonFacts] = {}
    for proxy in meeting.proxies:
        holds[proxy.holder.person_id].append(proxy)
        by[proxy.grantor.person_id] = proxy.holder
    return [
        VoterRow(
            row.person,
            row.votes,
            present=person_id in there,
            holds_for=tuple(proxy.grantor for proxy in holds[person_id]),
            proxy_votes=sum(proxy.votes for proxy in holds[person_id]),
            represented_by=by.get(person_id),
            shares=row.shares,
        )
        for person_id, row in voters_on(
            session, meeting.held_on, meeting.casting, meeting.body
        ).items()
    ]


def people_by_number(session: Session, numbers: Collection[int]) -> dict[int, int]:
    """Ids of the persons who have or had these member numbers, by number."""
    wanted = [number for number in numbers if abs(number) <= LARGEST_NUMBER]
    return _pairs(
        session,
        select(Membership.number, Membership.person_id).where(Membership.number.in_(wanted)),
    )


def _pairs(session: Session, statement: Select[*tuple[Any, ...]]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(statement)}


# ------------------------------------------------------------------------------ meetings


def list_meetings(session: Session) -> list[MeetingRow]:
    """All meetings in the order of time, numbered from 1."""
    items = _counted(session, AgendaItem.meeting_id)
    present = _counted(session, Attendance.meeting_id, Attendance.person_id.is_not(None))
    resolutions = _counted(session, Vote.meeting_id, Vote.resolution_id.is_not(None))
    rows = session.scalars(select(Meeting).order_by(Meeting.held_on, Meeting.begins, Meeting.id))
    return [
        frozen(
            MeetingRow,
            row,
            position=position,
            items=items.get(row.id, 0),
            present=present.get(row.id, 0),
            resolutions=resolutions.get(row.id, 0),
        )
        for position, row in enumerate(rows, 1)
    ]


def _counted(session: Session, column: Any, *where: Any) -> dict[int, int]:
    return _pairs(session, select(column, func.count()).where(*where).group_by(column))


def next_meeting(session: Session, body: str, on: date) -> date | None:
    """The day of the first meeting of a body on or after a day, or None."""
    return session.scalars(
        select(func.min(Meeting.held_on)).where(Meeting.body == body, Meeting.held_on >= on)
    ).one()


def previous_meeting(session: Session, body: str, before: date) -> date | None:
    """The day of the last meeting of a body before a day, or None."""
    return session.scalars(
        select(func.max(Meeting.held_on)).where(Meeting.body == body, Meeting.held_on < before)
    ).one()


def get_meeting(session: Session, meeting_id: int) -> MeetingFacts:
    """One meeting, whole; Refused when it is not there any more."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise refuse(
            "meeting.gone", N_("This meeting is not in the file any more. Open the list again.")
        )
    adopting = session.get(Meeting, meeting.adopted_by_id) if meeting.adopted_by_id else None
    attendance = _of_meetings(session, Attendance, [meeting_id])
    proxies = _of_meetings(session, Proxy, [meeting_id])
    there = {row.person_id for row in attendance}
    involved = there | {each for row in proxies for each in (row.grantor_id, row.holder_id)}
    leading = {meeting.chair_id, meeting.minute_taker_id}
    people = people_of(session, involved | leading, meeting.held_on)
    voters = voters_by_meeting(session, [meeting])[meeting.id]
    items = _items(session, meeting)
    return frozen(
        MeetingFacts,
        meeting,
        chair=people.get(meeting.chair_id),
        minute_taker=people.get(meeting.minute_taker_id),
        adopted_by="" if adopting is None else reference_of(adopting.body, adopting.held_on),
        items=items,
        expected_end=expected_times(meeting.begins, [item.planned_minutes for item in items])[-1],
        present=tuple(
            PresentFacts(row.id, people[row.person_id], row.votes)
            for row in attendance
            if row.person_id is not None
        ),
        guests=tuple(GuestFacts(row.id, row.guest) for row in attendance if row.person_id is None),
        proxies=tuple(
            frozen(
                ProxyFacts,
                row,
                grantor=people[row.grantor_id],
                holder=people[row.holder_id],
                counts=row.holder_id in there,
            )
            for row in proxies
        ),
        actions=_actions(session, meeting_id, items),
        totals=_totals(attendance, proxies, voters),
    )


def _of_meetings(session: Session, model: type[Whose], ids: Sequence[int]) -> list[Whose]:
    return list(session.scalars(select(model).where(model.meeting_id.in_(ids)).order_by(model.id)))


def _totals(attendance: Sequence[Attendance], proxies: Sequence[Proxy], voters: int) -> Totals:
    there = {row.person_id: row.votes for row in attendance if row.person_id is not None}
    return totals_of(
        list(there.values()),
        [row.votes for row in proxies if row.holder_id in there],
        len(attendance) - len(there),
        voters,
    )


def _items(session: Session, meeting: Meeting) -> tuple[ItemFacts, ...]:
    rows = sorted(
        _of_meetings(session, AgendaItem, [meeting.id]), key=lambda row: (row.position, row.id)
    )
    numbers = {row.id: row.number for row in list_resolutions(session)}
    votes: dict[int, list[VoteFacts]] = defaultdict(list)
    for vote in _of_meetings(session, Vote, [meeting.id]):
        votes[vote.agenda_item_id].append(
            frozen(
                VoteFacts,
                vote,
                item_id=vote.agenda_item_id,
                ballots=frozen(Ballots, vote),
                resolution=numbers.get(vote.resolution_id or 0, ""),
            )
        )
    times = expected_times(meeting.begins, [row.planned_minutes for row in rows])
    return tuple(
        frozen(ItemFacts, row, number=number, expected=time, votes=tuple(votes[row.id]))
        for number, (row, time) in enumerate(zip(rows, times, strict=False), 1)
    )


def _actions(
    session: Session, meeting_id: int, items: Sequence[ItemFacts]
) -> tuple[ActionFacts, ...]:
    numbers = {item.id: item.number for item in items}
    return tuple(
        frozen(
            ActionFacts,
            row,
            item_id=row.agenda_item_id,
            item_number=numbers.get(row.agenda_item_id or 0),
        )
        for row in _of_meetings(session, ActionItem, [meeting_id])
    )


# ------------------------------------------------------------------------------ the year


def is_referred_to(session: Session, resolution_id: int) -> bool:
    """Whether something other than its own vote says that it came of this resolution."""
    return any(
        session.execute(select(table.c.id).where(key.parent == resolution_id).limit(1)).first()
        for table in Stored.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "resolution" and table.name != Vote.__tablename__
    )


def list_decisions(session: Session, body: str | None = None) -> list[DecisionRow]:
    """The register of resolutions in order of number, each with the meeting that took it."""
    taken = _pairs(
        session, select(Vote.resolution_id, Vote.meeting_id).where(Vote.resolution_id.is_not(None))
    )
    return [
        frozen(DecisionRow, row, meeting_id=taken.get(row.id))
        for row in list_resolutions(session, body)
    ]


def meetings_of_year(session: Session, year: BookYear) -> MeetingsFacts:
    """Meetings held in a book year with their numbers and resolutions; planned ones are not in it.

    Resolutions of other bodies, or recorded without a meeting, are in `other_decisions`.
    """
    rows = list(
        session.scalars(
            select(Meeting)
            .where(Meeting.held_on.between(year.first, year.last), Meeting.status != PREPARATION)
            .order_by(Meeting.held_on, Meeting.begins, Meeting.id)
        )
    )
    ids = [row.id for row in rows]
    attendance = _by_meeting(_of_meetings(session, Attendance, ids))
    proxies = _by_meeting(_of_meetings(session, Proxy, ids))
    decisions = list_decisions(session)
    voters = voters_by_meeting(session, rows)
    return MeetingsFacts(
        year.label,
        tuple(
            frozen(
                HeldMeeting,
                row,
                totals=_totals(attendance[row.id], proxies[row.id], voters[row.id]),
                decisions=tuple(each for each in decisions if each.meeting_id == row.id),
            )
            for row in rows
        ),
        tuple(
            each
            for each in decisions
            if each.decided_on in year.period and each.meeting_id not in ids
        ),
    )


def _by_meeting(rows: Iterable[Whose]) -> dict[int, list[Whose]]:
    found: dict[int, list[Whose]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return found
