"""The register of processing: what the program says, what the board says, and the paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coopadmin.kernel.problem import Refused
from coopadmin.privacy.processings import MEMBERS
from coopadmin.privacy.queries import own_processings, own_texts
from coopadmin.privacy.rules import NewProcessing
from coopadmin.privacy.service import describe_processing, forget_processing, write_paragraph
from coopadmin.store import Books

Undone = Callable[[Callable[[], Any]], Any]
CAMERA = NewProcessing(
    "",
    "To keep thieves away",
    "The police, after a theft",
    "Camera at the shed",
    "Who passes the shed",
    "Pictures",
    "Legitimate interest",
    "Four weeks",
)


def refused(books: Books, *call: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [(problem.code, problem.field) for problem in raised.value.problems]


def test_the_board_says_more_of_a_processing_and_adds_its_own(books: Books, undone: Undone) -> None:
    own = NewProcessing(MEMBERS, "To know our members", "The baker")
    assert undone(lambda: books.do(describe_processing, own)) == MEMBERS
    key = undone(lambda: books.do(describe_processing, CAMERA))
    assert books.ask(own_processings) == {MEMBERS: own, key: replace(CAMERA, key=key)}
    changed = replace(CAMERA, key=key, kept="Two weeks")
    undone(lambda: books.do(describe_processing, changed))
    assert books.ask(own_processings)[key].kept == "Two weeks"
    undone(lambda: books.do(forget_processing, key))
    assert refused(books, describe_processing, changed) == [("processing.unknown", None)]
    assert refused(books, forget_processing, key) == [("processing.unknown", None)]
    books.do(forget_processing, MEMBERS)
    assert books.ask(own_processings) == {}


def test_an_own_processing_says_all_that_the_law_asks(books: Books) -> None:
    empty = NewProcessing("", " ")
    fields = ("name", "purpose", "people", "held", "ground", "kept")
    assert refused(books, describe_processing, empty) == [
        ("processing.empty", field) for field in fields
    ]
    long = replace(CAMERA, recipients="x" * 6001, name="x" * 121)
    assert refused(books, describe_processing, long) == [
        ("privacy.long", "recipients"),
        ("privacy.long", "name"),
    ]
    known = NewProcessing(MEMBERS, "")
    assert refused(books, describe_processing, known) == [("processing.empty", "purpose")]


def test_a_paragraph_is_written_per_language_and_emptied_again(
    books: Books, undone: Undone
) -> None:
    undone(lambda: books.do(write_paragraph, "terms", "nl", " Zeven jaar\r\n"))
    assert books.ask(own_texts, "nl") == {"terms": "Zeven jaar"}
    assert books.ask(own_texts, "en") == {}
    undone(lambda: books.do(write_paragraph, "terms", "nl", "Acht jaar"))
    undone(lambda: books.do(write_paragraph, "terms", "nl", " "))
    assert books.ask(own_texts, "nl") == {}
    assert refused(books, write_paragraph, "poem", "nl", "x" * 6001) == [
        ("privacy.text", "key"),
        ("privacy.long", "text"),
    ]
