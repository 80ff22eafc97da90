"""Questions on the command line: a command never asks, it takes the answer along."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from coopadmin.kernel.problem import N_, Problem, Refused, Strength
from coopadmin.store import Books
from coopadmin.store.work import Operation

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")


def anyway_option(command: F) -> F:
    """Give a command `--anyway REASON`, passed on as `anyway`."""
    return click.option(
        "--anyway", metavar="REASON", help="Answers every question; kept in the history."
    )(command)


def do_anyway(
    books: Books, wanted: Operation[..., R], *args: Any, anyway: str | None, **kwargs: Any
) -> R:
    """Do an operation; questions about it are answered by the reason in `anyway`, if any.

    Raises Refused with what is wrong; where it is only in doubt, with how to do it all the same.
    """
    try:
        return books.do(wanted, *args, **kwargs)
    except Refused as refused:
        if any(problem.strength is Strength.ERROR for problem in refused.problems):
            raise
        if not anyway:
            hint = N_("If this is right, give the command once more with --anyway and the reason.")
            raise Refused([*refused.problems, Problem("command.anyway", hint)]) from None
        answers = {problem.code: anyway for problem in refused.problems}
    return books.do(wanted, *args, answers=answers, **kwargs)
