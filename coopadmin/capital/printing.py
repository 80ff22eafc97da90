"""Making the papers on capital in the background: facts asked, pages built, a file written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from coopadmin.capital.queries import get_certificate, get_register
from coopadmin.capital.report import Printing, certificate, register_of_capital
from coopadmin.kernel.problem import Problem
from coopadmin.paper.output import write_whole
from coopadmin.store import Books


def print_capital(
    books: Books, path: Path, on: date, person_id: int | None, language: str
) -> tuple[Problem, ...]:
    """Write the register of a day, or the certificate of one person; the whole file or nothing.

    Gives what the reader should know. Raises Refused when it cannot be written.
    """
    how = Printing(books.today(), language)
    if person_id is None:
        built = register_of_capital(books.ask(get_register, on), how)
    else:
        built = certificate(books.ask(get_certificate, person_id, on), how)
    write_whole(path, built.pdf)
    return built.problems
