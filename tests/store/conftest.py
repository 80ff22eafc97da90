"""A file without a cooperative: the store is tested by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopadmin.migrations import new_books
from coopadmin.store import Books
from tests.fixtures import WHO, clock


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Books]:
    with new_books(tmp_path / "bare.coop", who=WHO, origin="test", clock=clock) as books:
        yield books
