"""A budget beside the figures it is made from, account by account: for screen, paper and lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import (
    CooperativeFacts,
    get_book_year,
    get_book_years,
    get_cooperative,
    last_change,
)
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.budgets import (
    RESULT_PLACES,
    BudgetFacts,
    BudgetRow,
    budget_of_year,
    is_income,
    list_budgets,
)
from coopadmin.ledger.comparison import Cell, compare_year
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.places import PLACES

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One account and activity: its budget, and what it came to. Above zero as in the statement.

    `actual` and `forecast` are of the year itself; `last_year` was booked the year before,
    `outcome` is the same with the forecast to its end, `last_budget` what was budgeted for it.
    """

    account_id: int
    number: str
    name: str
    place: str
    activity_id: int | None
    activity: str
    budget: Money = ZERO
    note: str = ""
    actual: Money = ZERO
    forecast: Money = ZERO
    last_year: Money = ZERO
    outcome: Money = ZERO
    last_budget: Money = ZERO

    @property
    def income(self) -> bool:
        return is_income(self.place)

    @property
    def used(self) -> bool:
        """Whether any figure of the budget or of the year before stands on it."""
        return any((self.budget, self.outcome, self.last_budget))


@dataclass(frozen=True, slots=True)
class Sums:
    """What some rows come to together."""

    budget: Money
    actual: Money
    forecast: Money
    last_year: Money
    outcome: Money
    last_budget: Money

    def __sub__(self, other: Sums) -> Sums:
        names = self.__dataclass_fields__
        return Sums(*(getattr(self, name) - getattr(other, name) for name in names))


@dataclass(frozen=True)
class BudgetSheet:
    """A version of a budget with a row for every account of the statement that is in use.

    `budget` is None while there is none. `running`: the year has begun and not ended. `last_label`
    is empty where the books begin with this year; `last_over` says whether the year before has
    ended, and its outcome is final.
    """

    cooperative: CooperativeFacts
    year: BookYear
    on: date
    budget: BudgetRow | None
    versions: tuple[BudgetRow, ...]
    running: bool
    last_label: str
    last_over: bool
    last_budgeted: bool
    rows: tuple[SheetRow, ...]

    @property
    def result(self) -> Sums:
        came = summed(row for row in self.rows if row.income)
        return came - summed(row for row in self.rows if not row.income)


def summed(rows: Iterable[SheetRow]) -> Sums:
    """What rows come to together."""
    rows = list(rows)
    names = Sums.__dataclass_fields__
    return Sums(*(Money.total(getattr(row, name) for row in rows) for name in names))


def grouped(rows: Iterable[SheetRow], key: Callable[[SheetRow], Key]) -> dict[Key, list[SheetRow]]:
    """Rows by what they share, in the order they come."""
    groups: dict[Key, list[SheetRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def budget_sheet(
    session: Session, book_year: str, *, on: date, version: int | None = None
) -> BudgetSheet:
    """The newest version of the budget of a year, or the one asked for, beside earlier figures.

    Raises Refused for a version that there is not.
    """
    year = get_book_year(session, book_year)
    versions = list_budgets(session, year.label)
    shown = version if version is not None else max((row.version for row in versions), default=0)
    facts = budget_of_year(session, year.label, version=shown)
    if version is not None and facts is None:
        raise refuse(
            "budget.no_version",
            N_("There is no version {version} of the budget {year}."),
            field="version",
            version=version,
            year=year.label,
        )
    now = compare_year(session, year.label, on=on)
    before = get_book_years(session).before(year)
    then = compare_year(session, before.label, on=on)
    return BudgetSheet(
        get_cooperative(session),
        year,
        last_change(session),
        None if facts is None else facts.budget,
        tuple(versions),
        year.first <= on < year.last,
        now.last_year,
        then.over,
        then.budget is not None,
        tuple(_rows(session, facts, now.cells, then.cells)),
    )


def _rows(
    session: Session, facts: BudgetFacts | None, now: Iterable[Cell], then: Iterable[Cell]
) -> list[SheetRow]:
    accounts = {row.id: row for row in list_accounts(session) if row.place in RESULT_PLACES}
    activities = activity_names(session)
    lines = {(line.account_id, line.activity_id): line for line in (facts.lines if facts else ())}
    ours = {(cell.account_id, cell.activity_id): cell for cell in now}
    theirs = {(cell.account_id, cell.activity_id): cell for cell in then}
    keys = {*lines, *ours, *theirs} | {(each.id, None) for each in accounts.values() if each.in_use}

    def row(account: AccountRow, activity_id: int | None) -> SheetRow:
        key = account.id, activity_id
        line, mine, old = lines.get(key), ours.get(key), theirs.get(key)
        return SheetRow(
            account.id,
            account.number,
            account.name,
            account.place,
            activity_id,
            activities.get(activity_id or 0, ""),
            ZERO if line is None else line.amount,
            "" if line is None else line.note,
            ZERO if mine is None else mine.actual,
            ZERO if mine is None else mine.forecast,
            ZERO if mine is None else mine.last_year,
            ZERO if old is None else old.forecast,
            ZERO if old is None else old.budget,
        )

    places = list(PLACES)
    made = [row(accounts[account_id], activity_id) for account_id, activity_id in keys]
    return sorted(made, key=lambda each: (places.index(each.place), each.number, each.activity))
