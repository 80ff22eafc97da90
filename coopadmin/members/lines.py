"""What one line of somebody's list says about a person and a membership."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from coopadmin.formats.addresses import (
    HouseNumber,
    read_house_number,
    split_postcode_town,
    split_street,
)
from coopadmin.formats.contacts import is_mobile
from coopadmin.formats.dates import ListDate, read_list_date
from coopadmin.formats.names import (
    initials_of,
    read_name_usage,
    read_salutation,
    split_full_name,
    split_surname,
)
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.members.rules import END_REASONS, LARGEST_NUMBER, OLDEST_YEAR
from coopadmin.people.names import spoken_name
from coopadmin.people.rules import ORGANISATION, NewPerson, tidy_fields

HOUSEHOLD_WORDS = frozenset(
    "gezin, gezinslid, huishouden, huishoud, huisgenoten, household, family, familie".split(", ")
)
ORGANISATION_WORDS = frozenset(
    "organisatie, bedrijf, instelling, rechtspersoon, stichting, vereniging, zakelijk,"
    " organisation, organization, company, firma".split(", ")
)
_BLANK = vars(NewPerson())
_NAMING = frozenset({"surname", "partner_surname", "organisation_name"})
_NO_DAY = ListDate()
_NOTHING_BEHIND = HouseNumber()
_ONLY_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[ -]?)+|[^\W\d_]")
_NUMBER = re.compile(r"0*(\d{1,9})(?:[.,]0+)?", re.ASCII)
_REASONS = (
    ("death", ("overl", "dood", "gestorven", "death", "dece", "died", "verst", "todes")),
    ("expulsion", ("ontzet", "roye", "expel", "expul", "ausschl")),
    (
        "by-cooperative",
        ("door bestuur", "door coop", "door de coop", "door vereniging", "wanbetal", "by the coop"),
    ),
    ("dissolution", ("ontbond", "ontbind", "opgeheven", "opheffing", "fusie", "failli", "dissol")),
    (
        "by-member",
        ("opzeg", "opgezegd", "verhuis", "vertrek", "eigen verzoek", "bedank", "cancel", "resign",
         "moved", "kundig", "uitgeschreven", "afgemeld"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class ReadLine:
    """One line, read. `given` names the fields of NewPerson that the list really gave, `empty`
    those that have a column and nothing in it.

    `number` is the member number; `key` tells which lines are one person and is not kept;
    `kind` as typed. `died` without a date in `person` means: on an unknown day. `remarks` are to
    be shown; `reasons` refuse the line.
    """

    line: int
    person: NewPerson = field(default_factory=NewPerson)
    given: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    number: int | None = None
    key: str = ""
    kind: str = ""
    since: date | None = None
    since_estimated: bool = False
    until: date | None = None
    end_reason: str = ""
    notice_on: date | None = None
    applied_on: date | None = None
    died: bool = False
    remark: str = ""
    remarks: tuple[Problem, ...] = ()
    reasons: tuple[Problem, ...] = ()

    @cached_property
    def name(self) -> str:
        return spoken_name(self.person)

    @property
    def is_empty(self) -> bool:
        """Nothing in it that names somebody: no name, no number, no key."""
        return not (self.given or self.number or self.key)


class _Reader:
    """Reads the fields of one line and gathers what is to be remarked or refused."""

    def __init__(self, values: Mapping[str, str], today: date, *, parts_apart: bool) -> None:
        self.values = values
        self.today = today
        self.parts_apart = parts_apart
        self.remarks: list[Problem] = []
        self.reasons: list[Problem] = []

    def text(self, name: str) -> str:
        return self.values.get(name, "")

    def note(self, remark: Problem | None) -> None:
        if remark is not None:
            self.remarks.append(remark)

    def day(self, name: str, *, told: bool = True) -> ListDate:
        """A date; what is no date refuses the line. What was made of it is remarked if `told`."""
        text = self.values.get(name)
        if not text:
            return _NO_DAY
        try:
            found = read_list_date(text, self.today, field=name)
        except Refused as refused:
            self.reasons += refused.problems
            return _NO_DAY
        self.note(found.remark if told else None)
        return found


def read_line(
    line: int, values: Mapping[str, str], today: date, *, parts_apart: bool = False
) -> ReadLine:
    """Read the mapped `values` of one line, field name to text.

    With `parts_apart` (the population register) names and streets stand in their own columns and
    are not taken apart. Impossible dates and a line without a name go to `reasons`; everything
    else that cannot be read is kept or left out with a remark.
    """
    reader = _Reader(values, today, parts_apart=parts_apart)
    person = NewPerson(**_contact(reader, _name(reader) | _address(reader) | _dates(reader)))
    membership = _membership(reader)
    given = frozenset([name for name, value in vars(person).items() if value != _BLANK[name]])
    if not values.get("country"):
        given -= {"country"}
    key = reader.text("person_number")
    if given.isdisjoint(_NAMING) and (given or membership["number"] or key):
        reader.reasons.append(
            Problem(
                "line.no_name", N_("The line names nobody: it has no surname."), field="surname"
            )
        )
    return ReadLine(
        line,
        person,
        given,
        frozenset(name for name, text in values.items() if not text and name in _BLANK) - given,
        key=key,
        **membership,
        died=bool(reader.text("death_date")) and not reader.reasons,
        remarks=tuple(reader.remarks),
        reasons=tuple(reader.reasons),
    )


def _dates(reader: _Reader) -> dict[str, Any]:
    birth, death = reader.day("birth_date"), reader.day("death_date", told=False)
    for name, day in (("birth_date", birth.day), ("death_date", death.day)):
        if day is not None and day > reader.today:
            reader.reasons.append(
                Problem("person.future", N_("This day is still to come."), field=name)
            )
    if birth.day and death.day and death.day < birth.day:
        sentence = N_("The date of death lies before the date of birth.")
        reader.reasons.append(Problem("line.death", sentence, field="death_date"))
    return {"birth_date": birth.day, "birth_year": birth.year, "death_date": death.day}


def _name(reader: _Reader) -> dict[str, Any]:
    text = reader.text
    salutation, remark = read_salutation(text("salutation"))
    reader.note(remark)
    usage, remark = read_name_usage(text("name_usage"))
    reader.note(remark)
    surname, prefix = text("surname"), text("prefix")
    organisation = text("organisation_name")
    kind = text("kind")
    if kind and not organisation and normalised(kind) in ORGANISATION_WORDS:
        parts = (text("call_name"), prefix, surname)
        organisation = text("full_name") or " ".join(part for part in parts if part)
        return {"nature": ORGANISATION, "organisation_name": organisation}
    if organisation and not (surname or text("full_name")):
        return {"nature": ORGANISATION, "organisation_name": organisation}
    if surname and not prefix and not reader.parts_apart:
        prefix, surname = split_surname(surname)
    partner_prefix, partner = text("partner_prefix"), text("partner_surname")
    if partner and not partner_prefix and not reader.parts_apart:
        partner_prefix, partner = split_surname(partner)
    if organisation:
        sentence = N_("“{name}” is left out: the line is about a person.")
        values = {"name": organisation}
        reader.note(Problem("line.organisation_left_out", sentence, values, "organisation_name"))
    initials, call_name = text("initials"), text("call_name")
    # One sign of a script without capitals is a whole name.
    has_capitals = call_name.lower() != call_name.upper()
    if not initials and has_capitals and _ONLY_INITIALS.fullmatch(call_name):
        initials, call_name = call_name, ""
    parts_of_name = {
        "salutation": salutation,
        "title": text("title"),
        "initials": initials_of(initials),
        "first_names": text("first_names"),
        "call_name": call_name,
        "prefix": prefix,
        "surname": surname,
    }
    if text("full_name") and not surname:
        found = split_full_name(text("full_name"))
        reader.note(found.remark)
        parts_of_name = {
            name: value or getattr(found, name) for name, value in parts_of_name.items()
        }
    return parts_of_name | {
        "partner_prefix": partner_prefix,
        "partner_surname": partner,
        "name_usage": usage,
    }


def _address(reader: _Reader) -> dict[str, Any]:
    text = reader.text
    street, house = text("street"), text("house_number")
    behind = _NOTHING_BEHIND
    if house:
        behind = read_house_number(house)
    elif text("address"):
        street, behind = split_street(text("address"))
    elif street and not reader.parts_apart:
        street, behind = split_street(street)
    reader.note(behind.remark)
    postcode, town = text("postcode"), text("town")
    if text("postcode_town") and not (postcode and town):
        first, second = split_postcode_town(text("postcode_town"))
        postcode, town = postcode or first, town or second
    return {
        "street": street,
        "house_number": behind.number,
        "house_letter": text("house_letter") or behind.letter,
        "house_addition": text("house_addition") or behind.addition,
        "postcode": postcode,
        "town": town,
    }


def _contact(reader: _Reader, fields_read: dict[str, Any]) -> dict[str, Any]:
    texts = {
        name: reader.text(name) for name in ("country", "email", "phone", "mobile", "iban", "note")
    }
    kept, remarks = tidy_fields(fields_read | texts)
    reader.remarks += remarks
    if kept["phone"] and not kept["mobile"] and is_mobile(kept["phone"]):
        kept["phone"], kept["mobile"] = "", kept["phone"]
    return kept


def _membership(reader: _Reader) -> dict[str, Any]:
    """The fields of ReadLine that tell of the membership."""
    since, estimated = _begin(reader)
    until = reader.day("until")
    ends = until.day or (date(until.year, 12, 31) if until.year else None)
    if since is not None and ends is not None and ends < since and not estimated:
        reader.reasons.append(
            Problem(
                "line.backwards",
                N_("The membership would end on {until}, before it begins on {since}."),
                {"until": ends, "since": since},
                "until",
            )
        )
    reason = reader.text("reason_end")
    return {
        "number": _number(reader),
        "kind": reader.text("kind"),
        "since": since,
        "since_estimated": estimated,
        "until": ends,
        "end_reason": reason_of(reason) if ends or reason else "",
        "notice_on": reader.day("notice_on").day,
        "applied_on": reader.day("applied_on").day,
        "remark": reason if reason and reason_of(reason) == "unknown" else "",
    }


def _begin(reader: _Reader) -> tuple[date | None, bool]:
    found = reader.day("since")
    since = found.day or (date(found.year, 1, 1) if found.year else None)
    if since is None:
        return None, False
    if since.year < OLDEST_YEAR or since > reader.today + timedelta(days=366):
        reader.reasons.append(
            Problem(
                "line.since",
                N_("A membership cannot have begun on {since}. Check the year."),
                {"since": since},
                "since",
            )
        )
    return since, found.day is None


def _number(reader: _Reader) -> int | None:
    text = reader.text("member_number")
    if not text:
        return None
    match = _NUMBER.fullmatch(text)
    if match is None or not 0 < int(match[1]) <= LARGEST_NUMBER:
        reader.note(
            Problem(
                "line.number",
                N_("“{text}” is not a whole number; the member gets the next free one."),
                {"text": text},
                "member_number",
            )
        )
        return None
    return int(match[1])


def reason_of(text: str) -> str:
    """The token of `rules.END_REASONS` that a free text means; `unknown` for any other."""
    plain = normalised(text)
    if plain in END_REASONS:
        return plain
    for token, starts in _REASONS:
        if any(start in plain for start in starts):
            return token
    return "unknown"
