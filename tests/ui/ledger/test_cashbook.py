"""The cash book by keyboard: what came and went, its bookings, and counting."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from coopadmin.kernel.money import Money
from coopadmin.ledger.cash import list_counts
from coopadmin.ledger.plain import NewMove, NewPlain, move, pay
from coopadmin.store import Books
from coopadmin.ui.ledger.cashbook import CashBookPart, CountForm
from coopadmin.ui.ledger.page import CASH, LedgerPage
from tests.ledger.bus import MEALS
from tests.ledger.making import BANK, euros
from tests.ledger.making import CASH as TILL
from tests.ui.hands import CTRL, overwrite, press_here
from tests.ui.ledger.conftest import Open

KEY = Qt.Key


def cash_book(page: LedgerPage) -> CashBookPart:
    page.visit(CASH)
    part = page.part(CASH)
    assert isinstance(part, CashBookPart)
    return part


def counting(page: LedgerPage) -> CountForm:
    page.visit((CASH, None, "count"))
    (form,) = (each for each in page.findChildren(CountForm) if each.isVisible())
    assert isinstance(form, CountForm)
    return form


def test_the_cash_book_shows_what_is_there_after_each_booking_and_enter_opens_it(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    books.do(move, NewMove(euros(100), date(2026, 2, 1), kept[BANK], kept[TILL], "Wisselgeld"))
    new = NewPlain(euros(18.5), date(2026, 3, 2), kept[TILL], kept[MEALS], party="Bakkerij Smit")
    books.do(pay, new)
    page = open_page()
    part = cash_book(page)
    shown = [(row.description, row.amount, row.balance) for row in part.table.shown_rows()]
    assert shown == [
        ("Wisselgeld", euros(100), euros(284)),
        ("Costs of activities", euros(-18.5), euros(265.5)),
    ]
    assert part.foot.text().replace("\u00a0", " ") == "Began with € 184.00, holds € 265.50."
    part.table.setFocus()
    press_here(KEY.Key_Home)
    press_here(KEY.Key_Return)
    assert page.entry.shown is not None
    assert page.entry.shown.description == "Wisselgeld"


def test_notes_and_coins_add_up_and_a_difference_is_booked_after_a_question(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    form = counting(page)
    for name, text in (("piece_5000", "3"), ("piece_1000", "3")):
        overwrite(form.box(name).control, text)
    said = form.box("counted").under().replace("\u00a0", " ")
    assert said == "Notes and coins come to € 180.00, the books say € 184.00."
    press_here(KEY.Key_S, CTRL)
    (question,) = form.messages.shown()
    assert "€ 4.00 less" in question.sentence.replace("\u00a0", " ")
    assert books.ask(list_counts) == []
    question.buttons[0].click()
    (count,) = books.ask(list_counts)
    assert (count.counted, count.difference) == (euros(180), euros(-4))
    assert count.counted_by == "Hanneke Brouwer"
    part = cash_book(page)
    assert [row.counted for row in part.counts.table.shown_rows()] == [euros(180)]
    assert part.table.shown_rows()[-1].balance == euros(180)


def test_a_total_that_is_not_that_of_the_pieces_is_said_at_its_field(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    form = counting(open_page())
    overwrite(form.box("piece_5000").control, "3")
    overwrite(form.box("counted").control, "184")
    press_here(KEY.Key_S, CTRL)
    problem = form.box("counted").problem
    assert problem is not None
    assert (problem.code, problem.values["total"]) == ("cash.sum", Money(15_000))
    assert books.ask(list_counts) == []
