"""Officers by command, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_somebody_is_appointed_changed_and_leaves(path: Path, coopadmin: Run) -> None:
    for name in ("Jan Berg", "Pia Vos"):
        coopadmin("members", "add", path, name, "--since", "2020-01-01")
    circle = ("--body", "circle", "--group", "Molenweg")
    made = coopadmin("officers", "appoint", path, 1, *circle, "--office", "contact", "--json")
    assert json.loads(made.output)["officer"]["group_name"] == "Molenweg"
    coopadmin("officers", "appoint", path, 1, "--office", "chair", "--until", "2099-01-01")
    two = coopadmin("officers", "appoint", path, 2, "--votes", 2)
    assert (two.status, two.complaints.count("\n")) == (1, 1)
    until = ("--until", "2098-01-01", "--most-terms", 3)
    changed = coopadmin("officers", "change", path, "Jan Berg", *until, "--json")
    officer = json.loads(changed.output)["officer"]
    assert (officer["planned_last"], officer["most_terms"]) == ("2098-01-01", 3)
    assert coopadmin("officers", "end", path, 1, *circle).status == 0
    listed = json.loads(coopadmin("officers", "list", path, "--on", "2098-02-01", "--json").output)
    assert [(row["office"], row["state"]) for row in listed["officers"]] == [("chair", "over")]
    assert coopadmin("officers", "end", path, 2).status == 1
