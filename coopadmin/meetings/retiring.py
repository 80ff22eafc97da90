"""The retirement schedule: whose term ends when, and whether that is before the next meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_statutes
from coopadmin.kernel.problem import N_
from coopadmin.meetings.queries import next_meeting
from coopadmin.meetings.rules import GENERAL_MEETING
from coopadmin.people.queries import OfficerRow, list_officers
from coopadmin.people.rules import VOTING_BODIES, votes_that_count

RUNS, BEFORE_MEETING, OVER = "runs", "before-meeting", "over"
STATES = {
    RUNS: N_("runs"),
    BEFORE_MEETING: N_("ends before the next meeting"),
    OVER: N_("over"),
}


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One term: `most` terms there can be (0 is no limit), and the votes that count by law.

    `state` is a token of STATES; `meeting` is the day of the next general meeting, if planned.
    """

    officer: OfficerRow
    most: int
    votes: int
    state: str
    meeting: date | None

    @property
    def again(self) -> bool:
        """Whether the same person can be appointed once more."""
        return not self.most or self.officer.number < self.most


def retirement_schedule(session: Session, on: date) -> list[ScheduleRow]:
    """Everybody in an office on a day; who goes first on top, without a planned end last."""
    officers = list_officers(session, on)
    most = get_statutes(session, on).board_terms
    meeting = next_meeting(session, GENERAL_MEETING, on)
    counting = {
        body: votes_that_count({row.person_id: row.votes for row in officers if row.body == body})
        for body in VOTING_BODIES
    }
    rows = [
        ScheduleRow(
            row,
            _most(row, most),
            counting.get(row.body, {}).get(row.person_id, row.votes),
            _state(row, on, meeting),
            meeting,
        )
        for row in officers
    ]
    return sorted(rows, key=lambda row: row.officer.planned_last or date.max)


def _most(row: OfficerRow, by_statutes: int) -> int:
    if row.most_terms is not None:
        return row.most_terms
    return by_statutes if row.body == "board" else 0


def _state(row: OfficerRow, on: date, meeting: date | None) -> str:
    ends = row.planned_last
    if ends is None or row.last is not None:
        return RUNS
    if ends < on:
        return OVER
    return BEFORE_MEETING if meeting is not None and ends < meeting else RUNS
