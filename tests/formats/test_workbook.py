"""Excel files as lists: their values as text, and files made to do harm."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.formats.lists import SheetList, read_list
from coopadmin.formats.workbook import read_workbook
from coopadmin.kernel.problem import Refused
from coopadmin.words import say

NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows: list[object], title: str = "Leden") -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = title
    for row in rows:
        page.append(row)
    return saved(book)


def read(content: bytes, sheet: str | None = None) -> SheetList:
    return read_workbook(content, "list.xlsx", sheet)


def changed(content: bytes, **members: str) -> bytes:
    """The same package with other parts; a name is given as `sheet1` or `workbook`."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            stem = item.filename.rpartition("/")[2].removesuffix(".xml")
            new.writestr(item.filename, members.get(stem, old.read(item.filename)))
    return stream.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content)
    (problem,) = refused.value.problems
    return problem.code


def test_values_become_the_text_that_a_person_sees() -> None:
    sheet = read(
        workbook(
            ["Naam", "Datum", "Moment", "Tijd", "Duur", "Heel", "Deel", "Klein", "Ja", "Fout"],
            [
                "Jan",
                date(2026, 3, 12),
                datetime.fromisoformat("2026-03-12T14:30"),
                time(8, 5),
                timedelta(hours=26, minutes=30),
                12.0,
                2.5,
                0.0000012,
                True,
                "#N/A",
            ],
        )
    )
    assert sheet.rows[0].cells == (
        "Jan", "2026-03-12", "2026-03-12 14:30", "08:05", "26:30", "12", "2.5", "0.0000012",
        "true", "",
    )  # fmt: skip
    assert (sheet.sheet, sheet.encoding, sheet.delimiter) == ("Leden", "", "")


def test_lines_keep_their_number_and_empty_ones_are_not_counted() -> None:
    sheet = read(workbook(["Ledenlijst"], [], ["Naam", "Plaats"], ["Jan", "Ede"], [" "], ["Piet"]))
    assert sheet.heading_line == 3
    assert [(row.line, row.cells) for row in sheet.rows] == [
        (4, ("Jan", "Ede")),
        (6, ("Piet", "")),
    ]


def test_a_formula_gives_the_value_that_was_kept_with_it() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
    cells += '<row r="2"><c r="A2" t="str"><f>CONCAT("J","an")</f><v>Jan</v></c></row>'
    page = f"<worksheet {NAMESPACE}><sheetData>{cells}</sheetData></worksheet>"
    assert read(changed(workbook(["x"]), sheet1=page)).rows[0].cells == ("Jan",)


def test_the_first_visible_sheet_with_content_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title = "Hulp"
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Leeg")
    book.create_sheet("Leden").append(["Naam", "Plaats"])
    book["Leden"].append(["Jan", "Ede"])
    book.create_sheet("Oud").append(["Naam", "Plaats"])
    book["Oud"].append(["Piet", "Ede"])
    content = saved(book)
    sheet = read(content)
    assert (sheet.sheet, sheet.rows[0].cells[0]) == ("Leden", "Jan")
    assert [remark.values["others"] for remark in sheet.remarks] == ["Oud"]
    assert read(content, "Oud").rows[0].cells[0] == "Piet"
    with pytest.raises(Refused, match="Leden"):
        read(content, "Nieuw")


def test_a_workbook_is_recognised_by_content_and_not_by_name(tmp_path: Path) -> None:
    path = tmp_path / "leden.csv"
    path.write_bytes(workbook(["Naam"], ["Jan"]))
    assert read_list(path).sheet == "Leden"


