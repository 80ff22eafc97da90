"""The tab More in a real window: four lists, their forms, and what they book."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication

from coopadmin.kernel.money import ZERO
from coopadmin.ledger.accruals import accrual_pairs, list_accruals
from coopadmin.ledger.asset_queries import list_assets
from coopadmin.ledger.donations import list_donations
from coopadmin.ledger.funds import list_funds
from coopadmin.store import Books
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.text import Text
from coopadmin.ui.ledger.more import ACCRUALS, ASSETS, FUNDS, GIFTS, MorePart
from coopadmin.ui.ledger.page import MORE, LedgerPage
from tests.ledger.making import book, closing, euros
from tests.ui.ledger.conftest import Open


def more(page: LedgerPage, which: str) -> MorePart:
    page.visit((MORE, which))
    part = page.part(MORE)
    assert isinstance(part, MorePart)
    return part


def form(page: LedgerPage) -> Form:
    shown = page.both.shown_detail()
    assert isinstance(shown, Form)
    return shown


def fill(page: LedgerPage, **texts: Any) -> None:
    """Type into the form that is open, choose what is no text, and save."""
    shown = form(page)
    for name, value in texts.items():
        box = shown.box(name)
        if isinstance(value, str):
            box.set_text(value)
        else:
            box.set_value(value)
    shown.submit()


def press(part: MorePart, words: str) -> None:
    """The button of the panel with these words."""
    shown: dict[str, Button] = {}
    for _turn in range(50):
        QApplication.processEvents()
        buttons = part.panel.findChildren(Button)
        shown = {each.text(): each for each in buttons if each.isVisible()}
        if words in shown:
            break
    shown[words].click()


def test_a_purchase_becomes_a_thing_that_is_written_off_and_goes(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    book(books, date(2026, 2, 2), ("02251", 640), ("10201", -640), what="Laptop")
    page = open_page()
    part = more(page, ASSETS)
    before = len(part.table)
    part.add_row()
    opened = form(page)
    opened.box("purchase").set_value(0)
    opened.edited.emit("purchase")
    assert opened.box("name").text() == "Laptop"
    fill(page, years="4")
    rows = {row.name: row for row in books.ask(list_assets, "2026")}
    assert (rows["Laptop"].price, rows["Laptop"].months) == (euros(640), 48)
    assert len(part.table) == before + 1
    part.book.click()
    rows = {row.name: row for row in books.ask(list_assets, "2026")}
    assert (rows["Laptop"].written_off, rows["Laptop"].to_write_off) == (euros(146.67), ZERO)
    assert not part.book.isEnabled()
    part.table.choose(rows["Laptop"].id)
    part._show_row()
    press(part, "Gone")
    fill(page, dated="3-3-2026")
    rows = {row.name: row for row in books.ask(list_assets, "2026")}
    assert rows["Laptop"].disposed_on == date(2026, 3, 3)
    press(part, "It is still there")
    rows = {row.name: row for row in books.ask(list_assets, "2026")}
    assert rows["Laptop"].disposed_on is None


def test_a_fund_is_added_and_filled(open_page: Open, books: Books, kept: dict[str, int]) -> None:
    page = open_page()
    part = more(page, FUNDS)
    part.add_row()
    fill(page, name="Roof", purpose="A new roof", most="100")
    (roof,) = [each for each in books.ask(list_funds) if each.name == "Roof"]
    part.table.choose(roof.id)
    part._show_row()
    press(part, "Add or withdraw")
    fill(page, amount="60", description="By the meeting")
    (roof,) = [each for each in books.ask(list_funds) if each.name == "Roof"]
    assert roof.holds == euros(60)
    press(part, "Add or withdraw")
    fill(page, way="out", amount="61", description="Too much")
    assert form(page).messages.shown(), "it asks before a fund goes below nothing"
    form(page).cancel()
    press(part, "Change it")
    fill(page, name="Whole roof")
    assert "Whole roof" in {each.name for each in books.ask(list_funds)}
    press(part, "Remove")
    assert page.messages.shown()


def test_an_accrual_is_noted_booked_and_shown_as_a_pair(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    part = more(page, ACCRUALS)
    part.add_row()
    given = {"first": "1-10-2026", "last": "30-9-2027", "booked_in": "2026"}
    fill(page, description="Insurance", amount="120", account=kept["46305"], **given)
    (row,) = [each for each in books.ask(list_accruals, "2026") if each.description == "Insurance"]
    assert row.to_book == euros(90)
    part.book.click()
    assert [each.amount for each in books.ask(accrual_pairs, "2026")] == [euros(90)]
    assert any("→" in each.text() for each in part.panel.findChildren(Text))
    press(part, "Change it")
    fill(page, amount="240")
    part.book.click()
    assert closing(books)["14165"] == 180
    press(part, "Remove")
    assert books.ask(list_accruals, "2026") == []


def test_a_gift_is_recorded_and_changed(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    part = more(page, GIFTS)
    part.add_row()
    fill(page, amount="50", donor="Collection", purpose="the bus")
    (row,) = books.ask(list_donations, "2026")
    assert (row.name, row.purpose, row.amount) == ("Collection", "the bus", euros(50))
    press(part, "Change it")
    assert form(page).box("donor").text() == "Collection"
    fill(page, amount="60")
    assert [each.amount for each in books.ask(list_donations, "2026")] == [euros(60)]
    press(part, "Booking")
    assert page.both.shown_detail() is page.entry


def test_what_is_typed_comes_back(open_page: Open, books: Books, kept: dict[str, int]) -> None:
    page = open_page()
    part = more(page, GIFTS)
    part.add_row()
    form(page).box("donor").set_text("Half a na")
    form(page).edited.emit("donor")
    form(page)._tell_draft()
    more(page, FUNDS)
    part = more(page, GIFTS)
    part.add_row()
    assert form(page).box("donor").text() == "Half a na"
