"""Charts: flat bars, columns and lines with their values written where the eye is."""

from __future__ import annotations

from collections.abc import Sequence

from coopadmin.paper.blocks import Bar, BarChart, Chart, ColumnChart, LineChart, ShareChart
from coopadmin.paper.fonts import Font, tidy, width
from coopadmin.paper.look import readable_on
from coopadmin.paper.picture import Dot, Label, Path, Picture, Rect, Shape
from coopadmin.paper.press import Align, Press

LABEL, VALUE, AXIS = 9.8, 9.4, 8.6
PITCH, THICK = 20.7, 10.8
COLUMN_ROOM = 100.0
LEAST_SIZE = 7.0


def pictures(chart: Chart, press: Press, room: float) -> list[Picture]:
    """A chart as pictures under one another, so that a long one can break over pages."""
    match chart:
        case BarChart():
            return _bars(chart, press, room)
        case ColumnChart():
            return [_columns(chart, press, room)]
        case LineChart():
            return [_lines(chart, press, room)]
        case ShareChart():
            return [_shares(chart, press, room)]


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
    colour = colours.accent if bar.now else colours.bar
    if long:
        shapes.append(Rect(start, middle - thick / 2, long, thick, colour))
    shapes.append(Path([(zero, middle - thick / 2), (zero, middle + thick / 2)], colours.faint))
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


# ------------------------------------------------------------------------------ columns


def _columns(block: ColumnChart, press: Press, room: float) -> Picture:
    colours, scale = press.colours, press.scale
    size = AXIS * scale
    count = max(len(block.bars), 1)
    # A few columns would become slabs: they keep their width and stand at the left.
    pitch = min(room / count, 58 * scale)
    ends = [bar.value for bar in block.bars] + [bar.before or 0 for bar in block.bars] + [0]
    low, high = min(ends), max(ends)
    unit = COLUMN_ROOM * scale / (high - low) if high > low else 0
    foot = size + 6 * scale
    zero = foot - low * unit + (size + 4 if low < 0 else 0)
    top = zero + high * unit + size + 5
    shapes: list[Shape] = []
    value_size = _fitted([bar.shown for bar in block.bars], Font.TAB, size, pitch - 2)
    label_size = _fitted([bar.label for bar in block.bars], Font.SANS, size, pitch - 2)
    every = _every([bar.label for bar in block.bars], Font.SANS, label_size, pitch - 2)
    sparse = _every([bar.shown for bar in block.bars], Font.TAB, value_size, pitch - 2)
    thick = min(pitch * 0.62, 30 * scale)
    for place, bar in enumerate(block.bars):
        middle = (place + 0.5) * pitch
        long = bar.value * unit
        if long:
            low_end = zero + min(long, 0)
            colour = colours.accent if bar.now else colours.bar
            shapes.append(Rect(middle - thick / 2, low_end, thick, abs(long), colour))
        peak = long
        if bar.before is not None:
            tick = zero + bar.before * unit
            reach = thick / 2 + 2.5 * scale
            shapes.append(Path([(middle - reach, tick), (middle + reach, tick)], colours.ink, 1.1))
            peak = max(long, bar.before * unit) if bar.value >= 0 else min(long, bar.before * unit)
        last = len(block.bars) - 1 - place
        if last % sparse == 0:
            level = zero + peak + 3.5 if bar.value >= 0 else zero + peak - size - 1
            shapes.append(
                Label(
                    middle,
                    level,
                    bar.shown,
                    Font.TAB_BOLD if bar.now else Font.TAB,
                    value_size,
                    colours.ink,
                    Align.CENTRE,
                )
            )
        if last % every == 0:
            shapes.append(
                Label(middle, 2.5, bar.label, Font.SANS, label_size, colours.soft, Align.CENTRE)
            )
    shapes.append(Path([(0, zero), (pitch * count, zero)], colours.faint))
    return Picture(room, top, shapes, block.says)


def _fitted(texts: Sequence[str], font: Font, size: float, room: float) -> float:
    widest = max((width(tidy(text), font, size) for text in texts), default=0)
    return size if widest <= room else max(LEAST_SIZE, size * room / widest)


