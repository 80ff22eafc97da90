"""The profile of the members of a day out of the books, for a screen, a command or the worker."""

from __future__ import annotations

from datetime import date

from coopadmin.members.profile import Profile, profile_of
from coopadmin.members.queries import register_on
from coopadmin.people.queries import list_cards
from coopadmin.store import Books


def profile_on(books: Books, day: date) -> Profile:
    """Counts of the members of that day by area, age and kind."""
    rows = books.ask(register_on, day)
    cards = books.ask(list_cards, {row.person_id for row in rows})
    return profile_of(((row, cards[row.person_id].person) for row in rows), day)
