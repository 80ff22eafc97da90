"""The page around the text: margins, the lines above and below, bookmarks, what the file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from coopadmin.paper.flow import WHOLE, Stack
from coopadmin.paper.fonts import Font
from coopadmin.paper.press import Align, Press, Role, paint

WIDTH, HEIGHT = 595.2756, 841.8898
LEFT = 56.6929
RIGHT = LEFT + WHOLE
TOP, BOTTOM = 76.5, 65.2
ROOM = HEIGHT - TOP - BOTTOM
FIRST_TOP = 46.0
FIRST_ROOM = HEIGHT - FIRST_TOP - BOTTOM
_HEADER, _HEADER_LINE, _FOOTER = 42.5, 49.9, HEIGHT - 807.9


@dataclass(frozen=True)
class Format:
    """A sheet of A4 upright or on its side: its size, and how wide and high its text may be."""

    width: float
    height: float
    whole: float

    @property
    def right(self) -> float:
        return LEFT + self.whole

    @property
    def first_room(self) -> float:
        return self.height - FIRST_TOP - BOTTOM

    @property
    def room(self) -> float:
        return self.height - TOP - BOTTOM


UPRIGHT = Format(WIDTH, HEIGHT, WHOLE)
LYING = Format(HEIGHT, WIDTH, HEIGHT - 2 * LEFT)


class Sheet:
    """A PDF that grows page by page; distances down are in points from the top of the paper."""

    def __init__(
        self,
        title: str,
        author: str,
        language: str,
        on: date,
        press: Press,
        format_: Format = UPRIGHT,
    ) -> None:
        self._file = BytesIO()
        self._format = format_
        self.press = press
        self.pages = 0
        self.canvas = Canvas(
            self._file,
            pagesize=(format_.width, format_.height),
            invariant=1,
            pageCompression=1,
            initialFontName=str(Font.SANS),  # type: ignore[arg-type]
            lang=language,
        )
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.canvas.setSubject("")  # else the library writes that it is unspecified
        self.canvas.setCreator("coopadmin")
        self.canvas.setProducer("coopadmin")
        # The file knows the day it was asked for, never the moment it was made.
        self.canvas.setDateFormatter(lambda *_: f"D:{on:%Y%m%d}000000+00'00'")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")

    def bookmark(self, title: str, key: str) -> None:
        """The page being made gets a name in the outline."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(title, key, level=0, closed=False)

    def header(self, bold: str, beside: str, right: str) -> None:
        """The line above a page: what this is, of whom, and its state."""
        press, canvas, whole = self.press, self.canvas, self._format.whole
        level = self._format.height - _HEADER
        right = press.shortened(right, Role.SMALL, whole * 0.55)
        free = whole - press.width(right, Role.SMALL) - 14
        bold = press.shortened(bold, Role.SMALL_STRONG, free)
        press.line(canvas, LEFT, level, bold, Role.SMALL_STRONG)
        press.line(canvas, self._format.right, level, right, Role.SMALL, align=Align.RIGHT)
        used = press.width(bold, Role.SMALL_STRONG) + 8
        # The name is on the cover too: it is left out rather than cut.
        if beside and press.width(beside, Role.SMALL) <= free - used:
            press.line(canvas, LEFT + used, level, beside, Role.SMALL)
        canvas.setStrokeColor(paint(press.colours.hairline))
        canvas.setLineWidth(0.5)
        line = self._format.height - _HEADER_LINE
        canvas.line(LEFT, line, self._format.right, line)

    def footer(self, left: str, status: str, number: str) -> None:
        """The line below a page: where it comes from, its state, its number."""
        press, canvas, whole = self.press, self.canvas, self._format.whole
        level = _FOOTER
        edge = self._format.right
        if number:
            press.line(canvas, edge, level, number, Role.PAGE, align=Align.RIGHT)
            edge -= press.width(number, Role.PAGE) + 12
        status = press.shortened(status, Role.SMALL, whole * 0.4)
        press.line(canvas, edge, level, status, Role.SMALL, align=Align.RIGHT)
        edge -= press.width(status, Role.SMALL) + 14
        press.line(canvas, LEFT, level, press.shortened(left, Role.SMALL, edge - LEFT), Role.SMALL)

    def lay(self, stack: Stack, top: float, room: float) -> None:
        """Draw the text of a page from a distance down; what is too high is made smaller."""
        canvas = self.canvas
        squeeze = min(1.0, room / stack.height) if stack.height else 1.0
        canvas.saveState()
        canvas.translate(LEFT, self._format.height - top)
        canvas.scale(squeeze, squeeze)
        stack.drawOn(canvas, 0, -stack.height)
        canvas.restoreState()

    def turn(self) -> None:
        """End this page."""
        self.canvas.showPage()
        self.pages += 1

    def finished(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()
