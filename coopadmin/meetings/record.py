"""A whole meeting as it comes in at once: people by member number, agenda items by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from coopadmin.meetings.agenda import NewItem
from coopadmin.meetings.rules import HELD, NewMeeting
from coopadmin.meetings.votes import NewVote

Who: TypeAlias = "int | str"
"""A member number, or the name of someone without one."""


@dataclass(frozen=True)
class RecordedProxy:
    """A proxy by member numbers."""

    grantor: int
    holder: int
    instruction: str = ""


@dataclass(frozen=True)
class RecordedVote:
    """A vote under the agenda item with this number, from 1.

    `outcome` and `blank_counts`, where given, must be what the statutes make of the counts;
    `resolution`, where given, is the number to keep.
    """

    item: int
    vote: NewVote
    outcome: str = ""
    blank_counts: bool | None = None
    resolution: str = ""


@dataclass(frozen=True)
class RecordedAction:
    """An action item, under an agenda item by number or under the whole meeting."""

    text: str
    item: int | None = None
    who: str = ""
    due: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class NewMeetingRecord:
    """A whole meeting to be recorded at once; people by member number, items by number."""

    meeting: NewMeeting
    status: str = HELD
    adopted_by: str = ""
    chair: Who | None = None
    minute_taker: Who | None = None
    items: tuple[NewItem, ...] = ()
    attendance: tuple[int, ...] = ()
    guests: tuple[str, ...] = ()
    proxies: tuple[RecordedProxy, ...] = ()
    votes: tuple[RecordedVote, ...] = ()
    actions: tuple[RecordedAction, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def casting(self) -> tuple[int, ...]:
        """Numbers of who came or gave a proxy, in that order."""
        return (*self.attendance, *(proxy.grantor for proxy in self.proxies))
