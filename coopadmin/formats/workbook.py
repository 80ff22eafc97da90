"""Excel workbooks (XLSX) as lists: values as text, with limits that a hostile file cannot pass."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml.etree import LxmlError
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from coopadmin.formats.packages import broken, no_sheet, parts_of
from coopadmin.formats.sheet import MAX_CELLS, MAX_ROWS, Record, SheetList, build_sheet, too_large
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

_LAST_ROW_OF_EXCEL = 1_048_576

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!"})
# A formula that no program has worked out yet, and blocks of merged cells, as they are written.
_NO_RESULT = re.compile(
    rb"<c\b[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>"
)
_MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_MOST_MERGED = 5_000
# How Excel writes signs that XML cannot hold.
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")

# All that openpyxl and what lies under it raise for a file that is not as it should be.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    LxmlError,
    MemoryError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_workbook(content: bytes, name: str, sheet: str | None = None) -> SheetList:
    """The first visible sheet with content, or the one named `sheet`.

    Dates become `2026-03-12`, times `14:30`, whole numbers lose their `.0`, truth values become
    `true` and `false`, formulas give the value that was kept with them, errors nothing.
    """
    _check_package(content, name)
    try:
        # Warnings are about what openpyxl does not support in looks and validation.
        # WORKAROUND https://foss.heptapod.net/openpyxl/openpyxl (cell_style.py, no number known):
        # 3.1.5 prints about broken styles on standard output.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return _read(content, name, sheet)
    except Refused:
        raise
    except _BROKEN as trouble:
        raise broken(name) from trouble


def _read(content: bytes, name: str, sheet: str | None) -> SheetList:
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    pages = {page.title: page for page in book.worksheets}
    if sheet is not None and sheet not in pages:
        alike = [title for title in pages if title.casefold() == sheet.strip().casefold()]
        sheet = alike[0] if alike else sheet
    if sheet is not None and sheet not in pages:
        raise no_sheet(name, sheet, list(pages))
    chosen, records, filled = sheet or "", list[Record](), list[str]()
    for title, page in pages.items():
        if page.sheet_state != "visible" and title != sheet:
            continue
        whole = title == chosen if chosen else True
        found = _records(page, name, None if whole else 2)
        if found:
            filled.append(title)
            chosen = chosen or title
        if title == chosen:
            records = found
    book.close()
    remarks = _looked_into(content, pages[chosen], records) if records else []
    others = [title for title in filled if title != chosen]
    if others and sheet is None:
        remarks.append(
            Problem(
                "list.other_sheets",
                N_("Only the sheet “{sheet}” is read, not: {others}."),
                {"sheet": chosen, "others": ", ".join(others)},
            )
        )
    return build_sheet(records, name, sheet=chosen, remarks=remarks, sheets=filled)


def _records(page: Any, name: str, enough: int | None) -> list[Record]:
    # The size that a file claims may be a lie or a million rows of nothing.
    page.reset_dimensions()
    records: list[Record] = []
    cells = 0
    for line, values in enumerate(page.iter_rows(values_only=True), 1):
        if line > _LAST_ROW_OF_EXCEL:
            raise too_large(name)
        texts = [_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            continue
        records.append((line, texts))
        cells += len(texts)
        if len(records) > MAX_ROWS + 1 or cells > MAX_CELLS:
            raise too_large(name)
        if enough is not None and len(records) >= enough:
            break
    return records


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            # What Excel shows as #N/A or #REF! is no value that anybody typed.
            return "" if value in _ERRORS else _CONTROL.sub(_control, value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case datetime():
            midnight = value.time() == time()
            return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("minutes")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value)


def _control(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _check_package(content: bytes, name: str) -> None:
    parts = parts_of(content, name)
    if "xl/workbook.xml" not in parts and "[Content_Types].xml" not in parts:
        raise refuse(
            "list.other_package",
            N_("“{name}” is not an Excel file. Open it and save the list as .xlsx or CSV."),
            name=name,
        )


def _looked_into(content: bytes, page: Any, records: list[Record]) -> list[Problem]:
    """Fill in merged cells, and remark on them and on formulas without a result.

    openpyxl tells neither of a sheet that it only reads.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        source = package.read(page._worksheet_path)
    remarks = []
    merged = [
        (column_index_from_string(column.decode("ascii")), int(first), int(last))
        for column, first, last in islice(_blocks(source), _MOST_MERGED)
        if int(last) > int(first)
    ]
    if _filled_down(records, merged):
        sentence = N_("Merged cells are read for each of their lines.")
        remarks.append(Problem("list.merged", sentence))
    formulas = sum(1 for _found in _NO_RESULT.finditer(source))
    if formulas:
        one = N_(
            "One cell holds a formula without its result and is read as empty. Open the file in"
            " Excel and save it."
        )
        more = N_(
            "{count} cells hold a formula without its result and are read as empty. Open the file"
            " in Excel and save it."
        )
        sentence = one if formulas == 1 else more
        remarks.append(Problem("list.formulas", sentence, {"count": formulas}))
    return remarks


def _blocks(source: bytes) -> Iterator[tuple[bytes, ...]]:
    return (found.groups() for found in _MERGED.finditer(source))


def _filled_down(records: list[Record], merged: list[tuple[int, int, int]]) -> bool:
    """Give the lines under a merged cell its text; tells whether there were any."""
    by_line = {line: cells for line, cells in records if isinstance(cells, list)}
    filled = False
    for column, first, last in merged:
        above = by_line.get(first, [])
        text = above[column - 1] if column <= len(above) else ""
        if not text:
            continue
        for line in [line for line in by_line if first < line <= last]:
            cells = by_line[line]
            cells += [""] * (column - len(cells))
            if not cells[column - 1]:
                cells[column - 1] = text
                filled = True
    return filled
