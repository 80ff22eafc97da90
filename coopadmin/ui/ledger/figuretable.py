"""The list of a statement: figures, the headings and totals among them, and marks beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from coopadmin.kernel.money import Money
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.rowpaint import RowPainter
from coopadmin.ui.kit.table import RowsTable
from coopadmin.words import N_, _, signed, whole_euros

LINE, TOTAL, HEAD = "line", "total", "head"
ASKS, EXPLAINED = "asks", "explained"
_MARKS = {ASKS: ("pencil", "warn_mark"), EXPLAINED: ("circle-check", "good_mark")}
MARK_WORDS = {ASKS: N_("asks an explanation"), EXPLAINED: N_("explained")}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a statement: a figure, a total under several, or the heading of those below.

    `of` is what is opened when the row is chosen.
    """

    id: str
    kind: str
    label: str
    now: Money | None = None
    before: Money | None = None
    budget: Money | None = None
    mark: str = ""
    explanation: str = ""
    of: Any = None

    @property
    def difference(self) -> Money | None:
        if self.budget is None or self.now is None:
            return None
        return self.now - self.budget


@lru_cache(maxsize=64)
def _as_total(column: Column) -> Column:
    """The same column in the strong letters of a total."""
    look = Look.STRONG_AMOUNT if column.look is not Look.TEXT else Look.NAME
    return replace(column, look=look, ink=lambda _row: "ink")


@lru_cache(maxsize=64)
def _as_head(column: Column) -> Column:
    return replace(column, ink=lambda _row: "ink2")


class FigurePainter(RowPainter):
    """A total has a strong line above it; a heading has a ground and no figures."""

    def _draw_ground(
        self, painter: QPainter, whole: QRect, number: int, selected: bool, heading: bool
    ) -> None:
        row = self._view.rows.row(number)
        super()._draw_ground(painter, whole, number, selected, heading or row.kind == HEAD)
        if row.kind == TOTAL:
            strong = QRect(whole.left(), whole.top(), whole.width(), 2)
            painter.fillRect(strong, theme.colour("line_strong"))

    def _draw_cell(
        self, painter: QPainter, room: QRect, column: Column, row: Any, selected: bool
    ) -> None:
        if row.kind == TOTAL and column.look is not Look.ICON:
            column = _as_total(column)
        elif row.kind == HEAD:
            column = _as_head(column)
        super()._draw_cell(painter, room, column, row, selected)


def _euros(value: Money | None) -> str:
    return "" if value is None else whole_euros(value)


def _figure(
    key: str, title: str, look: Look, of: Callable[[FigureRow], Money | None], width: int = 62
) -> Column:
    return Column(
        key,
        title,
        lambda row: _euros(of(row)),
        look,
        width,
        value=lambda row: "" if of(row) is None else of(row),
    )


def statement_columns(first: str, now: str, before: str, *, budget: bool) -> tuple[Column, ...]:
    """What it is, what it came to, and beside it the budget where there is one, and last year.

    Titles are source texts; `before` is the label of a year, empty without one.
    """

    def difference(row: FigureRow) -> str:
        return "" if row.difference is None else signed(row.difference.whole())

    beside = (
        _figure("budget", N_("Budgeted"), Look.AMOUNT, lambda row: row.budget),
        Column(
            "difference",
            N_("Difference"),
            difference,
            Look.AMOUNT,
            62,
            ink=lambda _row: "ink2",
            value=lambda row: "" if row.difference is None else row.difference,
        ),
        Column(
            "mark",
            "",
            look=Look.ICON,
            width=20,
            icon=lambda row: _MARKS.get(row.mark),
            tip=lambda row: row.explanation or _(MARK_WORDS.get(row.mark, "")),
        ),
    )
    last = _figure("before", before, Look.MUTED_AMOUNT, lambda row: row.before)
    return (
        Column("name", first, lambda row: row.label, width=140, stretch=1, ink=lambda _row: "ink"),
        _figure("now", now, Look.STRONG_AMOUNT, lambda row: row.now),
        *(beside if budget else ()),
        *((last,) if before else ()),
    )


class FigureTable(RowsTable):
    """Figures with headings among them, over which the cursor passes."""

    def __init__(self, columns: Sequence[Column], name: str, kept_as: str) -> None:
        super().__init__(columns, name, painter=FigurePainter, kept_as=kept_as, low=True)
        self._was = 0
        self.chosen.connect(self._pass)

    def _pass(self, row: FigureRow | None) -> None:
        here = self.view.currentIndex().row()
        before, self._was = self._was, here
        if row is None or row.kind != HEAD:
            return
        by = -1 if here < before and here > 0 else 1
        there = here + by
        if 0 <= there < self.view.rows.rowCount():
            self.view.select_number(there)

    def choose_first(self) -> None:
        """The first figure that asks something, else the first."""
        rows = [row for row in self.shown_rows() if row.kind == LINE]
        asking = [row for row in rows if row.mark == ASKS]
        for row in (*asking, *rows)[:1]:
            self.choose(row.id)
