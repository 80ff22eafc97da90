"""A page of the help as lines of plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from coopadmin.help.markdown import Block, Heading, Items, Kind, Line, Paragraph, Table
from coopadmin.help.pages import HelpPage
from coopadmin.words import key_name

WIDTH = 75


def plain_lines(page: HelpPage) -> list[str]:
    """The page for a console, no line longer than WIDTH unless a word is."""
    found: list[str] = []
    for block in page.blocks:
        if found:
            found.append("")
        found += _lines(block)
    return found


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, line, _):
            title = _said(line)
            yield title
            yield ("=" if level == 1 else "-") * len(title)
        case Paragraph(line, note):
            before = "| " if note else ""
            yield from textwrap.wrap(
                _said(line), WIDTH, initial_indent=before, subsequent_indent=before
            )
        case Items(lines, numbered):
            for number, line in enumerate(lines, 1):
                mark = f"{number}. " if numbered else "- "
                yield from textwrap.wrap(
                    _said(line), WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark)
                )
        case Table(rows):
            yield from _table([[_said(cell) for cell in row] for row in rows])


def _table(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _said(line: Line) -> str:
    return "".join(_spoken(span.text, span.kind) for span in line)


def _spoken(text: str, kind: Kind) -> str:
    if kind is Kind.KEY:
        return key_name(text)
    return f"“{text}”" if kind is Kind.NAME else text
