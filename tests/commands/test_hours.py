"""Activities and hours from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopadmin.migrations import open_books
from tests.contributions.making import Member, make

Command = Callable[..., Any]
HEADINGS = "Naam;Activiteit;Datum;Uren"


@pytest.fixture
def coopadmin(coopadmin: Command) -> Command:
    """The command line in English, whatever this computer speaks."""
    return lambda *arguments: coopadmin("--language", "en", *arguments)


@pytest.fixture
def file(path: Path, coopadmin: Command) -> Path:
    """Two people and an activity."""
    with open_books(path, who="x") as books:
        make(books, Member(1, "Annie van den Berg"), Member(2, "Bea Hofstra"))
    assert coopadmin("activities", "add", path, "Soup", "--theme", "meals").status == 0
    return path


def in_json(ran: Any) -> Any:
    assert ran.status == 0, ran.complaints
    return json.loads(ran.output)


def a_list(folder: Path, *lines: str) -> Path:
    path = folder / "uren.csv"
    path.write_text("\n".join([HEADINGS, *lines]), "utf-8")
    return path


def test_an_activity_is_added_with_a_remark_on_its_leads_and_listed(
    path: Path, coopadmin: Command
) -> None:
    added = in_json(coopadmin("activities", "add", path, "Soup", "--aim", "A good meal", "--json"))
    assert (added["name"], added["theme"], added["aim"], len(added["remarks"])) == (
        "Soup", "other", "A good meal", 1,
    )  # fmt: skip
    listed = in_json(coopadmin("activities", "list", path, "--json"))["activities"]
    assert listed[-1]["name"] == "Soup"
    assert "Soup" in coopadmin("activities", "list", path, "--on", "2026-01-01").output
    again = coopadmin("activities", "add", path, "SOUP")
    assert (again.status, "already" in again.complaints) == (1, True)


def test_hours_are_added_listed_and_shown_on_the_sheet(file: Path, coopadmin: Command) -> None:
    added = in_json(
        coopadmin(
            "hours", "add", file, "Berg, Annie van den", "soup", "2u30", "--on", "2026-02-03",
            "--note", "pea", "--json",
        )
    )  # fmt: skip
    assert added == {
        "name": "Annie van den Berg",
        "people": 1,
        "activity": "Soup",
        "first": "2026-02-03",
        "last": "2026-02-03",
        "minutes": 150,
        "estimated": False,
        "note": "pea",
    }
    said = coopadmin(
        "hours", "add", file, 2, "Soup", "20", "--on", "2026-02-01", "--until", "2026-02-28",
        "--estimated",
    )  # fmt: skip
    assert said.output == "Bea Hofstra: 20 hours for Soup, 1 Feb – 28 Feb 2026.\n"
    listed = in_json(coopadmin("hours", "list", file, "--period", "2026-02", "--json"))
    assert (len(listed["hours"]), listed["total_minutes"]) == (2, 1350)
    one = in_json(
        coopadmin(
            "hours", "list", file, "--year", 2026, "--person", 1, "--activity", "soup", "--json"
        )
    )
    assert one["total_minutes"] == 150
    grid = in_json(coopadmin("hours", "month", file, "Soup", "feb 2026", "--json"))
    assert [(row["name"], row["minutes"], row["whole_month_minutes"]) for row in grid["rows"]] == [
        ("Annie van den Berg", [0, 150, 0, 0, 0], 0),
        ("Bea Hofstra", [0, 0, 0, 0, 0], 1200),
    ]
    assert (grid["month"], grid["total_minutes"]) == ("2026-02", 1350)
    shown = coopadmin("hours", "month", file, "Soup", "2026-02").output
    assert "wk 6: 2–8" in shown
    assert "22.5" in shown


def test_too_many_hours_need_a_reason(file: Path, coopadmin: Command) -> None:
    add = ("hours", "add", file, 1, "Soup", "13", "--on", "2026-02-03")
    asked = coopadmin(*add)
    assert asked.status == 1
    assert "--anyway" in asked.complaints
    assert coopadmin(*add, "--anyway", "village feast").status == 0
    assert coopadmin("hours", "add", file, 1, "Soup", "-1").status == 2
    assert coopadmin("hours", "add", file, 1, "Fish", "1").status == 1


def test_a_list_is_read_and_refused_lines_are_told(
    file: Path, tmp_path: Path, coopadmin: Command
) -> None:
    hours = a_list(
        tmp_path,
        "Bea Hofstra;Soup;3-2-2026;2",
        "Nobody;Soup;3-2-2026;2",
        "Bea Hofstra;Soup;4-2-2026;13",
    )
    dry = in_json(coopadmin("hours", "import", file, hours, "--dry-run", "--json"))
    assert (dry["recorded"], dry["added"]) == (False, 1)
    strict = coopadmin("hours", "import", file, hours, "--strict", "--json")
    assert (strict.status, strict.output) == (1, "")
    assert [line[:7] for line in strict.complaints.splitlines()] == ["Line 3:", "Line 4:"]
    done = in_json(coopadmin("hours", "import", file, hours, "--json"))
    assert (done["recorded"], done["read"], done["added"], done["total_minutes"]) == (
        True, 3, 1, 120,
    )  # fmt: skip
    assert [each["line"] for each in done["refused"]] == [3, 4]
    again = coopadmin("hours", "import", file, hours, "--anyway", "feast")
    assert again.status == 0
    assert "New: 1 (13 hours). In the file already: 1." in again.output
    assert "Line 3: Nobody is called" in again.output


def test_a_list_of_which_nothing_can_be_read_is_refused(
    file: Path, tmp_path: Path, coopadmin: Command
) -> None:
    nobody = coopadmin("hours", "import", file, a_list(tmp_path, "Nobody;Soup;3-2-2026;2"))
    assert nobody.status == 1
    (tmp_path / "x.csv").write_text("a;b\n1;2\n", "utf-8")
    without = coopadmin("hours", "import", file, tmp_path / "x.csv", "--activity", "Soup")
    assert without.status == 1
    assert "No column says who" in without.complaints
    mapped = coopadmin("hours", "import", file, tmp_path / "x.csv", "--map", "a")
    assert mapped.status == 2
