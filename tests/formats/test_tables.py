"""What is exported can be opened in a spreadsheet without anything running."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from unicodedata import category

import openpyxl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coopadmin.formats.delimited import read_delimited
from coopadmin.formats.encodings import decoded
from coopadmin.formats.listing import Cell
from coopadmin.formats.lists import read_list
from coopadmin.formats.tables import table_as_csv, table_as_xlsx
from coopadmin.formats.workbook import read_workbook
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.words import speaking
from tests.realfiles import real_file

HEADINGS = ("Nummer", "Tekst")
ROW: tuple[Cell, ...] = (
    7,
    Money(-123450),
    Decimal("2.5"),
    Duration(150),
    date(2026, 3, 12),
    datetime.fromisoformat("2026-03-12T14:30"),
    True,
    None,
    "-5",
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


def test_values_are_written_as_a_dutch_spreadsheet_reads_them() -> None:
    with speaking("en"):
        content = table_as_csv([f"k{n}" for n in range(len(ROW))], [ROW])
    assert content.startswith(b"\xef\xbb\xbfk0;k1;")
    assert content.decode("utf-8").splitlines()[1] == (
        "7;-1234,50;2,5;2:30;2026-03-12;2026-03-12 14:30;yes;;'-5"
    )


def test_numbers_stay_numbers_in_a_workbook_and_text_stays_text() -> None:
    content = table_as_xlsx([f"k{n}" for n in range(len(ROW))], [ROW], sheet="Leden: [2026]")
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.active
    assert page is not None
    assert page.title == "Leden   2026"
    assert page.freeze_panes == "A2"
    kinds = [(cell.data_type, cell.value) for cell in next(page.iter_rows(min_row=2))]
    assert kinds[0] == ("n", 7)
    assert kinds[1] == ("n", -1234.5)
    assert kinds[2] == ("n", 2.5)
    assert kinds[4] == ("d", datetime.fromisoformat("2026-03-12"))
    assert kinds[8] == ("s", "-5")
    sheet = read_workbook(content, "list.xlsx")
    assert sheet.rows[0].cells[3:6] == ("2:30", "2026-03-12", "2026-03-12 14:30")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'="]
)
def test_text_that_would_run_is_made_harmless_and_comes_back(start: str, tmp_path: Path) -> None:
    text = f"{start}1+cmd|' /C calc'!A0"
    content = table_as_csv(HEADINGS, [[1, text]])
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    line = content.decode("utf-8-sig").splitlines()[1]
    assert line.removeprefix('1;"').removeprefix("1;").startswith("'")
    assert read_list(path).rows[0].cells == ("1", text)
    workbook = table_as_xlsx(HEADINGS, [[1, text]])
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in package.read("xl/styles.xml")
    assert read_workbook(workbook, "list.xlsx").rows[0].cells == ("1", text)


@given(st.lists(texts, min_size=1, max_size=8))
def test_any_text_comes_back_from_csv(column: list[str]) -> None:
    content = table_as_csv(HEADINGS, ([number, text] for number, text in enumerate(column)))
    # What holds that many control signs is not taken for text, and rightly so.
    signs = "".join(column)
    controls = [sign for sign in signs if category(sign) == "Cc" and sign not in "\t\r\n"]
    assume(20 * len(controls) <= len(signs))
    sheet = read_delimited(decoded(content, "list.csv", "UTF-8"), "list.csv")
    assert [row.cells[1] for row in sheet.rows] == [
        text.replace("\r\r\n", "\r\n") for text in column
    ]


@given(st.lists(texts, min_size=1, max_size=8))
def test_any_text_comes_back_from_a_workbook_but_signs_that_xml_lacks(column: list[str]) -> None:
    content = table_as_xlsx(HEADINGS, ([number, text] for number, text in enumerate(column)))
    sheet = read_workbook(content, "list.xlsx")
    assert [row.cells[1] for row in sheet.rows] == [
        text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for text in column
    ]


@pytest.mark.parametrize("text", ["Jan\x00", "\ud800", "x\udfffy"])
def test_what_no_file_can_hold_is_refused(text: str) -> None:
    for write in (table_as_csv, table_as_xlsx):
        with pytest.raises(Refused) as refused:
            write(HEADINGS, [[1, text]])
        str(refused.value).encode("utf-8")


def test_text_that_excel_would_cut_off_is_refused() -> None:
    with pytest.raises(Refused, match="CSV"):
        table_as_xlsx(HEADINGS, [[1, "x" * 40_000]])


@pytest.mark.parametrize("name", ["blns.txt", "csv-injection-payloads.txt"])
def test_the_naughtiest_strings_come_back_from_both(name: str) -> None:
    lines = real_file(f"adversarial/{name}").read_text("utf-8").split("\n")
    strings = [line for line in lines if line.strip() and "\x00" not in line]
    rows = list(enumerate(strings))
    csv_sheet = read_delimited(decoded(table_as_csv(HEADINGS, rows), "list.csv"), "list.csv")
    assert [row.cells[1] for row in csv_sheet.rows] == strings
    xlsx_sheet = read_workbook(table_as_xlsx(HEADINGS, rows), "list.xlsx")
    assert [row.cells[1] for row in xlsx_sheet.rows] == [
        text.replace("\ufffe", "\ufffd") for text in strings
    ]
