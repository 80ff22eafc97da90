"""Files of every released version open for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopadmin.annual.queries import facts_of_year
from coopadmin.cooperative.queries import list_book_years
from coopadmin.desk.check_books import check_books
from coopadmin.migrations import open_books
from coopadmin.store.history import list_history

SAMPLES = sorted((Path(__file__).parents[1] / "files").glob("*.coop"))


def test_there_is_a_sample_of_every_version() -> None:
    assert SAMPLES


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_file_of_an_earlier_version_opens_and_is_sound(sample: Path, tmp_path: Path) -> None:
    path = tmp_path / sample.name
    path.write_bytes(sample.read_bytes())
    with open_books(path, who="Fenna") as books:
        assert check_books(books) == []
        assert books.ask(list_history)
        for year in books.ask(list_book_years, books.ask(list_history)[0].time.date()):
            books.ask(facts_of_year, year.label)
