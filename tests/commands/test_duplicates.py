"""Commands on people who stand in the file twice, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def twice(path: Path, tmp_path: Path, coopadmin: Run) -> Path:
    lines = tmp_path / "leden.csv"
    lines.write_text(
        "Lidnr;Voornaam;Achternaam;E-mail;Plaats\n1;Jan;Dijkstra;jan@voorbeeld.nl;\n"
        "57;Jan;Dykstra;;Beemd\n8;Jan;Dijkstra;jan.d@voorbeeld.nl;\n"
    )
    assert coopadmin("members", "import", path, lines).status == 0
    return path


def test_duplicates_are_listed_told_apart_and_put_together(twice: Path, coopadmin: Run) -> None:
    answer = json.loads(coopadmin("members", "duplicates", twice, "--json").output)
    numbers = [[one["numbers"] for one in row["people"]] for row in answer["duplicates"]]
    assert numbers == [[[1], [57]], [[1], [8]], [[57], [8]]]
    assert answer["duplicates"][0]["reasons"] == ["name"]
    said = coopadmin("--language", "en", "members", "duplicates", twice).output
    assert "0001 Jan Dijkstra" in said
    assert "the name sounds alike" in said

    ran = coopadmin("--language", "en", "members", "different", twice, "jan  dijkstra", 8)
    assert ran.complaints == "2 people are called “jan dijkstra”. Give the member number.\n"
    assert coopadmin("members", "different", twice, "Jan Dykstra", 8).status == 0
    assert coopadmin("members", "different", twice, 1, 8).status == 0
    ran = coopadmin("--language", "en", "members", "merge", twice, 1, 57)
    assert (ran.status, ran.complaints.count("\n")) == (1, 1)
    assert "Choose which membership stays" in ran.complaints
    command = ("members", "merge", twice, 1, 57, "--stays", 1, "--take", "surname", "--json")
    before = twice.read_bytes()
    assert json.loads(coopadmin(*command, "--dry-run").output)["dry_run"]
    assert twice.read_bytes() == before
    assert coopadmin(*command).status == 0
    (row, _other) = json.loads(coopadmin("members", "list", twice, "--json").output)["members"]
    assert (row["number"], row["name"], row["town"]) == (8, "Jan Dijkstra", "")
    listed = json.loads(coopadmin("members", "list", twice, "--search", "57", "--json").output)
    assert [(one["number"], one["name"]) for one in listed["members"]] == [(1, "Jan Dykstra")]
    assert json.loads(coopadmin("members", "duplicates", twice, "--json").output)["count"] == 0
