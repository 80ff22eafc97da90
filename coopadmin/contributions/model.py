"""Tables of tariffs, charge runs and charges."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from coopadmin.kernel.money import Money
from coopadmin.store.schema import Stored, plain_text, reference


class Tariff(Stored):
    """What a kind of membership costs per book year from a day on."""

    __tablename__ = "tariff"
    __table_args__ = (UniqueConstraint("kind_id", "valid_from"),)

    kind_id: Mapped[int] = reference("membership_kind.id")
    valid_from: Mapped[date]
    amount: Mapped[Money]
    pro_rata: Mapped[str] = plain_text()


class ChargeRun(Stored):
    """One object that made all charges of a book year; it can be undone whole."""

    __tablename__ = "charge_run"

    book_year: Mapped[str] = plain_text()
    dated: Mapped[date]
    due: Mapped[date]


class Charge(Stored):
    """What one membership owes for a book year; `number` is gap-free within that year."""

    __tablename__ = "charge"
    __table_args__ = (
        UniqueConstraint("book_year", "number"),
        UniqueConstraint("membership_id", "book_year"),
    )

    run_id: Mapped[int] = reference("charge_run.id")
    book_year: Mapped[str] = plain_text()
    number: Mapped[int]
    membership_id: Mapped[int] = reference("membership.id")
    kind_id: Mapped[int] = reference("membership_kind.id")
    open_item_id: Mapped[int] = reference("open_item.id")


class CreditNote(Stored):
    """What of a charge is not owed after all; `number` is gap-free within the year of its day.

    Its amount, its day and why stand on the settlement.
    """

    __tablename__ = "credit_note"
    __table_args__ = (UniqueConstraint("book_year", "number"),)
    numbered_in: ClassVar[tuple[str, ...] | None] = ("book_year",)

    book_year: Mapped[str] = plain_text()
    number: Mapped[int]
    charge_id: Mapped[int] = reference("charge.id")
    settlement_id: Mapped[int] = reference("settlement.id")
