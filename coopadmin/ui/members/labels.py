"""What fields of people and memberships are called on screen, and their values as words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from coopadmin.correspondence.queries import CameBackRow
from coopadmin.correspondence.rules import EMAIL, LETTER
from coopadmin.kernel.iban import shown_iban
from coopadmin.kernel.problem import N_
from coopadmin.members.rules import COOPERATIVE_GROUNDS, END_REASONS, MEMBER_GROUNDS
from coopadmin.people.rules import CONVOCATIONS, NATURES, phone_line
from coopadmin.words import _, count, date_short

CAME_BACK = {LETTER: N_("A letter came back"), EMAIL: N_("An e-mail came back")}
SALUTATIONS = {"mr": N_("Mr"), "mrs": N_("Mrs"), "neutral": N_("Neutral")}
NAME_USAGES = {
    "own": N_("Own name"),
    "partner": N_("Name of the partner"),
    "partner-own": N_("Name of the partner, own name"),
    "own-partner": N_("Own name, name of the partner"),
}
LABELS = {
    "nature": N_("Who"),
    "salutation": N_("Salutation"),
    "title": N_("Title"),
    "initials": N_("Initials"),
    "first_names": N_("Official first names"),
    "call_name": N_("First name"),
    "prefix": N_("Name prefix"),
    "surname": N_("Surname"),
    "partner_prefix": N_("Prefix of partner"),
    "partner_surname": N_("Surname of partner"),
    "name_usage": N_("Use of names"),
    "organisation_name": N_("Name of the organisation"),
    "birth_date": N_("Born"),
    "birth_year": N_("Year of birth"),
    "death_date": N_("Died on"),
    "street": N_("Street"),
    "house_number": N_("House number"),
    "house_letter": N_("House letter"),
    "house_addition": N_("Addition"),
    "postcode": N_("Postcode"),
    "town": N_("Town"),
    "country": N_("Country"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "mobile": N_("Mobile"),
    "iban": N_("IBAN"),
    "convocation_by": N_("Convocation"),
    "convocation_consent_on": N_("Consent given on"),
    "large_print": N_("Letters in large print"),
    "note": N_("Note"),
    "number": N_("Member number"),
    "kind_id": N_("Kind of membership"),
    "payer_id": N_("Payer"),
    "since": N_("Member since"),
    "since_estimated": N_("First day is estimated"),
    "until": N_("Member until"),
    "end_reason": N_("Reason of the end"),
    "end_ground": N_("Ground"),
    "notice_on": N_("Notice received on"),
    "acknowledged_on": N_("Acknowledged on"),
    "applied_on": N_("Applied on"),
    "resolution_id": N_("Resolution of admission"),
    "number_told_on": N_("Number communicated on"),
    "persons_covered": N_("Persons covered"),
    "remark": N_("Remark"),
    "membership": N_("New membership"),
}
_TOKENS: Mapping[str, Mapping[str, str]] = {
    "nature": NATURES,
    "salutation": SALUTATIONS,
    "name_usage": NAME_USAGES,
    "convocation_by": CONVOCATIONS,
    "end_reason": END_REASONS,
    "end_ground": COOPERATIVE_GROUNDS | MEMBER_GROUNDS,
}
_PHONES = ("phone", "mobile")


def label(field: str) -> str:
    """The name of a field in the language spoken; empty for one that is not shown."""
    return _(LABELS[field]) if field in LABELS else ""


def number_shown(number: int) -> str:
    """A member number as everybody writes it: `0108`; nothing for who has none yet."""
    return f"{number:04d}" if number else ""


def value_shown(field: str, value: Any, kinds: Mapping[int, str]) -> str:
    """A value of a field as words; dates may be ISO texts, as history keeps them.

    `kinds` are the names of the kinds of membership by id. References to others become empty.
    """
    if value is None or value == "":
        return ""
    if field in _TOKENS:
        token = _TOKENS[field].get(str(value))
        return _(token) if token else str(value)
    if field == "kind_id":
        return kinds.get(value, "") if isinstance(value, int) else str(value)
    if field in _PHONES:
        return phone_line(str(value))
    if field == "iban":
        return shown_iban(str(value))
    if field == "number":
        return number_shown(int(value))
    return _plainly(field, value)


def came_back_said(mark: CameBackRow) -> str:
    """What came back, and when that was noted."""
    return f"{_(CAME_BACK[mark.way])}, {date_short(mark.noted_on)}"


def _plainly(field: str, value: Any) -> str:
    if field.endswith(("_date", "_on")) or field in ("since", "until"):
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
        return date_short(day)
    if field.endswith("_id"):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int) and field == "persons_covered":
        return count(value)
    return str(value)
