"""Who speaks: the mark and the name above a document, and how to reach them."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from coopadmin.paper.documents import House
from coopadmin.paper.flow import BOUNDLESS, Piece, Stack
from coopadmin.paper.picture import Path, Picture, Rect, Shape, draw
from coopadmin.paper.press import Align, Press, Role

_KINDS = ("coöperatie", "cooperatie", "vereniging", "stichting", "cooperative", "association")
MARK = 22.0


def split_name(name: str) -> tuple[str, str]:
    """The kind of cooperative and its own name, for two lines; the kind is empty if not known.

    "Zorgcoöperatie Beemdervelde U.A." is a Zorgcoöperatie called Beemdervelde U.A.
    """
    first, _, rest = name.strip().partition(" ")
    if rest and first.casefold().endswith(_KINDS):
        return first, rest
    return "", name


def draw_mark(canvas: Canvas, x: float, y: float, side: float, press: Press) -> None:
    """The mark: polder strips under a sky in a rounded square."""
    colours = press.colours

    def at(left: float, up: float) -> tuple[float, float]:
        return left * side, up * side

    strips = (
        (((0, 0.58), (0.30, 0.58), (0.10, 0), (0, 0)), colours.bar),
        (((0.36, 0.58), (0.52, 0.58), (0.44, 0), (0.17, 0)), colours.parcels[7]),
        (((0.58, 0.58), (0.74, 0.58), (0.82, 0), (0.51, 0)), colours.bar),
        (((0.80, 0.58), (1, 0.58), (1, 0), (0.90, 0)), colours.bar_light),
    )
    shapes: list[Shape] = [
        Rect(0, 0, side, side, colours.accent),
        Rect(0, 0.64 * side, side, 0.36 * side, colours.tint),
        *(Path([at(*point) for point in points], colour, filled=True) for points, colour in strips),
    ]
    canvas.saveState()
    canvas.translate(x, y)
    outline = canvas.beginPath()
    outline.roundRect(0, 0, side, side, side / 5)
    canvas.clipPath(outline, stroke=0, fill=0)
    draw(Picture(side, side, shapes), canvas, press)
    canvas.restoreState()


class Letterhead(Piece):
    """Mark and name at the left, contact lines at the right."""

    def __init__(self, house: House, press: Press) -> None:
        super().__init__(after=22 * press.scale)
        self._press = press
        above, name = split_name(house.name)
        self._two_lines = bool(above)
        names: list[Flowable] = []
        if above:
            names.append(press.paragraph(above, Role.SENDER_KIND))
        names.append(press.paragraph(name, Role.SENDER))
        self._names = Stack(names)
        self._contact = Stack(
            [press.paragraph(line, Role.SMALL, Align.RIGHT) for line in house.contact if line]
        )

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        right = width * 0.36 if self._contact.items else 0
        self._contact.wrap(right, BOUNDLESS)
        self._names.wrap(width - right - 42, BOUNDLESS)
        self.height = max(MARK, self._names.height, self._contact.height)
        return width, self.height

    def draw(self) -> None:
        draw_mark(self.canv, 0, self.height - MARK, MARK, self._press)
        lift = 0.0 if self._two_lines else (MARK - self._press.leading(Role.SENDER)) / 2
        self._names.drawOn(self.canv, 30, self.height - max(lift, 0) - self._names.height)
        if self._contact.items:
            self._contact.drawOn(
                self.canv,
                self.width - self._contact.width,
                self.height - self._contact.height,
            )
