"""Bodies and offices: circles by name, terms at most, votes in the board, who retires when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.presence import record_attendance
from coopadmin.meetings.queries import get_meeting, list_voters
from coopadmin.meetings.retiring import BEFORE_MEETING, OVER, RUNS, retirement_schedule
from coopadmin.meetings.rules import NewMeeting
from coopadmin.meetings.service import plan_meeting
from coopadmin.people.queries import list_officers, votes_in_body
from coopadmin.people.rules import ChangedTerm, NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint, change_term, end_term
from coopadmin.store import Books

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]


def refused(books: Books, *call: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [problem.code for problem in raised.value.problems]


@pytest.fixture
def people(books: Books) -> list[int]:
    names = ("Ada", "Bob", "Cas")
    return [books.do(add_person, NewPerson(call_name=name, surname="Smit")) for name in names]


def test_committees_and_circles_are_told_apart_by_name(books: Books, people: list[int]) -> None:
    ada, bob, _cas = people

    def contact(person: int, group: str) -> NewTerm:
        return NewTerm(person, "circle", "contact", TODAY, group_name=group)

    assert refused(books, appoint, contact(ada, " ")) == ["term.group"]
    books.do(appoint, contact(ada, " Molenweg "))
    books.do(appoint, contact(bob, "Molenweg"))
    books.do(appoint, contact(ada, "Kerkstraat"))
    assert refused(books, appoint, contact(ada, "molenweg")) == ["term.held"]
    rows = books.ask(list_officers, TODAY)
    assert [(row.group_name, row.name) for row in rows] == [
        ("Kerkstraat", "Ada Smit"),
        ("Molenweg", "Ada Smit"),
        ("Molenweg", "Bob Smit"),
    ]


def test_more_terms_than_the_office_knows_are_asked_about(books: Books, people: list[int]) -> None:
    ada = people[0]
    first = books.do(
        appoint, NewTerm(ada, "committee", "chair", date(2020, 1, 1), group_name="x", most_terms=1)
    )
    books.do(end_term, first, date(2022, 1, 1))
    again = NewTerm(ada, "committee", "chair", date(2023, 1, 1), group_name="x", most_terms=1)
    assert refused(books, appoint, again) == ["term.too_many"]


def test_no_director_has_more_votes_than_the_others_together(
    books: Books, people: list[int], undone: Undone
) -> None:
    ada, bob, cas = people

    def seat(person: int, votes: int) -> NewTerm:
        return NewTerm(person, "board", "member", date(2026, 1, 1), votes=votes)

    assert refused(books, appoint, seat(ada, 2)) == ["term.most_votes"]
    terms = [books.do(appoint, seat(person, 1)) for person in (bob, cas)]
    books.do(appoint, seat(ada, 2))
    assert books.ask(votes_in_body, "board", TODAY) == {ada: 2, bob: 1, cas: 1}
    too_many = ChangedTerm(terms[0], "chair", votes=4)
    assert refused(books, change_term, too_many) == ["term.most_votes"]
    changed = ChangedTerm(terms[0], "chair", date(2027, 1, 1), votes=3, most_terms=2)
    undone(lambda: books.do(change_term, changed))
    backwards = ChangedTerm(terms[0], " ", date(2025, 1, 1), votes=1, most_terms=-1)
    assert refused(books, change_term, backwards) == ["term.office", "term.backwards", "term.most"]
    books.do(end_term, terms[1], date(2026, 2, 1))
    books.do(end_term, terms[0], date(2026, 2, 1))
    assert books.ask(votes_in_body, "board", TODAY) == {ada: 1}


def test_directors_vote_in_a_meeting_of_the_board_with_the_votes_that_count(
    books: Books, people: list[int]
) -> None:
    ada, bob, cas = people
    term = 0
    for person, votes in ((bob, 1), (cas, 1), (ada, 2)):
        new = NewTerm(person, "board", "member", date(2026, 1, 1), votes=votes)
        term = books.do(appoint, new) if person == cas else (books.do(appoint, new) and term)
    books.do(end_term, term, date(2026, 2, 1))
    meeting = books.do(plan_meeting, NewMeeting("Bestuur", TODAY, body="BESTUUR"))
    voters = books.ask(list_voters, meeting)
    assert [(row.person.name, row.votes) for row in voters] == [("Ada Smit", 1), ("Bob Smit", 1)]
    books.do(record_attendance, meeting, [ada])
    totals = books.ask(get_meeting, meeting).totals
    assert (totals.votes, totals.voters) == (1, 2)


def test_the_schedule_warns_when_a_term_ends_before_the_next_meeting(
    books: Books, people: list[int]
) -> None:
    ada, bob, cas = people
    for person, ends in ((ada, date(2026, 2, 1)), (bob, date(2026, 5, 1)), (cas, date(2029, 1, 1))):
        books.do(appoint, NewTerm(person, "board", "member", date(2025, 1, 1), ends))
    rows = books.ask(retirement_schedule, TODAY)
    assert [row.state for row in rows] == [OVER, RUNS, RUNS]
    books.do(plan_meeting, NewMeeting("ALV", date(2026, 5, 22)))
    rows = books.ask(retirement_schedule, TODAY)
    assert [row.state for row in rows] == [OVER, BEFORE_MEETING, RUNS]
    assert [(row.most, row.again) for row in rows] == [(2, True)] * 3
