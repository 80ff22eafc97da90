"""Operations on budgets, on what explains a difference with them, and from when one is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import get_book_year, get_book_years, resolution_number
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem, Refused, refuse
from coopadmin.ledger.budgets import (
    ACTUALS,
    BUDGET,
    EMPTY,
    RESULT_PLACES,
    NewBudget,
    NewBudgetLine,
    budget_of_year,
    check_budget,
    check_lines,
    list_budgets,
)
from coopadmin.ledger.comparison import compare_year
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import LARGEST, too_large
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import Account, Bookkeeping, Budget, BudgetLine, Explanation
from coopadmin.ledger.places import PLACES
from coopadmin.store.model import Lock
from coopadmin.store.work import Work, operation
from coopadmin.words import _, amount, date_long, with_sign

ACCEPTED = "accepted"


@dataclass(frozen=True)
class NewExplanation:
    """Why a year differs from its budget on a place, an account or an activity: one of these.

    Without a text the explanation goes.
    """

    book_year: str
    text: str
    place: str = ""
    account_id: int | None = None
    activity_id: int | None = None


@operation("budget.make", N_("Make budget"), N_("{who} made budget {about}"))
def make_budget(work: Work, new: NewBudget, lines: Sequence[NewBudgetLine] = ()) -> int:
    """Make the draft of a budget, empty or from other figures, with `lines` besides; gives its id.

    Once one was adopted, this is the next version. Amounts that it begins with are in whole euros,
    half to even; what is below zero is left out. Raises Refused.
    """
    year = _year_with_books(work, new.book_year)
    versions = list_budgets(work.session, year.label)
    work.check(check_budget(new, versions))
    begin = _begin_with(work, new, year)
    budget = work.add(
        Budget(
            book_year=year.label,
            version=max((each.version for each in versions), default=0) + 1,
            resolution_id=None,
            note=new.note.strip(),
        )
    )
    work.session.flush()
    grown = [
        replace(line, amount=Money(line.amount.part(100 + new.percent, 100).whole() * 100))
        for line in begin
    ]
    work.add_many(BudgetLine, [_columns(budget, line) for line in grown if line.amount > ZERO])
    set_budget_lines(work, budget.id, lines)
    return budget.id


@operation("budget.set", N_("Change budget"), N_("{who} changed budget {about}"))
def set_budget_lines(
    work: Work, budget_id: int, lines: Sequence[NewBudgetLine], note: str | None = None
) -> None:
    """Set amounts of a draft, and its note when one is given; an amount of nothing goes."""
    budget = _get_draft(work, budget_id)
    accounts = {row.id: row for row in work.session.scalars(select(Account).where(Account.in_use))}
    work.check(check_lines(lines, accounts, activity_names(work.session)))
    there = {
        (row.account_id, row.activity_id): row
        for row in work.session.scalars(select(BudgetLine).where(BudgetLine.budget_id == budget_id))
    }
    for line in lines:
        row = there.pop((line.account_id, line.activity_id), None)
        if row is not None and not line.amount:
            work.remove(row)
        elif row is not None:
            row.amount, row.note = line.amount, line.note.strip()
        elif line.amount:
            work.add(BudgetLine(**_columns(budget, line)))
    if note is not None:
        budget.note = note.strip()
    work.about = _named(budget)


@operation("budget.adopt", N_("Adopt budget"), N_("{who} recorded that budget {about} was adopted"))
def adopt_budget(work: Work, budget_id: int, resolution_id: int) -> None:
    """A draft is adopted by a resolution, and stays as it is from then on."""
    budget = _get_draft(work, budget_id)
    decided = work.get(Resolution, resolution_id)
    work.check(_check_adopting(work, budget, decided))
    budget.resolution_id = decided.id
    number = resolution_number(decided.body, decided.year, decided.sequence)
    work.session.flush()
    reason = _(
        "The budget {year} was adopted on {day} ({number}). Make a next version to change it."
    ).format(year=budget.book_year, day=date_long(decided.decided_on), number=number)
    work.lock("budget", str(budget.id), reason, number)
    work.about = f"{_named(budget)}, {number}"


@operation("budget.remove", N_("Remove draft of budget"), N_("{who} removed budget {about}"))
def remove_budget(work: Work, budget_id: int) -> None:
    """Remove a draft; what was adopted stays."""
    budget = _get_draft(work, budget_id)
    work.about = _named(budget)
    lines = work.session.scalars(select(BudgetLine.id).where(BudgetLine.budget_id == budget_id))
    work.remove_many(BudgetLine, list(lines))
    work.remove(work.get(Budget, budget_id))


@operation("budget.explain", N_("Explain difference"), N_("{who} explained a difference: {about}"))
def explain_difference(work: Work, new: NewExplanation) -> None:
    """Write why a year differs from its budget, or take that away. Raises Refused."""
    year = _year_with_books(work, new.book_year)
    work.check(_check_explanation(work, new, year))
    row = work.session.scalars(
        select(Explanation).where(
            Explanation.book_year == year.label,
            Explanation.place == new.place,
            Explanation.account_id.is_not_distinct_from(new.account_id),
            Explanation.activity_id.is_not_distinct_from(new.activity_id),
        )
    ).first()
    words = new.text.strip()
    if row is None and words:
        work.add(
            Explanation(
                book_year=year.label,
                place=new.place,
                account_id=new.account_id,
                activity_id=new.activity_id,
                text=words,
            )
        )
    elif row is not None and words:
        row.text = words
    elif row is not None:
        work.remove(row)
    work.about = f"{_subject(work, new)} {year.label}"


@operation(
    "budget.set_limits",
    N_("Change when differences are explained"),
    N_("{who} changed from when a difference is explained: {about}"),
)
def set_explain_limits(work: Work, percent: int, above: Money) -> None:
    """From now on a difference is explained above this percentage and above this amount."""
    books = work.session.scalars(select(Bookkeeping)).first()
    if books is None:
        raise _no_books()
    work.check(_check_limits(percent, above))
    books.explain_percent, books.explain_above = percent, above
    work.about = _("{percent}% and {amount}").format(
        percent=percent, amount=with_sign(amount(above))
    )


# ------------------------------------------------------------------------------ checks


def _year_with_books(work: Work, label: str) -> BookYear:
    year = get_book_year(work.session, label)
    books = find_bookkeeping(work.session)
    if books is None:
        raise _no_books()
    if year.first < books.first:
        raise refuse(
            "budget.before_books",
            N_("The books begin with {year}. Choose that year or a later one."),
            field="year",
            year=books.first_year,
        )
    return year


def _no_books() -> Refused:
    return refuse(
        "ledger.not_begun",
        N_("No books are kept here yet. Begin them with their first year."),
    )


def _get_draft(work: Work, budget_id: int) -> Budget:
    budget = work.get(Budget, budget_id)
    if budget.resolution_id is not None:
        raise refuse(
            "budget.adopted",
            N_("The budget {year} was adopted and stays. Make a next version to change it."),
            year=budget.book_year,
        )
    return budget


def _begin_with(work: Work, new: NewBudget, year: BookYear) -> list[NewBudgetLine]:
    before = get_book_years(work.session).before(year).label
    if new.start == EMPTY:
        return []
    if new.start == ACTUALS:
        books = find_bookkeeping(work.session)
        started = books is not None and year.label != books.first_year
        cells = compare_year(work.session, before, on=work.today).cells if started else ()
        lines = [
            NewBudgetLine(each.account_id, each.forecast, each.activity_id)
            for each in cells
            if each.in_use
        ]
    else:
        facts = budget_of_year(work.session, before if new.start == BUDGET else year.label)
        usable = set(work.session.scalars(select(Account.id).where(Account.in_use)))
        lines = [
            NewBudgetLine(each.account_id, each.amount, each.activity_id, each.note)
            for each in (facts.lines if facts is not None else ())
            if each.account_id in usable
        ]
    if not lines:
        raise refuse(
            "budget.nothing",
            N_("There are no figures to begin with. Make an empty budget."),
            field="start",
        )
    return lines


def _check_adopting(work: Work, budget: Budget, decided: Resolution) -> Iterator[Problem]:
    lines = work.session.scalar(
        select(BudgetLine.id).where(BudgetLine.budget_id == budget.id).limit(1)
    )
    if lines is None:
        yield Problem(
            "budget.empty", N_("This budget has no amounts yet. Fill in some before it is adopted.")
        )
    number = resolution_number(decided.body, decided.year, decided.sequence)
    if decided.outcome != ACCEPTED:
        yield Problem(
            "budget.rejected",
            N_("{number} was not accepted. Choose the resolution that adopts the budget."),
            {"number": number},
            "resolution_id",
        )
    if any(each.resolution == number for each in list_budgets(work.session, budget.book_year)):
        yield Problem(
            "budget.same_resolution",
            N_("{number} adopted an earlier version. A change needs a resolution of its own."),
            {"number": number},
            "resolution_id",
        )


def _check_explanation(work: Work, new: NewExplanation, year: BookYear) -> Iterator[Problem]:
    adopted = work.session.scalars(
        select(Lock).where(Lock.kind == "book_year", Lock.key == year.label, Lock.resolution != "")
    ).first()
    if adopted is not None:
        yield Problem(
            "explanation.adopted",
            N_("The accounts of {year} were adopted, with what explains them."),
            {"year": year.label},
            "text",
        )
    given = [bool(new.place), new.account_id is not None, new.activity_id is not None]
    account = work.session.get(Account, new.account_id) if new.account_id is not None else None
    activity = new.activity_id
    if (
        given.count(True) != 1
        or (new.place and new.place not in RESULT_PLACES)
        or (new.account_id is not None and (account is None or account.place not in RESULT_PLACES))
        or (activity is not None and activity not in activity_names(work.session))
    ):
        yield Problem(
            "explanation.about",
            N_("Choose a line of income or expenditure, or an activity."),
            field="about",
        )


def _check_limits(percent: int, above: Money) -> Iterator[Problem]:
    if not 0 <= percent <= 100:
        yield Problem(
            "budget.percent",
            N_("A percentage lies between {least} and {most}."),
            {"least": 0, "most": 100},
            "percent",
        )
    if above >= LARGEST:
        yield too_large()
    elif above < ZERO:
        yield Problem("budget.above", N_("Fill in an amount of nothing or more."), field="above")


def _columns(budget: Budget, line: NewBudgetLine) -> dict[str, object]:
    return {
        "budget_id": budget.id,
        "book_year": budget.book_year,
        "account_id": line.account_id,
        "activity_id": line.activity_id,
        "amount": line.amount,
        "note": line.note.strip(),
    }


def _named(budget: Budget) -> str:
    return budget.book_year if budget.version == 1 else f"{budget.book_year} ({budget.version})"


def _subject(work: Work, new: NewExplanation) -> str:
    if new.place:
        return _(PLACES[new.place].label)
    if new.account_id is not None:
        return work.get(Account, new.account_id).name
    return activity_names(work.session)[new.activity_id or 0]
