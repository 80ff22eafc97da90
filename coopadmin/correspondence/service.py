"""Operations on letters: texts of our own, making a sending, what became of it, what came back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from coopadmin.correspondence.model import CameBack, LetterTemplate, Sending, SentLetter
from coopadmin.correspondence.queries import get_template, list_templates, place_of, unknown_sending
from coopadmin.correspondence.recipients import Plan, plan_sending
from coopadmin.correspondence.rules import (
    CAME_BACK,
    EMAIL,
    LETTER,
    NO_WAY,
    NOT_SENT,
    PRINTED,
    RESULTS,
    SENT,
    WAITING,
    NewSending,
    NewTemplate,
    Result,
    check_filled,
    check_returned,
    check_template,
    code_of,
)
from coopadmin.correspondence.starters import start_set
from coopadmin.correspondence.texts import check_static
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.store.numbering import next_number
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import _, ngettext

SENT_IS_SENT = N_("An e-mail that was sent cannot be called back. Send another that puts it right.")


@operation("letters.save_text", N_("Write text"), N_("{who} wrote the text {about}"))
def save_template(work: Work, new: NewTemplate) -> str:
    """A text of our own, or one of the start set as we want it; gives its code."""
    work.check(check_template(new))
    code = new.code or _free_code(work, new)
    columns = {
        "occasion": new.occasion,
        "name": " ".join(new.name.split()),
        "subject": " ".join(new.subject.split()),
        "body": new.body.replace("\r\n", "\n").strip(),
    }
    row = _own(work, code, new.language)
    if row is None:
        work.add(LetterTemplate(code=code, language=new.language, **columns))
    else:
        for name, value in columns.items():
            setattr(row, name, value)
    work.about = columns["name"]
    return code


@operation(
    "letters.remove_text",
    N_("Remove text"),
    N_("{who} removed the own text {about}"),
)
def remove_template(work: Work, code: str, language: str) -> None:
    """Ours goes; one of the start set is as it came with the program again."""
    row = _own(work, code, language)
    if row is None:
        get_template(work.session, code, language)
        raise refuse("letters.as_it_came", N_("This text is as it came with the program."))
    work.about = row.name
    work.remove(row)


@operation("letters.make", N_("Make letters"), N_("{who} made: {about}"))
def make_sending(work: Work, new: NewSending) -> int:
    """Note who gets this text by which way, and who does not; gives the number of the sending.

    Nothing is printed or sent by it. Raises Refused with every unknown or empty field.
    """
    text = get_template(work.session, new.code, new.language)
    work.check(
        [
            *check_static(text.subject),
            *check_static(text.body),
            *check_filled(text.subject, text.body, new.filled),
        ]
    )
    plan = plan_sending(work.session, text.occasion, new, work.today)
    work.check(_nobody(plan))
    sending = work.add(
        Sending(
            number=next_number(work),
            dated=work.today,
            code=text.code,
            occasion=text.occasion,
            language=text.language,
            name=text.name,
            subject=text.subject,
            body=text.body,
            group_name=new.group,
            filled=json.dumps(dict(new.filled), ensure_ascii=False),
        )
    )
    work.session.flush()
    work.add_many(
        SentLetter,
        [
            {
                "sending_id": sending.id,
                "person_id": person,
                "message": each.number,
                "way": each.way,
                "reason": each.reason,
                "sent_to": each.sent_to,
                "result": NOT_SENT if each.way == NO_WAY else WAITING,
                "result_at": None,
                "detail": "",
            }
            for each in plan.messages
            for person in each.person_ids
        ],
    )
    counted = ngettext("{count} message", "{count} messages", plan.emails + plan.letters)
    work.about = f"{text.name}, {counted.format(count=plan.emails + plan.letters)}"
    return sending.number


@operation("letters.note_done", N_("Note as done"), N_("{who} noted as done: {about}"))
def note_done(work: Work, number: int, way: str) -> None:
    """What waits of a sending was printed, or sent with a program of our own; a note, no more."""
    sending = _found(work, number)
    rows = [row for row in _letters(work, sending) if row.way == way and row.result == WAITING]
    _set(work, rows, PRINTED if way == LETTER else SENT, "")
    work.about = f"{sending.name}, {_(RESULTS[PRINTED if way == LETTER else SENT]).lower()}"


@operation(
    "letters.note_results",
    N_("Send e-mail"),
    N_("{who} sent e-mail: {about}"),
    UndoneBy(never=SENT_IS_SENT),
)
def note_results(work: Work, number: int, results: Sequence[Result]) -> None:
    """What became of messages that this program sent, each by its number in the sending."""
    sending = _found(work, number)
    by_message = {each.message: each for each in results}
    rows = [row for row in _letters(work, sending) if row.message in by_message]
    for each in results:
        theirs = [row for row in rows if row.message == each.message]
        _set(work, theirs, each.result, each.detail)
    counted = ngettext("{count} message", "{count} messages", len(by_message))
    work.about = f"{sending.name}, {counted.format(count=len(by_message))}"


@operation(
    "letters.came_back",
    N_("Note what came back"),
    N_("{who} noted that post to {about} came back"),
)
def note_came_back(work: Work, person_id: int, way: str, day: date, reason: str = "") -> None:
    """A letter or e-mail came back; the last one sent that way is marked so too."""
    person = work.get(Person, person_id)
    known = way in CAME_BACK and bool(person.email if way == EMAIL else person.town)
    work.check(check_returned(known, day, work.today))
    where = person.email if way == EMAIL else place_of(person)
    work.add(
        CameBack(person_id=person_id, way=way, sent_to=where, noted_on=day, reason=reason.strip())
    )
    last = work.session.scalars(
        select(SentLetter)
        .where(SentLetter.person_id == person_id, SentLetter.way == way)
        .order_by(SentLetter.id.desc())
        .limit(1)
    ).first()
    if last is not None and last.sent_to == where:
        _set(work, [last], CAME_BACK[way], reason.strip())
    work.about = spoken_name(person)


@operation(
    "letters.address_right",
    N_("Address is right"),
    N_("{who} noted that the address of {about} is right after all"),
)
def note_arrives(work: Work, came_back_id: int) -> None:
    """It was a full mailbox or a slip: the address can be used again."""
    row = work.get(CameBack, came_back_id)
    work.about = spoken_name(work.get(Person, row.person_id))
    work.remove(row)


def _nobody(plan: Plan) -> list[Problem]:
    if plan.emails or plan.letters:
        return []
    if not plan.messages:
        return [Problem("letters.nobody", N_("There is nobody in this group."), field="group")]
    sentence = N_("Nobody in this group gets it. The list says why for each.")
    return [Problem("letters.nobody", sentence, field="group")]


def _set(work: Work, rows: Sequence[SentLetter], result: str, detail: str) -> None:
    work.change_many(
        SentLetter,
        [{"id": row.id, "result": result, "result_at": work.now, "detail": detail} for row in rows],
    )


def _letters(work: Work, sending: Sending) -> Sequence[SentLetter]:
    return work.session.scalars(select(SentLetter).where(SentLetter.sending_id == sending.id)).all()


def _found(work: Work, number: int) -> Sending:
    row = work.session.scalars(select(Sending).where(Sending.number == number)).first()
    if row is None:
        raise unknown_sending(number)
    return row


def _own(work: Work, code: str, language: str) -> LetterTemplate | None:
    return work.session.scalars(
        select(LetterTemplate).where(
            LetterTemplate.code == code, LetterTemplate.language == language
        )
    ).first()


def _free_code(work: Work, new: NewTemplate) -> str:
    taken = {row.code for row in list_templates(work.session)} | {key for key, _l in start_set()}
    first = code_of(new.name)
    return next(
        code
        for number in range(1, len(taken) + 2)
        for code in (first if number == 1 else f"{first}-{number}",)
        if code not in taken
    )
