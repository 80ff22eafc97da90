"""By what the list of members can be filtered: as the menu offers it, and as it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from coopadmin.activities.queries import list_activities
from coopadmin.desk.selected import group_names, purpose_name, town_names
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.problem import N_, Refused, refuse
from coopadmin.members.queries import list_kinds
from coopadmin.members.selection_rules import OLDEST, Selection, check_selection
from coopadmin.members.selection_words import EITHER, FILLED, OWN, fields_of
from coopadmin.people.consents import list_purposes
from coopadmin.people.own_fields import list_own_fields
from coopadmin.people.own_rules import WORDS as YES_OR_NO
from coopadmin.people.own_rules import YES_NO, shown_own
from coopadmin.people.rules import BODIES
from coopadmin.store import Books
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _, month_name

CHOICE, WORDS, DATES, NUMBERS, AT_ONCE = "choice", "words", "dates", "numbers", "at-once"


@dataclass(frozen=True)
class Part:
    """One thing to filter by: what it is called, and how its value is given."""

    name: str
    kind: str
    example: str = ""


PARTS: Mapping[str, Part] = {
    "kind": Part(N_("Kind of membership"), CHOICE),
    "email": Part(N_("E-mail"), CHOICE),
    "phone": Part(N_("Telephone"), CHOICE),
    "town": Part(N_("Town"), CHOICE),
    "postcode": Part(N_("Postcode"), WORDS, N_("7391, or only 73")),
    "age": Part(N_("Age"), NUMBERS),
    "birth_month": Part(N_("Birthday"), CHOICE),
    "joined": Part(N_("Member since"), DATES),
    "ended": Part(N_("Membership ended"), DATES),
    "jubilee": Part(N_("Jubilee this year"), AT_ONCE),
    "activity": Part(N_("Helps with"), CHOICE),
    "group": Part(N_("Board, committee or circle"), CHOICE),
    "consent": Part(N_("Consent"), CHOICE),
    "household": Part(N_("Household"), CHOICE),
    "owes": Part(N_("Open amount"), CHOICE),
    "shares": Part(N_("Shares"), CHOICE),
    "unseen": Part(N_("Not seen for a year"), AT_ONCE),
}


def choices_of(books: Books, part: str) -> list[Choice]:
    """What can be chosen for a part of kind CHOICE."""
    if part.startswith(OWN):
        return _own_choices(books, part.removeprefix(OWN))
    if part in EITHER:
        yes, no = EITHER[part]
        return [Choice(True, _(yes)), Choice(False, _(no))]
    if part == "birth_month":
        return [Choice(month, month_name(month)) for month in range(1, 13)]
    if part == "group":
        names = books.ask(group_names)
        return [Choice(name, _(BODIES[name]) if name in BODIES else name) for name in names]
    if part == "consent":
        rows = books.ask(list_purposes, in_use=True)
        return [Choice(purpose_name(row), row.name) for row in rows]
    if part == "kind":
        names = [kind.name for kind in books.ask(list_kinds)]
    elif part == "activity":
        names = [row.name for row in books.ask(list_activities)]
    else:
        names = books.ask(town_names)
    return [Choice(name, name) for name in names]


def _own_choices(books: Books, name: str) -> list[Choice]:
    """The values of an own field that has a list of them, and of any whether it is filled in."""
    rows = [row for row in books.ask(list_own_fields) if row.name == name]
    return [
        *(
            Choice(value, shown_own(row.kind, value))
            for row in rows
            for value in (YES_OR_NO if row.kind == YES_NO else row.choices)
        ),
        *(Choice(filled, _(words)) for filled, words in FILLED.items()),
    ]


def with_value(selection: Selection, part: str, value: Any) -> Selection:
    """The selection that asks this too; a second town is one more, a second age another."""
    if part.startswith(OWN):
        part, value = "own", (part.removeprefix(OWN), value)
    old = getattr(selection, part, None)
    if isinstance(old, tuple):
        changed: dict[str, Any] = {part: old if value in old else (*old, value)}
    elif part in fields_of(part):
        changed = {part: value}
    else:
        changed = dict(zip(fields_of(part), value, strict=True))
    return replace(selection, **changed)


def read_range(part: str, texts: tuple[str, str], today: date) -> tuple[Any, Any]:
    """From and until as typed; an empty one is open. Raises Refused with one sentence."""
    read = _number if PARTS[part].kind == NUMBERS else _date
    first, last = (read(text, today) if text.strip() else None for text in texts)
    if first is None and last is None:
        raise refuse("filter.empty", N_("Fill in one of the two."))
    problems = list(check_selection(with_value(Selection(), part, (first, last)), ()))
    if problems:
        raise Refused(problems)
    return first, last


def _date(text: str, today: date) -> date:
    return parse_date(text, today)


def _number(text: str, _today: date) -> int:
    bare = text.strip()
    if not (bare.isascii() and bare.isdigit() and int(bare) <= OLDEST):
        raise refuse(
            "filter.age", N_("“{text}” is no age. Type a number from 0 to 130."), text=text.strip()
        )
    return int(bare)
