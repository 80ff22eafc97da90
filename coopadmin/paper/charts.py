"""Charts: flat bars, columns and lines with their values written where the eye is."""

from __future__ import annotations

from coopadmin.paper.blocks import Bar, BarChart, Chart, ColumnChart, LineChart, ShareChart
from coopadmin.paper.fonts import Font, broken, every_nth, fitted, tidy, width
from coopadmin.paper.look import Palette
from coopadmin.paper.picture import Dot, Label, Path, Picture, Rect, Shape
from coopadmin.paper.press import Align, Press
from coopadmin.paper.trends import lines, shares

LABEL, VALUE, AXIS = 9.8, 9.4, 8.6
PITCH, THICK = 20.7, 10.8
COLUMN_ROOM = 100.0


def pictures(chart: Chart, press: Press, room: float) -> list[Picture]:
    """A chart as pictures under one another, so that a long one can break over pages."""
    match chart:
        case BarChart():
            return _bars(chart, press, room)
        case ColumnChart():
            return [_columns(chart, press, room)]
        case LineChart():
            return [lines(chart, press, room)]
        case ShareChart():
            return [shares(chart, press, room)]


def chart(block: Chart, press: Press, room: float) -> Picture:
    """A chart in one picture, for the screen."""
    parts = pictures(block, press, room)
    shapes: list[Shape] = []
    below = sum(part.height for part in parts)
    height = below
    for part in parts:
        below -= part.height
        shapes += [_lifted(shape, below) for shape in part.shapes]
    return Picture(room, height, shapes, block.says)


def _lifted(shape: Shape, by: float) -> Shape:
    match shape:
        case Rect():
            return Rect(shape.x, shape.y + by, shape.width, shape.height, shape.colour)
        case Dot():
            return Dot(shape.x, shape.y + by, shape.radius, shape.colour)
        case Path():
            points = [(x, y + by) for x, y in shape.points]
            return Path(points, shape.colour, shape.weight, shape.filled)
        case Label():
            return Label(
                shape.x, shape.y + by, shape.text, shape.font, shape.size, shape.colour, shape.align
            )


# ------------------------------------------------------------------------------ bars


def _bars(block: BarChart, press: Press, room: float) -> list[Picture]:
    scale = press.scale
    size = LABEL * scale
    longest = max((width(tidy(bar.label), Font.SANS, size) for bar in block.bars), default=0)
    names = min(longest, room * 0.42)
    names = max(names, room * 0.30) + 12
    values = max((width(bar.shown, Font.TAB_BOLD, VALUE * scale) for bar in block.bars), default=0)
    ends = [bar.value for bar in block.bars] + [bar.before or 0 for bar in block.bars] + [0]
    low, high = min(ends), max(ends)
    # A value stands right of a positive bar and left of a negative one.
    left = names + (values + 6 if low < 0 else 0)
    unit = (room - left - values - 10) / (high - low) if high > low else 0
    zero = left - low * unit
    return [
        _bar(bar, press, room, (names, zero, unit), block.says if not place else "")
        for place, bar in enumerate(block.bars)
    ]


