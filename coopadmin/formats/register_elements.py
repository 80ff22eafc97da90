"""The element numbers of the Dutch population register (LO-GBA, `01.02.40`) as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coopadmin.formats.sheet import Column
from coopadmin.kernel.problem import N_, Problem, Term

_ELEMENT = re.compile(r"(\d{2})\.(\d{2}\.\d{2}|H)(?![\d.])")
_ENOUGH = 3

# Category 01 is the person, 06 the death, 08 the address where someone lives.
_FIELDS = {
    "01.01.10": "person_number",
    "01.02.10": "first_names",
    "01.02.30": "prefix",
    "01.02.40": "surname",
    "01.03.10": "birth_date",
    "01.04.10": "salutation",
    "01.61.10": "name_usage",
    "06.08.10": "death_date",
    "08.11.10": "street",
    "08.11.20": "house_number",
    "08.11.30": "house_letter",
    "08.11.40": "house_addition",
    "08.11.60": "postcode",
    "08.11.70": "town",
}
_RELATED = {"02": N_("parent"), "03": N_("parent"), "05": N_("partner"), "09": N_("child")}
# Documents, deeds, dates and signs that the register keeps about its own entries.
_BOOKKEEPING = {"20", "62", "67", "70", "71", "72", "75", "80"} | {
    str(group) for group in range(81, 90)
}


@dataclass(frozen=True, slots=True)
class Element:
    """A column of the register: the field it gives, or why it is left out."""

    field: str | None
    reason: Problem | None


def uses_element_numbers(columns: Sequence[Column]) -> bool:
    """Whether a list comes from the register: at least three of its headings are elements."""
    return sum(bool(_ELEMENT.match(column.heading)) for column in columns) >= _ENOUGH


def read_element(heading: str) -> Element | None:
    """What an element number means here; None for another heading."""
    match = _ELEMENT.match(heading)
    if match is None:
        return None
    category, rest = match[1], match[2]
    if field := _FIELDS.get(match[0]):
        return Element(field, None)
    return Element(None, _reason(category, rest))


def _reason(category: str, rest: str) -> Problem:
    if 51 <= int(category) <= 66:
        return Problem("column.earlier", N_("It tells what was so earlier, not what is so now."))
    if rest == "H" or rest[:2] in _BOOKKEEPING or category in ("07", "13"):
        return Problem("column.bookkeeping", N_("It is bookkeeping of the population register."))
    if category in _RELATED:
        return Problem(
            "column.related",
            N_("It is about a relative ({relation}), not about the member."),
            {"relation": Term(_RELATED[category])},
        )
    if category in ("04", "10", "11", "12") or (category, rest[:2]) == ("01", "03"):
        return Problem(
            "column.sensitive", N_("The program keeps no such thing about people and has no field.")
        )
    return Problem("column.no_field", N_("The program has no field for it."))
