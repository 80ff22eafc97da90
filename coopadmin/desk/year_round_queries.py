"""What the round of the year looks at, asked from the books."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import get_book_years, get_cooperative, get_statutes
from coopadmin.desk.model import ExtendedTerm
from coopadmin.desk.year_round import YearFacts


def get_year_facts(session: Session, today: date) -> YearFacts:
    """The book year of today, the legal form and the terms that hold; raises Refused in a file
    that has no cooperative yet.
    """
    years = get_book_years(session)
    statutes = get_statutes(session, today)
    before = years.before(years.on(today))
    return YearFacts(
        get_cooperative(session).legal_form,
        years,
        years.on(today),
        statutes.convocation_days,
        statutes.termination_days,
        months_given(session, before.label),
    )


def months_given(session: Session, book_year: str) -> int:
    """How many months more the members gave for the accounts of this book year."""
    wanted = select(ExtendedTerm.months).where(ExtendedTerm.book_year == book_year)
    return session.scalar(wanted) or 0
