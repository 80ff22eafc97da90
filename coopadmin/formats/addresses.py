"""Reading addresses: street, Dutch house numbers, postcodes and countries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum.exceptions import ValidationError
from stdnum.nl import postcode as dutch_postcode

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem

HOME = "NL"
_NUMBER = re.compile(r"(?:nr\.?\s*|no\.?\s*|#\s*)?(\d{1,5})(?!\d)(.*)", re.DOTALL | re.IGNORECASE)
_LETTER = re.compile(r"([^\W\d_])(?:[\s./-]*([\w./-].*))?", re.DOTALL)
_ROMAN = re.compile(r"[IVX]+")
_ADDITION = re.compile(r"[\w./+-]{1,6}")
_YEARS = re.compile(r"1[5-9]\d\d(?:[-/]\d{2,4})?|20\d\d(?:[-/]\d{2,4})?|\d\d-'?\d\d")
# What nearly everybody writes; the library judges the rest.
_PLAIN_POSTCODE = re.compile(r"([1-9]\d{3}) ?([A-RT-Z][A-Z]|S[BCE-RT-Z])", re.ASCII)
_POSTCODE_TOWN = re.compile(r"(?:NL-?\s?)?(\d{4}\s*[A-Za-z]{2})[\s,]+(\D.*)", re.DOTALL)
_FOREIGN_TOWN = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,5})[\s,]+(\D.*)", re.DOTALL)
_LONGEST_ADDITION = 4

_COUNTRIES = {
    "NL": "nederland, the netherlands, netherlands, holland, niederlande, pays-bas, nld, ned",
    "BE": "belgie, belgium, belgien, belgique, bel, b",
    "DE": "duitsland, germany, deutschland, allemagne, deu, ger, d, brd",
    "FR": "frankrijk, france, frankreich, fra, f",
    "LU": "luxemburg, luxembourg, lux, l",
    "GB": "verenigd koninkrijk, united kingdom, uk, groot-brittannie, great britain, engeland,"
    "england, schotland, scotland, wales, grossbritannien, gbr",
    "IE": "ierland, ireland, irland, irl",
    "CH": "zwitserland, switzerland, schweiz, suisse, che",
    "AT": "oostenrijk, austria, osterreich, autriche, aut",
    "ES": "spanje, spain, spanien, espagne, esp",
    "PT": "portugal, prt",
    "IT": "italie, italy, italien, ita",
    "DK": "denemarken, denmark, danemark, dnk",
    "SE": "zweden, sweden, schweden, suede, swe",
    "NO": "noorwegen, norway, norwegen, norvege, nor",
    "FI": "finland, finnland, fin",
    "PL": "polen, poland, pologne, pol",
    "CZ": "tsjechie, czechia, czech republic, tschechien, cze",
    "HU": "hongarije, hungary, ungarn, hun",
    "RO": "roemenie, romania, rumanien, rou",
    "BG": "bulgarije, bulgaria, bgr",
    "GR": "griekenland, greece, griechenland, grc",
    "TR": "turkije, turkey, turkiye, turkei, tur",
    "MA": "marokko, morocco, mar",
    "SR": "suriname, sur",
    "CW": "curacao, cuw",
    "AW": "aruba, abw",
    "SX": "sint maarten, sxm",
    "US": "verenigde staten, united states, usa, vs, united states of america, amerika",
    "CA": "canada, kanada, can",
    "AU": "australie, australia, australien, aus",
    "NZ": "nieuw-zeeland, new zealand, neuseeland, nzl",
    "ZA": "zuid-afrika, south africa, sudafrika, zaf",
    "ID": "indonesie, indonesia, indonesien, idn",
}
_CODES = {
    normalised(name): code
    for code, names in _COUNTRIES.items()
    for name in (code, *names.split(","))
}


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """`12 A-2` is number 12, letter `A`, addition `2`; an unreadable text is the addition."""

    number: int | None = None
    letter: str = ""
    addition: str = ""
    remark: Problem | None = None


@lru_cache(maxsize=1000)
def read_house_number(text: str) -> HouseNumber:
    """Read `12`, `3a`, `12-III`, `12 bis`, `14-H`, `12 A-2`, `12/2`, `12-14`.

    One letter is the house letter, except a Roman numeral or H behind a hyphen (Amsterdam
    floors). What cannot be read is kept as addition, with a remark.
    """
    bare = " ".join(text.split())
    if not bare:
        return HouseNumber()
    match = _NUMBER.fullmatch(bare)
    if match is None or int(match[1]) == 0:
        sentence = N_("The house number “{text}” could not be read and is kept as it is.")
        remark = Problem("address.house_number", sentence, {"text": bare}, "house_number")
        return HouseNumber(None, "", bare, remark)
    number, rest = int(match[1]), match[2]
    behind = rest.strip(" -/.,")
    hyphen = rest.strip().startswith("-")
    if not behind:
        return HouseNumber(number)
    letter = _LETTER.fullmatch(behind)
    floor = _ROMAN.fullmatch(behind) and (hyphen or len(behind) > 1)
    if letter is None or floor or (hyphen and behind.upper() == "H"):
        return _with_addition(number, "", behind, bare)
    if behind[1:2].isalpha():
        return _with_addition(number, "", behind, bare)
    return _with_addition(number, letter[1], (letter[2] or "").strip(" -/.,"), bare)


def split_street(text: str) -> tuple[str, HouseNumber]:
    """Street and house number: `Dorpsstraat 12 A-2`, `Plein 1940-1945 3`, `Dorpsstraat12`.

    Without a number at the end the whole text is the street and the number is empty.
    """
    words = re.sub(r"(\d)\s+-\s+(?=\w)|(\d)\s+-(?=\w)", r"\1\2-", text.replace(",", " ")).split()
    place = next(
        (at for at in range(len(words) - 1, 0, -1) if words[at][0].isdecimal()),
        None,
    )
    if place is None:
        if words and (match := re.fullmatch(r"(\D{4,}?)(\d{1,5}\s?\w?)", " ".join(words))):
            found = read_house_number(match[2])
            if found.number is not None:
                return match[1].strip(), found
        return " ".join(text.split()), HouseNumber()
    if not all(_ADDITION.fullmatch(word) for word in words[place + 1 :]) or len(words) > place + 3:
        return " ".join(text.split()), HouseNumber()
    before = words[place - 1]
    if place > 1 and re.fullmatch(r"\d{1,5}[A-Za-z]?-?", before) and not _YEARS.fullmatch(before):
        place -= 1
    found = read_house_number(" ".join(words[place:]))
    if found.number is None:
        return " ".join(text.split()), HouseNumber()
    return " ".join(words[:place]), found


def read_postcode(text: str, country: str = HOME) -> tuple[str, Problem | None]:
    """A Dutch postcode as `1234 AB`; any other text as typed, with a remark where it is Dutch.

    SA, SD and SS are not used behind the digits. `country` is a code of `read_country`.
    """
    if plain := _PLAIN_POSTCODE.fullmatch(text):
        return f"{plain[1]} {plain[2]}", None
    typed = " ".join(text.split())
    if not typed:
        return "", None
    bare = re.sub(r"^NL[- ]?(?=\d)", "", typed.upper())
    try:
        found: str = dutch_postcode.validate(bare)
    except ValidationError:
        if country not in ("", HOME):
            return typed, None
        sentence = N_("“{text}” is not a Dutch postcode and is kept as it is.")
        return typed, Problem("address.postcode", sentence, {"text": typed}, "postcode")
    return found, None


def split_postcode_town(text: str) -> tuple[str, str]:
    """`1234AB Utrecht` → (`1234AB`, `Utrecht`); without a postcode everything is the town."""
    bare = " ".join(text.split())
    match = _POSTCODE_TOWN.fullmatch(bare) or _FOREIGN_TOWN.fullmatch(bare)
    return (match[1], match[2]) if match else ("", bare)


def read_country(text: str) -> tuple[str, Problem | None]:
    """The ISO code of a country named in Dutch, English, German or French; NL when empty.

    An unknown one is kept as typed, with a remark.
    """
    typed = text and " ".join(text.split())
    if not typed:
        return HOME, None
    if code := _CODES.get(normalised(typed).replace(".", "")):
        return code, None
    if len(typed) == 2 and typed.isascii() and typed.isalpha():
        return typed.upper(), None
    sentence = N_("The country “{text}” is not known and is kept as it is.")
    return typed, Problem("address.country", sentence, {"text": typed}, "country")


def _with_addition(number: int, letter: str, addition: str, typed: str) -> HouseNumber:
    remark = None
    if len(addition) > _LONGEST_ADDITION:
        sentence = N_("“{text}” has a long addition to the house number. Look whether it is right.")
        remark = Problem("address.addition", sentence, {"text": typed}, "house_addition")
    return HouseNumber(number, letter, addition, remark)
