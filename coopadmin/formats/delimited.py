"""Text lists: the separator is found, quoted cells keep newlines, loose quotes are refused."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from coopadmin.formats.encodings import DecodedText
from coopadmin.formats.sheet import (
    MAX_CELLS,
    Record,
    SheetList,
    build_sheet,
    title_count,
    too_large,
)
from coopadmin.kernel.problem import N_, Problem, refuse

DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 65_536
_SAMPLE_RECORDS = 60
# A sign that stands in no list: csv wants a separator even where there is one column.
_NEVER = "\x1f"
# What the export puts before text that a spreadsheet would run, and what Excel hides itself.
MARKED_FORMULA = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_SEPARATOR_LINE = re.compile(r'"?sep=([^"\r\n])"?[;,\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_delimited(decoded: DecodedText, name: str, delimiter: str | None = None) -> SheetList:
    """The list in a text; `delimiter` skips the guessing.

    Excel's first line `sep=;` is obeyed. Refused with the line where quotes do not add up.
    """
    text = decoded.text
    if "\r\r\n" in text:
        text = text.replace("\r\r\n", "\r\n")
    lines_before = 0
    if match := _SEPARATOR_LINE.match(text):
        delimiter = delimiter or match[1]
        text = text[match.end() :]
        lines_before = 1
    if delimiter is None:
        delimiter = find_delimiter(text)
    if text.count(delimiter or "\n") + text.count("\n") > MAX_CELLS:
        raise too_large(name)
    separator = delimiter or _NEVER
    records = _records(text, separator, name, lines_before, blanks=False)
    if f'{separator} "' in text and _blanks_before_quotes(records):
        records = _records(text, separator, name, lines_before, blanks=True)
    if MARKED_FORMULA.search(text):
        records = [(line, [unmarked(cell) for cell in cells]) for line, cells in records]
    remarks = []
    if decoded.encoding == "DOS 850":
        remarks.append(
            Problem(
                "list.encoding_doubtful",
                N_("The letters are read as DOS text. Look at names with accents first."),
            )
        )
    return build_sheet(
        records, name, encoding=decoded.encoding, delimiter=delimiter, remarks=remarks
    )


def unmarked(text: str) -> str:
    """Text without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return text[1:] if MARKED_FORMULA.match(text) else text


def _records(
    text: str, separator: str, name: str, lines_before: int, *, blanks: bool
) -> list[Record]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, strict=True, skipinitialspace=blanks
    )
    records: list[Record] = []
    line = lines_before + 1
    try:
        for cells in reader:
            records.append((line, cells))
            line = lines_before + reader.line_num + 1
    except csv.Error as trouble:
        if "field limit" in str(trouble):
            raise refuse(
                "list.cell_too_long",
                N_("Line {line} of “{name}” holds more text than a cell can. Correct that line."),
                line=line,
                name=name,
            ) from trouble
        raise refuse(
            "list.quotes",
            N_("The quotation marks in line {line} of “{name}” do not add up. Correct that line."),
            line=line,
            name=name,
        ) from trouble
    return records


def _blanks_before_quotes(records: list[Record]) -> bool:
    """Whether a program put a blank behind each separator, so that quotes were not seen."""
    return any(
        cell.startswith(" ") and cell.lstrip(" ").startswith('"')
        for _line, cells in records
        for cell in cells
    )


def find_delimiter(text: str) -> str:
    """The separator that cuts the headings and the most lines alike; empty for one column."""
    if not text.strip(" \t\r\n;,|"):
        return DELIMITERS[0]
    best, best_score = "", (0, 0)
    for candidate in DELIMITERS:
        records = [cells for cells in _sample(text, candidate) if any(map(str.strip, cells))]
        records = records[title_count(records[:7]) :]
        width = len(records[0]) if records else 0
        if width < 2:
            continue
        # A comma inside names also cuts many lines; the true separator cuts the headings in
        # more pieces, and a line may only be shorter than they are, never wider.
        fits = 2 * sum(len(cells) == width for cells in records)
        fits += sum(1 < len(cells) < width for cells in records)
        share = 10 * fits // (2 * len(records))
        if (share, width) > best_score:
            best, best_score = candidate, (share, width)
    return best


def _sample(text: str, delimiter: str) -> Iterator[list[str]]:
    sample = text[:_SAMPLE]
    whole = len(sample) == len(text)
    reader = csv.reader(
        io.StringIO(sample, newline=""),
        delimiter=delimiter,
        skipinitialspace=f'{delimiter} "' in sample,
    )
    pending: list[str] | None = None
    try:
        for number, cells in enumerate(reader):
            if pending is not None:
                yield pending
            pending = cells
            if number == _SAMPLE_RECORDS:
                return
    except csv.Error:
        return
    # The last record of a cut sample is a piece of a record.
    if whole and pending is not None:
        yield pending
