"""What sending e-mail asks of the file: the server, what goes along, what is in doubt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.attachments.queries import AttachmentRow, list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach
from coopadmin.correspondence.model import MailServer, Sending, SentLetter
from coopadmin.correspondence.queries import unknown_sending
from coopadmin.correspondence.rules import DOUBT, EMAIL, FAILED, SENT, WAITING
from coopadmin.correspondence.server import NewServer, check_server
from coopadmin.kernel.problem import N_, refuse
from coopadmin.store.work import Work, operation
from coopadmin.words import ngettext

JOURNAL = "sending"
"""The screen under which drafts say how far e-mails are, by `12/3`: sending and message."""
ENCLOSED = "enclosed"
"""The role of an attachment that goes along with the e-mails of a sending."""


def find_server(session: Session) -> NewServer | None:
    """The server that sends our e-mail; None while nobody filled it in."""
    row = session.scalars(select(MailServer)).first()
    if row is None:
        return None
    return NewServer(*(getattr(row, each.name) for each in fields(NewServer)))


def get_server(session: Session) -> NewServer:
    """The same; Refused where there is none."""
    server = find_server(session)
    if server is None:
        raise refuse(
            "server.none",
            N_("Fill in first which server sends your e-mail: Settings, Sending e-mail."),
        )
    return server


@operation(
    "letters.set_server",
    N_("Set up sending of e-mail"),
    N_("{who} set up sending of e-mail: {about}"),
)
def set_server(work: Work, new: NewServer) -> None:
    """This server from now on, in the place of another; the password is kept elsewhere."""
    work.check(check_server(new))
    row = work.session.scalars(select(MailServer)).first()
    if row is None:
        work.add(MailServer(**asdict(new)))
    else:
        for name, value in asdict(new).items():
            setattr(row, name, value)
    work.about = f"{new.host}, {new.email}"


@operation(
    "letters.forget_server",
    N_("Send no e-mail from here"),
    N_("{who} took out the server for e-mail: {about}"),
)
def forget_server(work: Work) -> None:
    """No server any more."""
    row = work.session.scalars(select(MailServer)).first()
    if row is not None:
        work.about = row.host
        work.remove(row)


def enclosures_of(session: Session, number: int) -> list[AttachmentRow]:
    """What goes along with the e-mails of a sending."""
    return list_attachments(session, owner_of(session, number))


def owner_of(session: Session, number: int) -> Owner:
    """A sending as the owner of what goes along. Refused where there is none."""
    found = session.scalars(select(Sending.id).where(Sending.number == number)).first()
    if found is None:
        raise unknown_sending(number)
    return Owner(Sending.__tablename__, found, ENCLOSED)


@operation("letters.enclose", N_("Enclose file"), N_("{who} enclosed {about}"))
def enclose(work: Work, number: int, name: str, content: bytes) -> int:
    """A file that goes along with every e-mail of a sending that is still to go."""
    return attach(work, NewAttachment(owner_of(work.session, number), name, content))


@operation(
    "letters.settle_doubt",
    N_("Note whether it arrived"),
    N_("{who} noted of e-mails in doubt whether they arrived: {about}"),
)
def settle_doubt(work: Work, number: int, messages: Collection[int], *, arrived: bool) -> None:
    """E-mails in doubt were sent after all, or are to be sent again."""
    _turn(work, number, messages, DOUBT, SENT if arrived else WAITING)


@operation(
    "letters.send_again", N_("Send again"), N_("{who} put e-mails up to be sent again: {about}")
)
def send_again(work: Work, number: int, messages: Collection[int]) -> None:
    """E-mails that were refused are to be sent once more."""
    _turn(work, number, messages, FAILED, WAITING)


def _turn(work: Work, number: int, messages: Collection[int], before: str, after: str) -> None:
    sending = work.get(Sending, owner_of(work.session, number).id)
    rows = work.session.scalars(
        select(SentLetter).where(
            SentLetter.sending_id == sending.id,
            SentLetter.way == EMAIL,
            SentLetter.result == before,
            SentLetter.message.in_(list(messages)),
        )
    ).all()
    if not rows:
        raise refuse("letters.none_so", N_("None of these e-mails is waiting for this."))
    work.change_many(
        SentLetter,
        [{"id": row.id, "result": after, "result_at": work.now, "detail": ""} for row in rows],
    )
    counted = ngettext("{count} message", "{count} messages", len(rows)).format(count=len(rows))
    work.about = f"{sending.name}, {counted}"
