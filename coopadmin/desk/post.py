"""Sending the e-mails of a sending: made of what the file says, noted as they go.

What becomes of a message is written into the file at once, as a draft outside the history, before
and after the server has it; a burst of them then becomes one line of the history. What was begun
and has no result when the program starts again is in doubt, and is not sent by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.queries import content_of
from coopadmin.attachments.service import detach
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.correspondence import smtp
from coopadmin.correspondence.bounces import Bounced, read_bounce
from coopadmin.correspondence.mail import (
    Enclosure,
    Mail,
    Mailbox,
    bytes_of,
    message_id,
    own_domain,
    save_drafts,
)
from coopadmin.correspondence.posting import (
    JOURNAL,
    enclose,
    enclosures_of,
    find_server,
    get_server,
)
from coopadmin.correspondence.queries import get_sending, list_came_back, list_sent
from coopadmin.correspondence.rules import DOUBT, EMAIL, FAILED, SENT, WAITING, Result
from coopadmin.correspondence.server import NewServer
from coopadmin.correspondence.service import note_came_back, note_results
from coopadmin.desk.letters import sending_of, write
from coopadmin.formats.calendar import calendar_of
from coopadmin.formats.contacts import posted_email
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.meetings.announcing import announcement
from coopadmin.meetings.facts import MeetingRow
from coopadmin.meetings.queries import list_meetings
from coopadmin.meetings.rules import GENERAL_MEETING
from coopadmin.people.model import Person
from coopadmin.people.names import spoken_name
from coopadmin.people.queries import NAME_COLUMNS
from coopadmin.store import Books
from coopadmin.words import _, listed, say, speaking

_RESULTS = {smtp.SENT: SENT, smtp.REFUSED: FAILED, smtp.LATER: WAITING, smtp.DOUBT: DOUBT}
Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Sent:
    """How far a sending is: sent, failed and in doubt of its e-mails, left to send."""

    sent: int
    failed: int
    doubt: int
    left: int


def mails_to_send(session: Session, number: int, sender: Mailbox, now: datetime) -> dict[int, Mail]:
    """The e-mails of a sending that are still to go, by the number of the message.

    `now` has a time zone. Raises Refused where the text or what goes along cannot be had.
    """
    waiting = {
        row.message
        for row in list_sent(session, number)
        if row.way == EMAIL and row.result == WAITING
    }
    wording, plan = sending_of(session, number)
    messages = [each for each in plan.of_way(EMAIL) if each.number in waiting]
    written = write(session, wording, messages, now.date())
    enclosed = tuple(
        Enclosure(row.name, content_of(session, row.id)) for row in enclosures_of(session, number)
    )
    domain = own_domain(sender.email)
    made = {}
    with speaking(wording.language):
        for each in written:
            to = Mailbox(each.message.sent_to, listed(each.message.names))
            # The same letter has the same id whenever it is sent: mailboxes show it once.
            parts = (number, each.message.number, to.email, each.subject, each.body)
            made[each.message.number] = Mail(
                sender=sender,
                recipient=to,
                subject=each.subject,
                text=each.body,
                written=now,
                message_id=message_id(domain, *parts),
                language=wording.language,
                enclosures=enclosed,
            )
    return made


def sender_of(session: Session) -> Mailbox:
    """Who sends: as the settings say, else the cooperative. Refused where none has an address."""
    cooperative, server = get_cooperative(session), find_server(session)
    email = server.email if server is not None else cooperative.email
    if not posted_email(email):
        raise refuse(
            "letters.no_sender",
            N_("Fill in first from which address you write: Settings, Sending e-mail."),
        )
    return Mailbox(email, (server.name if server is not None else "") or cooperative.name)


def draft_mails(books: Books, number: int, folder: Path) -> list[Path]:
    """Write the e-mails still to go as `.eml` into a folder. Raises Refused when there are none."""
    settle(books, number)
    sender = books.ask(sender_of)
    mails = books.ask(mails_to_send, number, sender, books.clock().astimezone())
    if not mails:
        raise nothing_to_send()
    return save_drafts(mails.values(), folder)


def enclose_date(books: Books, number: int, meeting: MeetingRow | None = None) -> str:
    """The date of a meeting goes along with the e-mails, for calendars; gives the file's name.

    Without a meeting it is the general meeting that comes next. An older file of it goes.
    """
    if meeting is None:
        coming = (
            row
            for row in books.ask(list_meetings)
            if row.body == GENERAL_MEETING and row.held_on >= books.today()
        )
        meeting = next(coming, None)
    if meeting is None:
        raise refuse("letters.no_meeting", N_("No general meeting is planned. Plan it first."))
    name = _("meeting {day}.ics").format(day=meeting.held_on.isoformat())
    made = calendar_of([books.ask(announcement, meeting.id, books.clock().astimezone())])
    for older in books.ask(enclosures_of, number):
        if older.name == name:
            books.do(detach, older.id)
    books.do(enclose, number, name, made)
    return name


def nothing_to_send() -> Refused:
    return refuse("letters.all_sent", N_("No e-mail of this is still to go."))


# ------------------------------------------------------------------------------ sending


def dispatch_of(books: Books, number: int, password: str) -> smtp.Dispatch:
    """Everything that is still to go, ready to be sent in bursts. Raises Refused."""
    settle(books, number)
    server = books.ask(get_server)
    mails = books.ask(mails_to_send, number, books.ask(sender_of), books.clock().astimezone())
    if not mails:
        raise nothing_to_send()

    def compose(key: int) -> smtp.Outgoing:
        mail = mails[key]
        raw = bytes_of(mail)
        sender, recipient = posted_email(mail.sender.email), posted_email(mail.recipient.email)
        return smtp.Outgoing(sender, recipient, raw)

    def settled(key: int, result: smtp.Result) -> None:
        said = "" if result.why is None else say(result.why)
        noted = {"result": _RESULTS[result.state], "detail": said}
        books.keep_draft(JOURNAL, f"{number}/{key}", json.dumps(noted, ensure_ascii=False))

    return smtp.Dispatch(
        server,
        password,
        list(mails),
        compose=compose,
        begun=lambda key: books.keep_draft(JOURNAL, f"{number}/{key}", ""),
        settled=settled,
    )


def settle(books: Books, number: int) -> list[int]:
    """Put what was noted of a sending into its log; gives the messages that are in doubt now.

    Only while nothing of it is being sent: what was begun and has no result is then in doubt.
    """
    noted = {
        int(key.partition("/")[2]): text
        for key, text in books.drafts_of(JOURNAL).items()
        if key.partition("/")[0] == str(number)
    }
    if not noted:
        return []
    lost = {"result": DOUBT, "detail": say(Problem("smtp.doubt", smtp.IN_DOUBT))}
    found = {message: json.loads(text) if text else lost for message, text in noted.items()}
    books.do(
        note_results,
        number,
        [Result(message, told["result"], told["detail"]) for message, told in found.items()],
    )
    for message in noted:
        books.drop_draft(JOURNAL, f"{number}/{message}")
    return [message for message, told in found.items() if told["result"] == DOUBT]


def send_burst(books: Books, number: int, dispatch: smtp.Dispatch, tick: Tick) -> smtp.Dispatch:
    """One burst as a job: what may go out in a minute, then its line in the history.

    `tick(done, total)` is asked between two messages; what it raises stops the burst there, with
    everything noted.
    """
    total = dispatch.left

    def stopped() -> bool:
        tick(total - dispatch.left, total)
        return False

    try:
        dispatch.burst(stopped)
    finally:
        settle(books, number)
    return dispatch


def how_far(session: Session, number: int) -> Sent:
    """The e-mails of a sending by what became of them."""
    get_sending(session, number)
    results = {row.message: row.result for row in list_sent(session, number) if row.way == EMAIL}
    counted = [list(results.values()).count(each) for each in (SENT, FAILED, DOUBT, WAITING)]
    return Sent(*counted)


def messages_with(session: Session, number: int, result: str) -> list[int]:
    """The e-mails of a sending with this result."""
    rows = list_sent(session, number)
    return sorted({row.message for row in rows if (row.way, row.result) == (EMAIL, result)})


# ------------------------------------------------------------------------------ a try-out


def try_out(books: Books, server: NewServer, password: str) -> str:
    """Send one message to the sender itself; gives its address. Raises Refused with why not."""
    cooperative = books.ask(get_cooperative)
    now = books.clock().astimezone()
    mail = Mail(
        Mailbox(server.email, server.name or cooperative.name),
        Mailbox(server.email),
        _("Test of sending e-mail"),
        _("This message was sent by Coopadmin. Sending e-mail from the program works.") + "\n",
        now,
        message_id(own_domain(server.email), "test", now.isoformat()),
    )
    return _to_myself(server, password, mail)


def try_letter(books: Books, number: int, message: int, password: str) -> str:
    """Send one e-mail of a sending to the sender instead, as the others will get it."""
    now = books.clock().astimezone()
    mails = books.ask(mails_to_send, number, books.ask(sender_of), now)
    if message not in mails:
        raise nothing_to_send()
    server = books.ask(get_server)
    trial = message_id(own_domain(server.email), "test", number, message, now.isoformat())
    mine = replace(mails[message], recipient=Mailbox(server.email), message_id=trial)
    return _to_myself(server, password, mine)


def _to_myself(server: NewServer, password: str, mail: Mail) -> str:
    address = posted_email(server.email)
    results: list[smtp.Result] = []
    dispatch = smtp.Dispatch(
        server,
        password,
        [1],
        compose=lambda _key: smtp.Outgoing(address, address, bytes_of(mail)),
        begun=lambda _key: None,
        settled=lambda _key, result: results.append(result),
    )
    dispatch.burst()
    problem = dispatch.halted or next((each.why for each in results if each.why), None)
    if problem is not None:
        raise Refused([problem])
    return server.email


# ------------------------------------------------------------------------------ what came back


@dataclass(frozen=True, slots=True)
class Returned:
    """Somebody whose e-mail came back; `noted` says whether it stands with the person now."""

    bounced: Bounced
    names: tuple[str, ...]
    noted: bool


def take_bounce(books: Books, raw: bytes) -> list[Returned]:
    """Read an e-mail that came back, and mark the people it was for. Refused when it is none.

    Nothing is marked while the other side still tries, or twice for one address.
    """
    found = []
    for bounced in read_bounce(raw):
        people = books.ask(people_at, bounced.email)
        marked = {
            row.person_id for row in books.ask(list_came_back, set(people)) if row.way == EMAIL
        }
        if bounced.final:
            for person in people.keys() - marked:
                books.do(note_came_back, person, EMAIL, books.today(), _(bounced.reason))
        found.append(Returned(bounced, tuple(people.values()), bounced.final and bool(people)))
    return found


def people_at(session: Session, email: str) -> dict[int, str]:
    """Whose address this is now, by id, with their names."""
    rows = session.execute(
        select(Person.id, *NAME_COLUMNS).where(func.lower(Person.email) == email.casefold())
    )
    return {row.id: spoken_name(row) for row in rows}


def take_files(books: Books, paths: Sequence[Path]) -> list[Returned]:
    """`take_bounce` of files, as a job. Refused where one cannot be read."""
    found = []
    for path in paths:
        try:
            raw = path.read_bytes()
        except OSError:
            sentence = N_("“{name}” cannot be read. Check the name and the folder.")
            raise refuse("file.unreadable", sentence, name=path.name) from None
        found += take_bounce(books, raw)
    return found
