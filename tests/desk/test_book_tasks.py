"""Tasks of the books follow from how far the year is, from closing to filing."""

from __future__ import annotations

from datetime import date

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.desk.task_queries import list_tasks
from coopadmin.desk.year_round import year_round
from coopadmin.desk.year_round_queries import get_year_facts
from coopadmin.ledger.budgeting import adopt_budget
from coopadmin.ledger.years import adopt_year, close_year
from coopadmin.store import Books
from tests.fixtures import NOW
from tests.ledger.budgeting import draft, resolved
from tests.ledger.making import a_year, begin

TODAY = NOW.date()
ANYWAY = {"year.steps_left": "seen", "year.not_appropriated": "later"}


def waiting(books: Books) -> dict[str, date | None]:
    """The tasks about accounts, books and tax, with their days."""
    return {
        task.code: task.due
        for task in books.ask(list_tasks, TODAY)
        if task.code.partition(".")[0] in ("accounts", "books", "tax")
    }


def test_without_books_the_accounts_are_drawn_up_and_adopted_as_ever(books: Books) -> None:
    assert waiting(books) == {
        "accounts.draw_up": date(2026, 6, 30),
        "accounts.plan": date(2026, 7, 31),
    }


def test_the_tasks_of_a_year_follow_its_state_until_the_accounts_are_filed(books: Books) -> None:
    a_year(books)
    tax = {"tax.return": date(2026, 5, 31)}
    plan = {"accounts.plan": date(2026, 7, 31)}
    assert waiting(books) == {"books.close": date(2026, 6, 30)} | plan | tax
    books.do(close_year, "2025", answers=ANYWAY)
    assert waiting(books) == {"accounts.draw_up": date(2026, 6, 30)} | plan | tax
    decided = NewResolution("ALV", date(2026, 2, 27), "Accounts", "", "absolute", "accepted")
    books.do(add_resolution, decided)
    books.do(adopt_year, "2025", "ALV-2026-01", answers=ANYWAY)
    assert waiting(books) == {"accounts.file": date(2026, 3, 7)} | tax


def test_the_task_leads_to_the_list_of_its_year(books: Books) -> None:
    a_year(books)
    (task,) = (each for each in books.ask(list_tasks, TODAY) if each.code == "books.close")
    assert (task.page, task.place) == ("ledger", "year-end 2025")


def test_the_round_of_the_year_closes_the_books_and_sends_the_return(books: Books) -> None:
    moments = year_round(books.ask(get_year_facts, TODAY))
    found = {each.day: each.what for each in moments if each.page == "yearend"}
    assert list(found) == [date(2026, 3, 1), date(2026, 5, 31)]
    assert found[date(2026, 5, 31)].startswith("Send the return of corporation tax of 2025")


def budgets(books: Books, on: date) -> dict[str, tuple[date | None, str | None]]:
    """The tasks about budgets on a day: when they are due, and where they lead."""
    return {
        f"{task.code} {task.about}": (task.due, task.place)
        for task in books.ask(list_tasks, on)
        if task.code.startswith("budget.")
    }


def test_a_budget_is_adopted_before_its_year_begins(books: Books) -> None:
    assert budgets(books, date(2026, 12, 1)) == {}, "no books are kept"
    begin(books)
    assert budgets(books, date(2026, 9, 30)) == {}, "not yet"
    last = date(2026, 12, 31)
    assert budgets(books, date(2026, 10, 1)) == {"budget.make 2027": (last, "budget 2027")}
    made = draft(books, "2027", a46101=500)
    assert budgets(books, date(2026, 10, 1)) == {"budget.adopt 2027": (last, "budget 2027")}
    assert budgets(books, date(2027, 2, 1)) == {"budget.adopt 2027": (last, "budget 2027")}
    books.do(adopt_budget, made, resolved(books))
    assert budgets(books, date(2026, 10, 1)) == {}
    assert budgets(books, date(2027, 2, 1)) == {}
