"""Tasks that follow from how far the books of a year are: closing, adopting, the tax return."""

from __future__ import annotations

from collections.abc import Iterator

from coopadmin.cooperative.names import is_cooperative
from coopadmin.desk.accounts import accounts_calendar, tax_return_by
from coopadmin.desk.task_facts import TaskFacts, YearAccounts
from coopadmin.desk.tasks import Task
from coopadmin.ledger.year_states import CLOSED, OPEN
from coopadmin.words import _, date_long


def tasks_of_books(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order; none of years of which no books are kept here."""
    for place, accounts in enumerate(facts.accounts):
        if accounts.books == OPEN:
            yield _close(facts, accounts)
        elif accounts.books == CLOSED and accounts.adopted_on is not None:
            yield _record(accounts)
        if accounts.books and place == 0 and is_cooperative(facts.legal_form):
            yield _tax(accounts)


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
