"""What the law and good sense ask of a legal person, its name, its statutes and its book years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.names import LEGAL_FORMS, check_name, is_cooperative
from coopadmin.formats.contacts import read_email
from coopadmin.kernel.colours import LEAST_CONTRAST, PETROL, WHITE, contrast, is_colour, readable
from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.problem import N_, Problem, Refused, question

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
_CHAMBER_NUMBER = re.compile(r"[0-9]{8}")
FIRST_YEAR = 1800
MOST_MEGABYTES = 100

# Which decisions need which part of the votes cast; a fraction is typed as `2/3`.
MAJORITIES = ("absolute", "2/3", "3/4", "4/5", "9/10", "unanimous")
TIES = {
    "revote-then-lot": N_("Vote again between the two, then draw lots"),
    "lot": N_("Draw lots"),
    "rejected": N_("Rejected"),
}
_FRACTION = re.compile(r"([1-9]\d?)/([1-9]\d?)")
AMENDMENT_DAYS = 7
AUDITORS = 2
LONGEST_TERM = 730


@dataclass(frozen=True)
class NewCooperative:
    """What founding a file asks; `legal_form` and `kind` are tokens, the month counts from 1.

    `accent` colours documents; one attachment is at most `attachment_megabytes` large.
    """

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
    accent: str = PETROL
    attachment_megabytes: int = 10


@dataclass(frozen=True)
class ChangedCooperative(NewCooperative):
    """The facts of the legal person as they are from now on."""


@dataclass(frozen=True)
class NewStatutes:
    """What the own statutes say from `valid_from` on; terms in days, majorities as tokens.

    `termination_pro_rata`: who leaves in the course of a year pays for that part only (BW 2:35(5)).
    `blank_counts`: a blank vote is a vote cast. `quorum` is empty, a share of the votes (`1/2`) or
    a number of members. `proxies_per_holder` None is no limit. `checked` says that somebody
    compared all this with the statutes themselves; `source` names them.
    """

    valid_from: date
    convocation_days: int = 14
    amendment_convocation_days: int = 7
    termination_days: int = 28
    termination_pro_rata: bool = False
    majority: str = "absolute"
    amendment_majority: str = "2/3"
    blank_counts: bool = False
    tie_on_persons: str = "revote-then-lot"
    quorum: str = ""
    amendment_quorum: str = ""
    proxies_per_holder: int | None = None
    electronic_votes: bool = False
    board_term_years: int = 4
    board_terms: int = 2
    audit_committee_size: int = 2
    source: str = ""
    checked: bool = True


@dataclass(frozen=True)
class NewRate:
    """A value of law or policy from a day on: cents, days or a count, as its code says."""

    code: str
    valid_from: date
    value: int
    source: str


@dataclass(frozen=True)
class NewExceptionalYear:
    """A book year that does not last twelve months, with its first and last day."""

    first: date
    last: date


@dataclass(frozen=True)
class NewResolution:
    """A decision of a body (`ALV`); `rule` is its majority, `outcome` a token of the vote."""

    body: str
    decided_on: date
    subject: str
    text: str
    rule: str
    outcome: str
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None
    votes_invalid: int | None = None
    published_on: date | None = None
    follow_up: str = ""


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
    if new.chamber_number and not _CHAMBER_NUMBER.fullmatch(new.chamber_number.replace(" ", "")):
        yield Problem(
            "cooperative.chamber_number",
            N_("A number of the Chamber of Commerce has eight digits."),
            field="chamber_number",
        )
    if read_email(new.email)[1] is not None:
        yield Problem(
            "cooperative.email",
            N_("“{text}” is not an e-mail address. Type it as name@example.nl."),
            {"text": new.email},
            "email",
        )
    if new.iban.strip():
        try:
            parse_iban(new.iban, "iban")
        except Refused as refused:
            yield from refused.problems
    if new.founded_on is not None and not FIRST_YEAR <= new.founded_on.year <= today.year + 1:
        yield Problem(
            "cooperative.founded_on",
            N_("The day of founding lies between {first} and next year. Check the year."),
            {"first": FIRST_YEAR},
            "founded_on",
        )

    yield from check_accent(new.accent)
    if not 1 <= new.attachment_megabytes <= MOST_MEGABYTES:
        yield Problem(
            "cooperative.attachments",
            N_("One attachment may be 1 to {most} MB large."),
            {"most": MOST_MEGABYTES},
            "attachment_megabytes",
        )


def check_accent(accent: str) -> Iterator[Problem]:
    """A colour that can be read on white paper; one that is too pale comes with a proposal."""
    if not is_colour(accent):
        yield Problem(
            "cooperative.accent", N_("Choose a colour as #0B5966 writes it."), field="accent"
        )
    elif contrast(accent, WHITE) < LEAST_CONTRAST:
        yield Problem(
            "cooperative.accent_pale",
            N_("{colour} is too pale to read on white paper. {proposal} is the same, but darker."),
            {"colour": accent.upper(), "proposal": readable(accent)},
            "accent",
        )


def check_changed_cooperative(
    changed: ChangedCooperative, today: date, begins_in: int
) -> Iterator[Problem]:
    """As for a new one; another first month of the book year than `begins_in` is a question."""
    yield from check_new_cooperative(changed, today)
    if changed.year_begins_in != begins_in:
        yield question(
            "cooperative.year_moved",
            N_(
                "All book years, past ones too, get other first and last days. For a change from"
                " now on, add a short or long year instead. Why is it right?"
            ),
            field="year_begins_in",
        )


def check_statutes(new: NewStatutes, legal_form: str) -> Iterator[Problem]:
    """Terms that can be, majorities that are more than half, and what the law does not leave free.

    BW 2:42(1): seven days for a change of statutes. BW 2:48(2): an audit committee of two.
    """
    lawful = legal_form in ("vereniging", "vereniging-informeel") or is_cooperative(legal_form)
    yield from _check_terms(new, lawful)
    yield from _check_majorities(new)
    if new.tie_on_persons not in TIES:
        yield Problem(
            "statutes.tie",
            N_("“{text}” does not say what follows a tie. Choose one of: {choices}."),
            {"text": new.tie_on_persons, "choices": ", ".join(TIES)},
            "tie_on_persons",
        )
    if new.proxies_per_holder is not None and new.proxies_per_holder < 0:
        yield Problem(
            "statutes.proxies",
            N_("The number of proxies is 0 or more; leave it empty for no limit."),
            field="proxies_per_holder",
        )
    for name, number in (
        ("board_term_years", new.board_term_years),
        ("board_terms", new.board_terms),
    ):
        if not 0 <= number <= 99:
            yield Problem(
                "statutes.board", N_("Type a number of at most 99; 0 is no limit."), field=name
            )
    if new.audit_committee_size < 0 or (lawful and new.audit_committee_size == 1):
        yield Problem(
            "statutes.auditors",
            N_("An audit committee has at least {least} members (BW 2:48); 0 when there is none."),
            {"least": AUDITORS},
            "audit_committee_size",
        )


def _check_terms(new: NewStatutes, lawful: bool) -> Iterator[Problem]:
    for name in ("convocation_days", "amendment_convocation_days", "termination_days"):
        if not 0 <= getattr(new, name) <= LONGEST_TERM:
            yield Problem(
                "statutes.days",
                N_("A term lies between 0 and {most} days."),
                {"most": LONGEST_TERM},
                name,
            )
    if lawful and 0 <= new.amendment_convocation_days < AMENDMENT_DAYS:
        yield Problem(
            "statutes.amendment_days",
            N_("A change of statutes is announced at least {least} days ahead (BW 2:42)."),
            {"least": AMENDMENT_DAYS},
            "amendment_convocation_days",
        )


def _check_majorities(new: NewStatutes) -> Iterator[Problem]:
    for name in ("majority", "amendment_majority"):
        if not is_majority(getattr(new, name)):
            yield Problem(
                "statutes.majority",
                N_("“{text}” is not a majority. Type absolute, unanimous or a part as 2/3."),
                {"text": getattr(new, name)},
                name,
            )
    for name in ("quorum", "amendment_quorum"):
        if not is_quorum(getattr(new, name)):
            yield Problem(
                "statutes.quorum",
                N_(
                    "“{text}” is not a quorum. Type a part as 1/2, a number of members, or nothing."
                ),
                {"text": getattr(new, name)},
                name,
            )


def is_majority(text: str) -> bool:
    """`absolute`, `unanimous`, or a fraction above a half and at most the whole."""
    if text in ("absolute", "unanimous"):
        return True
    match = _FRACTION.fullmatch(text)
    return match is not None and int(match[2]) < 2 * int(match[1]) <= 2 * int(match[2])


def is_quorum(text: str) -> bool:
    """Nothing, a fraction of the votes, or a number of members."""
    if not text or (text.isascii() and text.isdigit() and int(text) > 0):
        return True
    match = _FRACTION.fullmatch(text)
    return match is not None and int(match[1]) <= int(match[2])


def check_rate(new: NewRate) -> Iterator[Problem]:
    """A rate has a code, a value of 0 or more, and says where it stands."""
    if not new.code.strip():
        yield Problem("rate.code", N_("Choose which rate this is."), field="code")
    if new.value < 0:
        yield Problem("rate.value", N_("A rate is 0 or more."), field="value")
    if not new.source.strip():
        yield Problem("rate.source", N_("Say where this rate stands."), field="source")


def check_resolution(new: NewResolution) -> Iterator[Problem]:
    """A resolution has a body and a subject, and counts no votes below nothing."""
    if not new.body.strip():
        yield Problem("resolution.body", N_("Say which body decided."), field="body")
    if not new.subject.strip():
        yield Problem("resolution.subject", N_("Say what was decided about."), field="subject")
    for name in ("votes_for", "votes_against", "votes_blank", "votes_invalid"):
        number = getattr(new, name)
        if number is not None and number < 0:
            yield Problem("resolution.votes", N_("Votes are counted from 0 up."), field=name)
