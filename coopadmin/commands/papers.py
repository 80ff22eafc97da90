"""What commands that print share: the language, the size of letters, and the file to write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands.frame import FILE
from coopadmin.kernel.problem import Problem
from coopadmin.paper.output import write_whole
from coopadmin.words import count as counted
from coopadmin.words import language, ngettext, say
from coopadmin.words.language import LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])


def language_option(command: F) -> F:
    """Give a command `--language` of what is printed, passed on as `spoken`."""
    return click.option(
        "--language", "spoken", type=click.Choice(LANGUAGES), help="Language of what is printed."
    )(command)


def paper_options(command: F) -> F:
    """Give a command `-o PDF`, `--language` and `--large`: `output`, `spoken`, `large`."""
    for option in (
        click.option("--large", is_flag=True, help="In large letters."),
        language_option,
        click.option(
            "-o", "--output", type=FILE, required=True, metavar="PDF", help="File to write."
        ),
    ):
        command = option(command)
    return command


def tongue(spoken: str | None) -> str:
    """The language of a paper: the one asked for, else that of the program."""
    return spoken or language()


def write_pdf(output: Path, pdf: bytes, pages: int, problems: Iterable[Problem]) -> list[str]:
    """Write the whole file or nothing; gives the line to say. Raises Refused."""
    write_whole(output, pdf)
    for problem in problems:
        click.echo(say(problem), err=True)
    said = ngettext("{path}: {number} page", "{path}: {number} pages", pages)
    return [said.format(path=output, number=counted(pages))]
