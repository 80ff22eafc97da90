"""Layout: blocks under and beside one another that break over pages without losing anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from coopadmin.paper.press import paint

RAIL = 40 * mm
GUTTER = 6 * mm
MAIN = 124 * mm
WHOLE = RAIL + GUTTER + MAIN
PAGE_ROOM = 680.0
"""Less than the height of any page's frame: what is higher must break somewhere."""
BOUNDLESS = 1e6


class Piece(Flowable):
    """A block with the room it wants around it; `baseline` is the depth of its first line."""

    baseline: float | None = None

    def __init__(self, before: float = 0, after: float = 0) -> None:
        super().__init__()
        self.spaceBefore = before
        self.spaceAfter = after


def first_baseline(flowable: Flowable) -> float | None:
    """How deep the first line of text stands, or None for a picture."""
    if isinstance(flowable, Paragraph):
        return float(flowable.style.fontSize)
    return flowable.baseline if isinstance(flowable, Piece) else None


def _keeps_with_next(flowable: Flowable) -> bool:
    return bool(getattr(flowable, "keepWithNext", 0))


class Blank(Piece):
    """Nothing, of a given height."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.height = height

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return width, self.height

    def draw(self) -> None:
        """Leave the paper white."""


class Break(Blank):
    """The end of a page."""

    def __init__(self) -> None:
        super().__init__(0)


class Drawn(Piece):
    """A drawing of fixed height, made by a function of the canvas."""

    def __init__(
        self,
        height: float,
        draw: Callable[[Canvas], None],
        *,
        baseline: float | None = None,
    ) -> None:
        super().__init__()
        self.height = height
        self.baseline = baseline
        self._draw = draw

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        self._draw(self.canv)


class Stack(Piece):
    """Blocks under one another; of two touching spaces the larger one stays."""

    def __init__(
        self,
        items: Sequence[Flowable],
        *,
        before: float = 0,
        after: float = 0,
        whole: bool = False,
    ) -> None:
        super().__init__(before, after)
        self.items = list(items)
        self.whole = whole
        self._places: list[tuple[float, float]] = []

    @property
    def _first(self) -> float | None:
        return first_baseline(self.items[0]) if self.items else None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.baseline = self._first
        depth = gap = 0.0
        self._places = []
        for item in self.items:
            tall = item.wrap(width, BOUNDLESS)[1]
            if self._places:
                depth += max(gap, item.getSpaceBefore())
            self._places.append((depth, tall))
            depth += tall
            gap = item.getSpaceAfter()
        # An item may learn its first line only while it is measured.
        self.baseline = self._first
        self.height = depth
        return width, depth

    def split(self, width: float, height: float) -> list[Flowable]:
        total = self.wrap(width, height)[1]
        if total <= height:
            return [self]
        if self.whole and total <= PAGE_ROOM:
            return []
        at = next(i for i, (top, tall) in enumerate(self._places) if top + tall > height)
        top = self._places[at][0]
        room = height - top
        parts = self.items[at].split(width, room) if room > 0 else []
        if len(parts) > 1:
            above, below = [*self.items[:at], parts[0]], [*parts[1:], *self.items[at + 1 :]]
        else:
            while at and _keeps_with_next(self.items[at - 1]):
                at -= 1
            above, below = self.items[:at], self.items[at:]
        return [self._part(above), self._part(below)] if above else []

    def _part(self, items: list[Flowable]) -> Stack:
        return Stack(items, before=self.spaceBefore, after=self.spaceAfter)

    def draw(self) -> None:
        for item, (top, tall) in zip(self.items, self._places, strict=True):
            item.drawOn(self.canv, 0, self.height - top - tall)


class Beside(Piece):
    """The rail and the main column, their first lines level; only the main column breaks."""

    def __init__(self, rail: Stack, main: Stack, *, before: float = 0, after: float = 0) -> None:
        super().__init__(before, after)
        self.rail = rail
        self.main = main

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        rail = self.rail.wrap(RAIL, BOUNDLESS)[1]
        main = self.main.wrap(width - RAIL - GUTTER, BOUNDLESS)[1]
        one, other = self.rail.baseline, self.main.baseline
        level = 0.0 if one is None or other is None else other - one
        self._rail_top, self._main_top = max(level, 0), max(-level, 0)
        self.baseline = other
        self.height = max(rail + self._rail_top if self.rail.items else 0, main + self._main_top)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.wrap(width, height)[1] <= height:
            return [self]
        rails = [self.rail, Stack(())]
        if self.rail.height + self._rail_top > height:
            if self.rail.height < PAGE_ROOM:
                return []
            rails = [part for part in self.rail.split(RAIL, height) if isinstance(part, Stack)]
        column = width - RAIL - GUTTER
        mains = self.main.split(column, height - self._main_top)
        if not mains or len(rails) < 2:
            return []
        halves = [part for part in mains if isinstance(part, Stack)]
        if len(halves) == 1:
            halves.append(Stack(()))
        return [
            Beside(rails[0], halves[0], before=self.spaceBefore),
            Beside(rails[1], halves[1], after=self.spaceAfter),
        ]

    def draw(self) -> None:
        if self.rail.items:
            self.rail.drawOn(self.canv, 0, self.height - self._rail_top - self.rail.height)
        if self.main.items:
            top = self.height - self._main_top - self.main.height
            self.main.drawOn(self.canv, RAIL + GUTTER, top)


class Box(Piece):
    """A stack on a ground or in a frame, with room inside it; it may break over pages."""

    def __init__(
        self,
        inside: Stack,
        *,
        ground: str = "",
        edge: str = "",
        frame: str = "",
        padding: tuple[float, float] = (11, 9),
        before: float = 0,
        after: float = 0,
    ) -> None:
        super().__init__(before, after)
        self.inside = inside
        self._ground, self._edge, self._frame, self._padding = ground, edge, frame, padding

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        across, down = self._padding
        self.width = width
        self.height = self.inside.wrap(width - 2 * across, BOUNDLESS)[1] + 2 * down
        self.baseline = None if self.inside.baseline is None else self.inside.baseline + down
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.wrap(width, height)[1] <= height:
            return [self]
        if self.height <= PAGE_ROOM / 3:
            return []
        across, down = self._padding
        parts = self.inside.split(width - 2 * across, height - 2 * down)
        return [
            Box(
                part,
                ground=self._ground,
                edge=self._edge,
                frame=self._frame,
                padding=self._padding,
                before=self.spaceBefore,
                after=self.spaceAfter,
            )
            for part in parts
            if isinstance(part, Stack)
        ]

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        if self._ground:
            canvas.setFillColor(paint(self._ground))
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
        if self._edge:
            canvas.setFillColor(paint(self._edge))
            canvas.rect(0, 0, 3, self.height, stroke=0, fill=1)
        if self._frame:
            canvas.setStrokeColor(paint(self._frame))
            canvas.setLineWidth(0.8)
            canvas.setDash(3, 2.5)
            canvas.roundRect(0.4, 0.4, self.width - 0.8, self.height - 0.8, 3, stroke=1, fill=0)
        canvas.restoreState()
        across, down = self._padding
        self.inside.drawOn(canvas, across, down)


def pages(items: Sequence[Flowable], width: float, first: float, next_: float) -> list[Stack]:
    """Lay blocks on pages of given heights: one stack for each page, at least one."""
    laid: list[Stack] = []
    room = first
    for part in _parts(items):
        rest: Stack | None = Stack(part)
        while rest is not None:
            above, rest = _filled(rest, width, room)
            laid.append(above)
            room = next_
    return laid


def _filled(stack: Stack, width: float, room: float) -> tuple[Stack, Stack | None]:
    """What goes on an empty page, and what remains."""
    if stack.wrap(width, room)[1] <= room:
        return stack, None
    halves = [part for part in stack.split(width, room) if isinstance(part, Stack)]
    if not halves:
        # One thing that cannot break is higher than the page: it is drawn smaller, not lost.
        halves = [Stack(stack.items[:1]), Stack(stack.items[1:])]
    above, below = halves
    above.wrap(width, room)
    return above, below if below.items else None


def _parts(items: Sequence[Flowable]) -> list[list[Flowable]]:
    parts: list[list[Flowable]] = [[]]
    for item in items:
        if isinstance(item, Break):
            parts.append([])
        else:
            parts[-1].append(item)
    return [part for part in parts if part] or [[]]
