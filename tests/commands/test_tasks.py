"""Tasks from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coopadmin.commands import frame, tasks
from coopadmin.migrations import open_books
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from tests.contributions.making import Member, make
from tests.fixtures import NOW

Command = Callable[..., Any]


@pytest.fixture
def coopadmin(coopadmin: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in English, on the evening of the fixtures."""
    clock: Callable[[], datetime] = lambda: NOW  # noqa: E731
    monkeypatch.setattr(frame, "clock", clock)
    monkeypatch.setattr(tasks, "clock", clock)
    return lambda *arguments: coopadmin("--language", "en", "--as", "Wim Terpstra", *arguments)


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def keys(coopadmin: Command, path: Path, *options: str) -> list[str]:
    listed = in_json(coopadmin("tasks", "list", path, *options, "--json"))["tasks"]
    return [task["key"] for task in listed]


def test_what_waits_is_listed_with_its_key_and_day(path: Path, coopadmin: Command) -> None:
    first = in_json(coopadmin("tasks", "list", path, "--json"))["tasks"][0]
    assert (first["key"], first["due"], first["own"]) == (
        "accounts.draw_up:2025", "2026-06-30", False,
    )  # fmt: skip
    lines = coopadmin("tasks", "list", path).output.splitlines()
    assert lines[0].split() == ["Day", "Task", "What"]
    assert "accounts.draw_up:2025" in lines[1]


def test_an_own_task_goes_from_written_down_to_ticked_off(path: Path, coopadmin: Command) -> None:
    key = in_json(coopadmin("tasks", "add", path, "Bench", "--due", "1-4", "--json"))["key"]
    assert key.startswith("own:")
    assert coopadmin("tasks", "change", path, key, "--who", "Wim Terpstra").status == 0
    task = next(
        each
        for each in in_json(coopadmin("tasks", "list", path, "--json"))["tasks"]
        if each["key"] == key
    )
    assert (task["title"], task["due"], task["who"]) == ("Bench", "2026-04-01", "Wim Terpstra")
    assert coopadmin("tasks", "done", path, key).output == f"Ticked off: {key}\n"
    assert key not in keys(coopadmin, path)
    assert "ticked off by Wim Terpstra" in coopadmin("tasks", "list", path, "--aside").output
    assert coopadmin("tasks", "back", path, key).status == 0
    assert coopadmin("tasks", "change", path, key, "--no-due").status == 0
    assert coopadmin("tasks", "remove", path, key).status == 0
    assert key not in keys(coopadmin, path)
    assert coopadmin("tasks", "remove", path, key).status == 1


def test_a_task_is_put_off_until_a_day_to_come(path: Path, coopadmin: Command) -> None:
    key = "accounts.plan:2025"
    assert coopadmin("tasks", "snooze", path, key, "--until", "+7").status == 0
    assert key not in keys(coopadmin, path)
    assert keys(coopadmin, path, "--aside") == [key]
    assert "put off until 10 Mar 2026" in coopadmin("tasks", "list", path, "--aside").output
    past = coopadmin("tasks", "snooze", path, key, "--until", "1-1-2026")
    assert (past.status, "still to come" in past.complaints) == (1, True)


def test_mine_are_those_of_my_name_and_office(path: Path, coopadmin: Command) -> None:
    with open_books(path, who="x", clock=lambda: NOW) as books:
        people = make(books, Member(1, "Wim Terpstra"), Member(2, "Lies Bakker"))
        for number, office in ((1, "secretary"), (2, "treasurer")):
            books.do(appoint, NewTerm(people[number], "board", office, NOW.date()))
    mine = keys(coopadmin, path, "--mine")
    assert "statutes.check" in mine
    assert "accounts.plan:2025" not in mine


def test_more_time_for_the_accounts_can_be_recorded(path: Path, coopadmin: Command) -> None:
    late = ("tasks", "extend-accounts", path, "2024", "--months", "2", "--decided-on", "2-7-2025")
    assert coopadmin(*late).status == 1
    assert coopadmin(*late, "--anyway", "Decided in June").status == 0
    longer = ("tasks", "extend-accounts", path, "2025", "--months", "4", "--decided-on", "1-3-2026")
    assert in_json(coopadmin(*longer, "--json")) == {"book_year": "2025", "months": 4}
    listed = in_json(coopadmin("tasks", "list", path, "--json"))["tasks"]
    assert listed[0]["due"] == "2026-10-31"


def test_nothing_to_do_is_said(path: Path, coopadmin: Command) -> None:
    assert coopadmin("tasks", "list", path, "--aside").output == "Nothing to do\n"
