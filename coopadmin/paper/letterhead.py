"""Who speaks: the mark and the name above a document, and how to reach them."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from coopadmin.paper.documents import House
from coopadmin.paper.flow import BOUNDLESS, Piece, Stack
from coopadmin.paper.picture import Path, Picture, Rect, Shape, draw
from coopadmin.paper.press import Align, Press, Role

_KINDS = ("coöperatie", "cooperatie", "vereniging", "stichting", "cooperative", "association")
MARK = 22.0
LOGO = (120.0, 32.0)
"""The room of a logo in points: how wide and how high at most."""


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


def fit(logo: bytes, room: tuple[float, float]) -> tuple[float, float]:
    """The width and height of a logo that fills this room as far as its shape allows."""
    wide, high = ImageReader(BytesIO(logo)).getSize()
    scale = min(room[0] / wide, room[1] / high)
    return wide * scale, high * scale


def draw_logo(canvas: Canvas, x: float, y: float, size: tuple[float, float], logo: bytes) -> None:
    """The logo at its own colours; what is see-through in it shows the paper."""
    canvas.drawImage(ImageReader(BytesIO(logo)), x, y, *size, mask="auto")


class Letterhead(Piece):
    """Mark and name at the left, contact lines at the right."""

    def __init__(self, house: House, press: Press) -> None:
        super().__init__(after=22 * press.scale)
        self._press = press
        self._logo = house.logo
        self._mark = fit(house.logo, LOGO) if house.logo else (MARK, MARK)
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
        self._names.wrap(width - right - self._mark[0] - 20, BOUNDLESS)
        self.height = max(self._mark[1], self._names.height, self._contact.height)
        return width, self.height

    def draw(self) -> None:
        wide, high = self._mark
        if self._logo:
            draw_logo(self.canv, 0, self.height - high, self._mark, self._logo)
        else:
            draw_mark(self.canv, 0, self.height - MARK, MARK, self._press)
        alone = not self._two_lines or high > MARK
        lift = (high - self._names.height) / 2 if alone else 0.0
        self._names.drawOn(self.canv, wide + 8, self.height - max(lift, 0) - self._names.height)
        if self._contact.items:
            self._contact.drawOn(
                self.canv,
                self.width - self._contact.width,
                self.height - self._contact.height,
            )
