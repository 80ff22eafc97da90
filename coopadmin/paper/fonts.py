"""The bundled fonts: registered once, with for each sign the font that has it."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
REPLACEMENT = "\ufffd"


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
    cut: list[tuple[str, Font]] = []
    for cluster in _clusters(text):
        face, shown = font, cluster
        if not own.issuperset(cluster) and cluster != "\n":
            face = spare
            known = _signs(spare)
            if not known.issuperset(cluster):
                unknown.update(sign for sign in cluster if sign not in known)
                shown = cluster[0] if cluster[0] in known else REPLACEMENT
        if cut and cut[-1][1] == face:
            cut[-1] = (cut[-1][0] + shown, face)
        else:
            cut.append((shown, face))
    return cut


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
