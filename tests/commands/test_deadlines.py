"""The deadline register from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coopadmin.commands import frame
from tests.fixtures import NOW

Command = Callable[..., Any]


@pytest.fixture
def coopadmin(coopadmin: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in English, on the evening of the fixtures."""
    clock: Callable[[], datetime] = lambda: NOW  # noqa: E731
    monkeypatch.setattr(frame, "clock", clock)
    return lambda *arguments: coopadmin("--language", "en", *arguments)


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def add(coopadmin: Command, path: Path, *options: str) -> int:
    ran = coopadmin("deadlines", "add", path, "Bus", "--until", "31-12-2026", *options, "--json")
    return int(in_json(ran)["deadline"]["number"])


def test_a_deadline_goes_from_written_down_to_renewed_and_ended(
    path: Path, coopadmin: Command
) -> None:
    number = add(coopadmin, path, "--kind", "insurance", "--notice", "2", "--renews")
    (row,) = in_json(coopadmin("deadlines", "list", path, "--json"))["deadlines"]
    assert (row["act_by"], row["renews"], row["state"]) == ("2026-10-31", True, "running")
    changed = coopadmin("deadlines", "change", path, number, "--ends", "--note", "Red", "--json")
    row = in_json(changed)["deadline"]
    assert (row["renews"], row["note"], row["notice"]) == (False, "Red", 2)
    again = in_json(coopadmin("deadlines", "renew", path, number, "--json"))["deadline"]
    assert (again["since"], again["until"]) == ("2027-01-01", "2027-12-31")
    ended = in_json(coopadmin("deadlines", "end", path, again["number"], "--json"))["deadline"]
    assert (ended["state"], ended["closed_on"]) == ("ended", "2026-03-03")
    assert coopadmin("deadlines", "list", path).output == "None\n"
    states = in_json(coopadmin("deadlines", "list", path, "--all", "--json"))["deadlines"]
    assert [each["state"] for each in states] == ["ended", "renewed"]


def test_a_document_is_kept_but_no_paper_of_a_certificate(
    path: Path, coopadmin: Command, tmp_path: Path
) -> None:
    paper = tmp_path / "polis.pdf"
    paper.write_bytes(b"%PDF-1.7\nPolis")
    number = add(coopadmin, path)
    kept = in_json(coopadmin("deadlines", "attach", path, number, paper, "--json"))["deadline"]
    assert kept["documents"] == ["polis.pdf"]
    vog = add(coopadmin, path, "--kind", "vog", "--since", "1-3-2026")
    ran = coopadmin("deadlines", "attach", path, vog, paper)
    assert (ran.status, "never the paper itself" in ran.complaints) == (1, True)


def test_what_must_be_acted_on_is_a_task(path: Path, coopadmin: Command) -> None:
    number = add(coopadmin, path, "--notice", "9", "--kind", "insurance")
    listed = in_json(coopadmin("tasks", "list", path, "--json"))["tasks"]
    assert {
        "key": f"deadlines.act:{number}/2026-03-31",
        "title": "Cancel or renew: Bus",
    }.items() <= (next(each for each in listed if each["key"].startswith("deadlines")).items())


def test_one_that_is_not_there_is_refused(path: Path, coopadmin: Command) -> None:
    for verb in ("renew", "end", "change"):
        ran = coopadmin("deadlines", verb, path, 99)
        assert (ran.status, ran.complaints) == (1, "There is no deadline 99. List them.\n")
