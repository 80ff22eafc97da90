"""Any list as a file: typed in a workbook, Dutch in CSV, in the house style as PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from coopadmin.desk.lists import save_listing
from coopadmin.formats.listing import (
    CODE,
    DATE,
    NUMBER,
    ListColumn,
    ListGroup,
    Listing,
    Written,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books
from coopadmin.words import say

COLUMNS = (
    ListColumn("No.", CODE),
    ListColumn("Name", "name"),
    ListColumn("Since", DATE),
    ListColumn("Open (€)", NUMBER),
    ListColumn("Hours", NUMBER),
)


def line(number: int, name: str) -> list[Written]:
    return [
        Written(number, f"{number:04d}"),
        Written(name, name),
        Written(date(2026, 3, 1), "1 mrt 2026"),
        Written(Money(123450), "1.234,50"),
        Written(Duration(150), "2,5"),
    ]


def listing(*groups: ListGroup, columns: int = 5, total: bool = False) -> Listing:
    summed = [Written("", ""), Written("Together", "Together"), Written("", "")]
    return Listing(
        "Lines & <more>",
        COLUMNS[:columns],
        lambda: groups or [ListGroup("", [line(12, "=1+1"), line(3, "Bé")])],
        ["Active", "searched for “<b>”"],
        [*summed, Written(Money(246900), "2.469,00"), Written("", "")] if total else [],
    )


def test_a_workbook_keeps_what_a_cell_is_and_runs_nothing(books: Books, tmp_path: Path) -> None:
    saved = save_listing(books, listing(total=True), tmp_path / "a.xlsx", "nl")
    assert saved.lines == 2
    sheet = load_workbook(saved.path).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == [one.heading for one in COLUMNS]
    assert [cell.value for cell in rows[1]][:2] == [12, "=1+1"]
    assert rows[1][1].data_type == "s"
    assert rows[1][2].number_format == "dd-mm-yyyy"
    assert rows[1][3].value == 1234.5
    assert rows[1][4].number_format == "[h]:mm"
    assert rows[3][3].value == 2469
    assert sheet.auto_filter.ref == "A1:E3", "the total is not sorted in between"


def test_csv_is_as_excel_opens_it_here(books: Books, tmp_path: Path) -> None:
    saved = save_listing(books, listing(total=True), tmp_path / "a.CSV", "nl")
    raw = saved.path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines() == [
        "No.;Name;Since;Open (€);Hours",
        "12;'=1+1;2026-03-01;1234,50;2:30",
        "3;Bé;2026-03-01;1234,50;2:30",
        ";Together;;2469,00;",
    ]


def test_the_name_of_a_group_stands_on_each_of_its_lines(books: Books, tmp_path: Path) -> None:
    groups = [ListGroup("Board", [line(1, "A")]), ListGroup("Audit", [line(2, "B")])]
    saved = save_listing(books, listing(*groups), tmp_path / "a.csv", "en")
    rows = saved.path.read_text("utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rows] == ["Group", "Board", "Audit"]


def test_paper_says_whose_it_is_what_was_chosen_and_numbers_its_pages(
    books: Books, tmp_path: Path
) -> None:
    many = ListGroup("", [line(number, f"Name {number}") for number in range(1, 91)])
    saved = save_listing(books, listing(many, total=True), tmp_path / "a.pdf", "en")
    pages = PdfReader(saved.path).pages
    first, last = pages[0].extract_text(), pages[-1].extract_text()
    assert "Lines & <more>" in first
    assert "Active · searched for “<b>”" in first
    assert "90 lines" in first
    assert f"1 / {len(pages)}" in first
    assert "2.469,00" in last
    assert pages[0].mediabox.width < pages[0].mediabox.height


def test_a_wide_list_lies_on_its_side(books: Books, tmp_path: Path) -> None:
    columns = [ListColumn(f"Column {number}") for number in range(9)]
    cells = [[Written("word", "word")] * 9] * 60
    wide = Listing("Wide", columns, lambda: [ListGroup("", cells)])
    pages = PdfReader(save_listing(books, wide, tmp_path / "a.pdf", "nl").path).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert sum(page.extract_text().count("word") for page in pages) == 540, "no line is lost"


def test_another_ending_is_refused_in_one_sentence(books: Books, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        save_listing(books, listing(), tmp_path / "a.docx", "en")
    assert "Let its name end in .xlsx, .csv or .pdf." in say(refused.value.problems[0])
    assert not list(tmp_path.glob("a.*"))


def test_what_cannot_be_written_leaves_what_was_there(books: Books, tmp_path: Path) -> None:
    before = tmp_path / "a.csv"
    before.write_text("mine")
    bad = ListGroup("", [line(1, "nul\x00")])
    with pytest.raises(Refused):
        save_listing(books, listing(bad), before, "en")
    assert before.read_text() == "mine"
    with pytest.raises(Refused) as refused:
        save_listing(books, listing(), tmp_path / "no" / "a.csv", "en")
    assert "cannot be written" in say(refused.value.problems[0])
