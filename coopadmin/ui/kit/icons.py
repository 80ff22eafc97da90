"""Line icons in the colours of now, and the mark of the program, drawn in code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPainterPath, QPixmap, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from coopadmin.ui.kit import theme

ICONS = Path(__file__).parents[3] / "resources" / "icons"

_pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
# Sky, dikes and four strips: colour and corners in parts of the side, clockwise from top left.
_DIKE = "#0B5966"
_MARK: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = (
    ("#DFEDEF", ((0, 0), (1, 0), (1, 0.36), (0, 0.36))),
    ("#3F95A2", ((0, 0.43), (0.29, 0.43), (0.11, 1), (0, 1))),
    ("#E0A035", ((0.35, 0.43), (0.51, 0.43), (0.44, 1), (0.18, 1))),
    ("#3F95A2", ((0.57, 0.43), (0.75, 0.43), (0.82, 1), (0.52, 1))),
    ("#7FB8C0", ((0.81, 0.43), (1, 0.43), (1, 1), (0.90, 1))),
)


@cache
def _source(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def pixmap(name: str, ink: str = "ink2", size: int = 18, ratio: float | None = None) -> QPixmap:
    """The icon in the colour of token `ink`, `size` pixels at 100 % text.

    Raises FileNotFoundError for a name that is not in resources/icons.
    """
    return painted(name, theme.colour(ink).name(), theme.px(size), ratio or _ratio())


def painted(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    """The icon in a colour `#rrggbb`, in device-independent pixels, kept for the next time."""
    key = (name, colour, pixels, ratio)
    found = _pixmaps.get(key)
    if found is not None:
        return found
    # Large icons with a full stroke look heavy beside the letters; small ones need it.
    stroke = "1.75" if pixels >= 18 else "2"
    svg = _source(name).replace("currentColor", colour)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"', 1)
    image = QPixmap(QSize(round(pixels * ratio), round(pixels * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    _pixmaps[key] = image
    return image


def icon(name: str, ink: str = "ink2", size: int = 18, disabled: str = "ink3") -> QIcon:
    """A QIcon with its greyed state, sharp on screens of one, two and three times the pixels."""
    made = QIcon()
    for ratio in (1.0, 2.0, 3.0):
        made.addPixmap(pixmap(name, ink, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def draw_mark(painter: QPainter, box: QRectF) -> None:
    """Four strips of polder under a sky, in a rounded square: the mark of the program."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(box, box.width() * 0.22, box.width() * 0.22)
    painter.fillPath(shape, QColor(_DIKE))
    painter.setClipPath(shape)
    painter.setPen(Qt.PenStyle.NoPen)
    side = box.width()
    for colour, corners in _MARK:
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in corners])
        )
    painter.restore()


def mark_pixmap(pixels: int, ratio: float | None = None) -> QPixmap:
    """The mark as a picture, in device-independent pixels."""
    by = ratio or _ratio()
    image = QPixmap(QSize(round(pixels * by), round(pixels * by)))
    image.setDevicePixelRatio(by)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_mark(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def mark_icon() -> QIcon:
    """The mark for title bars and task bars."""
    made = QIcon()
    for pixels in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(mark_pixmap(pixels, 1.0))
    return made
