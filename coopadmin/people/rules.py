"""What we may note about persons and organisations, and who may hold which office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coopadmin.formats.addresses import HOME, read_country, read_house_number, read_postcode
from coopadmin.formats.contacts import read_email, read_phone, shown_phone
from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.problem import N_, Problem, Refused, question
from coopadmin.people.names import NameUsage, Salutation, sort_key

NATURAL, ORGANISATION = "natural", "organisation"
NATURES = {NATURAL: N_("Person"), ORGANISATION: N_("Organisation")}
NO_POST = "none"
CONVOCATIONS = {
    "letter": N_("By letter"),
    "email": N_("By e-mail"),
    NO_POST: N_("No post, because of a death"),
}
OLDEST_YEAR = 1850
_MOBILE = re.compile(r"\+316(\d{8})", re.ASCII)

BODIES = {
    "board": N_("Board"),
    "audit-committee": N_("Audit committee"),
    "supervisory-board": N_("Supervisory board"),
}
OFFICES = {
    "chair": N_("Chair"),
    "vice-chair": N_("Deputy chair"),
    "secretary": N_("Secretary"),
    "treasurer": N_("Treasurer"),
    "member": N_("Member"),
    "substitute": N_("Substitute"),
}


@dataclass(frozen=True)
class NewPerson:
    """A natural person, or an organisation by its `organisation_name`.

    `salutation` and `name_usage` are the tokens of `names`; `country` an ISO code. `birth_year`
    is for who tells no more than that. `convocation_by` `email` needs the day of consent.
    """

    nature: str = NATURAL
    salutation: str = ""
    title: str = ""
    initials: str = ""
    first_names: str = ""
    call_name: str = ""
    prefix: str = ""
    surname: str = ""
    partner_prefix: str = ""
    partner_surname: str = ""
    name_usage: str = ""
    organisation_name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    death_date: date | None = None
    street: str = ""
    house_number: int | None = None
    house_letter: str = ""
    house_addition: str = ""
    postcode: str = ""
    town: str = ""
    country: str = HOME
    email: str = ""
    phone: str = ""
    mobile: str = ""
    iban: str = ""
    convocation_by: str = "letter"
    convocation_consent_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class ChangedPerson:
    """Everything that is to be known of a person from now on."""

    person_id: int
    person: NewPerson


@dataclass(frozen=True)
class NewTerm:
    """Somebody in an office from `first` on; without `planned_last` as long as is usual.

    `body` and `office` are tokens of BODIES and OFFICES; an office may also be a free text.
    """

    person_id: int
    body: str
    office: str
    first: date
    planned_last: date | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """A term that is in the file already."""

    body: str
    office: str
    first: date
    last: date | None


@dataclass(frozen=True)
class TidyPerson:
    """A person as kept, and what was remarked in reading the contact details."""

    person: NewPerson
    remarks: tuple[Problem, ...] = field(default=())


def check_person(new: NewPerson, today: date) -> Iterator[Problem]:
    """A name, tokens that exist, dates that can be, an e-mail address and IBAN that are sound."""
    yield from _check_tokens(new)
    if new.nature == ORGANISATION and not new.organisation_name.strip():
        yield Problem(
            "person.name", N_("Fill in the name of the organisation."), field="organisation_name"
        )
    if new.nature == NATURAL and not (new.surname + new.partner_surname).strip():
        yield Problem("person.name", N_("Fill in the surname."), field="surname")
    yield from _check_dates(new, today)
    if read_email(new.email)[1] is not None:
        yield Problem(
            "person.email",
            N_("“{text}” is not an e-mail address. Type it as name@example.nl."),
            {"text": new.email},
            "email",
        )
    if new.iban.strip():
        try:
            parse_iban(new.iban, "iban")
        except Refused as refused:
            yield from refused.problems
    if new.convocation_by == NO_POST and new.death_date is None:
        yield Problem(
            "person.no_post",
            N_("Every member is convened: by letter, or by e-mail with consent (BW 2:41)."),
            field="convocation_by",
        )
    if new.convocation_by == "email" and not new.email.strip():
        yield Problem(
            "person.convocation",
            N_("To convene by e-mail an e-mail address is needed (BW 2:41)."),
            field="email",
        )


def _check_tokens(new: NewPerson) -> Iterator[Problem]:
    for name, value, known in (
        ("nature", new.nature, list(NATURES)),
        ("salutation", new.salutation, ["", *Salutation]),
        ("name_usage", new.name_usage, ["", *NameUsage]),
        ("convocation_by", new.convocation_by, list(CONVOCATIONS)),
    ):
        if value not in known:
            yield Problem(
                "person.token",
                N_("“{text}” is not known here. Choose one of: {choices}."),
                {"text": value, "choices": ", ".join(known).removeprefix(", ")},
                name,
            )


def _check_dates(new: NewPerson, today: date) -> Iterator[Problem]:
    if new.birth_date is not None and new.birth_date.year < OLDEST_YEAR:
        yield Problem(
            "person.birth_date", N_("The date of birth is too long ago."), field="birth_date"
        )
    if new.birth_year is not None and not OLDEST_YEAR <= new.birth_year <= today.year:
        yield Problem("person.birth_year", N_("Check the year of birth."), field="birth_year")
    for name, day in (("birth_date", new.birth_date), ("death_date", new.death_date)):
        if day is not None and day > today:
            yield Problem("person.future", N_("This day is still to come."), field=name)
    if new.birth_date and new.death_date and new.death_date < new.birth_date:
        yield Problem(
            "person.death_before_birth",
            N_("The date of death lies before the date of birth."),
            field="death_date",
        )


def tidied(new: NewPerson) -> TidyPerson:
    """The person in the one way in which we keep them; unreadable contact details stay as typed.

    An e-mail address or an IBAN that is not sound is kept too: refusing it is for `check_person`.
    """
    values, remarks = tidy_fields(vars(new))
    return TidyPerson(NewPerson(**values), tuple(remarks))


def tidy_fields(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """As `tidied`, for some fields of a NewPerson by name."""
    kept: dict[str, Any] = {
        name: " ".join(value.split()) if value and type(value) is str and name != "note" else value
        for name, value in values.items()
    }
    kept["country"], remark = read_country(kept.get("country", ""))
    remarks = [remark]
    kept["postcode"], remark = read_postcode(kept.get("postcode", ""), kept["country"])
    remarks.append(remark)
    for name in ("phone", "mobile"):
        kept[name], remark = read_phone(kept.get(name, ""), kept["country"], field=name)
        remarks.append(remark)
    kept["email"], remark = read_email(kept.get("email", ""))
    remarks.append(remark)
    if kept.get("iban"):
        try:
            kept["iban"] = parse_iban(kept["iban"])
        except Refused:
            sentence = N_("“{text}” is not an IBAN and is kept as it is.")
            remarks.append(Problem("person.iban", sentence, {"text": kept["iban"]}, "iban"))
    if kept.get("birth_date"):
        kept["birth_year"] = kept["birth_date"].year
    kept["note"] = kept.get("note", "").strip()
    return kept, [remark for remark in remarks if remark is not None]


def columns_of(person: NewPerson) -> dict[str, Any]:
    """The columns of table `person`, the key it is sorted on included."""
    return {**vars(person), "sort_key": sort_key(person)}


def address_line(street: str, number: int | None, letter: str = "", addition: str = "") -> str:
    """Street and house number as on an envelope: `Dorpsstraat 12A-2`."""
    house = f"{number or ''}{letter}"
    behind = f"{house}-{addition}" if house and addition else house or addition
    return f"{street} {behind}".strip()


def house_parts(text: str) -> tuple[int | None, str, str]:
    """`12A-2` as number, letter and addition; what cannot be read is all addition."""
    found = read_house_number(text)
    return found.number, found.letter, found.addition


def phone_line(phone: str) -> str:
    """A stored telephone number as people write it: `06-12345678`."""
    mobile = _MOBILE.fullmatch(phone)
    # Also numbers that nobody can have, such as those of an example.
    return f"06-{mobile[1]}" if mobile else shown_phone(phone)


def check_term(new: NewTerm, held: Sequence[HeldTerm], most_terms: int) -> Iterator[Problem]:
    """One office of a body at a time, no director in the audit committee (BW 2:48), terms in order.

    `held` are this person's other terms; more terms in a body than `most_terms` (0 is no limit)
    is a question.
    """
    if new.body not in BODIES:
        yield Problem(
            "term.body",
            N_("“{text}” is not a body. Choose one of: {choices}."),
            {"text": new.body, "choices": ", ".join(BODIES)},
            "body",
        )
    if not new.office.strip():
        yield Problem("term.office", N_("Fill in which office it is."), field="office")
    if new.planned_last is not None and new.planned_last < new.first:
        yield Problem(
            "term.backwards", N_("The term would end before it begins."), field="planned_last"
        )
    running = [
        term
        for term in held
        if term.last is None
        or (term.last >= new.first and (new.planned_last is None or term.first <= new.planned_last))
    ]
    if any(term.body == new.body for term in running):
        yield Problem(
            "term.held",
            N_("This person holds an office of this body then. End that term first."),
            field="person_id",
        )
    if any({term.body, new.body} == {"board", "audit-committee"} for term in running):
        yield Problem(
            "term.director_audits",
            N_("A director cannot be in the audit committee (BW 2:48). Choose somebody else."),
            field="person_id",
        )
    terms = 1 + sum(term.body == new.body for term in held)
    if new.body == "board" and most_terms and terms > most_terms:
        yield question(
            "term.too_many",
            N_("This would be term number {number}; the statutes allow {most}. Why is it right?"),
            {"number": terms, "most": most_terms},
            "person_id",
        )


def check_end_of_term(first: date, last: date) -> Iterator[Problem]:
    """A term does not end before it begins."""
    if last < first:
        yield Problem(
            "term.end", N_("The term began on {first}. It ends later."), {"first": first}, "last"
        )
