"""Tables: columns that find their widths, lines that share a baseline, a head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from reportlab.platypus import Flowable, Paragraph

from coopadmin.paper.blocks import Line, Subhead, Table, Total, Words, italic
from coopadmin.paper.columns import MARKS, RIGHT, SIDE, column_widths, sides
from coopadmin.paper.flow import BOUNDLESS, PAGE_ROOM, Piece
from coopadmin.paper.press import Align, Press, Role, paint

ABOVE, BELOW = 3.2, 3.6
BY_HAND = 28.5
Setting: TypeAlias = "Paragraph | tuple[str, Role] | None"
"""A cell ready for the page: a paragraph, one line of text, or nothing."""


@dataclass(frozen=True)
class Laid:
    """A line of a table ready for the page, with its height."""

    cells: tuple[Setting, ...]
    height: float
    kind: str = "line"
    lift: float = ABOVE
    """How far the first line of text hangs below the line above it."""


def table(block: Table, press: Press) -> Flowable:
    """A table as something that can be laid on pages."""
    return LaidTable(block, press)


class LaidTable(Piece):
    """A table on the page; `widths` of its columns in points may come from elsewhere."""

    def __init__(
        self,
        block: Table,
        press: Press,
        lines: Sequence[Laid] | None = None,
        widths: Sequence[float] = (),
    ) -> None:
        super().__init__(before=8 * press.scale, after=16 * press.scale)
        self._block, self._press = block, press
        self._lines = lines
        self._columns = block.columns
        self._head: Laid | None = None
        self._widths = list(widths)
        self._measured = sum(widths)
        self._laid_at = 0.0

    # -------------------------------------------------------------------- measuring

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._laid_at == width:
            return width, self.height
        self.width = self._laid_at = width
        if abs(self._measured - width) > 0.01:
            self._widths = column_widths(self._block, self._press, width)
            self._measured = width
        if self._lines is None:
            self._lines = [self._lay(line) for line in self._block.lines] or self._nothing()
        self._head = self._lay_head()
        first = self._head.height if self._head else 0.0
        self.height = first + sum(line.height for line in self._lines)
        self.baseline = (
            first - BELOW - self._press.leading(Role.HEAD) + self._press.size(Role.HEAD)
            if self._head
            else ABOVE + self._press.size(Role.CELL)
        )
        return width, self.height

    def stretch(self, more: float) -> None:
        """Leave so much empty room above the last line; after `wrap`."""
        assert self._lines is not None
        if more > 0 and self._lines:
            self._lines = [*self._lines[:-1], Laid((), more, "room"), self._lines[-1]]
            self.height += more

    def split(self, width: float, height: float) -> list[Flowable]:
        if self.wrap(width, height)[1] <= height:
            return [self]
        assert self._lines is not None
        room = height - (self._head.height if self._head else 0)
        count = 0
        for line in self._lines:
            if line.height > room:
                break
            room -= line.height
            count += 1
        # A total or the name of a group says nothing without a line that belongs to it.
        while 0 < count < len(self._lines) and (
            self._lines[count].kind == "total" or self._lines[count - 1].kind == "subhead"
        ):
            count -= 1
        # Nor does a single line below a head, when the rest of the table is on the next page.
        if count == 1 and self.height < PAGE_ROOM:
            count = 0
        above, below = list(self._lines[:count]), list(self._lines[count:])
        if not above and (height > PAGE_ROOM / 2 or below[0].height > PAGE_ROOM):
            halves = self._halved(below[0], height - (self._head.height if self._head else 0))
            if halves:
                above, below = [halves[0]], [halves[1], *below[1:]]
        if not above:
            return []
        return [
            LaidTable(self._block, self._press, above, self._widths),
            LaidTable(self._block, self._press, below, self._widths),
        ]

    def _halved(self, line: Laid, room: float) -> tuple[Laid, Laid] | None:
        """A line that is higher than a page, cut in two."""
        upper: list[Setting] = []
        lower: list[Setting] = []
        for place, cell in enumerate(line.cells):
            if not isinstance(cell, Paragraph):
                upper.append(cell)
                lower.append(None)
                continue
            inner = self._inner(place)
            cell.wrap(inner, BOUNDLESS)
            parts = [
                part
                for part in cell.split(inner, room - ABOVE - BELOW)
                if isinstance(part, Paragraph)
            ]
            upper.append(parts[0] if parts else None)
            lower.append(parts[1] if len(parts) > 1 else None if parts else cell)
        if all(cell is None for cell in upper):
            return None
        return (
            self._laid(upper, line.kind),
            self._laid(lower, line.kind),
        )

    def _lay(self, line: Line) -> Laid:
        if isinstance(line, Subhead):
            cell = self._press.paragraph(line.text, Role.CELL_STRONG)
            tall = cell.wrap(self.width - SIDE, BOUNDLESS)[1]
            lift = ABOVE + 4 * self._press.scale
            return Laid((cell,), tall + lift + BELOW, "subhead", lift)
        summed = isinstance(line, Total)
        cells = [
            self._set(words, place, bold=summed or column.now or column.strong)
            for place, (words, column) in enumerate(
                zip(line.cells if isinstance(line, Total) else line, self._columns, strict=True)
            )
        ]
        return self._laid(cells, "total" if summed else "line")

    def _laid(self, cells: Sequence[Setting], kind: str) -> Laid:
        tall = self._press.leading(Role.CELL)
        for place, cell in enumerate(cells):
            if isinstance(cell, Paragraph):
                tall = max(tall, cell.wrap(self._inner(place), BOUNDLESS)[1])
        least = BY_HAND * self._press.scale if self._block.by_hand else 0
        if tall + ABOVE + BELOW >= least:
            return Laid(tuple(cells), tall + ABOVE + BELOW, kind)
        return Laid(tuple(cells), least, kind, (least - tall) / 2)

    def _set(self, words: Words, place: int, *, bold: bool) -> Setting:
        if not words:
            return None
        kind = self._columns[place].kind
        role = MARKS[kind][bold]
        if (
            isinstance(words, str)
            and "\n" not in words
            and (kind in RIGHT or self._press.width(words, role) <= self._inner(place))
        ):
            return words, role
        return self._press.paragraph(words, role, Align.RIGHT if kind in RIGHT else Align.LEFT)

    def _nothing(self) -> list[Laid]:
        if not self._block.when_empty:
            return []
        cell = self._press.paragraph(italic(self._block.when_empty), Role.CELL_SOFT)
        tall = cell.wrap(self.width - SIDE, BOUNDLESS)[1]
        return [Laid((cell,), tall + ABOVE + BELOW, "empty")]

    def _lay_head(self) -> Laid | None:
        if not any(column.head for column in self._columns):
            return None
        cells: list[Setting] = []
        tall = 0.0
        for place, column in enumerate(self._columns):
            align = Align.RIGHT if column.kind in RIGHT else Align.LEFT
            cell = self._press.paragraph(column.head, Role.HEAD, align)
            tall = max(tall, cell.wrap(self._inner(place), BOUNDLESS)[1])
            cells.append(cell)
        return Laid(tuple(cells), tall + ABOVE + BELOW, "head")

    def _inner(self, place: int) -> float:
        return self._widths[place] - sum(sides(self._block, place))

    # -------------------------------------------------------------------- drawing

    def draw(self) -> None:
        assert self._lines is not None
        canvas, colours = self.canv, self._press.colours
        canvas.saveState()
        self._draw_grounds()
        top = self.height
        if self._head:
            self._draw_cells(self._head, top)
            top -= self._head.height
            self._rule(top, 0.5, colours.ink)
        previous = "head"
        for line in self._lines:
            if line.kind == "total" and previous != "head":
                self._rule(top, 0.8, colours.ink)
            elif previous == "subhead":
                self._rule(top, 0.5, colours.ink)
            elif previous != "head":
                by_hand = self._block.by_hand
                self._rule(top, 0.5 if by_hand else 0.35, self._hairline(by_hand))
            self._draw_cells(line, top)
            top -= line.height
            previous = line.kind
        self._rule(self.height, 1, colours.ink)
        self._rule(0, 0.5 if self._block.by_hand else 0.35, self._hairline(self._block.by_hand))
        self._draw_verticals()
        canvas.restoreState()

    def _hairline(self, by_hand: bool) -> str:
        return self._press.colours.faint if by_hand else self._press.colours.hairline

    def _draw_grounds(self) -> None:
        canvas, colours = self.canv, self._press.colours
        assert self._lines is not None
        if self._block.by_hand:
            canvas.setFillColor(paint(colours.zebra))
            top = self.height - (self._head.height if self._head else 0)
            for number, line in enumerate(self._lines):
                if number % 2:
                    canvas.rect(0, top - line.height, self.width, line.height, stroke=0, fill=1)
                top -= line.height
        canvas.setFillColor(paint(colours.tint))
        left = 0.0
        for column, width in zip(self._columns, self._widths, strict=True):
            if column.now:
                canvas.rect(left, 0, width, self.height, stroke=0, fill=1)
            left += width

    def _draw_verticals(self) -> None:
        left = 0.0
        for column, width in zip(self._columns, self._widths, strict=True):
            if column.ruled:
                self.canv.setStrokeColor(paint(self._press.colours.faint))
                self.canv.setLineWidth(0.5)
                self.canv.line(left, 0, left, self.height)
            left += width

    def _rule(self, y: float, weight: float, colour: str) -> None:
        self.canv.setStrokeColor(paint(colour))
        self.canv.setLineWidth(weight)
        self.canv.line(0, y, self.width, y)

    def _draw_cells(self, line: Laid, top: float) -> None:
        press = self._press
        left = 0.0
        alone = len(line.cells) < len(self._columns) or line.kind in ("subhead", "empty")
        for place, cell in enumerate(line.cells):
            width, column = self._widths[place], self._columns[place]
            before, after = sides(self._block, place)
            if isinstance(cell, Paragraph):
                inner = self.width - SIDE if alone else width - before - after
                tall = cell.wrap(inner, BOUNDLESS)[1]
                # Heads stand on the line below them, lines hang from the one above.
                foot = top - line.height + BELOW if line.kind == "head" else top - line.lift - tall
                cell.drawOn(self.canv, left + before, foot)
            elif cell is not None:
                text, role = cell
                right = column.kind in RIGHT
                press.line(
                    self.canv,
                    left + width - after if right else left + before,
                    top - line.lift - press.size(role),
                    text,
                    role,
                    align=Align.RIGHT if right else Align.LEFT,
                    size=press.fitting(text, role, width - before - after) if right else 0,
                )
            left += width
