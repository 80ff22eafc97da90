"""Making the papers of the ledger in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coopadmin.attachments.queries import logo_of
from coopadmin.kernel.problem import Problem
from coopadmin.ledger.budget_papers import budget_paper
from coopadmin.ledger.budget_sheet import budget_sheet
from coopadmin.ledger.papers import Printing
from coopadmin.paper.output import write_whole
from coopadmin.store import Books


def print_budget(
    books: Books, path: Path, book_year: str, version: int | None, on: date, language: str
) -> tuple[Problem, ...]:
    """Write a version of the budget of a year as a paper; the whole file or nothing.

    Gives what the reader should know. Raises Refused when it cannot be written.
    """
    sheet = books.ask(budget_sheet, book_year, on=on, version=version)
    built = budget_paper(sheet, Printing(language, books.ask(logo_of)))
    write_whole(path, built.pdf)
    return built.problems
