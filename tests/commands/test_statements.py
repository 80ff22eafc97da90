"""The statements on the command line: console, JSON, workbook and paper say the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.formats.lists import read_list
from coopadmin.ledger.rules import NewOpenItem
from coopadmin.ledger.service import add_open_items
from coopadmin.store import Books
from tests.fixtures import Ran
from tests.ledger.making import BANK, CONTRIBUTIONS, OFFICE, begin, book, euros
from tests.paper import pdf

Command = Callable[..., Ran]
STATEMENTS = ("trial-balance", "balance-sheet", "income", "cards", "ages", "dimensions")


@pytest.fixture
def file(books: Books) -> Path:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80), what="=1+1")
    book(books, date(2025, 4, 1), (BANK, -30.3), (OFFICE, 30.3), what="Paper")
    day = date(2025, 5, 1)
    bill = NewOpenItem(
        "bill", None, "2025", day, day, euros(12), "=cmd", "R-1", direction="payable"
    )
    books.do(add_open_items, [bill])
    books.close()
    return books.path


def plain(ran: Ran) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_json_says_what_the_books_say(coopadmin: Command, file: Path) -> None:
    trial = plain(coopadmin("ledger", "trial-balance", file, "2025", "--json"))
    assert trial["debit"] == trial["credit"] == "122.30"
    (bank,) = [row for row in trial["accounts"] if row["number"] == BANK]
    assert (bank["opening"], bank["closing"]) == ("500.00", "549.70")
    sheet = plain(coopadmin("ledger", "balance-sheet", file, "2025", "--json"))
    assert sheet["total_assets"] == sheet["total_funding"] == "549.70"
    assert (sheet["state"], sheet["appropriated"], sheet["before"]) == ("open", False, "2024")
    income = plain(coopadmin("ledger", "income", file, "2025", "--json"))
    assert income["by_kind"]["result"] == income["by_activity"]["result"] == "37.70"
    assert income["by_kind"]["result_before"] is None
    cards = plain(coopadmin("ledger", "cards", file, "2025", "--account", BANK, "--json"))
    assert [line["balance"] for line in cards["cards"][0]["lines"]] == ["580.00", "549.70"]
    ages = plain(coopadmin("ledger", "ages", file, "2025", "--json"))
    assert [(item["open"], item["days"]) for item in ages["items"]] == [("12.00", 244)]
    assert ages["on"] == "2025-12-31"


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize("suffix", ["pdf", "xlsx", "csv"])
def test_every_statement_is_saved_as_a_file(
    coopadmin: Command, file: Path, tmp_path: Path, statement: str, suffix: str
) -> None:
    target = tmp_path / f"out.{suffix}"
    ran = coopadmin("ledger", statement, file, "2025", "-o", target)
    assert ran.status == 0, ran.complaints
    assert str(target) in ran.output
    if suffix == "pdf":
        assert "Beemdervelde" in pdf.text(target.read_bytes())
    elif statement != "dimensions":
        assert len(read_list(target).rows) >= 1


def test_no_text_of_a_statement_runs_as_a_formula(
    coopadmin: Command, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "cards.csv"
    assert coopadmin("ledger", "cards", file, "2025", "-o", target).status == 0
    assert "'=1+1" in target.read_text("utf-8-sig")
    target = tmp_path / "ages.csv"
    assert coopadmin("ledger", "ages", file, "2025", "-o", target).status == 0
    assert "'=cmd" in target.read_text("utf-8-sig")


def test_people_read_the_same_on_the_console(coopadmin: Command, file: Path) -> None:
    sheet = coopadmin("ledger", "balance-sheet", file, "2025", "--language", "nl").output
    assert "Totaal activa" in sheet
    assert "549,70" in sheet
    income = coopadmin("ledger", "income", file, "2025", "--language", "en").output
    assert "Total expenditure" in income
    assert "42.30" in income


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("annual-accounts",), "Staat van baten en lasten 2025"),
        (("annual-accounts", "--accruals-left-out"), "artikel 2:395a lid 3 BW"),
        (("filing", "--fte", "0.4"), "0.4"),
        (("filing", "--accruals-left-out"), "Meld in het formulier"),
    ],
)
def test_papers_of_the_whole_year_are_printed(
    coopadmin: Command, file: Path, tmp_path: Path, command: tuple[str, ...], words: str
) -> None:
    target = tmp_path / "paper.pdf"
    name, *more = command
    made = plain(coopadmin("ledger", name, file, "2025", "-o", target, *more, "--json"))
    assert made["pages"] == len(pdf.pages(target.read_bytes()))
    text = pdf.text(target.read_bytes())
    assert "vóór resultaatbestemming" in text
    assert words in text


@pytest.mark.parametrize("statement", [each for each in STATEMENTS if each != "ages"])
def test_a_year_before_the_books_is_refused_with_the_first_one(
    coopadmin: Command, file: Path, statement: str
) -> None:
    ran = coopadmin("ledger", statement, file, "2024")
    assert ran.status == 1
    assert "De boekhouding begint met 2025." in ran.complaints


@pytest.mark.parametrize("statement", [each for each in STATEMENTS if each != "ages"])
def test_a_file_without_books_says_so(coopadmin: Command, path: Path, statement: str) -> None:
    ran = coopadmin("ledger", statement, path, "2025")
    assert ran.status == 1
    assert "nog geen boekhouding" in ran.complaints


def test_an_account_without_anything_has_no_card(coopadmin: Command, file: Path) -> None:
    ran = coopadmin("ledger", "cards", file, "2025", "--account", "99999")
    assert (ran.status, ran.complaints.strip()) == (1, "Op rekening 99999 staat niets in 2025.")


def test_a_name_that_is_no_file_of_ours_is_refused(
    coopadmin: Command, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "sheet.docx"
    assert coopadmin("ledger", "income", file, "2025", "-o", target).status == 1
    assert not target.exists()
