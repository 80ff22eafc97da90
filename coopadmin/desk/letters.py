"""Letters as they will be: the plan of a sending, and the text of each message filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from coopadmin.correspondence.rules import NewSending
from coopadmin.correspondence.texts import always_used, fill_in, used_fields
from coopadmin.correspondence.values import values_for
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem
from coopadmin.words import speaking


@dataclass(frozen=True)
class Wording:
    """A text with what was asked once for all: what is filled in for each."""

    occasion: str
    language: str
    subject: str
    body: str
    filled: Mapping[str, str]


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
