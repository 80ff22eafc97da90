"""Eight tasks by keyboard alone, counted and kept as pictures in build/journeys: `make walk`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys.record import TARGET, Record


def main() -> int:
    record = Record()
    tests = Path(__file__).with_name("test_walk.py")
    status = pytest.main(["-q", "-p", "no:randomly", str(tests)], plugins=[record])
    (TARGET / "keystrokes.txt").write_text(record.table() + record.steps(), encoding="utf-8")
    sys.stdout.write(f"\n{record.table()}\nPictures in {TARGET}\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
