"""Sheets of labels that can be bought, and reading one of one's own; knows no PDF library."""

from __future__ import annotations

import re

from coopadmin.kernel.problem import N_, refuse
from coopadmin.paper.documents import LabelSheet

# Sizes as the maker of the sheets gives them.
SHEETS: tuple[LabelSheet, ...] = (
    LabelSheet("L7160", 3, 7, 63.5, 38.1, 7.25, 15.15, 66.0, 38.1),
    LabelSheet("L7163", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    LabelSheet("L7159", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 33.9),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
A4 = (210, 297)


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
        if right <= A4[0] + 1 and bottom <= A4[1] + 1:
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