def test_what_is_no_workbook_gets_one_sentence(tmp_path: Path) -> None:
    whole = workbook(["Naam", "Plaats"], ["Jan", "Ede"])
    assert refusal(whole[: len(whole) // 2]) == "list.broken"
    assert refusal(b"PK\x03\x04 and then nothing") == "list.broken"
    assert refusal(changed(whole, sheet1="<worksheet>")) == "list.broken"
    assert refusal(changed(whole, workbook="no xml")) == "list.broken"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(stream.getvalue()) == "list.other_package"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    for content, code in (
        (ole + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "list.protected"),
        (ole + bytes(500) + "Workbook".encode("utf-16-le"), "list.old_excel"),
    ):
        path = tmp_path / "old.xls"
        path.write_bytes(content)
        with pytest.raises(Refused) as refused:
            read_list(path)
        assert refused.value.problems[0].code == code


def test_a_package_that_grows_without_end_is_refused_unopened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/sharedStrings.xml", bytes(40_000_000))
    assert refusal(stream.getvalue()) == "list.bomb"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 300)),
    ],
)
def test_a_sheet_with_far_too_much_room_is_refused_soon(row: str) -> None:
    page = f"<worksheet {NAMESPACE}><sheetData>{row}</sheetData></worksheet>"
    assert refusal(changed(workbook(["Naam"], ["Jan"]), sheet1=page)) == "list.too_large"


def test_a_claimed_size_is_not_believed() -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
    rows += '<row r="2"><c r="A2" t="inlineStr"><is><t>Jan</t></is></c></row>'
    page = f'<worksheet {NAMESPACE}><dimension ref="A1:XFD1048576"/>'
    page += f"<sheetData>{rows}</sheetData></worksheet>"
    assert len(read(changed(workbook(["x"]), sheet1=page)).columns) == 1


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    page = f'<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY l0 "lol">{laughs}]>'
    page += (
        f"<worksheet {NAMESPACE}><sheetData><row><c t='inlineStr'><is><t>&l9;</t></is></c></row>"
    )
    page += "</sheetData></worksheet>"
    assert refusal(changed(workbook(["Naam"], ["Jan"]), sheet1=page)) == "list.broken"


def test_broken_styles_are_refused_and_nothing_is_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = workbook(["Naam"], ["Jan"])
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        styles = package.read("xl/styles.xml").decode("utf-8")
    broken = re.sub(r"<cellStyleXfs.*?</cellStyleXfs>", "<cellStyleXfs/>", styles)
    assert broken != styles
    assert refusal(changed(whole, styles=broken)) == "list.broken"
    assert capsys.readouterr().out == ""


@cache
def _whole_workbook() -> bytes:
    # Made once: with its time of making its length changes, and with that what can be drawn.
    return workbook(["Naam", "Datum"], ["Jan", date(2026, 1, 2)])


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(draw: st.DataObject) -> None:
    content = bytearray(_whole_workbook())
    for _ in range(draw.draw(st.integers(1, 4))):
        place = draw.draw(st.integers(0, len(content) - 1))
        content[place] = draw.draw(st.integers(0, 255))
    with contextlib.suppress(Refused):
        assert read(bytes(content)).rows


def test_the_sheets_with_content_are_told_also_when_one_was_chosen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Leden"
    for title, rows in (("Leden", 2), ("Leeg", 0), ("Oud-leden", 2)):
        page = first if title == "Leden" else book.create_sheet(title)
        for number in range(rows):
            page.append(["Naam", "Plaats"] if number == 0 else [f"{title} {number}", "Beemd"])
    path = tmp_path / "leden.xlsx"
    book.save(path)
    assert read_list(path).sheets == ("Leden", "Oud-leden")
    chosen = read_list(path, sheet="Oud-leden")
    assert (chosen.sheets, chosen.sheet, chosen.remarks) == (
        ("Leden", "Oud-leden"),
        "Oud-leden",
        (),
    )
    assert chosen.rows[0].cells == ("Oud-leden 1", "Beemd")


def test_merged_cells_count_for_each_of_their_lines_and_lost_results_are_told() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for cells in (["Voornaam", "Achternaam", "Nr"], ["Jan", "Mol", "=1+1"], ["An"], ["Bo", "Vos"]):
        page.append(cells)
    page.merge_cells("B2:B3")
    found = read(saved(book))
    assert [row.cells for row in found.rows] == [
        ("Jan", "Mol", ""),
        ("An", "Mol", ""),
        ("Bo", "Vos", ""),
    ]
    codes = [(remark.code, dict(remark.values)) for remark in found.remarks]
    assert codes == [("list.merged", {}), ("list.formulas", {"count": 1})]
    assert say(found.remarks[-1]).startswith("One cell holds a formula")
