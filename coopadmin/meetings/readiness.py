"""How far the convocation of a meeting is: its steps, and how many days ahead it goes out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coopadmin.meetings.rules import (
    AMENDMENT,
    DECIDING,
    HELD,
    PERSONS,
    PREPARATION,
    STATUTORY_AMENDMENT_DAYS,
)

WHEN, AGENDA, EARLIER, PAPERS = "when", "agenda", "earlier", "papers"
CANDIDATES, PROXIES, LIST, TERM = "candidates", "proxies", "list", "term"


@dataclass(frozen=True)
class Preparation:
    """What a convocation is judged by.

    `items` are kinds and proposals of the agenda; `previous` is the status of the meeting before
    it, empty when there is none; `latest` the last day to send it.
    """

    begins: str
    place: str
    items: tuple[tuple[str, str], ...]
    previous: str
    documents: str
    candidates: str
    convened_on: date | None
    latest: date
    today: date


def convocation_days(usual: int, amending: int, kinds: Collection[str]) -> int:
    """How many days ahead the convocation goes out: by the statutes, longer for changing them.

    A change of the statutes asks for seven days whatever they say. Source: BW 2:42(1).
    """
    if AMENDMENT not in kinds:
        return usual
    return max(usual, amending, STATUTORY_AMENDMENT_DAYS)


def lacks_proposal(kind: str, proposal: str) -> bool:
    """Whether members would vote on something that nobody wrote down; candidates stand apart."""
    return kind in DECIDING and kind != PERSONS and not proposal.strip()


def convocation_steps(meeting: Preparation) -> dict[str, bool]:
    """Each step that this convocation has, and whether it is ready.

    The form for proxies and the list of members are made by the program, so they always are.
    """
    steps = {
        WHEN: bool(meeting.begins and meeting.place),
        AGENDA: bool(meeting.items) and not any(lacks_proposal(*item) for item in meeting.items),
    }
    if meeting.previous:
        steps[EARLIER] = meeting.previous not in (PREPARATION, HELD)
    steps[PAPERS] = bool(meeting.documents.strip())
    if any(kind == PERSONS for kind, _proposal in meeting.items):
        steps[CANDIDATES] = bool(meeting.candidates.strip())
    sent = meeting.convened_on or meeting.today
    return {**steps, PROXIES: True, LIST: True, TERM: sent <= meeting.latest}
