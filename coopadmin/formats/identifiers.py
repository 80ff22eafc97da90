"""Recognising citizen service numbers (BSN), so that no list brings them in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stdnum.nl import bsn

from coopadmin.kernel.folding import normalised

_NUMBER = re.compile(r"\W*(?:bsn)?\W*(\d[\d .\-]*\d)\W*", re.ASCII | re.IGNORECASE)
_POINT_ZERO = re.compile(r"(?<=\d{8})[.,]0+\s*$")
_HEADING = re.compile(
    r"\bbsn|bsn\b|bsn-?n(?:umme)?r|burger-? ?service-? ?n|\bsofi-? ?(?:n|\b)|sociaal-? ?fiscaal"
    r"|citizen service n|social security n|personal public service|rijksregisternummer"
)
_ELEMENT = re.compile(r"\d{2}\.01\.20\b")
# A whole column of other numbers passes by chance in one of 11, 121, 1331 … cases.
_MANY = 4
_FEW = 3


def looks_like_bsn(text: str) -> bool:
    """Whether the text is nine digits that pass the eleven-test, in any way of writing them.

    Eight digits count when they pass with the zero in front that spreadsheets take away.
    """
    return _bsn_digits(text) > 0


def column_is_bsn(values: Iterable[str], *, other_number: bool = False) -> bool:
    """Whether more than nine of ten filled cells are a BSN.

    One cell of nine digits is enough, for leaving a column out costs less than keeping a BSN.
    Columns of eight digits are often dates and need three different numbers that pass; so do
    four in a column whose heading promises `other_number`s, such as telephone numbers.
    """
    filled = 0
    whole = set[str]()
    short = set[str]()
    passed = 0
    for value in values:
        text = value.strip()
        if not text:
            continue
        filled += 1
        digits = _bsn_digits(text)
        passed += digits > 0
        if digits == 9:
            whole.add(text)
        elif digits == 8:
            short.add(text)
        elif filled - passed > 20 and 2 * passed < filled:
            # Too many misses at the start to be worth the rest of a long list.
            return False
    if not filled or passed * 10 <= filled * 9:
        return False
    if other_number:
        return len(whole | short) >= _MANY
    return bool(whole) or len(short) >= _FEW


def heading_says_bsn(heading: str) -> bool:
    """Whether a heading names the BSN, under its old names and its LO-GBA element xx.01.20 too."""
    return bool(_HEADING.search(normalised(heading)) or _ELEMENT.match(heading.strip()))


def _bsn_digits(text: str) -> int:
    if not 8 <= len(text) <= 40:
        return 0
    match = _NUMBER.fullmatch(_POINT_ZERO.sub("", unicodedata.normalize("NFKC", text)))
    if match is None:
        return 0
    digits = re.sub(r"\D", "", match[1])
    if len(digits) not in (8, 9) or int(digits) < 1_000_000:
        return 0
    return len(digits) if bsn.is_valid(digits.zfill(9)) else 0
