"""Tables of data breaches, and of what the board wrote about how data are used."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text

LEAK = personal("legal", "books", "nothing")
REACHED = personal("interest", "books", "the name")


class Breach(Stored):
    """A breach of personal data; `number` is never given twice, and none is taken away."""

    __tablename__ = "breach"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    discovered: Mapped[datetime]
    happened_on: Mapped[date | None]
    what: Mapped[str] = mapped_column(Text, info=LEAK)
    people: Mapped[str] = mapped_column(Text, info=LEAK)
    people_number: Mapped[int | None]
    held: Mapped[str] = mapped_column(Text, info=LEAK)
    consequences: Mapped[str] = mapped_column(Text, info=LEAK)
    measures: Mapped[str] = mapped_column(Text, info=LEAK)
    risk: Mapped[str] = plain_text()
    report: Mapped[str] = plain_text()
    reported: Mapped[datetime | None]
    report_reason: Mapped[str] = mapped_column(Text, info=LEAK)
    telling: Mapped[str] = plain_text()
    told_on: Mapped[date | None]
    telling_reason: Mapped[str] = mapped_column(Text, info=LEAK)


class OwnProcessing(Stored):
    """What the board says of a processing; of one that the program knows, `name` is empty."""

    __tablename__ = "own_processing"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    purpose: Mapped[str] = plain_text()
    recipients: Mapped[str] = plain_text()
    people: Mapped[str] = plain_text()
    held: Mapped[str] = plain_text()
    ground: Mapped[str] = plain_text()
    kept: Mapped[str] = plain_text()


class PrivacyText(Stored):
    """A paragraph as the board wants it, in one language."""

    __tablename__ = "privacy_text"
    __table_args__ = (UniqueConstraint("key", "language"),)

    key: Mapped[str] = plain_text()
    language: Mapped[str] = plain_text()
    text: Mapped[str] = mapped_column(Text, info=REACHED)
