"""The bundled fonts: registered once, with for each sign the font that has it."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REPLACEMENT = "\ufffd"
ELLIPSIS = "…"
LEAST_SIZE = 7.0


class Font(StrEnum):
    """The fonts by use; the value is the name of the file."""

    SANS = "CoopSans-400"
    SANS_ITALIC = "CoopSans-400i"
    SANS_BOLD = "CoopSans-600"
    TAB = "CoopSansTab-400"
    TAB_BOLD = "CoopSansTab-600"
    ID = "CoopSansId-400"
    ID_BOLD = "CoopSansId-600"
    SERIF = "CoopSerif-400"
    SERIF_ITALIC = "CoopSerif-400i"
    SERIF_BOLD = "CoopSerif-600"
    SPARE = "NotoSans-Regular"
    SPARE_BOLD = "NotoSans-Bold"


BOLD = {
    Font.SANS: Font.SANS_BOLD,
    Font.SANS_ITALIC: Font.SANS_BOLD,
    Font.TAB: Font.TAB_BOLD,
    Font.ID: Font.ID_BOLD,
    Font.SERIF: Font.SERIF_BOLD,
    Font.SERIF_ITALIC: Font.SERIF_BOLD,
}
_BOLD_FACES = frozenset(
    {Font.SANS_BOLD, Font.TAB_BOLD, Font.ID_BOLD, Font.SERIF_BOLD, Font.SPARE_BOLD}
)

# Signs without a shape: they steer programs, and would be printed as holes.
_TIDY = str.maketrans(
    {
        "\t": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n\n",
    }
)

_registering = threading.Lock()


def register() -> None:
    """Make the fonts known to the PDF library; the second call costs nothing."""
    with _registering:
        _register()


@cache
def _register() -> None:
    for font in Font:
        pdfmetrics.registerFont(TTFont(str(font), str(FOLDER / f"{font}.ttf"), shapable=True))


@cache
def _signs(font: Font) -> frozenset[str]:
    register()
    registered = pdfmetrics.getFont(str(font))
    assert isinstance(registered, TTFont)
    return frozenset(map(chr, registered.face.charToGlyph))


def tidy(text: str) -> str:
    """Text as it can be set: composed signs, one kind of line end, nothing invisible."""
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_TIDY)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")


def runs(text: str, font: Font, unknown: set[str]) -> list[tuple[str, Font]]:
    """Cut tidy text into stretches that one font can set.

    What this font lacks is set in Noto Sans; what that lacks too becomes U+FFFD of Noto Sans, and
    is added to `unknown`. A sign and the marks on it stay together. A line end goes with any font.
    """
    own = _signs(font)
    if own.issuperset(text.replace("\n", "")):
        return [(text, font)] if text else []
    spare = Font.SPARE_BOLD if font in _BOLD_FACES else Font.SPARE
    stretches: list[tuple[str, Font]] = []
    for cluster in _clusters(text):
        face, shown = font, cluster
        if not own.issuperset(cluster) and cluster != "\n":
            face = spare
            known = _signs(spare)
            if not known.issuperset(cluster):
                unknown.update(sign for sign in cluster if sign not in known)
                shown = cluster[0] if cluster[0] in known else REPLACEMENT
        if stretches and stretches[-1][1] == face:
            stretches[-1] = (stretches[-1][0] + shown, face)
        else:
            stretches.append((shown, face))
    return stretches


def _clusters(text: str) -> Iterator[str]:
    cluster = ""
    for sign in text:
        if cluster and (cluster == "\n" or not unicodedata.category(sign).startswith("M")):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def width(text: str, font: Font, size: float) -> float:
    """Width of one line of text in points, without kerning, which makes it a little less."""
    if "\n" in text:
        text = text.replace("\n", " ")
    return sum(
        pdfmetrics.stringWidth(part, str(face), size) for part, face in runs(text, font, set())
    )


def fitted(texts: Sequence[str], font: Font, size: float, room: float) -> float:
    """The size at which the widest of these texts fits a width: as asked, or smaller."""
    widest = max((width(tidy(text), font, size) for text in texts), default=0)
    return size if widest <= room else max(LEAST_SIZE, size * room / widest)


def every_nth(texts: Sequence[str], font: Font, size: float, room: float) -> int:
    """Which of these texts can stand beside each other: all (1), each second (2) and so on."""
    widest = max((width(tidy(text), font, size) for text in texts), default=0)
    return max(1, -int(-widest // room)) if room > 0 else max(1, len(texts))


def cut(text: str, font: Font, size: float, room: float) -> str:
    """Tidy text on one line of this width, ended with an ellipsis where it must."""
    text = tidy(text).replace("\n", " ")
    if width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


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
