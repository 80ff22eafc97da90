"""Households of the example: most of those at one address, some are left to be proposed."""

from __future__ import annotations

from datetime import date

from coopadmin.members.queries import register_on
from coopadmin.people.household_rules import NewHousehold
from coopadmin.people.householding import add_to_household, form_households
from coopadmin.people.households import propose_households
from coopadmin.people.queries import get_person
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books

LEFT_OPEN = 3


def live_together(books: Books, today: date) -> None:
    """Form the households of who live at one address, but for the last few, with one child."""
    members = {row.person_id for row in books.ask(register_on, today)}
    found = books.ask(propose_households, today, members)
    first = date(today.year, 1, 1)
    wanted = [NewHousehold(row.person_ids, first) for row in found[:-LEFT_OPEN]]
    if not wanted:
        return
    numbers = books.do(form_households, wanted)
    parent = books.ask(get_person, found[0].person_ids[0]).person
    child = NewPerson(
        call_name="Bo",
        prefix=parent.prefix,
        surname=parent.surname,
        birth_year=today.year - 9,
    )
    books.do(add_to_household, numbers[0], child, first)
