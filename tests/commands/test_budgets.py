"""Budgets on the command line: made, filled in, adopted, explained, saved and printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.formats.lists import read_list
from coopadmin.store import Books
from tests.fixtures import Ran
from tests.ledger.budgeting import adopted, resolved
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, begin, book
from tests.paper import pdf

Command = Callable[..., Ran]
FUEL = "45701"


@pytest.fixture
def file(books: Books) -> Path:
    """Books of 2025 with a budget that was overspent, and a resolution for that of 2026."""
    begin(books, "2025", a10201=5000, a05253=5000)
    books.do(add_activity, NewActivity("Bus"))
    adopted(books, "2025", a46101=1000, a82305=2000)
    book(books, date(2025, 3, 1), (BANK, 2100), (CONTRIBUTIONS, -2100))
    book(books, date(2025, 4, 1), (BANK, -1500), (OFFICE, 1500))
    resolved(books)
    books.close()
    return books.path


@pytest.fixture
def coopadmin(coopadmin: Command) -> Command:
    """The command line, speaking English."""
    return partial(coopadmin, "--language", "en")


def plain(ran: Ran) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_budget_is_made_filled_in_and_adopted(coopadmin: Command, file: Path) -> None:
    made = ("ledger", "set-budget", file, "2026", "--from", "actuals", "--percent", "10")
    ran = coopadmin(*made, "--note", "careful")
    assert ran.output == (
        "The budget of 2026: Draft for the general meeting\nResult: €\u00a0660.00\n"
    )
    filled = ("ledger", "set-budget", file, "2026", "--activity", "bus", "--line", FUEL, "300")
    plain(coopadmin(*filled, "--json"))
    found = plain(coopadmin("ledger", "adopt-budget", file, "2026", "alv-2026-02", "--json"))
    assert (found["version"], found["adopted"], found["resolution"]) == (1, True, "ALV-2026-02")
    assert (found["note"], found["result"]) == ("careful", "360.00")
    assert [(line["number"], line["activity"], line["budget"]) for line in found["lines"]] == [
        (CONTRIBUTIONS, "", "2310.00"),
        (FUEL, "Bus", "300.00"),
        (OFFICE, "", "1650.00"),
    ]
    again = coopadmin(*filled)
    assert (again.status, "There is no draft" in again.complaints) == (1, True)
    revised = ("ledger", "set-budget", file, "2026", "--from", "revision", "--line", OFFICE, "0")
    assert plain(coopadmin(*revised, "--json"))["version"] == 2
    assert coopadmin("ledger", "remove-budget", file, "2026").output == (
        "The budget of 2026: Adopted by resolution ALV-2026-02\nResult: €\u00a0360.00\n"
    )


def test_a_difference_is_explained(coopadmin: Command, file: Path) -> None:
    before = plain(coopadmin("ledger", "budget", file, "2025", "--json"))["compared"]
    assert [(line["line"], line["asks"], line["difference"]) for line in before["lines"]] == [
        ("contributions", False, "100.00"),
        ("organisation", True, "500.00"),
    ]
    assert (before["with_version"], before["result"]["difference"]) == (1, "-400.00")
    coopadmin("ledger", "explain-from", file, "4", "50")
    told = coopadmin("ledger", "explain", file, "2025", "organisation", "A new printer.")
    assert told.output == "Still to be explained: contributions\n"
    said = plain(coopadmin("ledger", "explain", file, "2025", "bus", "Later.", "--json"))
    assert said["waiting"] == ["contributions"]
    plain(coopadmin("ledger", "explain", file, "2025", OFFICE, "Toner.", "--json"))
    after = plain(coopadmin("ledger", "budget", file, "2025", "--json"))["compared"]
    assert [line["explanation"] for line in after["lines"]] == ["", "A new printer."]


def test_a_budget_is_shown_saved_and_printed(
    coopadmin: Command, file: Path, tmp_path: Path
) -> None:
    coopadmin("ledger", "set-budget", file, "2026", "--from", "budget")
    shown = coopadmin("ledger", "budget", file, "2026").output.splitlines()
    assert shown[0] == "The budget of 2026: Draft for the general meeting"
    assert "Forecast 2026" in shown[1]
    assert shown[-1].startswith("Forecast: what is booked so far")
    book_, paper = tmp_path / "begroting.xlsx", tmp_path / "begroting.pdf"
    assert coopadmin("ledger", "budget", file, "2026", "-o", book_).status == 0
    (cells,) = (row.cells for row in read_list(book_).rows if "Office costs" in row.cells)
    assert "1000" in cells
    ran = coopadmin("ledger", "budget", file, "2026", "-o", paper, "--language", "nl")
    assert ran.status == 0, ran.complaints
    said = pdf.text(paper.read_bytes())
    assert "Begroting 2026" in said
    assert "Totaal lasten" in said


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("budget", "2026", "--version", "3"), "There is no version 3"),
        (("set-budget", "2024"), "The books begin with 2025"),
        (("set-budget", "2026", "--line", "1", "5"), "There is no account 1"),
        (("set-budget", "2026", "--line", OFFICE, "1000000000"), "A billion or more"),
        (("set-budget", "2026", "--line", BANK, "5"), "stands on the balance sheet"),
        (("set-budget", "2026", "--line", OFFICE, "5", "--activity", "Eel"), "no activity “Eel”"),
        (("adopt-budget", "2026", "ALV-2026-02"), "There is no draft"),
        (("remove-budget", "2025"), "There is no draft"),
        (("explain", "2025", "somewhere", "Why"), "There is no activity “somewhere”"),
        (("explain-from", "200", "5"), "A percentage lies between"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_one_sentence(
    coopadmin: Command, file: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    command, *rest = arguments
    ran = coopadmin("ledger", command, file, *rest)
    assert ran.status == 1
    assert complaint in ran.complaints
    with_budget = plain(coopadmin("ledger", "budget", file, "2026", "--json"))
    assert with_budget["versions"] == []
