"""Making the papers on privacy that span features in the background."""

from __future__ import annotations

from pathlib import Path

from coopadmin.desk.processing import privacy_facts
from coopadmin.kernel.problem import Problem
from coopadmin.paper import Built
from coopadmin.paper.output import write_whole
from coopadmin.privacy.facts import Printing
from coopadmin.privacy.report import processing_register, statement
from coopadmin.store import Books
from coopadmin.words import speaking


def print_register(books: Books, path: Path, language: str) -> tuple[Problem, ...]:
    """Write the register of processing; the whole file or nothing. Raises Refused."""
    return _written(path, register_paper(books, Printing(books.today(), language)))


def print_statement(books: Books, path: Path, language: str) -> tuple[Problem, ...]:
    """Write the draft of the privacy statement; the whole file or nothing. Raises Refused."""
    return _written(path, statement_paper(books, Printing(books.today(), language)))


def register_paper(books: Books, how: Printing) -> Built:
    """The register of processing in the language of the paper."""
    with speaking(how.language):
        facts = books.ask(privacy_facts)
    return processing_register(facts, how)


def statement_paper(books: Books, how: Printing) -> Built:
    """The statement in the language of the paper."""
    with speaking(how.language):
        facts = books.ask(privacy_facts)
    return statement(facts, how)


def _written(path: Path, built: Built) -> tuple[Problem, ...]:
    write_whole(path, built.pdf)
    return built.problems
