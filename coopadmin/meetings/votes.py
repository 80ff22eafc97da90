"""What a vote comes to: majorities in whole numbers, blank votes, ties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction

from coopadmin.cooperative.rules import is_majority
from coopadmin.kernel.problem import N_, Problem, Refused, question

ACCEPTED, REJECTED, TIED = "accepted", "rejected", "tied"
OUTCOMES = {ACCEPTED: N_("Accepted"), REJECTED: N_("Rejected"), TIED: N_("Tied")}

ABSOLUTE, UNANIMOUS = "absolute", "unanimous"
ORDINARY, AMENDING = "ordinary", "amendment"
"""Majorities by name: what the statutes ask of a decision, and of a change of the statutes."""

MOST_VOTES = 1_000_000
_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)")

ACCLAMATION, ELECTRONIC = "acclamation", "electronic"
METHODS = {
    "show_of_hands": N_("Show of hands"),
    ACCLAMATION: N_("Acclamation"),
    "roll_call": N_("Roll call"),
    "written": N_("Written ballot"),
    ELECTRONIC: N_("Electronic"),
}
MATTERS, PERSONS = "matters", "persons"
SUBJECTS = {MATTERS: N_("A matter"), PERSONS: N_("Persons")}


@dataclass(frozen=True)
class Ballots:
    """How many votes were counted, by kind; whole numbers, never below zero."""

    votes_for: int = 0
    votes_against: int = 0
    votes_blank: int = 0
    votes_invalid: int = 0
    votes_abstained: int = 0

    @property
    def counted(self) -> int:
        """Everything that someone in the room did: also blank, invalid and abstained."""
        return sum(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class VoteRule:
    """Which part of the votes cast must be in favour, and whether a blank vote is cast.

    `majority` is `absolute` (more than half), a fraction above a half such as `2/3`, `3/4` or
    `9/10` (at least that part), or `unanimous` (all of them).
    """

    majority: str = ABSOLUTE
    blank_counts: bool = False


@dataclass(frozen=True)
class Outcome:
    """`accepted`, `rejected` or `tied`; how many votes were cast; how many in favour it takes."""

    outcome: str
    cast: int
    needed: int


def outcome_of(ballots: Ballots, rule: VoteRule) -> Outcome:
    """The outcome by the rule alone, in exact whole numbers.

    Invalid votes and abstentions are never cast; blank ones are where the rule says so. `tied`
    is an absolute majority with as many votes for as against: what that means (rejected on a
    matter, again or by lot on persons) is for the statutes to say, see `settled`. Where nobody
    cast a vote nobody was in favour: rejected, and one vote would have been needed.
    Raises Refused for a number below zero or a majority that is none.
    """
    problems = [*check_ballots(ballots), *check_majority(rule.majority)]
    if problems:
        raise Refused(problems)
    cast = ballots.votes_for + ballots.votes_against
    if rule.blank_counts:
        cast += ballots.votes_blank
    needed = max(1, needed_of(cast, rule.majority))
    if ballots.votes_for >= needed:
        return Outcome(ACCEPTED, cast, needed)
    even = 0 < ballots.votes_for == ballots.votes_against
    return Outcome(TIED if even and rule.majority == ABSOLUTE else REJECTED, cast, needed)


def judged_outcome(method: str, ballots: Ballots, rule: VoteRule) -> Outcome:
    """As `outcome_of`; by acclamation, where nobody is counted, it is accepted without a number."""
    return Outcome(ACCEPTED, 0, 0) if method == ACCLAMATION else outcome_of(ballots, rule)


def settled(outcome: str, *, persons: bool, tie_on_persons: str) -> str:
    """What a tie means: a matter is rejected; persons are too where the statutes say `rejected`.

    Otherwise persons stay tied, for a second vote or the lot. Source: DOMAIN 3.5.
    """
    final = not persons or tie_on_persons == REJECTED
    return REJECTED if outcome == TIED and final else outcome


def needed_of(cast: int, majority: str) -> int:
    """The least number of votes in favour among so many cast."""
    if majority == ABSOLUTE:
        return cast // 2 + 1
    if majority == UNANIMOUS:
        return cast
    part = part_of(majority)
    return -(-cast * part.numerator // part.denominator)


def part_of(fraction: str) -> Fraction:
    """`2/3` as a number; raises ValueError for anything else."""
    match = _FRACTION.fullmatch(fraction)
    if match is None:
        raise ValueError(fraction)
    return Fraction(int(match[1]), int(match[2]))


def check_majority(majority: str) -> Iterator[Problem]:
    """A majority is `absolute`, `unanimous`, or a fraction above one half."""
    if not is_majority(majority):
        yield Problem(
            "vote.majority",
            N_("“{text}” is not a majority. Type absolute, unanimous or a part as 2/3."),
            {"text": majority},
            "majority",
        )


def check_ballots(ballots: Ballots) -> Iterator[Problem]:
    """No count is below zero, or more than any cooperative has members."""
    for each in fields(ballots):
        number = getattr(ballots, each.name)
        if number < 0:
            yield Problem(
                "vote.negative",
                N_("The number of votes cannot be less than zero."),
                field=each.name,
            )
        elif number > MOST_VOTES:
            yield Problem(
                "vote.too_many",
                N_("{number} votes are more than this program can hold. Check the number."),
                {"number": number},
                each.name,
            )


@dataclass(frozen=True)
class NewVote:
    """A vote on an agenda item, as counted.

    Empty fields follow from the item and the statutes: `proposal` is that of the item, `subject`
    is persons for an election, `majority` that of the statutes (of a change of statutes, where
    the item is one). `majority` may also be `ordinary`, `amendment`, or a majority itself.
    By acclamation nobody is counted. `lot` is the outcome that the lot gave to a tie on persons.
    `explanation` goes into the minutes, and answers what is unlikely about the vote.
    """

    ballots: Ballots = field(default_factory=Ballots)
    proposal: str = ""
    subject: str = ""
    method: str = "show_of_hands"
    majority: str = ""
    lot: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Room:
    """Who can vote in a meeting: votes, and voters there of all voters, by person or by proxy.

    `quorum` is the part or number of voters that the statutes ask for this vote, or empty;
    `electronic_votes` says whether they allow electronic voting.
    """

    votes: int
    voters_there: int
    voters: int
    quorum: str = ""
    electronic_votes: bool = False

    @property
    def quorum_needed(self) -> int:
        """How many voters must be there; 0 where the statutes ask for none."""
        return quorum_of(self.quorum, self.voters)


def quorum_of(quorum: str, voters: int) -> int:
    """The least number of voters there: a part such as `2/3` of all, or a number; 0 without."""
    if not quorum:
        return 0
    if quorum.isdigit():
        return int(quorum)
    part = part_of(quorum)
    return -(-voters * part.numerator // part.denominator)


def check_vote(new: NewVote, room: Room, *, persons: bool, outcome: str) -> Iterator[Problem]:
    """What is wrong or unlikely about a counted vote; `outcome` is that of the rule alone.

    An `explanation` answers the questions.
    """
    if new.method not in METHODS:
        yield Problem(
            "vote.method",
            N_("“{method}” is not a way of voting. Choose one of: {choices}."),
            {"method": new.method, "choices": ", ".join(METHODS)},
            "method",
        )
    if new.method == ACCLAMATION and new.ballots.counted:
        yield Problem(
            "vote.acclamation",
            N_("By acclamation nobody is counted. Empty the numbers, or choose another way."),
            field="method",
        )
    if new.lot and (new.lot not in (ACCEPTED, REJECTED) or not persons or outcome != TIED):
        yield Problem(
            "vote.lot",
            N_("The lot decides only when a vote on persons is tied."),
            field="lot",
        )
    if not new.explanation.strip():
        yield from _unlikely(new, room)


def _unlikely(new: NewVote, room: Room) -> Iterator[Problem]:
    counted = new.ballots.counted
    if counted > room.votes:
        yield question(
            "vote.more_ballots",
            N_(
                "{counted} votes were counted, and the people present and represented have"
                " {votes}. How did that come about?"
            ),
            {"counted": counted, "votes": room.votes},
            "explanation",
        )
    if room.voters_there < room.quorum_needed:
        yield question(
            "vote.quorum",
            N_(
                "{there} of {voters} members are present or represented, and the statutes ask for"
                " {needed}. Why does this vote count?"
            ),
            {"there": room.voters_there, "voters": room.voters, "needed": room.quorum_needed},
            "explanation",
        )
    if new.method == ELECTRONIC and not room.electronic_votes:
        yield question(
            "vote.electronic",
            N_("The statutes do not allow electronic voting (BW 2:38). Why does this vote count?"),
            field="method",
        )
