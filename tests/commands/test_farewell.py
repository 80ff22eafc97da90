"""Commands on members who leave, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_death_tells_what_remains(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg", "--since", "2020-01-01")
    ran = coopadmin("--language", "en", "members", "died", path, 1, "--on", "2026-02-27", "--json")
    assert (ran.status, ran.complaints) == (0, "")
    answer = json.loads(ran.output)
    assert (answer["died_on"], answer["capital"]) == ("2026-02-27", [])
    assert answer["letter"].startswith("Dear relatives of Jan Berg,")
    again = coopadmin("members", "died", path, 1, "--on", "2026-02-27")
    assert again.status == 1


def test_notice_is_acknowledged_and_listed_among_the_changes(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg", "--since", "2026-01-01")
    notice = ("--notice", "2026-02-01", "--ground", "converted")
    assert coopadmin("members", "end", path, 1, *notice).status == 0
    ran = coopadmin("members", "acknowledge", path, 1, "--on", "2026-02-10", "--json")
    assert json.loads(ran.output) == {"number": 1, "acknowledged_on": "2026-02-10"}
    listed = json.loads(coopadmin("members", "changes", path, "2026", "--json").output)
    assert [(one["day"], one["change"]) for one in listed["changes"]] == [
        ("2026-01-01", "joined"),
        ("2026-02-01", "left"),
    ]
    ran = coopadmin("members", "changes", path, "2026", "--csv")
    assert ran.output.splitlines()[0].lstrip("\ufeff").startswith("day;change;number;name")
    assert "came" in coopadmin("--language", "en", "members", "changes", path, "2026").output
