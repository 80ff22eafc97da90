"""Key figures: the large numbers of a year, and a strip of facts about a meeting."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Figure, Figures, Strip
from coopadmin.paper.flow import BOUNDLESS, Piece, Stack
from coopadmin.paper.press import Press, Role, paint

GAP = 16.0


def key_figures(block: Figures, press: Press) -> Flowable:
    """Figures in rows of three (two in large letters), each under a line in the accent colour."""
    across = 2 if press.look.large else 3
    rows = [
        _FigureRow(block.figures[at : at + across], across, press)
        for at in range(0, len(block.figures), across)
    ]
    return Stack(rows, after=32 * press.scale)


class _FigureRow(Piece):
    def __init__(self, figures: Sequence[Figure], across: int, press: Press):
        super().__init__(before=20 * press.scale)
        self._across, self._press = across, press
        self._figures = figures
        self._texts = [
            [
                press.paragraph(figure.label, Role.CELL_STRONG),
                *([press.paragraph(figure.note, Role.CAPTION)] if figure.note else []),
            ]
            for figure in figures
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._each = (width - GAP * (self._across - 1)) / self._across
        self._stacks = [Stack(texts) for texts in self._texts]
        tallest = max((stack.wrap(self._each, BOUNDLESS)[1] for stack in self._stacks), default=0)
        self._figure_room = 38 * self._press.scale
        self.height = self._figure_room + tallest
        return width, self.height

    def draw(self) -> None:
        canvas, press = self.canv, self._press
        for place, (figure, stack) in enumerate(zip(self._figures, self._stacks, strict=True)):
            left = place * (self._each + GAP)
            canvas.setStrokeColor(paint(press.colours.accent))
            canvas.setLineWidth(1.6)
            canvas.line(left, self.height, left + self._each, self.height)
            press.line(
                canvas,
                left,
                self.height - 30 * press.scale,
                figure.value,
                Role.KEY_FIGURE,
                size=press.fitting(figure.value, Role.KEY_FIGURE, self._each, 0.3),
            )
            stack.drawOn(canvas, left, self.height - self._figure_room - stack.height)


def strip(block: Strip, press: Press) -> Flowable:
    """Facts beside each other between two lines, five to a row."""
    across = 3 if press.look.large else 5
    rows = [block.facts[at : at + across] for at in range(0, len(block.facts), across)]
    across = max((len(row) for row in rows), default=1)
    return Stack(
        [_StripRow(row, across, press, first=not at) for at, row in enumerate(rows)],
        after=20 * press.scale,
    )


class _StripRow(Piece):
    def __init__(
        self,
        facts: Sequence[tuple[str, str]],
        across: int,
        press: Press,
        *,
        first: bool,
    ) -> None:
        super().__init__()
        self._across, self._press, self._first = across, press, first
        self._cells = [
            Stack([press.paragraph(name, Role.COUNTS), press.paragraph(value, Role.CELL_STRONG)])
            for name, value in facts
        ]
        self.baseline = 6 * press.scale + press.size(Role.COUNTS)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._each = width / self._across
        tallest = max((c.wrap(self._each - 8, BOUNDLESS)[1] for c in self._cells), default=0)
        self.height = tallest + 13 * self._press.scale
        return width, self.height

    def draw(self) -> None:
        canvas, colours = self.canv, self._press.colours
        canvas.setStrokeColor(paint(colours.ink))
        if self._first:
            canvas.setLineWidth(1)
            canvas.line(0, self.height, self.width, self.height)
        canvas.setLineWidth(0.5)
        canvas.line(0, 0, self.width, 0)
        for place, cell in enumerate(self._cells):
            top = self.height - 6 * self._press.scale
            cell.drawOn(canvas, place * self._each, top - cell.height)
