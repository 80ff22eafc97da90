"""What a table is: its columns as values, the groups in it, and how a cell looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Look(StrEnum):
    """How a cell is drawn; figures stand right in tabular digits and are never cut."""

    TEXT = "text"
    NAME = "name"
    MUTED = "muted"
    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"
    STRONG_AMOUNT = "strong_amount"
    MUTED_AMOUNT = "muted_amount"
    CHIP = "chip"
    CHECK = "check"
    ICON = "icon"


FIGURES = frozenset({Look.NUMBER, Look.DATE, Look.AMOUNT, Look.STRONG_AMOUNT, Look.MUTED_AMOUNT})
RIGHT = frozenset({Look.DATE, Look.AMOUNT, Look.STRONG_AMOUNT, Look.MUTED_AMOUNT})


@dataclass(frozen=True, slots=True)
class ChipLook:
    """The words of a chip, its tone (good warn bad info tint plain) and an icon."""

    text: str
    tone: str = "plain"
    icon: str = ""


def _no_text(_row: Any) -> str:
    return ""


@dataclass(frozen=True)
class Column:
    """One column of a table.

    `title` is an `N_()` text; `text` gives the words of a row in the language spoken and is only
    called for rows that are on the screen. `width` is in pixels at 100 % text and is the least
    width of a column with `stretch`. `under` is a second line; `chip`, `checked` and `icon` (a
    name, and the token of its colour) belong to the looks of that name. `ink` gives another
    colour token. `sort` makes the head sort by that key. A column with `drop` leaves the table
    when room is short, the highest first. `marked` shows where the searched words are. `lead`
    are the words that the text begins with and that stand out; `under_icon` stands before the
    second line and gives it its colour. An `extra` column is shown to who asks for it. `value`
    is what a spreadsheet gets, where that is neither what `sort` orders by nor the words.
    """

    key: str
    title: str
    text: Callable[[Any], str] = _no_text
    look: Look = Look.TEXT
    width: int = 80
    stretch: int = 0
    under: Callable[[Any], str] | None = None
    chip: Callable[[Any], ChipLook | None] | None = None
    checked: Callable[[Any], bool | None] | None = None
    icon: Callable[[Any], tuple[str, str] | None] | None = None
    ink: Callable[[Any], str] | None = None
    sort: Callable[[Any], Any] | None = None
    drop: int = 0
    marked: bool = False
    tip: Callable[[Any], str] | None = None
    lead: Callable[[Any], str] | None = None
    under_icon: Callable[[Any], tuple[str, str] | None] | None = None
    extra: bool = False
    value: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Heading:
    """A line over a group of rows that opens and closes it; `note` stands on the right."""

    key: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under a heading."""

    heading: Heading
    rows: tuple[Any, ...] = field(default=())
