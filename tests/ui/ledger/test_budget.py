"""The tab with the budget by keyboard: made, typed in where it stands, adopted, revised."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from coopadmin.cooperative.queries import get_book_year
from coopadmin.ledger.budgets import budget_of_year, list_budgets
from coopadmin.ledger.comparison import find_explanation
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.printing import print_budget
from coopadmin.store import Books
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.nameplate import YearChoice
from coopadmin.ui.ledger.budget import BudgetPart
from coopadmin.ui.ledger.figuretable import ASKS, EXPLAINED
from coopadmin.ui.ledger.page import INCOME, LedgerPage
from coopadmin.ui.ledger.statement import BY_ACTIVITY, StatementPart
from tests.ledger.budgeting import adopted, draft, fill, resolved
from tests.ledger.making import euros
from tests.paper import pdf
from tests.ui.hands import CTRL, press_here
from tests.ui.ledger.conftest import Open

KEY = Qt.Key


def budget(page: LedgerPage) -> BudgetPart:
    page.visit("budget")
    part = page.part("budget")
    assert isinstance(part, BudgetPart)
    part.table.setFocus()
    return part


def keys(text: str) -> None:
    """Type into whatever has the focus, which changes with the first sign."""
    for sign in text:
        press_here(getattr(KEY, f"Key_{'Comma' if sign == ',' else sign}"))


def form(page: LedgerPage) -> Form:
    (shown,) = (each for each in page.findChildren(Form) if each.isVisible())
    return shown


def test_an_empty_tab_makes_the_budget(open_page: Open, books: Books, kept: dict[str, int]) -> None:
    page = open_page()
    part = budget(page)
    (empty,) = (each for each in part.findChildren(EmptyState) if each.isVisible())
    assert empty.accessibleName().startswith("There is no budget for 2026 yet")
    empty.buttons[0].click()
    made = form(page)
    made.set_values({"percent": 10})
    made.focus_first()
    press_here(KEY.Key_S, CTRL)
    assert part.standing.text() == "Draft for the general meeting"
    facts = books.ask(budget_of_year, "2026")
    assert facts is not None
    assert facts.of_places["grants"] == euros(36_938)
    assert part.totals.text() == "Income €\u00a068,263 · expenditure €\u00a025,695"
    assert part.table.total.texts["budget"] == "42,568"


def test_amounts_are_typed_where_they_stand(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    draft(books, a82305=5)
    part = budget(open_page())
    part.table.choose((kept["82305"], None))
    keys("8500")
    press_here(KEY.Key_Return)
    assert stored(books) == {"82305": 8500}
    assert part.table.current().number == "82325", "on the next line"
    keys("12,5")
    press_here(KEY.Key_Escape)
    assert stored(books) == {"82305": 8500}
    part.table.choose((kept["82305"], None))
    press_here(KEY.Key_F2)
    assert part.cell.text() == "8,500"
    press_here(KEY.Key_Escape)
    press_here(KEY.Key_Delete)
    press_here(KEY.Key_Return)
    assert stored(books) == {}
    books.undo()
    assert stored(books) == {"82305": 8500}


def stored(books: Books) -> dict[str, int]:
    facts = books.ask(budget_of_year, "2026")
    assert facts is not None
    return {row.number: row.amount.whole() for row in facts.lines}


@pytest.mark.parametrize("typed", ["1,2,3", "1000000000", "-5"])
def test_an_amount_that_cannot_be_stays_where_it_was_typed(
    open_page: Open, books: Books, kept: dict[str, int], typed: str
) -> None:
    draft(books, a82305=5)
    part = budget(open_page())
    part.table.choose((kept["82305"], None))
    part.cell.open_for(part.table.current(), "")
    part.cell.setText(typed)
    press_here(KEY.Key_Return)
    assert part.cell.isVisible()
    assert part.cell.property("wrong")
    assert stored(books) == {"82305": 5}
    press_here(KEY.Key_Escape)
    assert not part.cell.isVisible()


def test_a_line_gets_an_activity_and_a_note(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    draft(books, a82305=5)
    page = open_page()
    part = budget(page)
    part.table.choose((kept["82305"], None))
    part.add_line()
    shown = form(page)
    assert shown.box("account").value() == kept["82305"]
    shown.set_values(
        {
            "account": kept["45701"],
            "activity": activity(books),
            "amount": euros(300),
            "note": "Diesel.",
        }
    )
    shown.submit()
    facts = books.ask(budget_of_year, "2026")
    assert facts is not None
    (line,) = (each for each in facts.lines if each.number == "45701")
    assert (line.activity, line.amount, line.note) == ("Buurtbus", euros(300), "Diesel.")
    part.table.choose((line.account_id, line.activity_id))
    part.change_line()
    again = form(page)
    assert again.box("note").value() == "Diesel."
    again.set_values({"amount": euros(310)})
    again.submit()
    assert stored(books) == {"82305": 5, "45701": 310}


def activity(books: Books) -> int:
    return next(key for key, name in books.ask(activity_names).items() if name == "Buurtbus")


def test_a_draft_is_adopted_and_stays_until_its_next_version(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    draft(books, a82305=5000)
    page = open_page()
    part = budget(page)
    assert not part.best.isEnabled(), "no resolution yet"
    resolved(books)
    assert part.best.isEnabled()
    part.best.click()
    form(page).submit()
    assert part.standing.text() == "Adopted by resolution ALV-2026-01"
    part.table.setFocus()
    keys("7")
    assert not part.cell.isVisible()
    part.best.click()
    shown = form(page)
    assert shown.box("start").value() == "revision"
    shown.submit()
    assert part.standing.text() == "Draft for the general meeting, version 2"
    assert [row.adopted for row in books.ask(list_budgets, "2026")] == [True, False]
    part.remove()
    assert part.standing.text() == "Adopted by resolution ALV-2026-01"


def test_the_budget_of_next_year_begins_with_this_one(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    adopted(books, a82305=5000)
    page = open_page()
    part = budget(page)
    part.years.choose("2027")
    part.years.chosen.emit("2027")
    (empty,) = (each for each in part.findChildren(EmptyState) if each.isVisible())
    empty.buttons[0].click()
    form(page).set_values({"start": "budget"})
    form(page).submit()
    facts = books.ask(budget_of_year, "2027")
    assert facts is not None
    assert facts.income == euros(5000)


def test_the_limits_are_changed_and_the_paper_is_made(
    open_page: Open, books: Books, kept: dict[str, int], tmp_path: Path
) -> None:
    adopted(books, a82305=5000)
    page = open_page()
    budget(page).change_limits()
    shown = form(page)
    shown.set_values({"percent": 10})
    shown.submit()
    limits = books.ask(find_bookkeeping)
    assert limits is not None
    assert limits.explain_percent == 10
    target = tmp_path / "budget.pdf"
    assert print_budget(books, target, "2026", None, date(2026, 3, 3), "en") == ()
    assert "Adopted by resolution ALV-2026-01" in pdf.text(target.read_bytes())


def income(page: LedgerPage) -> StatementPart:
    page.desk.choose_year(YearChoice("2025", page.desk.books.ask(get_book_year, "2025")))
    page.visit(INCOME)
    part = page.part(INCOME)
    assert isinstance(part, StatementPart)
    part.table.setFocus()
    return part


def test_a_difference_is_explained_at_its_row(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    adopted(books, "2025", a82305=100, a45105=9_054)
    page = open_page()
    part = income(page)
    row = part.table.current()
    assert (row.of[1][0].key, row.mark) == ("contributions", ASKS), "what asks comes first"
    press_here(KEY.Key_F2)
    form(page).set_values({"text": "More members."})
    form(page).submit()
    (shown,) = (each for each in part.table.shown_rows() if each.id == row.id)
    assert (shown.mark, shown.explanation) == (EXPLAINED, "More members.")
    part.explain_row()
    assert form(page).box("text").value() == "More members."
    form(page).set_values({"text": ""})
    form(page).submit()
    assert part.table.current().mark == ASKS


def test_an_activity_is_explained_and_what_has_no_budget_is_not(
    open_page: Open, books: Books, kept: dict[str, int]
) -> None:
    page = open_page()
    part = income(page)
    part.explain_row()
    assert not [each for each in page.findChildren(Form) if each.isVisible()]
    made = draft(books, "2025")
    fill(books, made, activity(books), a45701=100)
    part.ways.choose(BY_ACTIVITY)
    part.ways.chosen.emit(BY_ACTIVITY)
    assert part.table.choose(f"expense {activity(books)}")
    part.explain_row()
    form(page).set_values({"text": "Diesel was dear."})
    form(page).submit()
    assert books.ask(find_explanation, "2025", activity_id=activity(books)) == "Diesel was dear."
