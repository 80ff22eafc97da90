"""The jobs behind the studio: a report while somebody writes, and the finished one in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.preview import finished, preview, write_finished
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from tests.paper import pdf


def test_the_preview_is_the_finished_report_until_somebody_types(books: Books) -> None:
    made = preview(books, "2025", "nl")
    assert made.pdf == finished(books, "2025", "nl").pdf
    assert made.pages == len(pdf.pages(made.pdf))
    assert made.page_of["preface"] == 3
    typed = preview(books, "2025", "nl", typed={"preface": " Wij reden. \n", "outlook": ""})
    assert typed.texts["preface"] == "Wij reden."
    assert "Wij reden." in pdf.page(typed.pdf, 3)
    assert "outlook" not in typed.page_of, "what is wiped out while typing leaves the report"
    assert preview(books, "2025", "nl").pdf == made.pdf, "nothing was kept"


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_cannot_be_kept_is_not_printed_either(books: Books, sign: str) -> None:
    made = preview(books, "2025", "nl", typed={"hours": f"bus{sign}"})
    assert made.pdf == preview(books, "2025", "nl").pdf


def test_known_facts_are_not_asked_again(books: Books, facts: YearFacts) -> None:
    renamed = replace(facts, cooperative=replace(facts.cooperative, name="Elders U.A."))
    made = preview(books, "2025", "en", large=True, known=renamed)
    assert made.facts is renamed
    assert made.large
    assert "Elders U.A." in pdf.text(made.pdf)


def test_figures_that_do_not_add_up_have_no_pages(books: Books, facts: YearFacts) -> None:
    wrong = replace(facts, contributions=replace(facts.contributions, charged=Money(1)))
    made = preview(books, "2025", "nl", known=wrong)
    assert (made.pdf, made.pages, dict(made.page_of)) == (b"", 0, {})
    assert {problem.code for problem in made.wrong} == {"report.parts"}
    assert made.facts is wrong


def test_a_whole_report_is_written_or_nothing(books: Books, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    made = write_finished(books, "2025", "nl", target)
    assert target.read_bytes() == made.pdf
    with pytest.raises(Refused) as refused:
        write_finished(books, "2025", "nl", tmp_path / "gone" / "report.pdf")
    assert refused.value.problems[0].code == "report.not_written"
    assert [each.name for each in tmp_path.iterdir() if each.suffix in (".pdf", ".part")] == [
        "report.pdf"
    ]


def test_an_unknown_year_is_refused(books: Books) -> None:
    with pytest.raises(Refused):
        preview(books, "twenty", "nl")
