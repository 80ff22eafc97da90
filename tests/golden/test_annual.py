"""The facts and the text of an annual report, compared with what was looked at and found right.

After a change that is meant: `GOLDEN=write python -m pytest tests/golden`, then look at the
difference.
"""

from __future__ import annotations

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.queries import facts_of_year, list_report_texts
from coopadmin.annual.report import annual_report
from coopadmin.commands.frame import _plain
from coopadmin.store import Books

APPROVED = Path(__file__).parent / "approved"


def compare(name: str, made: str) -> None:
    path = APPROVED / name
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8")


def text_of(pdf: bytes) -> str:
    """The text page by page, line by line, with its spaces made even."""
    pages = [
        [" ".join(line.split()) for line in page.extract_text().splitlines()]
        for page in PdfReader(BytesIO(pdf)).pages
    ]
    return "".join(
        f"= {number} =\n" + "\n".join(line for line in lines if line) + "\n\n"
        for number, lines in enumerate(pages, 1)
    )


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_facts_are_as_they_were_approved(books: Books, year: str) -> None:
    facts = year_as_json(books.ask(facts_of_year, year))
    written = json.dumps(facts, ensure_ascii=False, indent=1, default=_plain)
    compare(f"figures-{year}.json", written + "\n")


@pytest.mark.parametrize(
    ("year", "language", "large"),
    [("2025", "nl", False), ("2025", "en", False), ("2025", "nl", True), ("2017", "en", False)],
)
def test_the_text_of_the_report_is_as_it_was_approved(
    books: Books, year: str, language: str, large: bool
) -> None:
    facts = books.ask(facts_of_year, year)
    texts = books.ask(list_report_texts, year, language)
    made = annual_report(facts, texts, language, large=large)
    size = "-large" if large else ""
    compare(f"annual-{year}-{language}{size}.txt", text_of(made.pdf))
