"""The invented cooperative, open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopadmin.migrations import open_books
from coopadmin.store import Books
from tests.fixtures import WHO, clock
from tests.golden.beemdervelde import village


@pytest.fixture
def books(tmp_path: Path, _founded: Path) -> Iterator[Books]:
    """The filled cooperative, of this test alone."""
    path = village(_founded, tmp_path / "village.coop")
    with open_books(path, who=WHO, origin="test", clock=clock) as opened:
        yield opened
