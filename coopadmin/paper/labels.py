"""The text on one label of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from coopadmin.paper.documents import LabelSheet
from coopadmin.paper.press import Press, Role
from coopadmin.paper.sheet import HEIGHT

_SIDE = 4 * mm
_SMALLEST = 0.7


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
