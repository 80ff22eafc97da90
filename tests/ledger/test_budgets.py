"""Budgets: made, filled in, adopted by a resolution, and changed by the next version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import remove_account
from coopadmin.ledger.budgeting import (
    adopt_budget,
    make_budget,
    remove_budget,
    set_budget_lines,
    set_explain_limits,
)
from coopadmin.ledger.budgets import (
    ACTUALS,
    BUDGET,
    REVISION,
    NewBudget,
    NewBudgetLine,
    budget_of_year,
    draft_of_year,
    list_budgets,
)
from coopadmin.ledger.comparison import compare_year
from coopadmin.store import Books
from coopadmin.store.model import Done
from tests.fixtures import refused
from tests.ledger.budgeting import adopted, close_year, draft, fill, resolved
from tests.ledger.making import BANK, CASH, CONTRIBUTIONS, OFFICE, begin, book, euros, ids

FUEL, GRANTS = "45701", "82325"
NEW_YEAR = date(2027, 1, 1)


def amounts(books: Books, label: str = "2026", version: int | None = None) -> dict[str, float]:
    facts = books.ask(budget_of_year, label, version=version)
    assert facts is not None
    return {f"{row.number}{row.activity and ' '}{row.activity}": row.amount.cents / 100
            for row in facts.lines}  # fmt: skip


def test_a_budget_is_made_filled_in_and_removed(books: Books, undone: Callable[..., Any]) -> None:
    begin(books)
    made = undone(lambda: books.do(make_budget, NewBudget("2026", note="first idea")))
    undone(lambda: fill(books, made, a46101=500, a82305=800))
    undone(lambda: fill(books, made, a46101=450, a82305=0))
    assert amounts(books) == {OFFICE: 450}
    undone(lambda: books.do(set_budget_lines, made, [], "second idea"))
    (row,) = books.ask(list_budgets)
    assert (row.book_year, row.version, row.note, row.adopted) == ("2026", 1, "second idea", False)
    undone(lambda: books.do(remove_budget, made))
    assert books.ask(budget_of_year, "2026") is None


def test_a_budget_adds_up_per_place_and_activity(books: Books) -> None:
    begin(books)
    bus = books.do(add_activity, NewActivity("Bus"))
    made = draft(books, a46101=500, a82305=800, a45701=90)
    fill(books, made, activity=bus, a45701=300)
    facts = books.ask(budget_of_year, "2026")
    assert facts is not None
    assert (facts.income, facts.expenses, facts.result) == (euros(800), euros(890), euros(-90))
    assert facts.of_places == {
        "contributions": euros(800),
        "transport": euros(390),
        "organisation": euros(500),
    }
    assert facts.of_activities == {
        (None, True): euros(800),
        (None, False): euros(590),
        (bus, False): euros(300),
    }
    assert amounts(books) == {CONTRIBUTIONS: 800, FUEL: 90, f"{FUEL} Bus": 300, OFFICE: 500}


def test_an_adopted_budget_stays_and_a_change_is_a_next_version(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    made = draft(books, a46101=500)
    first = resolved(books)
    undone(lambda: books.do(adopt_budget, made, first))
    line = NewBudgetLine(ids(books)[OFFICE], euros(600))
    assert refused(books, set_budget_lines, made, [line]) == [("budget.adopted", None)]
    assert refused(books, remove_budget, made) == [("budget.adopted", None)]
    revised = books.do(make_budget, NewBudget("2026", REVISION, 10))
    assert amounts(books) == {OFFICE: 500}
    assert amounts(books, version=2) == {OFFICE: 550}
    assert refused(books, adopt_budget, revised, first) == [
        ("budget.same_resolution", "resolution_id")
    ]
    books.do(adopt_budget, revised, resolved(books, subject="Herziene begroting"))
    assert amounts(books) == {OFFICE: 550}
    assert amounts(books, version=1) == {OFFICE: 500}
    assert [row.resolution for row in books.ask(list_budgets)] == ["ALV-2026-01", "ALV-2026-02"]


def test_setting_amounts_is_not_taken_back_past_the_adoption(books: Books) -> None:
    begin(books)
    adopted(books, a46101=500)
    books.undo()
    books.undo()
    books.undo()
    books.redo()
    made = books.ask(draft_of_year, "2026")
    assert made is not None
    books.do(adopt_budget, made.budget.id, resolved(books))
    history = books.ask(lambda session: _done_named(session, "budget.set"))
    with pytest.raises(Refused) as found:
        books.undo(history)
    assert "adopted" in str(found.value.problems[0])


def test_the_adoption_stays_while_a_next_version_is_being_made(books: Books) -> None:
    begin(books)
    adopted(books, a46101=500)
    books.do(make_budget, NewBudget("2026", REVISION))
    done = books.ask(lambda session: _done_named(session, "budget.adopt"))
    with pytest.raises(Refused) as found:
        books.undo(done)
    assert [problem.code for problem in found.value.problems] == ["undo.in_the_way"]


def _done_named(session: Any, code: str) -> int:
    found = select(Done.id).where(Done.code == code).order_by(Done.sequence.desc()).limit(1)
    return int(session.scalars(found).one())


def test_a_budget_begins_with_last_years_budget_or_actuals(books: Books) -> None:
    begin(books)
    adopted(books, a46101=500.5, a82305=1000)
    book(books, date(2026, 3, 1), (OFFICE, 402.6), (BANK, -402.6))
    book(books, date(2026, 3, 1), (CONTRIBUTIONS, -900), (BANK, 900))
    books.do(make_budget, NewBudget("2027", BUDGET, 3))
    assert amounts(books, "2027") == {CONTRIBUTIONS: 1030, OFFICE: 516}
    books.undo()
    books.do(close_year, "2026")
    # In 2026 itself the forecast to its end is what last year comes to.
    books.do(make_budget, NewBudget("2027", ACTUALS))
    cells = books.ask(compare_year, "2026", on=date(2026, 3, 3)).cells
    whole = {cell.number: cell.forecast.whole() for cell in cells}
    assert amounts(books, "2027") == whole
    assert whole[OFFICE] > 800


def test_percentages_below_nothing_leave_nothing(books: Books) -> None:
    begin(books)
    adopted(books, a46101=500)
    books.do(make_budget, NewBudget("2027", BUDGET, -100))
    assert amounts(books, "2027") == {}


@pytest.mark.parametrize(
    ("new", "problem"),
    [
        (NewBudget("2025"), ("budget.before_books", "year")),
        (NewBudget("1850"), ("year.unknown", "year")),
        (NewBudget("2026", "guess"), ("budget.start", "start")),
        (NewBudget("2026", "empty", 1001), ("budget.percent", "percent")),
        (NewBudget("2026", ACTUALS), ("budget.nothing", "start")),
        (NewBudget("2026", BUDGET), ("budget.nothing", "start")),
        (NewBudget("2026", REVISION), ("budget.nothing", "start")),
    ],
)
def test_a_budget_that_cannot_be_is_refused(
    books: Books, new: NewBudget, problem: tuple[str, str]
) -> None:
    begin(books)
    assert refused(books, make_budget, new) == [problem]
    assert books.ask(list_budgets) == []


def test_there_is_no_budget_without_books(books: Books) -> None:
    assert refused(books, make_budget, NewBudget("2026")) == [("ledger.not_begun", None)]
    assert refused(books, set_explain_limits, 5, euros(1)) == [("ledger.not_begun", None)]


def test_one_draft_at_a_time(books: Books) -> None:
    begin(books)
    draft(books)
    assert refused(books, make_budget, NewBudget("2026")) == [("budget.draft", "year")]


def test_a_closed_year_takes_no_budget(books: Books) -> None:
    begin(books)
    made = draft(books)
    books.do(close_year, "2026")
    line = NewBudgetLine(ids(books)[OFFICE], euros(600))
    for call in ((set_budget_lines, made, [line]), (remove_budget, made)):
        ((code, _field),) = refused(books, *call)
        assert code == "store.locked"


@pytest.mark.parametrize(
    ("number", "amount", "activity", "problem"),
    [
        (OFFICE, 1e9, None, ("entry.too_large", "amount")),
        (OFFICE, -5, None, ("budget.negative", "amount")),
        (CASH, 5, None, ("budget.balance", "account")),
        ("", 5, None, ("entry.account", "account")),
        (OFFICE, 5, 1, ("budget.activity", "activity")),
    ],
)
def test_an_amount_that_cannot_be_is_refused(
    books: Books, number: str, amount: float, activity: int | None, problem: tuple[str, str]
) -> None:
    begin(books)
    made = draft(books)
    line = NewBudgetLine(ids(books).get(number, 1), euros(amount), activity)
    assert refused(books, set_budget_lines, made, [line]) == [problem]
    assert amounts(books) == {}


def test_only_a_resolution_that_was_accepted_adopts_a_budget_with_amounts(books: Books) -> None:
    begin(books)
    made = draft(books)
    rejected = resolved(books, "rejected")
    assert refused(books, adopt_budget, made, rejected) == [
        ("budget.empty", None),
        ("budget.rejected", "resolution_id"),
    ]
    assert refused(books, adopt_budget, made, 1) == [("store.gone", None)]


def test_a_budgeted_account_stays_in_the_chart(books: Books) -> None:
    begin(books)
    website = ids(books)["45670"]
    made = draft(books, a45670=100)
    assert refused(books, remove_account, website) == [("account.budgeted", None)]
    fill(books, made, a45670=0)
    books.do(remove_account, website)
