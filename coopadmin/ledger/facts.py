"""What the statements of a book year say: frozen figures, exact in cents, for screen and paper.

Amounts stand with the sign of their side: assets and expenditure positive when debit, what funds
them and income positive when credit. On paper they are whole euros, each rounded by itself, so
that one amount is written the same in every table; where lines rounded in this way do not add up
to their total, the table says so. Workbooks and JSON keep the cents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money

if TYPE_CHECKING:
    from coopadmin.ledger.entry_queries import BookkeepingFacts

OPEN, CLOSED, ADOPTED = "open", "closed", "adopted"


@dataclass(frozen=True, slots=True)
class YearState:
    """How far a year is: open, closed by the treasurer, or adopted by a resolution on a day."""

    token: str = OPEN
    resolution: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account with its amount of this year and of the year before."""

    id: int
    number: str
    name: str
    now: Money
    before: Money


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A line of the balance sheet; `label` is a source text, the place a token of `PLACES`."""

    place: str
    label: str
    now: Money
    before: Money
    accounts: tuple[AccountLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Lines of the balance sheet under one name; the token is one of `SECTIONS`."""

    token: str
    label: str
    lines: tuple[PlaceLine, ...]

    @property
    def now(self) -> Money:
        return Money.total(line.now for line in self.lines)

    @property
    def before(self) -> Money:
        return Money.total(line.before for line in self.lines)


@dataclass(frozen=True)
class BalanceSheet:
    """What the cooperative has, and by whose money, at the end of a year."""

    on: date
    assets: tuple[SheetSection, ...]
    funding: tuple[SheetSection, ...]

    def section(self, token: str) -> SheetSection | None:
        return next((s for s in (*self.assets, *self.funding) if s.token == token), None)


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """A line of the statement: a place, or an activity.

    `key` is a token of `PLACES` with its source text as `label`, or else stands for an activity
    that is called so. `budget` is None for a year without one, `ahead` the budget of the year
    after; `explanation` is what the treasurer wrote about the difference.
    """

    key: str
    label: str
    now: Money
    before: Money
    budget: Money | None = None
    ahead: Money | None = None
    explanation: str = ""
    accounts: tuple[AccountLine, ...] = ()

    @property
    def difference(self) -> Money | None:
        return None if self.budget is None else self.now - self.budget


@dataclass(frozen=True)
class IncomeStatement:
    """What came in and what it cost, by kind or by activity."""

    income: tuple[IncomeLine, ...]
    expenses: tuple[IncomeLine, ...]


def summed(label: str, lines: Iterable[IncomeLine]) -> IncomeLine:
    """The total of lines; what one of them does not know counts as nothing in it."""
    lines = list(lines)
    return IncomeLine(
        "",
        label,
        Money.total(line.now for line in lines),
        Money.total(line.before for line in lines),
        _sum_known(line.budget for line in lines),
        _sum_known(line.ahead for line in lines),
    )


def result_of(statement: IncomeStatement, label: str) -> IncomeLine:
    """Income less expenditure."""
    income, expenses = summed("", statement.income), summed("", statement.expenses)
    return IncomeLine(
        "result",
        label,
        income.now - expenses.now,
        income.before - expenses.before,
        _less(income.budget, expenses.budget),
        _less(income.ahead, expenses.ahead),
    )


@dataclass(frozen=True, slots=True)
class ReserveMovement:
    """A reserve or fund over the year: what it is for, up to how much, by which decision."""

    place: str
    name: str
    begin: Money
    added: Money
    withdrawn: Money
    end: Money
    purpose: str = ""
    limit: Money | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Appropriated:
    """Part of the result and where it goes; a loss is taken from there, so below zero."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Signatory:
    """A director who signs, by the token of the office, or the reason why not (BW 2:58(2))."""

    name: str
    role: str
    missing: str = ""


@dataclass(frozen=True)
class StatementFacts:
    """Everything that the accounts of a year say.

    `before` is the label of the year before; `income_before` the same one, but empty where the
    books begin with this year: then the opening balance is known, and no income of before.
    `appropriated` is whether the balance sheet is drawn up after the appropriation of the result,
    `appropriation` its lines: decided by the resolution `appropriated_by`, or else proposed.
    `explain` has the limits above which a difference is explained, once the year has ended.
    `micro` follows BW 2:395a; `accruals_left_out` is the choice of its third paragraph.
    `staff` is in hundredths of fte, None where nobody filled it in.
    """

    cooperative: CooperativeFacts
    year: BookYear
    on: date
    before: str
    income_before: str
    state: YearState
    sheet: BalanceSheet
    by_kind: IncomeStatement
    by_activity: IncomeStatement
    reserves: tuple[ReserveMovement, ...]
    appropriated: bool
    appropriation: tuple[Appropriated, ...]
    directors: tuple[Signatory, ...]
    appropriated_by: str = ""
    next_year: str = ""
    explain: BookkeepingFacts | None = None
    budget_adopted: bool = True
    ahead_adopted: bool = True
    micro: bool = True
    accruals_left_out: bool = False
    staff: int | None = None


# ------------------------------------------------------------------------------ lists


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line of an account: of which entry, on which day, and what stood there afterwards."""

    entry_id: int
    entry: str
    dated: date
    description: str
    who: str
    dimension: str
    amount: Money
    balance: Money


@dataclass(frozen=True)
class Card:
    """An account with its lines of a year, in order of day, and what it began and ended with."""

    account_id: int
    number: str
    name: str
    begin: Money
    lines: Sequence[CardLine]

    @property
    def end(self) -> Money:
        return self.lines[-1].balance if self.lines else self.begin


@dataclass(frozen=True, slots=True)
class AgedItem:
    """What is open on a day, and how many days ago it was due; below zero is not due yet."""

    id: int
    direction: str
    kind: str
    reference: str
    name: str
    description: str
    dated: date
    due: date
    open: Money
    days: int


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """One activity or fund over a year: what came in and what it cost."""

    id: int
    kind: str
    name: str
    income: Money
    expenses: Money
    income_before: Money
    expenses_before: Money


AGES = (30, 60, 90)


def aged(item: AgedItem) -> int:
    """The column of ages: 0 not due yet, then 0-30, 31-60, 61-90 days, 4 for older."""
    if item.days < 0:
        return 0
    return 1 + sum(item.days > limit for limit in AGES)


def _sum_known(amounts: Iterable[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    return Money.total(known) if known else None


def _less(amount: Money | None, other: Money | None) -> Money | None:
    if amount is None and other is None:
        return None
    return (amount or ZERO) - (other or ZERO)
