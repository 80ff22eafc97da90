"""Budgets: what one says, how it is made and adopted, and what cannot be one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import get_book_year, resolution_number
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import LARGEST, too_large
from coopadmin.ledger.model import Account, Budget, BudgetLine
from coopadmin.ledger.places import INCOME, PLACES, RESULT_KINDS

Key = TypeVar("Key")
EMPTY, ACTUALS, BUDGET, REVISION = "empty", "actuals", "budget", "revision"
STARTS = {
    ACTUALS: N_("From what last year comes to"),
    BUDGET: N_("From the budget of last year"),
    REVISION: N_("From the budget that was adopted"),
    EMPTY: N_("Empty"),
}
LEAST_PERCENT, MOST_PERCENT = -100, 1000
RESULT_PLACES = tuple(token for token, place in PLACES.items() if place.kinds & RESULT_KINDS)


@dataclass(frozen=True)
class NewBudget:
    """A budget to be; `start` is one of STARTS, `percent` what is added to every amount.

    `actuals` is what was booked last year and, while that year lasts, the forecast to its end.
    """

    book_year: str
    start: str = EMPTY
    percent: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewBudgetLine:
    """An amount on an account, and perhaps for one activity; nothing takes the line away."""

    account_id: int
    amount: Money
    activity_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One version of the budget of a year; `resolution` is the number of what adopted it."""

    id: int
    book_year: str
    version: int
    resolution: str
    note: str

    @property
    def adopted(self) -> bool:
        return bool(self.resolution)


@dataclass(frozen=True, slots=True)
class BudgetLineRow:
    """One line of a budget with the names of what it is about; above zero as in the statement."""

    account_id: int
    number: str
    name: str
    place: str
    activity_id: int | None
    activity: str
    amount: Money
    note: str


@dataclass(frozen=True)
class BudgetFacts:
    """A budget with its lines in order of the statement, and what they come to."""

    budget: BudgetRow
    lines: tuple[BudgetLineRow, ...]

    @property
    def income(self) -> Money:
        return Money.total(line.amount for line in self.lines if is_income(line.place))

    @property
    def expenses(self) -> Money:
        return Money.total(line.amount for line in self.lines if not is_income(line.place))

    @property
    def result(self) -> Money:
        return self.income - self.expenses

    @property
    def of_places(self) -> dict[str, Money]:
        """What is budgeted per line of the statement."""
        return _summed((line.place, line.amount) for line in self.lines)

    @property
    def of_activities(self) -> dict[tuple[int | None, bool], Money]:
        """What is budgeted per activity, income (True) and expenditure (False) apart."""
        return _summed(
            ((line.activity_id, is_income(line.place)), line.amount) for line in self.lines
        )


def is_income(place: str) -> bool:
    """Whether a line of the statement is income; otherwise it is expenditure."""
    return INCOME in PLACES[place].kinds


def list_budgets(session: Session, book_year: str | None = None) -> list[BudgetRow]:
    """All versions of all budgets, or those of one year, oldest first."""
    statement = (
        select(Budget, Resolution)
        .outerjoin(Resolution, Resolution.id == Budget.resolution_id)
        .order_by(Budget.book_year, Budget.version)
    )
    if book_year is not None:
        statement = statement.where(Budget.book_year == book_year)
    return [
        BudgetRow(
            budget.id,
            budget.book_year,
            budget.version,
            ""
            if budget.resolution_id is None
            else resolution_number(decided.body, decided.year, decided.sequence),
            budget.note,
        )
        for budget, decided in session.execute(statement)
    ]


def in_force(budgets: Sequence[BudgetRow]) -> BudgetRow | None:
    """The version of a year that counts: the last that was adopted, or else its draft."""
    adopted = [budget for budget in budgets if budget.adopted]
    return (adopted or list(budgets) or [None])[-1]  # type: ignore[list-item]