def _every(texts: Sequence[str], font: Font, size: float, room: float) -> int:
    """Each how-manieth text can be shown without touching the next."""
    widest = max((width(tidy(text), font, size) for text in texts), default=0)
    return max(1, -int(-widest // room))


# ------------------------------------------------------------------------------ lines


def _lines(block: LineChart, press: Press, room: float) -> Picture:
    colours, scale = press.colours, press.scale
    size = AXIS * scale
    tones = (colours.accent, colours.contrast, colours.bar, colours.grey)
    known = [value for series in block.series for value in series.values if value is not None]
    low, high = min([0, *known]), max([0, *known])
    unit = COLUMN_ROOM * scale / (high - low) if high > low else 0
    foot = size + 8 * scale
    zero = foot - low * unit
    names = [f"{series.shown[-1]} {series.name}" for series in block.series if series.shown]
    margin = min(
        max((width(tidy(name), Font.SANS_BOLD, size) for name in names), default=0) + 10,
        room * 0.4,
    )
    count = max(len(block.moments), 1)
    start = max((width(s.shown[0], Font.TAB, size) for s in block.series if s.shown), default=0)
    start = start / 2 + 2
    step = (room - margin - start) / max(count - 1, 1)
    shapes: list[Shape] = [Path([(0, zero), (room - margin, zero)], colours.faint)]
    every = _every(block.moments, Font.SANS, size, step - 3)
    for place, moment in enumerate(block.moments):
        if (count - 1 - place) % every == 0:
            x = start + place * step
            shapes.append(Label(x, 2.5, moment, Font.SANS, size, colours.soft, Align.CENTRE))
    taken: list[float] = []
    for series, tone in zip(block.series, tones, strict=False):
        points = [
            (start + place * step, zero + value * unit)
            for place, value in enumerate(series.values)
            if value is not None
        ]
        if not points:
            continue
        if len(points) > 1:
            shapes.append(Path(points, tone, 1.8 * scale))
        shapes += [Dot(x, y, 2.6 * scale, tone) for x, y in points]
        x, y = points[-1]
        y = _clear(y - size * 0.34, taken, size + 2)
        room_for_name = room - x - 7
        name = press_short(f"{series.shown[-1]} {series.name}".strip(), size, room_for_name)
        shapes.append(Label(x + 7, y, name, Font.SANS_BOLD, size, tone))
        if len(points) > 1:
            first_x, first_y = points[0]
            shapes.append(
                Label(
                    first_x,
                    first_y + 6 * scale,
                    series.shown[0],
                    Font.TAB,
                    size,
                    colours.ink,
                    Align.CENTRE,
                )
            )
    return Picture(room, zero + high * unit + size + 8 * scale, shapes, block.says)


def _clear(level: float, taken: list[float], apart: float) -> float:
    """A height near `level` that no other name stands at."""
    while any(abs(level - other) < apart for other in taken):
        level += apart / 2
    taken.append(level)
    return level


def press_short(text: str, size: float, room: float) -> str:
    """Text cut to a width with an ellipsis, in bold."""
    if width(tidy(text), Font.SANS_BOLD, size) <= room:
        return text
    while text and width(tidy(text) + "…", Font.SANS_BOLD, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


# ------------------------------------------------------------------------------ parts of a whole


def _shares(block: ShareChart, press: Press, room: float) -> Picture:
    colours, scale = press.colours, press.scale
    parts = [part for part in block.parts if part.value > 0]
    total = sum(part.value for part in parts)
    size = 9.2 * scale
    leading = 13.2 * scale
    bar_height = 26 * scale
    rows = -(-len(block.parts) // 2)
    height = bar_height + 7 * scale + rows * leading
    bar_foot = height - bar_height
    shapes: list[Shape] = []
    if not parts:
        shapes.append(Rect(0, bar_foot, room, bar_height, colours.grey_light))
    tones = dict(zip((id(part) for part in block.parts), colours.shares * 9, strict=False))
    left = 0.0
    for part in parts:
        share = (room + 1) * part.value / total
        tone = tones[id(part)]
        shapes.append(Rect(left, bar_foot, max(share - 1, 0.6), bar_height, tone))
        percent = f"{round(100 * part.value / total)}%"
        if width(percent, Font.SANS_BOLD, size) + 10 * scale < share:
            shapes.append(
                Label(
                    left + 6 * scale,
                    bar_foot + bar_height / 2 - size * 0.34,
                    percent,
                    Font.SANS_BOLD,
                    size,
                    readable_on(tone, colours),
                )
            )
        left += share
    half = (room - 16) / 2
    for place, part in enumerate(block.parts):
        column, row = divmod(place, rows)
        x = column * (half + 16)
        baseline = bar_foot - 7 * scale - row * leading - size
        shapes.append(Rect(x, baseline - 0.5, 7 * scale, 7 * scale, tones[id(part)]))
        value = width(part.shown, Font.TAB, size)
        name = part.label
        free = half - 12 * scale - value - 8
        while name and width(tidy(name), Font.SANS, size) > free:
            name = name[:-2].rstrip() + "…" if len(name) > 2 else ""
        shapes.append(Label(x + 12 * scale, baseline, name, Font.SANS, size, colours.ink))
        shapes.append(
            Label(x + half, baseline, part.shown, Font.TAB, size, colours.ink, Align.RIGHT)
        )
    return Picture(room, height, shapes, block.says)


# ------------------------------------------------------------------------------ text in charts


def broken(text: str, font: Font, size: float, room: float) -> list[str]:
    """Text in lines that fit a width; a word that is too long is cut."""
    lines: list[str] = []
    line = ""
    for word in tidy(text).split():
        joined = f"{line} {word}" if line else word
        if width(joined, font, size) <= room:
            line = joined
            continue
        if line:
            lines.append(line)
        while width(word, font, size) > room and len(word) > 1:
            cut = len(word)
            while cut > 1 and width(word[:cut], font, size) > room:
                cut -= 1
            lines.append(word[:cut])
            word = word[cut:]
        line = word
    return [*lines, line] if line or not lines else lines
