"""Tables of our own texts, of what was sent to whom, and of what came back."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference

WRITTEN = personal("contract", "membership", "nothing")
WHERE_TO = personal("contract", "membership", "nothing")


class LetterTemplate(Stored):
    """A text of our own; with a code of the start set it takes the place of that one."""

    __tablename__ = "letter_template"
    __table_args__ = (UniqueConstraint("code", "language"),)

    code: Mapped[str] = plain_text()
    language: Mapped[str] = plain_text()
    occasion: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    subject: Mapped[str] = plain_text()
    body: Mapped[str] = plain_text()

    @staticmethod
    def search_text(row: LetterTemplate) -> str:
        return f"{row.name} {row.subject}"


class Sending(Stored):
    """One text for one group, as it was that day; `filled` are the fields asked, as JSON.

    What was typed once for all can be about one person: the reason of a suspension.
    """

    __tablename__ = "sending"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    dated: Mapped[date] = mapped_column(index=True)
    code: Mapped[str] = plain_text()
    occasion: Mapped[str] = plain_text()
    language: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    subject: Mapped[str] = plain_text()
    body: Mapped[str] = plain_text()
    group_name: Mapped[str] = plain_text()
    filled: Mapped[str] = mapped_column(Text, info=WRITTEN)

    @staticmethod
    def search_text(row: Sending) -> str:
        return row.name


class SentLetter(Stored):
    """What one person got of a sending, or why not.

    Those of a household who got one together have the same `message`; `sent_to` is the address it
    went to, of post or e-mail.
    """

    __tablename__ = "sent_letter"

    sending_id: Mapped[int] = reference("sending.id")
    person_id: Mapped[int] = reference("person.id")
    message: Mapped[int]
    way: Mapped[str] = plain_text()
    reason: Mapped[str] = plain_text()
    sent_to: Mapped[str] = mapped_column(Text, info=WHERE_TO)
    result: Mapped[str] = plain_text()
    result_at: Mapped[datetime | None]
    detail: Mapped[str] = mapped_column(Text, info=WHERE_TO)


class MailServer(Stored):
    """The server that sends our e-mail, and the mailbox of the cooperative on it: at most one row.

    The password is not here and in no other table: it is in the key store of the system.
    """

    __tablename__ = "mail_server"

    host: Mapped[str] = plain_text()
    port: Mapped[int]
    security: Mapped[str] = plain_text()
    login: Mapped[str] = plain_text()
    email: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    per_minute: Mapped[int]


class CameBack(Stored):
    """Post or e-mail to somebody that came back; it counts as long as the address is the same."""

    __tablename__ = "came_back"

    person_id: Mapped[int] = reference("person.id")
    way: Mapped[str] = plain_text()
    sent_to: Mapped[str] = mapped_column(Text, info=WHERE_TO)
    noted_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, info=WHERE_TO)
