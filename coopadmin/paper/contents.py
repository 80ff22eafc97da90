"""The page that lists the chapters and says where each begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from coopadmin.paper.blocks import Note
from coopadmin.paper.compose import rail
from coopadmin.paper.flow import BOUNDLESS, Beside, Blank, Piece, Stack
from coopadmin.paper.press import Align, Press, Role, paint

INDENT = 26.0


@dataclass(frozen=True)
class Entry:
    """One chapter in the contents; `target` is the place that a click goes to."""

    number: str
    title: str
    summary: str
    page: int
    target: str


def contents(
    title: str, entries: Sequence[Entry], notes: Sequence[Note], press: Press
) -> list[Flowable]:
    """The heading, the notes in the rail, and the list of chapters."""
    heading = press.paragraph(title, Role.CONTENTS)
    heading.spaceAfter = 25 * press.scale
    beside = rail(notes, press)
    lines: list[Flowable] = [
        _Line(entry, press, first=not place) for place, entry in enumerate(entries)
    ]
    if press.look.large:
        return [Blank(5), heading, *lines, *([Stack(beside, before=24)] if beside else [])]
    return [Blank(5), heading, Beside(Stack(beside), Stack(lines))]


class _Line(Piece):
    def __init__(self, entry: Entry, press: Press, *, first: bool) -> None:
        super().__init__()
        self._entry, self._press, self._first = entry, press, first
        parts: list[Flowable] = [press.paragraph(entry.title, Role.ENTRY)]
        if entry.summary:
            parts.append(press.paragraph(entry.summary, Role.RAIL))
        self._text = Stack(parts)
        self.baseline = 7.5 * press.scale + press.size(Role.RAIL)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        scale = self._press.scale
        tall = self._text.wrap(width - (INDENT + 40) * scale, BOUNDLESS)[1]
        self.height = tall + 15 * scale
        return width, self.height

    def draw(self) -> None:
        canvas, press, scale = self.canv, self._press, self._press.scale
        if self._first:
            canvas.setStrokeColor(paint(press.colours.ink))
            canvas.setLineWidth(1)
            canvas.line(0, self.height, self.width, self.height)
        canvas.setStrokeColor(paint(press.colours.hairline))
        canvas.setLineWidth(0.35)
        canvas.line(0, 0, self.width, 0)
        top = self.height - 7.5 * scale
        baseline = top - press.size(Role.ENTRY)
        press.line(canvas, 0, baseline, self._entry.number, Role.NUMBER)
        self._text.drawOn(canvas, INDENT * scale, top - self._text.height)
        press.line(
            canvas,
            self.width,
            baseline,
            str(self._entry.page),
            Role.ENTRY_PAGE,
            align=Align.RIGHT,
        )
        canvas.linkRect(
            "",
            self._entry.target,
            (0, 0, self.width, self.height),
            relative=1,
            Border="[0 0 0]",
        )
