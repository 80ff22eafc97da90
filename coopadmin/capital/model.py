"""Tables of the kinds of share and of the movements in what members hold."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.kernel.money import Money
from coopadmin.store.schema import Stored, personal, plain_text, reference


class ShareKind(Stored):
    """A kind of share or members' account: its worth, who may hold how much, when repaid."""

    __tablename__ = "share_kind"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = plain_text()
    share: Mapped[Money | None]
    minimum: Mapped[Money]
    maximum: Mapped[Money | None]
    treatment: Mapped[str] = plain_text()
    advised_by: Mapped[str] = mapped_column(
        Text, default="", info=personal("interest", "books", "the name")
    )
    advised_on: Mapped[date | None]
    repaid: Mapped[str] = plain_text()
    repay_months: Mapped[int]
    in_use: Mapped[bool]


class CapitalMovement(Stored):
    """One movement; its number is gap-free within the book year. A reversal is negative."""

    __tablename__ = "capital_movement"
    __table_args__ = (UniqueConstraint("book_year", "number"), UniqueConstraint("reverses_id"))

    book_year: Mapped[str] = plain_text()
    number: Mapped[int]
    dated: Mapped[date] = mapped_column(index=True)
    type: Mapped[str] = plain_text()
    kind_id: Mapped[int] = reference("share_kind.id")
    person_id: Mapped[int] = reference("person.id")
    to_kind_id: Mapped[int | None] = reference("share_kind.id", nullable=True)
    to_person_id: Mapped[int | None] = reference("person.id", nullable=True)
    amount: Mapped[Money]
    open_item_id: Mapped[int | None] = reference("open_item.id", nullable=True)
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    note: Mapped[str] = mapped_column(Text, default="", info=personal("legal", "books", "nothing"))
    reverses_id: Mapped[int | None] = reference("capital_movement.id", nullable=True, index=False)

    @staticmethod
    def lock_keys(row: CapitalMovement) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)
