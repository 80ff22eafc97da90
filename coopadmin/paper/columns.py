"""How wide the columns of a table are, and how their cells are set."""

from __future__ import annotations

from reportlab.lib.units import mm

from coopadmin.paper.blocks import Kind, Subhead, Table, Total, Words
from coopadmin.paper.press import Press, Role

SIDE = 6.0
ONE_LINE_HEAD = 62.0
LEAST_NUMBER = 44.0
RIGHT = (Kind.NUMBER,)
MARKS = {
    # kind: (plain, bold)
    Kind.TEXT: (Role.CELL, Role.CELL_STRONG),
    Kind.NUMBER: (Role.CELL_NUMBER, Role.CELL_NUMBER_STRONG),
    Kind.DATE: (Role.CELL_DATE, Role.CELL_NUMBER_STRONG),
    Kind.CODE: (Role.CELL_CODE, Role.CELL_CODE_STRONG),
}


def sides(block: Table, place: int) -> tuple[float, float]:
    """Room left and right of the cells of a column, in points."""
    column = block.columns[place]
    last = place == len(block.columns) - 1
    return (
        0 if place == 0 and not column.now else SIDE,
        SIDE if column.kind in RIGHT or not last else 0,
    )


def column_widths(block: Table, press: Press, width: float) -> list[float]:
    """The widths of the columns in points; together exactly the width of the table.

    Figures, dates and codes never break and take what they need; figures all get the widest. Text
    shares the rest by what it would like to have, and breaks.
    """
    loose = [
        i for i, column in enumerate(block.columns) if column.kind is Kind.TEXT and not column.width
    ]
    even = _capped(block, _evened(block, press, broken_heads=False), width)
    if sum(even) > width:
        even = _capped(block, _evened(block, press, broken_heads=True), width)
    fixed = sum(even[i] for i in range(len(even)) if i not in loose)
    least = min(70.0 * press.scale, width / 3) * len(loose)
    if fixed > width - least:
        squeeze = (width - least) / fixed
        even = [w if i in loose else w * squeeze for i, w in enumerate(even)]
        fixed = width - least
    if not loose:
        # Nothing may grow but the first column, so that figures stay near their names.
        even[0] += width - fixed
        return even
    for i, share in zip(loose, _shares([even[i] for i in loose], width - fixed), strict=True):
        even[i] = share
    return even


def _evened(block: Table, press: Press, *, broken_heads: bool) -> list[float]:
    """What each column would like to have; figures alike, unless one is far wider."""
    columns = block.columns
    wanted = [_wanted(block, press, i, broken_head=broken_heads) for i in range(len(columns))]
    alike = [i for i, c in enumerate(columns) if c.kind in RIGHT and not c.width]
    widest = max((wanted[i] for i in alike), default=0)
    return [
        max(want, min(widest, 1.6 * want)) if i in alike else want for i, want in enumerate(wanted)
    ]


def _capped(block: Table, wanted: list[float], width: float) -> list[float]:
    """What is no text may take a good part of the table, and then breaks or shrinks too."""
    shares = {Kind.NUMBER: 0.4, Kind.DATE: 0.3, Kind.CODE: 0.3, Kind.TEXT: 1000.0}
    return [
        want if column.width else min(want, shares[column.kind] * width)
        for want, column in zip(wanted, block.columns, strict=True)
    ]


def _wanted(block: Table, press: Press, place: int, *, broken_head: bool = False) -> float:
    column = block.columns[place]
    if column.width:
        # Room to write in by hand does not grow with the letters.
        return float(column.width * mm * (1 if column.kind is Kind.TEXT else press.scale))
    plain, bold = MARKS[column.kind]
    role = bold if column.now or column.strong else plain
    widest = press.width(column.head, Role.HEAD)
    if column.kind is not Kind.TEXT and (broken_head or widest > ONE_LINE_HEAD * press.scale):
        widest = max((press.width(word, Role.HEAD) for word in column.head.split()), default=0)
    for line in block.lines:
        if not isinstance(line, Subhead):
            cells = line.cells if isinstance(line, Total) else line
            used = bold if isinstance(line, Total) else role
            widest = max(widest, press.width(_plain(cells[place]), used))
    wide = widest + sum(sides(block, place)) + 1
    # A figure of one digit gets a column too, as long as names need not break for it.
    roomy = column.kind is Kind.NUMBER and not broken_head
    return max(wide, LEAST_NUMBER * press.scale) if roomy else wide


def _plain(words: Words) -> str:
    parts = words if isinstance(words, tuple) else (words,)
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def _shares(wanted: list[float], room: float) -> list[float]:
    """Divide room over columns: who wants less than an even share gets that, the rest share."""
    total = sum(wanted)
    if total <= room:
        spare = room - total
        return [want + spare * want / total for want in wanted]
    shares = [0.0] * len(wanted)
    open_ones = list(range(len(wanted)))
    while open_ones:
        even = room / len(open_ones)
        modest = [i for i in open_ones if wanted[i] <= even]
        for i in modest or open_ones:
            shares[i] = wanted[i] if modest else even
            room -= shares[i]
        open_ones = [i for i in open_ones if i not in modest] if modest else []
    return shares
