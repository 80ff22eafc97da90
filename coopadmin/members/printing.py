"""Making the list of members for members in the background."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.problem import Problem
from coopadmin.members.queries import register_on
from coopadmin.members.report import ListFacts, Printing, members_list
from coopadmin.paper.output import write_whole
from coopadmin.people.consent_rules import MEMBERS_LIST, PHONE
from coopadmin.people.consents import people_with_consent
from coopadmin.store import Books


def print_members(books: Books, path: Path, on: date, language: str) -> tuple[Problem, ...]:
    """Write the list of a day; the whole file or nothing. Raises Refused."""
    built = members_list(facts_of_list(books, on), Printing(books.today(), language))
    write_whole(path, built.pdf)
    return built.problems


def facts_of_list(books: Books, on: date) -> ListFacts:
    """Members of a day; consents are those of today, whatever day the list is of."""
    today = books.today()
    return ListFacts(
        books.ask(get_cooperative),
        on,
        books.ask(register_on, on),
        books.ask(people_with_consent, MEMBERS_LIST, today),
        books.ask(people_with_consent, PHONE, today),
    )
