"""What commands that list share: one table for the console, and the same as a file by `-o`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands.frame import FILE, table_lines
from coopadmin.desk.lists import save_listing
from coopadmin.formats.listing import (
    CODE,
    DATE,
    NUMBER,
    TEXT,
    Cell,
    ListColumn,
    ListGroup,
    Listing,
    Written,
    written,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.store import Books
from coopadmin.words import count, language, ngettext, say

F = TypeVar("F", bound=Callable[..., Any])
_WIDEST = 50


def save_option(command: F) -> F:
    """Give a command `-o FILE.xlsx`, `.csv` or `.pdf`, passed on as `output`."""
    return click.option(
        "-o",
        "--output",
        type=FILE,
        metavar="FILE",
        help="Save the list: the name ends in .xlsx, .csv or .pdf.",
    )(command)


def numbered(number: int | None) -> Written:
    """A member number as it is written everywhere, and a number for a spreadsheet."""
    return Written(number, "" if number is None else f"{number:04d}")


def listed(
    books: Books,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell | Written]],
    output: Path | None,
) -> list[str]:
    """The table for the console, or where it was saved. Raises Refused where it cannot be."""
    lines = [[written(cell) for cell in row] for row in rows]
    if output is None:
        return table_lines(headings, [[_short(cell.words) for cell in line] for line in lines])
    columns = [
        ListColumn(heading, _kind([line[place] for line in lines]))
        for place, heading in enumerate(headings)
    ]
    listing = Listing(title, columns, lambda: [ListGroup("", lines)])
    saved = save_listing(books, listing, output, language())
    for problem in saved.problems:
        click.echo(say(problem), err=True)
    said = ngettext("{path}: {count} line", "{path}: {count} lines", saved.lines)
    return [said.format(path=saved.path, count=count(saved.lines))]


def _short(words: str) -> str:
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST - 1]}…"


def _kind(cells: Iterable[Written]) -> str:
    for cell in cells:
        match cell.value:
            case Money() | Duration():
                return NUMBER
            case date():
                return DATE
            case int():
                return CODE if cell.words.startswith("0") else NUMBER
    return TEXT
