"""Which texts there are, what was sent to whom, and what came back."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from coopadmin.correspondence.fields import ASKED
from coopadmin.correspondence.model import CameBack, LetterTemplate, Sending, SentLetter
from coopadmin.correspondence.rules import NO_WAY, OCCASIONS, TROUBLES, WAITING
from coopadmin.correspondence.starters import TemplateRow, start_set
from coopadmin.correspondence.texts import fill_in, used_fields
from coopadmin.formats.addresses import HOME
from coopadmin.kernel.folding import normalised
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import ADDRESS_COLUMNS, NAME_COLUMNS
from coopadmin.people.rules import address_line


@dataclass(frozen=True, slots=True)
class SendingRow:
    """One sending: how many messages by which way, how many people not, what waits or failed."""

    number: int
    dated: date
    code: str
    occasion: str
    language: str
    name: str
    subject: str
    body: str
    group: str
    filled: Mapping[str, str]
    letters: int = 0
    emails: int = 0
    people: int = 0
    left_out: int = 0
    waiting: int = 0
    troubles: int = 0

    @property
    def title(self) -> str:
        """What it is about, where that is the same for everybody; else the name of the text."""
        used = used_fields(self.subject)
        # What was filled in is gone where the only reader was erased.
        if used <= set(ASKED) and (self.filled or not used):
            return fill_in(self.subject, self.filled)
        return self.name


@dataclass(frozen=True, slots=True)
class SentRow:
    """What one person got of one sending; people of one household share the `message`."""

    sending: int
    name: str
    person_id: int
    message: int
    way: str
    reason: str
    sent_to: str
    result: str
    result_at: datetime | None
    detail: str
    dated: date
    text: str


@dataclass(frozen=True, slots=True)
class CameBackRow:
    """Something that came back from an address that is still the one of this person."""

    id: int
    person_id: int
    name: str
    way: str
    sent_to: str
    noted_on: date
    reason: str


def list_templates(session: Session, language: str | None = None) -> list[TemplateRow]:
    """Those of the start set, changed or not, in the order of occasions; then our own by name."""
    found = dict(start_set())
    for row in session.scalars(select(LetterTemplate)):
        found[row.code, row.language] = TemplateRow(
            row.code,
            row.language,
            row.occasion,
            row.name,
            row.subject,
            row.body,
            ours=True,
            started=(row.code, row.language) in start_set(),
        )
    order = list(OCCASIONS)
    return sorted(
        (row for row in found.values() if language in (None, row.language)),
        key=lambda row: (not row.started, order.index(row.occasion), normalised(row.name)),
    )


def find_template(session: Session, text: str, language: str) -> TemplateRow | None:
    """The text of this code or name, capitals aside."""
    wanted = text.strip().casefold()
    rows = list_templates(session, language)
    return next((row for row in rows if wanted in (row.code, row.name.casefold())), None)


def get_template(session: Session, text: str, language: str) -> TemplateRow:
    """The same; Refused where there is none."""
    row = find_template(session, text, language)
    if row is None:
        raise refuse(
            "letters.no_template",
            N_("There is no text “{text}”. List the texts."),
            field="code",
            text=text.strip(),
        )
    return row


def list_sendings(session: Session) -> list[SendingRow]:
    """Everything that was made, the latest first."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    grouped = select(
        SentLetter.sending_id,
        SentLetter.way,
        SentLetter.result,
        func.count(func.distinct(SentLetter.message)).label("messages"),
        func.count().label("people"),
    ).group_by(SentLetter.sending_id, SentLetter.way, SentLetter.result)
    for row in session.execute(grouped):
        tally = counted[row.sending_id]
        if row.way == NO_WAY:
            tally["left_out"] += row.people
            continue
        tally["people"] += row.people
        tally["emails" if row.way == "email" else "letters"] += row.messages
        tally["waiting"] += row.messages if row.result == WAITING else 0
        tally["troubles"] += row.messages if row.result in TROUBLES else 0
    rows = session.scalars(select(Sending).order_by(Sending.dated.desc(), Sending.number.desc()))
    return [_sending(row, counted[row.id]) for row in rows]


