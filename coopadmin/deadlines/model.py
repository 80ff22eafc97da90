"""The table of deadlines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference

WHAT = personal("interest", "books", "nothing")
WHO = personal("interest", "books", "the name")


class Deadline(Stored):
    """One period of something that ends; `number` is never given twice.

    `closed_on` is set when it was renewed or ended; a renewed one has a row that follows it. The
    title of a certificate of conduct names a volunteer, a note can name anybody.
    """

    __tablename__ = "deadline"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    kind: Mapped[str] = plain_text()
    title: Mapped[str] = mapped_column(Text, info=WHAT)
    since: Mapped[date | None]
    until: Mapped[date]
    notice: Mapped[int]
    unit: Mapped[str] = plain_text()
    renews: Mapped[bool]
    keeper: Mapped[str] = mapped_column(Text, default="", info=WHO)
    note: Mapped[str] = mapped_column(Text, default="", info=WHAT)
    closed_on: Mapped[date | None]
    follows_id: Mapped[int | None] = reference("deadline.id", nullable=True)

    @staticmethod
    def search_text(row: Deadline) -> str:
        return f"{row.title} {row.note} {row.keeper}"
