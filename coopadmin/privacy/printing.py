"""Making the papers on privacy in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from pathlib import Path

from coopadmin.kernel.problem import Problem
from coopadmin.paper.output import write_whole
from coopadmin.privacy.facts import Printing
from coopadmin.privacy.queries import breaches_for_paper
from coopadmin.privacy.report import breach_register
from coopadmin.store import Books


def print_breaches(books: Books, path: Path, language: str) -> tuple[Problem, ...]:
    """Write the register of data breaches; the whole file or nothing. Raises Refused."""
    built = breach_register(books.ask(breaches_for_paper), Printing(books.today(), language))
    write_whole(path, built.pdf)
    return built.problems
