"""A meeting as frozen values: everything that its page, its papers and its JSON need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from coopadmin.cooperative.queries import CooperativeFacts, StatutesRow
from coopadmin.meetings.rules import ADOPTED
from coopadmin.meetings.votes import Ballots, Outcome, VoteRule, judged_outcome

Frozen = TypeVar("Frozen")


@dataclass(frozen=True)
class PersonFacts:
    """Someone in a meeting: member number or None, the name as spoken, the name for a list."""

    person_id: int
    number: int | None
    name: str
    list_name: str


@dataclass(frozen=True)
class VoteFacts:
    """A vote and what came of it; `resolution` is its number, `ALV-2026-04`, or empty."""

    id: int
    item_id: int
    proposal: str
    subject: str
    method: str
    majority: str
    blank_counts: bool
    ballots: Ballots
    outcome: str
    by_lot: bool
    explanation: str
    resolution: str

    @property
    def by_rule(self) -> Outcome:
        """What the counts come to by the majority alone: outcome, votes cast, votes needed."""
        return judged_outcome(self.method, self.ballots, VoteRule(self.majority, self.blank_counts))


@dataclass(frozen=True)
class ItemFacts:
    """An agenda item; `number` counts from 1, `expected` is `19:35` or empty."""

    id: int
    number: int
    kind: str
    title: str
    planned_minutes: int
    expected: str
    presenter: str
    proposal: str
    minutes: str
    votes: tuple[VoteFacts, ...] = ()


@dataclass(frozen=True)
class PresentFacts:
    """A member who came, with the votes of the own membership."""

    id: int
    person: PersonFacts
    votes: int


@dataclass(frozen=True)
class GuestFacts:
    """Someone who came and has no vote."""

    id: int
    name: str


@dataclass(frozen=True)
class ProxyFacts:
    """A proxy; it `counts` while its holder is present."""

    id: int
    grantor: PersonFacts
    holder: PersonFacts
    votes: int
    instruction: str
    counts: bool


@dataclass(frozen=True)
class ActionFacts:
    """An action item; `item_number` is that of its agenda item, or None."""

    id: int
    item_id: int | None
    item_number: int | None
    text: str
    who: str
    due: date | None
    done_on: date | None


@dataclass(frozen=True)
class Totals:
    """Who was there, in numbers: members and votes, in person and by proxy.

    `voters` are all members with a vote on the day of the meeting, `voters_there` those present
    or represented.
    """

    present: int = 0
    represented: int = 0
    guests: int = 0
    votes_present: int = 0
    votes_represented: int = 0
    voters: int = 0
    voters_there: int = 0

    @property
    def votes(self) -> int:
        return self.votes_present + self.votes_represented


@dataclass(frozen=True)
class MeetingFacts:
    """One meeting, whole. `adopted_by` is the later meeting as `ALV 2026-11-12`, or empty."""

    id: int
    body: str
    title: str
    held_on: date
    begins: str
    ends: str
    place: str
    form: str
    convened_on: date | None
    convocation_explanation: str
    documents: str
    candidates: str
    status: str
    chair: PersonFacts | None
    minute_taker: PersonFacts | None
    adopted_by: str
    adopted_on: date | None
    items: tuple[ItemFacts, ...]
    expected_end: str
    present: tuple[PresentFacts, ...]
    guests: tuple[GuestFacts, ...]
    proxies: tuple[ProxyFacts, ...]
    actions: tuple[ActionFacts, ...]
    totals: Totals

    @property
    def reference(self) -> str:
        """How people name this meeting: `ALV 2026-05-28`."""
        return reference_of(self.body, self.held_on)

    @property
    def adopted(self) -> bool:
        return self.status == ADOPTED

    @property
    def votes(self) -> tuple[VoteFacts, ...]:
        """All votes in the order of the agenda."""
        return tuple(vote for item in self.items for vote in item.votes)

    @property
    def casting(self) -> list[int]:
        """Who are there or represented with votes of their own, in the order of coming."""
        there = [each.person.person_id for each in self.present if each.votes]
        return [*there, *(each.grantor.person_id for each in self.proxies if each.votes)]

    def votes_of(self, person_id: int) -> int:
        """The votes that someone who is present can cast: own ones and proxies."""
        own = sum(each.votes for each in self.present if each.person.person_id == person_id)
        held = (p.votes for p in self.proxies if p.counts and p.holder.person_id == person_id)
        return own + sum(held)


@dataclass(frozen=True)
class MeetingRow:
    """One line of the list of meetings; `position` counts from 1 in the order of time."""

    id: int
    position: int
    body: str
    title: str
    held_on: date
    begins: str
    place: str
    form: str
    status: str
    convened_on: date | None
    items: int
    present: int
    resolutions: int

    @property
    def reference(self) -> str:
        return reference_of(self.body, self.held_on)


@dataclass(frozen=True)
class VoterRow:
    """A member who may be at a meeting: own votes, whether present, proxies held and given.

    `proxy_votes` are those of the proxies held. Those with the same `shares` are one household
    that votes as one member: only one of them has votes.
    """

    person: PersonFacts
    votes: int
    present: bool
    holds_for: tuple[PersonFacts, ...] = ()
    proxy_votes: int = 0
    represented_by: PersonFacts | None = None
    shares: tuple[int, int] | None = None


@dataclass(frozen=True)
class PaperFacts:
    """Everything that the papers of a meeting print; `secretary` is a name, or empty."""

    meeting: MeetingFacts
    voters: tuple[VoterRow, ...]
    cooperative: CooperativeFacts
    statutes: StatutesRow
    secretary: str = ""
    logo: bytes = b""


@dataclass(frozen=True)
class DecisionRow:
    """One line of the register of resolutions; counts are None where nobody was counted."""

    id: int
    number: str
    body: str
    decided_on: date
    subject: str
    text: str
    rule: str
    outcome: str
    votes_for: int | None
    votes_against: int | None
    votes_blank: int | None
    votes_invalid: int | None
    meeting_id: int | None = None


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that was held in a book year, in figures, with its resolutions."""

    id: int
    body: str
    title: str
    held_on: date
    place: str
    status: str
    totals: Totals
    decisions: tuple[DecisionRow, ...] = ()


