"""What somebody may consent to, how that is given, and when it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.problem import N_, Problem

CONVOCATION = "convocation"
"""Consent to be convened by e-mail (BW 2:41(5)); it is kept with the person, not in the list."""
EMAIL_POST, NEWSLETTER, PHOTOGRAPHS = "email-post", "newsletter", "photographs"
MEMBERS_LIST, PHONE = "members-list", "phone"
PURPOSES = {
    CONVOCATION: N_("Convocation by e-mail"),
    EMAIL_POST: N_("Other letters by e-mail"),
    NEWSLETTER: N_("Newsletter"),
    PHOTOGRAPHS: N_("Recognisable in photographs"),
    MEMBERS_LIST: N_("Contact details in the list for members"),
    PHONE: N_("Telephone number shared within the group"),
}
"""Purposes that every cooperative has; its own stand in the file, each by its number."""
CHANNELS = {
    "form": N_("On a paper form"),
    "letter": N_("By letter"),
    "email": N_("By e-mail"),
    "website": N_("On the website"),
    "spoken": N_("Spoken"),
}
ADULT_FROM = 16
LONGEST_NAME, LONGEST_WORDS = 60, 1000


@dataclass(frozen=True)
class NewConsent:
    """Somebody consents to a purpose from `given_on` on.

    `purpose` is a key of PURPOSES or the number of an own purpose as text; `channel` a token of
    CHANNELS; `source` says where it can be read; `guardian` who consented for a child.
    """

    person_id: int
    purpose: str
    given_on: date
    channel: str = "form"
    source: str = ""
    guardian: str = ""


@dataclass(frozen=True)
class ManyConsents:
    """The same consent of many people at once, as in `NewConsent`."""

    person_ids: tuple[int, ...]
    purpose: str
    given_on: date
    channel: str = "form"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Giver:
    """What is to be known of who consents."""

    birth_date: date | None = None
    birth_year: int | None = None
    death_date: date | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that is in the file already; without `withdrawn_on` it still holds."""

    given_on: date
    withdrawn_on: date | None = None


def check_consent(
    new: NewConsent, giver: Giver, known: Sequence[Given], today: date
) -> Iterator[Problem]:
    """A day that can be, not given already, and for a child by a parent (AVG 8, UAVG 5).

    `known` are the consents of this person to this purpose.
    """
    day = new.given_on
    if new.channel not in CHANNELS:
        yield Problem(
            "consent.channel",
            N_("“{text}” is not known here. Choose one of: {choices}."),
            {"text": new.channel, "choices": ", ".join(CHANNELS)},
            "channel",
        )
    if day > today:
        yield Problem("consent.future", N_("This day is still to come."), field="given_on")
    if giver.death_date is not None and day > giver.death_date:
        yield Problem(
            "consent.dead", N_("This person died on {day}."), {"day": giver.death_date}, "given_on"
        )
    if giver.birth_date is not None and day < giver.birth_date:
        yield Problem(
            "consent.unborn",
            N_("This person was born on {day}. Fill in a later day."),
            {"day": giver.birth_date},
            "given_on",
        )
    if is_child(giver, day) and not new.guardian.strip():
        yield Problem(
            "consent.child",
            N_("Under 16 a parent or guardian consents (UAVG 5). Fill in who that was."),
            field="guardian",
        )
    if any(day <= (each.withdrawn_on or date.max) for each in known):
        yield Problem(
            "consent.twice",
            N_("This consent is in the file already. Withdraw it first, or fill in a later day."),
            field="given_on",
        )


def check_withdrawal(given: Given | None, withdrawn_on: date, today: date) -> Iterator[Problem]:
    """A consent that holds, withdrawn after it was given; `given` is None where none holds."""
    if given is None or given.withdrawn_on is not None:
        yield Problem(
            "consent.none", N_("There is no consent to withdraw here."), field="withdrawn_on"
        )
    elif withdrawn_on < given.given_on:
        yield Problem(
            "consent.backwards",
            N_("This consent was given on {day}. It is withdrawn on that day or later."),
            {"day": given.given_on},
            "withdrawn_on",
        )
    if withdrawn_on > today:
        yield Problem("consent.future", N_("This day is still to come."), field="withdrawn_on")


def check_purpose(name: str, explanation: str, taken: Sequence[str]) -> Iterator[Problem]:
    """A purpose has a name that no other has; `taken` are the names of the others."""
    if len(explanation) > LONGEST_WORDS:
        yield Problem(
            "purpose.words",
            N_("This is longer than {longest} characters. Make it shorter."),
            {"longest": LONGEST_WORDS},
            "explanation",
        )
    bare = " ".join(name.split())
    if not bare:
        yield Problem("purpose.empty", N_("Fill in what is consented to."), field="name")
    elif len(bare) > LONGEST_NAME:
        yield Problem(
            "purpose.long",
            N_("This is longer than {longest} characters. Make it shorter."),
            {"longest": LONGEST_NAME},
            "name",
        )
    elif bare.casefold() in {each.casefold() for each in taken}:
        yield Problem("purpose.taken", N_("There is such a purpose already."), field="name")


def is_child(giver: Giver, day: date) -> bool:
    """Whether somebody is certainly under 16 on a day."""
    if giver.birth_date is not None:
        return day < add_months(giver.birth_date, 12 * ADULT_FROM)
    return giver.birth_year is not None and day.year - giver.birth_year < ADULT_FROM
