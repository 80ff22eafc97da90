"""The plug is pulled: what had reported success is there, and the file is sound."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from coopadmin.desk.check_books import check_books
from coopadmin.migrations import new_books, open_books
from tests.fixtures import WHO
from tests.store.test_books import surnames

PROJECT = Path(__file__).parents[2]


def killed_at(path: Path, seconds: float, way: str) -> list[str]:
    """Let the program work, kill it so long after its first success; gives what it had said."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.restless", str(path), way],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(seconds)
        process.kill()
        said += process.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


def nothing_is_lost(tmp_path: Path, times: int, seed: int) -> None:
    moments = random.Random(seed)
    for attempt in range(times):
        path = tmp_path / f"{attempt}.coop"
        new_books(path, who=WHO).close()
        said = killed_at(path, moments.uniform(0, 0.4), ("long", "short")[attempt % 2])
        with open_books(path, who=WHO, read_only=True) as looking:
            assert check_books(looking) == []
        with open_books(path, who=WHO) as books:
            assert check_books(books) == []
            there = set(surnames(books))
            # A name may have been changed since it was reported, never lost.
            assert {name for name in said if not {name, f"{name}x"} & there} == set()
            assert sum(name.endswith("gone") for name in there) <= 1
        assert {each.name for each in tmp_path.glob(f"{attempt}.coop*")} == {f"{attempt}.coop"}


def test_nothing_reported_is_lost_when_the_program_is_killed(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    nothing_is_lost(tmp_path, 10, seed=1)
    record_property("faults: kills that lost nothing", 10)


@pytest.mark.torture
def test_nothing_reported_is_lost_in_two_hundred_kills(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    nothing_is_lost(tmp_path, 200, seed=2)
    record_property("faults: kills that lost nothing", 200)
