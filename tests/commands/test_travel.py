"""The command line hands a file over, takes it back, and tells two copies apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coopadmin.store.computer import HOME_VARIABLE
from tests.fixtures import Ran

Run = Callable[..., Ran]
ENGLISH = ("--language", "en")


def test_a_file_goes_to_another_computer_and_comes_back(
    coopadmin: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ran = coopadmin("handover", path, "--to", "Wim Terpstra", "-o", stick, "--json")
    assert json.loads(ran.output) == {"to": "Wim Terpstra", "copy": str(stick / path.name)}
    refused = coopadmin(*ENGLISH, "activities", "add", path, "Eetpunt")
    assert refused.status == 1
    assert "handed over to Wim Terpstra" in refused.complaints
    assert "coopadmin takeback" in refused.complaints
    with monkeypatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tmp_path / "wim"))
        assert (
            coopadmin(
                "--as", "Wim Terpstra", "activities", "add", stick / path.name, "Eetpunt"
            ).status
            == 0
        )
    ran = coopadmin(*ENGLISH, "compare", path, stick / path.name, "--json")
    found = json.loads(ran.output)
    assert found["standing"] == "older"
    assert found["only_in_file"] == []
    assert [row["what"] for row in found["only_in_other"]] == ["Wim added activity Eetpunt"]
    assert json.loads(coopadmin("takeback", stick / path.name, "--json").output) == {
        "taken_back_from": "Wim Terpstra"
    }
    assert coopadmin("activities", "add", stick / path.name, "Vervoer").status == 0
    again = coopadmin(*ENGLISH, "takeback", stick / path.name)
    assert again.status == 1
    assert "not handed over from this computer" in again.complaints


def test_an_older_copy_is_gone_on_with_only_for_a_reason(
    coopadmin: Run, path: Path, tmp_path: Path
) -> None:
    old = tmp_path / "oud.coop"
    shutil.copyfile(path, old)
    coopadmin("activities", "add", path, "Eetpunt")
    refused = coopadmin(*ENGLISH, "activities", "add", old, "Vervoer")
    assert refused.status == 1
    assert "This copy goes to 3 March 2026" in refused.complaints
    assert coopadmin("continue", old, "--reason", "Laptop stuk").status == 0
    assert coopadmin("activities", "add", old, "Vervoer").status == 0
    said = coopadmin(*ENGLISH, "compare", old, path).output
    assert "Work went on in both." in said
    assert "2 changes only in oud.coop:" in said
    assert "went on with this copy: Laptop stuk" in said
    assert "1 change only in beemdervelde.coop:" in said


def test_backups_are_listed_with_what_is_in_them(
    coopadmin: Run, path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    refused = coopadmin(*ENGLISH, "backup", path, "--second", stick)
    assert refused.status == 1
    assert "Put in the stick" in refused.complaints
    stick.mkdir()
    coopadmin("backup", path)
    coopadmin("members", "add", path, "Annie van den Berg")
    made = json.loads(coopadmin("backup", path, "--second", stick, "--json").output)["backup"]
    (here,) = json.loads(coopadmin("backups", path, "--json").output)["backups"]
    assert (here["members"], here["changes"]) == (0, 1)
    (there,) = json.loads(coopadmin("backups", path, "--folder", stick, "--json").output)["backups"]
    assert (there["path"], there["members"], there["changes"]) == (made, 1, 2)
    assert there["size"] == Path(made).stat().st_size
