"""Charts of lines over time, and of the parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.paper.blocks import LineChart, Series, ShareChart
from coopadmin.paper.fonts import Font, cut, every_nth, tidy, width
from coopadmin.paper.look import readable_on
from coopadmin.paper.picture import Dot, Label, Path, Picture, Rect, Shape
from coopadmin.paper.press import Align, Press

AXIS, NAME = 8.6, 9.2
ROOM = 96.0


def lines(block: LineChart, press: Press, room: float) -> Picture:
    """Lines with their names and last values at their ends; the scale need not begin at zero."""
    if not block.moments:
        return Picture(room, 0, (), block.says)
    colours, scale = press.colours, press.scale
    size = AXIS * scale
    tones = (colours.accent, colours.contrast_text, colours.bar, colours.soft)
    low, high = _range(block.series)
    unit = ROOM * scale / (high - low) if high > low else 0
    foot = size + 10 * scale
    ends = [_end(series) for series in block.series]
    right = max((width(tidy(end), Font.SANS_BOLD, size) for end in ends), default=0) + 8
    right = min(right, room * 0.4)
    left = max((width(s.shown[0], Font.TAB, size) for s in block.series if s.shown), default=0) + 8
    # The names of the first and the last moment stand under them, half on either side.
    left = max(left, width(tidy(block.moments[0]), Font.SANS, size) / 2)
    right = max(right, width(tidy(block.moments[-1]), Font.SANS, size) / 2)
    step = (room - left - right) / max(len(block.moments) - 1, 1)
    zero = foot + 6 * scale - low * unit
    shapes: list[Shape] = [Path([(0, foot), (room, foot)], colours.hairline)]
    if low <= 0:
        shapes = [Path([(0, zero), (room, zero)], colours.faint)]
    nth = every_nth(block.moments, Font.SANS, size, step - 3)
    for place, moment in enumerate(reversed(block.moments)):
        if place % nth == 0:
            x = left + (len(block.moments) - 1 - place) * step
            shapes.append(Label(x, 2.5, moment, Font.SANS, size, colours.soft, Align.CENTRE))
    starts: list[Label] = []
    names: list[Label] = []
    for series, end, tone in zip(block.series, ends, tones, strict=False):
        points = [
            (left + place * step, foot + 6 * scale + (value - low) * unit)
            for place, value in enumerate(series.values)
            if value is not None
        ]
        if not points:
            continue
        if len(points) > 1:
            shapes.append(Path(points, tone, 1.8 * scale))
        shapes += [Dot(x, y, 2.5 * scale, tone) for x, y in points]
        level = points[-1][1] - size * 0.34
        text = cut(end, Font.SANS_BOLD, size, right - 8)
        names.append(Label(points[-1][0] + 7, level, text, Font.SANS_BOLD, size, tone))
        if len(points) > 1 and series.shown:
            x, y = points[0]
            level = y - size * 0.34
            shown = series.shown[0]
            starts.append(Label(x - 6, level, shown, Font.TAB, size, tone, Align.RIGHT))
    shapes += [*_apart(starts, size + 1.5), *_apart(names, size + 1.5)]
    return Picture(room, foot + 6 * scale + (high - low) * unit + size, shapes, block.says)


def _range(series: Sequence[Series]) -> tuple[float, float]:
    """The values to show: from zero, or from nearer by when all lie far above it."""
    known = [value for line in series for value in line.values if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    return (low, high) if low < 0 or low > high / 2 else (0, high)


def _end(series: Series) -> str:
    return f"{series.shown[-1]} {series.name}".strip() if series.shown else series.name


def _apart(labels: list[Label], distance: float) -> list[Label]:
    """Labels moved so that they do not touch, in the order of their heights."""
    ordered = sorted(labels, key=lambda label: label.y)
    moved: list[Label] = []
    for label in ordered:
        y = max(label.y, moved[-1].y + distance) if moved else label.y
        moved.append(
            Label(label.x, y, label.text, label.font, label.size, label.colour, label.align)
        )
    return moved


def shares(block: ShareChart, press: Press, room: float) -> Picture:
    """One bar in parts; below it each part with its share and its value, in two columns."""
    if not block.parts:
        return Picture(room, 0, (), block.says)
    colours, scale = press.colours, press.scale
    total = sum(max(part.value, 0) for part in block.parts)
    tones = [colours.shares[place % len(colours.shares)] for place in range(len(block.parts))]
    size, leading, thick = NAME * scale, 13.2 * scale, 26 * scale
    rows = -(-len(block.parts) // 2)
    height = thick + 7 * scale + rows * leading
    foot = height - thick
    shapes: list[Shape] = []
    if not total:
        shapes.append(Rect(0, foot, room, thick, colours.grey_light))
    percents = [_percent(part.value, total) for part in block.parts]
    left = 0.0
    for part, tone, percent in zip(block.parts, tones, percents, strict=True):
        share = (room + 1) * max(part.value, 0) / total if total else 0
        if share:
            shapes.append(Rect(left, foot, max(share - 1, 0.6), thick, tone))
        if width(percent, Font.SANS_BOLD, size) + 11 * scale < share:
            level = foot + thick / 2 - size * 0.34
            ink = readable_on(tone)
            shapes.append(Label(left + 6 * scale, level, percent, Font.SANS_BOLD, size, ink))
        left += share
    half = (room - 18) / 2
    values = max((width(part.shown, Font.TAB, size) for part in block.parts), default=0)
    for place, (part, tone, percent) in enumerate(zip(block.parts, tones, percents, strict=True)):
        column, row = divmod(place, rows)
        x = column * (half + 18)
        level = foot - 7 * scale - row * leading - size
        edge = x + half - values - 8 * scale
        free = edge - width("100%", Font.TAB, size) - x - 16 * scale
        name = cut(part.label, Font.SANS, size, free)
        shapes += [
            Rect(x, level - 0.3 * scale, 7 * scale, 7 * scale, tone),
            Label(x + 12 * scale, level, name, Font.SANS, size, colours.ink),
            Label(edge, level, percent, Font.TAB, size, colours.soft, Align.RIGHT),
            Label(x + half, level, part.shown, Font.TAB, size, colours.ink, Align.RIGHT),
        ]
    return Picture(room, height, shapes, block.says)


def _percent(value: float, total: float) -> str:
    """Rounded half up, as a reader does; without a total there are no shares."""
    return f"{int(100 * value / total + 0.5)}%" if total and value > 0 else "0%"
