"""Labels on sheets that can be bought, and the text on one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from coopadmin.kernel.problem import N_, refuse
from coopadmin.paper.documents import LabelSheet
from coopadmin.paper.press import Press, Role
from coopadmin.paper.sheet import HEIGHT, WIDTH

# Sizes as the maker of the sheets gives them.
SHEETS: tuple[LabelSheet, ...] = (
    LabelSheet("L7160", 3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    LabelSheet("L7163", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    LabelSheet("L7159", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_SIDE = 4 * mm
_SMALLEST = 0.7


def read_sheet(text: str) -> LabelSheet:
    """A sheet of one's own: eight numbers, columns and rows, then the sizes in millimetres.

    `3 7 63,5 38,1 7,25 15,15 66 38,1`. Raises Refused when it is none, or wider than the paper.
    """
    numbers = [float(each.replace(",", ".")) for each in _NUMBER.findall(text)]
    if len(numbers) == 8 and min(numbers[:4]) > 0:
        columns, rows = int(numbers[0]), int(numbers[1])
        sheet = LabelSheet(" ".join(text.split()), columns, rows, *numbers[2:])
        right = sheet.left + (columns - 1) * sheet.across + sheet.width
        bottom = sheet.top + (rows - 1) * sheet.down + sheet.height
        if right <= WIDTH / mm + 1 and bottom <= HEIGHT / mm + 1:
            return sheet
    raise refuse(
        "labels.sheet",
        N_(
            "“{text}” is no sheet of labels on A4. Choose one of {known}, or give eight numbers: "
            "columns, rows, and in millimetres width, height, left, top, and from one label to the "
            "next across and down."
        ),
        field="sheet",
        text=text,
        known=", ".join(sheet.name for sheet in SHEETS),
    )


def draw_label(
    canvas: Canvas, sheet: LabelSheet, place: int, lines: Sequence[str], press: Press
) -> None:
    """The lines in the middle of a label, smaller where they need it, cut where they must."""
    row, column = divmod(place, sheet.columns)
    left = (sheet.left + column * sheet.across) * mm + _SIDE
    top = HEIGHT - (sheet.top + row * sheet.down) * mm
    room = sheet.width * mm - 2 * _SIDE
    leading = press.leading(Role.CELL)
    fits = max(1, int((sheet.height * mm - 6) // leading))
    shown = list(lines)
    if len(shown) > fits:
        # The address stays whole; of the names above it the last ones go.
        shown = [*shown[: max(fits - 2, 1)], *shown[-2:]][:fits]
    height = leading * len(shown)
    baseline = top - (sheet.height * mm - height) / 2 - press.size(Role.CELL)
    for line in shown:
        size = press.fitting(line, Role.CELL, room, _SMALLEST)
        text = press.shortened(line, Role.CELL, room / _SMALLEST)
        press.line(canvas, left, baseline, text, Role.CELL, size=size)
        baseline -= leading
