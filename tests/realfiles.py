"""Files that other people made, kept outside the project; tests over them skip without them."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

VARIABLE = "COOPADMIN_REAL_FILES"
FOLDER = Path(os.environ.get(VARIABLE) or Path(__file__).parents[2] / "shared" / "data")


def real_file(name: str) -> Path:
    """The file `members/hitobito_list.csv` and its like; skips the test where it is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"no {name}: set {VARIABLE} to the folder with real files")
    return path


def real_files(pattern: str) -> list[Path]:
    """All files that match, for parametrising; none where the folder is absent."""
    return sorted(FOLDER.glob(pattern))


def expected(folder: str) -> dict[str, Any]:
    """What a correct program gets out of the files of a folder."""
    found: dict[str, Any] = json.loads(real_file(f"{folder}/expected.json").read_text("utf-8"))
    return found
