"""Founding a file: what is ready when the name is typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coopadmin.cooperative.queries import get_statutes
from coopadmin.desk.founding import NewCooperative, found_cooperative
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import list_kinds
from coopadmin.migrations import new_books
from coopadmin.store import Books
from coopadmin.words import speaking

NEW = NewCooperative(
    "Dorpscoöperatie De Linde U.A.", "cooperatie-ua", "dorpscooperatie", founded_on=date(2019, 5, 1)
)


def test_a_new_file_speaks_the_language_of_its_founder(tmp_path: Path) -> None:
    with new_books(tmp_path / "linde.coop", who="Hanneke Brouwer") as books:
        with speaking("nl"):
            books.do(found_cooperative, NEW)
        assert [kind.name for kind in books.ask(list_kinds)] == [
            "Persoonlijk",
            "Huishouden",
            "Organisatie",
        ]
        assert books.ask(get_statutes, date(2026, 1, 1)).valid_from == date(2019, 5, 1)


def test_the_founding_of_a_file_is_not_taken_back(books: Books) -> None:
    with pytest.raises(Refused) as raised:
        books.undo()
    assert raised.value.problems[0].code == "undo.never"


def test_a_file_holds_one_cooperative(books: Books) -> None:
    with pytest.raises(Refused) as raised:
        books.do(found_cooperative, NEW)
    assert raised.value.problems[0].code == "cooperative.there"
