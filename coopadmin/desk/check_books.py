"""Whether the whole file adds up: the store's own checks and those of every feature."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from coopadmin.activities.queries import check_counts
from coopadmin.attachments.queries import check_attachments
from coopadmin.capital.service import check_capital
from coopadmin.contributions.checks import check_charges
from coopadmin.contributions.crediting import check_credit_notes
from coopadmin.correspondence.queries import check_sendings
from coopadmin.deadlines.queries import check_deadlines
from coopadmin.kernel.problem import Problem
from coopadmin.ledger.cash import check_counts_of_cash
from coopadmin.ledger.entry_queries import check_entries
from coopadmin.ledger.queries import check_items
from coopadmin.ledger.year_states import check_years
from coopadmin.meetings.service import check_meetings
from coopadmin.members.applications import check_applications
from coopadmin.members.checks import check_members
from coopadmin.members.selections import check_selections
from coopadmin.people.consents import check_consents
from coopadmin.people.households import check_households
from coopadmin.people.own_fields import check_own_fields
from coopadmin.privacy.queries import check_breaches
from coopadmin.store import Books, StoreTrouble
from coopadmin.store.damage import check_file
from coopadmin.store.history import check_history
from coopadmin.volunteers.queries import check_hours

FeatureCheck = Callable[[Session], Iterator[Problem]]

FEATURE_CHECKS: tuple[FeatureCheck, ...] = (
    check_members,
    check_applications,
    check_selections,
    check_households,
    check_consents,
    check_own_fields,
    check_items,
    check_entries,
    check_counts_of_cash,
    check_years,
    check_charges,
    check_credit_notes,
    check_capital,
    check_hours,
    check_counts,
    check_meetings,
    check_attachments,
    check_deadlines,
    check_breaches,
    check_sendings,
)


def check_books(books: Books) -> list[Problem]:
    """Everything that is wrong with a file; an empty list when it is sound."""
    try:
        return books.ask(_check, books.revision)
    except StoreTrouble as trouble:
        # So broken that it cannot be told what is wrong.
        if trouble.code != "damaged":
            raise
        return [trouble.problem]


def _check(session: Session, revision: int) -> list[Problem]:
    found = list(check_file(session))
    if not found:
        found += check_history(session, revision)
        for check in FEATURE_CHECKS:
            found += check(session)
    return found
