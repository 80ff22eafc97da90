"""A year beside its budget and the year before: differences, forecast, and what is explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import case, func, literal, null, select, type_coerce, union_all
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.kernel.calendar import BookYear, add_months
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.budgets import RESULT_PLACES, BudgetRow, in_force, is_income, list_budgets
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entry_queries import BookkeepingFacts, find_bookkeeping
from coopadmin.ledger.model import Account, BudgetLine, Entry, Explanation, Line
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.queries import NOTHING
from coopadmin.store.schema import MoneyColumn

Key = TypeVar("Key")
METHOD = N_(
    "Forecast: what is booked so far, plus the part of the budget for the days to come. That part"
    " is the share that fell in those days last year; without figures of last year it is the same"
    " for every day. No more income is expected than was budgeted. Without a budget it is what is"
    " booked."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One account and activity; amounts stand above zero as the statement shows them."""

    account_id: int
    number: str
    name: str
    place: str
    in_use: bool
    activity_id: int | None
    activity: str
    actual: Money
    budget: Money
    last_year: Money
    forecast: Money


@dataclass(frozen=True, slots=True)
class Compared:
    """One line: a place, an account or an activity, whichever of the three it has.

    `label` of a place is a source text. Above zero as the statement shows it: income, and costs
    as well. `budget` is None where no budget counts. `asks` when the difference is above the
    limits and the year is over, explained or not; `text` is the explanation.
    """

    label: str
    income: bool
    actual: Money
    budget: Money | None
    last_year: Money
    forecast: Money
    place: str = ""
    account_id: int | None = None
    activity_id: int | None = None
    asks: bool = False
    text: str = ""
    accounts: tuple[Compared, ...] = ()

    @property
    def difference(self) -> Money | None:
        """Actual less budget."""
        return None if self.budget is None else self.actual - self.budget

    @property
    def unexplained(self) -> bool:
        return self.asks and not self.text


@dataclass(frozen=True)
class YearComparison:
    """A year beside its budget: by line of the statement with their accounts, and by activity.

    `budget` is the version that counts, a draft while none was adopted, or None; `last_year` is a
    label, empty where the books begin with this year. `over`: the year has ended.
    """

    year: BookYear
    on: date
    over: bool
    last_year: str
    budget: BudgetRow | None
    explain_percent: int
    explain_above: Money
    cells: tuple[Cell, ...]
    places: tuple[Compared, ...]
    activities: tuple[Compared, ...]

    @property
    def income(self) -> Compared:
        return _total(N_("Total income"), self.places, income=True)

    @property
    def expenses(self) -> Compared:
        return _total(N_("Total expenditure"), self.places, income=False)

    @property
    def result(self) -> Compared:
        came, went = self.income, self.expenses
        return Compared(
            N_("Result"),
            True,
            came.actual - went.actual,
            None if self.budget is None else (came.budget or ZERO) - (went.budget or ZERO),
            came.last_year - went.last_year,
            came.forecast - went.forecast,
        )

    @property
    def unexplained(self) -> tuple[Compared, ...]:
        """The lines of the statement whose difference waits for a text."""
        return tuple(each for each in self.places if each.unexplained)


def compare_year(session: Session, book_year: str, *, on: date) -> YearComparison:
    """A year beside its budget and the year before, as it stands on a day.

    The forecast is what is booked plus the part of the budget for the days to come: the share that
    fell in those days last year, and where last year has no figures the same for every day. Of
    income no more is expected than was budgeted, so that contributions charged at once do not count
    twice. What has no budget is expected to stay as booked, and once the year is over all of it is.
    Figures take one statement, however many lines there are.
    """
    year = get_book_year(session, book_year)
    books = find_bookkeeping(session)
    before = get_book_years(session).before(year)
    budget = in_force(list_budgets(session, year.label))
    cells = tuple(_cells(session, year, before, on, None if budget is None else budget.id))
    shown = _Shown(
        year.last <= on,
        budget is not None,
        books or BookkeepingFacts("", year.first, 0, ZERO),
        {
            (each.place, each.account_id, each.activity_id): each.text
            for each in session.scalars(
                select(Explanation).where(Explanation.book_year == year.label)
            )
        },
    )
    return YearComparison(
        year,
        on,
        shown.over,
        "" if books is None or year.label == books.first_year else before.label,
        budget,
        shown.limits.explain_percent,
        shown.limits.explain_above,
        cells,
        tuple(shown.places(cells)),
        tuple(shown.activities(cells)),
    )


def find_explanation(
    session: Session, book_year: str, *, place: str = "", activity_id: int | None = None
) -> str:
    """What was written about a line of the statement or an activity; empty without."""
    found = session.scalars(
        select(Explanation.text).where(
            Explanation.book_year == book_year,
            Explanation.place == place,
            Explanation.account_id.is_(None),
            Explanation.activity_id.is_not_distinct_from(activity_id),
        )
    ).first()
    return found or ""