def get_sending(session: Session, number: int) -> SendingRow:
    """The sending of this number; Refused where there is none."""
    row = next((row for row in list_sendings(session) if row.number == number), None)
    if row is None:
        raise unknown_sending(number)
    return row


def unknown_sending(number: int) -> Refused:
    """What is said where nobody knows a sending of this number."""
    return refuse(
        "letters.no_sending", N_("There is no sending {number}. List them."), number=number
    )


def list_sent(
    session: Session, number: int | None = None, person_id: int | None = None
) -> list[SentRow]:
    """Who got what: of one sending in the order of its messages, or of one person, latest first."""
    statement = (
        select(SentLetter, Sending.number, Sending.dated, Sending.name, *NAME_COLUMNS)
        .join(Sending, Sending.id == SentLetter.sending_id)
        .join(Person, Person.id == SentLetter.person_id)
    )
    if number is not None:
        statement = statement.where(Sending.number == number)
    if person_id is not None:
        statement = statement.where(SentLetter.person_id == person_id)
    latest = (Sending.dated.desc(), Sending.number.desc())
    order = latest if number is None else ()
    rows = session.execute(statement.order_by(*order, SentLetter.message, SentLetter.id))
    return [
        SentRow(
            row.number,
            spoken_name(row),
            sent.person_id,
            sent.message,
            sent.way,
            sent.reason,
            sent.sent_to,
            sent.result,
            sent.result_at,
            sent.detail,
            row.dated,
            row.name,
        )
        for row in rows
        for sent in (row.SentLetter,)
    ]


def list_came_back(
    session: Session, person_ids: Collection[int] | None = None
) -> list[CameBackRow]:
    """What came back from addresses that people still have, the latest first."""
    rows = session.execute(
        select(CameBack, Person.email, *NAME_COLUMNS, *ADDRESS_COLUMNS)
        .join(Person, Person.id == CameBack.person_id)
        .order_by(CameBack.noted_on.desc(), CameBack.id.desc())
    )
    return [
        CameBackRow(
            back.id,
            back.person_id,
            spoken_name(row),
            back.way,
            back.sent_to,
            back.noted_on,
            back.reason,
        )
        for row in rows
        for back in (row.CameBack,)
        if back.sent_to == (row.email if back.way == "email" else place_of(row))
        and (person_ids is None or back.person_id in person_ids)
    ]


def check_sendings(session: Session) -> Iterator[Problem]:
    """Who share a message got it by one way, and who got none has no result."""
    rows = session.execute(
        select(Sending.number)
        .join(SentLetter, SentLetter.sending_id == Sending.id)
        .group_by(Sending.id, SentLetter.message)
        .having(
            or_(
                and_(SentLetter.message > 0, func.count(func.distinct(SentLetter.way)) > 1),
                (SentLetter.message == 0) != (func.min(SentLetter.way) == NO_WAY),
            )
        )
    )
    for number in sorted(set(rows.scalars())):
        yield Problem(
            "check.sending",
            N_("What was noted of sending {number} cannot be right. Look at it."),
            {"number": number},
        )


def place_of(row: object) -> str:
    """The address of post in one line, as it is kept with what was sent."""
    street, number, letter, addition, postcode, town, country = (
        getattr(row, column.key) for column in ADDRESS_COLUMNS
    )
    line = address_line(street, number, letter, addition)
    return ", ".join(
        part
        for part in (line, f"{postcode} {town}".strip(), "" if country == HOME else country)
        if part
    )


def _sending(row: Sending, tally: Counter[str]) -> SendingRow:
    return SendingRow(
        row.number,
        row.dated,
        row.code,
        row.occasion,
        row.language,
        row.name,
        row.subject,
        row.body,
        row.group_name,
        json.loads(row.filled or "{}"),
        **tally,
    )
