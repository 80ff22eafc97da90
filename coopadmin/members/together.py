"""Households of a day and what is proposed of the members, for the screen or for the worker."""

from __future__ import annotations

from datetime import date

from coopadmin.members.queries import register_on
from coopadmin.people.households import (
    HouseholdRow,
    ProposalRow,
    households_from,
    propose_households,
)
from coopadmin.store import Books


def households_now(books: Books, day: date) -> tuple[list[HouseholdRow], list[ProposalRow]]:
    """Who are or will be households, and who could be or are no longer."""
    members = {row.person_id for row in books.ask(register_on, day)}
    return books.ask(households_from, day), books.ask(propose_households, day, members)
