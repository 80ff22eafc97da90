"""Reserves and funds: what they are, how they moved, and that they ask before going too far."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.kernel.money import ZERO
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.fund_rules import NewFund, NewFundMove
from coopadmin.ledger.funds import (
    FundMovement,
    add_fund,
    change_fund,
    fund_movements,
    list_funds,
    move_fund,
    remove_fund,
)
from coopadmin.store import Books
from tests.fixtures import refused
from tests.ledger.making import BANK, RESERVE, begin, closing, euros, ids

BUS = NewFund("designated_reserves", "Bus reserve", "A new bus", euros(1000))
GARDEN = NewFund("restricted_funds", "Garden fund", "The garden; given by the Fund for Greens")
DESIGNATED, RESTRICTED, GIFTS = "05371", "05351", "82155"
SPRING = date(2026, 4, 1)


def move(fund_id: int, amount: float, **more: Any) -> NewFundMove:
    return NewFundMove(fund_id, euros(amount), more.pop("dated", SPRING), "By the meeting", **more)


def table(books: Books, year: str = "2026") -> dict[str, FundMovement]:
    return {row.name: row for row in books.ask(fund_movements, year)}


def figures(row: FundMovement) -> tuple[float, ...]:
    cents = (row.opening, row.added, row.withdrawn, row.closing)
    return tuple(each.cents / 100 for each in cents)


def test_a_reserve_grows_and_shrinks_and_the_table_adds_up(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books, a10201=2000, a05253=1500, a05371=500)
    undone(lambda: books.do(add_fund, BUS))
    (bus,) = books.ask(list_funds)
    undone(lambda: books.do(move_fund, move(bus.id, 700)))
    books.do(move_fund, move(bus.id, -200))
    assert figures(table(books)["Bus reserve"]) == (0, 700, 200, 500)
    assert figures(table(books)[""]) == (500, 0, 0, 500)
    assert closing(books)[DESIGNATED] == -1000
    assert closing(books)[RESERVE] == -1000
    assert figures(table(books, "2027")["Bus reserve"]) == (500, 0, 0, 500)
    assert books.ask(list_funds)[0].holds == euros(500)


def test_from_one_fund_to_another(books: Books) -> None:
    begin(books)
    bus, garden = books.do(add_fund, BUS), books.do(add_fund, GARDEN)
    books.do(move_fund, move(garden, 300))
    books.do(move_fund, move(bus, 100, other_fund_id=garden))
    rows = table(books)
    assert figures(rows["Garden fund"]) == (0, 300, 100, 200)
    assert figures(rows["Bus reserve"]) == (0, 100, 0, 100)
    assert list(rows) == ["Bus reserve", "Garden fund"]


def test_below_nothing_and_above_the_limit_are_asked(books: Books) -> None:
    begin(books)
    bus = books.do(add_fund, BUS)
    assert refused(books, move_fund, move(bus, -1)) == [("fund.below", "amount")]
    assert refused(books, move_fund, move(bus, 1001)) == [("fund.above", "amount")]
    books.do(move_fund, move(bus, 1001), answers={"fund.above": "the meeting wanted it"})
    garden = books.do(add_fund, GARDEN)
    between = move(bus, 5, other_fund_id=garden)
    assert refused(books, move_fund, between) == [
        ("fund.above", "amount"),
        ("fund.below", "amount"),
    ]
    known = ids(books)
    by_hand = NewEntry(
        MEMORIAL,
        SPRING,
        "Straight in",
        [NewLine(known[RESTRICTED], euros(5), fund_id=garden), NewLine(known[BANK], euros(-5))],
    )
    assert refused(books, book_entry, by_hand) == [("fund.below", "amount")]


def test_gifts_for_a_fund_wait_for_the_end_of_the_year(books: Books) -> None:
    begin(books)
    garden = books.do(add_fund, GARDEN)
    known = ids(books)
    lines = [NewLine(known[BANK], euros(50)), NewLine(known[GIFTS], euros(-50), fund_id=garden)]
    books.do(book_entry, NewEntry(MEMORIAL, SPRING, "Gift", lines))
    row = table(books)["Garden fund"]
    assert (row.waiting, row.closing) == (euros(50), ZERO)


def test_out_of_use_only_when_empty(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    bus = books.do(add_fund, BUS)
    books.do(move_fund, move(bus, 10))
    closed = NewFund(BUS.kind, BUS.name, in_use=False)
    assert refused(books, change_fund, bus, closed) == [("fund.holds", None)]
    books.do(move_fund, move(bus, -10))
    undone(lambda: books.do(change_fund, bus, closed))
    assert refused(books, move_fund, move(bus, 1)) == [("fund.closed", "fund")]
    assert refused(books, remove_fund, bus) == [("fund.lines", None)]
    other = NewFund("restricted_funds", "Bus reserve", "Something")
    assert refused(books, change_fund, bus, other) == [("fund.used", "kind")]
    assert books.ask(list_funds, in_use=True) == []


def test_a_fund_without_lines_can_be_removed(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    bus = books.do(add_fund, BUS)
    undone(lambda: books.do(remove_fund, bus))
    assert books.ask(list_funds) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (NewFund("purse", "Purse"), "fund.kind"),
        (NewFund("designated_reserves", " "), "fund.name"),
        (NewFund("designated_reserves", "bus RESERVE"), "fund.twice"),
        (NewFund("restricted_funds", "Garden"), "fund.purpose"),
        (NewFund("designated_reserves", "Roof", most=ZERO), "entry.amount"),
        (NewFund("designated_reserves", "Roof", account_id=5), "fund.account"),
    ],
)
def test_what_is_wrong_with_a_fund_is_said(books: Books, wrong: NewFund, code: str) -> None:
    begin(books)
    books.do(add_fund, BUS)
    assert code in [found for found, _field in refused(books, add_fund, wrong)]


def test_what_is_wrong_with_a_move_is_said(books: Books) -> None:
    begin(books)
    bus = books.do(add_fund, BUS)
    assert refused(books, move_fund, move(bus, 0)) == [("entry.amount", "amount")]
    same = move(bus, 1, other_fund_id=bus)
    assert refused(books, move_fund, same) == [("fund.same", "other")]
    silent = NewFundMove(bus, euros(1), SPRING, " ")
    assert refused(books, move_fund, silent) == [("fund.description", "description")]


def test_without_books_there_is_no_fund(books: Books) -> None:
    assert refused(books, add_fund, BUS) == [("ledger.not_begun", None)]
