"""The Markdown in which help is written, read into blocks: a small part of it, and no more.

Headings with an anchor, paragraphs, steps, points, notes and tables; in a line `**name**` of
something on the screen, `` `key` `` and `[words](target)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_HEADING = re.compile(r"^(#{1,2}) (.+?)(?: \{#([a-z-]+)\})?$")
_ITEM = re.compile(r"^(?:(\d+)\.|-) (.+)$")
_SPAN = re.compile(r"\*\*(.+?)\*\*|`(.+?)`|\[(.+?)\]\((.+?)\)")
_ROW, _RULE = re.compile(r"^\|(.*)\|$"), re.compile(r"^\|[-| ]+\|$")


class Kind(StrEnum):
    """What a piece of a line is."""

    PLAIN = "plain"
    NAME = "name"
    KEY = "key"
    LINK = "link"


@dataclass(frozen=True)
class Span:
    """A piece of a line; `target` of a link is `page`, `page#anchor` or `screen:page/place`."""

    text: str
    kind: Kind = Kind.PLAIN
    target: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """Level 1 is the title of the page. `anchor` is empty where nothing points to it."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text; a note stands apart, because it warns or gives the source of a rule."""

    line: Line
    note: bool = False


@dataclass(frozen=True)
class Items:
    """Steps with numbers, or points."""

    lines: tuple[Line, ...]
    numbered: bool


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Items | Table


def text_of(line: Line) -> str:
    """The words of a line without its marks."""
    return "".join(span.text for span in line)


def lines_of(block: Block) -> tuple[Line, ...]:
    """Every line in a block."""
    if isinstance(block, Items):
        return block.lines
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return (block.line,)


def spans(text: str) -> Line:
    """The pieces of one line of Markdown."""
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            yield Span(text[end : found.start()])
        name, key, words, target = found.groups()
        if name:
            yield Span(name, Kind.NAME)
        elif key:
            yield Span(key, Kind.KEY)
        else:
            yield Span(words, Kind.LINK, target)
        end = found.end()
    if end < len(text):
        yield Span(text[end:])


def blocks(text: str) -> tuple[Block, ...]:
    """All blocks of a page. Blocks are parted by blank lines; a heading may stand on its own."""
    found: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        while lines and (heading := _HEADING.match(lines[0])):
            found.append(Heading(len(heading[1]), spans(heading[2]), heading[3] or ""))
            lines = lines[1:]
        if lines:
            found.append(_block(lines))
    return tuple(found)


def _block(lines: list[str]) -> Block:
    if _ITEM.match(lines[0]):
        return _items(lines)
    if _ROW.match(lines[0]):
        rows = [line for line in lines if not _RULE.match(line)]
        return Table(tuple(tuple(_cells(line)) for line in rows))
    note = lines[0].startswith("> ")
    words = (line.removeprefix("> ").strip() for line in lines)
    return Paragraph(spans(" ".join(words)), note)


def _cells(row: str) -> Iterator[Line]:
    for cell in row.strip("|").split("|"):
        yield spans(cell.strip())


def _items(lines: list[str]) -> Items:
    items: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        if item:
            items.append(item[2])
        else:
            items[-1] += f" {line.strip()}"
    return Items(tuple(map(spans, items)), numbered=lines[0][0].isdigit())
