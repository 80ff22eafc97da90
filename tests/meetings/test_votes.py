"""The outcome of votes: real cases, exact fractions, and the edges."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.votes import (
    ACCEPTED,
    REJECTED,
    TIED,
    Ballots,
    Outcome,
    VoteRule,
    outcome_of,
    quorum_of,
    settled,
)

NUMBERS = st.integers(0, 5000)
MAJORITIES = ("absolute", "2/3", "3/4", "9/10", "unanimous")


@pytest.mark.parametrize(
    ("counts", "rule", "outcome"),
    [
        # votes and bylaws of real minutes
        ((21, 18, 4), VoteRule(), Outcome(ACCEPTED, 39, 20)),
        ((21, 18, 4), VoteRule(blank_counts=True), Outcome(REJECTED, 43, 22)),
        ((19, 6, 0, 1), VoteRule(), Outcome(ACCEPTED, 25, 13)),
        ((20, 10, 5), VoteRule("2/3"), Outcome(ACCEPTED, 30, 20)),
        ((19, 10), VoteRule("2/3"), Outcome(REJECTED, 29, 20)),
        # the edges of each majority
        ((20, 20), VoteRule(), Outcome(TIED, 40, 21)),
        ((20, 20, 3), VoteRule(blank_counts=True), Outcome(TIED, 43, 22)),
        ((20, 18, 2), VoteRule(blank_counts=True), Outcome(REJECTED, 40, 21)),
        ((10, 10), VoteRule("2/3"), Outcome(REJECTED, 20, 14)),
        ((30, 10), VoteRule("3/4"), Outcome(ACCEPTED, 40, 30)),
        ((29, 10), VoteRule("3/4"), Outcome(REJECTED, 39, 30)),
        ((9, 1), VoteRule("9/10"), Outcome(ACCEPTED, 10, 9)),
        ((89, 10), VoteRule("9/10"), Outcome(REJECTED, 99, 90)),
        ((12, 0, 3, 2, 8), VoteRule("unanimous"), Outcome(ACCEPTED, 12, 12)),
        ((12, 0, 3), VoteRule("unanimous", blank_counts=True), Outcome(REJECTED, 15, 15)),
        ((1, 0), VoteRule(), Outcome(ACCEPTED, 1, 1)),
    ],
)
def test_a_vote_comes_out_as_the_bylaws_say(
    counts: tuple[int, ...], rule: VoteRule, outcome: Outcome
) -> None:
    assert outcome_of(Ballots(*counts), rule) == outcome


@pytest.mark.parametrize("majority", MAJORITIES)
@pytest.mark.parametrize("blank_counts", [False, True])
def test_nothing_is_decided_where_nobody_is_in_favour(majority: str, blank_counts: bool) -> None:
    rule = VoteRule(majority, blank_counts)
    assert outcome_of(Ballots(), rule) == Outcome(REJECTED, 0, 1)
    assert outcome_of(Ballots(votes_blank=3), rule).outcome == REJECTED
    assert outcome_of(Ballots(votes_abstained=3, votes_invalid=2), rule).cast == 0


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(MAJORITIES), st.booleans())
def test_needed_is_the_least_number_in_favour_that_carries(
    votes_for: int, against: int, blank: int, invalid: int, majority: str, blank_counts: bool
) -> None:
    rule = VoteRule(majority, blank_counts)
    outcome = outcome_of(Ballots(votes_for, against, blank, invalid), rule)
    assert outcome.cast == votes_for + against + (blank if blank_counts else 0)
    share = Fraction(votes_for, outcome.cast or 1)
    carries = {
        "absolute": share > Fraction(1, 2),
        "unanimous": share == 1,
        "2/3": share >= Fraction(2, 3),
        "3/4": share >= Fraction(3, 4),
        "9/10": share >= Fraction(9, 10),
    }[majority]
    assert (outcome.outcome == ACCEPTED) is carries
    assert (votes_for >= outcome.needed) is carries
    assert (outcome.outcome == TIED) is (majority == "absolute" and 0 < votes_for == against)


def test_a_tie_rejects_a_matter_and_leaves_persons_to_a_second_vote_or_the_lot() -> None:
    for statutes in ("revote-then-lot", "lot", "rejected"):
        assert settled(TIED, persons=False, tie_on_persons=statutes) == REJECTED
        assert settled(ACCEPTED, persons=True, tie_on_persons=statutes) == ACCEPTED
    assert settled(TIED, persons=True, tie_on_persons="revote-then-lot") == TIED
    assert settled(TIED, persons=True, tie_on_persons="lot") == TIED
    assert settled(TIED, persons=True, tie_on_persons="rejected") == REJECTED


@pytest.mark.parametrize(
    ("quorum", "voters", "needed"),
    [("", 318, 0), ("2/3", 318, 212), ("2/3", 319, 213), ("1/2", 3, 2), ("40", 318, 40)],
)
def test_a_quorum_is_a_part_rounded_up_or_a_number(quorum: str, voters: int, needed: int) -> None:
    assert quorum_of(quorum, voters) == needed


@pytest.mark.parametrize(
    "majority", ["", "half", "1/2", "1/3", "4/3", "3/2", "2/0", "0/3", "2 / 3"]
)
def test_what_is_no_majority_is_refused(majority: str) -> None:
    with pytest.raises(Refused) as refused:
        outcome_of(Ballots(1), VoteRule(majority))
    assert [problem.code for problem in refused.value.problems] == ["vote.majority"]


def test_every_number_below_zero_is_named() -> None:
    with pytest.raises(Refused) as refused:
        outcome_of(Ballots(-1, 3, votes_blank=-2), VoteRule())
    assert [problem.field for problem in refused.value.problems] == ["votes_for", "votes_blank"]


VECTORS = Path(__file__).parents[3] / "shared" / "data" / "meetings" / "expected.json"


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared vectors are not beside the project")
def test_the_shared_vectors_come_out_the_same() -> None:
    cases = json.loads(VECTORS.read_text(encoding="utf-8"))["vote cases"]
    assert len(cases) >= 5
    for case in cases:
        rule = case.get("rule", "")
        got = outcome_of(
            Ballots(case["for"], case["against"], case.get("blank", 0), case.get("invalid", 0)),
            VoteRule(
                "2/3" if rule.startswith("two thirds") else "absolute",
                blank_counts=rule.endswith("blank counts"),
            ),
        )
        assert got.outcome == case["outcome"], case
        assert {"cast": got.cast, "needed": got.needed} == {
            "cast": case.get("cast", got.cast),
            "needed": case.get("needed", got.needed),
        }
