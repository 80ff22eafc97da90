"""The annual meetings of the example, from agenda to minutes that the next one adopts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from coopadmin.desk.example_texts import ACTIONS, DONE_BY, ITEMS, PLACE, said
from coopadmin.meetings.agenda import annual_agenda
from coopadmin.meetings.queries import list_meetings
from coopadmin.meetings.record import (
    NewMeetingRecord,
    RecordedAction,
    RecordedProxy,
    RecordedVote,
)
from coopadmin.meetings.recording import record_meeting
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import adopt_minutes, plan_meeting
from coopadmin.meetings.votes import ACCLAMATION, Ballots, NewVote
from coopadmin.members.queries import register_on
from coopadmin.store import Books
from coopadmin.words import N_, _

TITLE = N_("Annual general meeting {year}")
PROXIES = 6


def _meeting(year: int) -> NewMeeting:
    day = date(year, 5, 22)
    return NewMeeting(
        title=said(TITLE, year=year),
        held_on=day,
        begins="19:30",
        place=_(PLACE),
        convened_on=day - timedelta(days=21),
    )


def plan_annual_meeting(books: Books, year: int) -> None:
    """This year's meeting, still to come."""
    previous = _last_held(books)
    meeting = replace(_meeting(year), convened_on=None)
    books.do(plan_meeting, meeting, annual_agenda(str(year - 1), str(year), previous))


def hold_annual_meeting(books: Books, year: int, people: list[int], chance: Random) -> None:
    """A meeting that was held on 22 May, with its minutes; it adopts those of the year before."""
    before = books.ask(list_meetings)
    day = date(year, 5, 22)
    running = books.ask(register_on, day)
    numbers = {row.person_id: row.number for row in running}
    board = [numbers[person] for person in people[:5]]
    others = [row.number for row in running if row.number not in board]
    present = sorted(board + chance.sample(others, min(len(others), len(running) // 5)))
    absent = [number for number in others if number not in present]
    count = min(PROXIES, len(absent), len(present))
    proxies = tuple(
        RecordedProxy(grantor, holder)
        for grantor, holder in zip(
            chance.sample(absent, count), chance.sample(present, count), strict=True
        )
    )
    votes = len(present) + count
    agenda = annual_agenda(str(year - 1), str(year), _last_held(books))
    items = tuple(
        replace(item, minutes=_(each.minutes)) for item, each in zip(agenda, ITEMS, strict=True)
    )
    record = NewMeetingRecord(
        meeting=replace(_meeting(year), ends="21:10"),
        status="inspection",
        chair=board[0],
        minute_taker=board[1],
        items=items,
        attendance=tuple(present),
        guests=(said(N_("Alderman of {town}"), town="Waterbeemd"),),
        proxies=proxies,
        votes=tuple(
            RecordedVote(number, _vote(each.vote, votes, item.proposal or item.title, chance))
            for number, (item, each) in enumerate(zip(agenda, ITEMS, strict=True), 1)
            if each.vote and item.kind in ("decision", "persons")
        ),
        actions=tuple(
            RecordedAction(_(text), item, _(DONE_BY[who]), date(year, 9, 1))
            for item, text, who in ACTIONS
        ),
    )
    meeting = books.do(record_meeting, record)
    for earlier in before:
        if earlier.status == "inspection":
            books.do(adopt_minutes, earlier.id, meeting)


def _vote(kind: str, votes: int, proposal: str, chance: Random) -> NewVote:
    if kind == "acclamation":
        return NewVote(proposal=proposal, method=ACCLAMATION)
    against = chance.randrange(4) if kind == "clear" else votes // 4 + chance.randrange(4)
    blank = chance.randrange(4)
    return NewVote(Ballots(votes - against - blank, against, blank), proposal=proposal)


def _last_held(books: Books) -> date | None:
    held = [row.held_on for row in books.ask(list_meetings) if row.status != "preparation"]
    return max(held, default=None)
