"""Charts: everything drawn stays on its sheet, and says its values in print."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from coopadmin.paper import (
    Bar,
    BarChart,
    Chart,
    ColumnChart,
    LineChart,
    Look,
    Series,
    ShareChart,
)
from coopadmin.paper.charts import pictures
from coopadmin.paper.fonts import width
from coopadmin.paper.picture import Dot, Label, Path, Picture, Rect
from coopadmin.paper.press import Align, Press
from coopadmin.paper.screen import chart_svg

LONG = "X" * 200
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()


def bars(*values: float, before: float | None = None) -> list[Bar]:
    return [Bar(f"naam {at}", value, f"{value:g}", before) for at, value in enumerate(values)]


CHARTS: dict[str, Chart] = {
    "bars": BarChart(bars(2184, 1908, 796, before=1000), "x"),
    "bars below zero": BarChart(bars(120, -40, 0, before=-90), "x"),
    "all bars below zero": BarChart(bars(-120, -40), "x"),
    "bars of nothing": BarChart(bars(0, 0), "x"),
    "bar with a long name": BarChart([Bar(LONG, 1, "1"), Bar("kort " * 30, 2, "2")], "x"),
    "bar with a long value": BarChart([Bar("a", 1, "1.234.567.890,12")], "x"),
    "columns": ColumnChart(bars(*range(12), before=4), "x"),
    "columns below zero": ColumnChart(bars(10, -20, 30, -5, 0, before=-7), "x"),
    "columns of nothing": ColumnChart(bars(0, 0, 0), "x"),
    "one column": ColumnChart([Bar("2025", 3, "3", now=True)], "x"),
    "many columns": ColumnChart(bars(*(12345.0 * at for at in range(30))), "x"),
    "lines": LineChart(
        ["2023", "2024", "2025"],
        [Series("baten", (50, 55, 67), ("50", "67")), Series("lasten", (48, 57, 65), ("48", "65"))],
        "x",
    ),
    "lines below zero": LineChart(["2024", "2025"], [Series(LONG, (9, -4), ("9", "−4"))], "x"),
    "lines with holes": LineChart(
        ["2023", "2024", "2025"],
        [Series("a", (None, None, None), ()), Series("b", (None, 5, None), ("", "5"))],
        "x",
    ),
    "one moment": LineChart(["2025"], [Series("a", (0,), ("0",))], "x"),
    "shares": ShareChart(bars(7940, 36500, 18764, 4250, 386), "x"),
    "shares of nothing": ShareChart(bars(0, 0), "x"),
    "one long share": ShareChart([Bar(LONG, 1, "1")], "x"),
    "empty bars": BarChart([], "x"),
    "empty columns": ColumnChart([], "x"),
    "empty lines": LineChart([], [], "x"),
    "empty shares": ShareChart([], "x"),
}


def extent(shape: object) -> tuple[float, float, float, float]:
    """Left, right, foot and top of a shape."""
    match shape:
        case Rect():
            return shape.x, shape.x + shape.width, shape.y, shape.y + shape.height
        case Dot():
            r = shape.radius
            return shape.x - r, shape.x + r, shape.y - r, shape.y + r
        case Path():
            across, up = zip(*shape.points, strict=True)
            return min(across), max(across), min(up), max(up)
        case Label():
            wide = width(shape.text, shape.font, shape.size)
            left = {Align.LEFT: 0.0, Align.CENTRE: wide / 2, Align.RIGHT: wide}[shape.align]
            top = shape.y + shape.size * 0.75
            return shape.x - left, shape.x - left + wide, shape.y - shape.size * 0.22, top
    raise AssertionError(shape)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", CHARTS)
def test_all_of_a_chart_is_inside_its_sheet(name: str, large: bool) -> None:
    for picture in pictures(CHARTS[name], Press(Look(large=large)), 351.5):
        for shape in picture.shapes:
            left, right, foot, top = extent(shape)
            assert left >= -1, shape
            assert right <= picture.width + 1.5, shape
            assert foot >= -1, shape
            assert top <= picture.height + 1.5, shape
            if isinstance(shape, Rect):
                assert shape.width >= 0
                assert shape.height >= 0


@pytest.mark.parametrize("name", CHARTS)
def test_no_two_texts_of_a_chart_touch(name: str) -> None:
    for picture in pictures(CHARTS[name], Press(Look()), 351.5):
        labels = [extent(shape) for shape in picture.shapes if isinstance(shape, Label)]
        for at, one in enumerate(labels):
            for other in labels[at + 1 :]:
                apart = (
                    one[1] <= other[0] + 0.5
                    or other[1] <= one[0] + 0.5
                    or one[3] <= other[2] + 0.5
                    or other[3] <= one[2] + 0.5
                )
                assert apart, (name, one, other)


def rects(picture: Picture) -> list[Rect]:
    return [shape for shape in picture.shapes if isinstance(shape, Rect)]


def test_bars_are_as_long_as_their_values() -> None:
    chart = BarChart(bars(100, 50, 0), "x")
    first, second, third = pictures(chart, Press(Look()), 351.5)
    assert rects(first)[0].width == pytest.approx(2 * rects(second)[0].width)
    assert not rects(third)


def test_columns_are_as_high_as_their_values_and_stand_on_zero() -> None:
    (picture,) = pictures(ColumnChart(bars(10, -20), "x"), Press(Look()), 351.5)
    up, down = rects(picture)
    assert down.height == pytest.approx(2 * up.height)
    assert down.y + down.height == pytest.approx(up.y)


def test_last_year_is_a_tick_at_its_own_value() -> None:
    (picture,) = pictures(BarChart([Bar("a", 50, "50", before=100)], "x"), Press(Look()), 351.5)
    bar = rects(picture)[0]
    tick = next(shape for shape in picture.shapes if isinstance(shape, Path))
    assert tick.points[0][0] - bar.x == pytest.approx(2 * bar.width)


def test_shares_are_written_in_whole_percents() -> None:
    (picture,) = pictures(ShareChart(bars(1, 1, 6), "x"), Press(Look()), 351.5)
    texts = [shape.text for shape in picture.shapes if isinstance(shape, Label)]
    assert texts.count("13%") == 4
    assert texts.count("75%") == 2


@pytest.mark.parametrize("name", CHARTS)
def test_the_screen_gets_the_same_chart(name: str) -> None:
    tree = ET.fromstring(chart_svg(CHARTS[name]))
    parts = pictures(CHARTS[name], Press(Look()), 351.5)
    texts = [shape.text for part in parts for shape in part.shapes if isinstance(shape, Label)]
    assert [element.text or "" for element in tree if element.tag.endswith("text")] == texts
    assert tree.attrib["aria-label"] == "x"


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    chart = BarChart([Bar('<script>"&', 1, "1")], says='"><script>')
    tree = ET.fromstring(chart_svg(chart))
    assert not [element for element in tree.iter() if element.tag.endswith("script")]
    assert tree.attrib["aria-label"] == '"><script>'


@pytest.mark.parametrize("kind", [BarChart, ColumnChart])
def test_a_value_from_elsewhere_is_paler_than_the_others_and_this_year_is_not(
    kind: type[BarChart | ColumnChart],
) -> None:
    press = Press(Look())
    values = [Bar("a*", 5, "5", pale=True), Bar("b", 5, "5"), Bar("c", 5, "5", now=True)]
    made = pictures(kind(values, "x"), press, 300)
    tones = [s.colour for picture in made for s in picture.shapes if isinstance(s, Rect)]
    colours = press.colours
    assert tones == [colours.bar_light, colours.bar, colours.now]
