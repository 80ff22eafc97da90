"""The end of a book year on the command line, from the list to the adoption."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.store import Books
from tests.fixtures import Ran
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, RESERVE, begin, book

Command = Callable[..., Ran]


@pytest.fixture
def file(books: Books) -> Path:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 10, 1), (BANK, 100), (CONTRIBUTIONS, -100))
    book(books, date(2025, 10, 1), (OFFICE, 40), (BANK, -40))
    day = date(2026, 2, 20)
    books.do(add_resolution, NewResolution("ALV", day, "Accounts", "", "absolute", "accepted"))
    books.close()
    return books.path


def plain(ran: Ran) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_year_goes_all_the_way(coopadmin: Command, file: Path) -> None:
    def ledger(name: str, *more: object) -> Any:
        return plain(coopadmin("ledger", name, file, "2025", *more, "--json"))

    steps = {step["code"]: step["state"] for step in ledger("year")["steps"]}
    assert (steps["bank"], steps["close"]) == ("to-do", "to-do")
    assert ledger("agree", BANK, "559,50")["balances"][0]["difference"] == "-0.50"
    assert ledger("agree", BANK, "560")["state"] == "done"
    assert ledger("tick", "accruals", "--note", "none")["note"] == "none"
    assert ledger("tick", "accruals", "--off")["state"] == "look"
    noted = ledger("note", "--fte", "0,6", "--without-accruals")
    assert (noted["size"], noted["fte"], noted["to_be_checked"]) == ("micro", "0,6", True)
    refused = coopadmin("ledger", "close", file, "2025")
    assert refused.status == 1
    assert "Wat bij een ander jaar hoort is verschoven" in refused.complaints
    assert ledger("close", "--anyway", "nothing to move")["state"] == "closed"
    assert ledger("reopen", "--reason", "A bill came late")["reopened_because"] == (
        "A bill came late"
    )
    ledger("close", "--anyway", "nothing to move")
    refused = coopadmin("ledger", "appropriate", file, "2025", "ALV-2026-01", "--to", RESERVE, "59")
    assert refused.status == 1
    assert "€ 1,00" in refused.complaints.replace("\N{NO-BREAK SPACE}", " ")
    share = ("ALV-2026-01", "--to", RESERVE, "60")
    assert ledger("appropriate", *share)["appropriated_by"] == "ALV-2026-01"
    assert ledger("appropriate", "--back")["appropriated_by"] == ""
    ledger("appropriate", *share)
    assert ledger("adopt", "ALV-2026-01")["state"] == "adopted"
    refused = coopadmin("ledger", "reopen", file, "2025", "--reason", "why")
    assert refused.status == 1
    assert "Boek een correctie in 2026" in refused.complaints
    shown = coopadmin("ledger", "year", file, "2025").output
    assert shown.startswith("2025: Vastgesteld · 8 van 9 stappen gedaan")
    assert "A bill came late" in shown
    years = plain(coopadmin("ledger", "years", file, "--json"))["years"]
    assert [row["state"] for row in years if row["label"] == "2025"] == ["adopted"]


def test_the_figures_for_the_tax_return_are_to_be_checked(
    coopadmin: Command, file: Path, tmp_path: Path
) -> None:
    found = plain(coopadmin("ledger", "tax", file, "2025", "--json"))
    assert (found["due"], found["to_be_checked"]) == ("2026-05-31", True)
    figures = found["figures"]
    assert [figures[token] for token in ("income", "expense", "result", "tax", "after")] == [
        "100.00", "40.00", "60.00", "0.00", "60.00",
    ]  # fmt: skip
    assert [figures[token] for token in ("equity_before", "equity_after", "assets_after")] == [
        "500.00", "560.00", "560.00",
    ]  # fmt: skip
    pdf = tmp_path / "tax.pdf"
    made = plain(coopadmin("ledger", "tax", file, "2025", "-o", pdf, "--language", "nl", "--json"))
    assert made["pages"] == 1
    text = PdfReader(pdf).pages[0].extract_text()
    assert "Laat deze cijfers controleren" in text
    assert "31 mei 2026" in text


def test_staff_that_is_no_number_is_refused(coopadmin: Command, file: Path) -> None:
    ran = coopadmin("ledger", "note", file, "2025", "--fte", "a few")
    assert ran.status == 1
    assert "0,6" in ran.complaints
