"""From blocks to what can be laid on pages: the typography of the house."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportlab.platypus import Flowable, Paragraph

from coopadmin.paper.aligned import in_line, two_sides
from coopadmin.paper.blocks import (
    BarChart,
    Blanks,
    Block,
    Boxes,
    Byline,
    ColumnChart,
    Decision,
    Figures,
    Gap,
    Heading,
    Lead,
    LineChart,
    Missing,
    NewPage,
    Note,
    Number,
    Row,
    Section,
    ShareChart,
    Sides,
    Signatures,
    Strip,
    Table,
    Tables,
    Text,
    Together,
    Words,
    accent,
)
from coopadmin.paper.charts import pictures
from coopadmin.paper.figures import key_figures, strip
from coopadmin.paper.flow import (
    GUTTER,
    MAIN,
    RAIL,
    Beside,
    Blank,
    Box,
    Break,
    Drawn,
    Piece,
    Stack,
)
from coopadmin.paper.forms import blanks, boxes, decision, signatures
from coopadmin.paper.picture import Picture, draw
from coopadmin.paper.press import Press, Role
from coopadmin.paper.tables import table

_ITEM = re.compile(r"(?P<sign>[-–•*]|\d{1,3}[.)])[ \u00a0]+(?P<rest>.*)")


def flowables(blocks: Sequence[Block], press: Press, room: float) -> list[Flowable]:
    """Blocks for a column of this width, in points."""
    return [flowable for block in blocks for flowable in _flowables(block, press, room)]


def _flowables(block: Block, press: Press, room: float) -> list[Flowable]:  # noqa: C901
    scale = press.scale
    match block:
        case Text():
            return prose(block.words, press)
        case Lead():
            role = Role.QUOTE if block.italic else Role.LEAD
            return [_spaced(press.paragraph(block.words, role), 0, 13 * scale)]
        case Heading():
            heading = _spaced(press.paragraph(block.words, Role.HEADING), 12 * scale, 3 * scale)
            heading.keepWithNext = 1
            return [heading]
        case Section():
            section = _spaced(press.paragraph(block.words, Role.SECTION), 16 * scale, 5 * scale)
            section.keepWithNext = 1
            return [section]
        case Byline():
            return [_byline(block, press)]
        case Missing():
            inside = Stack([press.paragraph(block.words, Role.MISSING)])
            return [Box(inside, frame=press.colours.grey, before=6 * scale, after=12 * scale)]
        case Gap():
            return [Blank(block.lines * press.leading(Role.BODY))]
        case NewPage():
            return [Break()]
        case Row():
            return row(block, press, room)
        case Together():
            return [Stack(flowables(block.body, press, room), whole=True)]
        case Figures():
            return [key_figures(block, press)]
        case Strip():
            return [strip(block, press)]
        case Table():
            return [table(block, press)]
        case Tables():
            return in_line(block, press, room)
        case Sides():
            return two_sides(block, press, room)
        case BarChart() | ColumnChart() | LineChart() | ShareChart():
            return [_chart(pictures(block, press, room), press)]
        case Decision():
            return [decision(block, press)]
        case Signatures():
            return [signatures(block, press)]
        case Blanks():
            return [blanks(block, press)]
        case Boxes():
            return [boxes(block, press)]


def row(block: Row, press: Press, room: float) -> list[Flowable]:
    """The rail beside the main column; in large letters above it."""
    if press.look.large:
        return _folded(block, press, room)
    notes = rail(block.rail, press)
    main = flowables(block.body, press, min(MAIN, room - RAIL - GUTTER))
    least = 10 * press.scale
    wanted = max(least, main[-1].getSpaceAfter() if main else 0)
    return [Beside(Stack(notes), Stack(main), before=least, after=wanted)]


def _folded(block: Row, press: Press, room: float) -> list[Flowable]:
    body = list(block.body)
    if isinstance(block.rail, Number) and body and isinstance(body[0], Heading):
        words = body[0].words if isinstance(body[0].words, tuple) else (body[0].words,)
        body[0] = Heading((accent(block.rail.text), "\u00a0\u00a0", *words))
        return flowables(body, press, room)
    notes = rail(block.rail, press)
    main = flowables(body, press, room)
    if not notes:
        return main
    head = Stack(notes, before=16 * press.scale, after=7 * press.scale, whole=True)
    head.keepWithNext = 1
    return [head, *main]


def rail(notes: str | Note | Number | Sequence[Note | Number], press: Press) -> list[Flowable]:
    """Notes under one another, as they stand in the rail."""
    if isinstance(notes, str):
        notes = Note(notes)
    if isinstance(notes, Note | Number):
        notes = (notes,)
    made: list[Flowable] = []
    for note in notes:
        gap = 9 * press.scale if made else 0.0
        if isinstance(note, Number):
            if note.text:
                made.append(_spaced(press.paragraph(note.text, Role.NUMBER), gap, 0))
            continue
        if note.title:
            role = Role.RAIL_WARNING if note.warn else Role.RAIL_TITLE
            made.append(_spaced(press.paragraph(note.title, role), gap, 0))
            gap = 0
        if note.text:
            made.append(_spaced(press.paragraph(note.text, Role.RAIL), gap, 0))
    return made


def prose(words: Words, press: Press) -> list[Flowable]:
    """Running text: paragraphs, and lists with their signs hanging."""
    if not isinstance(words, str):
        return [_spaced(press.paragraph(words, Role.BODY), 0, 7 * press.scale)]
    made: list[Flowable] = []
    for part in re.split(r"\n[ \t]*\n\s*", words.replace("\r\n", "\n").strip("\n")):
        made += _part(part, press)
    return made


def _part(part: str, press: Press) -> list[Flowable]:
    """One paragraph; lines that begin with a list sign become items."""
    made: list[Flowable] = []
    lines: list[str] = []

    def close() -> None:
        if lines:
            made.append(_spaced(press.paragraph("\n".join(lines), Role.BODY), 0, 7 * press.scale))
            lines.clear()

    found = [_ITEM.fullmatch(line.strip()) for line in part.split("\n")]
    if sum(1 for match in found if match) < 1:
        lines.append(part.strip())
        close()
        return made
    for line, match in zip(part.split("\n"), found, strict=True):
        if match:
            close()
            made.append(_item(match["sign"], match["rest"], press))
        elif line.strip():
            lines.append(line.strip())
    close()
    if made:
        made[-1].spaceAfter = 7 * press.scale
    return made


def _item(sign: str, rest: str, press: Press) -> Flowable:
    hang = (22 if sign[0].isdigit() else 12) * press.scale
    paragraph = press.paragraph(rest, Role.BODY)
    return _Hanging(sign, paragraph, hang, press)


class _Hanging(Piece):
    """A list item: its sign, and its text beside that."""

    def __init__(self, sign: str, text: Flowable, hang: float, press: Press) -> None:
        super().__init__(after=2 * press.scale)
        self._sign, self._text, self._hang, self._press = sign, text, hang, press
        self.baseline = press.size(Role.BODY)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._text.wrap(width - self._hang, height)[1]
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = self._text.split(width - self._hang, height)
        signs = (self._sign, *[""] * len(parts))
        return [
            _Hanging(sign, part, self._hang, self._press)
            for sign, part in zip(signs, parts, strict=False)
        ]

    def draw(self) -> None:
        self._text.drawOn(self.canv, self._hang, 0)
        self._press.line(
            self.canv, 0, self.height - self._press.size(Role.BODY), self._sign, Role.BODY
        )


def _byline(block: Byline, press: Press) -> Flowable:
    parts: list[Flowable] = [press.paragraph(block.name, Role.CELL_STRONG)]
    if block.role:
        parts.append(press.paragraph(block.role, Role.CELL_SOFT))
    return Stack(parts, before=18 * press.scale, after=10 * press.scale, whole=True)


def _chart(parts: list[Picture], press: Press) -> Flowable:
    return Stack(
        [_pictured(picture, press) for picture in parts],
        before=4 * press.scale,
        after=16 * press.scale,
    )


def _pictured(picture: Picture, press: Press) -> Flowable:
    return Drawn(
        picture.height, lambda canvas: draw(picture, canvas, press), baseline=picture.baseline
    )


def _spaced(paragraph: Paragraph, before: float, after: float) -> Paragraph:
    paragraph.spaceBefore = before
    paragraph.spaceAfter = after
    return paragraph
