"""A contribution that will not be paid: written off or credited on the screen, and taken back."""

from __future__ import annotations

from coopadmin.contributions.crediting import list_credit_notes
from coopadmin.contributions.queries import ChargeRow, list_charges
from coopadmin.contributions.service import run_charges
from coopadmin.kernel.money import ZERO, Money
from coopadmin.store import Books
from coopadmin.ui.contributions.page import ContributionsPage
from coopadmin.ui.contributions.paying import LetGoForm
from tests.ui.contributions.conftest import Open, tariff


def opened(page: ContributionsPage, books: Books, credited: bool) -> tuple[LetGoForm, ChargeRow]:
    row = page.charges.table.current()
    page.charges.let_go(credited)
    (form,) = (each for each in page.findChildren(LetGoForm) if each.isVisible())
    return form, row


def again(books: Books, row: ChargeRow) -> ChargeRow:
    (found,) = (each for each in books.ask(list_charges, "2026") if each.id == row.id)
    return found


def test_what_will_not_be_paid_is_let_go_and_comes_back(
    open_page: Open, books: Books, members: dict[int, int]
) -> None:
    tariff(books, 20)
    asked = ("contributions.run_outside_year", "contributions.early")
    books.do(run_charges, "2026", answers=dict.fromkeys(asked, "as agreed"))
    page = open_page()
    form, row = opened(page, books, credited=True)
    form.submit()
    assert form.box("note").problem is not None, "it asks why"
    form.box("amount").set_text("5")
    form.box("note").set_text("Moved during the year")
    form.submit()
    (note,) = books.ask(list_credit_notes)
    assert (note.number, note.amount, note.reason) == (
        "CN2026-0001",
        Money(500),
        "Moved during the year",
    )
    page.charges.choose(row.id)
    form, row = opened(page, books, credited=False)
    assert form.box("amount").text() == "15.00"
    form.box("note").set_text("Cannot be found")
    form.submit()
    assert (again(books, row).state, again(books, row).open) == ("let-go", ZERO)
    page.charges.choose(row.id)
    page.charges._show_row(page.charges.table.current())
    assert page.charges.panel.let_go.isHidden()
    for payment in page.charges.panel.payments.shown_rows():
        page.charges._take_back(payment)
    assert again(books, row).state == "open"
