"""A list as it stands in somebody else's file: its columns, its lines, and how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.words import _

MAX_ROWS = 200_000
MAX_CELLS = 4_000_000
MAX_COLUMNS = 1_000
_MAX_TITLE_LINES = 5

Record = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `number` counts from 1 in the file.

    `heading` is what the file says, trimmed, and may be empty; `named` tells whether it is
    there and occurs once, so that it can stand for the column.
    """

    number: int
    heading: str
    named: bool

    @property
    def name(self) -> str:
        """What the person calls it: its heading, else “column 12” in the language spoken."""
        return self.heading if self.named else _("column {number}").format(number=self.number)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line with content.

    `line` is where it begins in the file, from 1; `cells` as many as there are columns, as
    they stand in the file; `surplus` the filled cells beyond the last column: such a line has
    a separator too many and its cells may have shifted.
    """

    line: int
    cells: tuple[str, ...]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetList:
    """A list that could be read.

    `encoding` and `delimiter` are empty for a workbook, `sheet` is empty for a text file;
    `delimiter` is also empty when there is one column. `empty_lines` are the lines below the
    headings with separators and nothing else; they are not in `rows`. `remarks` are problems to
    show, not to refuse for. `sheets` are the sheets of a workbook that have content.
    """

    name: str
    encoding: str
    delimiter: str
    sheet: str
    heading_line: int
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    empty_lines: tuple[int, ...] = ()
    remarks: tuple[Problem, ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)

    def values(self, column: Column) -> Iterator[str]:
        """The cells of one column, in the order of the file."""
        return (row.cells[column.number - 1] for row in self.rows)

    def find_column(self, text: str) -> Column | None:
        """The column that the person means by its heading, its number or “column 12”."""
        wanted = " ".join(text.split()).casefold()
        for column in self.columns:
            if column.named and column.heading.casefold() == wanted:
                return column
        digits = wanted.removeprefix(_("column {number}").format(number="").strip().casefold())
        for word in ("column", "kolom", "#"):
            digits = digits.removeprefix(word)
        digits = digits.strip()
        if digits.isascii() and digits.isdigit() and len(digits) < 6:
            return next((one for one in self.columns if one.number == int(digits)), None)
        return None


def build_sheet(
    records: Sequence[Record],
    name: str,
    *,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    remarks: Sequence[Problem] = (),
    sheets: Sequence[str] = (),
) -> SheetList:
    """Headings, lines and remarks from the raw records of a file.

    Leading empty lines and title lines (one filled cell above wider lines) are passed over, the
    latter with a remark; wholly empty lines are left out. Refused without headings, without a
    line below them, or with more than MAX_ROWS or MAX_COLUMNS.
    """
    filled = [record for record in records if any(map(str.strip, record[1]))]
    if not filled:
        raise refuse("list.empty", N_("“{name}” holds no lines. Choose another file."), name=name)
    skipped = title_count([cells for _line, cells in islice(filled, _MAX_TITLE_LINES + 2)])
    heading_line, headings = filled[skipped]
    body = filled[skipped + 1 :]
    if not body:
        raise refuse(
            "list.only_headings",
            N_("“{name}” holds one line only. A list has headings and a line for each member."),
            name=name,
        )
    if len(body) > MAX_ROWS:
        raise too_large(name)
    if len(headings) > MAX_COLUMNS:
        raise refuse(
            "list.too_wide",
            N_("“{name}” has {columns} columns. Leave out what is not needed, down to {most}."),
            name=name,
            columns=len(headings),
            most=MAX_COLUMNS,
        )
    problems = list(remarks)
    problems += [
        Problem(
            "list.title_skipped",
            N_("Line {line} (“{text}”) is taken for a title and not read."),
            {"line": line, "text": next(cell.strip() for cell in cells if cell.strip())},
        )
        for line, cells in filled[:skipped]
    ]
    width = len(headings)
    return SheetList(
        name=name,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        heading_line=heading_line,
        columns=_columns(headings),
        rows=tuple(_row(line, cells, width) for line, cells in body),
        empty_lines=tuple(
            line
            for line, cells in records
            if line > heading_line and cells and not any(map(str.strip, cells))
        ),
        remarks=tuple(problems),
        sheets=tuple(sheets),
    )


def title_count(records: Sequence[Sequence[str]]) -> int:
    """How many leading records are titles: one filled cell, above two records with more."""
    filled = [sum(1 for cell in cells if cell.strip()) for cells in records]
    first = next((place for place, count in enumerate(filled) if count > 1), 0)
    below = filled[first + 1 : first + 2]
    return first if first <= _MAX_TITLE_LINES and below and below[0] > 1 else 0


def too_large(name: str) -> Exception:
    """The refusal of a list that no small cooperative has."""
    return refuse(
        "list.too_large",
        N_("“{name}” has more than {rows} lines or {cells} cells. Split the list first."),
        name=name,
        rows=MAX_ROWS,
        cells=MAX_CELLS,
    )


def _columns(headings: Sequence[str]) -> tuple[Column, ...]:
    trimmed = [" ".join(heading.split()) for heading in headings]
    times = Counter(heading.casefold() for heading in trimmed)
    return tuple(
        Column(number, heading, bool(heading) and times[heading.casefold()] == 1)
        for number, heading in enumerate(trimmed, 1)
    )


def _row(line: int, cells: Sequence[str], width: int) -> SheetRow:
    missing = width - len(cells)
    if missing == 0:
        return SheetRow(line, tuple(cells))
    if missing > 0:
        return SheetRow(line, (*cells, *[""] * missing))
    surplus = tuple(cell for cell in cells[width:] if cell.strip())
    return SheetRow(line, tuple(cells[:width]), surplus)
