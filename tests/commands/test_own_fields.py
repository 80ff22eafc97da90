"""Own fields from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]


@pytest.fixture
def run(coopadmin: Run, path: Path) -> Run:
    """One command on members in English: its name, then what follows the file."""

    def ran(command: str, *more: object) -> Any:
        return coopadmin("--language", "en", "members", command, path, *more)

    assert ran("add", "Jan Berg").status == 0
    return ran


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_field_is_made_filled_in_changed_and_put_out_of_use(run: Run, tmp_path: Path) -> None:
    for name, *more in (
        ("Quarter", "--kind", "choice", "--choice", "North", "--choice", "South"),
        ("Keys", "--kind", "number"),
    ):
        assert run("field", name, "--why", "To know", *more).status == 0
    assert in_json(run("fill", 1, "quarter=south", "Keys=1,5", "--json")) == {
        "number": 1,
        "fields": {"Quarter": "South", "Keys": "1.5"},
    }
    assert run("fill", 1).output.splitlines() == ["Quarter: South", "Keys: 1,5"]
    changed = run(
        "field", "Quarter", "--change", "--rename", "Side", "--place", 2, "--out-of-use", "--json"
    )
    first, second = in_json(changed)["fields"]
    assert (first["name"], second["name"], second["in_use"]) == ("Keys", "Side", False)
    assert second["choices"] == ["North", "South"]
    assert second["filled"] == 1
    assert run("fields", "-o", tmp_path / "fields.xlsx").status == 0
    sheet = openpyxl.load_workbook(tmp_path / "fields.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["B"]] == ["Name", "Keys", "Side"]


def test_what_cannot_be_is_one_sentence(run: Run) -> None:
    assert run("fields").output == "None\n"
    for words, sentence in (
        (("field", "BSN", "--why", "x"), "may not be kept here"),
        (("field", "Keys"), "Fill in what it is kept for"),
        (("fill", 1, "Shoes=43"), "There is no field “Shoes”"),
        (("fill", 1, "Shoes"), "type it as NAME=VALUE"),
    ):
        ran = run(*words)
        assert (ran.status, ran.output) == (1, "")
        assert len(ran.complaints.splitlines()) == 1
        assert sentence in ran.complaints
    assert run("field", "Keys", "--why", "x", "--kind", "number").status == 0
    wrong = run("fill", 1, "Keys=many")
    assert wrong.complaints == "“Keys”: “many” is not a number. Type it as 12,5.\n"
    assert run("field", "Keys", "--remove").status == 0
