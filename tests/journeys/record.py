"""What the walks are kept in: a table of keys, and the pictures of each walk on one sheet."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.pictures.sheets import lay_out

TARGET = Path(__file__).parents[2] / "build" / "journeys"


@dataclass
class Step:
    """What was done, with how many keys, of which typed letters, and what was then seen."""

    words: str
    keys: int
    letters: int
    picture: Path | None = None


@dataclass
class Counted:
    """The keys of a task: `keys` are all of them, `letters` those that are typed text."""

    keys: int = 0
    letters: int = 0
    steps: list[Step] = field(default_factory=list)


class Record:
    """Keeps the walks of one run; a plugin of pytest, so that the tests find it."""

    def __init__(self) -> None:
        self.walks: dict[str, Counted] = {}
        shutil.rmtree(TARGET, ignore_errors=True)

    def folder(self, task: str) -> Path:
        """Where the pictures of this task go."""
        folder = TARGET / task.replace(" ", "-")
        folder.mkdir(parents=True)
        return folder

    def keep(self, task: str, counted: Counted) -> None:
        """A task is done: its sheet of pictures is made."""
        self.walks[task] = counted
        pictures = [
            (f"{number}. {step.words} ({step.keys})", step.picture)
            for number, step in enumerate(counted.steps, 1)
            if step.picture is not None
        ]
        lay_out(TARGET / f"{task.replace(' ', '-')}.png", pictures)

    def table(self) -> str:
        """A line for each task: all keys, those that are letters typed, and those that are not."""
        head = f"{'task':<36}{'keys':>6}{'typed':>7}{'other':>7}"
        rows = [
            f"{task:<36}{found.keys:>6}{found.letters:>7}{found.keys - found.letters:>7}"
            for task, found in self.walks.items()
        ]
        return "\n".join([head, *rows, ""])

    def steps(self) -> str:
        """The steps of each task."""
        lines: list[str] = []
        for task, found in self.walks.items():
            lines += ["", task, *(f"{step.keys:>6}  {step.words}" for step in found.steps)]
        return "\n".join([*lines, ""])
