"""Tables of the ledger, of open items and of the settlements against them, whoever made them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.kernel.money import Money
from coopadmin.store.schema import Stored, personal, plain_text, reference


class OpenItem(Stored):
    """What somebody owes us (`receivable`) or we owe (`payable`); amounts are positive cents.

    `party` is who that is, where it is nobody of `people`.
    """

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
    party: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=personal("legal", "books", "until the term ends")
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


class Bookkeeping(Stored):
    """Since when books are kept here, and from when a difference asks an explanation: one row."""

    __tablename__ = "bookkeeping"

    first_year: Mapped[str] = plain_text()
    first: Mapped[date]
    explain_percent: Mapped[int]
    explain_above: Mapped[Money]


class Account(Stored):
    """An account of the ledger; `place` is its line in the statements (`ledger.places`).

    By its `role` the program finds the account for debtors, contributions and so on; only bank
    accounts share one.
    """

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    place: Mapped[str] = plain_text()
    rgs: Mapped[str] = plain_text()
    role: Mapped[str] = plain_text()
    in_use: Mapped[bool]

    @staticmethod
    def search_text(row: Account) -> str:
        return f"{row.number} {row.name} {row.rgs}"


class Fund(Stored):
    """A reserve or fund with an aim: who decided on it, and how much it may hold at most.

    `kind` is a token of `places.FUND_KINDS`; what it holds stands on its account, on lines that
    name the fund.
    """

    __tablename__ = "fund"
    __table_args__ = (UniqueConstraint("name"),)

    kind: Mapped[str] = plain_text()
    name: Mapped[str] = plain_text()
    account_id: Mapped[int] = reference("account.id")
    purpose: Mapped[str] = plain_text()
    most: Mapped[Money | None]
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    in_use: Mapped[bool]


class Entry(Stored):
    """A booking; its number is gap-free per journal and book year, its lines sum to nothing.

    `source` says what made it. What follows from another entry and goes with it, as the release of
    a contribution received in advance does, names that one in `follows_id`.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("book_year", "journal", "number"),
        UniqueConstraint("reverses_id"),
    )
    numbered_in: ClassVar[tuple[str, ...] | None] = ("book_year", "journal")

    journal: Mapped[str] = plain_text()
    book_year: Mapped[str] = plain_text()
    number: Mapped[int]
    dated: Mapped[date] = mapped_column(index=True)
    description: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))
    person_id: Mapped[int | None] = reference("person.id", nullable=True)
    party: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "until the term ends"))
    source: Mapped[str] = plain_text()
    follows_id: Mapped[int | None] = reference("entry.id", nullable=True)
    reverses_id: Mapped[int | None] = reference("entry.id", nullable=True, index=False)

    @staticmethod
    def lock_keys(row: Entry) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)

    @staticmethod
    def search_text(row: Entry) -> str:
        return f"{row.description} {row.party}"


class Line(Stored):
    """One line of an entry: debit is above zero, credit below."""

    __tablename__ = "line"
    __table_args__ = (Index("ix_line_account_id_book_year", "account_id", "book_year"),)

    entry_id: Mapped[int] = reference("entry.id")
    position: Mapped[int]
    book_year: Mapped[str] = plain_text()
    account_id: Mapped[int] = reference("account.id", index=False)
    amount: Mapped[Money]
    description: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))
    activity_id: Mapped[int | None] = reference("activity.id", nullable=True)
    fund_id: Mapped[int | None] = reference("fund.id", nullable=True)
    open_item_id: Mapped[int | None] = reference("open_item.id", nullable=True)
    settlement_id: Mapped[int | None] = reference("settlement.id", nullable=True)

    @staticmethod
    def lock_keys(row: Line) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)


class Budget(Stored):
    """A budget of a book year: a draft until a resolution adopts it, one draft at a time.

    A change of what was adopted is the next version, with a resolution of its own.
    """

    __tablename__ = "budget"
    __table_args__ = (
        UniqueConstraint("book_year", "version"),
        Index(
            "ix_budget_draft",
            "book_year",
            unique=True,
            sqlite_where=text("resolution_id IS NULL"),
            postgresql_where=text("resolution_id IS NULL"),
        ),
    )

    book_year: Mapped[str] = plain_text()
    version: Mapped[int]
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    note: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))

    @staticmethod
    def lock_keys(row: Budget) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year), ("budget", str(row.id)))


class BudgetLine(Stored):
    """What is meant to come in or to be spent on an account, and if so by which activity.

    The amount has the sign of the statement: above zero for income and for costs alike.
    """

    __tablename__ = "budget_line"
    __table_args__ = (UniqueConstraint("budget_id", "account_id", "activity_id"),)

    budget_id: Mapped[int] = reference("budget.id", index=False)
    book_year: Mapped[str] = plain_text()
    account_id: Mapped[int] = reference("account.id")
    activity_id: Mapped[int | None] = reference("activity.id", nullable=True)
    amount: Mapped[Money]
    note: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))

    @staticmethod
    def lock_keys(row: BudgetLine) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year), ("budget", str(row.budget_id)))


class Explanation(Stored):
    """Why a year came out otherwise than its budget: on one place, one account or one activity.

    It can be written as long as the annual report of the year is not adopted.
    """

    __tablename__ = "explanation"

    book_year: Mapped[str] = plain_text(index=True)
    place: Mapped[str] = plain_text()
    account_id: Mapped[int | None] = reference("account.id", nullable=True)
    activity_id: Mapped[int | None] = reference("activity.id", nullable=True)
    text: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))

    @staticmethod
    def lock_keys(row: Explanation) -> tuple[tuple[str, str], ...]:
        return (("report", row.book_year),)


