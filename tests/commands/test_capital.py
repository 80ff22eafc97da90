"""Capital on the command line, and the same figures in the report of the year."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coopadmin.store import Books
from tests.contributions.making import Member, make
from tests.fixtures import Ran

Command = Callable[..., Ran]


@pytest.fixture
def file(books: Books) -> Path:
    make(books, Member(1, "Annie van den Berg"), Member(2, 'Bea <b>&" Hofstra'))
    books.close()
    return books.path


def plain(ran: Ran) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_the_whole_way_of_a_participation(coopadmin: Command, file: Path, tmp_path: Path) -> None:
    kind = ("--share", "50", "--minimum", "50", "--months", "6", "--json")
    plain(coopadmin("capital", "add-kind", file, "Participation", *kind))
    more = ("--kind", "participation", "--on", "2026-02-01", "--json")
    first = plain(coopadmin("capital", "move", file, "paid-in", 1, "150", *more))
    assert (first["number"], first["amount"], first["open"]) == ("K2026-0001", "150.00", "150.00")
    paid = plain(coopadmin("capital", "pay", file, "K2026-0001", "--json"))
    assert paid["open"] == "0.00"
    plain(coopadmin("capital", "move", file, "transferred", 1, "50", "--to", 2, *more))
    register = plain(coopadmin("members", "capital", file, "--on", "2026-03-01", "--json"))
    assert register == plain(coopadmin("capital", "register", file, "--on", "2026-03-01", "--json"))
    assert [(row["number"], row["amount"], row["shares"]) for row in register["holdings"]] == [
        (1, "100.00", 2), (2, "50.00", 1),
    ]  # fmt: skip
    figures = plain(coopadmin("figures", file, "2026", "--json"))
    assert figures["capital"]["end"] == register["total"] == "150.00"
    pdf = tmp_path / "register.pdf"
    plain(coopadmin("capital", "print", file, "-o", pdf, "--language", "en", "--json"))
    text = PdfReader(pdf).pages[0].extract_text()
    assert 'Bea <b>&" Hofstra' in text
    assert "150.00" in text
    pdf = tmp_path / "certificate.pdf"
    dutch = ("-o", pdf, "--language", "nl", "--json")
    plain(coopadmin("capital", "print", file, "--member", 2, *dutch))
    assert "Bewijs van ledenkapitaal" in PdfReader(pdf).pages[0].extract_text()
    report = tmp_path / "report.pdf"
    plain(coopadmin("report", "annual", file, "2026", "-o", report, "--language", "en", "--json"))
    whole = "".join(page.extract_text() for page in PdfReader(report).pages)
    assert "At the end of 2026 members held € 150 of capital." in whole


def test_bad_input_is_one_sentence_and_changes_nothing(coopadmin: Command, file: Path) -> None:
    plain(coopadmin("capital", "add-kind", file, "Participation", "--share", "50", "--json"))
    before = file.read_bytes()
    for arguments, said in (
        (("paid-in", 1, "75", "--kind", "Participation"), "whole number of shares"),
        (("paid-in", 1, "50", "--kind", "Bond"), "There are: Participation"),
        (("paid-in", 9, "50", "--kind", "Participation"), "no member 0009"),
        (("repaid", 1, "50", "--kind", "Participation"), "is more than that"),
        (("transferred", 1, "50", "--kind", "Participation"), "Choose another member"),
        (("paid-in", 1, "50", "--kind", "Participation", "--resolution", "X"), "no resolution"),
    ):
        ran = coopadmin("--language", "en", "capital", "move", file, *arguments)
        assert ran.status == 1
        assert said in ran.complaints
        assert len(ran.complaints.splitlines()) <= 2
    ran = coopadmin("--language", "en", "capital", "reverse", file, "K2026-0009")
    assert (ran.status, "no movement" in ran.complaints) == (1, True)
    assert file.read_bytes() == before


def test_a_reversal_and_the_forecast_by_command(coopadmin: Command, file: Path) -> None:
    kind = ("--repaid", "term", "--months", "12", "--json")
    plain(coopadmin("capital", "add-kind", file, "Loan", *kind))
    more = ("--kind", "Loan", "--on", "2026-02-01", "--json")
    plain(coopadmin("capital", "move", file, "paid-in", 1, "100", *more))
    plain(coopadmin("capital", "move", file, "paid-in", 2, "70", *more))
    back = plain(coopadmin("capital", "reverse", file, "K2026-0001", "--json"))
    assert (back["amount"], back["reversal"]) == ("-100.00", True)
    due = plain(coopadmin("capital", "forecast", file, "--json"))
    assert due["by_year"] == {"2027": "70.00"}
    rows = plain(coopadmin("capital", "list", file, "2026", "--json"))["movements"]
    assert [row["number"] for row in rows] == ["K2026-0003", "K2026-0002", "K2026-0001"]
    kinds = plain(coopadmin("capital", "kinds", file, "--json"))["kinds"]
    assert [(kind["name"], kind["repaid"]) for kind in kinds] == [("Loan", "term")]
