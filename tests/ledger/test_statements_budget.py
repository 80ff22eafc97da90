"""The statements beside their budget: what was adopted, what is a draft, what is explained."""

from __future__ import annotations

from datetime import date

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.budgeting import NewExplanation, explain_difference
from coopadmin.ledger.comparison import compare_year
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.facts import IncomeLine, result_of
from coopadmin.ledger.papers import Printing, income_paper
from coopadmin.ledger.statements import statements_of_year
from coopadmin.store import Books
from tests.ledger.budgeting import adopted, draft, fill
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, begin, book, euros
from tests.paper import pdf

POSTAGE = "46105"


def lines(found: tuple[IncomeLine, ...]) -> dict[str, IncomeLine]:
    return {line.key: line for line in found}


def test_an_adopted_budget_stands_beside_the_figures(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    book(books, date(2025, 4, 1), (OFFICE, 30), (BANK, -30))
    adopted(books, "2025", a82305=100, a46101=20, a45105=50)
    draft(books, "2026", a82305=110)
    facts = books.ask(statements_of_year, "2025")
    income, costs = lines(facts.by_kind.income), lines(facts.by_kind.expenses)
    contributions = income["contributions"]
    assert (contributions.budget, contributions.difference) == (euros(100), euros(-20))
    assert contributions.ahead == euros(110)
    assert (costs["organisation"].budget, costs["organisation"].difference) == (
        euros(20),
        euros(10),
    )
    housing = costs["housing"]
    assert (housing.now, housing.budget, housing.difference) == (ZERO, euros(50), euros(-50))
    assert result_of(facts.by_kind, "").budget == euros(30)
    assert (facts.budget_adopted, facts.ahead_adopted) == (True, False)
    text = pdf.text(income_paper(facts, Printing("en")).pdf)
    assert "Budget 2025" in text
    assert "Draft budget 2026" in text


def test_a_year_without_a_budget_knows_none(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    (line,) = books.ask(statements_of_year, "2025").by_kind.income
    assert (line.budget, line.difference, line.ahead) == (None, None, None)


def test_explanations_stand_with_their_line_those_of_accounts_below_it(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    books.do(add_activity, NewActivity(name="Village bus"))
    (bus,) = books.ask(activity_names)
    book(books, date(2025, 4, 1), (OFFICE, 900), (BANK, -900))
    fill(books, draft(books, "2025", a46101=20), bus, a46105=10)
    office = next(row.id for row in books.ask(list_accounts) if row.number == POSTAGE)
    waiting = pdf.text(income_paper(books.ask(statements_of_year, "2025"), Printing("en")).pdf)
    assert "Explained above 5% and € 250." in waiting
    assert "Here comes why these differ from the budget: Administration" in waiting
    for new in (
        NewExplanation("2025", "A new printer.", place="organisation"),
        NewExplanation("2025", "Dearer stamps.", account_id=office),
        NewExplanation("2025", "The bus stood still.", activity_id=bus),
    ):
        books.do(explain_difference, new)
    facts = books.ask(statements_of_year, "2025")
    (line,) = facts.by_kind.expenses
    assert line.explanation == "A new printer. Postage: Dearer stamps."
    (about_bus,) = [each for each in facts.by_activity.expenses if each.key]
    assert (about_bus.explanation, about_bus.budget) == ("The bus stood still.", euros(10))
    text = pdf.text(income_paper(facts, Printing("en")).pdf)
    assert text.count("The bus stood still.") == 1
    assert "Here comes why" not in text


def test_the_statement_and_the_comparison_have_the_same_figures(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    book(books, date(2026, 2, 1), (BANK, 70), (CONTRIBUTIONS, -70))
    book(books, date(2026, 2, 1), (OFFICE, 30), (BANK, -30))
    adopted(books, "2026", a82305=100, a46101=20)
    facts = books.ask(statements_of_year, "2026")
    compared = books.ask(compare_year, "2026", on=date(2026, 3, 3))
    told = {each.place: (each.actual, each.budget, each.last_year) for each in compared.places}
    ours = (*facts.by_kind.income, *facts.by_kind.expenses)
    assert {line.key: (line.now, line.budget, line.before) for line in ours} == told
