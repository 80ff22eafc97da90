"""Kinds of share and capital movements, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.capital.queries import (
    find_movement,
    forecast,
    get_share_kind,
    list_capital,
    list_movements,
    list_share_kinds,
)
from coopadmin.capital.rules import (
    AFTER_TERM,
    CONVERTED,
    DEBT,
    INTEREST,
    NEVER,
    ON_LEAVING,
    PAID_IN,
    REPAID,
    RESULT,
    TRANSFERRED,
    WITHDRAWN,
    NewMovement,
    NewShareKind,
)
from coopadmin.capital.service import (
    add_share_kind,
    change_share_kind,
    pay_movement,
    record_movement,
    remove_share_kind,
    reverse_movement,
    take_back_movement,
)
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.queries import list_open_items
from coopadmin.ledger.service import take_back_settlement
from coopadmin.store import Books
from tests.contributions.making import Member, make

TODAY = date(2026, 3, 3)
SHARE = NewShareKind("Participation", Money(5000), Money(5000), Money(25000), repay_months=6)
ACCOUNT = NewShareKind("Members' account", treatment=DEBT, advised_by="R. Kamp, accountant")


def refusal(deed: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as refused:
        deed()
    return str(refused.value)


@pytest.fixture
def people(books: Books) -> dict[int, int]:
    return make(
        books,
        Member(1, "Annie van den Berg"),
        Member(2, "Bea Hofstra"),
        Member(3, "Cor Vos", until=date(2025, 6, 30)),
    )


@pytest.fixture
def share(books: Books) -> int:
    return int(books.do(add_share_kind, SHARE))


@pytest.fixture
def account(books: Books) -> int:
    return int(books.do(add_share_kind, ACCOUNT))


def held(books: Books, on: date = TODAY) -> dict[tuple[str, str], Money]:
    return {(row.name, row.kind): row.amount for row in books.ask(list_capital, on)}


def move(books: Books, kind: str, share: int, person: int, euros: int, **more: Any) -> str:
    answers = more.pop("answers", {})
    new = NewMovement(kind, share, person, Money(euros * 100), more.pop("dated", TODAY), **more)
    return str(books.do(record_movement, new, answers=answers))


def test_what_is_paid_in_is_owed_until_it_is_paid_and_is_undone_whole(
    books: Books, people: dict[int, int], share: int, undone: Callable[..., Any]
) -> None:
    number = undone(lambda: move(books, PAID_IN, share, people[1], 100))
    assert number == "K2026-0001"
    (row,) = books.ask(list_capital, TODAY)
    assert (row.number, row.name, row.amount, row.shares, row.unpaid, row.member) == (
        1, "Annie van den Berg", Money(10000), 2, Money(10000), True,
    )  # fmt: skip
    (item,) = books.ask(list_open_items)
    assert (item.reference, item.open, item.direction) == (number, Money(10000), "receivable")
    movement = books.ask(find_movement, "k2026-0001")
    undone(lambda: books.do(pay_movement, movement.id, Money(4000)))
    assert books.ask(list_capital, TODAY)[0].unpaid == Money(6000)
    books.do(pay_movement, movement.id)
    assert books.ask(list_capital, TODAY)[0].unpaid == ZERO
    assert "Nothing is to be paid" in refusal(lambda: books.do(pay_movement, movement.id))


def test_the_register_can_be_asked_for_any_day(
    books: Books, people: dict[int, int], share: int
) -> None:
    move(books, PAID_IN, share, people[1], 50, dated=date(2024, 5, 1))
    move(books, PAID_IN, share, people[1], 100, dated=date(2025, 5, 1))
    annie = ("Annie van den Berg", "Participation")
    assert held(books, date(2024, 4, 30)) == {}
    assert held(books, date(2024, 5, 1)) == {annie: Money(5000)}
    assert held(books) == {annie: Money(15000)}
    numbers = [row.number for row in books.ask(list_movements)]
    assert numbers == ["K2025-0001", "K2024-0001"], "numbered within the book year of their day"


def test_a_transfer_is_one_movement_with_two_sides(
    books: Books, people: dict[int, int], share: int, undone: Callable[..., Any]
) -> None:
    move(books, PAID_IN, share, people[1], 100)
    undone(lambda: move(books, TRANSFERRED, share, people[1], 50, to_person_id=people[2]))
    assert held(books) == {
        ("Annie van den Berg", "Participation"): Money(5000),
        ("Bea Hofstra", "Participation"): Money(5000),
    }
    assert len(books.ask(list_open_items)) == 1, "nobody has to pay a transfer to us"
    beas = books.ask(list_movements, person_id=people[2])
    assert [(row.type, row.name, row.to_name) for row in beas] == [
        (TRANSFERRED, "Annie van den Berg", "Bea Hofstra")
    ]
    own = books.ask(list_capital, TODAY, person_id=people[1])
    assert [(row.name, row.amount) for row in own] == [("Annie van den Berg", Money(5000))]
    said = refusal(lambda: move(books, TRANSFERRED, share, people[1], 100, to_person_id=people[2]))
    assert "more than that" in said
    said = refusal(lambda: move(books, TRANSFERRED, share, people[1], 50, to_person_id=people[1]))
    assert "Choose another member" in said


def test_more_than_is_held_on_any_later_day_is_refused(
    books: Books, people: dict[int, int], share: int
) -> None:
    move(books, PAID_IN, share, people[1], 100, dated=date(2025, 1, 10))
    move(books, WITHDRAWN, share, people[1], 100, dated=date(2025, 12, 1))
    said = refusal(lambda: move(books, WITHDRAWN, share, people[1], 50, dated=date(2025, 6, 1)))
    assert "0.00 is held from that day on" in said
    assert len(books.ask(list_movements)) == 2


def test_shares_are_whole_and_within_the_least_and_the_most(
    books: Books, people: dict[int, int], share: int
) -> None:
    assert "whole number of shares" in refusal(lambda: move(books, PAID_IN, share, people[1], 75))
    assert "the most is 250.00" in refusal(lambda: move(books, PAID_IN, share, people[1], 300))
    assert "more than nothing" in refusal(lambda: move(books, PAID_IN, share, people[1], 0))
    books.do(change_share_kind, share, replace(SHARE, minimum=Money(10000)))
    assert "the least is 100.00" in refusal(lambda: move(books, PAID_IN, share, people[1], 50))
    move(books, PAID_IN, share, people[1], 150)
    assert "or nothing" in refusal(lambda: move(books, WITHDRAWN, share, people[1], 100))
    move(books, WITHDRAWN, share, people[1], 150)
    assert held(books) == {}


def test_who_is_no_member_holds_shares_only_with_a_reason(
    books: Books, people: dict[int, int], share: int
) -> None:
    assert "is no member" in refusal(lambda: move(books, PAID_IN, share, people[3], 50))
    move(books, PAID_IN, share, people[3], 50, answers={"capital.no_member": "heir"})
    assert held(books) == {("Cor Vos", "Participation"): Money(5000)}


def test_result_and_interest_grow_an_account_and_conversion_moves_it_to_shares(
    books: Books, people: dict[int, int], share: int, account: int, undone: Callable[..., Any]
) -> None:
    move(books, RESULT, account, people[1], 60)
    move(books, INTEREST, account, people[1], 3)
    assert "whole number of shares" in refusal(lambda: move(books, INTEREST, share, people[1], 3))
    undone(lambda: move(books, CONVERTED, account, people[1], 50, to_kind_id=share))
    assert held(books) == {
        ("Annie van den Berg", "Members' account"): Money(1300),
        ("Annie van den Berg", "Participation"): Money(5000),
    }
    assert books.ask(list_open_items) == []


def test_undo_gives_a_number_back_only_while_it_is_the_last(
    books: Books, people: dict[int, int], share: int
) -> None:
    move(books, PAID_IN, share, people[1], 50)
    first = _newest(books)
    move(books, PAID_IN, share, people[2], 50)
    second = _newest(books)
    assert "Reverse it instead" in refusal(lambda: books.undo(first))
    books.undo(second)
    books.undo(first)
    assert move(books, PAID_IN, share, people[2], 50) == "K2026-0001"
    books.do(pay_movement, books.ask(find_movement, "K2026-0001").id)
    paid = _newest(books, 2)
    assert "Take that payment back first" in refusal(lambda: books.undo(paid))
    assert take_back_movement.code == "capital.take_back_movement"


def test_a_reversal_keeps_both_visible_and_leaves_nothing_owed(
    books: Books, people: dict[int, int], share: int, undone: Callable[..., Any]
) -> None:
    move(books, PAID_IN, share, people[1], 100)
    move(books, PAID_IN, share, people[2], 50)
    wrong = books.ask(find_movement, "K2026-0001")
    number = undone(lambda: books.do(reverse_movement, wrong.id))
    assert number == "K2026-0003"
    assert held(books) == {("Bea Hofstra", "Participation"): Money(5000)}
    assert [item.reference for item in books.ask(list_open_items)] == ["K2026-0002"]
    shown = {row.number: (row.amount, row.is_reversal, row.reversed)
             for row in books.ask(list_movements)}  # fmt: skip
    assert shown["K2026-0001"] == (Money(10000), False, True)
    assert shown["K2026-0003"] == (Money(-10000), True, False)
    assert "reversed already" in refusal(lambda: books.do(reverse_movement, wrong.id))
    back = books.ask(find_movement, "K2026-0003")
    assert "itself" in refusal(lambda: books.do(reverse_movement, back.id))


def test_what_was_paid_or_passed_on_is_not_reversed(
    books: Books, people: dict[int, int], share: int
) -> None:
    move(books, PAID_IN, share, people[1], 50)
    first = books.ask(find_movement, "K2026-0001")
    (payment,) = books.do(pay_movement, first.id)
    assert "Take that payment back" in refusal(lambda: books.do(reverse_movement, first.id))
    books.do(take_back_settlement, payment)
    move(books, TRANSFERRED, share, people[1], 50, to_person_id=people[2])
    assert "passed on since" in refusal(lambda: books.do(reverse_movement, first.id))
    assert len(books.ask(list_movements)) == 2


def test_a_kind_with_movements_stays_and_its_amount_is_asked_about(
    books: Books, people: dict[int, int], share: int, account: int, undone: Callable[..., Any]
) -> None:
    undone(lambda: books.do(remove_share_kind, account))
    move(books, PAID_IN, share, people[1], 50)
    assert "stays" in refusal(lambda: books.do(remove_share_kind, share))
    dearer = replace(SHARE, share=Money(2500))
    assert "hold this already" in refusal(lambda: books.do(change_share_kind, share, dearer))
    undone(
        lambda: books.do(
            change_share_kind, share, dearer, answers={"share.held": "Resolution ALV-2026-04"}
        )
    )
    assert books.ask(list_capital, TODAY)[0].shares == 2
    assert "already" in refusal(
        lambda: books.do(add_share_kind, replace(SHARE, name="participation"))
    )
    assert books.ask(get_share_kind, "PARTICIPATION").id == share
    assert "There are: Participation" in refusal(lambda: books.ask(get_share_kind, "bond"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Fill in the name"),
        ({"share": Money(-5)}, "more than nothing"),
        ({"minimum": Money(7500)}, "whole number of shares"),
        ({"maximum": Money(2500)}, "not below"),
        ({"treatment": "loan"}, "Choose one of: equity, debt"),
        ({"repaid": "soon"}, "Choose one of: leaving"),
        ({"repaid": AFTER_TERM, "repay_months": 0}, "after how many months"),
        ({"repay_months": 601}, "0 to 600 months"),
    ],
)  # fmt: skip
def test_a_kind_that_cannot_be_is_refused(books: Books, wrong: dict[str, Any], said: str) -> None:
    assert said in refusal(lambda: books.do(add_share_kind, replace(SHARE, **wrong)))
    assert books.ask(list_share_kinds) == []


def test_the_forecast_says_what_is_due_when_and_what_waits(
    books: Books, people: dict[int, int], share: int
) -> None:
    loan = books.do(
        add_share_kind,
        NewShareKind("Loan", treatment=DEBT, repaid=AFTER_TERM, repay_months=60),
    )
    entrance = books.do(add_share_kind, NewShareKind("Entrance", repaid=NEVER))
    at_once = books.do(add_share_kind, NewShareKind("Deposit", repaid=ON_LEAVING, repay_months=1))
    long_ago = date(2024, 2, 1)
    for kind, person, euros in (
        (share, 1, 100), (share, 3, 50), (loan, 2, 500), (entrance, 2, 10), (at_once, 3, 20),
    ):  # fmt: skip
        move(books, PAID_IN, kind, people[person], euros, dated=long_ago)
    move(books, TRANSFERRED, loan, people[2], 200, to_person_id=people[1], dated=date(2025, 1, 1))
    found = books.ask(forecast, TODAY)
    assert [(row.due, row.name, row.kind, row.amount) for row in found.rows] == [
        (date(2025, 7, 30), "Cor Vos", "Deposit", Money(2000)),
        (date(2026, 6, 30), "Cor Vos", "Participation", Money(5000)),
        (date(2029, 2, 1), "Annie van den Berg", "Loan", Money(20000)),
        (date(2029, 2, 1), "Bea Hofstra", "Loan", Money(30000)),
    ]
    assert found.by_year == {"2025": Money(2000), "2026": Money(5000), "2029": Money(50000)}
    assert (found.on_leaving, found.never) == (Money(10000), Money(1000))
    total = Money.total(found.by_year.values()) + found.on_leaving + found.never
    assert total == Money.total(held(books).values()), "everything held is in the forecast"


def test_a_kind_that_is_never_repaid_gives_nothing_back(
    books: Books, people: dict[int, int]
) -> None:
    kind = books.do(add_share_kind, NewShareKind("Entrance", repaid=NEVER))
    move(books, PAID_IN, kind, people[1], 10)
    assert "not repaid by its own terms" in refusal(
        lambda: move(books, REPAID, kind, people[1], 10)
    )


def _newest(books: Books, back: int = 1) -> int:
    from coopadmin.store.undo import done_and_undone

    latest, gone = books.ask(done_and_undone)
    standing = [done.id for done in latest if done.undoes is None and done.id not in gone]
    return standing[back - 1]
