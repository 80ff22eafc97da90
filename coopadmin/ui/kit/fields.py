"""What a form is: its fields as values, and how the text in each becomes a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _, date_long, hours, money

Choices = Sequence[Choice] | Callable[[], Sequence[Choice]]


class Kind(StrEnum):
    """What is typed or chosen in a field, and the type of its value."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    MONEY = "money"
    DURATION = "duration"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"


@dataclass(frozen=True)
class Field:
    """One field of a form.

    `name` is the key of its value and the `field` of problems; `label` and `hint` are `N_()`
    texts. An empty optional field has the value None, an empty optional text "". `width` is in
    pixels at 100 % text and its share of a row; 0 takes the whole row. `choices` may be a function
    that is asked when the form is made. `parse` turns text into a value and raises Refused; `show`
    turns a value into text to edit; `reading` says under the field what was understood. `locked`
    fields are shown and cannot be typed in. `shown_if` gets the raw texts of the form and decides
    whether the field is there at all.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    optional: bool = False
    width: int = 0
    hint: str = ""
    choices: Choices = ()
    lines: int = 4
    longest: int = 0
    figures: bool = False
    locked: bool = False
    placeholder: str = ""
    parse: Callable[[str], Any] | None = None
    show: Callable[[Any], str] | None = None
    reading: Callable[[Any], str] | None = None
    shown_if: Callable[[Mapping[str, Any]], bool] | None = None


@dataclass(frozen=True)
class Section:
    """A line and a heading between fields; without a title only the line."""

    title: str = ""
    note: str = ""


Part = Field | Section | tuple[Field, ...]


@dataclass(frozen=True)
class Reading:
    """How a text was understood: the value, and words to show under the field or none."""

    value: Any = None
    words: str = ""
    empty: bool = field(default=False)


def fields_of(parts: Sequence[Part]) -> list[Field]:
    """All fields in order; a tuple is a row of fields beside each other."""
    found: list[Field] = []
    for part in parts:
        if isinstance(part, Field):
            found.append(part)
        elif isinstance(part, tuple):
            found.extend(part)
    return found


def shown_value(wanted: Field, value: Any) -> str:
    """A value as text to edit."""
    if value is None:
        return ""
    if wanted.show is not None:
        return wanted.show(value)
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, Money):
        return money(value).removeprefix("€").strip()
    if isinstance(value, Duration):
        return hours(value)
    return str(value)


def _parse_number(text: str, name: str) -> int:
    bare = text.replace(".", "").replace("\u00a0", "").replace(" ", "")
    if not (bare.isascii() and bare.removeprefix("-").isdigit()):
        raise refuse(
            "number.unreadable",
            N_("“{text}” is not a whole number. Type it as 12."),
            field=name,
            text=text,
        )
    return int(bare)


def read(wanted: Field, text: str, today: date) -> Reading:
    """Turn the text of a field into its value; raises Refused when it cannot be read.

    An empty text is a Reading with `empty`; whether that is allowed is for the form to say.
    """
    bare = text.strip()
    if not bare:
        return Reading(
            "" if wanted.kind in (Kind.TEXT, Kind.LONG) and not wanted.parse else None, empty=True
        )
    if wanted.longest and len(text) > wanted.longest:
        raise refuse(
            "text.too_long",
            N_("This is longer than {longest} characters. Make it shorter."),
            field=wanted.name,
            longest=wanted.longest,
        )
    if wanted.parse is not None:
        value = wanted.parse(bare)
        return Reading(value, wanted.reading(value) if wanted.reading else "")
    value, words = _read_by_kind(wanted, bare, text, today)
    return Reading(value, wanted.reading(value) if wanted.reading else words)


def _read_by_kind(wanted: Field, bare: str, text: str, today: date) -> tuple[Any, str]:
    if wanted.kind is Kind.DATE:
        day = parse_date(bare, today, wanted.name)
        return day, _("Becomes {value}.").format(value=date_long(day))
    if wanted.kind is Kind.MONEY:
        amount = Money.parse(bare, wanted.name)
        return amount, _("Becomes {value}.").format(value=money(amount))
    if wanted.kind is Kind.DURATION:
        length = Duration.parse(bare, wanted.name)
        return length, _("Becomes {value} hours.").format(value=hours(length))
    if wanted.kind is Kind.NUMBER:
        return _parse_number(bare, wanted.name), ""
    return (text.strip("\n") if wanted.kind is Kind.LONG else bare), ""
