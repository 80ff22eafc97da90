"""A year beside its budget: differences, forecast, and explanations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.budgeting import (
    NewExplanation,
    explain_difference,
    set_explain_limits,
)
from coopadmin.ledger.comparison import (
    Compared,
    YearComparison,
    compare_year,
    share_to_come,
)
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.store import Books
from coopadmin.store.model import Lock
from coopadmin.store.work import Work, operation
from coopadmin.words import N_
from tests.fixtures import refused
from tests.ledger.budgeting import adopted, close_year, draft, fill
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, begin, book, euros, ids

FUEL, GRANTS = "45701", "82325"
NEW_YEAR = date(2027, 1, 1)


def compared(books: Books, label: str = "2026", on: date = NEW_YEAR) -> YearComparison:
    return books.ask(compare_year, label, on=on)


def place(books: Books, token: str, label: str = "2026", on: date = NEW_YEAR) -> Compared:
    (found,) = (each for each in compared(books, label, on).places if each.place == token)
    return found


def test_a_year_is_compared_as_the_statement_shows_it(books: Books) -> None:
    begin(books, "2025")
    bus = books.do(add_activity, NewActivity("Bus"))
    book(books, date(2025, 5, 1), (OFFICE, 300), (BANK, -300))
    book(books, date(2025, 5, 1), (CONTRIBUTIONS, -700), (BANK, 700))
    adopted(books, a46101=500, a82305=800, a45701=200)
    book(books, date(2026, 3, 1), (OFFICE, 400), (BANK, -400))
    book(books, date(2026, 3, 1), (CONTRIBUTIONS, -950), (BANK, 950))
    known = ids(books)
    lines = [
        NewLine(known[FUEL], euros(260), activity_id=bus),
        NewLine(known[BANK], euros(-260), activity_id=bus),
    ]
    books.do(book_entry, NewEntry(MEMORIAL, date(2026, 4, 1), "Fuel", lines))
    facts = compared(books)
    assert facts.over
    assert (facts.last_year, facts.budget and facts.budget.adopted) == ("2025", True)
    rows = [(each.place, each.actual, each.budget, each.difference, each.last_year, each.forecast)
            for each in facts.places]  # fmt: skip
    assert rows == [
        ("contributions", euros(950), euros(800), euros(150), euros(700), euros(950)),
        ("transport", euros(260), euros(200), euros(60), euros(0), euros(260)),
        ("organisation", euros(400), euros(500), euros(-100), euros(300), euros(400)),
    ]
    result = facts.result
    assert (result.actual, result.budget, result.difference) == (euros(290), euros(100), euros(190))
    assert (result.last_year, result.forecast) == (euros(400), euros(290))
    assert [(each.income, each.label, each.actual, each.budget) for each in facts.activities] == [
        (True, "", euros(950), euros(800)),
        (False, "Bus", euros(260), euros(0)),
        (False, "", euros(400), euros(700)),
    ]
    (fuel,) = facts.places[1].accounts
    assert (fuel.label, fuel.actual) == ("Fuel", euros(260))


def test_without_a_budget_there_is_no_difference(books: Books) -> None:
    begin(books)
    book(books, date(2026, 3, 1), (OFFICE, 4000), (BANK, -4000))
    facts = compared(books)
    assert facts.last_year == ""
    assert [(each.budget, each.difference, each.asks) for each in facts.places] == [
        (None, None, False)
    ]
    assert facts.result.budget is None


@pytest.mark.parametrize(
    ("on", "forecast"),
    [
        # Half of last year's office costs fell after 1 July; fuel has no last year.
        (date(2026, 7, 1), {OFFICE: 600, FUEL: 50 + round(365 * 183 / 365, 2)}),
        (date(2025, 12, 31), {OFFICE: 900, FUEL: 415}),
        (date(2026, 12, 31), {OFFICE: 400, FUEL: 50}),
    ],
)
def test_the_forecast_follows_last_year_or_the_days(
    books: Books, on: date, forecast: dict[str, float]
) -> None:
    begin(books, "2025")
    book(books, date(2025, 3, 1), (OFFICE, 90), (BANK, -90))
    book(books, date(2025, 9, 1), (OFFICE, 60), (BANK, -60))
    adopted(books, a46101=500, a45701=365)
    book(books, date(2026, 3, 1), (OFFICE, 400), (BANK, -400))
    book(books, date(2026, 3, 1), (FUEL, 50), (BANK, -50))
    found = {cell.number: cell.forecast.cents / 100 for cell in compared(books, on=on).cells}
    assert found == forecast


def test_what_is_charged_in_january_is_not_expected_twice(books: Books) -> None:
    begin(books, "2025")
    book(books, date(2025, 1, 5), (CONTRIBUTIONS, -780), (BANK, 780))
    adopted(books, a82305=800)
    book(books, date(2026, 1, 5), (CONTRIBUTIONS, -800), (BANK, 800))
    (cell,) = compared(books, on=date(2026, 3, 3)).cells
    assert cell.forecast == euros(800)


def test_a_difference_above_the_limits_asks_for_words(
    books: Books, undone: Callable[..., Any]
) -> None:
    begin(books)
    adopted(books, a46101=5000, a82305=9000, a45701=1000)
    book(books, date(2026, 3, 1), (OFFICE, 5251), (BANK, -5251))
    book(books, date(2026, 3, 1), (CONTRIBUTIONS, -9251), (BANK, 9251))
    book(books, date(2026, 3, 1), (FUEL, 1250), (BANK, -1250))
    # More than 5% and more than € 250, and only when the year is over.
    assert [each.place for each in compared(books).unexplained] == ["organisation"]
    assert compared(books, on=date(2026, 11, 1)).unexplained == ()
    undone(
        lambda: books.do(
            explain_difference, NewExplanation("2026", "A new printer.", "organisation")
        )
    )
    row = place(books, "organisation")
    assert (row.asks, row.unexplained, row.text) == (True, False, "A new printer.")
    undone(lambda: books.do(set_explain_limits, 2, euros(200)))
    assert [each.place for each in compared(books).unexplained] == ["contributions", "transport"]
    undone(lambda: books.do(explain_difference, NewExplanation("2026", "Two.", "organisation")))
    undone(lambda: books.do(explain_difference, NewExplanation("2026", " ", "organisation")))
    assert place(books, "organisation").unexplained


def test_an_account_and_an_activity_have_words_of_their_own(books: Books) -> None:
    begin(books)
    bus = books.do(add_activity, NewActivity("Bus"))
    made = draft(books, a46101=5)
    fill(books, made, activity=bus, a45701=300)
    office = ids(books)[OFFICE]
    books.do(explain_difference, NewExplanation("2026", "Ink.", account_id=office))
    books.do(explain_difference, NewExplanation("2026", "Rides.", activity_id=bus))
    facts = compared(books)
    assert [(each.label, each.text) for each in facts.activities] == [("Bus", "Rides."), ("", "")]
    assert [each.text for each in place(books, "organisation").accounts] == ["Ink."]
    assert place(books, "organisation").text == ""


@pytest.mark.parametrize(
    "new",
    [
        NewExplanation("2026", "Why"),
        NewExplanation("2026", "Why", "money"),
        NewExplanation("2026", "Why", "nowhere"),
        NewExplanation("2026", "Why", "staff", activity_id=1),
        NewExplanation("2026", "Why", account_id=1),
        NewExplanation("2026", "Why", activity_id=1),
    ],
)
def test_an_explanation_is_about_one_line(books: Books, new: NewExplanation) -> None:
    begin(books)
    assert refused(books, explain_difference, new) == [("explanation.about", "about")]


def test_a_closed_year_can_be_explained_until_it_is_adopted(books: Books) -> None:
    begin(books)
    books.do(close_year, "2026")
    books.do(explain_difference, NewExplanation("2026", "Why", "staff"))
    books.do(adopt_year)
    assert refused(books, explain_difference, NewExplanation("2026", "Else", "staff")) == [
        ("explanation.adopted", "text")
    ]


@operation("test.adopt_year", N_("Adopt"))
def adopt_year(work: Work) -> None:
    work.session.scalars(select(Lock)).one().resolution = "ALV-2027-01"


@pytest.mark.parametrize(
    ("percent", "above", "code"),
    [(101, 250, "budget.percent"), (-1, 250, "budget.percent"), (5, -1, "budget.above"),
     (5, 1e9, "entry.too_large")],
)  # fmt: skip
def test_limits_that_cannot_be_are_refused(
    books: Books, percent: int, above: float, code: str
) -> None:
    begin(books)
    ((found, _field),) = refused(books, set_explain_limits, percent, euros(above))
    assert found == code


def test_the_figures_of_a_year_take_one_statement(books: Books) -> None:
    begin(books)
    adopted(books, a46101=500, a45701=200)

    def counted(session: Any) -> int:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        compare_year(session, "2026", on=NEW_YEAR)
        event.remove(engine, "before_cursor_execute", note)
        return sum("FROM line" in each for each in seen)

    assert books.ask(counted) == 1


@given(
    booked=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 90_000)), max_size=6),
    budget=st.integers(0, 900_000),
    day=st.dates(date(2025, 12, 1), date(2027, 1, 31)),
)
def test_a_forecast_lies_between_what_is_booked_and_that_with_the_whole_budget(
    booked: list[tuple[int, int]], budget: int, day: date
) -> None:
    year = BookYear.starting(date(2026, 1, 1))
    total = Money(sum(cents for _month, cents in booked))
    later = Money(sum(cents for month, cents in booked if date(2026, month, 1) > day))
    part = Money(budget).part(*share_to_come(year, day, total, later))
    assert Money(0) <= part <= Money(budget)