def budget_of_year(
    session: Session, book_year: str, *, version: int | None = None
) -> BudgetFacts | None:
    """The budget of a year that counts, or one version of it; None when there is none."""
    budgets = list_budgets(session, get_book_year(session, book_year).label)
    if version is not None:
        budgets = [budget for budget in budgets if budget.version == version]
    found = in_force(budgets)
    return None if found is None else BudgetFacts(found, tuple(_lines_of(session, found.id)))


def draft_of_year(session: Session, book_year: str) -> BudgetFacts | None:
    """The draft of a year, or None."""
    for budget in list_budgets(session, get_book_year(session, book_year).label):
        if not budget.adopted:
            return BudgetFacts(budget, tuple(_lines_of(session, budget.id)))
    return None


def get_draft(session: Session, book_year: str) -> BudgetFacts:
    """The draft of a year. Raises Refused when there is none, and says what to do."""
    draft = draft_of_year(session, book_year)
    if draft is None:
        raise refuse(
            "budget.no_draft",
            N_("There is no draft of a budget for {year}. Make one first."),
            field="year",
            year=book_year,
        )
    return draft


def _lines_of(session: Session, budget_id: int) -> list[BudgetLineRow]:
    activities = activity_names(session)
    rows = session.execute(
        select(BudgetLine, Account)
        .join(Account, Account.id == BudgetLine.account_id)
        .where(BudgetLine.budget_id == budget_id)
    )
    order = list(activities)
    lines = [
        BudgetLineRow(
            account.id,
            account.number,
            account.name,
            account.place,
            line.activity_id,
            activities.get(line.activity_id or 0, ""),
            line.amount,
            line.note,
        )
        for line, account in rows
    ]
    places = list(PLACES)
    return sorted(
        lines,
        key=lambda line: (
            places.index(line.place),
            line.number,
            -1 if line.activity_id is None else order.index(line.activity_id),
        ),
    )


def _summed(pairs: Iterable[tuple[Key, Money]]) -> dict[Key, Money]:
    sums: dict[Key, Money] = {}
    for key, amount in pairs:
        sums[key] = sums.get(key, ZERO) + amount
    return sums


def check_budget(new: NewBudget, versions: Sequence[BudgetRow]) -> Iterator[Problem]:
    """One draft at a time, a way to begin that is known, and a percentage that can be meant."""
    if any(not budget.adopted for budget in versions):
        yield Problem(
            "budget.draft",
            N_("There is a draft of the budget {year} already. Go on with that one."),
            {"year": new.book_year},
            "year",
        )
    if new.start not in STARTS:
        yield Problem(
            "budget.start",
            N_("“{text}” is not known. Choose one of: {choices}."),
            {"text": new.start, "choices": ", ".join(STARTS)},
            "start",
        )
    if not LEAST_PERCENT <= new.percent <= MOST_PERCENT:
        yield Problem(
            "budget.percent",
            N_("A percentage lies between {least} and {most}."),
            {"least": LEAST_PERCENT, "most": MOST_PERCENT},
            "percent",
        )


def check_lines(
    lines: Sequence[NewBudgetLine],
    accounts: Mapping[int, Account],
    activities: Collection[int],
) -> Iterator[Problem]:
    """Amounts that can be, on accounts of income or expenditure, for activities that there are."""
    for line in lines:
        account = accounts.get(line.account_id)
        if account is None:
            yield Problem(
                "entry.account",
                N_("This account is not in use. Choose another one."),
                field="account",
            )
        elif account.place not in RESULT_PLACES:
            yield Problem(
                "budget.balance",
                N_("“{name}” stands on the balance sheet. A budget has income and expenditure."),
                {"name": account.name},
                "account",
            )
        if line.amount >= LARGEST:
            yield too_large()
        elif line.amount < ZERO:
            yield Problem(
                "budget.negative",
                N_("Fill in costs without a minus: what is spent stands above zero as well."),
                field="amount",
            )
        if line.activity_id is not None and line.activity_id not in activities:
            yield Problem(
                "budget.activity",
                N_("This activity is not there any more. Choose another one."),
                field="activity",
            )
