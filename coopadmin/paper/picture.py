"""Drawings as plain shapes, so that paper and screen show the very same chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from reportlab.pdfgen.canvas import Canvas

from coopadmin.paper.fonts import Font, tidy
from coopadmin.paper.press import Align, Press, paint


@dataclass(frozen=True)
class Rect:
    """A filled rectangle; the origin of all shapes is left below."""

    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Path:
    """A line through points, or with `filled` the surface inside it."""

    points: Sequence[tuple[float, float]]
    colour: str
    weight: float = 0.5
    filled: bool = False


@dataclass(frozen=True)
class Dot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Label:
    """One line of text at a point of its baseline."""

    x: float
    y: float
    text: str
    font: Font
    size: float
    colour: str
    align: Align = Align.LEFT


Shape: TypeAlias = "Rect | Path | Dot | Label"


@dataclass(frozen=True)
class Picture:
    """Shapes on a sheet, with what they say in words; `baseline` is the depth of its first text."""

    width: float
    height: float
    shapes: Sequence[Shape]
    says: str = ""
    baseline: float | None = None


def draw(picture: Picture, canvas: Canvas, press: Press) -> None:
    """Draw shapes on a page, at the origin of the canvas, with their alternative text."""
    if not picture.says:
        _draw_shapes(picture.shapes, canvas, press)
        return
    operators: list[str] = canvas._code  # type: ignore[attr-defined]
    # ISO 32000-1, 14.9.3: marked content may bring its own alternative description.
    spoken = tidy(picture.says).encode("utf-16-be", "replace").hex()
    operators.append(f"/Span <</Alt <feff{spoken}>>> BDC")
    _draw_shapes(picture.shapes, canvas, press)
    operators.append("EMC")


def _draw_shapes(shapes: Sequence[Shape], canvas: Canvas, press: Press) -> None:
    canvas.saveState()
    for shape in shapes:
        match shape:
            case Rect():
                canvas.setFillColor(paint(shape.colour))
                canvas.rect(shape.x, shape.y, shape.width, shape.height, stroke=0, fill=1)
            case Dot():
                canvas.setFillColor(paint(shape.colour))
                canvas.circle(shape.x, shape.y, shape.radius, stroke=0, fill=1)
            case Path():
                _draw_path(shape, canvas)
            case Label():
                press.set(
                    canvas,
                    (shape.x, shape.y),
                    shape.text,
                    shape.font,
                    shape.size,
                    colour=shape.colour,
                    align=shape.align,
                )
    canvas.restoreState()


def _draw_path(shape: Path, canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(*shape.points[0])
    for point in shape.points[1:]:
        path.lineTo(*point)
    if shape.filled:
        path.close()
        canvas.setFillColor(paint(shape.colour))
    else:
        canvas.setStrokeColor(paint(shape.colour))
        canvas.setLineWidth(shape.weight)
        canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=0 if shape.filled else 1, fill=1 if shape.filled else 0)


_FAMILIES = {
    "CoopSans": "Coop Sans",
    "CoopSansTab": "Coop Sans Tab",
    "CoopSansId": "Coop Sans Id",
    "CoopSerif": "Coop Serif",
    "NotoSans": "Noto Sans",
}
_ANCHORS = {Align.LEFT: "start", Align.CENTRE: "middle", Align.RIGHT: "end"}


def svg(picture: Picture) -> str:
    """The same shapes as SVG; its fonts are those that the screen has loaded."""
    high = picture.height
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{picture.width:g}" height="{high:g}"'
        f' viewBox="0 0 {picture.width:g} {high:g}" role="img"'
        f" aria-label={quoteattr(picture.says)}>"
    )
    return "\n".join([opening, *(_svg_shape(shape, high) for shape in picture.shapes), "</svg>"])


def _svg_shape(shape: Shape, high: float) -> str:
    match shape:
        case Rect():
            return (
                f'<rect x="{shape.x:.2f}" y="{high - shape.y - shape.height:.2f}"'
                f' width="{shape.width:.2f}" height="{shape.height:.2f}" fill="{shape.colour}"/>'
            )
        case Dot():
            return (
                f'<circle cx="{shape.x:.2f}" cy="{high - shape.y:.2f}" r="{shape.radius:g}"'
                f' fill="{shape.colour}"/>'
            )
        case Path():
            points = " ".join(f"{x:.2f},{high - y:.2f}" for x, y in shape.points)
            if shape.filled:
                return f'<polygon points="{points}" fill="{shape.colour}"/>'
            return (
                f'<polyline points="{points}" fill="none" stroke="{shape.colour}"'
                f' stroke-width="{shape.weight:g}"/>'
            )
        case Label():
            name, _, weight = shape.font.partition("-")
            slant = ' font-style="italic"' if weight.endswith("i") else ""
            return (
                f'<text x="{shape.x:.2f}" y="{high - shape.y:.2f}" fill="{shape.colour}"'
                f' font-family="{_FAMILIES[name]}" font-size="{shape.size:g}"'
                f' font-weight="{_weight(weight)}"{slant}'
                f' text-anchor="{_ANCHORS[shape.align]}">{escape(tidy(shape.text))}</text>'
            )


def _weight(name: str) -> str:
    return {"Regular": "400", "Bold": "700"}.get(name, name.removesuffix("i"))
