"""Suspension and expulsion: who has no vote meanwhile, the month for appeal, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.meetings.queries import voters_on
from coopadmin.members.queries import get_kind, get_membership
from coopadmin.members.rules import NewMember
from coopadmin.members.sanctioning import conclude_sanction, record_appeal, suspend
from coopadmin.members.sanctions import NewSanction, appeal_until
from coopadmin.members.service import admit_member
from coopadmin.members.suspended import list_sanctions
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.fixtures import refused

TODAY = date(2026, 3, 3)
FIRST = date(2026, 1, 10)
Undone = Callable[[Callable[[], Any]], Any]


def votes(books: Books, day: date) -> list[int]:
    return [row.votes for row in books.ask(voters_on, day).values()]


@pytest.fixture
def jan(books: Books) -> int:
    kind = books.ask(get_kind, "personal").id
    return books.do(admit_member, NewMember(kind, date(2020, 1, 1), NewPerson(surname="Berg")))


@pytest.fixture
def expelled(books: Books, jan: int) -> int:
    new = NewSanction(jan, FIRST, "Harmed us.", expels=True, told_on=date(2026, 1, 12))
    return books.do(suspend, new)


def test_a_suspended_member_is_on_the_list_without_a_vote(
    books: Books, jan: int, undone: Undone
) -> None:
    new = NewSanction(jan, FIRST, " Contribution ", date(2026, 2, 10))
    undone(lambda: books.do(suspend, new))
    assert [votes(books, date(2026, 1, day)) for day in (9, 10)] == [[1], [0]]
    assert [votes(books, date(2026, 2, day)) for day in (10, 11)] == [[0], [1]]
    (row,) = books.ask(list_sanctions, jan)
    assert row.reasons == "Contribution"


def test_a_suspension_without_end_is_lifted(books: Books, jan: int, undone: Undone) -> None:
    made = books.do(suspend, NewSanction(jan, FIRST, "x"))
    assert votes(books, TODAY) == [0]
    assert refused(books, suspend, NewSanction(jan, TODAY, "y")) == [("sanction.twice", None)]
    early = date(2026, 1, 1)
    assert refused(books, conclude_sanction, made, early) == [("sanction.backwards", "day")]
    undone(lambda: books.do(conclude_sanction, made, date(2026, 3, 2)))
    assert votes(books, TODAY) == [1]
    assert refused(books, conclude_sanction, made, TODAY) == [("sanction.over", None)]
    assert refused(books, record_appeal, made, TODAY) == [("sanction.no_appeal", None)]


def test_an_expulsion_is_final_after_the_month_for_appeal(
    books: Books, jan: int, expelled: int, undone: Undone
) -> None:
    assert votes(books, TODAY) == [0], "suspended meanwhile"
    soon = date(2026, 2, 12)
    assert refused(books, conclude_sanction, expelled, soon, "stands") == [
        ("sanction.appeal_runs", "day")
    ]
    assert refused(books, conclude_sanction, expelled, TODAY) == [("sanction.outcome", "outcome")]
    undone(lambda: books.do(conclude_sanction, expelled, date(2026, 2, 13), "stands"))
    card = books.ask(get_membership, jan)
    assert (card.until, card.end_reason) == (date(2026, 2, 13), "expulsion")


def test_an_appeal_may_overturn_it_and_a_late_one_is_a_question(
    books: Books, jan: int, expelled: int, undone: Undone
) -> None:
    assert appeal_until(date(2026, 1, 12)) == date(2026, 2, 12)
    assert refused(books, conclude_sanction, expelled, TODAY, "overturned") == [
        ("sanction.not_appealed", None)
    ]
    before = refused(books, record_appeal, expelled, date(2026, 1, 11))
    assert before == [("sanction.appeal_early", "appealed_on")]
    late = date(2026, 2, 13)
    assert refused(books, record_appeal, expelled, late) == [
        ("sanction.appeal_late", "appealed_on")
    ]
    answers = {"sanction.appeal_late": "Was in hospital"}
    books.do(record_appeal, expelled, late, answers=answers)
    books.undo()
    undone(lambda: books.do(record_appeal, expelled, date(2026, 2, 1)))
    assert refused(books, conclude_sanction, expelled, date(2026, 1, 20), "stands") == [
        ("sanction.before_appeal", "day")
    ]
    books.do(conclude_sanction, expelled, date(2026, 3, 2), "overturned")
    assert books.ask(get_membership, jan).until is None
    assert votes(books, TODAY) == [1]


def test_what_is_wrong_with_a_sanction_is_told_at_once(books: Books, jan: int) -> None:
    wrong = NewSanction(jan, date(2019, 1, 1), " ", date(2018, 1, 1), expels=True)
    assert refused(books, suspend, wrong) == [
        ("sanction.member", "first"),
        ("sanction.reasons", "reasons"),
        ("sanction.backwards", "last"),
        ("sanction.told", "told_on"),
    ]
    early = NewSanction(jan, FIRST, "x", expels=True, told_on=date(2026, 1, 1))
    assert refused(books, suspend, early) == [("sanction.told_early", "told_on")]
