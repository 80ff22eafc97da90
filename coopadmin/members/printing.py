"""Making papers about members in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import Problem
from coopadmin.members.celebrations import get_celebrations
from coopadmin.members.queries import register_on
from coopadmin.members.report import ListFacts, Printing, celebrations_paper, members_list
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


def print_celebrations(
    books: Books, path: Path, period: Period, language: str
) -> tuple[Problem, ...]:
    """Write the birthdays and jubilees of a period; the whole file or nothing. Raises Refused."""
    how = Printing(books.today(), language)
    built = celebrations_paper(books.ask(get_celebrations, period), how)
    write_whole(path, built.pdf)
    return built.problems
