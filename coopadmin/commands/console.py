"""The console: paths on it, and how a refusal or a fault leaves the program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coopadmin.kernel.faults import noted
from coopadmin.kernel.problem import Refused
from coopadmin.store.computer import log_folder
from coopadmin.words import _, say

# What a path leads to is judged by who reads or writes there: that is a refusal, not wrong usage.
FILE = click.Path(path_type=Path, readable=False)


def complain(refused: Refused) -> None:
    """Every reason on a line of its own, on stderr."""
    for problem in refused.problems:
        click.echo(say(problem), err=True)


def complain_of_fault(fault: Exception) -> None:
    """Say that the program itself failed, and where a programmer can read how."""
    click.echo(
        _("The program failed. “coopadmin history” tells what was done until then."), err=True
    )
    written = noted(fault, log_folder())
    if written is None:
        click.echo(f"{type(fault).__name__}: {fault}", err=True)
    else:
        said = _("What went wrong is written in {path}. Send that along when you ask for help.")
        click.echo(said.format(path=written), err=True)


def in_console() -> None:
    """Write UTF-8 whatever the console says it can do, rather than fail on a name."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
