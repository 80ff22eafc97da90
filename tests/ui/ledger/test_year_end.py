"""The year end by keyboard: the list, a balance typed, closing, reopening, the result, adopting."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.ledger.year_end import list_year_end
from coopadmin.ledger.year_states import ADOPTED, CLOSED, OPEN, get_year
from coopadmin.ledger.year_steps import DONE
from coopadmin.ledger.years import close_year
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.text import Text
from coopadmin.ui.ledger.yearend import YearEndPart
from tests.fixtures import NOW
from tests.ledger.making import a_year
from tests.ui.hands import CTRL, overwrite, press, press_here
from tests.ui.ledger.conftest import Open

KEY = Qt.Key


@pytest.fixture
def year_end(open_page: Open, books: Books) -> YearEndPart:
    """The tab of a year with a result of 60, which a meeting has decided on."""
    a_year(books)
    day = date(2026, 2, 20)
    books.do(add_resolution, NewResolution("ALV", day, "Accounts", "", "absolute", "accepted"))
    page = open_page()
    page.visit("year-end 2025")
    part = page.part("year-end")
    assert isinstance(part, YearEndPart)
    return part


def deed(part: YearEndPart, step: str, words: str) -> None:
    """Go into a step and press one of its buttons."""
    part.table.choose(step)
    part.table.enter()
    (button,) = (each for each in part.panel.buttons if each.text() == words)
    button.click()


def form_of(part: YearEndPart) -> Form:
    shown = part.page.both.shown_detail()
    assert isinstance(shown, Form)
    return shown


def test_the_list_begins_with_what_is_to_be_done_and_a_balance_is_typed(
    year_end: YearEndPart, books: Books
) -> None:
    assert year_end.table.current().code == "bank"
    deed(year_end, "bank", "Type balance…")
    form = form_of(year_end)
    overwrite(form.box("amount").control, "560")
    press(form, KEY.Key_S, CTRL)
    steps = {step.code: step.state for step in books.ask(list_year_end, "2025", NOW.date())}
    assert steps["bank"] == DONE
    assert year_end.head.text() == "4 of 9 steps done"
    press_here(KEY.Key_Down)
    assert QApplication.focusWidget() is not None


def test_a_year_is_closed_after_an_answer_reopened_with_a_reason_and_closed_again(
    year_end: YearEndPart, books: Books
) -> None:
    page = year_end.page
    deed(year_end, "close", "Close 2025")
    (message,) = page.messages.shown()
    message.buttons[0].click()
    assert books.ask(get_year, "2025").state == CLOSED
    assert any("closed on 3 March 2026" in each.text() for each in page.header.findChildren(Text))
    deed(year_end, "close", "Reopen…")
    form = form_of(year_end)
    form.submit()
    assert books.ask(get_year, "2025").state == CLOSED
    overwrite(form.box("reason").control, "A bill came late")
    form.submit()
    row = books.ask(get_year, "2025")
    assert (row.state, row.reopened_because) == (OPEN, "A bill came late")


def test_the_result_gets_its_place_and_the_year_is_adopted(
    year_end: YearEndPart, books: Books
) -> None:
    books.do(close_year, "2025", answers={"year.steps_left": "seen"})
    deed(year_end, "appropriate", "Appropriate result…")
    form = form_of(year_end)
    overwrite(form.box("to1").control, "59")
    form.submit()
    assert books.ask(get_year, "2025").appropriation is None
    overwrite(form.box("to0").control, "1")
    form.submit()
    assert books.ask(get_year, "2025").appropriated_by == "ALV-2026-01"
    deed(year_end, "adopt", "Adopted…")
    form_of(year_end).submit()
    assert books.ask(get_year, "2025").state == ADOPTED
    year_end.table.choose("adopt")
    year_end.table.enter()
    assert year_end.panel.buttons == []