@dataclass(frozen=True)
class MeetingsFacts:
    """The meetings of a book year, frozen for the annual report."""

    label: str
    meetings: tuple[HeldMeeting, ...] = ()
    other_decisions: tuple[DecisionRow, ...] = ()

    @property
    def decisions(self) -> tuple[DecisionRow, ...]:
        """All resolutions of the year: those of its meetings and those taken elsewhere."""
        taken = [row for meeting in self.meetings for row in meeting.decisions]
        return tuple(
            sorted((*taken, *self.other_decisions), key=lambda row: (row.decided_on, row.number))
        )


def shared_out(voters: dict[int, VoterRow], first: Sequence[int]) -> dict[int, VoterRow]:
    """The same with the votes of a household at one of them: of `first`, else the first of all."""
    found, taken = dict(voters), set()
    for person_id in dict.fromkeys((*first, *voters)):
        row = voters.get(person_id)
        if row is None or row.shares is None or not row.votes:
            continue
        if row.shares in taken:
            found[person_id] = replace(row, votes=0)
        taken.add(row.shares)
    return found


def totals_of(
    present: Sequence[int], represented: Sequence[int], guests: int, voters: int
) -> Totals:
    """The numbers of a meeting, from the votes of each member who came or counts by proxy."""
    return Totals(
        present=len(present),
        represented=len(represented),
        guests=guests,
        votes_present=sum(present),
        votes_represented=sum(represented),
        voters=voters,
        voters_there=sum(1 for votes in (*present, *represented) if votes),
    )


def reference_of(body: str, held_on: date) -> str:
    """`ALV 2026-05-28`."""
    return f"{body} {held_on.isoformat()}"


def frozen(shape: type[Frozen], row: Any, **more: Any) -> Frozen:
    """The columns of a row as a frozen value; `more` are the fields that are no columns."""
    fields = shape.__dataclass_fields__  # type: ignore[attr-defined]
    return shape(**{name: getattr(row, name) for name in fields if name not in more}, **more)
