"""What an entry is: lines that sum to nothing, in one of the journals, within an open year."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem

BANK, CASH, MEMORIAL, SALES, PURCHASE, OPENING = (
    "bank",
    "cash",
    "memorial",
    "sales",
    "purchase",
    "opening",
)
JOURNALS = {
    BANK: N_("Bank"),
    CASH: N_("Cash"),
    MEMORIAL: N_("Memorial"),
    SALES: N_("Sales"),
    PURCHASE: N_("Purchases"),
    OPENING: N_("Opening balance"),
}
JOURNAL_CODES = {
    BANK: "BANK",
    CASH: "KAS",
    MEMORIAL: "MEM",
    SALES: "VERK",
    PURCHASE: "INK",
    OPENING: "BEGIN",
}
"""The usual short names of Dutch journals: part of a number, so the same in every language."""
SOURCES = {
    "form": N_("Booked by hand"),
    "item": N_("What is owed"),
    "settlement": N_("Payment"),
    "opening": N_("Opening balance"),
    "accrual": N_("Moved to another year"),
    "capital": N_("Capital"),
    "appropriation": N_("Appropriation of the result"),
    "takeover": N_("Books of another program"),
    "depreciation": N_("Depreciation"),
    "disposal": N_("Fixed asset gone"),
    "fund": N_("Moved between reserves and funds"),
    "donation": N_("Gift"),
    "write_off": N_("Written off"),
    "credit": N_("Credit note"),
    "count": N_("Cash count"),
}
LARGEST = Money(100_000_000_000)
"""A billion euros is a typing mistake in the books of a small cooperative."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line: debit above zero, credit below; it can be about an activity and a fund."""

    account_id: int
    amount: Money
    description: str = ""
    activity_id: int | None = None
    fund_id: int | None = None
    open_item_id: int | None = None
    settlement_id: int | None = None


@dataclass(frozen=True)
class NewEntry:
    """A booking to be; `source` says what makes it (form, item, settlement, opening, ...).

    `party` is who it was with, when that is nobody of `people`.
    """

    journal: str
    dated: date
    description: str
    lines: Sequence[NewLine]
    person_id: int | None = None
    party: str = ""
    source: str = "form"
    reverses_id: int | None = None


def entry_number(journal: str, book_year: str, number: int) -> str:
    """The number as people see it: `BANK2026-0012`."""
    return f"{JOURNAL_CODES.get(journal, journal)}{book_year}-{number:04d}"


def check_entry(new: NewEntry, usable: Container[int]) -> Iterator[Problem]:
    """It has two lines at least, sums to nothing, and uses accounts that are in use."""
    if new.journal not in JOURNALS:
        yield Problem(
            "entry.journal",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.journal, "choices": ", ".join(JOURNALS)},
            "journal",
        )
    if not new.description.strip():
        yield Problem(
            "entry.description", N_("Say in a few words what it is."), field="description"
        )
    if len(new.lines) < 2:
        yield Problem("entry.lines", N_("A booking has two lines at least."), field="lines")
    difference = Money.total(line.amount for line in new.lines)
    if difference:
        yield Problem(
            "entry.unbalanced",
            N_("The two sides differ by {difference}. Make them equal."),
            {"difference": difference},
            "lines",
        )
    if any(not line.amount for line in new.lines):
        yield Problem(
            "entry.nothing",
            N_("A line of nothing says nothing. Fill in an amount."),
            field="amount",
        )
    if any(abs(line.amount.cents) >= LARGEST.cents for line in new.lines):
        yield too_large()
    if any(line.account_id not in usable for line in new.lines):
        yield Problem(
            "entry.account",
            N_("This account is not in use. Choose another one."),
            field="account",
        )


def before_books(first: date) -> Problem:
    """A day before the first one of these books."""
    return Problem(
        "entry.before_books",
        N_("The books begin on {first}. What was before is in the opening balance."),
        {"first": first},
        "dated",
    )


def year_closed(label: str) -> Problem:
    """A day in a year that takes no booking any more."""
    return Problem(
        "entry.year_closed",
        N_("Book year {year} is closed. Book it in an open year, or reopen {year} first."),
        {"year": label},
        "dated",
    )


def too_large() -> Problem:
    """An amount that no small cooperative has."""
    return Problem(
        "entry.too_large",
        N_("A billion or more is too much for these books. Check the amount."),
        field="amount",
    )


def check_amount(amount: Money) -> Iterator[Problem]:
    """The amount of a plain form: more than nothing and less than a billion."""
    if amount <= ZERO:
        yield Problem("entry.amount", N_("Fill in an amount of more than nothing."), field="amount")
    elif amount >= LARGEST:
        yield too_large()
