"""Tables of persons and organisations, of households, and of the terms that people serve."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference

NAME = personal("contract", "books", "“Oud-lid” and the member number")
CONTACT = personal("contract", "membership")
PLACE = personal("contract", "membership", "four digits of the postcode")
NOTE = personal("interest", "membership")
TOGETHER = personal("contract", "membership", "nothing")
CONSENT = personal("consent", "membership", "nothing")


def _text(purpose: dict[str, Any]) -> Any:
    return mapped_column(Text, default="", info=purpose)


class Person(Stored):
    """A natural person or an organisation that we know; name parts as in DOMAIN section 9."""

    __tablename__ = "person"

    nature: Mapped[str] = plain_text(default="natural")
    salutation: Mapped[str] = _text(NAME)
    title: Mapped[str] = _text(NAME)
    initials: Mapped[str] = _text(NAME)
    first_names: Mapped[str] = _text(NAME)
    call_name: Mapped[str] = _text(NAME)
    prefix: Mapped[str] = _text(NAME)
    surname: Mapped[str] = _text(NAME)
    partner_prefix: Mapped[str] = _text(NAME)
    partner_surname: Mapped[str] = _text(NAME)
    name_usage: Mapped[str] = _text(NAME)
    organisation_name: Mapped[str] = _text(NAME)
    sort_key: Mapped[str] = mapped_column(Text, index=True, info=NAME)
    birth_date: Mapped[date | None] = mapped_column(info=personal("contract", "membership", "year"))
    birth_year: Mapped[int | None] = mapped_column(info=personal("contract", "books", "year"))
    death_date: Mapped[date | None] = mapped_column(info=personal("contract", "books"))
    street: Mapped[str] = _text(PLACE)
    house_number: Mapped[int | None] = mapped_column(info=PLACE)
    house_letter: Mapped[str] = _text(PLACE)
    house_addition: Mapped[str] = _text(PLACE)
    postcode: Mapped[str] = _text(PLACE)
    town: Mapped[str] = _text(PLACE)
    country: Mapped[str] = _text(PLACE)
    email: Mapped[str] = _text(CONTACT)
    phone: Mapped[str] = _text(CONTACT)
    mobile: Mapped[str] = _text(CONTACT)
    iban: Mapped[str] = _text(personal("contract", "books", "until the term ends"))
    convocation_by: Mapped[str] = plain_text(default="letter")
    convocation_consent_on: Mapped[date | None] = mapped_column(info=CONSENT)
    large_print: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = _text(NOTE)

    @staticmethod
    def search_text(row: Person) -> str:
        house = f"{row.house_number or ''}{row.house_letter} {row.house_addition}"
        return " ".join(
            part
            for part in (
                row.call_name,
                row.first_names,
                row.initials,
                row.prefix,
                row.surname,
                row.partner_prefix,
                row.partner_surname,
                row.organisation_name,
                row.street,
                house.strip(),
                row.postcode.replace(" ", ""),
                row.town,
                row.email,
                row.phone,
                row.mobile,
                row.iban,
            )
            if part
        )


class Alias(Stored):
    """A person who turned out to be the person `of_id`: what could not be moved stays with it."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("person_id"),)

    person_id: Mapped[int] = reference("person.id", index=False)
    of_id: Mapped[int] = reference("person.id")
    merged_on: Mapped[date]


class DifferentPeople(Stored):
    """Two who look like one person, and are not; `one_id` is the lower."""

    __tablename__ = "different_people"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    one_id: Mapped[int] = reference("person.id", index=False)
    other_id: Mapped[int] = reference("person.id")


class Household(Stored):
    """People at one address who share a letter, a contribution or a vote, by its number."""

    __tablename__ = "household"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    name: Mapped[str] = _text(TOGETHER)

    @staticmethod
    def search_text(row: Household) -> str:
        return row.name


class HouseholdStay(Stored):
    """Somebody who belongs to a household from `first` up to and including `last`."""

    __tablename__ = "household_stay"

    household_id: Mapped[int] = reference("household.id")
    person_id: Mapped[int] = reference("person.id")
    first: Mapped[date]
    last: Mapped[date | None]


class PersonNote(Stored):
    """Something noted about somebody by an author, which goes after `keep_until`."""

    __tablename__ = "person_note"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    person_id: Mapped[int] = reference("person.id")
    dated: Mapped[date]
    author: Mapped[str] = _text(NOTE)
    text: Mapped[str] = _text(NOTE)
    keep_until: Mapped[date] = mapped_column(index=True)


class ConsentPurpose(Stored):
    """Something that this cooperative asks consent for, beside what every one does."""

    __tablename__ = "consent_purpose"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    name: Mapped[str] = plain_text()
    explanation: Mapped[str] = plain_text(default="")
    in_use: Mapped[bool] = mapped_column(default=True)


class Consent(Stored):
    """That somebody consents to a purpose from `given_on` until before `withdrawn_on`.

    `purpose` is its key; an own one also stands under `purpose_id`, so that it cannot go.
    """

    __tablename__ = "consent"

    person_id: Mapped[int] = reference("person.id")
    purpose: Mapped[str] = plain_text(index=True)
    purpose_id: Mapped[int | None] = reference("consent_purpose.id", nullable=True)
    given_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    channel: Mapped[str] = plain_text()
    source: Mapped[str] = _text(CONSENT)
    guardian: Mapped[str] = _text(CONSENT)


class OwnField(Stored):
    """Something that this cooperative wants to know of people; `choices` stand each on a line."""

    __tablename__ = "own_field"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    name: Mapped[str] = plain_text()
    kind: Mapped[str] = plain_text()
    choices: Mapped[str] = plain_text(default="")
    basis: Mapped[str] = plain_text()
    why: Mapped[str] = plain_text()
    keep: Mapped[str] = plain_text()
    in_use: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int]


class OwnValue(Stored):
    """What stands in an own field of somebody: in `lasting` where it stays as long as the books."""

    __tablename__ = "own_value"
    __table_args__ = (UniqueConstraint("field_id", "person_id"),)

    field_id: Mapped[int] = reference("own_field.id", index=False)
    person_id: Mapped[int] = reference("person.id")
    value: Mapped[str] = _text(TOGETHER)
    lasting: Mapped[str] = _text(personal("contract", "books", "nothing"))

    @staticmethod
    def search_text(row: OwnValue) -> str:
        # Yes, no and numbers would be found wherever these letters are looked for.
        text = row.value or row.lasting
        return text if len(text) > 3 else ""


class TermOfOffice(Stored):
    """Who holds which office of which body, from when to when, appointed by which resolution.

    `group_name` says which committee or circle. `votes` are those in meetings of the body itself,
    `most_terms` how many terms there can be where the statutes do not say so.
    """

    __tablename__ = "term_of_office"

    person_id: Mapped[int] = reference("person.id")
    body: Mapped[str] = plain_text()
    office: Mapped[str] = plain_text()
    first: Mapped[date]
    planned_last: Mapped[date | None]
    last: Mapped[date | None]
    number: Mapped[int]
    group_name: Mapped[str] = plain_text(default="", server_default="")
    votes: Mapped[int] = mapped_column(default=1, server_default="1")
    most_terms: Mapped[int | None]
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
