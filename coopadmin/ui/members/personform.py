"""The form of a person or organisation as data, and its values as input for the rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from coopadmin.kernel.calendar import parse_date
from coopadmin.kernel.iban import parse_iban, shown_iban
from coopadmin.kernel.problem import Refused
from coopadmin.people.rules import (
    CONVOCATIONS,
    NATURES,
    ORGANISATION,
    NewPerson,
    address_line,
    check_person,
    house_parts,
    phone_line,
    tidied,
)
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.members.labels import LABELS, NAME_USAGES, SALUTATIONS
from coopadmin.words import N_, _, date_long, say

Raw = Mapping[str, Any]
_YEAR = re.compile(r"(?:18|19|20)\d\d", re.ASCII)
# What the form asks only when somebody wants to say more about a name.
MORE = "more"
_MORE_NAMES = ("title", "first_names", "partner_prefix", "partner_surname", "name_usage")
HOUSE = "house"


@dataclass(frozen=True)
class Born:
    """A day of birth, or only the year."""

    day: date | None = None
    year: int | None = None


def token_choices(tokens: Mapping[str, str]) -> Callable[[], Sequence[Choice]]:
    return lambda: [Choice(token, _(words)) for token, words in tokens.items()]


def _natural(raw: Raw) -> bool:
    return raw.get("nature") != ORGANISATION


def _organisation(raw: Raw) -> bool:
    return not _natural(raw)


def _more(raw: Raw) -> bool:
    return _natural(raw) and bool(raw.get(MORE))


def _by_email(raw: Raw) -> bool:
    return raw.get("convocation_by") == "email"


def _text(name: str, width: int, **options: Any) -> Field:
    return Field(name, LABELS[name], width=width, **{"optional": True, **options})


def person_parts(nature: str = "") -> tuple[Part, ...]:
    """Name, address and contact; with a `nature` only what such a person or organisation has."""
    return tuple(_parts_of(_first_parts(), nature))


def more_person_parts(today: date, nature: str = "") -> tuple[Part, ...]:
    """What is noted of some: how they are convened, IBAN, day of birth, a note."""
    return tuple(_parts_of(_more_parts(today), nature))


def _parts_of(parts: Sequence[Part], nature: str) -> Iterator[Part]:
    gone = {"": (), ORGANISATION: (_natural, _more)}.get(nature, (_organisation,))
    for part in parts:
        fields = part if isinstance(part, tuple) else (part,)
        kept = tuple(
            replace(one, shown_if=None) if nature and one.shown_if is _organisation else one
            for one in fields
            if isinstance(one, Field)
            and one.shown_if not in gone
            and not (nature and one.name == "nature")
        )
        if len(kept) == 1 and not isinstance(part, tuple):
            yield kept[0]
        elif kept:
            yield kept


def _first_parts() -> tuple[Part, ...]:
    return (
        Field("nature", LABELS["nature"], Kind.CHOICE, width=225, choices=token_choices(NATURES)),
        (
            _text("call_name", 190, shown_if=_natural),
            _text("initials", 110, shown_if=_natural),
            Field(
                "salutation",
                LABELS["salutation"],
                Kind.CHOICE,
                optional=True,
                width=130,
                choices=token_choices(SALUTATIONS),
                shown_if=_natural,
            ),
        ),
        (
            _text("prefix", 130, shown_if=_natural),
            _text("surname", 300, optional=False, shown_if=_natural),
        ),
        Field(
            MORE, N_("More of the name: partner, title, official"), Kind.CHECK, shown_if=_natural
        ),
        (
            _text("first_names", 300, shown_if=_more),
            _text("title", 130, shown_if=_more),
        ),
        (
            _text("partner_prefix", 130, shown_if=_more),
            _text("partner_surname", 300, shown_if=_more),
        ),
        Field(
            "name_usage",
            LABELS["name_usage"],
            Kind.CHOICE,
            optional=True,
            width=300,
            choices=token_choices(NAME_USAGES),
            shown_if=_more,
        ),
        _text("organisation_name", 0, optional=False, shown_if=_organisation),
        (
            _text("street", 330),
            Field(
                HOUSE,
                LABELS["house_number"],
                optional=True,
                width=130,
                parse=house_parts,
                show=_house_shown,
                placeholder=N_("12A-2"),
            ),
        ),
        (
            _text("postcode", 130, reading=_reading("postcode")),
            _text("town", 225),
            _text("country", 110, reading=_reading("country")),
        ),
        _text("email", 0, parse=_checked_email),
        (
            _text("phone", 225, reading=_reading("phone")),
            _text("mobile", 225, reading=_reading("mobile")),
        ),
    )


def _more_parts(today: date) -> tuple[Part, ...]:
    return (
        (
            Field(
                "convocation_by",
                LABELS["convocation_by"],
                Kind.CHOICE,
                width=225,
                choices=token_choices(CONVOCATIONS),
            ),
            Field(
                "convocation_consent_on",
                LABELS["convocation_consent_on"],
                Kind.DATE,
                width=225,
                shown_if=_by_email,
            ),
        ),
        (
            Field(
                "iban",
                LABELS["iban"],
                optional=True,
                width=300,
                figures=True,
                parse=parse_iban,
                show=shown_iban,
            ),
            Field(
                "birth_date",
                LABELS["birth_date"],
                optional=True,
                width=150,
                parse=lambda text: _born(text, today),
                show=_born_shown,
                reading=_born_reading,
                shown_if=_natural,
            ),
        ),
        Field("large_print", LABELS["large_print"], Kind.CHECK),
        Field(
            "note",
            LABELS["note"],
            Kind.LONG,
            optional=True,
            lines=2,
            longest=500,
            hint=N_("Nothing about health, no citizen service number."),
        ),
    )


def _checked_email(text: str) -> str:
    """The address itself; what `check_person` says of it is said on leaving the field."""
    wrong = [
        problem
        for problem in check_person(NewPerson(surname="-", email=text), date.max)
        if problem.field == "email"
    ]
    if wrong:
        raise Refused(wrong)
    return text


def _reading(name: str) -> Callable[[str], str]:
    """How a text in the field of this name is kept: as something else, or odd as it is."""

    def reading(text: str) -> str:
        typed: dict[str, Any] = {name: text}
        found = tidied(NewPerson(**typed))
        if found.remarks:
            return say(found.remarks[0])
        kept = getattr(found.person, name)
        shown = phone_line(kept) if name in ("phone", "mobile") else kept
        return "" if shown == text else _("Becomes {value}.").format(value=shown)

    return reading


def _born(text: str, today: date) -> Born:
    if _YEAR.fullmatch(text):
        return Born(year=int(text))
    return Born(parse_date(text, today, "birth_date"))


def _born_shown(born: Born) -> str:
    if born.day is not None:
        return f"{born.day.day}-{born.day.month}-{born.day.year}"
    return str(born.year) if born.year else ""


def _born_reading(born: Born) -> str:
    return _("Becomes {value}.").format(value=date_long(born.day)) if born.day else ""


def _house_shown(parts: tuple[int | None, str, str]) -> str:
    return address_line("", *parts)


def person_values(person: NewPerson) -> dict[str, Any]:
    """What the form of a person shows of somebody."""
    values = asdict(person)
    values[HOUSE] = (person.house_number, person.house_letter, person.house_addition)
    values["birth_date"] = Born(person.birth_date, person.birth_year)
    values["phone"], values["mobile"] = phone_line(person.phone), phone_line(person.mobile)
    values["iban"] = person.iban
    values[MORE] = any(getattr(person, name) for name in _MORE_NAMES)
    return values


def person_from(values: Mapping[str, Any], known: NewPerson) -> NewPerson:
    """The person as the form says; fields that it does not show keep what is `known`."""
    number, letter, addition = values.get(HOUSE) or (None, "", "")
    born = values.get("birth_date") or Born()
    plain: dict[str, Any] = {
        name: "" if values[name] is None else values[name]
        for name in asdict(known)
        if name in values and name not in ("birth_date", "convocation_consent_on")
    }
    if plain.get("convocation_by") == "email":
        plain["convocation_consent_on"] = values.get("convocation_consent_on")
    elif "convocation_by" in plain:
        plain["convocation_consent_on"] = None
    found = replace(
        known, **plain, house_number=number, house_letter=letter, house_addition=addition
    )
    if _natural(values):
        return replace(found, birth_date=born.day, birth_year=born.year)
    return found
