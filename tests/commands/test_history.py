"""History on the command line: filtered, and changes taken back and done again by number."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.migrations import open_books
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from tests.fixtures import NOW, WHO, Ran, clock

Run = Callable[..., Ran]


@pytest.fixture
def run(coopadmin: Run) -> Run:
    """A command line that speaks English."""
    return lambda *arguments: coopadmin("--language", "en", *arguments)


@pytest.fixture
def file(path: Path) -> Path:
    """Founded, an activity changed twice, and a person added by somebody else a day later."""
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        eating = books.do(add_activity, NewActivity("Eetpunt"))
        books.do(change_activity, eating, NewActivity("Eettafel"))
        books.do(change_activity, eating, NewActivity("Eettafel", aim="Samen eten"))
        books.who, books.clock = "Fenna de Boer", lambda: NOW + timedelta(days=1)
        books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    return path


def names(path: Path) -> list[tuple[str, str]]:
    with open_books(path, who=WHO, origin="test", clock=clock, read_only=True) as books:
        return [(row.name, row.aim) for row in books.ask(list_activities)]


def what(ran: Ran) -> list[Any]:
    assert (ran.status, ran.complaints) == (0, "")
    return [row["what"] for row in json.loads(ran.output)["history"]]


def test_history_is_told_in_sentences_and_filtered(file: Path, run: Run) -> None:
    assert what(run("history", file, "--json")) == [
        "Fenna added Wim Terpstra",
        "Hanneke changed activity Eettafel",
        "Hanneke changed activity Eettafel",
        "Hanneke added activity Eetpunt",
        "Hanneke began the file of Zorgcoöperatie Beemdervelde U.A.",
    ]
    fennas = ["Fenna added Wim Terpstra"]
    assert what(run("history", file, "--json", "--who", "Fenna de Boer")) == fennas
    assert what(run("history", file, "--json", "--from", "4-3-2026")) == fennas
    assert what(run("history", file, "--json", "--kind", "people")) == fennas
    assert what(run("history", file, "--json", "--word", "terpstra")) == fennas
    assert len(what(run("history", file, "--json", "--to", "3-3-2026"))) == 4
    assert run("history", file, "--kind", "weather").status == 2
    assert "5       4 Mar 2026" in run("history", file).output


def test_one_change_is_taken_back_by_its_number(file: Path, run: Run) -> None:
    refused = run("undo", file, "--number", "3")
    assert refused.status == 1
    assert "changed again later" in refused.complaints
    assert names(file) == [("Eettafel", "Samen eten")]
    assert run("undo", file, "--number", "4").status == 0
    assert names(file) == [("Eettafel", "")]
    assert run("undo", file, "--number", "99").complaints == "There is no change 99.\n"


def test_a_value_goes_back_over_later_changes(file: Path, run: Run) -> None:
    assert run("undo", file, "--number", "3", "--value").status == 0
    assert names(file) == [("Eetpunt", "Samen eten")]
    assert what(run("history", file, "--json"))[0].endswith(" changed activity Eetpunt")


def test_what_was_taken_back_is_done_again(file: Path, run: Run) -> None:
    assert run("redo", file).status == 1
    assert run("undo", file).output == "Taken back: Add person: Wim Terpstra\n"
    done = json.loads(run("redo", file, "--json").output)
    assert done == {"redone": "Add person: Wim Terpstra"}
    assert " did again: " in what(run("history", file, "--json"))[0]
