"""Tables of open items and of the settlements against them, whoever made them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.kernel.money import Money
from coopadmin.store.schema import Stored, personal, plain_text, reference


class OpenItem(Stored):
    """What somebody owes us (`receivable`) or we owe (`payable`); amounts are positive cents."""

    __tablename__ = "open_item"

    kind: Mapped[str] = plain_text()
    direction: Mapped[str] = plain_text(default="receivable")
    person_id: Mapped[int | None] = reference("person.id", nullable=True)
    book_year: Mapped[str] = plain_text(index=True)
    dated: Mapped[date]
    due: Mapped[date]
    amount: Mapped[Money] = mapped_column(index=True)
    description: Mapped[str] = plain_text()
    reference: Mapped[str] = mapped_column(
        Text, default="", index=True, info=personal("legal", "books", "until the term ends")
    )

    @staticmethod
    def lock_keys(row: OpenItem) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)


class Settlement(Stored):
    """A payment, or part of one, against an open item; a reversal is negative and names it."""

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("reverses_id"),)

    open_item_id: Mapped[int] = reference("open_item.id")
    dated: Mapped[date] = mapped_column(index=True)
    amount: Mapped[Money] = mapped_column(index=True)
    method: Mapped[str] = plain_text()
    note: Mapped[str] = mapped_column(Text, default="", info=personal("legal", "books", "nothing"))
    reverses_id: Mapped[int | None] = reference("settlement.id", nullable=True, index=False)
