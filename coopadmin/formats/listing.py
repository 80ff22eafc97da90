"""A list that leaves the program, as plain values: what stands in it and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.words import amount, date_short, hours

Cell = str | int | Decimal | Money | Duration | date | datetime | bool | None
NAME, TEXT, NUMBER, DATE, CODE = "name", "text", "number", "date", "code"


class Written(NamedTuple):
    """One cell: its value for a spreadsheet, and the words in which a reader sees it."""

    value: Cell
    words: str


def written(cell: Cell | Written) -> Written:
    """A value with the words that it has in every list; what has its own keeps them."""
    match cell:
        case Written():
            return cell
        case None:
            return Written(None, "")
        case Money():
            return Written(cell, amount(cell))
        case Duration():
            return Written(cell, hours(cell))
        case date():
            return Written(cell, date_short(cell))
        case _:
            return Written(cell, str(cell))


@dataclass(frozen=True)
class ListColumn:
    """A column: its heading in the language spoken, and what its cells hold (`name` … `code`)."""

    heading: str
    kind: str = TEXT


@dataclass(frozen=True)
class ListGroup:
    """Lines under a name; an empty name for lines that stand in no group.

    `total` is printed below them; in a spreadsheet, where people sort and filter, it is left out.
    """

    name: str
    lines: Sequence[Sequence[Written]]
    total: Sequence[Written] = ()


@dataclass(frozen=True)
class Listing:
    """A list with a title and, in `said`, what was chosen: filters, a day, words searched for.

    `groups` is called by whoever writes the file, in the worker: making the cells takes time.
    """

    title: str
    columns: Sequence[ListColumn]
    groups: Callable[[], Sequence[ListGroup]]
    said: Sequence[str] = ()
    total: Sequence[Written] = ()
