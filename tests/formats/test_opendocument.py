"""Sheets of LibreOffice as lists: their values as text, and files made to do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from coopadmin.formats.lists import SheetList, read_list
from coopadmin.formats.opendocument import MIME
from coopadmin.kernel.problem import Refused
from tests.realfiles import real_file

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def page(name: str, *rows: str, style: str = "") -> str:
    return (
        f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'
    )


def package(*pages: str, head: str = "", manifest: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        styles = (
            '<office:automatic-styles><style:style style:name="off"><style:table-properties'
            ' table:display="false"/></style:style></office:automatic-styles>'
        )
        made.writestr(
            "content.xml",
            f"<?xml version='1.0'?>{head}<office:document-content {NAMES}>{styles}"
            f"<office:body>{''.join(pages)}</office:body></office:document-content>",
        )
        made.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return stream.getvalue()


def locked(content: bytes) -> bytes:
    """The same package, every part of it marked as kept under a password of its own."""
    found = bytearray(content)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = found.find(mark)
        while at >= 0:
            found[at + flags] |= 1
            at = found.find(mark, at + 4)
    return bytes(found)


def read(tmp_path: Path, content: bytes, sheet: str | None = None) -> SheetList:
    path = tmp_path / "leden.ods"
    path.write_bytes(content)
    return read_list(path, sheet=sheet)


def test_values_are_read_as_text_whatever_they_look_like(tmp_path: Path) -> None:
    values = (
        cell("12 mrt 50", 'office:value-type="date" office:date-value="1950-03-12"'),
        cell("€ 1.234,50", 'office:value-type="currency" office:value="1234.5"'),
        cell("7", 'office:value-type="float" office:value="7.0"'),
        cell("14:30", 'office:value-type="time" office:time-value="PT14H30M00S"'),
        cell("A<text:s text:c='2'/>B<text:line-break/><text:span>C</text:span>"),
    )
    heads = (cell(head) for head in ("Geboren", "Bedrag", "Nr", "Tijd", "Naam"))
    empty = '<table:table-cell table:number-columns-repeated="16000"/>'
    found = read(
        tmp_path,
        package(
            page("Weg", row(cell("x")), style="off"),
            page("Leden", row(*heads, empty), row(*values, empty), row(empty, more=_rows(99))),
        ),
    )
    assert (found.sheet, found.headings[0]) == ("Leden", "Geboren")
    assert [line.cells for line in found.rows] == [
        ("1950-03-12", "1234.5", "7", "14:30", "A  B\nC")
    ]


def _rows(times: int) -> str:
    return f'table:number-rows-repeated="{times}"'


def test_lines_and_cells_that_are_written_once_count_as_often_as_they_say(tmp_path: Path) -> None:
    twice = cell("x", 'table:number-columns-repeated="2"')
    content = package(
        page("A", row(cell("Naam"), cell("Plaats")), row(twice, more=_rows(3)), row(twice)),
        page("B", row(cell("Naam")), row(cell("Jan"))),
    )
    found = read(tmp_path, content)
    assert [(line.line, line.cells) for line in found.rows] == [
        (number, ("x", "x")) for number in (2, 3, 4, 5)
    ]
    assert [remark.code for remark in found.remarks] == ["list.other_sheets"]
    assert read(tmp_path, content, "b").rows[0].cells == ("Jan",)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (package(page("A", row(cell("x" * 50), more=_rows(9_000_000)))), "list.too_large"),
        (package(page("A", row(cell("x" * 20_000_000)))), "list.bomb"),
        (
            package(page("A", row(cell("&b;"))), head='<!DOCTYPE x [<!ENTITY b "boem">]>')[:-30],
            "list.broken",
        ),
        (
            package(page("A", row(cell("x", 'table:number-columns-repeated="x"')))),
            "list.broken_sheet",
        ),
        (package(page("A"), manifest="<encryption-data/>"), "list.protected_sheet"),
        (locked(package(page("A", row(cell("x"))))), "list.broken_sheet"),
        (package(page("A")), "list.empty"),
    ],
    ids=["endless", "bomb", "cut", "no number", "password", "locked", "empty"],
)
def test_what_is_no_list_gives_one_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, content)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_sheet_that_a_program_wrote_is_read() -> None:
    found = read_list(real_file("adversarial/csv_blank_line.ods"))
    assert found.headings == ("Name", "Age", "When")
    assert len(found.rows) == 3
