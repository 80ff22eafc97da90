"""How a paper opens: the letterhead, an address for the window, the heading."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Row
from coopadmin.paper.compose import flowables, rail
from coopadmin.paper.documents import Paper
from coopadmin.paper.flow import GUTTER, RAIL, Beside, Piece, Stack
from coopadmin.paper.letterhead import Letterhead
from coopadmin.paper.press import Press, Role

ADDRESS = 108.0


def opening(paper: Paper, press: Press, whole: float) -> list[Flowable]:
    """All of a paper this wide, from its letterhead to its last block."""
    made: list[Flowable] = [Letterhead(paper.house, press)]
    heading: list[Flowable] = [press.paragraph(paper.heading, Role.PAPER)]
    if paper.subheading:
        line = press.paragraph(paper.subheading, Role.SUBHEADING)
        line.spaceBefore = 3 * press.scale
        heading.append(line)
    if paper.address:
        made.append(_Address(paper.address, press))
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

    def __init__(self, lines: Sequence[str], press: Press) -> None:
        super().__init__(before=28)
        self._lines = Stack([press.paragraph(line, Role.BODY) for line in lines])

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = max(ADDRESS, self._lines.wrap(width / 2, height)[1] + 24)
        return width, self.height

    def draw(self) -> None:
        self._lines.drawOn(self.canv, 0, self.height - self._lines.height)
