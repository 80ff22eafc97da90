"""The set-up script on Debian and Ubuntu, with stand-ins for the package programs of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house.sources import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the set-up script is a shell script")

PRESENT = """libgl1 libegl1 libglib2.0-0t64 libdbus-1-3 libfontconfig1 libxkbcommon0
libgssapi-krb5-2 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0
libwayland-cursor0 libcups2t64""".split()


@dataclass(frozen=True)
class Clone:
    """A clone that lacks only system packages, on a system that notes what it is asked."""

    folder: Path

    def system(self, *, installed: list[str], root: bool, network: bool = True) -> None:
        lines = "".join(f"echo '{package} install ok installed'\n" for package in installed)
        self._command("dpkg-query", f"{lines}echo 'libxcb-cursor0 deinstall ok config-files'\n")
        self._command("id", f"echo {0 if root else 1000}\n")
        self._command("sudo", "exit 1\n")
        noted = self.folder / "asked"
        self._command("apt-get", f'echo "$@" >>{noted}\nexit {0 if network else 100}\n')

    def _command(self, name: str, body: str) -> None:
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{body}", encoding="utf-8")
        path.chmod(0o755)

    def set_up(self, *needs: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.folder / "installer" / "setup", *needs],
            env={**os.environ, "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self) -> list[str]:
        noted = self.folder / "asked"
        return noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(tmp_path)
    shutil.copytree(ROOT / "installer", tmp_path / "installer")
    lock = ROOT / "requirements.lock"
    shutil.copy(lock, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    shutil.copy(lock, tmp_path / ".venv")
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return made


def test_a_user_without_rights_gets_one_line_to_type(clone: Clone) -> None:
    clone.system(installed=PRESENT, root=False)
    ran = clone.set_up("window")
    assert (
        "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libxcb-cursor0'"
    ) in ran.stderr
    assert clone.asked() == []
    assert ran.returncode == 0, ran.stderr


def test_root_gets_exactly_what_is_missing(clone: Clone) -> None:
    clone.system(installed=PRESENT, root=True)
    ran = clone.set_up("window", "tests")
    assert clone.asked() == [
        "-q update",
        "-q install -y --no-install-recommends libxcb-cursor0 poppler-utils",
    ]
    assert ran.returncode == 0, ran.stderr


def test_without_a_network_the_line_to_type_is_given_and_the_set_up_goes_on(clone: Clone) -> None:
    clone.system(installed=PRESENT, root=True, network=False)
    ran = clone.set_up("window")
    assert "apt-get install -y --no-install-recommends libxcb-cursor0'" in ran.stderr
    assert ran.returncode == 0, ran.stderr


def test_nothing_is_said_or_done_where_all_is_there(clone: Clone) -> None:
    clone.system(installed=[*PRESENT, "libxcb-cursor0"], root=True)
    ran = clone.set_up("window")
    assert (ran.returncode, ran.stdout, ran.stderr, clone.asked()) == (0, "", "", [])


def test_a_need_that_does_not_exist_is_a_usage_error(clone: Clone) -> None:
    clone.system(installed=PRESENT, root=False)
    assert clone.set_up("everything").returncode == 2
