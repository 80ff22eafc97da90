"""Address books (vCard 3.0 and 4.0, and 2.1 as old programs write it) as lists of members.

Written here because it is short: unfolding, parameters and escapes of RFC 6350 and RFC 2426, and
nothing of the calendar that the libraries for it bring along.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coopadmin.formats.encodings import DecodedText
from coopadmin.formats.fields import FIELD_BY_NAME, FREE_TEXT, HEADINGS, heading_key
from coopadmin.formats.names import split_surname
from coopadmin.formats.sheet import MAX_ROWS, SheetList, build_sheet, too_large
from coopadmin.kernel.problem import N_, refuse
from coopadmin.words import _

_START = re.compile(r"\s*BEGIN:VCARD\s*?(?:\r?\n|\r|$)", re.IGNORECASE)
_SPLIT = re.compile(r"(?<!\\)(?:\\\\)*;")
_ESCAPE = re.compile(r"\\([\\,;:nN])")
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_YEAR = re.compile(r"(\d{4})(?:-\d{2})?")
_FIELDS = (
    "surname",
    "call_name",
    "full_name",
    "title",
    "organisation_name",
    "birth_date",
    "death_date",
    "address",
    "postcode",
    "town",
    "country",
    "email",
    "phone",
    "mobile",
    "note",
)


@dataclass(frozen=True, slots=True)
class _Property:
    """One line of a card; `rank` is lower for what the card prefers."""

    name: str
    kinds: frozenset[str]
    value: str

    @property
    def rank(self) -> tuple[bool, bool]:
        return "pref" not in self.kinds, "work" in self.kinds


def is_address_book(text: str) -> bool:
    return _START.match(text) is not None


def read_cards(decoded: DecodedText, name: str) -> SheetList:
    """One line for each card, with a column for each field that a card fills.

    Refused, with the line, for a card that does not end, and for a file with more than MAX_ROWS.
    """
    cards: list[tuple[int, dict[str, str]]] = []
    begun, found = 0, list[_Property]()
    for line, text in _unfolded(decoded.text):
        plain = text.strip().upper()
        if plain == "BEGIN:VCARD":
            if begun:
                raise _endless(name, begun)
            begun, found = line, []
        elif plain == "END:VCARD" and begun:
            cards.append((begun, _fields(found)))
            begun = 0
            if len(cards) > MAX_ROWS:
                raise too_large(name)
        elif begun and (one := _property(text)) is not None:
            found.append(one)
    if begun:
        raise _endless(name, begun)
    used = [field for field in _FIELDS if any(card[field] for _line, card in cards)]
    return build_sheet(
        [
            (0, [_heading(field) for field in used]),
            *((line, [card[field] for field in used]) for line, card in cards),
        ],
        name,
        encoding=decoded.encoding,
    )


def _endless(name: str, line: int) -> Exception:
    return refuse(
        "list.card_endless",
        N_("The card on line {line} of “{name}” does not end. Export the address book again."),
        name=name,
        line=line,
    )


def _heading(field: str) -> str:
    """What the column is called: a heading by which the import knows it."""
    words = _(FIELD_BY_NAME[field].label)
    known = HEADINGS.get(heading_key(words), ("", 0))[0] == field
    shown = words if known or heading_key(words) in FREE_TEXT else field.replace("_", " ")
    return shown[:1].upper() + shown[1:]


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Whole lines with the number of their first one; a line that begins with a blank goes on."""
    parts: list[str] = []
    first = 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        soft = bool(parts) and parts[-1].endswith("=") and "QUOTED-PRINTABLE" in parts[0].upper()
        if parts and (soft or line[:1] in (" ", "\t")):
            if soft:
                parts[-1] = parts[-1][:-1]
                parts.append(line)
            else:
                parts.append(line[1:])
            continue
        if parts:
            yield first, "".join(parts)
        parts, first = [line], number
    yield first, "".join(parts)


