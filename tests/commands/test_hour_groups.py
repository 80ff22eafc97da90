"""Groups, estimates and numbers on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopadmin.migrations import open_books
from tests.contributions.making import Member, make

Command = Callable[..., Any]


@pytest.fixture
def coopadmin(coopadmin: Command) -> Command:
    """The command line in English, whatever this computer speaks."""
    return lambda *arguments: coopadmin("--language", "en", *arguments)


@pytest.fixture
def file(path: Path, coopadmin: Command) -> Path:
    """Somebody, and an activity that counts its meals and aims at a thousand of them."""
    with open_books(path, who="x") as books:
        make(books, Member(1, "Annie van den Berg"))
    made = coopadmin(
        "activities", "add", path, "Soup", "--unit", "meals", "--count-people",
        "--target-hours", "120", "--target-count", 1000, "--json",
    )  # fmt: skip
    assert in_json(made)["target_minutes"] == 7200
    return path


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def test_a_group_is_recorded_and_shown_without_a_name(file: Path, coopadmin: Command) -> None:
    added = in_json(
        coopadmin("hours", "group", file, "soup", 12, 2, "--on", "2026-02-03", "--json")
    )
    assert (added["name"], added["people"], added["minutes"]) == (None, 12, 1440)
    listed = coopadmin("hours", "list", file)
    assert "12 people without names" in listed.output
    month = coopadmin("hours", "month", file, "soup", "2026-02").output
    assert "Group without names" in month
    assert in_json(coopadmin("hours", "month", file, "soup", "2026-02", "--json"))["group"] == {
        "people": [0, 12, 0, 0, 0],
        "minutes": [0, 1440, 0, 0, 0],
        "whole_month_minutes": 0,
        "total_minutes": 1440,
        "previous_minutes": 0,
    }
    figures = in_json(coopadmin("figures", file, "2026", "--json"))
    assert (figures["hours"]["volunteers"], figures["hours"]["group_people"]) == (0, 12)
    assert figures["hours"]["group_minutes"] == figures["hours"]["total_minutes"] == 1440


def test_an_estimate_is_shared_out_among_the_months(file: Path, coopadmin: Command) -> None:
    arguments = ("hours", "estimate", file, "soup", 50, "--from", "2025-07-01", "--until")
    made = in_json(coopadmin(*arguments, "2025-12-31", "--person", "1", "--json"))
    assert [each["minutes"] for each in made["hours"]] == [495] * 5 + [525]
    assert (made["total_minutes"], made["hours"][0]["estimated"]) == (3000, True)
    again = coopadmin(*arguments, "2025-12-31", "--person", "1")
    assert (again.status, "on top" in again.complaints) == (1, True)
    whose = coopadmin(*arguments, "2025-12-31")
    assert (whose.status, "--person or --people" in whose.complaints) == (2, True)
    in_json(coopadmin("undo", file, "--json"))
    assert in_json(coopadmin("hours", "list", file, "--year", "2025", "--json"))["hours"] == []


def test_numbers_are_filled_in_and_in_the_figures(
    file: Path, coopadmin: Command, tmp_path: Path
) -> None:
    week = ("--on", "2026-02-02", "--until", "2026-02-08")
    made = in_json(coopadmin("hours", "count", file, "soup", 40, *week, "--json"))
    assert made["counts"] == [
        {"what": "times", "first": "2026-02-02", "last": "2026-02-08", "number": 40}
    ]
    in_json(coopadmin("hours", "count", file, "soup", 22, *week, "--people", "--json"))
    listing = tmp_path / "meals.csv"
    listing.write_text("Week;Number\n2026-W07;41\n2026-W08;x\n", "utf-8")
    tried = in_json(
        coopadmin(
            "hours", "import-counts", file, listing, "--activity", "soup", "--dry-run", "--json"
        )
    )
    assert (tried["recorded"], tried["filled"], [row["line"] for row in tried["refused"]]) == (
        False, 1, [3],
    )  # fmt: skip
    read = in_json(
        coopadmin("hours", "import-counts", file, listing, "--activity", "soup", "--json")
    )
    assert (read["recorded"], read["filled"]) == (True, 1)
    expected = {
        "activity": "Soup",
        "unit": "meals",
        "number": 81,
        "previous": 0,
        "most_people": 22,
        "target": 1000,
    }
    assert in_json(coopadmin("hours", "counts", file, "--json"))["counts"] == [expected]
    assert in_json(coopadmin("figures", file, "2026", "--json"))["counts"] == [expected]
    (counts, people) = in_json(coopadmin("hours", "month", file, "soup", "2026-02", "--json"))[
        "counts"
    ]
    assert (counts["numbers"], people["numbers"]) == ([0, 40, 41, 0, 0], [0, 22, 0, 0, 0])
    assert "Meals" in coopadmin("hours", "counts", file).output
    in_json(coopadmin("hours", "count", file, "soup", 0, *week, "--json"))
    assert in_json(coopadmin("hours", "counts", file, "--json"))["counts"][0]["number"] == 41
