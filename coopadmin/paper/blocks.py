"""The building blocks of a document, as plain values: a feature says what, the house says how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class Manner(StrEnum):
    """How a stretch of text differs from what stands around it."""

    STRONG = "strong"
    ITALIC = "italic"
    SOFT = "soft"
    ACCENT = "accent"
    CODE = "code"


@dataclass(frozen=True)
class Span:
    """A stretch of literal text in a manner of its own."""

    text: str
    manner: Manner


Words: TypeAlias = "str | Span | tuple[str | Span, ...]"
"""Text of a block. A string is always literal: `<b>&"` is printed as it stands."""


def strong(text: str) -> Span:
    return Span(text, Manner.STRONG)


def italic(text: str) -> Span:
    return Span(text, Manner.ITALIC)


def soft(text: str) -> Span:
    """Text in grey."""
    return Span(text, Manner.SOFT)


def accent(text: str) -> Span:
    """Bold text in the accent colour."""
    return Span(text, Manner.ACCENT)


def code(text: str) -> Span:
    """A number that is copied by hand: member number, IBAN, reference (slashed zero)."""
    return Span(text, Manner.CODE)


# ------------------------------------------------------------------------------ text


@dataclass(frozen=True)
class Text:
    """Running text. An empty line parts paragraphs, a line that begins with `- ` is a list item."""

    words: Words


@dataclass(frozen=True)
class Lead:
    """One sentence in serif that says the outcome, at the head of a chapter."""

    words: Words
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A bold line above a piece of text or a table."""

    words: Words


@dataclass(frozen=True)
class Section:
    """A part of a chapter that has a name of its own, in serif and in the accent colour."""

    words: Words


@dataclass(frozen=True)
class Byline:
    """Who wrote this: a bold name with what that person is."""

    name: str
    role: str = ""


@dataclass(frozen=True)
class Missing:
    """Text that is still to be written: a grey frame with a line that says what comes here."""

    words: Words


@dataclass(frozen=True)
class Gap:
    """Extra room of a number of body lines."""

    lines: float = 1


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


# ------------------------------------------------------------------------------ the grid


@dataclass(frozen=True)
class Note:
    """In the rail: what is this, where is it from, how was it counted."""

    title: str = ""
    text: Words = ""
    warn: bool = False


@dataclass(frozen=True)
class Number:
    """In the rail: the number of an agenda item or of a chapter."""

    text: str


@dataclass(frozen=True)
class Row:
    """Blocks in the main column (124 mm) with notes beside them in the rail (40 mm)."""

    rail: str | Note | Number | Sequence[Note | Number]
    body: Sequence[Block]


@dataclass(frozen=True)
class Together:
    """Blocks that stay on one page as long as one page can hold them."""

    body: Sequence[Block]


# ------------------------------------------------------------------------------ figures


@dataclass(frozen=True)
class Figure:
    """A key figure: finished text, what it counts, and one line that gives it meaning."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Key figures in a grid of three, over the whole width; the strip is small and boxed in."""

    figures: Sequence[Figure]


@dataclass(frozen=True)
class Strip:
    """A few facts beside each other between two lines: (label, value)."""

    facts: Sequence[tuple[str, str]]


# ------------------------------------------------------------------------------ tables


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CODE = "code"


TEXT, NUMBER, DATE, CODE = Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.CODE


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `now` marks this year's column (bold on a tint), `width` is in millimetres (otherwise the
    contents decide), `ruled` draws a line at its left, for lists that are filled in by hand.
    """

    head: str = ""
    kind: Kind = Kind.TEXT
    now: bool = False
    strong: bool = False
    width: float | None = None
    ruled: bool = False


@dataclass(frozen=True)
class Total:
    """A line of a table that sums up the lines above it."""

    cells: Sequence[Words]


@dataclass(frozen=True)
class Subhead:
    """A line of a table that names the lines under it."""

    text: str


Line: TypeAlias = "Sequence[Words] | Total | Subhead"


@dataclass(frozen=True)
class Table:
    """Lines under columns; the head returns on every page, and is left out when it is empty.

    `when_empty` stands in the place of lines when there are none. `by_hand` gives high, striped
    lines with room to write in.
    """

    columns: Sequence[Column]
    lines: Sequence[Line]
    when_empty: str = ""
    by_hand: bool = False

    def __post_init__(self) -> None:
        for line in self.lines:
            cells = () if isinstance(line, Subhead) else _cells(line)
            if cells and len(cells) != len(self.columns):
                raise ValueError(f"{len(cells)} cells under {len(self.columns)} columns: {cells}")


def _cells(line: Sequence[Words] | Total) -> Sequence[Words]:
    return line.cells if isinstance(line, Total) else line


@dataclass(frozen=True)
class Tables:
    """Tables of equally many columns under one another, their columns in line: what came in,
    what went out, the result.
    """

    tables: Sequence[Table]


@dataclass(frozen=True)
class Sides:
    """The two sides of a balance sheet, beside each other with their last lines level.

    In large letters, in a narrow column and when too high for one page, under one another.
    """

    left: Table
    right: Table


# ------------------------------------------------------------------------------ charts


@dataclass(frozen=True)
class Bar:
    """One value of a chart: its name, its size, and how that is written.

    `before` is last year's value, shown as a tick; `now` sets it apart (this year), `pale` takes
    it back (a value from elsewhere, of which the label or the rail says so too).
    """

    label: str
    value: float
    shown: str
    before: float | None = None
    now: bool = False
    pale: bool = False


@dataclass(frozen=True)
class BarChart:
    """Horizontal bars with their values, for a handful of named things."""

    bars: Sequence[Bar]
    says: str


@dataclass(frozen=True)
class ColumnChart:
    """Upright columns in the order of time, for months or years."""

    bars: Sequence[Bar]
    says: str


@dataclass(frozen=True)
class Series:
    """One line of a line chart; the first and last of `shown` are printed."""

    name: str
    values: Sequence[float | None]
    shown: Sequence[str]


@dataclass(frozen=True)
class LineChart:
    """One to four lines over the same moments, each named at its end."""

    moments: Sequence[str]
    series: Sequence[Series]
    says: str


@dataclass(frozen=True)
class ShareChart:
    """One bar cut into the parts of a whole, with the parts named below it; six parts at most."""

    parts: Sequence[Bar]
    says: str


Chart: TypeAlias = "BarChart | ColumnChart | LineChart | ShareChart"
"""`says` is the chart in words, for who cannot see it."""


# ------------------------------------------------------------------------------ meetings, forms


@dataclass(frozen=True)
class Decision:
    """A numbered resolution: its number, its text, the counted votes (name, number), a remark."""

    number: str
    text: str
    counts: Sequence[tuple[str, str]] = ()
    note: str = ""


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, two beside each other: (name, role)."""

    people: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Blanks:
    """Names with a line behind them to fill in by hand."""

    labels: Sequence[str]


@dataclass(frozen=True)
class Boxes:
    """Lines with an empty box before them, to tick by hand."""

    lines: Sequence[Words]


Block: TypeAlias = (
    "Text | Lead | Heading | Section | Byline | Missing | Gap | NewPage | Row | Together"
    " | Figures | Strip | Table | Tables | Sides | BarChart | ColumnChart | LineChart | ShareChart"
    " | Decision | Signatures | Blanks | Boxes"
)
