"""How a paper opens: the letterhead, an address for the window, the heading."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Row
from coopadmin.paper.compose import flowables, rail
from coopadmin.paper.documents import Paper
from coopadmin.paper.flow import BOUNDLESS, GUTTER, RAIL, Beside, Piece, Stack
from coopadmin.paper.letterhead import Letterhead
from coopadmin.paper.press import Press, Role
from coopadmin.paper.sheet import FIRST_TOP, LEFT

ADDRESS = 108.0
WINDOW = 50 * mm
"""So far from the top of the paper the address begins, whatever stands above it.

A sheet that is folded in three can slide in its envelope. From 50 to 79 mm it shows in the window
of a C5/6 and a DL envelope wherever it slides, at the left from 20 mm on and at the right from
115 mm on.
"""
WINDOW_RIGHT = 115 * mm - LEFT


def opening(paper: Paper, press: Press, whole: float) -> list[Flowable]:
    """All of a paper this wide, from its letterhead to its last block."""
    head = Letterhead(paper.house, press)
    made: list[Flowable] = [head]
    heading: list[Flowable] = [press.paragraph(paper.heading, Role.PAPER)]
    if paper.subheading:
        line = press.paragraph(paper.subheading, Role.SUBHEADING)
        line.spaceBefore = 3 * press.scale
        heading.append(line)
    if paper.address:
        above = max(WINDOW - FIRST_TOP - head.wrap(whole, BOUNDLESS)[1], 12)
        made.append(_Address(paper, above, press))
    blocks = list(paper.blocks)
    if paper.rail and not press.look.large:
        # What has nothing of its own in the rail begins right under the heading.
        if blocks and isinstance(blocks[0], Row) and not blocks[0].rail:
            heading[-1].spaceAfter = 8 * press.scale
            heading += flowables(blocks[0].body, press, whole - RAIL - GUTTER)
            del blocks[0]
        made.append(Beside(Stack(rail(paper.rail, press)), Stack(heading), after=10 * press.scale))
    else:
        made.append(Stack(heading, after=14 * press.scale))
        if paper.rail:
            made.append(Stack(rail(paper.rail, press), after=10 * press.scale))
    return [*made, *flowables(blocks, press, whole)]


class _Address(Piece):
    """The lines that must show through the window of the envelope, whatever follows them."""

    def __init__(self, paper: Paper, above: float, press: Press) -> None:
        super().__init__(before=above)
        self._left = WINDOW_RIGHT if paper.window_right else 0.0
        self._lines = Stack([press.paragraph(line, Role.BODY) for line in paper.address])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(ADDRESS, self._lines.wrap(width - WINDOW_RIGHT, height)[1] + 24)
        return width, self.height

    def draw(self) -> None:
        self._lines.drawOn(self.canv, self._left, self.height - self._lines.height)
