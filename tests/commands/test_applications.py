"""Commands on applications, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_an_applicant_is_admitted_and_hears_the_number(path: Path, coopadmin: Run) -> None:
    day = ("--on", "2026-02-10")
    ran = coopadmin("members", "apply", path, "Geertje Bergsma", *day, "--channel", "email")
    assert ran.status == 0
    answer = json.loads(coopadmin("members", "applicants", path, "--json").output)
    assert answer["count"] == 1
    assert answer["applicants"][0]["applied_on"] == "2026-02-10"
    assert answer["applicants"][0]["outcome"] == "waiting"
    on = ("--on", "2026-02-12", "--since", "2026-03-01")
    ran = coopadmin("members", "admit", path, "bergsma", *on, "--json")
    assert ran.status == 0
    made = json.loads(ran.output)
    assert (made["number"], made["resolution"]) == (1, "BESTUUR-2026-01")
    ran = coopadmin("members", "told", path, 1, "--on", "2026-02-13", "--json")
    assert json.loads(ran.output) == {"number": 1, "number_told_on": "2026-02-13"}
    listed = json.loads(coopadmin("members", "list", path, "--json").output)
    assert [one["name"] for one in listed["members"]] == ["Geertje Bergsma"]


def test_a_refused_applicant_asks_the_meeting_and_another_withdraws(
    path: Path, coopadmin: Run
) -> None:
    for name in ("Jan Smit", "Mia Smit"):
        coopadmin("members", "apply", path, name, "--on", "2026-02-10")
    ran = coopadmin("--language", "en", "members", "refuse", path, "smit", "--reason", "x")
    assert ran.status == 1
    assert "Jan Smit, Mia Smit" in ran.complaints
    assert coopadmin("members", "refuse", path, "jan", "--reason", "Full").status == 0
    ran = coopadmin("members", "ask-meeting", path, "jan", "--json")
    assert json.loads(ran.output)["meeting_asked_on"]
    assert coopadmin("members", "admit", path, "jan").status == 1
    ran = coopadmin("members", "admit", path, "jan", "--by", "ALV", "--json")
    assert json.loads(ran.output)["outcome"] == "admitted"
    ran = coopadmin("members", "withdraw", path, "mia", "--json")
    assert json.loads(ran.output)["outcome"] == "withdrawn"
    answer = json.loads(coopadmin("members", "applicants", path, "--all", "--json").output)
    assert [one["outcome"] for one in answer["applicants"]] == ["admitted", "withdrawn"]
