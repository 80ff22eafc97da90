"""`coopadmin open`, and `coopadmin` alone: the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from coopadmin.commands import WINDOW
from coopadmin.commands.console import FILE
from coopadmin.kernel.loading import loaded
from coopadmin.words import _

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """Whether a window can be shown; Qt ends the process where it finds no display."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in _DISPLAYS)


@click.command("open")
@click.argument("file", type=FILE, required=False)
@click.pass_context
def open_window(context: click.Context, file: Path | None) -> None:
    """Open the window, with FILE or else the file of the last time."""
    if not has_display():
        click.echo(
            _("There is no screen here to open a window on. “coopadmin --help” says what else."),
            err=True,
        )
        context.exit(1)
    context.exit(loaded(WINDOW)(file))
