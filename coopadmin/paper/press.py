"""Type: turns words into set text, in the sizes and colours of one document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache, cached_property
from itertools import groupby
from typing import Any, Literal
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.ttfonts import ShapedFragWord, makeShapedFragWord, shapeFragWord
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, paragraph

from coopadmin.paper.blocks import Manner, Span, Words
from coopadmin.paper.fonts import BOLD, Font, cut, register, runs, tidy, width
from coopadmin.paper.look import Look, Palette, palette

LARGE = 1.2
MOST_KEPT = 500


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


_ALIGNED: dict[Align, Literal[0, 1, 2]] = {Align.LEFT: 0, Align.CENTRE: 1, Align.RIGHT: 2}


@dataclass(frozen=True)
class Type:
    """Font, size and leading in points at normal size, and the name of a colour."""

    font: Font
    size: float
    leading: float
    colour: str = "ink"


class Role(Enum):
    """What a text is for; this decides how it is set."""

    BODY = Type(Font.SANS, 10.3, 15.4)
    LEAD = Type(Font.SERIF, 14, 20.5, "accent")
    QUOTE = Type(Font.SERIF_ITALIC, 17, 24, "accent")
    HEADING = Type(Font.SANS_BOLD, 11.5, 15.4)
    SECTION = Type(Font.SERIF_BOLD, 17, 22, "accent")
    CHAPTER = Type(Font.SERIF_BOLD, 25, 30)
    CHAPTER_NUMBER = Type(Font.SERIF_BOLD, 25, 30, "accent")
    CONTENTS = Type(Font.SERIF_BOLD, 28, 34)
    ENTRY = Type(Font.SERIF_BOLD, 13, 17)
    NUMBER = Type(Font.SERIF_BOLD, 13, 17, "accent")
    PAPER = Type(Font.SERIF_BOLD, 20, 25)
    SUBHEADING = Type(Font.SANS, 11.5, 16.5, "soft")
    RAIL = Type(Font.SANS, 8.9, 12.8, "soft")
    RAIL_TITLE = Type(Font.SANS_BOLD, 8.9, 12.8, "soft")
    RAIL_WARNING = Type(Font.SANS_BOLD, 8.9, 12.8, "contrast_text")
    HEAD = Type(Font.SANS_BOLD, 8.6, 11, "soft")
    CELL = Type(Font.SANS, 9.8, 13.4)
    CELL_STRONG = Type(Font.SANS_BOLD, 9.8, 13.4)
    CELL_SOFT = Type(Font.SANS, 9.8, 13.4, "soft")
    CELL_NUMBER = Type(Font.TAB, 9.8, 13.4)
    CELL_NUMBER_STRONG = Type(Font.TAB_BOLD, 9.8, 13.4)
    CELL_DATE = Type(Font.TAB, 9.8, 13.4, "soft")
    CELL_CODE = Type(Font.ID, 9.8, 13.4)
    CELL_CODE_STRONG = Type(Font.ID_BOLD, 9.8, 13.4)
    KEY_FIGURE = Type(Font.SERIF_BOLD, 28, 32)
    CAPTION = Type(Font.SANS, 9, 12, "soft")
    SMALL = Type(Font.SANS, 8.6, 10.6, "faint")
    SMALL_STRONG = Type(Font.SANS_BOLD, 8.6, 10.6, "soft")
    DECISION = Type(Font.SANS_BOLD, 8.9, 12.6, "accent")
    COUNTS = Type(Font.SANS, 8.9, 12.6, "soft")
    ENTRY_PAGE = Type(Font.TAB_BOLD, 11, 17)
    BLANK = Type(Font.SANS, 9.6, 13, "soft")
    PAGE = Type(Font.SANS_BOLD, 10, 12)
    SENDER_KIND = Type(Font.SANS, 9.6, 11.5, "soft")
    SENDER = Type(Font.SANS_BOLD, 11.5, 14)
    COVER_NAME = Type(Font.SANS_BOLD, 14, 17)
    COVER_TITLE = Type(Font.SERIF_BOLD, 58, 64, "accent")
    COVER_TEXT = Type(Font.SANS, 13, 18, "soft")
    MISSING = Type(Font.SANS_ITALIC, 10.3, 15.4, "faint")


class Press:
    """Sets text in one look, and remembers the signs that no font had."""

    def __init__(self, look: Look) -> None:
        register()
        self.look = look
        self.colours: Palette = palette(look.accent)
        self.unknown: set[str] = set()
        self._styles: dict[tuple[Role, Align], ParagraphStyle] = {}
        self._set: dict[tuple[str, Role, Align], Paragraph] | None = None
        self._used: set[tuple[str, Role, Align]] = set()

    def next_paper(self) -> None:
        """Another paper begins, and what was set for those before it is used again.

        Letters differ in few of their paragraphs. In one paper each is used once, because it
        stands at one place and in one width; so papers are laid out and drawn one by one.
        """
        self._set = {} if self._set is None or len(self._set) > MOST_KEPT else self._set
        self._used.clear()

    @cached_property
    def scale(self) -> float:
        return LARGE if self.look.large else 1.0

    def size(self, role: Role) -> float:
        return role.value.size * self.scale

    def leading(self, role: Role) -> float:
        return role.value.leading * self.scale

    def colour(self, role: Role) -> str:
        return self.named(role.value.colour)

    def named(self, name: str) -> str:
        """`#RRGGBB` of a colour of the palette."""
        colour: str = getattr(self.colours, name)
        return colour

    def width(self, text: str, role: Role) -> float:
        return width(tidy(text), role.value.font, self.size(role))

    def paragraph(self, words: Words, role: Role, align: Align = Align.LEFT) -> Paragraph:
        """Words as a paragraph that breaks to the width it gets, long words too."""
        key = (words, role, align) if isinstance(words, str) else None
        if self._set is None or key is None or key in self._used:
            return SetText(self.markup(words, role), self._style(role, align))
        self._used.add(key)
        if key not in self._set:
            self._set[key] = SetText(self.markup(words, role), self._style(role, align))
        kept = self._set[key]
        kept.spaceBefore = kept.spaceAfter = kept.keepWithNext = 0
        return kept

    def markup(self, words: Words, role: Role) -> str:
        """The paragraph markup of words; whatever is in them is escaped."""
        parts = words if isinstance(words, tuple) else (words,)
        return "".join(self._part(part, role) for part in parts)

    def line(
        self,
        canvas: Canvas,
        x: float,
        baseline: float,
        text: str,
        role: Role,
        *,
        align: Align = Align.LEFT,
        colour: str = "",
        size: float = 0,
    ) -> None:
        """Draw one line of text, which keeps to no width."""
        self.set(
            canvas,
            (x, baseline),
            text,
            role.value.font,
            size or self.size(role),
            align=align,
            colour=colour or self.colour(role),
        )

    def set(
        self,
        canvas: Canvas,
        at: tuple[float, float],
        text: str,
        font: Font,
        size: float,
        *,
        colour: str,
        align: Align = Align.LEFT,
    ) -> None:
        """Draw one line of text at a point of its baseline, kerned."""
        parts = runs(tidy(text).replace("\n", " "), font, self.unknown)
        x, baseline = at
        if align is not Align.LEFT:
            whole = sum(width(part, face, size) for part, face in parts)
            x -= whole if align is Align.RIGHT else whole / 2
        canvas.setFillColor(paint(colour))
        for part, face in parts:
            canvas.setFont(str(face), size)
            # Figures in columns must keep the width that makes them line up.
            kerned = face not in (Font.TAB, Font.TAB_BOLD, Font.ID, Font.ID_BOLD)
            canvas.drawString(x, baseline, part, shaping=kerned)
            x += width(part, face, size)

    def shortened(self, text: str, role: Role, room: float) -> str:
        """Text that fits on one line of this width, cut with an ellipsis where it must."""
        return cut(text, role.value.font, self.size(role), room)

    def fitting(self, text: str, role: Role, room: float, least: float = 0.5) -> float:
        """The size in points at which text fits a width: its own, or smaller down to a part."""
        wanted = self.size(role)
        natural = self.width(text, role)
        return wanted if natural <= room else wanted * max(least, room / natural)

    def _part(self, part: str | Span, role: Role) -> str:
        manner = part.manner if isinstance(part, Span) else None
        text = tidy(part.text if isinstance(part, Span) else part)
        font = _font(role.value.font, manner)
        pieces = []
        for stretch, face in runs(text, font, self.unknown):
            safe = escape(stretch).replace("\n", "<br/>")
            pieces.append(safe if face == role.value.font else f'<font name="{face}">{safe}</font>')
        marked = "".join(pieces)
        colour = {Manner.SOFT: self.colours.soft, Manner.ACCENT: self.colours.accent}.get(
            manner or Manner.STRONG
        )
        return f'<font color="{colour}">{marked}</font>' if colour else marked

    def _style(self, role: Role, align: Align) -> ParagraphStyle:
        style = self._styles.get((role, align))
        if style is None:
            style = self._styles[role, align] = ParagraphStyle(
                role.name,
                fontName=str(role.value.font),
                fontSize=self.size(role),
                leading=self.leading(role),
                textColor=paint(self.colour(role)),
                alignment=_ALIGNED[align],
                bulletFontName=str(Font.SANS),
                shaping=1,
                splitLongWords=1,
                spaceShrinkage=0,
                allowWidows=0,
                allowOrphans=0,
            )
        return style


# WORKAROUND https://pypi.org/project/reportlab/5.1.0/ (shapeFragWord; no report of it is known): a
# word whose parts have different fonts is shaped with the first of them; the rest then gets wrong
# glyphs, which cannot be searched either.
def _shaped_by_font(word: list[Any]) -> list[Any]:
    """Kern each stretch of a word with its own font; a word is its width and (manner, text)s."""
    if isinstance(word, ShapedFragWord):
        return word
    # The pieces of a long word that was cut are shaped already; only plain text can be shaped.
    word[1:] = [(part[0], str(part[1])) for part in word[1:]]
    stretches = [list(group) for _, group in groupby(word[1:], lambda part: part[0].fontName)]
    if len(stretches) < 2:
        only: list[Any] = shapeFragWord(word)
        return only
    shaped = [shapeFragWord([0, *stretch], force=True) for stretch in stretches]
    joined: list[Any] = makeShapedFragWord(word)([sum(part[0] for part in shaped)])
    for part in shaped:
        joined.extend(part[1:])
    return joined


paragraph.shapeFragWord = _shaped_by_font  # type: ignore[attr-defined]


class SetText(Paragraph):
    """A paragraph that is measured once for each width, however often it is asked."""

    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        # Splitting throws the broken lines away.
        known = self._measured is not None and hasattr(self, "blPara")
        if not known or self._measured is None or self._measured[0] != width:
            self._measured = width, super().wrap(width, height)
        return self._measured[1]


@cache
def paint(colour: str) -> Color:
    """A colour `#RRGGBB` as the PDF library wants it."""
    return HexColor(colour)


def _font(font: Font, manner: Manner | None) -> Font:
    if manner in (Manner.STRONG, Manner.ACCENT):
        return BOLD.get(font, font)
    if manner is Manner.ITALIC:
        return Font.SERIF_ITALIC if font.startswith("CoopSerif") else Font.SANS_ITALIC
    if manner is Manner.CODE:
        return Font.ID_BOLD if font in BOLD.values() else Font.ID
    return font
