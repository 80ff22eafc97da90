"""The invented cooperative, open; and the facts of its year 2025, which are frozen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.queries import facts_of_year
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


@pytest.fixture(scope="session")
def facts(_founded: Path, tmp_path_factory: pytest.TempPathFactory) -> YearFacts:
    path = village(_founded, tmp_path_factory.mktemp("facts") / "village.coop")
    with open_books(path, who=WHO, origin="test", clock=clock, read_only=True) as opened:
        return opened.ask(facts_of_year, "2025")
