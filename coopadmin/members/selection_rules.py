"""What a selection of members can ask for, as plain values: criteria that must all hold."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.members.rules import STATUSES

LONGEST = 60
OLDEST = 130
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Selection:
    """Who is wanted on a day; every criterion that is filled in must hold, and of a tuple one.

    `status` are tokens of STATUSES, `kind` and `activity` names, `group` tokens of BODIES or names
    of committees and circles, `postcode` beginnings. `activity`: on its hours list, leading it, or
    with hours in the year before the day. `consent`: tokens of PURPOSES, or names of own purposes,
    to which consent is given. `owes`: an amount is open, theirs or for their
    membership. `jubilee`: in the calendar year of the day. `unseen`: nothing heard for a year.
    `own`: the name of an own field with a value as it is kept, or whether anything stands there;
    of the same field one must hold, and of each field that is named.
    """

    text: str = ""
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    email: bool | None = None
    phone: bool | None = None
    town: tuple[str, ...] = ()
    postcode: tuple[str, ...] = ()
    joined_from: date | None = None
    joined_until: date | None = None
    ended_from: date | None = None
    ended_until: date | None = None
    birth_month: tuple[int, ...] = ()
    age_from: int | None = None
    age_until: int | None = None
    group: tuple[str, ...] = ()
    activity: tuple[str, ...] = ()
    owes: bool | None = None
    shares: bool | None = None
    household: bool | None = None
    jubilee: bool | None = None
    unseen: bool | None = None
    consent: tuple[str, ...] = ()
    own: tuple[tuple[str, str | bool], ...] = ()


EVERYBODY = Selection()
CRITERIA: dict[str, Any] = {
    each.name: () if each.default is MISSING else each.default for each in fields(Selection)
}
"""The name of each criterion with what it is when nothing is asked."""
_DATES = frozenset({"joined_from", "joined_until", "ended_from", "ended_until"})
_NUMBERS = frozenset({"age_from", "age_until"})
_WORDS = frozenset({"status", "kind", "town", "postcode", "group", "activity", "consent"})
_RANGES = (
    ("joined_from", "joined_until"),
    ("ended_from", "ended_until"),
    ("age_from", "age_until"),
)


def asked(selection: Selection) -> dict[str, Any]:
    """The criteria that are filled in, by name, in their order."""
    values = {name: getattr(selection, name) for name in CRITERIA}
    return {name: value for name, value in values.items() if value != CRITERIA[name]}


def as_plain(selection: Selection) -> dict[str, Any]:
    """The criteria that are filled in, as JSON can hold them."""
    return {
        name: value.isoformat()
        if isinstance(value, date)
        else [list(each) if isinstance(each, tuple) else each for each in value]
        if isinstance(value, tuple)
        else value
        for name, value in asked(selection).items()
    }


def from_plain(plain: Mapping[str, Any]) -> Selection:
    """The selection again. Raises Refused for a criterion or value that is not known."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in plain.items():
        if name not in CRITERIA:
            problems.append(_unknown(name))
            continue
        try:
            values[name] = _read(name, value)
        except (TypeError, ValueError):
            problems.append(
                Problem(
                    "selection.value",
                    N_("“{text}” is no value for the criterion {criterion}."),
                    {"text": str(value), "criterion": name},
                    name,
                )
            )
    if problems:
        raise Refused(problems)
    return Selection(**values)


def from_words(pairs: Collection[str]) -> Selection:
    """A selection out of `criterion=value` as typed, `email=no` for one; the same name adds.

    Of an own field `own=Keys=2` is a value, `own=Keys` that it is filled in, `own=Keys=` that not.
    """
    plain: dict[str, Any] = {}
    for pair in pairs:
        name, _sign, text = (part.strip() for part in pair.partition("="))
        name = name.replace("-", "_")
        if name not in CRITERIA:
            raise Refused([_unknown(name)])
        if name in _WORDS or name == "birth_month":
            plain.setdefault(name, []).append(text)
        elif name == "own":
            field, sign, value = (part.strip() for part in text.partition("="))
            plain.setdefault(name, []).append([field, value or not sign])
        else:
            plain[name] = {YES: True, NO: False}.get(text, text)
    return from_plain(plain)


def check_selection(selection: Selection, kinds: Collection[str]) -> Iterator[Problem]:
    """Known kinds and states, months that exist, and no end before its begin."""
    for field, texts, known in (
        ("status", selection.status, [*STATUSES]),
        ("kind", selection.kind, kinds),
    ):
        for text in texts:
            if text not in known:
                yield not_there(field, text, known)
    if not all(1 <= month <= 12 for month in selection.birth_month):
        yield Problem("selection.month", N_("A month is a number from 1 to 12."), {}, "birth_month")
    for first, last in _RANGES:
        low, high = getattr(selection, first), getattr(selection, last)
        if low is not None and high is not None and high < low:
            yield Problem(
                "selection.backwards", N_("“Until” is before “from”. Turn the two round."), {}, last
            )
    for name in sorted(_NUMBERS):
        age = getattr(selection, name)
        if age is not None and not 0 <= age <= OLDEST:
            yield Problem("selection.age", N_("An age is a number from 0 to 130."), {}, name)


def check_name(name: str, others: Collection[str]) -> Iterator[Problem]:
    """A name that no other selection has, capitals aside."""
    bare = " ".join(name.split())
    if not bare:
        yield Problem("selection.name", N_("Give the selection a name."), {}, "name")
    elif len(bare) > LONGEST:
        yield Problem(
            "selection.long", N_("A name has at most {most} signs."), {"most": LONGEST}, "name"
        )
    elif bare.casefold() in (other.casefold() for other in others):
        yield Problem(
            "selection.twice",
            N_("There is a selection “{name}” already. Choose another name."),
            {"name": bare},
            "name",
        )


def not_there(field: str, text: str, known: Collection[str]) -> Problem:
    """A selection asks for a kind, activity or group that the file does not have."""
    return Problem(
        "selection.not_there",
        N_("There is no “{text}” to select by. There are: {choices}."),
        {"text": text, "choices": ", ".join(known) or "–"},
        field,
    )


def _unknown(name: str) -> Problem:
    return Problem(
        "selection.unknown",
        N_("“{text}” is no criterion. Choose from: {choices}."),
        {"text": name, "choices": ", ".join(CRITERIA)},
    )


def _read(name: str, value: Any) -> Any:
    if name == "text":
        return str(value)
    if name in _DATES:
        return date.fromisoformat(value)
    if name in _NUMBERS:
        return int(value)
    if name in _WORDS or name == "birth_month":
        if isinstance(value, str):
            raise TypeError(value)
        return tuple(int(each) if name == "birth_month" else str(each) for each in value)
    if name == "own":
        return tuple(_own(each) for each in value)
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _own(pair: Any) -> tuple[str, str | bool]:
    field, value = pair
    if not isinstance(field, str) or not isinstance(value, str | bool):
        raise TypeError(pair)
    return field, value