def _bar(
    bar: Bar, press: Press, room: float, scale_at: tuple[float, float, float], says: str
) -> Picture:
    colours, scale = press.colours, press.scale
    names, zero, unit = scale_at
    lines = broken(bar.label, Font.SANS, LABEL * scale, names - 12)
    leading = 12.4 * scale
    height = PITCH * scale + (len(lines) - 1) * leading
    middle = height - PITCH * scale / 2
    baseline = middle - LABEL * scale * 0.34
    shapes: list[Shape] = [
        Label(0, baseline - at * leading, line, Font.SANS, LABEL * scale, colours.ink)
        for at, line in enumerate(lines)
    ]
    long = abs(bar.value) * unit
    start = zero if bar.value >= 0 else zero - long
    thick = THICK * scale
    colour = _tone(bar, colours)
    if long:
        shapes.append(Rect(start, middle - thick / 2, long, thick, colour))
    if not long or zero > names:
        reach = PITCH * scale / 2
        shapes.append(Path([(zero, middle - reach), (zero, middle + reach)], colours.hairline))
    end = zero + bar.value * unit
    if bar.before is not None:
        tick = zero + bar.before * unit
        reach = thick / 2 + 2 * scale
        shapes.append(Path([(tick, middle - reach), (tick, middle + reach)], colours.ink, 1.1))
        end = max(end, tick) if bar.value >= 0 else min(end, tick)
    side = 1 if bar.value >= 0 else -1
    shapes.append(
        Label(
            end + side * 5 * scale,
            middle - VALUE * scale * 0.34,
            bar.shown,
            Font.TAB_BOLD,
            VALUE * scale,
            colours.ink,
            Align.LEFT if side > 0 else Align.RIGHT,
        )
    )
    return Picture(room, height, shapes, says, height - baseline)


def _tone(bar: Bar, colours: Palette) -> str:
    if bar.now:
        return colours.now
    return colours.bar_light if bar.pale else colours.bar


# ------------------------------------------------------------------------------ columns


def _columns(block: ColumnChart, press: Press, room: float) -> Picture:
    colours, scale = press.colours, press.scale
    size = AXIS * scale
    count = len(block.bars)
    if not count:
        return Picture(room, 0, (), block.says)
    # A few columns would become slabs: they keep their width and stand at the left.
    pitch = min(room / count, 58 * scale)
    ends = [bar.value for bar in block.bars] + [bar.before or 0 for bar in block.bars] + [0]
    low, high = min(ends), max(ends)
    unit = COLUMN_ROOM * scale / (high - low) if high > low else 0
    foot = size + 6 * scale
    zero = foot - low * unit + (size + 4 if low < 0 else 0)
    top = zero + high * unit + size + 5
    shapes: list[Shape] = []
    value_size = fitted([bar.shown for bar in block.bars], Font.TAB, size, pitch - 2)
    label_size = fitted([bar.label for bar in block.bars], Font.SANS, size, pitch - 2)
    nth = every_nth([bar.label for bar in block.bars], Font.SANS, label_size, pitch - 2)
    sparse = every_nth([bar.shown for bar in block.bars], Font.TAB, value_size, pitch - 2)
    thick = min(pitch * 0.62, 30 * scale)
    for place, bar in enumerate(block.bars):
        middle = (place + 0.5) * pitch
        long = bar.value * unit
        if long:
            low_end = zero + min(long, 0)
            colour = _tone(bar, colours)
            shapes.append(Rect(middle - thick / 2, low_end, thick, abs(long), colour))
        peak = long
        if bar.before is not None:
            tick = zero + bar.before * unit
            reach = thick / 2 + 2.5 * scale
            shapes.append(Path([(middle - reach, tick), (middle + reach, tick)], colours.ink, 1.1))
            peak = max(long, bar.before * unit) if bar.value >= 0 else min(long, bar.before * unit)
        last = len(block.bars) - 1 - place
        # Where not all values can be written, the last and the highest say most.
        if sparse == 1 or not last or bar.value == high:
            level = zero + peak + 3.5 if bar.value >= 0 else zero + peak - size - 1
            font = Font.TAB_BOLD if bar.now else Font.TAB
            shapes.append(_centred(middle, level, bar.shown, font, value_size, colours.ink, room))
        if last % nth == 0:
            shapes.append(
                _centred(middle, 2.5, bar.label, Font.SANS, label_size, colours.soft, room)
            )
    shapes.append(Path([(0, zero), (pitch * count, zero)], colours.faint))
    return Picture(room, top, shapes, block.says)


def _centred(
    x: float, y: float, text: str, font: Font, size: float, colour: str, room: float
) -> Label:
    """A label in the middle of a column, or as near to it as the edge of the sheet allows."""
    half = width(tidy(text), font, size) / 2
    return Label(min(max(x, half), room - half), y, text, font, size, colour, Align.CENTRE)
