"""What is sent when and to whom: occasions, ways, results, and what may be written down of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from coopadmin.correspondence.fields import ASKED
from coopadmin.correspondence.texts import check_text, used_fields
from coopadmin.kernel.problem import N_, Problem, Term
from coopadmin.people.consent_rules import CONVOCATION, EMAIL_POST, NEWSLETTER
from coopadmin.words.language import LANGUAGES

OWN = "own"
MEMBERS, ANYONE, HEIRS = "members", "anyone", "heirs"
"""Whom an occasion reaches: who is a member that day, everybody, or who is left behind."""
LONGEST_NAME, LONGEST_TEXT = 80, 20_000


@dataclass(frozen=True)
class Occasion:
    """Why something is sent.

    `purpose` is the one that people consent to for getting it by e-mail. What `must` be sent goes
    to who withdrew that consent too, by letter; of what goes `alone` every member has his own.
    """

    title: str
    purpose: str
    reaches: str = ANYONE
    must: bool = False
    alone: bool = False


OCCASIONS: Mapping[str, Occasion] = {
    "welcome": Occasion(N_("Welcome to a new member"), EMAIL_POST, must=True, alone=True),
    "application": Occasion(N_("Application received"), EMAIL_POST, must=True, alone=True),
    "refusal": Occasion(N_("Application refused"), EMAIL_POST, must=True, alone=True),
    "termination": Occasion(N_("Termination received"), EMAIL_POST, must=True, alone=True),
    "farewell": Occasion(N_("Farewell to a member"), EMAIL_POST, must=True, alone=True),
    "suspension": Occasion(N_("Suspension"), EMAIL_POST, must=True, alone=True),
    "expulsion": Occasion(N_("Expulsion"), EMAIL_POST, must=True, alone=True),
    "condolence": Occasion(N_("Condolence"), EMAIL_POST, HEIRS, must=True, alone=True),
    "heirs": Occasion(N_("Letter to the heirs"), EMAIL_POST, HEIRS, must=True, alone=True),
    "contribution": Occasion(N_("Contribution of this year"), EMAIL_POST, must=True),
    "reminder": Occasion(N_("First reminder"), EMAIL_POST, must=True),
    "reminder-2": Occasion(N_("Second reminder"), EMAIL_POST, must=True),
    "certificate": Occasion(N_("With a certificate of capital"), EMAIL_POST, must=True, alone=True),
    "repayment": Occasion(N_("Repayment of capital"), EMAIL_POST, must=True, alone=True),
    CONVOCATION: Occasion(
        N_("Convocation of the general meeting"), CONVOCATION, MEMBERS, must=True, alone=True
    ),
    "invitation": Occasion(N_("Invitation"), EMAIL_POST),
    "news": Occasion(N_("News for members"), NEWSLETTER, MEMBERS),
    "thanks": Occasion(N_("Thanks to volunteers"), EMAIL_POST, alone=True),
    "gift": Occasion(N_("Thanks for a gift"), EMAIL_POST, alone=True),
    "gifts-year": Occasion(N_("What somebody gave in a year"), EMAIL_POST, alone=True),
    "jubilee": Occasion(N_("Jubilee"), EMAIL_POST, MEMBERS, alone=True),
    "email-consent": Occasion(N_("Question whether we may e-mail"), EMAIL_POST, MEMBERS),
    "address-check": Occasion(N_("Question whether details are right"), EMAIL_POST),
    "privacy-answer": Occasion(N_("What we hold on you"), EMAIL_POST, must=True, alone=True),
    "erasure": Occasion(N_("Your details were erased"), EMAIL_POST, must=True, alone=True),
    "data-breach": Occasion(N_("Notice of a data breach"), EMAIL_POST, must=True, alone=True),
    OWN: Occasion(N_("Something else"), EMAIL_POST),
}

LETTER, EMAIL, NO_WAY = "letter", "email", "none"
WAYS = {LETTER: N_("Letter"), EMAIL: N_("E-mail"), NO_WAY: N_("Not")}
REASONS = {
    "consent": N_("agreed to e-mail"),
    "no_consent": N_("did not agree to e-mail"),
    "no_email": N_("has no e-mail address"),
    "bounced": N_("the last e-mail came back"),
    "by_letter": N_("this goes by letter"),
    "died": N_("died"),
    "lives": N_("did not die"),
    "left": N_("is no member on this day"),
    "objected": N_("wants no such post"),
    "no_address": N_("has no address"),
    "returned": N_("the last letter came back"),
}
"""Why somebody gets it by this way, or not at all."""

WAITING, PRINTED, SENT, FAILED = "waiting", "printed", "sent", "failed"
DOUBT = "doubt"
RETURNED, BOUNCED, NOT_SENT = "returned", "bounced", "none"
RESULTS = {
    WAITING: N_("To do"),
    PRINTED: N_("Printed"),
    SENT: N_("Sent"),
    FAILED: N_("Failed"),
    DOUBT: N_("In doubt"),
    RETURNED: N_("Came back"),
    BOUNCED: N_("E-mail came back"),
    NOT_SENT: N_("Not"),
}
TROUBLES = (FAILED, DOUBT, RETURNED, BOUNCED)
"""What somebody has to look at."""
CAME_BACK = {LETTER: RETURNED, EMAIL: BOUNCED}


@dataclass(frozen=True)
class NewTemplate:
    """A text of our own: with the code of one of the start set it takes the place of that one.

    Without a code it is a new one and gets a code of its name.
    """

    occasion: str
    language: str
    name: str
    subject: str
    body: str
    code: str = ""


@dataclass(frozen=True)
class NewSending:
    """A text for some people: `filled` are the fields that were asked, `group` says who they are.

    `together`: one for a household, where the occasion allows it. `by_letter`: nothing by e-mail.
    """

    code: str
    language: str
    person_ids: tuple[int, ...]
    group: str = ""
    filled: Mapping[str, str] = field(default_factory=dict)
    together: bool = True
    by_letter: bool = False


@dataclass(frozen=True)
class Result:
    """What became of one message: its number in the sending, a token of RESULTS, and why."""

    message: int
    result: str
    detail: str = ""


@dataclass(frozen=True)
class Reached:
    """What decides by which way somebody is reached.

    `agrees` is what they said to this purpose: True, False, or None where they said nothing.
    """

    died: bool
    member: bool
    objects: bool
    agrees: bool | None
    email: str
    has_address: bool
    bounced: bool
    returned: bool


def way_for(occasion: Occasion, one: Reached, *, by_letter: bool = False) -> tuple[str, str]:
    """A token of WAYS and one of REASONS.

    E-mail only for who agreed to it for this purpose, a convocation by BW 2:41(5); a letter for
    the others, unless it cannot arrive.
    """
    if one.died != (occasion.reaches == HEIRS):
        return NO_WAY, "died" if one.died else "lives"
    if occasion.reaches == MEMBERS and not one.member:
        return NO_WAY, "left"
    if one.objects and not occasion.must:
        return NO_WAY, "objected"
    why = "by_letter"
    if not by_letter and occasion.reaches != HEIRS:
        why = _no_email(one)
        if not why:
            return EMAIL, "consent"
    if not one.has_address:
        return NO_WAY, "no_address"
    # A convocation goes all the same: that it was sent is what counts.
    return (NO_WAY, "returned") if one.returned and not occasion.must else (LETTER, why)


def _no_email(one: Reached) -> str:
    if not one.email:
        return "no_email"
    if not one.agrees:
        return "no_consent"
    return "bounced" if one.bounced else ""


def code_of(name: str) -> str:
    """What a text is called on the command line: `Middag voor vrijwilligers`, with dashes."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", kept).strip("-")[:40]


