"""The criteria of a selection in words: as on a chip, in history and on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from coopadmin.kernel.problem import Refused
from coopadmin.members.rules import STATUSES
from coopadmin.members.selection_rules import CRITERIA, Selection, asked, from_plain
from coopadmin.people.consent_rules import PURPOSES
from coopadmin.people.own_rules import shown_of_any_kind
from coopadmin.people.rules import BODIES
from coopadmin.words import N_, _, date_short, month_name

EITHER = {
    "email": (N_("With e-mail"), N_("Without e-mail")),
    "phone": (N_("With telephone"), N_("Without telephone")),
    "owes": (N_("An amount is open"), N_("Nothing is open")),
    "shares": (N_("Holds shares"), N_("Holds no shares")),
    "household": (N_("In a household"), N_("In no household")),
    "jubilee": (N_("Jubilee this year"), N_("No jubilee this year")),
    "unseen": (N_("Not seen for a year"), N_("Seen in the last year")),
}
_AMONG = {
    "status": N_("State: {what}"),
    "kind": N_("Kind: {what}"),
    "town": N_("Town: {what}"),
    "postcode": N_("Postcode: {what}"),
    "birth_month": N_("Birthday in {what}"),
    "group": N_("In: {what}"),
    "activity": N_("Helps with: {what}"),
    "consent": N_("Consents to: {what}"),
}
_RANGES = {
    "joined": (
        N_("Joined {first} to {last}"),
        N_("Joined from {first}"),
        N_("Joined until {last}"),
    ),
    "ended": (N_("Ended {first} to {last}"), N_("Ended from {first}"), N_("Ended until {last}")),
    "age": (N_("Aged {first} to {last}"), N_("Aged {first} or more"), N_("Aged {last} or less")),
}


OWN = "own:"
"""Before the name of an own field: the part of a selection that asks for it."""
FILLED = {True: N_("filled in"), False: N_("not filled in")}


def parts_of(selection: Selection) -> dict[str, str]:
    """Each part of a selection in words, by name; `joined`, `ended` and `age` are two fields.

    Of `own` each field is one.
    """
    told: dict[str, str] = {}
    for name, value in asked(selection).items():
        part = part_of(name)
        if name == "text":
            told[part] = _("Contains “{text}”").format(text=value)
        elif part in _RANGES:
            told[part] = _range(part, *(getattr(selection, each) for each in fields_of(part)))
        elif part == "own":
            for field in dict.fromkeys(field for field, _value in value):
                what = _listed(_own_word(each) for one, each in value if one == field)
                told[f"{OWN}{field}"] = _("{field}: {what}").format(field=field, what=what)
        elif part in EITHER:
            told[part] = _(EITHER[part][0 if value else 1])
        else:
            told[part] = _(_AMONG[part]).format(what=_listed(_word(part, each) for each in value))
    return told


def in_words(selection: Selection) -> str:
    """All of a selection in one line."""
    return " · ".join(parts_of(selection).values()) or _("Everybody")


def text_in_words(criteria: str) -> str:
    """What is stored of a selection, in words; as it stands where another version wrote it."""
    try:
        return in_words(from_plain(json.loads(criteria)))
    except (Refused, ValueError):
        return criteria


def part_of(name: str) -> str:
    """The part that a criterion belongs to: `joined` for `joined_from`."""
    for part in _RANGES:
        if name in (f"{part}_from", f"{part}_until"):
            return part
    return name


def fields_of(part: str) -> tuple[str, ...]:
    """The criteria that make up one part."""
    return (f"{part}_from", f"{part}_until") if part in _RANGES else (part,)


def without(selection: Selection, part: str) -> Selection:
    """The selection with that part taken away."""
    if part.startswith(OWN):
        gone = part.removeprefix(OWN)
        return replace(selection, own=tuple(pair for pair in selection.own if pair[0] != gone))
    return replace(selection, **{name: CRITERIA[name] for name in fields_of(part)})


def _range(part: str, first: Any, last: Any) -> str:
    both, begins, ends = _RANGES[part]
    words = both if first is not None and last is not None else begins if last is None else ends
    return _(words).format(first=_plain(first), last=_plain(last))


def _plain(value: date | int | None) -> str:
    return date_short(value) if isinstance(value, date) else str(value)


def _word(part: str, value: Any) -> str:
    if part == "status":
        return _(STATUSES[value])
    if part == "birth_month":
        return month_name(value)
    if part == "consent" and value in PURPOSES:
        return _(PURPOSES[value])
    return _(BODIES[value]) if part == "group" and value in BODIES else str(value)


def _own_word(value: str | bool) -> str:
    return _(FILLED[value]) if isinstance(value, bool) else shown_of_any_kind(value)


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return _("{these} or {last}").format(these=", ".join(found[:-1]), last=found[-1])
