"""The sheet of one activity in one month: people by weeks, a group, and what was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from coopadmin.activities.rules import PEOPLE, TIMES
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration


class Extra(StrEnum):
    """The rows that are nobody's: people without names, and numbers instead of hours."""

    GROUP = "group"
    TIMES = TIMES
    PEOPLE = PEOPLE


RowKey = int | Extra


class Lying(Protocol):
    """Something with a first and a last day."""

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...


L = TypeVar("L", bound=Lying)


@dataclass(frozen=True, slots=True)
class GridEntry:
    """One hour entry as the grid reads it."""

    id: int
    person_id: int | None
    first: date
    last: date
    worked: Duration
    estimated: bool
    people: int = 1


@dataclass(frozen=True, slots=True)
class GridCell:
    """The sum of the entries that lie in one column; typed into while there is at most one."""

    worked: Duration
    entries: int
    estimated: bool
    people: int = 0

    @property
    def can_be_typed(self) -> bool:
        return self.entries <= 1


@dataclass(frozen=True, slots=True)
class GridCount:
    """A number counted in part of a month, as the grid reads it."""

    first: date
    last: date
    number: int


@dataclass(frozen=True, slots=True)
class CountCell:
    """The numbers that lie in one column; what is typed takes the place of all of them."""

    number: int
    entries: int

    @property
    def can_be_typed(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A week, cut at the borders of the month; `week` is its ISO number."""

    period: Period
    week: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person: a cell for each column, and one for entries that lie in no single week.

    Without a person it is the row of people without names.
    """

    person_id: int | None
    name: str
    cells: tuple[GridCell, ...]
    whole_month: GridCell
    total: Duration
    previous: Duration

    @property
    def key(self) -> RowKey:
        return Extra.GROUP if self.person_id is None else self.person_id


@dataclass(frozen=True, slots=True)
class CountRow:
    """What was counted, by column; `unit` is a token of UNITS.

    Different people do not add up: of them total and previous are the most at once.
    """

    key: Extra
    unit: str
    cells: tuple[CountCell, ...]
    whole_month: CountCell
    total: int
    previous: int


@dataclass(frozen=True)
class MonthGrid:
    """Everything on the sheet. `previous` are totals of the month before.

    The totals are hours of `rows` and `group` together.
    """

    activity_id: int
    activity: str
    month: Period
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    group: GridRow
    counts: tuple[CountRow, ...]
    column_totals: tuple[Duration, ...]
    whole_month_total: Duration
    total: Duration
    previous_total: Duration


def week_columns(month: Period) -> tuple[GridColumn, ...]:
    """The weeks, Monday to Sunday, that a month touches, cut at its ends."""
    columns = []
    first = month.first
    while first <= month.last:
        last = min(first + timedelta(days=6 - first.weekday()), month.last)
        columns.append(GridColumn(Period(first, last), first.isocalendar().week))
        first = last + timedelta(days=1)
    return tuple(columns)


def place_of(entry: Period, columns: Sequence[GridColumn]) -> int | None:
    """The column in which a period lies whole, or None when it lies in no single one."""
    for place, column in enumerate(columns):
        if column.period.first <= entry.first and entry.last <= column.period.last:
            return place
    return None


def entries_in_cell(cell: Period, entries: Iterable[L]) -> list[L]:
    """Those of one row's entries that a cell adds up.

    A cell as wide as the month holds what lies in no single week of it; every other cell holds
    what lies inside it.
    """
    month = Period.month(cell.first.year, cell.first.month)
    inside = [each for each in entries if cell.first <= each.first and each.last <= cell.last]
    if cell != month:
        return inside
    columns = week_columns(month)
    return [each for each in inside if place_of(Period(each.first, each.last), columns) is None]


def build_grid(
    activity_id: int,
    activity: str,
    month: Period,
    people: Sequence[tuple[int, str]],
    entries: Iterable[GridEntry],
    previous: Mapping[int | None, Duration],
    counts: Sequence[CountRow] = (),
) -> MonthGrid:
    """Lay entries of one activity and month on the sheet.

    `people` are ids and names in the order of the rows and include everybody who has an entry.
    """
    columns = week_columns(month)
    beyond = len(columns)
    found: dict[int | None, dict[int, list[GridEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        place = place_of(Period(entry.first, entry.last), columns)
        found[entry.person_id][beyond if place is None else place].append(entry)
    rows = []
    for person_id, name in [*people, (None, "")]:
        cells = [_cell(found[person_id][place]) for place in range(beyond + 1)]
        rows.append(
            GridRow(
                person_id,
                name,
                tuple(cells[:beyond]),
                cells[beyond],
                Duration.total(cell.worked for cell in cells),
                previous.get(person_id, Duration()),
            )
        )
    return MonthGrid(
        activity_id,
        activity,
        month,
        columns,
        tuple(rows[:-1]),
        rows[-1],
        tuple(counts),
        tuple(Duration.total(row.cells[place].worked for row in rows) for place in range(beyond)),
        Duration.total(row.whole_month.worked for row in rows),
        Duration.total(row.total for row in rows),
        Duration.total(row.previous for row in rows),
    )


def _cell(entries: Sequence[GridEntry]) -> GridCell:
    return GridCell(
        Duration.total(entry.worked for entry in entries),
        len(entries),
        any(entry.estimated for entry in entries),
        sum(entry.people for entry in entries),
    )


def build_count_row(
    key: Extra,
    unit: str,
    month: Period,
    found: Sequence[GridCount],
    before: Sequence[GridCount],
) -> CountRow:
    """Lay what was counted in a month, and in the one before, on the sheet."""
    columns = week_columns(month)
    lying: dict[int, list[int]] = defaultdict(list)
    for each in found:
        place = place_of(Period(each.first, each.last), columns)
        lying[len(columns) if place is None else place].append(each.number)

    def together(numbers: Sequence[int]) -> int:
        return max(numbers, default=0) if key is Extra.PEOPLE else sum(numbers)

    cells = [
        CountCell(together(lying[place]), len(lying[place])) for place in range(len(columns) + 1)
    ]
    return CountRow(
        key,
        unit,
        tuple(cells[:-1]),
        cells[-1],
        together([each.number for each in found]),
        together([each.number for each in before]),
    )