def _property(line: str) -> _Property | None:
    head, colon, value = _at_colon(line)
    if not colon:
        return None
    name, *parameters = head.split(";")
    kinds = set[str]()
    quoted, charset = False, "utf-8"
    for parameter in parameters:
        key, equals, words = parameter.upper().partition("=")
        words = words if equals else key
        if key == "CHARSET":
            charset = words
        elif words == "QUOTED-PRINTABLE":
            quoted = True
        elif key == "PREF":
            kinds.add("pref")
        else:
            kinds |= {word.strip('" ').lower() for word in words.split(",")}
    if quoted:
        value = _plain(value, charset)
    # “item1.EMAIL”: Apple groups what belongs together.
    return _Property(name.rpartition(".")[2].strip().upper(), frozenset(kinds), value)


def _at_colon(line: str) -> tuple[str, str, str]:
    """Head and value, at the first colon that stands in no quotes."""
    inside = False
    for place, sign in enumerate(line):
        if sign == '"':
            inside = not inside
        elif sign == ":" and not inside:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _plain(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode("utf-8"))
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content.decode("cp1252", "replace")


def _pieces(value: str) -> list[str]:
    pieces, last = [], 0
    for found in _SPLIT.finditer(value):
        pieces.append(value[last : found.end() - 1])
        last = found.end()
    return [_text(piece) for piece in [*pieces, value[last:]]]


def _text(value: str) -> str:
    return _ESCAPE.sub(lambda one: "\n" if one[1] in "nN" else one[1], value).strip()


def _fields(card: list[_Property]) -> dict[str, str]:
    best: dict[str, _Property] = {}
    for one in sorted(card, key=lambda one: one.rank):
        best.setdefault(one.name, one)
    # A piece that is not there counts as empty: other programs write fewer of them.
    name = [*(_pieces(best["N"].value) if "N" in best else []), "", "", "", ""]
    address = [*(_pieces(best["ADR"].value) if "ADR" in best else []), *[""] * 7]
    full = _value(best, "FN")
    firm = next(iter(_pieces(best["ORG"].value)), "") if "ORG" in best else ""
    about_firm = firm and (
        _value(best, "KIND").lower() == "org"
        or _value(best, "X-ABSHOWAS").upper() == "COMPANY"
        or (not name[0] and full in ("", firm))
    )
    phones = sorted((one for one in card if one.name == "TEL"), key=lambda one: one.rank)
    mobiles = [one for one in phones if "cell" in one.kinds]
    others = [one for one in phones if one not in mobiles and "fax" not in one.kinds]
    found = dict.fromkeys(_FIELDS, "")
    if about_firm:
        found["organisation_name"] = firm
    elif name[0]:
        found |= {"surname": _surname(full, name), "call_name": name[1], "title": name[3]}
    else:
        found["full_name"] = full
    return found | {
        "birth_date": _day(_value(best, "BDAY")),
        "death_date": _day(_value(best, "DEATHDATE")),
        "address": " ".join(address[2].split("\n")),
        "town": address[3],
        "postcode": address[5],
        "country": address[6],
        "email": _value(best, "EMAIL").removeprefix("mailto:"),
        "phone": _number(others),
        "mobile": _number(mobiles),
        "note": _value(best, "NOTE"),
    }


def _surname(full: str, name: list[str]) -> str:
    """The surname with the prefix that only the whole name may tell: “Jan de Boer” for “Boer”."""
    between = full.removeprefix(name[1]).removesuffix(name[0]).strip()
    longer = f"{between} {name[0]}"
    begins = full.startswith(name[1]) and full.endswith(name[0])
    return longer if begins and between and split_surname(longer) == (between, name[0]) else name[0]


def _value(best: dict[str, _Property], name: str) -> str:
    return _text(best[name].value) if name in best else ""


def _number(phones: list[_Property]) -> str:
    return _text(phones[0].value).removeprefix("tel:").partition(";")[0] if phones else ""


def _day(text: str) -> str:
    """A day, or the year of one; a birthday without its year is no day that we keep."""
    if day := _DAY.match(text):
        return "-".join(day.groups())
    year = _YEAR.fullmatch(text)
    return year[1] if year else ""
