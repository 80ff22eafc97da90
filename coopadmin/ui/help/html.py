"""A page of the help in the dress of the house: blocks as HTML that a text browser understands."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from coopadmin.help.markdown import Block, Heading, Items, Kind, Line, Paragraph, Span, Table
from coopadmin.help.pages import HelpPage
from coopadmin.ui.kit.tokens import Tokens
from coopadmin.words import key_name

SCREEN = "screen:"
BODY, TITLE, HEADING, NOTE = 15, 24, 17, 14
LEADING = 122
"""Height of a line, in percents of what the letters need."""
KEYS, POINTS = 190, 0.7
_NO_BREAK = "&#160;"


class Dress:
    """Writes blocks in these colours, at this scale; without `screens` their links are words.

    For `paper` letters are in points, because pixels of a printer are far smaller.
    """

    def __init__(
        self, tokens: Tokens, scale: float, screens: bool = True, paper: bool = False
    ) -> None:
        self._tokens, self._scale, self._screens, self._paper = tokens, scale, screens, paper

    def html(self, page: HelpPage) -> str:
        """The whole page."""
        body = "\n".join(part for block in page.blocks for part in self._block(block))
        ink = self._tokens.ink
        face = f"font-family:'Coop Sans'; font-size:{self._letters(BODY)}; color:{ink}"
        return f'<body style="{face}">{body}</body>'

    def _letters(self, size: int) -> str:
        return f"{size * POINTS:g}pt" if self._paper else f"{self._px(size)}px"

    def _px(self, length: float) -> int:
        return round(length * self._scale)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(level, line, anchor):
                yield self._heading(level, line, anchor)
            case Paragraph(line, note):
                yield self._note(line) if note else self._paragraph(line)
            case Items(lines, numbered):
                tag = "ol" if numbered else "ul"
                between = f"margin-bottom:{self._px(6)}px; line-height:{LEADING}%"
                items = (f'<li style="{between}">{self._line(line)}</li>' for line in lines)
                around = f"margin-top:0; margin-bottom:{self._px(12)}px; -qt-list-indent:1"
                yield f'<{tag} style="{around}">{"".join(items)}</{tag}>'
            case Table(rows):
                yield self._table(rows)

    def _heading(self, level: int, line: Line, anchor: str) -> str:
        size, above, below = (TITLE, 0, 14) if level == 1 else (HEADING, 26, 8)
        style = (
            f"font-size:{self._letters(size)}; font-weight:600; margin-top:{self._px(above)}px; "
            f"margin-bottom:{self._px(below)}px"
        )
        mark = f'<a name="{escape(anchor)}"></a>' if anchor else ""
        # Not as a heading of HTML: Qt makes those larger by steps of its own.
        return f'<p style="{style}">{mark}{self._line(line)}</p>'

    def _paragraph(self, line: Line) -> str:
        style = f"margin-top:0; margin-bottom:{self._px(12)}px; line-height:{LEADING}%"
        return f'<p style="{style}">{self._line(line)}</p>'

    def _note(self, line: Line) -> str:
        tokens, size = self._tokens, self._letters(NOTE)
        style = f"font-size:{size}; color:{tokens.ink2}; margin:0; line-height:{LEADING}%"
        cell = (
            f'<td style="padding:{self._px(10)}px"><p style="{style}">{self._line(line)}</p></td>'
        )
        bar = f'<td width="{self._px(4)}" bgcolor="{tokens.info_mark}"></td>'
        table = (
            f'<table width="100%" cellspacing="0" cellpadding="0" bgcolor="{tokens.subtle}" '
            f'style="margin-top:{self._px(4)}px; margin-bottom:{self._px(14)}px">'
        )
        return f"{table}<tr>{bar}{cell}</tr></table>"

    def _table(self, rows: tuple[tuple[Line, ...], ...]) -> str:
        head, *others = rows
        keys = any(row[0] and row[0][0].kind is Kind.KEY for row in others)
        wide = f' width="{self._px(KEYS)}"' if keys else ""
        first = "".join(
            self._cell(cell, "600", "" if number else wide) for number, cell in enumerate(head)
        )
        rest = "".join(
            f"<tr>{''.join(self._cell(cell, '400') for cell in row)}</tr>" for row in others
        )
        around = (
            f"margin-top:{self._px(6)}px; margin-bottom:{self._px(14)}px; border-collapse:collapse"
        )
        return (
            f'<table cellspacing="0" width="100%" style="{around}">'
            f'<tr bgcolor="{self._tokens.subtle}">{first}</tr>{rest}</table>'
        )

    def _cell(self, line: Line, weight: str, width: str = "") -> str:
        style = (
            f"padding:{self._px(6)}px {self._px(8)}px; font-weight:{weight}; "
            f"border-bottom:1px solid {self._tokens.line}"
        )
        return f'<td{width} style="{style}">{self._line(line)}</td>'

    def _line(self, line: Line) -> str:
        return "".join(map(self._span, line))

    def _span(self, span: Span) -> str:
        words = escape(span.text)
        if span.kind is Kind.NAME:
            return f'<span style="font-weight:600">{words}</span>'
        if span.kind is Kind.KEY:
            return self._key(span.text)
        if span.kind is Kind.LINK and (self._screens or not span.target.startswith(SCREEN)):
            style = f"color:{self._tokens.link}; text-decoration:underline"
            return f'<a href="{escape(span.target)}" style="{style}">{words}</a>'
        return words

    def _key(self, key: str) -> str:
        """A key cap, as far as running text can have one."""
        style = f"background-color:{self._tokens.line}; color:{self._tokens.ink}"
        name = escape(key_name(key)).replace(" ", _NO_BREAK)
        return f'<span style="{style}">{_NO_BREAK}{name}{_NO_BREAK}</span>'
