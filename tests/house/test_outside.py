"""The outside of the house: the lock, the licences, and what the set-up files may not name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from coopadmin import __version__
from tests.house.sources import ROOT, SETUP_FILES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
DEVELOPMENT: list[str] = PROJECT["dependency-groups"]["dev"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(
    r"^([A-Za-z0-9._-]+)==(\S+)((?: ;[^\\\n]*)?) \\\n((?: +--hash=\S+(?: \\)?\n)+)", re.MULTILINE
)
PLATFORMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}


def locked() -> dict[str, str]:
    return {canonicalize_name(pin[1]): pin[2] for pin in PINNED.finditer(LOCK)}


def needed(lines: list[str]) -> set[str]:
    """All packages that requirements bring along, on any of the platforms."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        found.add(name)
        for extra in {"", *wanted.extras}:
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting.extend(_brought_by(name, extra))
    return found


def _brought_by(name: str, extra: str) -> Iterator[Requirement]:
    try:
        lines = requires(name) or []
    except PackageNotFoundError:  # only on another platform
        return
    for line in lines:
        wanted = Requirement(line)
        if wanted.marker is None:
            if not extra:
                yield wanted
        elif any(
            wanted.marker.evaluate(
                {"sys_platform": platform, "platform_system": system, "extra": extra}
            )
            for platform, system in PLATFORMS.items()
        ):
            yield wanted


def test_the_lock_is_made_of_pins_with_hashes_and_nothing_else() -> None:
    rest = [line for line in PINNED.sub("", LOCK).splitlines() if not line.startswith("#")]
    assert "".join(rest).strip() == ""
    assert len(locked()) > 40


@pytest.mark.parametrize("line", RUNTIME + DEVELOPMENT)
def test_the_lock_holds_what_the_project_asks_for(line: str) -> None:
    wanted = Requirement(line)
    assert wanted.specifier.contains(locked()[canonicalize_name(wanted.name)]), "run `make lock`"


def test_the_lock_holds_nothing_that_nobody_needs() -> None:
    assert set(locked()) <= needed(RUNTIME + DEVELOPMENT), "run `make lock`"


@pytest.mark.parametrize("name", SETUP_FILES)
def test_no_address_stands_in_a_set_up_file(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"://|\bfile:|--index-url|--find-links|--extra-index", text)
    assert not re.search(r"\b[\w-]+\.(?:org|com|io|net|eu|nl|dev)\b", text)


@pytest.mark.parametrize("name", SETUP_FILES)
def test_no_place_of_one_machine_stands_in_a_set_up_file(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(?:root|home|tmp|work|opt|Users)/", text)


def test_the_licence_is_named_where_people_and_programs_look_for_it() -> None:
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert PROJECT["project"]["license-files"] == ["LICENCE"]
    assert "SPDX-License-Identifier: EUPL-1.2" in (ROOT / "README.md").read_text(encoding="utf-8")
    licence = (ROOT / "LICENCE").read_text(encoding="utf-8")
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = re.findall(r"^(\d+)\.", licence, re.MULTILINE)
    assert articles == [str(number) for number in range(1, 16)]


def test_every_package_of_the_program_stands_in_the_list_of_licences() -> None:
    page = (ROOT / "resources" / "licences" / "README.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| ([a-z0-9-]+) \| [A-Z]\S*", page, re.MULTILINE)) - {"package"}
    assert listed == needed(RUNTIME)


def test_every_font_and_icon_comes_with_its_licence() -> None:
    folder = ROOT / "resources" / "licences"
    said = (folder / "fonts-and-icons.txt").read_text(encoding="utf-8")
    families = {
        re.sub(r"(?<=[a-z])(?=[A-Z])", " ", font.stem.partition("-")[0])
        for font in (ROOT / "resources" / "fonts").glob("*.ttf")
    }
    assert families
    assert {family for family in families if family not in said} == set()
    for mark, text in (("-OFL", "SIL Open Font License"), ("-MIT", "MIT License")):
        for file in folder.glob(f"*{mark}.txt"):
            assert text in file.read_text(encoding="utf-8")


def test_the_version_is_said_once() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", __version__)
