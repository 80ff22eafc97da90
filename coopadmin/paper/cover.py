"""The cover of a report: a village above land whose parcels are the months of the year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reportlab.pdfgen.canvas import Canvas

from coopadmin.paper.documents import Cover, House, Parcel
from coopadmin.paper.flow import BOUNDLESS, WHOLE
from coopadmin.paper.fonts import Font, width
from coopadmin.paper.letterhead import draw_logo, draw_mark, fit, split_name
from coopadmin.paper.look import readable_on
from coopadmin.paper.picture import Dot, Path, Picture, Rect, Shape, draw
from coopadmin.paper.press import Align, Press, Role

PAGE_WIDTH, PAGE_HEIGHT = 595.2756, 841.8898
LEFT = 56.6929
HORIZON = 417.0
NEAR = (-6.0, 601.2756)
FAR = (261.9213, 559.5591)
FOOT = -2.0
NARROWEST = 27.0
NAME_SIZE = 9.0
SUBTITLE_ROOM = 66.0
LOGO_ROOM = (170.0, 56.0)


def draw_cover(canvas: Canvas, cover: Cover, house: House, press: Press) -> None:
    """Draw the whole page."""
    shapes = [*_sky(press), *_land(cover.parcels, press), *_village(press)]
    draw(Picture(PAGE_WIDTH, PAGE_HEIGHT, shapes), canvas, press)
    _name_parcels(canvas, cover.parcels, press)
    _draw_sender(canvas, house, press)
    _draw_title(canvas, cover, press)


def parcel_edges(parcels: Sequence[Parcel]) -> list[float]:
    """Where parcels begin and end along the near edge, in points, one more than there are.

    Their widths follow the weights, but none is narrower than its name.
    """
    near = NEAR[1] - NEAR[0]
    weights = [max(parcel.weight, 0) for parcel in parcels]
    total = sum(weights)
    if not total:
        weights, total = [1.0] * len(parcels), float(len(parcels))
    least = min(NARROWEST, near / max(len(parcels), 1))
    widths = [near * weight / total for weight in weights]
    for _ in parcels:
        narrow = [i for i, width in enumerate(widths) if width <= least]
        wide = [i for i in range(len(widths)) if i not in narrow]
        room = near - least * len(narrow)
        taken = sum(weights[i] for i in wide)
        widths = [least if i in narrow else room * weights[i] / taken for i in range(len(widths))]
    return list(accumulate(widths, initial=NEAR[0]))


def _sky(press: Press) -> list[Shape]:
    return [Rect(0, 0, PAGE_WIDTH, PAGE_HEIGHT, press.colours.sky)]


def _land(parcels: Sequence[Parcel], press: Press) -> list[Shape]:
    colours = press.colours
    edges = parcel_edges(parcels)
    shapes: list[Shape] = [
        _field(-60, NEAR[0], -60, FAR[0], colours.water[0]),
        _field(NEAR[1], 660, FAR[1], 660, colours.parcels[0]),
        _field(-60, -14, -60, 144.06, colours.water[1]),
        _field(-60, -18, -60, 78.58, colours.water[2]),
    ]
    tones = colours.parcels
    for place, (near, end) in enumerate(pairwise(edges)):
        shapes.append(_field(near, end, _far(near), _far(end), tones[place % len(tones)]))
    for edge in edges:
        far = _far(edge)
        shapes.append(_field(edge - 2.6, edge + 2.6, far - 0.55, far + 0.55, colours.parcel_line))
    return shapes


def _far(near: float) -> float:
    """The same line of the land, at the horizon."""
    share = (near - NEAR[0]) / (NEAR[1] - NEAR[0])
    return FAR[0] + share * (FAR[1] - FAR[0])


def _field(near: float, near_end: float, far: float, far_end: float, colour: str) -> Shape:
    top = HORIZON + 1
    return Path([(near, FOOT), (near_end, FOOT), (far_end, top), (far, top)], colour, filled=True)


def _village(press: Press) -> list[Shape]:
    dark = press.colours.silhouette
    ground = HORIZON + 4
    shapes: list[Shape] = [Rect(0, HORIZON, PAGE_WIDTH, 5, dark)]
    # left, width, height of the walls, height of the roof
    houses = (
        (330, 16, 9, 8),
        (350, 22, 11, 10),
        (376, 14, 8, 7),
        (424, 18, 10, 9),
        (446, 26, 12, 11),
        (478, 15, 9, 8),
        (498, 20, 10, 9),
    )
    for left, wide, wall, roof in houses:
        shapes.append(Rect(left, ground, wide, wall, dark))
        eaves = ground + wall
        shapes.append(
            Path(
                [(left - 2, eaves), (left + wide / 2, eaves + roof), (left + wide + 2, eaves)],
                dark,
                filled=True,
            )
        )
    shapes += [
        Rect(396, ground, 20, 16, dark),
        Rect(399, ground, 9, 36, dark),
        Path([(397.5, ground + 36), (403.5, ground + 63), (409.5, ground + 36)], dark, filled=True),
    ]
    for x, up, radius in ((316, 10, 8), (306, 8, 6), (290, 7, 5), (528, 11, 9), (542, 9, 7)):
        shapes += [
            Dot(x, ground + up, radius, dark),
            Rect(x - 0.8, ground, 1.6, up, dark),
        ]
    return [*shapes, *_bus(press)]


def _bus(press: Press) -> list[Shape]:
    colours = press.colours
    body = colours.parcels[7]
    road = HORIZON + 4
    windows: list[Shape] = [
        Rect(left, road + 7.6, 4.4, 3.4, colours.sky) for left in (153, 159, 165)
    ]
    return [
        Rect(151, road + 3, 23, 10, body),
        Dot(152.2, road + 11.8, 1.6, body),
        Rect(150, road + 3, 29, 5.5, body),
        *windows,
        Dot(156, road + 3, 2.6, colours.silhouette),
        Dot(173, road + 3, 2.6, colours.silhouette),
    ]


def _name_parcels(canvas: Canvas, parcels: Sequence[Parcel], press: Press) -> None:
    edges = parcel_edges(parcels)
    tones = press.colours.parcels
    counted = any(parcel.weight > 0 for parcel in parcels)
    for place, parcel in enumerate(parcels):
        tone = tones[place % len(tones)]
        colour = readable_on(tone)
        # Up the page the strip moves with its sides; its name stands in the middle there.
        rise = (40 - FOOT) / (HORIZON + 1 - FOOT)
        left, right = (edge + rise * (_far(edge) - edge) for edge in edges[place : place + 2])
        # The outer parcels run off the page.
        left, right = max(left, 0), min(right, PAGE_WIDTH)
        for text, font, level in (
            (parcel.label, Font.SANS_BOLD, 43.0),
            (parcel.shown if counted else "", Font.SANS, 31.0),
        ):
            room = right - left - 5
            natural = width(text, font, NAME_SIZE)
            size = NAME_SIZE if natural <= room else max(5.5, NAME_SIZE * room / natural)
            middle = ((left + right) / 2, level)
            press.set(canvas, middle, text, font, size, colour=colour, align=Align.CENTRE)


def _draw_sender(canvas: Canvas, house: House, press: Press) -> None:
    wide, high = fit(house.logo, LOGO_ROOM) if house.logo else (30.0, 30.0)
    if house.logo:
        draw_logo(canvas, LEFT, 766.18 - high / 2, (wide, high), house.logo)
    else:
        draw_mark(canvas, LEFT, 751.18, 30, press)
    left = LEFT + wide + 10
    above, name = split_name(house.name)
    if above:
        press.set(canvas, (left, 768.2), above, Font.SANS, 11.5, colour=press.colours.soft)
    paragraph = press.paragraph(name, Role.COVER_NAME)
    tall = paragraph.wrap(WHOLE - wide - 30, BOUNDLESS)[1]
    first = 753.2 if above else 761.0
    paragraph.drawOn(canvas, left, first + Role.COVER_NAME.value.size - tall)


def _draw_title(canvas: Canvas, cover: Cover, press: Press) -> None:
    colours = press.colours
    room = PAGE_WIDTH - 2 * LEFT
    for text, baseline, colour in (
        (cover.title, 603.8, colours.accent),
        (cover.year, 541.4, colours.contrast),
    ):
        natural = press.width(text, Role.COVER_TITLE) / press.scale
        size = 58.0 * min(1.0, room / natural) if natural else 58.0
        press.set(canvas, (LEFT - 2, baseline), text, Font.SERIF_BOLD, size, colour=colour)
    paragraph = press.paragraph(cover.subtitle, Role.COVER_TEXT)
    tall = paragraph.wrap(250, BOUNDLESS)[1]
    if tall > SUBTITLE_ROOM:
        tall = paragraph.wrap(room, BOUNDLESS)[1]
    squeeze = min(1, SUBTITLE_ROOM / tall) if tall else 1
    canvas.saveState()
    canvas.translate(LEFT, 523.5)
    canvas.scale(squeeze, squeeze)
    paragraph.drawOn(canvas, 0, -tall)
    canvas.restoreState()