class FixedAsset(Stored):
    """Something that lasts for years: what it cost, and over how many months that is spread.

    `account_id` holds its price, `written_off_id` what was written off on it, `cost_id` takes the
    yearly cost. Once it is gone `disposal_id` is the booking that says so.
    """

    __tablename__ = "fixed_asset"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    name: Mapped[str] = plain_text()
    bought: Mapped[date]
    price: Mapped[Money]
    residual: Mapped[Money]
    months: Mapped[int]
    account_id: Mapped[int] = reference("account.id")
    written_off_id: Mapped[int] = reference("account.id")
    cost_id: Mapped[int] = reference("account.id")
    activity_id: Mapped[int | None] = reference("activity.id", nullable=True)
    entry_id: Mapped[int | None] = reference("entry.id", nullable=True)
    disposed_on: Mapped[date | None]
    disposal_id: Mapped[int | None] = reference("entry.id", nullable=True)

    @staticmethod
    def search_text(row: FixedAsset) -> str:
        return row.name


class Depreciation(Stored):
    """What was written off on one thing in a book year, up to a day; below zero takes some back.

    It counts as long as its booking is not reversed.
    """

    __tablename__ = "depreciation"

    asset_id: Mapped[int] = reference("fixed_asset.id")
    book_year: Mapped[str] = plain_text()
    until: Mapped[date]
    amount: Mapped[Money]
    entry_id: Mapped[int] = reference("entry.id")

    @staticmethod
    def lock_keys(row: Depreciation) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)


class Accrual(Stored):
    """A cost or an income for a period that is booked in another book year, or in one of several.

    At the end of each year what was booked too early or not yet is moved, and moved back at once
    in the next.
    """

    __tablename__ = "accrual"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    description: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))
    account_id: Mapped[int] = reference("account.id")
    activity_id: Mapped[int | None] = reference("activity.id", nullable=True)
    fund_id: Mapped[int | None] = reference("fund.id", nullable=True)
    amount: Mapped[Money]
    first: Mapped[date]
    last: Mapped[date]
    booked_in: Mapped[str] = plain_text()


class AccrualPart(Stored):
    """What one accrual moved at the end of a book year: taken off its account above zero.

    It counts as long as its booking is not reversed; moving back follows from that booking.
    """

    __tablename__ = "accrual_part"

    accrual_id: Mapped[int] = reference("accrual.id")
    book_year: Mapped[str] = plain_text()
    amount: Mapped[Money]
    entry_id: Mapped[int] = reference("entry.id")

    @staticmethod
    def lock_keys(row: AccrualPart) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)


class CashCount(Stored):
    """What was counted in a cash box at the end of a day, and what the books said it held then.

    `pieces` tells how many of each note and coin, by cents: `5000:2 200:7`; empty when only the
    total was given. `entry_id` is the booking of the difference.
    """

    __tablename__ = "cash_count"

    account_id: Mapped[int] = reference("account.id")
    dated: Mapped[date] = mapped_column(index=True)
    counted: Mapped[Money]
    booked: Mapped[Money]
    pieces: Mapped[str] = plain_text()
    counted_by: Mapped[str] = mapped_column(
        Text, info=personal("legal", "books", "until the term ends")
    )
    note: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))
    entry_id: Mapped[int | None] = reference("entry.id", nullable=True)


class YearStep(Stored):
    """A step of a book year on its way to the archive: `ledger.year_states.STEPS`.

    The last of them says how far the year is; without one it is open. `figures` is what stood on
    each account when the step was taken, so that it shows when they move; `entry_id` books the
    appropriation. Rows are never changed: why a year was opened again stays.
    """

    __tablename__ = "year_step"
    __table_args__ = (UniqueConstraint("book_year", "position"),)

    book_year: Mapped[str] = plain_text()
    position: Mapped[int]
    step: Mapped[str] = plain_text()
    dated: Mapped[date]
    reason: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))
    figures: Mapped[str] = plain_text()
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    entry_id: Mapped[int | None] = reference("entry.id", nullable=True)


class YearCheck(Stored):
    """What the treasurer looked at before closing a year: a balance compared, a list gone through.

    `step` is one of `ledger.year_end`; `amount` what the statement of the bank says, or the cash
    that was counted, of `account_id`.
    """

    __tablename__ = "year_check"
    __table_args__ = (UniqueConstraint("book_year", "step", "account_id"),)

    book_year: Mapped[str] = plain_text()
    step: Mapped[str] = plain_text()
    account_id: Mapped[int | None] = reference("account.id", nullable=True)
    amount: Mapped[Money | None]
    dated: Mapped[date]
    note: Mapped[str] = mapped_column(Text, info=personal("legal", "books", "nothing"))

    @staticmethod
    def lock_keys(row: YearCheck) -> tuple[tuple[str, str], ...]:
        return (("book_year", row.book_year),)


class YearNote(Stored):
    """What the books do not say of a year: hundredths of fte, and a choice (`ledger.size`)."""

    __tablename__ = "year_note"
    __table_args__ = (UniqueConstraint("book_year"),)

    book_year: Mapped[str] = plain_text()
    staff: Mapped[int]
    without_accruals: Mapped[bool]
