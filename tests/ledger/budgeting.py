"""Budgets for the tests: drafts with amounts, and what adopts them."""

from __future__ import annotations

from datetime import date

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.ledger.budgeting import (
    adopt_budget,
    make_budget,
    set_budget_lines,
)
from coopadmin.ledger.budgets import (
    NewBudget,
    NewBudgetLine,
)
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.words import N_
from tests.ledger.making import euros, ids


@operation("test.lock_year", N_("Close"))
def close_year(work: Work, label: str) -> None:
    work.lock("book_year", label, f"Book year {label} is closed.")


def draft(books: Books, label: str = "2026", **amounts: float) -> int:
    """A draft with amounts as `a46101=500`."""
    made = books.do(make_budget, NewBudget(label))
    fill(books, made, None, **amounts)
    return made


def fill(books: Books, budget_id: int, activity: int | None = None, **amounts: float) -> None:
    known = ids(books)
    lines = [
        NewBudgetLine(known[number.removeprefix("a")], euros(each), activity)
        for number, each in amounts.items()
    ]
    books.do(set_budget_lines, budget_id, lines)


def resolved(books: Books, outcome: str = "accepted", subject: str = "Begroting") -> int:
    new = NewResolution("ALV", date(2026, 2, 1), subject, "Akkoord.", "absolute", outcome)
    return books.do(add_resolution, new)


def adopted(books: Books, label: str = "2026", **amounts: float) -> int:
    made = draft(books, label, **amounts)
    books.do(adopt_budget, made, resolved(books))
    return made
