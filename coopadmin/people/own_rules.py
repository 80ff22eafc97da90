"""Fields that a cooperative adds for people itself: what each holds, and what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coopadmin.formats.identifiers import heading_says_bsn, looks_like_bsn
from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.words import _, date_short

TEXT, NUMBER, DATE, CHOICE, YES_NO = "text", "number", "date", "choice", "yes-no"
KINDS = {
    TEXT: N_("Text"),
    NUMBER: N_("Number"),
    DATE: N_("Date"),
    CHOICE: N_("A choice from a list"),
    YES_NO: N_("Yes or no"),
}
BASES = {
    "contract": N_("Needed for the membership or the help"),
    "interest": N_("The cooperative cannot work without it"),
    "consent": N_("People agreed to it"),
    "legal": N_("A law asks for it"),
}
"""The grounds of article 6 of the AVG, by the tokens of `store.schema.Personal.basis`."""
MEMBERSHIP, BOOKS = "membership", "books"
KEEPS = {
    MEMBERSHIP: N_("Until two years after leaving, or until it is erased"),
    BOOKS: N_("As long as the books: seven years"),
}
"""How long a value stays, by the tokens of `store.schema.Personal.keep`."""
YES, NO = "yes", "no"
WORDS = {YES: N_("yes"), NO: N_("no")}
PREFIX = "own_"
"""Before the number of a field: how problems, forms and columns of a list call it."""
LONGEST_NAME, LONGEST_TEXT, MOST_CHOICES = 60, 300, 50
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YES = frozenset("ja j yes y 1 x v true waar".split())
_NO = frozenset("nee n no 0 false onwaar".split())
_NUMBER = re.compile(
    r"(-?)(\d{1,12}|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,6}))?|(-?)(\d{1,12})\.(\d{1,6})", re.ASCII
)


@dataclass(frozen=True)
class NewOwnField:
    """A field as it is to be: `kind` a token of KINDS, `choices` those of a choice in order.

    `basis` and `keep` are tokens of BASES and KEEPS; `why` says what it is kept for. One that is
    not `in_use` is asked no more, and keeps its values.
    """

    name: str
    kind: str = TEXT
    choices: tuple[str, ...] = ()
    basis: str = "contract"
    why: str = ""
    keep: str = MEMBERSHIP
    in_use: bool = True


@dataclass(frozen=True, slots=True)
class OwnFieldRow:
    """A field of the file by its number; `filled` counts the people for whom something stands."""

    id: int
    number: int
    name: str
    kind: str
    choices: tuple[str, ...]
    basis: str
    why: str
    keep: str
    in_use: bool
    filled: int = 0

    @property
    def key(self) -> str:
        """How problems, forms and columns call it."""
        return f"{PREFIX}{self.number}"


def tidy_field(new: NewOwnField) -> NewOwnField:
    """Names and choices with single blanks, and choices only where there is something to choose."""
    choices = tuple(" ".join(one.split()) for one in new.choices)
    kept = tuple(one for one in choices if one) if new.kind == CHOICE else ()
    return NewOwnField(
        " ".join(new.name.split()), new.kind, kept, new.basis, new.why.strip(), new.keep, new.in_use
    )


def check_field(new: NewOwnField, taken: Collection[str]) -> Iterator[Problem]:
    """A name of its own, known tokens, and choices that differ; `taken` are names of others."""
    yield from _check_name(new.name, taken)
    for name, value, known in (
        ("kind", new.kind, KINDS),
        ("basis", new.basis, BASES),
        ("keep", new.keep, KEEPS),
    ):
        if value not in known:
            yield Problem(
                "own.token",
                N_("“{text}” is not known here. Choose one of: {choices}."),
                {"text": value, "choices": ", ".join(known)},
                name,
            )
    if not new.why:
        yield Problem("own.why", N_("Fill in what it is kept for: people may ask."), field="why")
    if new.kind == CHOICE:
        yield from _check_choices(new.choices)


def _check_name(name: str, taken: Collection[str]) -> Iterator[Problem]:
    if not name:
        yield Problem("own.name", N_("Fill in what the field is called."), field="name")
    elif len(name) > LONGEST_NAME:
        yield Problem(
            "own.long",
            N_("This is longer than {longest} characters. Make it shorter."),
            {"longest": LONGEST_NAME},
            "name",
        )
    elif heading_says_bsn(name):
        yield Problem(
            "own.bsn_name",
            N_("A citizen service number (BSN) may not be kept here (UAVG 46)."),
            field="name",
        )
    elif name.casefold() in {one.casefold() for one in taken}:
        yield Problem(
            "own.taken",
            N_("There is a field “{name}” already. Choose another name."),
            {"name": name},
            "name",
        )


def _check_choices(choices: Sequence[str]) -> Iterator[Problem]:
    folded = [one.casefold() for one in choices]
    twice = next((one for one in choices if folded.count(one.casefold()) > 1), "")
    if len(choices) < 2:
        yield Problem(
            "own.choices", N_("Fill in two choices or more, each on a line."), field="choices"
        )
    elif len(choices) > MOST_CHOICES or any(len(one) > LONGEST_NAME for one in choices):
        yield Problem(
            "own.many",
            N_("At most {most} choices of at most {longest} characters."),
            {"most": MOST_CHOICES, "longest": LONGEST_NAME},
            "choices",
        )
    elif twice:
        yield Problem(
            "own.twice", N_("“{choice}” is in the list twice."), {"choice": twice}, "choices"
        )
    if any(looks_like_bsn(one) for one in choices):
        yield _bsn("choices")


def check_changed(
    new: NewOwnField, known: OwnFieldRow, values: Collection[str]
) -> Iterator[Problem]:
    """Another kind only while nothing is filled in; a choice stays as long as somebody has it."""
    if not values:
        return
    if new.kind != known.kind:
        yield Problem(
            "own.kind",
            N_(
                "“{name}” is filled in for somebody and stays what it is. Put it out of use and "
                "make another field."
            ),
            {"name": known.name},
            "kind",
        )
    elif new.kind == CHOICE and (gone := sorted(set(values) - set(new.choices))):
        yield Problem(
            "own.chosen",
            N_("“{choice}” is chosen for somebody. Leave it in the list."),
            {"choice": gone[0]},
            "choices",
        )


def read_own(field: OwnFieldRow, text: str, today: date) -> str:
    """A value as it is kept, out of what is typed or was kept; empty for nothing.

    Raises Refused with one sentence for what does not fit the field.
    """
    bare = " ".join(text.split())
    if not bare:
        return ""
    if looks_like_bsn(bare) and field.kind in (TEXT, NUMBER):
        raise Refused([_bsn(field.key)])
    match field.kind:
        case "number":
            return _number(field, bare)
        case "date":
            return parse_date(bare, today, field.key).isoformat()
        case "choice":
            return _choice(field, bare)
        case "yes-no":
            return _yes_or_no(field, bare)
    if len(bare) > LONGEST_TEXT:
        raise _wrong(
            field, N_("“{name}”: at most {longest} characters."), longest=str(LONGEST_TEXT)
        )
    return bare


def _number(field: OwnFieldRow, text: str) -> str:
    match = _NUMBER.fullmatch(text.replace("\u2212", "-").replace(" ", ""))
    if match is None:
        raise _wrong(field, N_("“{name}”: “{text}” is not a number. Type it as 12,5."), text=text)
    sign, whole = match[1] or match[4] or "", match[2] or match[5]
    part = match[3] or match[6]
    number = Decimal(f"{sign}{whole.replace('.', '')}" + (f".{part}" if part else ""))
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _choice(field: OwnFieldRow, text: str) -> str:
    found = next((one for one in field.choices if one.casefold() == text.casefold()), None)
    if found is None:
        choices = ", ".join(field.choices)
        raise _wrong(
            field,
            N_("“{name}”: “{text}” is not in the list. Choose one of: {choices}."),
            text=text,
            choices=choices,
        )
    return found


def _yes_or_no(field: OwnFieldRow, text: str) -> str:
    word = text.casefold()
    if word in _YES:
        return YES
    if word in _NO:
        return NO
    raise _wrong(field, N_("“{name}”: “{text}” is neither yes nor no."), text=text)


def _wrong(field: OwnFieldRow, sentence: str, **values: str) -> Refused:
    return Refused([Problem("own.value", sentence, {"name": field.name, **values}, field.key)])


def _bsn(field: str) -> Problem:
    return Problem(
        "own.bsn",
        N_("This looks like a citizen service number (BSN), which may not be kept (UAVG 46)."),
        field=field,
    )


def shown_own(kind: str, value: str) -> str:
    """A value as people read it."""
    if not value:
        return ""
    match kind:
        case "number":
            return value.replace(".", ",")
        case "date":
            return date_short(date.fromisoformat(value))
        case "yes-no":
            return _(WORDS[value])
    return value


def shown_of_any_kind(value: str) -> str:
    """As `shown_own`, where only the value is known."""
    if value in WORDS:
        return shown_own(YES_NO, value)
    return shown_own(DATE if _DAY.fullmatch(value) else TEXT, value)


def typed_own(kind: str, value: str) -> str | Decimal | date | None:
    """A value for a spreadsheet, or to sort by; None for nothing."""
    if not value:
        return None
    match kind:
        case "number":
            return Decimal(value)
        case "date":
            return date.fromisoformat(value)
        case "yes-no":
            return _(WORDS[value])
    return value


def read_all(
    fields: Collection[OwnFieldRow], typed: Mapping[int, str], today: date
) -> tuple[dict[int, str], list[Problem]]:
    """What is typed by number of field, as it is kept; all that does not fit comes as problems."""
    by_number = {field.number: field for field in fields}
    kept: dict[int, str] = {}
    problems: list[Problem] = []
    for number, text in typed.items():
        field = by_number.get(number)
        if field is None:
            problems.append(Problem("own.unknown", N_("There is no such field any more.")))
            continue
        try:
            kept[number] = read_own(field, text, today)
        except Refused as refused:
            problems += refused.problems
    return kept, problems
