"""The page of the books by keyboard: nothing yet, the ledger, its cards, a booking, the years."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.desk.finding import find_everything
from coopadmin.kernel.money import Money
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.ledger.posted import AT_A_TIME, Wanted, count_posted, list_posted
from coopadmin.ledger.receipts import attach_receipt, list_without_receipt
from coopadmin.store import Books
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.ledger.accounts import LINES, MISSING, AccountsPart
from coopadmin.ui.ledger.page import ACCOUNTS, LedgerPage
from tests.ledger.making import book
from tests.ui.hands import CTRL, overwrite, press, press_here, write
from tests.ui.ledger.conftest import Open

KEY = Qt.Key


def focus_within(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def accounts(page: LedgerPage) -> AccountsPart:
    page.visit(ACCOUNTS)
    part = page.part(ACCOUNTS)
    assert isinstance(part, AccountsPart)
    return part


def test_without_books_it_says_with_what_they_begin(open_page: Open) -> None:
    page = open_page()
    (empty,) = (each for each in page.findChildren(EmptyState) if each.isVisible())
    assert empty.accessibleName().startswith("No books yet. Begin with book year 2026")


def test_the_ledger_says_what_the_trial_balance_says(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    part = accounts(open_page())
    shown = {row.number: row.closing for row in part.table.shown_rows()}
    assert shown == {row.number: row.closing for row in books.ask(trial_balance, "2026")}
    assert part.table.total.texts["closing"] == "0.00"


def test_a_card_is_opened_to_its_lines_and_a_line_to_its_booking_and_esc_leads_back(
    open_page: Open, kept: dict[str, int]
) -> None:
    page = open_page()
    part = accounts(page)
    part.table.setFocus()
    part.table.choose(kept["45705"])
    press_here(KEY.Key_Return)
    card = part.card
    assert focus_within(card.table)
    assert card.figure is not None
    assert card.figure.amount == Money(215550)
    press_here(KEY.Key_Return)
    assert page.entry.isVisible()
    shown = page.entry.shown
    assert shown is not None
    assert (shown.who, shown.description) == ("RDW-keurstation", "APK en rolstoellift")
    press_here(KEY.Key_Escape)
    assert focus_within(card.table)
    press_here(KEY.Key_Escape)
    assert focus_within(part.table)


def test_a_post_closes_by_left_and_opens_by_right(open_page: Open, kept: dict[str, int]) -> None:
    part = accounts(open_page())
    part.table.setFocus()
    part.table.choose(kept["45705"])
    press_here(KEY.Key_Return)
    lines = part.card.table
    assert len(lines) == 5
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Left)
    assert (lines.current(), len(lines)) == (None, 5), "on the post of that line"
    press_here(KEY.Key_Left)
    assert len(lines) == 0
    press_here(KEY.Key_Right)
    assert len(lines) == 5
    press_here(KEY.Key_Right)
    assert lines.current() is lines.shown_rows()[0]


def test_a_card_runs_down_to_what_stood_there_when_the_year_began(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    part = accounts(open_page())
    part.table.choose(kept["10201"])
    part.load(part.page.year())
    rows = part.card.table.shown_rows()
    bank = next(row for row in books.ask(trial_balance, "2026") if row.number == "10201")
    assert rows[0].balance == bank.closing
    assert rows[-1].line is None
    assert rows[-1].amount == bank.opening
    for newer, older in pairwise(rows):
        assert newer.balance - newer.amount == older.balance


def test_long_cards_are_loaded_as_one_goes_down(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    for number in range(90):
        day = page.desk.today()
        book(books, day, ("46101", 1), ("10101", -1), what=f"Paper {number}")
    part = accounts(page)
    part.table.setFocus()
    part.table.choose(kept["46101"])
    press_here(KEY.Key_Return)
    lines = part.card.table
    assert len(lines) < 91
    press_here(KEY.Key_End)
    assert len(lines) == 91
    assert lines.shown_rows()[-1].balance == lines.shown_rows()[-1].amount


def test_lines_are_found_by_who_by_what_and_by_amount(
    open_page: Open, kept: dict[str, int]
) -> None:
    page = open_page()
    part = accounts(page)
    part.lists.choose(LINES)
    part.lists.chosen.emit(LINES)
    press(part.found, KEY.Key_F, CTRL)
    assert part.search.hasFocus()
    for text, found in (("oostwal", 3), ("remmen", 1), ("894,30", 1), ("nobody", 0)):
        overwrite(part.search, text)
        part.search.searched.emit(text)
        whos = {row.entry_id for row in part.found.shown_rows()}
        assert len(whos) == found, text
    overwrite(part.search, "remmen")
    part.search.searched.emit("remmen")
    press(part.search, KEY.Key_Return)
    assert page.entry.isVisible()
    assert page.entry.shown is not None
    assert page.entry.shown.description == "remmen vernieuwd"


def test_the_year_of_the_sidebar_is_the_year_of_the_page(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    part = accounts(page)
    years = {each.label: each for each in page.window()._plate.years}  # type: ignore[attr-defined]
    page.desk.choose_year(years["2025"])
    shown = {row.number: row.closing for row in part.table.shown_rows()}
    assert shown == {row.number: row.closing for row in books.ask(trial_balance, "2025")}
    page.desk.choose_year(years["2024"])
    (empty,) = (each for each in page.findChildren(EmptyState) if each.isVisible())
    assert empty.accessibleName().startswith("No books of 2024")
    press(empty.buttons[0], KEY.Key_Space)
    assert page.year().label == "2025"
    assert part.isVisible()


def test_a_booking_is_reversed_and_says_so(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    number = book(books, page.desk.today(), ("46101", 12.5), ("10101", -12.5), what="Ink")
    (found,) = (row for row in books.ask(find_everything, number, books.today()))
    page.visit(found.place)
    assert page.entry.isVisible()
    press(page.entry.reverse, KEY.Key_Space)
    assert page.entry.shown is not None
    assert page.entry.shown.reversed_by == "MEM2026-0002"
    assert not page.entry.reverse.isEnabled()


def test_accounts_and_bookings_are_found_by_number_word_and_amount(
    books: Books, kept: dict[str, int]
) -> None:
    def titles(text: str) -> list[str]:
        rows = books.ask(find_everything, text, books.today())
        return [row.title for row in rows if row.page == "ledger"]

    assert titles("45705") == ["45705 Maintenance of vehicles"]
    assert "45705 Maintenance of vehicles" in titles("vehicles")
    assert titles("remmen") == ["BANK2026-0021 · Garage Oostwal", "BANK2025-0021 · Garage Oostwal"]
    assert titles("bank2026-0021") == ["BANK2026-0021 · Garage Oostwal"]
    assert titles("€ 894,30") == ["BANK2026-0021 · Garage Oostwal"]


def test_lines_come_in_parts_without_one_missing_or_twice(
    books: Books, kept: dict[str, int]
) -> None:
    wanted = Wanted("2026")
    whole = books.ask(list_posted, wanted)
    number, together = books.ask(count_posted, wanted)
    assert (len(whole), together) == (number, Money(0))
    assert number <= AT_A_TIME
    parts, after = [], None
    while more := books.ask(list_posted, wanted, 7, after):
        parts += more
        after = more[-1]
    assert parts == whole


def test_typing_in_the_search_narrows_the_accounts(open_page: Open, kept: dict[str, int]) -> None:
    page = open_page()
    part = accounts(page)
    part.table.setFocus()
    press_here(KEY.Key_F, CTRL)
    write(part.search, "fuel")
    part.search.searched.emit("fuel")
    assert [row.number for row in part.table.shown_rows()] == ["45701"]


def test_ctrl_p_asks_where_the_annual_accounts_of_the_year_go(
    open_page: Open, kept: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    part = accounts(page)
    asked: list[str] = []

    def ask(_parent: object, _title: str, suggested: str, *_more: object) -> tuple[str, str]:
        asked.append(suggested)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    press(part.table, KEY.Key_P, CTRL)
    (suggested,) = asked
    assert suggested.endswith("Annual accounts 2026.pdf")


def test_what_was_spent_without_a_receipt_is_counted_and_goes_when_it_gets_one(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    page.visit((ACCOUNTS, None, MISSING))
    part = page.part(ACCOUNTS)
    assert isinstance(part, AccountsPart)
    missing = books.ask(list_without_receipt, "2026")
    assert missing
    assert {row.entry_id for row in part.found.shown_rows()} == {row.entry_id for row in missing}
    assert all(row.missing and not row.document for row in part.found.shown_rows())
    row = part.found.current()
    page.show_entry(row.entry_id)
    new = NewAttachment(Owner("entry", row.entry_id), "bon.pdf", b"%PDF-1.7\nbon")
    books.do(attach_receipt, new)
    assert row.entry_id not in {each.entry_id for each in part.found.shown_rows()}
    assert len(books.ask(list_without_receipt, "2026")) == len(missing) - 1
