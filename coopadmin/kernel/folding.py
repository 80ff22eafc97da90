"""Text as search and sorting see it: without capitals, accents and double ways of writing."""

from __future__ import annotations

import unicodedata

_SIGNS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ŋ": "n", "ĸ": "k", "œ": "oe", "æ": "ae", "ß": "ss", "ı": "i"}
)


def normalised(text: str) -> str:
    """Lower case, without diacritics; letters that do not decompose get their plain neighbour."""
    parts = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return plain.translate(_SIGNS)
