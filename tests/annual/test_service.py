"""Writing in a report, typing in earlier figures, adopting: done, undone, refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from coopadmin.annual.chapters import chapters_of
from coopadmin.annual.queries import (
    facts_of_year,
    list_earlier_figures,
    list_report_texts,
)
from coopadmin.annual.rules import NewEarlierFigure, NewReportText, NewSectionChoice
from coopadmin.annual.service import (
    adopt_report,
    choose_section,
    set_earlier_figure,
    set_report_text,
)
from coopadmin.annual.studio import State, state_of
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books

Undone = Callable[[Callable[[], Any]], Any]


def wrong(deed: Callable[[], Any]) -> list[str]:
    with pytest.raises(Refused) as refused:
        deed()
    return [problem.code for problem in refused.value.problems]


def texts(books: Books, language: str = "nl") -> dict[str, str]:
    return books.ask(list_report_texts, "2025", language)


def decide(books: Books, decided_on: date, outcome: str = "accepted") -> None:
    new = NewResolution("ALV", decided_on, "Jaarverslag", "Vastgesteld.", "absolute", outcome)
    books.do(add_resolution, new)


def test_a_text_is_written_changed_and_taken_away(books: Books, undone: Undone) -> None:
    for said, kept in (
        ("  Een jaar.\r\n\r\nNog een. ", "Een jaar.\n\nNog een."),
        ("Kort.", "Kort."),
    ):
        new = NewReportText("2025", "hours", "nl", said)
        undone(partial(books.do, set_report_text, new))
        assert texts(books)["hours"] == kept
    undone(lambda: books.do(set_report_text, NewReportText("2025", "hours", "nl", " ")))
    assert "hours" not in texts(books)


def test_history_names_the_section_as_people_do(books: Books) -> None:
    books.do(set_report_text, NewReportText("2025", "outlook", "nl", "Meer."))
    assert books.undoable().undo_about == "2025, Looking ahead"


def test_each_language_has_its_own_text(books: Books) -> None:
    books.do(set_report_text, NewReportText("2025", "preface", "en", "The bus drove."))
    assert texts(books, "en") == {"preface": "The bus drove."}
    assert texts(books)["preface"].startswith("De bus reed")


def test_text_is_kept_under_the_label_of_its_book_year(books: Books) -> None:
    assert wrong(lambda: books.do(set_report_text, NewReportText("25", "preface", "nl", "x"))) == [
        "year.unknown"
    ]


def test_an_earlier_figure_is_typed_in_corrected_and_taken_away(
    books: Books, undone: Undone
) -> None:
    def figures() -> dict[tuple[str, str], int]:
        rows = books.ask(list_earlier_figures)
        return {(row.book_year, row.code): row.value for row in rows}

    undone(lambda: books.do(set_earlier_figure, NewEarlierFigure("2021", "members", 11)))
    assert figures()["2021", "members"] == 11
    undone(lambda: books.do(set_earlier_figure, NewEarlierFigure("2021", "members", 12)))
    assert figures()["2021", "members"] == 12
    undone(lambda: books.do(set_earlier_figure, NewEarlierFigure("2021", "members", None)))
    assert ("2021", "members") not in figures()


@pytest.mark.parametrize(
    ("year", "code", "kept"),
    [
        ("2025", "members", True),
        ("2024", "members", True),
        # The year before the first that was charged ends with the members which that begins with.
        ("2023", "members", True),
        ("2022", "members", False),
        ("2024", "hours", True),
        ("2024", "volunteers", True),
        ("2023", "hours", False),
        ("2024", "contributions", True),
        ("2023", "contributions", False),
    ],
)
def test_what_the_file_keeps_is_not_typed_in(
    books: Books, year: str, code: str, kept: bool
) -> None:
    new = NewEarlierFigure(year, code, 60)
    if kept:
        assert wrong(lambda: books.do(set_earlier_figure, new)) == ["report.figure_kept"]
    else:
        books.do(set_earlier_figure, new)


def test_an_adopted_report_is_closed_until_that_is_taken_back(books: Books, undone: Undone) -> None:
    decide(books, date(2026, 2, 20))
    undone(lambda: books.do(adopt_report, "2025", "alv-2026-01"))
    standing = books.ask(facts_of_year, "2025").standing
    assert (standing.adopted_on, standing.resolution) == (date(2026, 2, 20), "ALV-2026-01")

    change = NewReportText("2025", "preface", "nl", "Toch anders.")
    assert wrong(lambda: books.do(set_report_text, change)) == ["store.locked"]
    assert wrong(lambda: books.do(adopt_report, "2025", "ALV-2026-01")) == ["report.adopted"]
    books.do(set_report_text, NewReportText("2024", "preface", "nl", "Een ander jaar."))
    books.undo()
    books.undo()
    books.do(set_report_text, change)
    assert texts(books)["preface"] == "Toch anders."


def test_only_a_resolution_of_the_register_adopts(books: Books) -> None:
    assert wrong(lambda: books.do(adopt_report, "2025", "ALV-2026-09")) == ["report.no_resolution"]
    assert wrong(lambda: books.do(adopt_report, "2025", "ALV-2025-02")) == ["report.too_early"]
    decide(books, date(2026, 2, 20), outcome="rejected")
    assert wrong(lambda: books.do(adopt_report, "2025", "ALV-2026-01")) == ["report.rejected"]


def left(books: Books, year: str) -> frozenset[str]:
    return books.ask(facts_of_year, year).left_out


def test_a_section_is_left_out_from_a_year_on_and_taken_up_again(
    books: Books, undone: Undone
) -> None:
    undone(lambda: books.do(choose_section, NewSectionChoice("2025", "officers", False)))
    assert [left(books, year) for year in ("2024", "2025", "2026")] == [
        frozenset(),
        {"officers"},
        {"officers"},
    ]
    facts = books.ask(facts_of_year, "2026")
    assert "officers" not in [key for key, _chapter in chapters_of(facts, {"officers": "Wij."})]
    assert state_of("officers", facts, "Wij.") is State.LEFT_OUT
    undone(lambda: books.do(choose_section, NewSectionChoice("2026", "officers", True)))
    assert left(books, "2025") == {"officers"}
    assert not left(books, "2026")
    unknown = NewSectionChoice("2026", "weather", False)
    assert wrong(lambda: books.do(choose_section, unknown)) == ["report.section"]


def test_what_is_left_out_later_does_not_change_an_adopted_report(books: Books) -> None:
    decide(books, date(2026, 2, 20))
    books.do(adopt_report, "2025", "ALV-2026-01")
    books.do(choose_section, NewSectionChoice("2024", "officers", False))
    assert left(books, "2024") == {"officers"}
    assert not left(books, "2025")
    late = NewSectionChoice("2025", "officers", False)
    assert wrong(lambda: books.do(choose_section, late)) == ["store.locked"]
