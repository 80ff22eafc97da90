"""What holds for every command: how it fails, and that a person can read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


def test_what_a_path_leads_to_is_refused_and_no_wrong_usage(
    coopadmin: Coopadmin, path: Path, tmp_path: Path
) -> None:
    for where, said in ((tmp_path, "is not a file of this program"), (tmp_path / "a", "not there")):
        ran = coopadmin("--language", "en", "check", where)
        assert (ran.status, ran.output) == (1, "")
        assert said in ran.complaints
    ran = coopadmin("--language", "en", "members", "import", path, tmp_path)
    assert (ran.status, ran.output) == (1, "")
    assert "is not a file" in ran.complaints
