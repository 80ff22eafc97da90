"""Writing tables for a spreadsheet, CSV and XLSX, in which no text can run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coopadmin.formats.listing import Cell
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.words import _

# OWASP's list and its full-width twins; a text that already has the apostrophe gets another,
# so that reading takes away exactly what writing put there.
_RUNS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_UNWRITABLE = re.compile(r"[\x00\ud800-\udfff]")
_NOT_IN_XML = re.compile(r"[\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_SHEET_NAME = 31
_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 60, 8
_ROWS_MEASURED = 200
_BYTE_ORDER_MARK = "\ufeff"


def table_as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as Excel NL opens it: `;`, UTF-8 with its mark, CRLF, decimal comma.

    Days are `2026-03-12`, durations `2:30`. Text that a spreadsheet would run gets an apostrophe
    in front, which `read_list` takes away again. Refused for NUL and lone surrogates.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_text(heading) for heading in headings])
    writer.writerows([_csv_text(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + stream.getvalue()).encode("utf-8")


def table_as_xlsx(
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str = "",
    total: Sequence[Cell] = (),
) -> bytes:
    """The table as a workbook with one sheet: headings bold and fixed, a filter, fitting widths.

    A `total` stands below what is filtered.

    Amounts, numbers, days and durations stay what they are, text stays text. Refused for NUL,
    lone surrogates, and text longer than a cell of Excel holds.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    looks = {
        "bold": book.add_format({"bold": True, "bottom": 1}),
        "text": book.add_format({"quote_prefix": True}),
        "money": book.add_format({"num_format": "#,##0.00"}),
        "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        "time": book.add_format({"num_format": "[h]:mm"}),
    }
    page = book.add_worksheet(_sheet_name(sheet))
    widths = [len(heading) for heading in headings]
    for column, heading in enumerate(headings):
        page.write_string(0, column, _checked(heading), looks["bold"])
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            _write_cell(page, last, column, cell, looks)
            if last <= _ROWS_MEASURED and column < len(widths):
                widths[column] = max(widths[column], len(_plain(cell)))
    for column, cell in enumerate(total):
        _write_cell(page, last + 1, column, cell, looks)
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width + 2, _NARROWEST), _WIDEST))
    page.freeze_panes(1, 0)
    if headings:
        page.autofilter(0, 0, last, len(headings) - 1)
    book.close()
    return stream.getvalue()


def _csv_text(cell: Cell) -> str:
    text = _plain(cell)
    if not isinstance(cell, str):
        return text
    return f"'{_checked(text)}" if _RUNS.match(text) else _checked(text)


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return _("yes") if cell else _("no")
        case Money():
            return f"{Decimal(cell.cents).scaleb(-2):f}".replace(".", ",")
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case Duration():
            sign = "-" if cell.minutes < 0 else ""
            hours, minutes = divmod(abs(cell.minutes), 60)
            return f"{sign}{hours}:{minutes:02}"
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _write_cell(
    page: Worksheet, row: int, column: int, cell: Cell, looks: dict[str, Format]
) -> None:
    match cell:
        case None | "":
            return
        case bool():
            page.write_string(row, column, _plain(cell))
        case Money():
            page.write_number(row, column, Decimal(cell.cents).scaleb(-2), looks["money"])
        case Duration():
            page.write_number(row, column, Decimal(cell.minutes) / 1440, looks["time"])
        case int() | Decimal():
            page.write_number(row, column, cell)
        case datetime():
            page.write_datetime(row, column, cell.replace(tzinfo=None), looks["moment"])
        case date():
            page.write_datetime(row, column, cell, looks["day"])
        case _:
            text = _NOT_IN_XML.sub("\ufffd", _checked(cell))
            if len(text) > _LONGEST_CELL:
                raise refuse(
                    "table.long_text",
                    N_("“{text}…” is too long for Excel. Save the list as CSV."),
                    text=text[:40],
                )
            # The mark that Excel itself uses: also after editing the cell it stays text.
            page.write_string(row, column, text, looks["text"] if _RUNS.match(text) else None)


def _checked(text: str) -> str:
    if _UNWRITABLE.search(text):
        raise refuse(
            "table.unwritable",
            N_("“{text}” holds a sign that no file can hold. Remove it first."),
            text=_UNWRITABLE.sub("\ufffd", text)[:80],
        )
    return text


def _sheet_name(text: str) -> str | None:
    clean = _NOT_IN_SHEET_NAME.sub(" ", text).strip(" '")[:_LONGEST_SHEET_NAME]
    return clean.strip(" '") or None
