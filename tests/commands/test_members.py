"""Commands on members, as scripts call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.realfiles import real_file

Run = Callable[..., Any]


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "leden.csv"
    path.write_text(
        "Naam;Geb. datum;Iets;BSN\nJan Boer;30-2-1950;x;111222333\nAnnie van den Berg;12345;y;\n",
        encoding="cp1252",
    )
    return path


def listed(coopadmin: Run, path: Path, *more: object) -> Any:
    ran = coopadmin("members", "list", path, *more, "--json")
    assert ran.status == 0
    return json.loads(ran.output)


def test_import_writes_every_count_and_reason(path: Path, list_file: Path, coopadmin: Run) -> None:
    ran = coopadmin("--language", "en", "members", "import", path, list_file, "--json")
    assert (ran.status, ran.complaints) == (0, "")
    answer = json.loads(ran.output)
    counts = {name: answer[name] for name in ("read", "added", "changed", "unchanged", "skipped")}
    assert counts == {"read": 2, "added": 1, "changed": 0, "unchanged": 0, "skipped": 0}
    assert answer["refused"] == [
        {"line": 2, "reasons": ["“30-2-1950” is not a date. Type it as 31-12-2026."]}
    ]
    assert [one["column"] for one in answer["ignored_columns"]] == ["Iets", "BSN"]
    assert "BSN" in answer["ignored_columns"][1]["reason"]
    assert listed(coopadmin, path)["members"][0]["name"] == "Annie van den Berg"


def test_a_dry_run_shows_and_changes_nothing(path: Path, list_file: Path, coopadmin: Run) -> None:
    before = path.read_bytes()
    ran = coopadmin("--language", "en", "members", "import", path, list_file, "--dry-run")
    assert ran.status == 0
    assert "Lines read: 2" in ran.output
    assert "Line 2 (Jan Boer) refused" in ran.output
    assert path.read_bytes() == before


@pytest.mark.parametrize("more", [["--strict"], ["--strict", "--dry-run"]])
def test_strict_ends_with_one_and_changes_nothing(
    path: Path, list_file: Path, coopadmin: Run, more: list[str]
) -> None:
    ran = coopadmin("--language", "en", "members", "import", path, list_file, *more)
    assert ran.status == 1
    assert ran.complaints.startswith("Line 2: ")
    assert listed(coopadmin, path)["count"] == 0


def test_columns_can_be_mapped_and_left_out(path: Path, list_file: Path, coopadmin: Run) -> None:
    ran = coopadmin(
        "members", "import", path, list_file, "--map", "Iets=note", "--map", "Geb. datum=",
        "--since", "1-7-2024", "--json",
    )  # fmt: skip
    answer = json.loads(ran.output)
    assert (answer["added"], answer["since"], answer["estimated"]) == (2, "2024-07-01", 2)
    assert [one["column"] for one in answer["ignored_columns"]] == ["Geb. datum", "BSN"]


@pytest.mark.parametrize("choice", ["BSN=member_number", "Naam=schoenmaat", "Nix=surname"])
def test_a_wrong_mapping_is_refused(
    path: Path, list_file: Path, coopadmin: Run, choice: str
) -> None:
    ran = coopadmin("members", "import", path, list_file, "--map", choice)
    assert ran.status == 1
    assert ran.output == ""
    assert coopadmin("members", "import", path, list_file, "--map", "Naam").status == 2


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff" * 50, b"een regel"])
def test_what_is_no_list_gives_one_sentence(
    path: Path, tmp_path: Path, coopadmin: Run, content: bytes
) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    ran = coopadmin("members", "import", path, bad, "--json")
    assert ran.status == 1
    assert len(ran.complaints.splitlines()) == 1


def test_a_list_without_names_ends_with_one(path: Path, coopadmin: Run) -> None:
    ran = coopadmin("members", "import", path, real_file("members/gemeententabel33.csv"))
    assert ran.status == 1
    assert "gemeententabel33.csv" in ran.complaints


def test_a_workbook_with_more_sheets_says_which_there_are(
    path: Path, tmp_path: Path, coopadmin: Run
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Uitleg"
    for cells in (["Over deze lijst"], ["Gemaakt door Wim"]):
        book.worksheets[0].append(cells)
    members = book.create_sheet("Leden")
    for cells in (["Naam"], ["Jan Boer"]):
        members.append(cells)
    book.save(tmp_path / "leden.xlsx")
    wanted = ("--language", "en", "members", "import", path, tmp_path / "leden.xlsx")
    ran = coopadmin(*wanted)
    assert (ran.status, ran.output) == (1, "")
    assert "Choose another sheet of “leden.xlsx” (Leden)" in ran.complaints
    assert coopadmin(*wanted, "--sheet", "leden").status == 0
    assert listed(coopadmin, path)["count"] == 1


def test_the_register_of_the_population_by_command(path: Path, coopadmin: Run) -> None:
    register = real_file("members/brp_testset.csv")
    ran = coopadmin("--language", "en", "members", "import", path, register, "--json")
    answer = json.loads(ran.output)
    assert ran.status == 0
    assert (answer["read"], answer["added"], answer["skipped"]) == (1082, 332, 750)
    assert answer["refused"] == []
    assert answer["read"] == sum(
        answer[name] for name in ("added", "changed", "unchanged", "skipped")
    )
    columns = [one["column"] for one in answer["ignored_columns"]]
    assert {"01.01.10", "01.01.20", "09.01.20", "column 1"} <= set(columns)
    assert listed(coopadmin, path, "--on", "2026-01-01")["count"] == 317
    assert listed(coopadmin, path, "--on", "2025-12-30")["count"] == 0


def test_a_member_joins_and_leaves_by_command(path: Path, coopadmin: Run) -> None:
    ran = coopadmin(
        "members", "add", path, "Annie van den Berg", "--kind", "household", "--since", "1-5-2019",
        "--email", "annie@x.nl", "--json",
    )  # fmt: skip
    member = json.loads(ran.output)
    assert (member["number"], member["kind"], member["since"]) == (1, "Household", "2019-05-01")
    assert coopadmin("members", "add", path, "Jan Boer", "--number", 1).status == 1
    assert coopadmin("members", "add", path, "Jan Boer", "--kind", "x").status == 1
    ran = coopadmin("members", "end", path, 1, "--notice", "2026-12-04", "--json")
    assert json.loads(ran.output) == {"number": 1, "until": "2027-12-31", "reason": "by-member"}
    assert coopadmin("members", "end", path, 2).status == 1
    rows = listed(coopadmin, path, "--on", "2027-12-31")["members"]
    assert [(row["number"], row["status"]) for row in rows] == [(1, "leaving")]
    assert listed(coopadmin, path, "--on", "2028-01-01")["count"] == 0
    assert listed(coopadmin, path, "--on", "2028-01-01", "--all")["count"] == 1
    assert "id" not in rows[0]


def test_the_register_can_be_read_by_a_spreadsheet(path: Path, coopadmin: Run) -> None:
    coopadmin("members", "add", path, "=cmd van den Berg")
    ran = coopadmin("members", "list", path, "--csv")
    first, second = ran.output.removeprefix("\ufeff").splitlines()[:2]
    assert first.startswith("member_number;name;kind;")
    assert second.startswith("1;'=cmd van den Berg;")


def test_the_register_as_a_list_is_read_into_another_file(
    path: Path, tmp_path: Path, coopadmin: Run
) -> None:
    other = tmp_path / "other.coop"
    own = ("--name", "Buren", "--legal-form", "geen", "--kind", "zorgcooperatie")
    coopadmin("--language", "en", "new", other, *own)
    for name, since in (("Annie van den Berg", "1-1-2020"), ("=cmd Jansen", "3-4-2021")):
        coopadmin("members", "add", path, name, "--since", since, "--email", "a@example.nl")
    coopadmin("members", "end", path, 1, "--notice", "1-5-2022")
    exported = tmp_path / "leden.csv"
    exported.write_text(coopadmin("members", "list", path, "--all", "--csv").output, "utf-8")
    assert coopadmin("members", "import", other, exported).status == 0
    assert listed(coopadmin, other, "--all") == listed(coopadmin, path, "--all")


def test_the_kinds_are_listed(path: Path, coopadmin: Run) -> None:
    ran = coopadmin("members", "kinds", path, "--json")
    assert [kind["name"] for kind in json.loads(ran.output)["kinds"]] == [
        "Personal",
        "Household",
        "Organisation",
    ]
    assert "Household" in coopadmin("members", "kinds", path).output


def test_a_list_that_changes_members_shows_the_difference_per_field_before_it_happens(
    path: Path, tmp_path: Path, coopadmin: Run
) -> None:
    lines = tmp_path / "leden.csv"
    lines.write_text("Lidnr;Achternaam;Plaats;Nix\n7;Bergsma;Oudeveen;Geer\n")
    coopadmin("members", "import", path, lines, "--map", "Nix=call_name")
    lines.write_text("Lidnr;Achternaam;Plaats;Nix\n7;Bergsma;Nieuweveen;Geertje\n")
    before = path.read_bytes()
    command = ("members", "import", path, lines, "--update", "--leave", "2:town", "--json")
    answer = json.loads(coopadmin(*command, "--dry-run").output)
    assert path.read_bytes() == before
    (change,) = answer["changes"]
    assert (change["line"], change["number"]) == (2, 7)
    assert change["fields"] == [
        {"field": "call_name", "before": "Geer", "after": "Geertje", "taken": True},
        {"field": "town", "before": "Oudeveen", "after": "Nieuweveen", "taken": False},
    ]
    said = coopadmin("--language", "en", *command[:-1], "--dry-run").output
    assert "Line 2 (Geertje Bergsma): name used “Geer” becomes “Geertje”." in said
    assert json.loads(coopadmin(*command).output)["changed"] == 1
    (row,) = listed(coopadmin, path)["members"]
    assert (row["name"], row["town"]) == ("Geertje Bergsma", "Oudeveen")
    assert coopadmin("members", "import", path, lines, "--leave", "x").status == 2


def test_selections_are_saved_listed_and_used_by_command(path: Path, coopadmin: Run) -> None:
    for name, *more in (("Jan Boer", "--email", "jan@voorbeeld.nl"), ("Lies Bakker",)):
        assert coopadmin("members", "add", path, name, *more).status == 0
    made = coopadmin("members", "selection", path, "Zonder e-mail", "--where", "email=no", "--json")
    assert json.loads(made.output) == {"selections": ["Zonder e-mail"]}
    taken = listed(coopadmin, path, "--selection", "zonder E-mail")
    assert [one["name"] for one in taken["members"]] == ["Lies Bakker"]
    asked = json.loads(coopadmin("members", "selections", path, "--json").output)
    assert asked["selections"] == [
        {"name": "Zonder e-mail", "criteria": {"email": False}, "count": 1}
    ]
    shown = coopadmin("--language", "en", "members", "selections", path).output
    assert "Without e-mail" in shown
    changed = coopadmin(
        "members", "selection", path, "Zonder e-mail", "--change", "--where", "email=yes"
    )
    assert changed.status == 0
    assert coopadmin("members", "selection", path, "Zonder e-mail", "--rename", "Met").status == 0
    taken = listed(coopadmin, path, "--selection", "Met")
    assert [one["name"] for one in taken["members"]] == ["Jan Boer"]
    assert coopadmin("members", "selection", path, "Met", "--remove").status == 0
    gone = coopadmin("--language", "en", "members", "list", path, "--selection", "Met")
    assert gone.status == 1
    assert "There is no selection “Met”" in gone.complaints


def test_own_fields_select_by_command(path: Path, coopadmin: Run) -> None:
    for name in ("Jan Boer", "Lies Bakker"):
        assert coopadmin("members", "add", path, name).status == 0
    asked = ["--kind", "choice", "--choice", "Noord", "--choice", "Zuid", "--why", "Wie waar woont"]
    assert coopadmin("members", "field", path, "Wijk", *asked).status == 0
    number = str(listed(coopadmin, path)["members"][0]["number"])
    who = listed(coopadmin, path)["members"][0]["name"]
    assert coopadmin("members", "fill", path, number, "Wijk=Zuid").status == 0
    for name, where in (("Zuid", "own=wijk=zuid"), ("Onbekend", "own=Wijk=")):
        assert coopadmin("members", "selection", path, name, "--where", where).status == 0
    assert json.loads(coopadmin("members", "selections", path, "--json").output)["selections"] == [
        {"name": "Onbekend", "criteria": {"own": [["Wijk", False]]}, "count": 1},
        {"name": "Zuid", "criteria": {"own": [["Wijk", "Zuid"]]}, "count": 1},
    ]
    shown = coopadmin("--language", "nl", "members", "selections", path).output
    assert "Wijk: niet ingevuld" in shown
    taken = listed(coopadmin, path, "--selection", "Zuid")
    assert [one["name"] for one in taken["members"]] == [who]
    for where in ("own=Schoen=43", "own=Wijk=Oost"):
        wrong = coopadmin("members", "selection", path, "Wrong", "--where", where)
        assert (wrong.status, wrong.output, len(wrong.complaints.splitlines())) == (1, "", 1)


def test_a_selection_by_command_says_what_it_cannot_do(path: Path, coopadmin: Run) -> None:
    for words in (["--where", "shoe=43"], ["--where", "kind=None of these"]):
        wrong = coopadmin("--language", "en", "members", "selection", path, "Wrong", *words)
        assert (wrong.status, wrong.output) == (1, "")
        assert len(wrong.complaints.splitlines()) == 1
    assert coopadmin("members", "selection", path, "Wrong").status == 2
    assert coopadmin("members", "list", path, "--selection", "x", "--all").status == 2
    assert json.loads(coopadmin("members", "selections", path, "--json").output) == {
        "selections": []
    }


@pytest.mark.parametrize("name", ["leden.xlsx", "uit.csv", "leden.pdf"])
def test_the_list_is_saved_as_a_file(
    path: Path, list_file: Path, coopadmin: Run, tmp_path: Path, name: str
) -> None:
    coopadmin("members", "import", path, list_file)
    target = tmp_path / name
    ran = coopadmin("--language", "en", "members", "list", path, "-o", target)
    assert (ran.status, ran.output.strip()) == (0, f"{target}: 1 line")
    if name == "leden.xlsx":
        sheet = openpyxl.load_workbook(target).active
        assert sheet is not None
        (row,) = sheet.iter_rows(min_row=2, values_only=True)
        assert row[1] == "Annie van den Berg"
        assert isinstance(row[0], int)
    refused = coopadmin("--language", "en", "members", "list", path, "-o", tmp_path / "leden.doc")
    assert refused.status == 1
    assert "Let its name end in .xlsx, .csv or .pdf." in refused.complaints
