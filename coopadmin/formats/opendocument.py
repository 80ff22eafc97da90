"""Sheets of LibreOffice (ODS) as lists: values as text, read from the package itself.

No small reader of ODS is well kept; this one takes what a list needs and no more.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from coopadmin.formats.packages import no_sheet, parts_of
from coopadmin.formats.sheet import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Record,
    SheetList,
    build_sheet,
    too_large,
)
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

MIME = b"application/vnd.oasis.opendocument.spreadsheet"
_PARTS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{{{_PARTS}table:1.0}}", f"{{{_PARTS}office:1.0}}"
_TEXT, _STYLE = f"{{{_PARTS}text:1.0}}", f"{{{_PARTS}style:1.0}}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_CLOCK = re.compile(r"PT(\d+)H(\d+)M")
_BROKEN = (
    EOFError,
    LookupError,
    OSError,
    # Zip raises it for a password, and for a way of packing that Python does not know.
    RuntimeError,
    ValueError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
)


def is_sheet(content: bytes) -> bool:
    """Whether a package is a sheet of LibreOffice, by the mark that stands first in it."""
    return MIME in content[:120]


def read_sheets(content: bytes, name: str, sheet: str | None = None) -> SheetList:
    """The first visible sheet with content, or the one named `sheet`; values as `read_workbook`."""
    try:
        return _read(content, name, sheet)
    except Refused:
        raise
    except _BROKEN as trouble:
        raise refuse(
            "list.broken_sheet",
            N_("“{name}” is damaged. Open it in LibreOffice and save it again."),
            name=name,
        ) from trouble


def _read(content: bytes, name: str, sheet: str | None) -> SheetList:
    parts = parts_of(content, name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if "META-INF/manifest.xml" in parts and b"encryption-data" in package.read(
            "META-INF/manifest.xml"
        ):
            raise refuse(
                "list.protected_sheet",
                N_("“{name}” has a password. Open it, take the password off and save it."),
                name=name,
            )
        source = package.read("content.xml")
    root = etree.fromstring(
        source, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    )
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for looks in style.iter(f"{_STYLE}table-properties")
        if looks.get(f"{_TABLE}display") == "false"
    }
    pages = {page.get(f"{_TABLE}name", ""): page for page in root.iter(f"{_TABLE}table")}
    if sheet is not None:
        wanted = sheet.strip().casefold()
        sheet = next((title for title in pages if title.casefold() == wanted), sheet)
        if sheet not in pages:
            raise no_sheet(name, sheet, list(pages))
    found = {
        title: records
        for title, page in pages.items()
        if (title == sheet or page.get(f"{_TABLE}style-name") not in hidden)
        and (records := _records(page, name))
    }
    chosen = sheet if sheet is not None else next(iter(found), "")
    others = [title for title in found if title != chosen]
    remarks = []
    if others and sheet is None:
        sentence = N_("Only the sheet “{sheet}” is read, not: {others}.")
        values = {"sheet": chosen, "others": ", ".join(others)}
        remarks.append(Problem("list.other_sheets", sentence, values))
    return build_sheet(
        found.get(chosen, []), name, sheet=chosen, remarks=remarks, sheets=list(found)
    )


def _records(page: Any, name: str) -> list[Record]:
    records: list[Record] = []
    line, cells = 0, 0
    for row in page.iter(f"{_TABLE}table-row"):
        times = _times(row, "rows")
        texts = list(_texts(row))
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            if len(records) + times > MAX_ROWS + 1 or cells + times * len(texts) > MAX_CELLS:
                raise too_large(name)
            cells += times * len(texts)
            records += [(line + more, list(texts)) for more in range(1, times + 1)]
        line += times
    return records


def _texts(row: Any) -> Iterator[str]:
    room = MAX_COLUMNS + 1
    for cell in row:
        if cell.tag in _CELLS and room > 0:
            text = _text(cell)
            # Empty cells fill a line up to the last column that there can be.
            times = min(_times(cell, "columns"), room)
            room -= times
            yield from [text] * times


def _times(element: Any, what: str) -> int:
    return max(int(element.get(f"{_TABLE}number-{what}-repeated", "1")), 1)


def _text(cell: Any) -> str:
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        day, _t, clock = cell.get(f"{_OFFICE}date-value", "").partition("T")
        return day if clock[:5] in ("", "00:00") else f"{day} {clock[:5]}"
    if kind == "boolean":
        return str(cell.get(f"{_OFFICE}boolean-value", ""))
    if kind == "time" and (clock := _CLOCK.match(cell.get(f"{_OFFICE}time-value", ""))):
        return f"{int(clock[1])}:{int(clock[2]):02}"
    if kind in ("float", "currency", "percentage"):
        try:
            return f"{Decimal(cell.get(f'{_OFFICE}value', '')):f}".removesuffix(".0")
        except InvalidOperation:
            return ""
    return "\n".join(_words(line) for line in cell.iterchildren(f"{_TEXT}p")).strip()


def _words(line: Any) -> str:
    """The text of a paragraph; several blanks are written as one sign of their own."""
    found = [line.text or ""]
    for part in line:
        if part.tag == f"{_TEXT}s":
            found.append(" " * min(int(part.get(f"{_TEXT}c", "1")), 100))
        elif part.tag == f"{_TEXT}tab":
            found.append("\t")
        elif part.tag == f"{_TEXT}line-break":
            found.append("\n")
        else:
            found.append(_words(part))
        found.append(part.tail or "")
    return "".join(found)
