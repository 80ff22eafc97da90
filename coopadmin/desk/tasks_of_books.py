"""Tasks of the books of a year: budget, closing, adopting, the tax return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from coopadmin.cooperative.names import is_cooperative
from coopadmin.desk.accounts import accounts_calendar, tax_return_by
from coopadmin.desk.task_facts import TaskFacts, YearAccounts
from coopadmin.desk.tasks import Task
from coopadmin.kernel.calendar import add_months
from coopadmin.ledger.year_states import CLOSED, OPEN
from coopadmin.words import _, date_long

BUDGET_AHEAD = 3


def tasks_of_books(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order; none of years of which no books are kept here."""
    for place, accounts in enumerate(facts.accounts):
        if accounts.books == OPEN:
            yield _close(facts, accounts)
        elif accounts.books == CLOSED and accounts.adopted_on is not None:
            yield _record(accounts)
        if accounts.books and place == 0 and is_cooperative(facts.legal_form):
            yield _tax(accounts)
    yield from _budgets(facts)


def _budgets(facts: TaskFacts) -> Iterator[Task]:
    """A budget is adopted before its year begins: from a quarter ahead, and while a draft waits."""
    for budget in facts.budgets:
        label, due = budget.year.label, budget.year.first - timedelta(days=1)
        begun = budget.year.first <= facts.today
        near = facts.today >= add_months(budget.year.first, -BUDGET_AHEAD)
        if budget.adopted or not (budget.drafted if begun else near):
            continue
        if budget.drafted:
            title, why = (
                _("Have the budget of {year} adopted"),
                _("There is a draft; the general meeting decides on it before the year begins."),
            )
        else:
            title, why = (
                _("Make the budget of {year}"),
                _("The general meeting adopts it before the year begins."),
            )
        yield Task(
            "budget.adopt" if budget.drafted else "budget.make",
            label,
            title.format(year=label),
            why,
            _("View"),
            "ledger",
            f"budget {label}",
            due=due,
            icon="book",
        )


def _close(facts: TaskFacts, accounts: YearAccounts) -> Task:
    """Before the accounts can be drawn up: BW 2:58(1), 2:48(1), 2:10(2)."""
    label = accounts.year.label
    calendar = accounts_calendar(facts.legal_form, accounts.year, accounts.more_months)
    return Task(
        "books.close",
        label,
        _("Close the books of {year}").format(year=label),
        _("A list says what is still to be done; then the accounts can be drawn up."),
        _("View"),
        "ledger",
        f"year-end {label}",
        due=calendar.drawn_up or calendar.adopted,
        icon="book",
    )


def _record(accounts: YearAccounts) -> Task:
    label, day = accounts.year.label, accounts.adopted_on
    assert day is not None
    return Task(
        "books.adopt",
        label,
        _("Record in the books that {year} was adopted").format(year=label),
        _("The annual report was adopted on {day}; from then on the year is locked.").format(
            day=date_long(day)
        ),
        _("View"),
        "ledger",
        f"year-end {label}",
        icon="gavel",
    )


def _tax(accounts: YearAccounts) -> Task:
    """A cooperative always owes corporation tax on its result (Vpb art. 2)."""
    label = accounts.year.label
    return Task(
        "tax.return",
        label,
        _("Send the return of corporation tax of {year}").format(year=label),
        _("Have the figures and the day checked; the tax office may have given more time."),
        _("View"),
        "ledger",
        f"year-end {label}",
        due=tax_return_by(accounts.year),
    )
