"""The main job by command line: from a member list to the printed annual report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import Ran
from tests.journeys.village import FIGURES, NAME, NEW, lay_out, main_job, summed_up


@pytest.fixture
def told(coopadmin: Callable[..., Ran]) -> Callable[..., Any]:
    """Run a command that must succeed and give its JSON."""

    def run(*arguments: object) -> Any:
        ran = coopadmin(*arguments, "--json")
        assert ran.status == 0, ran.complaints
        return json.loads(ran.output)

    return run


def test_the_main_job_runs_by_command_line(told: Callable[..., Any], tmp_path: Path) -> None:
    file = main_job(told, tmp_path)
    figures = told("figures", file, "2026")
    assert summed_up(figures) == FIGURES
    assert told("check", file) == {"problems": []}
    report = tmp_path / "jaarverslag.pdf"
    told("report", "annual", file, "2026", "-o", report)
    text = subprocess.run(
        ["pdftotext", "-layout", str(report), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert NAME.split()[0] in text
    assert "ALV-2026-01" in text
    assert "De contributie 2027 wordt € 22,50." in " ".join(text.split())
    assert (
        "Helvetica"
        not in subprocess.run(
            ["pdffonts", str(report)], check=True, capture_output=True, text=True
        ).stdout
    )
    assert [path.name for path in tmp_path.glob("oostwold.coop*")] == ["oostwold.coop"]


def test_an_import_is_one_step_back(told: Callable[..., Any], tmp_path: Path) -> None:
    shoe_box = lay_out(tmp_path)
    file = tmp_path / "oostwold.coop"
    told("new", file, *NEW)
    told("members", "import", file, shoe_box["members"])
    assert len(told("members", "list", file)["members"]) == 6
    told("undo", file)
    assert told("members", "list", file)["members"] == []
    assert told("check", file) == {"problems": []}


def test_what_is_refused_leaves_with_one_and_reasons_and_changes_nothing(
    coopadmin: Callable[..., Ran], told: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "oostwold.coop"
    told("new", file, *NEW)
    before = file.read_bytes()
    for arguments in (
        ("contributions", "run", file, "2026"),
        ("figures", file, "26"),
        ("undo", file),
        ("members", "import", file, file),
        ("new", file, *NEW),
        ("new", tmp_path / "x.coop", "--name", "Zonder uitgang", *NEW[2:]),
        ("restore", tmp_path / "weg.coop", tmp_path / "y.coop"),
    ):
        ran = coopadmin(*arguments)
        assert ran.status == 1, arguments
        assert ran.complaints.strip(), arguments
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"oostwold.coop"}


def test_wrong_usage_leaves_with_two(coopadmin: Callable[..., Ran], tmp_path: Path) -> None:
    for arguments in (("fly",), ("members", "list"), ("contributions", "tariff", "a", "b", "x")):
        assert coopadmin(*arguments).status == 2


def test_a_backup_is_restored_beside_the_original(
    told: Callable[..., Any], coopadmin: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "oostwold.coop"
    told("new", file, *NEW)
    made = Path(told("backup", file)["backup"])
    assert coopadmin("restore", made, file).status == 1
    told("restore", made, tmp_path / "terug.coop")
    assert told("check", tmp_path / "terug.coop") == {"problems": []}
