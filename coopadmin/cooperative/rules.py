"""What the law and good sense ask of a legal person, its name, its statutes and its book years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem

LEGAL_FORMS = {
    "cooperatie-wa": N_("Cooperative W.A."),
    "cooperatie-ba": N_("Cooperative B.A."),
    "cooperatie-ua": N_("Cooperative U.A."),
    "vereniging": N_("Association"),
    "vereniging-informeel": N_("Informal association"),
    "stichting": N_("Foundation"),
    "geen": N_("No legal form"),
}
KINDS = {
    "zorgcooperatie": N_("Care cooperative"),
    "dorpscooperatie": N_("Village cooperative"),
    "buurtcooperatie": N_("Neighbourhood cooperative"),
    "stadsdorp": N_("Urban village"),
    "hospice": N_("Hospice"),
    "pgb-ouderinitiatief": N_("Parents’ initiative with personal budgets"),
    "buurthuis": N_("Community centre"),
    "voorzorgcirkel": N_("Circle of mutual care"),
    "energiecooperatie": N_("Energy cooperative"),
    "anders": N_("Something else"),
}
_ENDINGS = {"cooperatie-wa": "W.A.", "cooperatie-ba": "B.A.", "cooperatie-ua": "U.A."}
_WORD = re.compile(r"[ck]ooperatie")
_INSIDE_WORDS = re.compile("[-\u00ad\u2010\u2011\u200b-\u200d\u2060]")
_ENDING = re.compile(r"(?:^|[^a-z0-9])([wbu])[\s.]*a[\s.)]*$")
FIRST_YEAR = 1800


@dataclass(frozen=True)
class NewCooperative:
    """What founding a file asks; `legal_form` and `kind` are tokens, the month counts from 1."""

    name: str
    legal_form: str
    kind: str = "anders"
    year_begins_in: int = 1
    founded_on: date | None = None
    town: str = ""
    municipality: str = ""
    email: str = ""
    website: str = ""
    chamber_number: str = ""
    iban: str = ""
    example: bool = False


def is_cooperative(legal_form: str) -> bool:
    """True for the three forms of BW 2:53, whose rules differ from those of an association."""
    return legal_form in _ENDINGS


def has_liable_members(legal_form: str) -> bool:
    """True for W.A. and B.A., the forms to which BW 2:61 applies."""
    return legal_form in ("cooperatie-wa", "cooperatie-ba")


def check_new_cooperative(new: NewCooperative, today: date) -> Iterator[Problem]:
    """All that is wrong with the facts of a legal person; the name by BW 2:54."""
    if new.legal_form not in LEGAL_FORMS:
        yield Problem(
            "cooperative.legal_form",
            N_("“{text}” is not a legal form. Choose one of: {choices}."),
            {"text": new.legal_form, "choices": ", ".join(LEGAL_FORMS)},
            "legal_form",
        )
    if new.kind not in KINDS:
        yield Problem(
            "cooperative.kind",
            N_("“{text}” is not a kind of cooperative. Choose one of: {choices}."),
            {"text": new.kind, "choices": ", ".join(KINDS)},
            "kind",
        )
    yield from check_name(new.name, new.legal_form)
    if not 1 <= new.year_begins_in <= 12:
        yield Problem(
            "cooperative.month",
            N_("The book year begins in a month from 1 to 12."),
            field="year_begins_in",
        )
    if new.founded_on is not None and not FIRST_YEAR <= new.founded_on.year <= today.year + 1:
        yield Problem(
            "cooperative.founded_on",
            N_("The day of founding lies between {first} and next year. Check the year."),
            {"first": FIRST_YEAR},
            "founded_on",
        )


def check_name(name: str, legal_form: str) -> Iterator[Problem]:
    """BW 2:54(2): a cooperative says so in its name, which ends in W.A., B.A. or U.A.

    Every spelling counts: with and without diaeresis, hyphen, capitals, points and spaces.
    """
    plain = _INSIDE_WORDS.sub("", normalised(name)).strip()
    if not plain:
        yield Problem("cooperative.name_empty", N_("Fill in the name."), field="name")
        return
    ending = name_ending(name)
    if not is_cooperative(legal_form):
        if ending and legal_form in LEGAL_FORMS:
            yield Problem(
                "cooperative.name_not_ours",
                N_("Only the name of a cooperative ends in {ending} Change the name or the form."),
                {"ending": ending},
                "name",
            )
        return
    if not _WORD.search(plain):
        yield Problem(
            "cooperative.name_word",
            N_("The name of a cooperative contains the word “coöperatie” or “coöperatief”."),
            field="name",
        )
    wanted = _ENDINGS[legal_form]
    if not ending:
        yield Problem(
            "cooperative.name_ending",
            N_("The name of this legal form ends in {ending} Add it to the name."),
            {"ending": wanted},
            "name",
        )
    elif ending != wanted:
        yield Problem(
            "cooperative.name_other_ending",
            N_("The name ends in {found} but this legal form asks {ending} Change one of them."),
            {"found": ending, "ending": wanted},
            "name",
        )


def name_ending(name: str) -> str:
    """`W.A.`, `B.A.` or `U.A.` when the name ends so in any spelling, else nothing."""
    match = _ENDING.search(_INSIDE_WORDS.sub("", normalised(name)))
    return f"{match[1].upper()}.A." if match else ""
