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
    "committee": N_("Committee"),
    "circle": N_("Circle"),
}
NAMED_BODIES = ("committee", "circle")
"""Of these there can be several, each with a name."""
VOTING_BODIES = ("board", "supervisory-board")
BOARD = "board"
OFFICES = {
    "chair": N_("Chair"),
    "vice-chair": N_("Deputy chair"),
    "secretary": N_("Secretary"),
    "treasurer": N_("Treasurer"),
    "member": N_("Member"),
    "substitute": N_("Substitute"),
    "contact": N_("Contact person"),
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
    large_print: bool = False
    note: str = ""


@dataclass(frozen=True)
class ChangedPerson:
    """Everything that is to be known of a person from now on."""

    person_id: int
    person: NewPerson
    own: Mapping[int, str] = field(default_factory=dict)
    """What is typed in own fields, by number; what is not named stays."""


@dataclass(frozen=True)
class NewTerm:
    """Somebody in an office from `first` on; without `planned_last` as long as is usual.

    `body` and `office` are tokens of BODIES and OFFICES; an office may also be a free text.
    `group_name` is that of a committee or circle. `most_terms` counts where it is given, in the
    board else that of the statutes.
    """

    person_id: int
    body: str
    office: str
    first: date
    planned_last: date | None = None
    resolution_id: int | None = None
    group_name: str = ""
    votes: int = 1
    most_terms: int | None = None


@dataclass(frozen=True)
class ChangedTerm:
    """A running term as it is from now on; who, body and first day stay."""

    term_id: int
    office: str
    planned_last: date | None = None
    resolution_id: int | None = None
    votes: int = 1
    most_terms: int | None = None


@dataclass(frozen=True, slots=True)
class HeldTerm:
    """A term that is in the file already."""

    body: str
    office: str
    first: date
    last: date | None
    group_name: str = ""


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


def check_term(
    new: NewTerm, held: Sequence[HeldTerm], most_terms: int, others: Sequence[int] = ()
) -> Iterator[Problem]:
    """One office of a body at a time, no director in the audit committee (BW 2:48), terms in order.

    `held` are this person's other terms; more terms in a body than `most_terms` (0 is no limit)
    is a question. `others` are the votes of those who are in the body on the first day.
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
    if new.body in NAMED_BODIES and not new.group_name.strip():
        yield Problem(
            "term.group", N_("Fill in the name of the committee or circle."), field="group_name"
        )
    if new.planned_last is not None and new.planned_last < new.first:
        yield Problem(
            "term.backwards", N_("The term would end before it begins."), field="planned_last"
        )
    yield from check_votes(new.body, new.votes, others)
    if new.most_terms is not None and not 0 <= new.most_terms <= 99:
        yield Problem("term.most", N_("Fill in 0 to 99 terms; 0 is no limit."), field="most_terms")
    running = [
        term
        for term in held
        if term.last is None
        or (term.last >= new.first and (new.planned_last is None or term.first <= new.planned_last))
    ]
    if any(same_seat(term, new) for term in running):
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
    terms = 1 + sum(same_seat(term, new) for term in held)
    if most_terms and terms > most_terms:
        yield question(
            "term.too_many",
            N_("This would be term number {number}; the statutes allow {most}. Why is it right?"),
            {"number": terms, "most": most_terms},
            "person_id",
        )


def same_seat(term: HeldTerm, new: NewTerm) -> bool:
    """Whether both are in the same body: of committees and circles, of the same name."""
    names = (term.group_name, new.group_name)
    return term.body == new.body and len({" ".join(each.split()).casefold() for each in names}) == 1


def check_votes(body: str, votes: int, others: Sequence[int]) -> Iterator[Problem]:
    """Nobody has more votes than the others together: BW 2:44(4), of supervisors 2:47(4)."""
    if not 1 <= votes <= 99 or (votes > 1 and body not in VOTING_BODIES):
        yield Problem(
            "term.votes",
            N_("One vote each; only in the board and the supervisory board there can be more."),
            field="votes",
        )
    elif votes > 1 and votes > sum(others):
        yield Problem(
            "term.most_votes",
            N_("The others together have {others} votes; nobody has more than that (BW 2:44)."),
            {"others": sum(others)},
            "votes",
        )


def votes_that_count(votes: Mapping[int, int]) -> dict[int, int]:
    """By person, the votes by law: where others left, no more than those who stay have together.

    Who is alone has one.
    """
    total = sum(votes.values())
    return {who: min(own, max(1, total - own)) for who, own in votes.items()}


def check_changed_term(changed: ChangedTerm, first: date) -> Iterator[Problem]:
    """An office, an end after the begin, a maximum that can be."""
    if not changed.office.strip():
        yield Problem("term.office", N_("Fill in which office it is."), field="office")
    if changed.planned_last is not None and changed.planned_last < first:
        yield Problem(
            "term.backwards", N_("The term would end before it begins."), field="planned_last"
        )
    if changed.most_terms is not None and not 0 <= changed.most_terms <= 99:
        yield Problem("term.most", N_("Fill in 0 to 99 terms; 0 is no limit."), field="most_terms")


def check_end_of_term(first: date, last: date) -> Iterator[Problem]:
    """A term does not end before it begins."""
    if last < first:
        yield Problem(
            "term.end", N_("The term began on {first}. It ends later."), {"first": first}, "last"
        )
