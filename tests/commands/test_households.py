"""Households by command, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_household_is_formed_split_and_asked_of_another_day(path: Path, coopadmin: Run) -> None:
    for name in ("Jan Berg", "Pia Vos", "Ina Smit"):
        coopadmin("members", "add", path, name, "--since", "2020-01-01")

    def told(*arguments: object) -> dict[str, Any]:
        ran = coopadmin("households", *arguments, "--json")
        assert ran.status == 0, ran.complaints
        return dict(json.loads(ran.output))

    made = told("form", path, 1, "Pia Vos", "--from", "2025-01-01")["household"]
    assert made["name"] == "Berg / Vos"
    number = made["number"]
    told("join", path, number, 3, "--new", "Bo Berg", "--from", "2025-06-01")
    told("rename", path, number, "Molenweg 3")
    apart = told("split", path, number, 2, 3, "--from", "2026-01-01")["household"]
    assert [each["name"] for each in apart["people"]] == ["Ina Smit", "Pia Vos"]
    then = told("list", path, "--on", "2025-12-31")["households"]
    assert [sum(each["runs"] for each in row["people"]) for row in then] == [4]
    assert len(told("list", path)["households"]) == 2
    told("merge", path, number, apart["number"], "--from", "2026-02-01")
    assert len(told("letters", path)["letters"]) == 3, "nobody has an address"
    told("leave", path, number, "Bo Berg")
    assert told("propose", path, "--form")["formed"] == []
    ran = coopadmin("households", "leave", path, number, 1, "--until", "2024-01-01")
    assert (ran.status, ran.complaints.count("\n")) == (1, 1)
