"""A program that works without rest until it is killed, and says what it has finished."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from coopadmin.migrations import open_books
from tests.store import deeds


def work(path: Path, for_long: bool) -> None:
    with open_books(path, who="restless", for_long=for_long) as books:
        for round_number in itertools.count():
            name = f"R{round_number}"
            books.do(deeds.add_many, [f"{name}-{number}" for number in range(40)])
            say(f"{name}-39")
            who = books.do(deeds.add, name)
            say(name)
            books.do(deeds.change, who, surname=f"{name}x")
            say(f"{name}x")
            books.keep_draft("screen", "key", name)
            if round_number % 3 == 0:
                books.do(deeds.add, f"{name}gone")
                books.undo()
            if round_number % 4 == 0:
                books.tidy()


def say(done: str) -> None:
    sys.stdout.write(done + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]), sys.argv[2] == "long")
