"""What lasts for years: its price is spread to the cent, and it goes with a result."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.desk.finding import find_everything
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.asset_queries import (
    AssetRow,
    list_assets,
    purchases_without_asset,
    still_to_write_off,
)
from coopadmin.ledger.asset_rules import NewAsset, NewDisposal, Spread, WrittenOff
from coopadmin.ledger.assets import (
    add_asset,
    change_asset,
    depreciate,
    dispose_asset,
    remove_asset,
    take_back_disposal,
)
from coopadmin.ledger.booking import reverse_entry
from coopadmin.ledger.entry_queries import find_entry
from coopadmin.store import Books
from tests.fixtures import refused
from tests.ledger.making import BANK, begin, book, closing, euros, ids
from tests.ledger.test_books import close_2026

EQUIPMENT, OFF, COST, OTHER_INCOME = "02251", "02255", "43240", "82701"


def stove(books: Books, **more: Any) -> NewAsset:
    known = ids(books)
    values: dict[str, Any] = {
        "name": "Stove",
        "bought": date(2026, 3, 2),
        "price": euros(1000),
        "months": 36,
        "account_id": known[EQUIPMENT],
        "written_off_id": known[OFF],
        "cost_id": known[COST],
    }
    return NewAsset(**{**values, **more})


def only(books: Books, year: str = "2026") -> AssetRow:
    (row,) = books.ask(list_assets, year)
    return row


@given(
    price=st.integers(1, 10**9),
    residual=st.integers(0, 100),
    months=st.integers(1, 400),
    bought=st.dates(date(2010, 1, 1), date(2030, 12, 31)),
    begin_year=st.integers(2008, 2033),
    skipped=st.sets(st.integers(2008, 2070)),
)
def test_the_years_together_are_the_price_less_what_remains_to_the_cent(
    price: int, residual: int, months: int, bought: date, begin_year: int, skipped: set[int]
) -> None:
    spread = Spread(
        bought, Money(price), Money(price * residual // 100), months, date(begin_year, 1, 1)
    )
    last = bought.year + months // 12 + 2
    for number in range(max(begin_year, bought.year), last + 1):
        year = BookYear.starting(date(number, 1, 1))
        if number in skipped and number < last:
            continue
        amount = spread.to_write_off(year)
        assert amount >= ZERO
        done = [*spread.done, WrittenOff(year.last, amount)]
        spread = Spread(bought, spread.price, spread.residual, months, spread.books_begin, done)
        assert spread.to_write_off(year) == ZERO
    assert spread.written_off(date(2099, 1, 1)) == spread.price - spread.residual


def test_the_first_year_counts_the_month_of_buying(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books, a10201=1000, a05253=1000)
    book(books, date(2026, 3, 20), (EQUIPMENT, 1000), (BANK, -1000), what="Stove")
    undone(lambda: books.do(add_asset, stove(books)))
    assert only(books).to_write_off == euros(277.78)  # Ten of 36 months.
    assert books.ask(still_to_write_off, "2026") == euros(277.78)
    undone(lambda: books.do(depreciate, "2026"))
    row = only(books)
    assert (row.opening, row.added, row.written_off, row.closing) == (
        ZERO,
        euros(1000),
        euros(277.78),
        euros(722.22),
    )
    assert closing(books)[OFF] == -277.78
    assert closing(books)[COST] == 277.78
    assert books.do(depreciate, "2026") is None
    assert only(books, "2027").to_write_off == euros(333.33)


def test_what_was_there_before_the_books_is_written_off_in_the_opening_balance(
    books: Books,
) -> None:
    begin(books, a02251=1200, a02255=600, a05253=600)
    books.do(add_asset, stove(books, bought=date(2024, 1, 5), price=euros(1200), months=48))
    row = only(books)
    assert (row.opening, row.to_write_off) == (euros(600), euros(300))


def test_a_change_spreads_the_rest_anew_and_sets_the_year_right(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    number = books.do(add_asset, stove(books, bought=date(2026, 1, 2), months=20))
    books.do(depreciate, "2026")
    longer = stove(books, bought=date(2026, 1, 2), months=40)
    undone(lambda: books.do(change_asset, number, longer))
    assert only(books).to_write_off == euros(-300)
    books.do(depreciate, "2026")
    assert closing(books)[COST] == 300
    other = stove(books, account_id=ids(books)["02301"])
    assert refused(books, change_asset, number, other) == [("asset.moved", "account")]


def test_a_reversed_depreciation_can_be_booked_again(books: Books) -> None:
    begin(books)
    books.do(add_asset, stove(books))
    number = books.do(depreciate, "2026")
    books.do(reverse_entry, books.ask(find_entry, str(number)))
    assert only(books).written_off == ZERO
    assert books.do(depreciate, "2026") is not None
    assert closing(books)[COST] == 277.78


@pytest.mark.parametrize(("got", "income", "cost"), [(900, -50.0, 150), (500, None, 500)])
def test_what_is_sold_leaves_with_its_result(
    books: Books, undone: Callable[..., Any], got: float, income: float | None, cost: float
) -> None:
    begin(books)
    number = books.do(add_asset, stove(books, bought=date(2026, 1, 2), months=20))
    book(books, date(2026, 1, 2), (EQUIPMENT, 1000), (BANK, -1000))
    sold = NewDisposal(date(2026, 4, 9), euros(got), ids(books)[BANK])
    answers = {"asset.goes_later": "as agreed"}
    undone(lambda: books.do(dispose_asset, number, sold, answers=answers))
    after = closing(books)
    assert (after.get(EQUIPMENT), after.get(OFF)) == (None, None)
    assert (after.get(OTHER_INCOME), after[COST]) == (income, cost)
    assert after[BANK] == got - 1000
    row = only(books)
    assert (row.closing, row.to_write_off, row.disposed_on) == (ZERO, ZERO, sold.dated)
    assert books.ask(list_assets, "2027") == []
    assert refused(books, dispose_asset, number, sold) == [("asset.gone", None)]
    undone(lambda: books.do(take_back_disposal, number))
    assert only(books).to_write_off == euros(450)
    books.do(depreciate, "2026")
    assert closing(books)[COST] == 600


def test_what_was_written_off_too_far_is_given_back_when_it_goes(books: Books) -> None:
    begin(books)
    number = books.do(add_asset, stove(books, bought=date(2026, 1, 2), months=20))
    books.do(depreciate, "2026")
    books.do(dispose_asset, number, NewDisposal(date(2026, 2, 9)))
    assert closing(books)[COST] == 1000
    assert only(books).written_off == euros(50)


def test_bookings_without_a_thing_are_offered(books: Books) -> None:
    begin(books)
    book(books, date(2026, 3, 2), (EQUIPMENT, 640), (BANK, -640), what="Laptop")
    (found,) = books.ask(purchases_without_asset)
    assert (found.description, found.amount) == ("Laptop", euros(640))
    books.do(
        add_asset,
        stove(
            books, name="Laptop", price=found.amount, bought=found.dated, entry_id=found.entry_id
        ),
    )
    assert books.ask(purchases_without_asset) == []
    assert only(books).purchase == found.number


def test_a_thing_written_down_by_mistake_goes_until_it_is_written_off(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    number = books.do(add_asset, stove(books))
    undone(lambda: books.do(remove_asset, number))
    assert books.ask(list_assets, "2026") == []
    number = books.do(add_asset, stove(books))
    books.do(depreciate, "2026")
    assert refused(books, remove_asset, number) == [("asset.used", None)]
    assert refused(books, remove_asset, 9) == [("asset.unknown", None)]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": " "}, "asset.name"),
        ({"price": ZERO}, "entry.amount"),
        ({"price": euros(1e9)}, "entry.too_large"),
        ({"residual": euros(1001)}, "asset.residual"),
        ({"months": 0}, "asset.months"),
        ({"months": 1201}, "asset.months"),
        ({"account_id": 1}, "asset.account"),
        ({"cost_id": 1}, "asset.cost"),
        ({"bought": date(2026, 3, 4)}, "asset.future"),
    ],
)
def test_what_is_wrong_with_a_thing_is_said(books: Books, wrong: dict[str, Any], code: str) -> None:
    begin(books)
    assert code in [found for found, _field in refused(books, add_asset, stove(books, **wrong))]


def test_what_it_cost_and_what_is_written_off_stand_apart(books: Books) -> None:
    begin(books)
    same = stove(books, written_off_id=ids(books)[EQUIPMENT])
    assert ("asset.same_account", "written_off") in refused(books, add_asset, same)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (NewDisposal(date(2026, 3, 1)), "asset.before"),
        (NewDisposal(date(2026, 3, 25)), "asset.goes_later"),
        (NewDisposal(date(2026, 3, 2), euros(-1)), "asset.proceeds"),
        (NewDisposal(date(2026, 3, 2), euros(1e9)), "entry.too_large"),
        (NewDisposal(date(2026, 3, 2), euros(5)), "asset.money"),
    ],
)
def test_what_is_wrong_with_its_going_is_said(books: Books, wrong: NewDisposal, code: str) -> None:
    begin(books)
    number = books.do(add_asset, stove(books))
    assert code in [found for found, _field in refused(books, dispose_asset, number, wrong)]
    assert refused(books, take_back_disposal, number) == [("asset.here", None)]


def test_a_thing_is_found_by_a_word(books: Books) -> None:
    begin(books)
    books.do(add_asset, stove(books, name="Kitchen stove"))
    (found,) = books.ask(find_everything, "stove", date(2026, 3, 3))
    assert (found.title, found.page, found.place) == ("Kitchen stove", "ledger", "more assets")


def test_a_closed_year_is_not_written_off_in(books: Books) -> None:
    begin(books)
    books.do(add_asset, stove(books))
    books.do(close_2026)
    assert refused(books, depreciate, "2026") == [("entry.year_closed", "dated")]


def test_without_books_nothing_lasts(books: Books) -> None:
    assert refused(books, depreciate, "2026") == [("ledger.not_begun", None)]
    assert books.ask(still_to_write_off, "2026") == ZERO
