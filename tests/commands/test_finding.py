"""Finding on the command line gives the rows that the window shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.migrations import open_books
from tests.contributions.making import Member, make
from tests.fixtures import WHO, Ran, clock


def test_what_is_found_is_told_in_lines_and_as_json(
    path: Path, coopadmin: Callable[..., Ran]
) -> None:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        make(books, Member(14, "Bea Busman"), Member(15, "Ans Busstra"))
        books.do(add_activity, NewActivity("Busdienst", aim="Vervoer"))
    found = coopadmin("--language", "en", "find", path, "bus")
    assert (found.status, found.complaints) == (0, "")
    assert [line.split("  ")[0] for line in found.output.splitlines()] == [
        "Kind",
        "Person",
        "Person",
        "Activity",
    ]
    rows = json.loads(coopadmin("--language", "en", "find", path, "bus", "--json").output)["found"]
    assert rows[0] == {"kind": "person", "title": "Bea Busman", "note": "Member 0014"}
    assert [row["kind"] for row in rows] == ["person", "person", "activity"]
    one = coopadmin("--language", "en", "find", path, "bus", "--limit", 1, "--json").output
    assert [row["kind"] for row in json.loads(one)["found"]] == ["person", "activity"]


def test_texts_of_letters_are_found_in_the_language_spoken(
    path: Path, coopadmin: Callable[..., Ran]
) -> None:
    english = coopadmin("--language", "en", "find", path, "convocation").output
    assert "Text of a letter" in english
    assert "Convocation of the general meeting" in english
    dutch = coopadmin("--language", "nl", "find", path, "oproeping").output
    assert "Tekst van een brief" in dutch


def test_nothing_found_is_said(path: Path, coopadmin: Callable[..., Ran]) -> None:
    found = coopadmin("--language", "en", "find", path, "xyzzy")
    assert (found.status, found.output.splitlines()) == (
        0,
        ["Nothing found. Type fewer words, or only a part of one."],
    )
