"""Letters from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coopadmin.commands import frame
from coopadmin.desk.selecting import save_selection
from coopadmin.members.selection_rules import Selection
from coopadmin.migrations import open_books
from tests.correspondence.village import INVITED, street_of
from tests.fixtures import NOW, WHO, clock
from tests.paper import pdf

Command = Callable[..., Any]
SET = [part for name, value in INVITED.items() for part in ("--set", f"{name}={value}")]


@pytest.fixture
def street(path: Path) -> Path:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        street_of(books)
        books.do(save_selection, "Without e-mail", Selection(email=False))
    return path


@pytest.fixture
def run(coopadmin: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line in English, on the evening of the fixtures."""
    at: Callable[[], datetime] = lambda: NOW  # noqa: E731
    monkeypatch.setattr(frame, "clock", at)
    return lambda *arguments: coopadmin("--language", "en", "letters", *arguments)


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_one_command_prints_the_letters_of_a_selection(
    street: Path, run: Command, tmp_path: Path
) -> None:
    output, sheet = tmp_path / "letters.pdf", tmp_path / "labels.pdf"
    made = in_json(
        run("make", street, "invitation", "--selection", "without e-mail", *SET, "-o", output,
            "--labels", sheet, "--json")
    )  # fmt: skip
    assert (made["letters"], made["together"], made["people"], made["pages"]) == (2, 1, 3, 2)
    assert "There is soup." in pdf.text(output.read_bytes())
    assert "DORP" in pdf.text(sheet.read_bytes())
    log = in_json(run("log", street, "--json"))["sendings"]
    assert [(row["number"], row["group"], row["waiting"]) for row in log] == [
        (made["sending"], "Without e-mail", 0)
    ]
    sent = in_json(run("log", street, "--sending", made["sending"], "--json"))["letters"]
    assert {row["result"] for row in sent} == {"printed"}


def test_a_convocation_goes_by_the_way_each_agreed_to(street: Path, run: Command) -> None:
    options = ["--set", "day=x", "--set", "time=x", "--set", "place=x", "--set", "agenda=- a\\n- b"]
    seen = in_json(run("preview", street, "convocation", *options, "--json"))
    assert (seen["emails"], seen["letters"], seen["together"]) == (1, 3, 0)
    assert "- a\n- b" in seen["texts"][0]["body"]
    made = in_json(run("make", street, "convocation", *options, "--json"))
    assert in_json(run("addresses", street, made["sending"], "--json"))["addresses"] == [
        "ria@example.org"
    ]
    assert run("done", street, made["sending"], "--way", "email").status == 0
    sent = in_json(run("log", street, "--member", 3, "--json"))["letters"]
    assert [(row["way"], row["result"]) for row in sent] == [("email", "sent")]


def test_a_field_that_is_not_filled_in_or_not_known_changes_nothing(
    street: Path, run: Command, tmp_path: Path
) -> None:
    before = street.read_bytes()
    output = tmp_path / "x.pdf"
    ran = run("make", street, "invitation", "-o", output)
    assert (ran.status, "Fill in “topic”" in ran.complaints) == (1, True)
    ran = run("make", street, "invitation", "--set", "colour=red")
    assert "no field that is filled in once" in ran.complaints
    ran = run("make", street, "invitation", *SET, "--selection", "Nobody")
    assert (ran.status, "no selection" in ran.complaints) == (1, True)
    ran = run("make", street, "invitation", *SET, "--labels", output, "--sheet", "L1")
    assert "no sheet of labels" in ran.complaints
    assert not output.exists()
    assert street.read_bytes() == before


def test_a_reminder_without_our_account_says_so_when_it_is_made(
    street: Path, run: Command, tmp_path: Path
) -> None:
    made = run("make", street, "reminder", "--set", "pay_by=1 May 2026", "--member", 1,
               "-o", tmp_path / "x.pdf")  # fmt: skip
    assert made.status == 0
    assert "“our_account” is empty for 1" in made.complaints


def test_letters_that_cannot_be_written_are_not_noted(
    street: Path, run: Command, tmp_path: Path
) -> None:
    ran = run("make", street, "invitation", *SET, "-o", tmp_path / "nowhere" / "x.pdf")
    assert (ran.status, "cannot be written" in ran.complaints) == (1, True)
    assert in_json(run("log", street, "--json"))["sendings"] == []


def test_a_text_is_written_checked_and_forgotten(
    street: Path, run: Command, tmp_path: Path
) -> None:
    text = tmp_path / "party.txt"
    text.write_text("Party in {{ our_town }}\n\n{{ greeting }},\n\nDo come.\n", encoding="utf-8")
    assert in_json(run("write", street, "Street party", text, "--json")) == {"code": "street-party"}
    shown = in_json(run("text", street, "street party", "--json"))["template"]
    assert shown["subject"] == "Party in {{ our_town }}"
    assert in_json(run("check", street, "--json")) == {"checked": 55, "problems": []}
    text.write_text("Party\n\n{{ naem }}", encoding="utf-8")
    ran = run("write", street, "street-party", text)
    assert (ran.status, "no field “naem”" in ran.complaints) == (1, True)
    ours = [row for row in in_json(run("templates", street, "--json"))["templates"] if row["ours"]]
    assert [row["code"] for row in ours] == ["street-party"]
    assert run("forget", street, "street-party").status == 0
    assert run("check", street, "street-party").status == 1
    assert "{{ salutation }}" in run("fields").output


def test_what_came_back_is_marked_and_unmarked(street: Path, run: Command) -> None:
    assert run("returned", street, 3, "--way", "email", "--reason", "full").status == 0
    options = ["--set", "day=x", "--set", "time=x", "--set", "place=x", "--set", "agenda=x"]
    seen = in_json(run("preview", street, "convocation", *options, "--json"))
    assert [row["reason"] for row in seen["messages"] if "Ria Postma" in row["names"]] == [
        "bounced"
    ]
    assert in_json(run("arrives", street, 3, "--json"))["removed"] == 1
    assert in_json(run("groups", street, "--json"))["groups"][0]["people"] == 4


def test_labels_are_printed_again_of_a_sending(street: Path, run: Command, tmp_path: Path) -> None:
    made = in_json(run("make", street, "invitation", *SET, "--json"))
    output = tmp_path / "labels.pdf"
    own = "2 4 90 60 10 20 95 65"
    assert run("labels", street, made["sending"], "-o", output, "--sheet", own).status == 0
    assert pdf.text(output.read_bytes()).count("DORP") == 3
    assert run("addresses", street, made["sending"]).complaints.strip() == (
        "Nobody gets this by e-mail."
    )
