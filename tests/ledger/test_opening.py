"""The opening balance can be changed as long as its year is open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coopadmin.contributions.rules import NewPayment
from coopadmin.contributions.service import pay_contribution
from coopadmin.desk.check_books import check_books
from coopadmin.desk.opening import change_opening, opening_balance
from coopadmin.ledger.accounts import NewAccount, add_account, remove_account
from coopadmin.ledger.fund_rules import NewFund
from coopadmin.ledger.funds import add_fund, remove_fund
from coopadmin.store import Books
from tests.fixtures import refused
from tests.ledger.making import (
    BANK,
    DEBTORS,
    OFFICE,
    RESERVE,
    begin,
    book,
    closing,
    euros,
    ids,
)
from tests.ledger.test_books import charge, close_2026, ready

MARCH = date(2026, 3, 3)


def test_an_opening_balance_is_changed_and_the_change_taken_back(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books, a10201=500, a05253=500)
    book(books, MARCH, (OFFICE, 20), (BANK, -20))
    new = {BANK: euros(450), "02301": euros(9000), "02305": euros(1000), RESERVE: euros(8450)}
    undone(lambda: books.do(change_opening, new))
    assert closing(books) == {
        BANK: 430, "02301": 9000, "02305": -1000, RESERVE: -8450, OFFICE: 20,
    }  # fmt: skip
    assert books.ask(opening_balance).balances == new
    assert check_books(books) == []


def test_nothing_becomes_something_and_something_nothing(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    undone(lambda: books.do(change_opening, {BANK: euros(5), RESERVE: euros(5)}))
    assert closing(books) == {BANK: 5, RESERVE: -5}
    undone(lambda: books.do(change_opening, {}))
    assert closing(books) == {}
    assert check_books(books) == []


def test_what_was_open_on_the_first_day_stays(books: Books) -> None:
    ready(books)
    charge(books, "2025", dated=date(2025, 3, 1), due=date(2025, 3, 31))
    books.do(pay_contribution, NewPayment(1, dated=date(2025, 4, 1)))
    begin(books, "2026", a10201=100, a05253=120)
    books.do(change_opening, {BANK: euros(80), RESERVE: euros(100)})
    assert closing(books) == {BANK: 80, RESERVE: -100, DEBTORS: 20}
    assert check_books(books) == []


@pytest.mark.parametrize(
    ("balances", "code"),
    [
        ({BANK: 500, RESERVE: 400}, "books.unbalanced"),
        ({OFFICE: 5, RESERVE: 5}, "books.account"),
        ({DEBTORS: 5, RESERVE: 5}, "books.fixed"),
        ({BANK: 1e9, RESERVE: 1e9}, "entry.too_large"),
    ],
)
def test_a_change_that_is_wrong_is_refused(
    books: Books, balances: dict[str, float], code: str
) -> None:
    begin(books, a10201=500, a05253=500)
    found = refused(books, change_opening, {key: euros(each) for key, each in balances.items()})
    assert code in [each for each, _field in found]
    assert closing(books) == {BANK: 500, RESERVE: -500}


def test_a_closed_first_year_keeps_its_opening_balance(books: Books) -> None:
    begin(books, a10201=500, a05253=500)
    books.do(close_2026)
    new = {BANK: euros(400), RESERVE: euros(400)}
    assert refused(books, change_opening, new) == [("books.first_closed", None)]
    books.undo()
    books.do(change_opening, new)
    assert closing(books) == {BANK: 400, RESERVE: -400}


def test_there_is_none_before_books_begin(books: Books) -> None:
    assert refused(books, change_opening, {}) == [("ledger.not_begun", None)]
    assert ids(books) == {}


def test_an_account_that_a_fund_names_stays(books: Books) -> None:
    begin(books)
    new = NewAccount("05372", "Reserve for the roof", "designated_reserves")
    account = books.do(add_account, new)
    fund = NewFund("designated_reserves", "Roof", account_id=account)
    fund_id = books.do(add_fund, fund)
    assert refused(books, remove_account, account) == [("account.named", None)]
    books.do(remove_fund, fund_id)
    books.do(remove_account, account)
    unknown = NewAccount("05373", "Roof", "designated_reserves", role="roof")
    assert refused(books, add_account, unknown) == [("account.role_unknown", "role")]
