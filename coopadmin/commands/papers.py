"""What commands that print share: the language, the size of letters, and the file to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands.frame import FILE
from coopadmin.kernel.problem import N_, refuse
from coopadmin.paper import Built
from coopadmin.words import count as counted
from coopadmin.words import language, ngettext, say

F = TypeVar("F", bound=Callable[..., Any])
LANGUAGES = ("nl", "en")
PART = ".part"


def paper_options(command: F) -> F:
    """Give a command `-o PDF`, `--language` and `--large`: `output`, `spoken`, `large`."""
    for option in (
        click.option("--large", is_flag=True, help="In large letters."),
        click.option("--language", "spoken", type=click.Choice(LANGUAGES), help="Of the paper."),
        click.option(
            "-o", "--output", type=FILE, required=True, metavar="PDF", help="File to write."
        ),
    ):
        command = option(command)
    return command


def tongue(spoken: str | None) -> str:
    """The language of a paper: the one asked for, else that of the program."""
    return spoken or language()


def write_pdf(output: Path, built: Built) -> list[str]:
    """Write the whole file or nothing; gives the line to say. Raises Refused."""
    part = output.with_name(output.name + PART)
    try:
        part.write_bytes(built.pdf)
        part.replace(output)
    except OSError:
        part.unlink(missing_ok=True)
        raise refuse(
            "report.not_written",
            N_("“{path}” cannot be written. Choose another folder, or close the file elsewhere."),
            path=str(output),
        ) from None
    for problem in built.problems:
        click.echo(say(problem), err=True)
    said = ngettext("{path}: {number} page", "{path}: {number} pages", built.pages)
    return [said.format(path=output, number=counted(built.pages))]
