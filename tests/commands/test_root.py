"""What holds for every command: how it fails, and that a person can read it."""

from __future__ import annotations

from collections.abc import Callable

import click
import pytest

from coopadmin.commands import COMMANDS
from coopadmin.store.computer import log_folder
from tests.fixtures import Ran

Coopadmin = Callable[..., Ran]


@click.command()
def failing() -> None:
    """Fail."""
    raise ZeroDivisionError("by Hanneke")


def test_a_fault_of_the_program_is_told_in_a_sentence_and_logged(
    coopadmin: Coopadmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "check", f"{__name__}:failing")
    ran = coopadmin("--language", "en", "check")
    log = log_folder() / "coopadmin.log"
    assert (ran.status, ran.output) == (1, "")
    assert "Traceback" not in ran.complaints
    assert str(log) in ran.complaints
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_a_fault_is_told_where_no_log_can_be_kept(
    coopadmin: Coopadmin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "check", f"{__name__}:failing")
    (log_folder() / "coopadmin.log").mkdir(parents=True)
    ran = coopadmin("--language", "en", "check")
    assert (ran.status, ran.output) == (1, "")
    assert "ZeroDivisionError: by Hanneke" in ran.complaints
