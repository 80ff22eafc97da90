"""Beginning the books by keyboard, and changing what there was on their first day."""

from __future__ import annotations

from coopadmin.desk.opening import opening_balance
from coopadmin.kernel.money import Money
from coopadmin.ledger.entry_queries import find_bookkeeping, trial_balance
from coopadmin.store import Books
from coopadmin.ui.ledger.opening import YEAR, OpeningForm, OpeningScreen
from coopadmin.ui.ledger.page import LedgerPage
from tests.ledger.making import BANK, DEBTORS, RESERVE, begin, closing, euros
from tests.ui.hands import overwrite
from tests.ui.ledger.conftest import Open


def begun(page: LedgerPage) -> OpeningForm:
    page.begin_books()
    assert isinstance(page.opening, OpeningScreen)
    return page.opening.form


def test_the_books_begin_with_what_is_typed_and_the_difference_goes_to_the_reserves(
    open_page: Open, books: Books
) -> None:
    form = begun(open_page())
    assert form.box(YEAR).control.hasFocus()
    overwrite(form.box(BANK).control, "500")
    assert "500" in form._difference.text()
    form.submit()
    assert books.ask(find_bookkeeping) is None, "it does not balance yet"
    assert [message.accessibleName() for message in form.messages.shown()]
    form.balance_button.click()
    assert form.difference() == Money(0)
    assert not form.balance_button.isEnabled()
    form.submit()
    assert closing(books) == {BANK: 500, RESERVE: -500}


def test_what_was_written_off_is_typed_without_a_minus(open_page: Open, books: Books) -> None:
    form = begun(open_page())
    for number, text in (("02301", "24000"), ("02305", "8000")):
        overwrite(form.box(number).control, text)
    assert form.difference() == euros(16000)
    form.balance()
    form.submit()
    assert closing(books) == {"02301": 24000, "02305": -8000, RESERVE: -16000}


def test_what_follows_from_elsewhere_cannot_be_typed(open_page: Open) -> None:
    form = begun(open_page())
    assert not form.box(DEBTORS).control.isEnabled()
    form.balance()
    assert form.difference() == Money(0)


def test_another_first_year_asks_what_was_open_then(open_page: Open, books: Books) -> None:
    form = begun(open_page())
    form.box(YEAR).restore("2025")
    form._changed(YEAR)
    form.submit()
    found = books.ask(find_bookkeeping)
    assert found is not None
    assert found.first_year == "2025"


def test_an_opening_that_was_being_typed_is_there_again(open_page: Open) -> None:
    page = open_page()
    form = begun(page)
    overwrite(form.box(BANK).control, "12,50")
    page.depart()
    page.show_books()
    again = begun(page)
    assert again is not form
    assert again.box(BANK).text() == "12,50"


def test_the_opening_balance_is_changed_on_the_same_screen(open_page: Open, books: Books) -> None:
    begin(books, a10201=500, a05253=500)
    page = open_page()
    form = begun(page)
    assert form.box(BANK).value() == euros(500)
    overwrite(form.box(BANK).control, "600")
    form.balance()
    form.submit()
    assert closing(books) == {BANK: 600, RESERVE: -600}
    assert books.ask(opening_balance).balances == {BANK: euros(600), RESERVE: euros(600)}
    assert page.opening is None
    rows = {row.number: row for row in books.ask(trial_balance, "2026")}
    assert rows[BANK].opening == euros(600)


def test_going_to_a_place_leaves_the_opening_balance(open_page: Open, books: Books) -> None:
    begin(books, a10201=500, a05253=500)
    page = open_page()
    begun(page)
    page.visit("balance")
    assert page.opening is None
    assert page.tabs.key() == "balance"
    begun(page)
    page.visit(None)
    assert page.opening is not None, "coming back finds what was being typed"
