"""Figures and the annual report on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.fixtures import Ran
from tests.golden.beemdervelde import village

Coopadmin = Callable[..., Ran]


@pytest.fixture
def english(coopadmin: Coopadmin) -> Coopadmin:
    """The command line, speaking English."""
    return partial(coopadmin, "--language", "en")


@pytest.fixture
def file(tmp_path: Path, _founded: Path) -> Path:
    return village(_founded, tmp_path / "village.coop")


def test_figures_are_told_to_people_and_to_scripts(english: Coopadmin, file: Path) -> None:
    told = english("figures", file, "2025")
    assert told.status == 0
    assert "Members at the end" in told.output
    figures = json.loads(english("figures", file, "2025", "--json").output)
    assert {key: figures["members"][key] for key in ("start", "joined", "left", "end")} == {
        "start": 18,
        "joined": 3,
        "left": 3,
        "end": 18,
    }
    assert figures["contributions"]["charged"] == "583.75"
    assert figures["contributions"]["paid"] == "451.25"
    assert figures["contributions"]["open"] == "132.50"
    assert figures["hours"]["total_minutes"] == 342 * 60 + 30
    assert sum(figures["hours"]["by_activity"].values()) == figures["hours"]["total_minutes"]
    assert figures["hours"]["volunteers"] == 10
    assert [len(meeting["resolutions"]) for meeting in figures["meetings"]] == [3, 2]


def test_figures_of_an_unknown_year_are_refused(english: Coopadmin, file: Path) -> None:
    ran = english("figures", file, "twenty", "--json")
    assert (ran.status, ran.output) == (1, "")
    assert "There is no book year “twenty”." in ran.complaints


@pytest.mark.parametrize("more", [(), ("--language", "nl"), ("--large",)])
def test_the_report_is_a_pdf(
    english: Coopadmin, file: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    before = file.read_bytes()
    target = tmp_path / "report.pdf"
    ran = english("report", "annual", file, "2025", "-o", target, "--json", *more)
    assert (ran.status, ran.complaints) == (0, "")
    told = json.loads(ran.output)
    assert told["sections"]["cover"] == 1
    assert told["pages"] == max(told["sections"].values())
    assert target.read_bytes().startswith(b"%PDF")
    assert file.read_bytes() == before
    assert [each.name for each in tmp_path.glob("*.part")] == []


def test_a_report_that_cannot_be_written_leaves_the_older_one(
    english: Coopadmin, file: Path, tmp_path: Path
) -> None:
    ran = english("report", "annual", file, "2025", "-o", tmp_path / "gone" / "report.pdf")
    assert ran.status == 1
    assert "cannot be written" in ran.complaints
    # Where the new one should come first stands a folder of that name.
    older = tmp_path / "report.pdf"
    older.write_bytes(b"older")
    (tmp_path / "report.pdf.part").mkdir()
    assert english("report", "annual", file, "2025", "-o", older).status == 1
    assert older.read_bytes() == b"older"


def test_a_report_asks_where_to(english: Coopadmin, file: Path) -> None:
    assert english("report", "annual", file, "2025").status == 2


def test_text_is_written_and_taken_away(english: Coopadmin, file: Path, tmp_path: Path) -> None:
    source = tmp_path / "preface.txt"
    source.write_text("The bus drove every day.\n", encoding="utf-8")
    command = ("report", "text", file, "2025", "preface", source, "--language", "en", "--json")
    assert json.loads(english(*command).output) == {
        "texts": {"preface": "The bus drove every day."}
    }
    source.write_text("", encoding="utf-8")
    assert json.loads(english(*command).output) == {"texts": {}}
    assert english("report", "text", file, "2025", "epilogue", source).status == 2


@pytest.mark.parametrize("content", [None, b"\x00\xff\xd8\xff\xe0" * 9])
def test_text_that_cannot_be_read_is_refused(
    english: Coopadmin, file: Path, tmp_path: Path, content: bytes | None
) -> None:
    source = tmp_path / "preface.txt"
    if content is not None:
        source.write_bytes(content)
    before = file.read_bytes()
    ran = english("report", "text", file, "2025", "preface", source)
    assert (ran.status, ran.output) == (1, "")
    assert "preface.txt" in ran.complaints
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("figure", "value", "kept"),
    [
        ("members", "1.148", 1148),
        ("volunteers", "94", 94),
        ("hours", "8350,5", 501_030),
        ("contributions", "7.940,00", "7940.00"),
    ],
)
def test_earlier_figures_are_typed_as_people_write_them(
    english: Coopadmin, file: Path, figure: str, value: str, kept: int | str
) -> None:
    ran = english("report", "earlier", file, "2016", figure, value, "--json")
    assert json.loads(ran.output) == {"year": "2016", "figure": figure, "value": kept}
    if figure == "members":
        years = json.loads(english("figures", file, "2025", "--json").output)["members"]["years"]
        assert years[0] == {"year": "2016", "members": 1148, "typed_in": True}
    assert english("report", "earlier", file, "2016", figure).status == 0


def test_what_is_no_number_is_no_figure(english: Coopadmin, file: Path) -> None:
    ran = english("report", "earlier", file, "2016", "members", "many")
    assert ran.status == 1
    assert "“many” is not a whole number." in ran.complaints


def test_a_report_is_adopted_by_a_resolution(english: Coopadmin, file: Path) -> None:
    ran = english("report", "adopt", file, "2025", "ALV-2026-01")
    assert ran.status == 1
    assert "There is no resolution “ALV-2026-01”." in ran.complaints
    ran = english("report", "adopt", file, "2024", "ALV-2025-02", "--json")
    assert json.loads(ran.output) == {"adopted_on": "2025-05-22", "resolution": "ALV-2025-02"}


def test_a_section_is_left_out_and_taken_up_again(english: Coopadmin, file: Path) -> None:
    leave = ("report", "leave", file, "2025", "outlook", "--json")
    assert json.loads(english(*leave).output) == {"left_out": ["outlook"]}
    assert json.loads(english(*leave, "--again").output) == {"left_out": []}
