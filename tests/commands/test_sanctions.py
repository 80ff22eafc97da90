"""Commands on suspension and expulsion, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_member_is_expelled_appeals_and_is_a_member_again(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg", "--since", "2020-01-01")
    told = ("--from", "2026-01-10", "--expel", "--told", "2026-01-12", "--reasons", "Harm")
    ran = coopadmin("members", "suspend", path, 1, *told, "--json")
    assert (ran.status, json.loads(ran.output)["appeal_until"]) == (0, "2026-02-12")
    late = ("members", "appeal", path, 1, "--on", "2026-02-20")
    assert coopadmin(*late).status == 1
    ran = coopadmin(*late, "--anyway", "Was ill", "--json")
    assert json.loads(ran.output)["appealed_on"] == "2026-02-20"
    end = ("--on", "2026-02-27", "--outcome", "overturned", "--json")
    ran = coopadmin("members", "conclude", path, 1, *end)
    assert json.loads(ran.output)["outcome"] == "overturned"
    listed = json.loads(coopadmin("members", "list", path, "--json").output)
    assert listed["count"] == 1


def test_who_is_not_suspended_has_nothing_to_conclude(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    assert coopadmin("members", "conclude", path, 1).status == 1
