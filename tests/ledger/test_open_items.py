"""What is owed and what is paid on it, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.ledger.queries import (
    list_debtors,
    list_open_items,
    list_settlements,
    open_amount,
    totals_by_year,
)
from coopadmin.ledger.rules import ItemState, NewOpenItem, NewSettlement, check_new_settlement
from coopadmin.ledger.service import add_open_items, settle, take_back_settlement
from coopadmin.store import Books
from coopadmin.words import say
from tests.contributions.making import Member, make

FIRST = date(2026, 2, 1)
DUE = date(2026, 3, 1)


def item(person_id: int, euros: int = 20, year: str = "2026", **more: Any) -> NewOpenItem:
    values: dict[str, Any] = {
        "dated": FIRST,
        "due": DUE,
        "description": "Hall rent",
        "reference": "C-1",
    } | more
    return NewOpenItem("bill", person_id, year, amount=Money(euros * 100), **values)


def problems_of(refused: pytest.ExceptionInfo[Refused]) -> dict[str, Problem]:
    return {problem.code: problem for problem in refused.value.problems}


@pytest.fixture
def annie(books: Books) -> int:
    return make(books, Member(1, "Annie van den Berg"))[1]


@pytest.fixture
def owed(books: Books, annie: int) -> int:
    return int(books.do(add_open_items, [item(annie)])[0])


def test_what_is_owed_shows_with_who_owes_it_and_can_be_undone(
    books: Books, annie: int, undone: Callable[..., Any]
) -> None:
    undone(lambda: books.do(add_open_items, [item(annie), item(annie, 5, reference="C-2")]))
    rows = books.ask(list_open_items)
    assert [(row.name, row.reference, row.open) for row in rows] == [
        ("Annie van den Berg", "C-1", Money(2000)),
        ("Annie van den Berg", "C-2", Money(500)),
    ]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"euros": 0}, "ledger.item_not_positive"),
        ({"euros": -5}, "ledger.item_not_positive"),
        ({"due": date(2026, 1, 31)}, "ledger.due_before_date"),
        ({"direction": "sideways"}, "ledger.direction"),
    ],
)
def test_an_impossible_item_is_refused(
    books: Books, annie: int, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        books.do(add_open_items, [item(annie, **changed)])
    assert list(problems_of(refused)) == [code]
    assert books.ask(list_open_items) == []


def test_a_payment_in_part_leaves_the_rest_open(
    books: Books, owed: int, undone: Callable[..., Any]
) -> None:
    undone(lambda: books.do(settle, [NewSettlement(owed, Money(750), date(2026, 3, 2))]))
    (row,) = books.ask(list_open_items)
    assert (row.paid, row.open) == (Money(750), Money(1250))
    books.do(settle, [NewSettlement(owed, Money(1250), date(2026, 3, 3))])
    assert books.ask(list_open_items) == []
    (row,) = books.ask(list_open_items, with_settled=True)
    assert row.open == ZERO


def test_more_than_is_open_is_a_question_and_its_answer_is_kept(books: Books, owed: int) -> None:
    payment = NewSettlement(owed, Money(2500), date(2026, 3, 2))
    with pytest.raises(Refused) as refused:
        books.do(settle, [payment])
    (problem,) = refused.value.problems
    assert problem.code == "ledger.more_than_open"
    assert say(problem) == (
        "Of C-1 €\u00a020.00 is open, and €\u00a025.00 would be paid. Is it really that much?"
    )
    books.do(settle, [payment], answers={problem.code: "she wants it so"})
    (row,) = books.ask(list_open_items)
    assert row.open == Money(-500)


def test_two_payments_at_once_on_one_item_are_judged_together(books: Books, owed: int) -> None:
    each = NewSettlement(owed, Money(1500), date(2026, 3, 2))
    with pytest.raises(Refused) as refused:
        books.do(settle, [each, each])
    assert list(problems_of(refused)) == ["ledger.more_than_open"]
    assert books.ask(list_settlements) == []


@pytest.mark.parametrize(
    ("cents", "dated", "code", "answerable"),
    [
        (0, date(2026, 3, 2), "ledger.payment_not_positive", False),
        (-500, date(2026, 3, 2), "ledger.payment_not_positive", False),
        (500, date(2026, 3, 4), "ledger.paid_in_future", True),
        (500, date(2026, 1, 31), "ledger.paid_before", True),
    ],
)
def test_odd_payments_are_refused_or_asked_about(
    books: Books, owed: int, cents: int, dated: date, code: str, answerable: bool
) -> None:
    payment = NewSettlement(owed, Money(cents), dated)
    with pytest.raises(Refused) as refused:
        books.do(settle, [payment])
    assert list(problems_of(refused)) == [code]
    if answerable:
        books.do(settle, [payment], answers={code: "yes"})
    else:
        with pytest.raises(Refused):
            books.do(settle, [payment], answers={code: "yes"})


def test_an_unknown_way_of_paying_is_refused(books: Books, owed: int) -> None:
    with pytest.raises(Refused, match="barter"):
        books.do(settle, [NewSettlement(owed, Money(100), DUE, "barter")])


def test_a_payment_on_nothing_is_refused(books: Books) -> None:
    with pytest.raises(Refused, match="not owed any more"):
        books.do(settle, [NewSettlement(12345, Money(100), DUE)])


def test_taking_a_payment_back_leaves_both_in_sight(
    books: Books, owed: int, undone: Callable[..., Any]
) -> None:
    (paid,) = books.do(settle, [NewSettlement(owed, Money(2000), DUE)])
    undone(lambda: books.do(take_back_settlement, paid))
    (item_row,) = books.ask(list_open_items)
    assert item_row.open == Money(2000)
    back, first = books.ask(list_settlements)
    assert (back.amount, back.dated, back.is_reversal) == (Money(-2000), date(2026, 3, 3), True)
    assert (first.amount, first.reversed) == (Money(2000), True)


def test_a_payment_is_taken_back_once_and_not_before_it_was_made(books: Books, owed: int) -> None:
    (paid,) = books.do(settle, [NewSettlement(owed, Money(2000), DUE)])
    with pytest.raises(Refused, match="cannot be taken back before"):
        books.do(take_back_settlement, paid, date(2026, 2, 27))
    back = books.do(take_back_settlement, paid)
    with pytest.raises(Refused, match="taken back already"):
        books.do(take_back_settlement, paid)
    with pytest.raises(Refused, match="takes a payment back itself"):
        books.do(take_back_settlement, back)
    with pytest.raises(Refused, match="not there any more"):
        books.do(take_back_settlement, 999)


def test_debtors_and_years_add_up_over_all_items(books: Books) -> None:
    ids = make(books, Member(1, "Annie Berg"), Member(2, "Bea Hofstra"), Member(3, "Cor Vos"))
    old, _late, bea, cor = books.do(
        add_open_items,
        [
            item(ids[1], 10, "2025", due=date(2026, 2, 2)),
            item(ids[1], 20),
            item(ids[2], 30),
            item(ids[3], 40),
        ],
    )
    answers = {"ledger.more_than_open": "yes"}
    books.do(settle, [NewSettlement(old, Money(400), DUE)])
    books.do(settle, [NewSettlement(bea, Money(3100), DUE)], answers=answers)
    books.do(settle, [NewSettlement(cor, Money(1000), DUE)])
    debtors = books.ask(list_debtors)
    assert [(row.name, row.items, row.open, row.due) for row in debtors] == [
        ("Annie Berg", 2, Money(2600), date(2026, 2, 2)),
        ("Cor Vos", 1, Money(3000), DUE),
    ]
    assert [
        (row.book_year, row.items, row.owed, row.paid, row.open)
        for row in books.ask(totals_by_year)
    ] == [
        ("2026", 3, Money(9000), Money(4100), Money(4900)),
        ("2025", 1, Money(1000), Money(400), Money(600)),
    ]
    assert [books.ask(open_amount, person_id=ids[number]) for number in (1, 2, 3)] == [
        Money(2600), Money(-100), Money(3000),
    ]  # fmt: skip
    assert books.ask(list_debtors, kind="invoice") == []
    assert len(books.ask(list_open_items, book_year="2025")) == 1
    assert len(books.ask(list_open_items, person_id=ids[1])) == 2
    assert len(books.ask(list_settlements, book_year="2026")) == 2
    assert len(books.ask(list_settlements, person_id=ids[3])) == 1
    assert len(books.ask(list_settlements, open_item_ids=[old, cor])) == 2


@given(st.integers(1, 10**6), st.integers(-(10**6), 2 * 10**6))
def test_a_payment_passes_unasked_only_within_what_is_open(open_cents: int, paid: int) -> None:
    state = ItemState("C-1", FIRST, Money(10**6), Money(open_cents))
    found = list(check_new_settlement(NewSettlement(1, Money(paid), DUE), state, DUE))
    assert (found == []) == (0 < paid <= open_cents)
