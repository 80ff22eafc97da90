"""Votes: judged by the statutes of the day, questioned where unlikely, numbered as resolutions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import Problem, Refused, Strength
from coopadmin.meetings.facts import VoteFacts
from coopadmin.meetings.queries import get_meeting, list_decisions, meetings_of_year
from coopadmin.meetings.rules import NewProxy
from coopadmin.meetings.service import (
    change_vote,
    check_meetings,
    hold_meeting,
    plan_meeting,
    record_attendance,
    record_proxy,
    record_vote,
    remove_vote,
)
from coopadmin.meetings.votes import Ballots, NewVote
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from coopadmin.store import Books
from coopadmin.store.engine import connect
from tests.meetings.village import ITEMS, MEETING, admit, codes

Undone = Callable[[Callable[[], Any]], Any]
YEAR = BookYear.starting(date(2026, 1, 1))


@pytest.fixture
def people(books: Books) -> list[int]:
    return admit(books)


@pytest.fixture
def meeting(books: Books, people: list[int]) -> int:
    """Five of six members are there in person or by proxy; the sixth is not."""
    made = books.do(plan_meeting, MEETING, ITEMS)
    books.do(record_attendance, made, people[:4])
    books.do(record_proxy, made, NewProxy(people[4], people[0]))
    return made


def items(books: Books, meeting: int) -> list[int]:
    return [item.id for item in books.ask(get_meeting, meeting).items]


def votes(books: Books, meeting: int) -> list[VoteFacts]:
    return list(books.ask(get_meeting, meeting).votes)


def statutes(books: Books, **differences: Any) -> None:
    books.do(set_statutes, NewStatutes(date(2026, 2, 1), **differences))


def test_a_vote_becomes_a_numbered_resolution(books: Books, undone: Undone, meeting: int) -> None:
    item = items(books, meeting)[1]
    undone(lambda: books.do(record_vote, item, NewVote(Ballots(3, 1, 1))))
    [vote] = votes(books, meeting)
    assert vote.proposal == "De jaarrekening is vastgesteld."
    assert (vote.outcome, vote.by_rule.cast, vote.by_rule.needed) == ("accepted", 4, 3)
    assert (vote.subject, vote.majority, vote.blank_counts) == ("matters", "absolute", False)
    [decision] = books.ask(list_decisions)
    assert decision.number == vote.resolution
    assert decision.number.startswith("ALV-2026-")
    assert (decision.subject, decision.text) == ("Jaarrekening 2025", vote.proposal)
    assert (decision.votes_for, decision.votes_against, decision.votes_blank) == (3, 1, 1)
    assert (decision.rule, decision.outcome) == ("absolute", "accepted")
    assert decision.meeting_id == meeting


def test_resolutions_are_numbered_in_order_and_a_rejected_one_is_one_too(
    books: Books, meeting: int
) -> None:
    _opening, accounts, persons, amendment, _closing = items(books, meeting)
    for item, ballots in ((accounts, Ballots(2, 3)), (persons, Ballots(4, 1)),
                          (amendment, Ballots(4, 1))):  # fmt: skip
        books.do(record_vote, item, NewVote(ballots))
    rows = books.ask(list_decisions)
    assert [(row.number, row.outcome) for row in rows] == [
        ("ALV-2026-01", "rejected"),
        ("ALV-2026-02", "accepted"),
        ("ALV-2026-03", "accepted"),
    ]
    assert rows[2].rule == "2/3"


def test_the_statutes_of_the_day_say_what_a_blank_vote_and_a_majority_are(
    books: Books, meeting: int
) -> None:
    _opening, accounts, _persons, amendment, _closing = items(books, meeting)
    books.do(record_vote, accounts, NewVote(Ballots(2, 1, 2)))
    # A profile of before the meeting counts, a later one does not.
    statutes(books, blank_counts=True, majority="3/4", amendment_majority="9/10")
    books.do(set_statutes, NewStatutes(date(2026, 2, 28)))
    for new in (
        NewVote(Ballots(2, 1, 2)),
        NewVote(Ballots(3, 1, 1)),
        NewVote(Ballots(3, 1, 1), majority="absolute"),
    ):
        books.do(record_vote, accounts, new)
    books.do(record_vote, amendment, NewVote(Ballots(4, 1)))
    books.do(record_vote, accounts, NewVote(Ballots(4, 1), majority="amendment"))
    books.do(record_vote, amendment, NewVote(Ballots(4, 1), majority="ordinary"))
    assert [
        (each.majority, each.blank_counts, each.by_rule.needed, each.outcome)
        for each in votes(books, meeting)
    ] == [
        ("absolute", False, 2, "accepted"),
        ("3/4", True, 4, "rejected"),
        ("3/4", True, 4, "rejected"),
        ("absolute", True, 3, "accepted"),
        ("9/10", True, 5, "rejected"),
        ("9/10", True, 5, "rejected"),
        ("3/4", True, 4, "accepted"),
    ]


def test_more_ballots_than_votes_is_a_question_kept_in_the_minutes(
    books: Books, undone: Undone, meeting: int
) -> None:
    item = items(books, meeting)[1]
    new = NewVote(Ballots(4, 1, votes_invalid=1))
    with pytest.raises(Refused) as refused:
        books.do(record_vote, item, new)
    [problem] = refused.value.problems
    assert (problem.code, problem.strength) == ("vote.more_ballots", Strength.QUESTION)
    assert (problem.values["counted"], problem.values["votes"]) == (6, 5)
    answer = "Eén lid kwam binnen zonder te tekenen."
    undone(lambda: books.do(record_vote, item, new, answers={"vote.more_ballots": answer}))
    [vote] = votes(books, meeting)
    assert vote.explanation == answer
    books.do(record_vote, item, replace(new, explanation="Geteld bij de deur."))
    assert votes(books, meeting)[1].explanation == "Geteld bij de deur."
    books.do(record_vote, item, NewVote(Ballots(4, 1)))
    assert votes(books, meeting)[2].explanation == ""


def test_a_vote_without_quorum_is_a_question(books: Books, meeting: int) -> None:
    _opening, accounts, _persons, amendment, _closing = items(books, meeting)
    statutes(books, amendment_quorum="6/7")
    with pytest.raises(Refused) as refused:
        books.do(record_vote, amendment, NewVote(Ballots(5, 0)))
    [problem] = refused.value.problems
    assert problem.code == "vote.quorum"
    assert (problem.values["there"], problem.values["voters"], problem.values["needed"]) == (
        5,
        6,
        6,
    )
    books.do(record_vote, accounts, NewVote(Ballots(5, 0)))
    statutes(books, quorum="5", amendment_quorum="2/3")
    books.do(record_vote, accounts, NewVote(Ballots(5, 0)))
    books.do(record_vote, amendment, NewVote(Ballots(5, 0)))


def test_electronic_votes_are_for_the_statutes(books: Books, meeting: int) -> None:
    item = items(books, meeting)[1]
    new = NewVote(Ballots(4, 1), method="electronic")
    with pytest.raises(Refused) as refused:
        books.do(record_vote, item, new)
    assert codes(refused.value) == ["vote.electronic"]
    statutes(books, electronic_votes=True)
    books.do(record_vote, item, new)


def test_a_tie_rejects_a_matter_and_persons_wait_for_a_second_vote_or_the_lot(
    books: Books, meeting: int
) -> None:
    _opening, accounts, persons, _amendment, _closing = items(books, meeting)
    books.do(record_vote, accounts, NewVote(Ballots(2, 2, 1)))
    books.do(record_vote, persons, NewVote(Ballots(2, 2, 1)))
    books.do(record_vote, persons, NewVote(Ballots(2, 2, 1), lot="accepted"))
    kept = votes(books, meeting)
    assert [each.outcome for each in kept] == ["rejected", "tied", "accepted"]
    assert [each.by_lot for each in kept] == [False, False, True]
    assert [bool(each.resolution) for each in kept] == [True, False, True]
    statutes(books, tie_on_persons="rejected")
    books.do(record_vote, persons, NewVote(Ballots(2, 2, 1)))
    assert votes(books, meeting)[3].outcome == "rejected"
    for item, new in (
        (accounts, NewVote(Ballots(2, 2), lot="accepted")),
        (persons, NewVote(Ballots(3, 2), lot="accepted")),
        (persons, NewVote(Ballots(2, 2), lot="tied")),
    ):
        with pytest.raises(Refused) as refused:
            books.do(record_vote, item, new)
        assert codes(refused.value) == ["vote.lot"]


def test_by_acclamation_nobody_is_counted(books: Books, meeting: int) -> None:
    item = items(books, meeting)[3]
    books.do(record_vote, item, NewVote(method="acclamation"))
    [vote] = votes(books, meeting)
    assert (vote.outcome, vote.by_rule.cast) == ("accepted", 0)
    [decision] = books.ask(list_decisions)
    assert (decision.votes_for, decision.votes_against) == (None, None)
    with pytest.raises(Refused) as refused:
        books.do(record_vote, item, NewVote(Ballots(5), method="acclamation"))
    assert codes(refused.value) == ["vote.acclamation"]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (NewVote(Ballots(-1)), ["vote.negative"]),
        (NewVote(Ballots(10**30)), ["vote.too_many"]),
        (NewVote(Ballots(1), majority="half"), ["vote.majority"]),
        (NewVote(Ballots(1), method="gezang"), ["vote.method"]),
        (NewVote(Ballots(1), subject="dieren"), ["vote.subject"]),
        (NewVote(Ballots(1), proposal="a\x00"), ["text.unstorable"]),
    ],
)
def test_a_vote_that_cannot_be_is_refused(
    books: Books, meeting: int, new: NewVote, expected: list[str]
) -> None:
    with pytest.raises(Refused) as refused:
        books.do(record_vote, items(books, meeting)[1], new)
    assert codes(refused.value) == expected
    assert votes(books, meeting) == []


def test_no_vote_is_recorded_before_the_day(books: Books) -> None:
    made = books.do(plan_meeting, replace(MEETING, held_on=date(2026, 5, 28)), ITEMS)
    with pytest.raises(Refused) as refused:
        books.do(record_vote, items(books, made)[1], NewVote(method="acclamation"))
    assert codes(refused.value) == ["vote.too_early"]


def test_a_corrected_vote_keeps_its_number(books: Books, undone: Undone, meeting: int) -> None:
    _opening, accounts, persons, _amendment, _closing = items(books, meeting)
    vote = books.do(record_vote, accounts, NewVote(Ballots(2, 3)))
    books.do(record_vote, persons, NewVote(Ballots(4, 1)))
    undone(lambda: books.do(change_vote, vote, NewVote(Ballots(3, 2), proposal="Vastgesteld.")))
    first, second = books.ask(list_decisions)
    assert (first.number, first.outcome, first.text) == ("ALV-2026-01", "accepted", "Vastgesteld.")
    assert (first.votes_for, first.votes_against) == (3, 2)
    assert second.number == "ALV-2026-02"
    with pytest.raises(Refused) as refused:
        books.do(change_vote, vote, NewVote(Ballots(6, 2)))
    assert codes(refused.value) == ["vote.more_ballots"]


def test_a_vote_that_becomes_tied_loses_its_resolution_and_gets_a_new_one(
    books: Books, undone: Undone, meeting: int
) -> None:
    persons = items(books, meeting)[2]
    vote = books.do(record_vote, persons, NewVote(Ballots(4, 1)))
    undone(lambda: books.do(change_vote, vote, NewVote(Ballots(2, 2))))
    assert books.ask(list_decisions) == []
    undone(lambda: books.do(change_vote, vote, NewVote(Ballots(3, 2))))
    # The number that went is not given again.
    assert [row.number for row in books.ask(list_resolutions)] == ["ALV-2026-02"]


def test_a_vote_is_removed_with_its_resolution_unless_that_was_used(
    books: Books, undone: Undone, people: list[int], meeting: int
) -> None:
    persons = items(books, meeting)[2]
    vote = books.do(record_vote, persons, NewVote(Ballots(4, 1)))
    undone(lambda: books.do(remove_vote, vote))
    assert books.ask(list_decisions) == []
    vote = books.do(record_vote, persons, NewVote(Ballots(4, 1)))
    [resolution] = books.ask(list_resolutions)
    books.do(
        appoint,
        NewTerm(people[0], "board", "secretary", date(2026, 3, 1), resolution_id=resolution.id),
    )
    with pytest.raises(Refused) as refused:
        books.do(remove_vote, vote)
    assert codes(refused.value) == ["vote.resolution_used"]


def test_the_year_has_its_meetings_with_numbers_and_resolutions(books: Books, meeting: int) -> None:
    accounts = items(books, meeting)[1]
    books.do(record_vote, accounts, NewVote(Ballots(3, 2)))
    facts = books.ask(meetings_of_year, YEAR)
    # In preparation it is not yet a meeting of the year; its resolution was taken all the same.
    assert facts.meetings == ()
    assert len(facts.decisions) == 1
    books.do(hold_meeting, meeting, "21:00")
    facts = books.ask(meetings_of_year, YEAR)
    [held] = facts.meetings
    totals = held.totals
    assert (totals.present, totals.represented, totals.votes) == (4, 1, 5)
    assert (totals.voters, totals.voters_there, totals.guests) == (6, 5, 0)
    assert totals == books.ask(get_meeting, meeting).totals
    assert [row.number for row in held.decisions] == ["ALV-2026-01"]
    assert facts.decisions == held.decisions
    assert books.ask(meetings_of_year, BookYear.starting(date(2025, 1, 1))).meetings == ()


def test_a_file_changed_from_outside_is_found(books: Books, meeting: int) -> None:
    _opening, accounts, persons, _amendment, _closing = items(books, meeting)
    books.do(record_vote, accounts, NewVote(Ballots(3, 2)))
    books.do(record_vote, persons, NewVote(Ballots(2, 2)))
    books.do(record_vote, persons, NewVote(Ballots(2, 2), lot="rejected"))
    assert list(books.ask(soundness)) == []
    for table, change in (
        ("vote", "votes_for = 1 WHERE votes_for = 3"),
        ("resolution", "outcome = 'accepted' WHERE outcome = 'rejected'"),
        ("meeting", "status = 'adopted'"),
    ):
        with connect(books.path).begin() as connection:
            connection.exec_driver_sql("SAVEPOINT tried")
            connection.exec_driver_sql(f"UPDATE {table} SET {change}")
            with Session(connection) as session:
                assert len(soundness(session)) == 1
            connection.rollback()


def soundness(session: Session) -> list[Problem]:
    return list(check_meetings(session))
