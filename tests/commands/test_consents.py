"""Consents by command, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_a_consent_is_given_withdrawn_and_listed(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    give = ("members", "consent", path, 1, "newsletter")
    ran = coopadmin(*give, "--on", "2024-05-01", "--source", "Folder 3", "--json")
    (row,) = json.loads(ran.output)["consents"]
    assert (row["given_on"], row["source"], row["withdrawn_on"]) == ("2024-05-01", "Folder 3", None)
    assert "id" not in row
    assert coopadmin(*give).status == 1, "it was given already"
    assert coopadmin(*give, "--withdraw", "--mistaken").status == 2
    coopadmin(*give, "--withdraw", "--on", "2025-05-01")

    def listed(*more: object) -> list[Any]:
        ran = coopadmin("members", "consents", path, *more, "--json")
        found: list[Any] = json.loads(ran.output)["consents"]
        return found

    assert [each["withdrawn_on"] for each in listed(1)] == ["2025-05-01"]
    assert listed(1, "--on", "2025-05-01") == []
    assert len(listed("--on", "2025-04-30", "--purpose", "newsletter")) == 1
    assert "Nieuwsbrief" in coopadmin("members", "consents", path, 1).output
    coopadmin(*give, "--mistaken")
    assert listed(1) == []
    assert coopadmin(*give, "--mistaken").status == 1


def test_a_purpose_of_its_own_is_added_and_counted(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "Jan Berg")
    ran = coopadmin("members", "purpose", path, "Christmas parcel", "--json")
    number = json.loads(ran.output)["purpose"]
    assert coopadmin("members", "consent", path, 1, number).status == 0
    wrong = coopadmin("members", "consent", path, 1, "fax")
    assert (wrong.status, "fax" in wrong.complaints) == (1, True)
    rows = json.loads(coopadmin("members", "purposes", path, "--json").output)["purposes"]
    assert {row["name"]: row["givers"] for row in rows}["Christmas parcel"] == 1
    coopadmin("members", "purpose", path, "Parcel", "--change", number, "--not-in-use")
    rows = json.loads(coopadmin("members", "purposes", path, "--json").output)["purposes"]
    assert [row["in_use"] for row in rows if row["key"] == str(number)] == [False]


def test_all_members_or_those_of_a_selection_consent(path: Path, coopadmin: Run) -> None:
    for name in ("Jan Berg", "Els Vos"):
        coopadmin("members", "add", path, name)
    coopadmin("members", "consent", path, 1, "newsletter")
    ran = coopadmin("members", "consent-all", path, "newsletter", "--json")
    assert json.loads(ran.output) == {"noted": 1, "of": 2}
    assert coopadmin("members", "consent-all", path, "newsletter").status == 1
    assert coopadmin("members", "consent-all", path, "phone", "--selection", "none").status == 1
