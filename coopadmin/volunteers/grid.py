"""The sheet of hours of one activity in one month: people by weeks, whose sums always agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration


@dataclass(frozen=True, slots=True)
class GridEntry:
    """One hour entry as the grid reads it."""

    id: int
    person_id: int
    first: date
    last: date
    worked: Duration
    estimated: bool


@dataclass(frozen=True, slots=True)
class GridCell:
    """The sum of the entries that lie in one column; typed into while there is at most one."""

    worked: Duration
    entries: int
    estimated: bool

    @property
    def can_be_typed(self) -> bool:
        return self.entries <= 1


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A week, cut at the borders of the month; `week` is its ISO number."""

    period: Period
    week: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person: a cell for each column, and one for entries that lie in no single week."""

    person_id: int
    name: str
    cells: tuple[GridCell, ...]
    whole_month: GridCell
    total: Duration
    previous: Duration


@dataclass(frozen=True)
class MonthGrid:
    """Everything on the sheet. `previous` are totals of the month before."""

    activity_id: int
    activity: str
    month: Period
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
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


def entries_in_cell(cell: Period, entries: Iterable[GridEntry]) -> list[GridEntry]:
    """Those of one person's entries that a cell adds up.

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
    previous: Mapping[int, Duration],
) -> MonthGrid:
    """Lay entries of one activity and month on the sheet.

    `people` are ids and names in the order of the rows and include everybody who has an entry.
    """
    columns = week_columns(month)
    beyond = len(columns)
    found: dict[int, dict[int, list[GridEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        place = place_of(Period(entry.first, entry.last), columns)
        found[entry.person_id][beyond if place is None else place].append(entry)
    rows = []
    for person_id, name in people:
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
        tuple(rows),
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
    )