def check_template(new: NewTemplate) -> Iterator[Problem]:
    """A name, a subject of one line, and a text whose fields are all known."""
    if new.occasion not in OCCASIONS:
        yield _unknown("occasion", new.occasion, list(OCCASIONS))
    if new.language not in LANGUAGES:
        yield _unknown("language", new.language, list(LANGUAGES))
    if not code_of(new.name):
        yield Problem("letters.name", N_("Give the text a name."), field="name")
    if not new.subject.strip():
        yield Problem("letters.subject", N_("Fill in what it is about."), field="subject")
    if not new.body.strip():
        yield Problem("letters.body", N_("Write a text."), field="body")
    longest = (("name", LONGEST_NAME), ("subject", 200), ("body", LONGEST_TEXT))
    for name, most in longest:
        if len(getattr(new, name)) > most:
            yield Problem(
                "letters.long",
                N_("This is longer than {most} signs. Shorten it."),
                {"most": most},
                name,
            )
            return
    yield from check_text(new.subject, "subject")
    yield from check_text(new.body, "body")


def check_filled(subject: str, body: str, filled: Mapping[str, str]) -> Iterator[Problem]:
    """Every field that is asked once for all is filled in."""
    for name in sorted(used_fields(subject, body)):
        asked = ASKED.get(name)
        if asked is not None and not filled.get(asked.key, "").strip():
            yield Problem(
                "letters.unfilled",
                N_("Fill in “{name}”: {what}."),
                {"name": name, "what": Term(asked.what)},
                asked.key,
            )


def check_returned(person_known: bool, day: date, today: date) -> Iterator[Problem]:
    """What came back did so on a day that was, to somebody who can be reached that way."""
    if day > today:
        yield Problem("letters.later", N_("{day} is still to come."), {"day": day}, "day")
    if not person_known:
        yield Problem(
            "letters.no_such_way",
            N_("There is no address by which this could have come back."),
            field="way",
        )


def _unknown(code: str, text: str, known: list[str]) -> Problem:
    return Problem(
        f"letters.{code}",
        N_("“{text}” is not known. Choose one of: {choices}."),
        {"text": text, "choices": ", ".join(known)},
        code,
    )
