"""Tables that belong together: with columns in line, or as the two sides of a balance sheet."""

from __future__ import annotations

from itertools import pairwise

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Sides, Table, Tables
from coopadmin.paper.columns import column_widths
from coopadmin.paper.flow import MAIN, PAGE_ROOM, Piece
from coopadmin.paper.press import Press
from coopadmin.paper.tables import LaidTable

BETWEEN = 5 * mm
APART = 8.0


def in_line(block: Tables, press: Press, room: float) -> list[Flowable]:
    """Tables that all have the columns that would fit every one of them."""
    lines = [line for each in block.tables for line in each.lines]
    widths = column_widths(Table(block.tables[0].columns, lines), press, room)
    made = [LaidTable(each, press, widths=widths) for each in block.tables]
    for above, below in pairwise(made):
        above.spaceAfter = below.spaceBefore = APART * press.scale
    return list(made)


def two_sides(block: Sides, press: Press, room: float) -> list[Flowable]:
    """Two tables beside each other; where there is no room for that, under one another."""
    stacked = in_line(Tables([block.left, block.right]), press, room)
    if press.look.large or room <= MAIN:
        return stacked
    beside = _Sides(block, press)
    return [beside] if beside.wrap(room, PAGE_ROOM)[1] <= PAGE_ROOM else stacked


class _Sides(Piece):
    def __init__(self, block: Sides, press: Press) -> None:
        super().__init__(before=8 * press.scale, after=16 * press.scale)
        self._halves = [LaidTable(side, press) for side in (block.left, block.right)]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        half = (width - BETWEEN) / 2
        heights = [side.wrap(half, height)[1] for side in self._halves]
        self.height = max(heights)
        for side, tall in zip(self._halves, heights, strict=True):
            side.stretch(self.height - tall)
        self.baseline = self._halves[0].baseline
        return width, self.height

    def draw(self) -> None:
        for side, left in zip(self._halves, (0, (self.width + BETWEEN) / 2), strict=True):
            side.drawOn(self.canv, left, 0)
