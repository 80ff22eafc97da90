"""What may be written, typed in and adopted."""

from __future__ import annotations

from datetime import date

import pytest

from coopadmin.annual.rules import (
    Adopting,
    NewEarlierFigure,
    NewReportText,
    check_adopting,
    check_earlier_figure,
    check_report_text,
)
from coopadmin.kernel.calendar import BookYear

YEAR = BookYear.starting(date(2025, 1, 1))


def codes_of_text(section: str, language: str, text: str) -> list[str]:
    new = NewReportText("2025", section, language, text)
    return [problem.code for problem in check_report_text(new)]


def test_any_text_goes_into_a_section_that_the_report_has() -> None:
    assert codes_of_text("preface", "nl", "Dank aan <b>allen</b> & =1+1 ☂") == []


def test_everything_that_is_wrong_with_a_text_is_said_at_once() -> None:
    assert codes_of_text("epilogue", "de", "a\x00b") == [
        "report.section",
        "report.language",
        "text.unstorable",
    ]
    assert codes_of_text("preface", "nl", "half \ud83d") == ["text.unstorable"]


@pytest.mark.parametrize(
    ("code", "value", "kept", "problems"),
    [
        ("members", 148, False, []),
        ("members", 0, False, []),
        ("hours", None, True, []),
        ("members", 148, True, ["report.figure_kept"]),
        ("members", -1, False, ["report.figure_value"]),
        ("contributions", 10**13 + 1, False, ["report.figure_value"]),
        ("profit", 5, False, ["report.figure_code"]),
    ],
)
def test_a_figure_is_typed_in_only_where_the_file_has_none(
    code: str, value: int | None, kept: bool, problems: list[str]
) -> None:
    new = NewEarlierFigure("2016", code, value)
    assert [problem.code for problem in check_earlier_figure(new, kept=kept)] == problems


@pytest.mark.parametrize(
    ("decided_on", "accepted", "already", "problems"),
    [
        (date(2026, 5, 28), True, False, []),
        (date(2025, 12, 31), True, False, ["report.too_early"]),
        (date(2026, 5, 28), False, False, ["report.rejected"]),
        (date(2025, 5, 1), False, True, ["report.adopted", "report.rejected", "report.too_early"]),
        (None, False, False, ["report.no_resolution"]),
    ],
)
def test_a_report_is_adopted_by_an_accepted_resolution_after_its_year(
    decided_on: date | None, accepted: bool, already: bool, problems: list[str]
) -> None:
    adopting = Adopting(YEAR, "ALV-2026-03", decided_on, accepted, already)
    assert [problem.code for problem in check_adopting(adopting)] == problems
