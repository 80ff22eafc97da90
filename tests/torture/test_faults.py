"""Power cuts, two programs at once, and clocks that go back: nothing reported is ever lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coopadmin.desk.check_books import check_books
from coopadmin.migrations import new_books, open_books
from coopadmin.store import Books
from coopadmin.store.computer import HOME_VARIABLE
from tests.fixtures import NOW, WHO
from tests.store import deeds
from tests.store.test_books import surnames
from tests.store.test_killed import PROJECT

Say = Callable[[str, object], None]

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="no way to stop a program")


def copied_at_random(path: Path, copies: int, seed: int, way: str) -> list[tuple[Path, set[str]]]:
    """Copies of the file and all that lies beside it, as a power cut would leave them.

    With each copy what the working program had reported by then. It stands still while it is
    copied, at whatever point of a commit it was.
    """
    moments, taken = random.Random(seed), []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.restless", str(path), way],
        stdout=subprocess.PIPE,
        cwd=PROJECT,
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        os.set_blocking(process.stdout.fileno(), False)
        for number in range(copies):
            time.sleep(moments.uniform(0, 0.02))
            process.send_signal(signal.SIGSTOP)
            folder = path.parent / f"{path.stem}-{number}"
            folder.mkdir()
            for each in path.parent.glob(f"{path.name}*"):
                shutil.copy(each, folder)
            said += process.stdout.read() or b""
            lines = said.decode().splitlines(keepends=True)
            taken.append((folder / path.name, {line.strip() for line in lines if "\n" in line}))
            process.send_signal(signal.SIGCONT)
        process.kill()
    return taken


def open_elsewhere(copy: Path, patch: pytest.MonkeyPatch) -> Books:
    """On another computer: this one may have seen the same file go on since."""
    patch.setenv(HOME_VARIABLE, str(copy.with_suffix(".computer")))
    return open_books(copy, who=WHO)


def every_copy_is_whole(folder: Path, copies: int, seed: int, say: Say) -> None:
    for way in ("long", "short"):
        path = folder / f"{way}.coop"
        new_books(path, who=WHO).close()
        within = 0
        for copy, said in copied_at_random(path, copies, seed, way):
            within += any(beside.stat().st_size for beside in copy.parent.glob("*-[jw]*l"))
            with pytest.MonkeyPatch.context() as patch, open_elsewhere(copy, patch) as books:
                assert check_books(books) == []
                there = set(surnames(books))
                assert {name for name in said if not {name, f"{name}x"} & there} == set()
            shutil.rmtree(copy.parent)
        assert within, "none was taken while there was a journal"
        say(f"faults: copies with a journal beside them ({way})", within)
        say("faults: copies at random moments, all whole", copies)


def test_a_copy_at_any_moment_is_whole_and_holds_what_was_reported(
    tmp_path: Path, record_property: Say
) -> None:
    every_copy_is_whole(tmp_path, 12, 1, record_property)


@pytest.mark.torture
def test_five_hundred_copies_are_whole_and_hold_what_was_reported(
    tmp_path: Path, record_property: Say
) -> None:
    every_copy_is_whole(tmp_path, 250, 2, record_property)


def clocks_disagree(path: Path, steps: int, say: Say) -> None:
    """Two programs have one file open, and the clock of each jumps about."""
    chance, now = random.Random(steps), [NOW]
    new_books(path, who=WHO).close()
    first = open_books(path, who="one", clock=lambda: now[0])
    second = open_books(path, who="two", clock=lambda: now[0], take_over=True)
    with first, second:
        for number in range(steps):
            now[0] = NOW + timedelta(days=chance.randint(-400, 400))
            books = chance.choice((first, second))
            books.do(deeds.add, f"P{number}")
            if number % 3 == 2:
                books.undo()
                assert f"P{number}" not in surnames(first)
            if number % 6 == 5:
                chance.choice((first, second)).redo()
                assert f"P{number}" in surnames(second)
        assert check_books(first) == check_books(second) == []
        wanted = {f"P{number}" for number in range(steps) if number % 3 != 2 or number % 6 == 5}
        assert set(surnames(first)) == wanted
    say("faults: operations of two programs with clocks that jump", steps)


def test_two_programs_and_a_clock_that_goes_back_keep_the_order(
    tmp_path: Path, record_property: Say
) -> None:
    clocks_disagree(tmp_path / "two.coop", 24, record_property)


@pytest.mark.torture
def test_two_programs_and_a_clock_that_goes_back_a_thousand_times(
    tmp_path: Path, record_property: Say
) -> None:
    clocks_disagree(tmp_path / "two.coop", 1200, record_property)
