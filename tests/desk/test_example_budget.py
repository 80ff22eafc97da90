"""The example has budgets that the meeting adopted, and an overspend that is explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coopadmin.commands.demo import make_example
from coopadmin.desk.check_books import check_books
from coopadmin.ledger.budgets import list_budgets
from coopadmin.ledger.comparison import compare_year
from coopadmin.migrations import open_books

TODAY = date(2026, 11, 21)


def test_the_bus_cost_more_than_was_budgeted_and_it_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.coop"
    make_example(path, 60, 3, TODAY)
    with open_books(path, who="Fenna", read_only=True) as books:
        assert check_books(books) == []
        budgets = [(row.book_year, row.adopted) for row in books.ask(list_budgets)]
        assert budgets == [("2025", True), ("2026", True)]
        year = books.ask(compare_year, "2025", on=TODAY)
        (bus,) = (line for line in year.places if line.place == "transport")
        assert bus.difference is not None
        assert bus.difference > year.explain_above
        assert (bus.asks, bus.text) == (
            True,
            "The bus had more repairs than we had counted on, and fuel became dearer.",
        )
        assert year.unexplained == ()
