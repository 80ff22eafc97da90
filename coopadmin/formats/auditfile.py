"""The books of one year as programs hand them to each other (XAF, the Dutch audit file): values.

Amounts are signed: debit above zero, credit below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money

BALANCE, RESULT, MIXED = "balance", "result", "mixed"
ACCOUNT_CODES = {BALANCE: "B", RESULT: "P", MIXED: "M"}
"""Kinds of account by their code in the file; XAF 4.0 knows no mixed ones."""

JOURNAL_CODES = {"bank": "B", "cash": "C", "memorial": "M", "sales": "S", "purchase": "P"}
RELATION_CODES = {"customer": "C", "supplier": "S", "both": "B"}
DEBIT, CREDIT = "D", "C"
CURRENCY = "EUR"


@dataclass(frozen=True, slots=True)
class AuditCompany:
    """Whose books they are; numbers that are not known stay empty."""

    name: str
    chamber_number: str = ""
    tax_number: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class AuditAccount:
    """An account; `kind` is a key of ACCOUNT_CODES, `rgs` its code in the reference scheme."""

    number: str
    name: str
    kind: str
    rgs: str = ""


@dataclass(frozen=True, slots=True)
class AuditRelation:
    """A customer or supplier by number; `kind` is a key of RELATION_CODES."""

    number: str
    name: str
    kind: str
    opening: Money = ZERO
    closing: Money = ZERO


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """What stands on an account when the year begins."""

    account: str
    amount: Money


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of a transaction; `dated` is the day of its document."""

    account: str
    amount: Money
    dated: date
    document: str = ""
    description: str = ""
    relation: str = ""
    cost: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class AuditTransaction:
    """An entry; its number is unique within its journal."""

    number: str
    dated: date
    description: str
    lines: tuple[AuditLine, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class AuditJournal:
    """A journal with all its entries of the year; `kind` is a key of JOURNAL_CODES."""

    number: str
    name: str
    kind: str
    transactions: tuple[AuditTransaction, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """What stands above lines so that a reader can check that none was lost."""

    lines: int
    debit: Money
    credit: Money


@dataclass(frozen=True, slots=True)
class AuditFile:
    """The books of a year, and which program wrote them when."""

    company: AuditCompany
    year: BookYear
    created: date
    program: str
    program_version: str
    accounts: tuple[AuditAccount, ...]
    relations: tuple[AuditRelation, ...]
    opening: tuple[OpeningLine, ...]
    journals: tuple[AuditJournal, ...]
    rgs_version: str = ""

    def lines(self) -> Iterator[AuditLine]:
        for journal in self.journals:
            for transaction in journal.transactions:
                yield from transaction.lines

    @property
    def opening_totals(self) -> Totals:
        return totals_of(line.amount for line in self.opening)

    @property
    def totals(self) -> Totals:
        return totals_of(line.amount for line in self.lines())


def totals_of(amounts: Iterable[Money]) -> Totals:
    """How many there are, the sum of those above zero, and of those below as a positive amount."""
    lines = debit = credit = 0
    for amount in amounts:
        lines += 1
        if amount.cents > 0:
            debit += amount.cents
        else:
            credit -= amount.cents
    return Totals(lines, Money(debit), Money(credit))
