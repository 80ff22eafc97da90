"""The words of one table in history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class TableWords:
    """What one row of a table is called, and its columns; source texts."""

    row: str
    columns: Mapping[str, str]