def _cells(
    session: Session, year: BookYear, before: BookYear, on: date, budget_id: int | None
) -> Iterable[Cell]:
    now, then = Line.book_year == year.label, Line.book_year == before.label
    later = Entry.dated > _same_day(on, year, before)
    booked = (
        select(
            Line.account_id,
            Line.activity_id,
            func.sum(case((now, Line.amount), else_=NOTHING)).label("actual"),
            literal(0).label("budget"),
            func.sum(case((then, Line.amount), else_=NOTHING)).label("last_year"),
            func.sum(case((then & later, Line.amount), else_=NOTHING)).label("later"),
        )
        .join(Entry, Entry.id == Line.entry_id)
        .where(
            Line.book_year.in_([year.label, before.label]),
            Line.account_id.in_(select(Account.id).where(Account.place.in_(RESULT_PLACES))),
        )
        .group_by(Line.account_id, Line.activity_id)
    )
    budgeted = select(
        BudgetLine.account_id,
        BudgetLine.activity_id,
        literal(0),
        BudgetLine.amount,
        literal(0),
        literal(0),
    ).where(BudgetLine.budget_id == (null() if budget_id is None else budget_id))
    figures = union_all(booked, budgeted).subquery()
    names = ("actual", "budget", "last_year", "later")
    sums = [type_coerce(func.sum(figures.c[name]), MoneyColumn()).label(name) for name in names]
    activities = activity_names(session)
    order = {None: -1} | {each: place for place, each in enumerate(activities)}
    rows = session.execute(
        select(Account, figures.c.activity_id, *sums)
        .join(Account, Account.id == figures.c.account_id)
        .group_by(Account.id, figures.c.activity_id)
    )
    places = list(PLACES)
    for row in sorted(
        rows, key=lambda row: (places.index(row[0].place), row[0].number, order[row.activity_id])
    ):
        account = row[0]
        sign = -1 if is_income(account.place) else 1
        actual, last_year, later_then = (
            amount * sign for amount in (row.actual, row.last_year, row.later)
        )
        rest = row.budget.part(*share_to_come(year, on, last_year, later_then))
        if is_income(account.place):
            rest = min(rest, max(row.budget - actual, ZERO))
        yield Cell(
            account.id,
            account.number,
            account.name,
            account.place,
            account.in_use,
            row.activity_id,
            activities.get(row.activity_id, ""),
            actual,
            row.budget,
            last_year,
            actual + rest,
        )


def _same_day(on: date, year: BookYear, before: BookYear) -> date:
    """The day that lies as far in the year before."""
    months = (year.first.year - before.first.year) * 12 + year.first.month - before.first.month
    return add_months(on, -months)


def share_to_come(year: BookYear, on: date, last_year: Money, later: Money) -> tuple[int, int]:
    """Which part of a year's budget is for the days after this one, as a fraction."""
    if on >= year.last:
        return 0, 1
    if on < year.first:
        return 1, 1
    if last_year > ZERO:
        return min(max(later.cents, 0), last_year.cents), last_year.cents
    return (year.last - on).days, year.period.days


@dataclass(frozen=True)
class _Shown:
    """What makes lines of cells: whether the year is over, the limits, and what was written."""

    over: bool
    budgeted: bool
    limits: BookkeepingFacts
    texts: Mapping[tuple[str, int | None, int | None], str]

    def places(self, cells: Sequence[Cell]) -> Iterable[Compared]:
        for place, theirs in _grouped(cells, lambda cell: cell.place).items():
            accounts = tuple(
                self._line(own[0].name, own, account_id=account_id)
                for account_id, own in _grouped(theirs, lambda cell: cell.account_id).items()
            )
            yield self._line(PLACES[place].label, theirs, accounts=accounts, place=place)

    def activities(self, cells: Sequence[Cell]) -> Iterable[Compared]:
        groups = _grouped(cells, lambda cell: (not is_income(cell.place), cell.activity_id))
        order = {cell.activity_id: cell.activity for cell in cells}
        for (_side, activity_id), theirs in sorted(
            groups.items(),
            key=lambda group: (group[0][0], group[0][1] is None, order[group[0][1]]),
        ):
            yield self._line(theirs[0].activity, theirs, activity_id=activity_id)

    def _line(
        self,
        label: str,
        cells: Sequence[Cell],
        accounts: tuple[Compared, ...] = (),
        place: str = "",
        account_id: int | None = None,
        activity_id: int | None = None,
    ) -> Compared:
        actual = Money.total(cell.actual for cell in cells)
        budget = Money.total(cell.budget for cell in cells)
        about = bool(place) or account_id is not None or activity_id is not None
        return Compared(
            label,
            is_income(cells[0].place),
            actual,
            budget if self.budgeted else None,
            Money.total(cell.last_year for cell in cells),
            Money.total(cell.forecast for cell in cells),
            place,
            account_id,
            activity_id,
            about and self.over and self.budgeted and self.limits.asks(actual - budget, budget),
            self.texts.get((place, account_id, activity_id), ""),
            accounts,
        )


def _grouped(cells: Sequence[Cell], key: Callable[[Cell], Key]) -> dict[Key, list[Cell]]:
    groups: dict[Key, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return groups


def _total(label: str, lines: Iterable[Compared], *, income: bool) -> Compared:
    own = [line for line in lines if line.income is income]
    known = [line.budget for line in own if line.budget is not None]
    return Compared(
        label,
        income,
        Money.total(line.actual for line in own),
        Money.total(known) if known else None,
        Money.total(line.last_year for line in own),
        Money.total(line.forecast for line in own),
    )
