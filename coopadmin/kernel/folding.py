"""Text without accents and capitals, for searching, sorting and comparing."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, and quotes that people type in many ways.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ı": "i", "ƒ": "f", "ɨ": "i", "ɫ": "l",
        "·": "", "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-",
    }
)  # fmt: skip
_PLAIN = str.maketrans(dict.fromkeys("‘’ʼʻ`´", "'"))


def normalised(text: str) -> str:
    """Lower case, no diacritics, single blanks: `Łukasz Çağati-Müller` → `lukasz cagati-muller`.

    Letters of other scripts stay as they are; ligatures and `ß` become two letters.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN).casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(bare.translate(_LETTERS).casefold().split())


def searchable(text: str) -> str:
    """As `normalised`, and `y` written as `ij`, so that Dykstra and Dijkstra find each other.

    In this direction a word half typed (`di`) still begins the whole word.
    """
    return normalised(text).replace("y", "ij")
