"""Letters as they will be: the plan of a sending, and the text of each message filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from coopadmin.capital.queries import list_capital
from coopadmin.correspondence.fields import BY_NAME
from coopadmin.correspondence.queries import get_sending, get_template, list_sent
from coopadmin.correspondence.recipients import (
    Message,
    Plan,
    Written,
    envelope_for,
    plan_sending,
)
from coopadmin.correspondence.rules import EMAIL, LETTER, NO_WAY, NOT_SENT, WAITING, NewSending
from coopadmin.correspondence.texts import always_used, fill_in, used_fields
from coopadmin.correspondence.values import values_for
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.words import language, speaking


@dataclass(frozen=True)
class Wording:
    """A text with what was asked once for all: what is filled in for each."""

    occasion: str
    language: str
    subject: str
    body: str
    filled: Mapping[str, str]


@dataclass(frozen=True)
class Envelope:
    """How letters are printed: the window of the envelope at the right, all letters large."""

    window_right: bool = False
    large: bool = False


def wording_of(session: Session, wanted: NewSending) -> Wording:
    """The text that is chosen. Raises Refused where there is none."""
    row = get_template(session, wanted.code, wanted.language)
    return Wording(row.occasion, row.language, row.subject, row.body, wanted.filled)


def plan_of(session: Session, wanted: NewSending, on: date) -> Plan:
    """Who would get this by which way today, in the language of the text."""
    wording = wording_of(session, wanted)
    with speaking(wording.language):
        return plan_sending(session, wording.occasion, wanted, on)


def sending_of(session: Session, number: int) -> tuple[Wording, Plan]:
    """A sending that was made: its text, and to whom it goes with the names they have now."""
    made = get_sending(session, number)
    wording = Wording(made.occasion, made.language, made.subject, made.body, made.filled)
    with speaking(wording.language):
        return wording, Plan(
            tuple(envelope_for(session, made.occasion, list_sent(session, number)))
        )


@dataclass(frozen=True)
class Line:
    """One message in a list, with what became of it: a token of RESULTS, when, and what was said.

    `id` is the same for the same message as long as a sending is looked at.
    """

    id: object
    message: Message
    result: str
    at: datetime | None = None
    detail: str = ""


def planned_lines(plan: Plan) -> list[Line]:
    """Messages that were not made yet."""
    return [
        Line(each.person_ids, each, NOT_SENT if each.way == NO_WAY else WAITING)
        for each in plan.messages
    ]


def sent_lines(session: Session, number: int) -> list[Line]:
    """The messages of a sending with what became of them."""
    _wording, plan = sending_of(session, number)
    known = {row.person_id: row for row in list_sent(session, number)}
    found = []
    for each in plan.messages:
        row = known[each.person_ids[0]]
        found.append(Line(each.person_ids, each, row.result, row.result_at, row.detail))
    return found


def addresses_of(session: Session, number: int) -> list[str]:
    """Where the e-mails of a sending go. Raises Refused when there are none."""
    return [each.sent_to for each in messages_by(sending_of(session, number)[1], EMAIL)]


def messages_by(plan: Plan, way: str) -> list[Message]:
    """Those that go this way; Refused where there are none."""
    found = plan.of_way(way)
    if not found:
        sentence = {
            LETTER: N_("Nobody gets this by letter."),
            EMAIL: N_("Nobody gets this by e-mail."),
        }[way]
        raise refuse("letters.none_of_way", sentence)
    return found


def write(
    session: Session, wording: Wording, messages: Sequence[Message], on: date
) -> list[Written]:
    """These messages with their text. Raises Refused for a text that cannot be filled in."""
    with speaking(wording.language):
        capital = _capital(session, wording, messages, on)
        values = values_for(session, wording.occasion, messages, on, capital)
        return [
            Written(
                message,
                fill_in(wording.subject, fields | dict(wording.filled)),
                fill_in(wording.body, fields | dict(wording.filled)),
            )
            for message, fields in zip(messages, values, strict=True)
        ]


def letter_to(session: Session, code: str, person_id: int, on: date) -> Written:
    """A text for one person in the language spoken, as a proposal; nothing is noted."""
    wanted = NewSending(code, language(), (person_id,), together=False)
    wording = wording_of(session, wanted)
    (message,) = plan_of(session, wanted, on).messages
    (written,) = write(session, wording, [message], on)
    return written


def check_empty(
    session: Session, wording: Wording, messages: Sequence[Message], on: date
) -> list[Problem]:
    """Fields of the text that say nothing for some of these people."""
    with speaking(wording.language):
        capital = _capital(session, wording, messages, on)
        values = values_for(session, wording.occasion, messages, on, capital)
    problems = []
    for name in sorted(always_used(wording.subject, wording.body)):
        key = BY_NAME[name].key
        lacking = [
            message.names[0]
            for message, fields in zip(messages, values, strict=True)
            if key in fields and not fields[key]
        ]
        if lacking:
            problems.append(
                Problem(
                    "letters.empty_field",
                    N_("“{name}” is empty for {number}: {first}. Look at the preview."),
                    {"name": name, "number": len(lacking), "first": ", ".join(lacking[:3])},
                )
            )
    return problems


def _capital(
    session: Session, wording: Wording, messages: Sequence[Message], on: date
) -> dict[int, Money]:
    """What people hold, asked only where the text speaks of it."""
    names = used_fields(wording.subject, wording.body)
    if not any(name in BY_NAME and BY_NAME[name].key == "capital" for name in names):
        return {}
    held: dict[int, Money] = {}
    for row in list_capital(session, on):
        held[row.person_id] = held.get(row.person_id, Money(0)) + row.amount
    return {
        person: held[person] for each in messages for person in each.person_ids if person in held
    }
