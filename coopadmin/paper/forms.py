"""What a meeting leaves on paper: decisions, lines to sign on, blanks and boxes to fill in."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Blanks, Boxes, Decision, Signatures, Words
from coopadmin.paper.flow import BOUNDLESS, Box, Piece, Stack
from coopadmin.paper.press import Press, Role, paint

DOT = " · "
FEW = 9


def decision(block: Decision, press: Press) -> Flowable:
    """A numbered resolution on a tint, with its votes as they were counted."""
    scale = press.scale
    counted = [f"{name} {count}" for name, count in block.counts]
    # A pair is never torn: its space holds.
    tally = DOT.join(pair.replace(" ", "\u00a0") for pair in counted)
    parts: list[Flowable] = []
    if block.number:
        parts.append(press.paragraph(block.number, Role.DECISION))
    parts.append(press.paragraph(block.text, Role.CELL_STRONG))
    last = DOT.join(piece for piece in (tally, block.note) if piece)
    if last:
        parts.append(press.paragraph(last, Role.COUNTS))
    return Box(
        Stack(parts),
        ground=press.colours.tint,
        edge=press.colours.accent,
        padding=(12 * scale, 7 * scale),
        before=5 * scale,
        after=10 * scale,
    )


def signatures(block: Signatures, press: Press) -> Flowable:
    """Lines to sign on, two beside each other, with room above each."""
    pairs = [block.people[at : at + 2] for at in range(0, len(block.people), 2)]
    return Stack([_Signed(pair, press) for pair in pairs], after=14 * press.scale)


class _Signed(Piece):
    def __init__(self, people: Sequence[tuple[str, str]], press: Press) -> None:
        super().__init__()
        self._press = press
        self._room = 54 * press.scale
        self._names = [
            Stack(
                [
                    press.paragraph(name, Role.CELL_STRONG),
                    *([press.paragraph(role, Role.CAPTION)] if role else []),
                ]
            )
            for name, role in people
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._each = (width - 18) / 2
        tallest = max((n.wrap(self._each, BOUNDLESS)[1] for n in self._names), default=0)
        self.height = self._room + 3 + tallest
        return width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(paint(self._press.colours.ink))
        canvas.setLineWidth(0.8)
        level = self.height - self._room
        for place, name in enumerate(self._names):
            left = place * (self._each + 18)
            canvas.line(left, level, left + self._each, level)
            name.drawOn(canvas, left, level - 3 - name.height)


def blanks(block: Blanks, press: Press) -> Flowable:
    """Names with a line behind them."""
    lines = [_Blank(label, press) for label in block.labels]
    return Stack(lines, after=14 * press.scale, whole=len(lines) < FEW)


class _Blank(Piece):
    def __init__(self, label: str, press: Press) -> None:
        super().__init__(before=15 * press.scale)
        self._press = press
        self._label = press.paragraph(label, Role.BLANK)
        self.baseline = press.size(Role.BLANK)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self._label_width = width * 0.30
        self.height = self._label.wrap(self._label_width, BOUNDLESS)[1] + 3 * self._press.scale
        return width, self.height

    def draw(self) -> None:
        canvas = self.canv
        self._label.drawOn(canvas, 0, 3 * self._press.scale)
        canvas.setStrokeColor(paint(self._press.colours.faint))
        canvas.setLineWidth(0.5)
        canvas.line(self._label_width + 8, 3, self.width, 3)


def boxes(block: Boxes, press: Press) -> Flowable:
    """Lines with an empty square before them."""
    lines = [_Ticked(press, line) for line in block.lines]
    return Stack(lines, after=12 * press.scale, whole=len(lines) < FEW)


class _Ticked(Piece):
    def __init__(self, press: Press, words: Words) -> None:
        super().__init__(before=4 * press.scale)
        self._press = press
        self._text = press.paragraph(words, Role.BODY)
        self.baseline = press.size(Role.BODY)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._text.wrap(width - 17 * self._press.scale, BOUNDLESS)[1]
        return width, self.height

    def draw(self) -> None:
        canvas, scale = self.canv, self._press.scale
        canvas.setStrokeColor(paint(self._press.colours.soft))
        canvas.setLineWidth(0.8)
        side = 9.5 * scale
        canvas.rect(
            0.5,
            self.height - self._press.size(Role.BODY) - 1.2 * scale,
            side,
            side,
            stroke=1,
            fill=0,
        )
        self._text.drawOn(canvas, 17 * scale, 0)
