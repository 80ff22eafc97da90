"""Selections by own fields: whom they take, how they are kept, and what they cannot ask."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from coopadmin.desk.changing_fields import change_own_field, change_purpose
from coopadmin.desk.selected import memberships_of_selection, people_of_selection
from coopadmin.desk.selecting import save_selection
from coopadmin.kernel.problem import Refused
from coopadmin.members.model import SavedSelection
from coopadmin.members.selection_rules import Selection, as_plain, from_plain, from_words
from coopadmin.members.selection_words import in_words, parts_of, without
from coopadmin.members.selections import get_selection
from coopadmin.people.consenting import add_purpose
from coopadmin.people.own_filling import add_own_field, fill_own, remove_own_field
from coopadmin.people.own_rules import CHOICE, DATE, NUMBER, TEXT, YES_NO, NewOwnField
from coopadmin.store import Books
from coopadmin.words import say
from tests.meetings.village import VILLAGERS, admit

TODAY = date(2026, 3, 3)
WHY = "To know whom to ask"
KEYS = NewOwnField("Keys", NUMBER, why=WHY)
FIELDS = (
    KEYS,
    NewOwnField("Skills", TEXT, why=WHY),
    NewOwnField("Course on", DATE, why=WHY),
    NewOwnField("Quarter", CHOICE, ("North", "South"), why=WHY),
    NewOwnField("Helps at night", YES_NO, why=WHY),
)


@pytest.fixture
def numbers(books: Books) -> dict[str, int]:
    """Annie and Lies live in the South, Anneke in the North; what else they have differs."""
    found = {new.name: books.do(add_own_field, new) for new in FIELDS}
    for who, values in zip(
        admit(books, VILLAGERS),
        (
            {"Quarter": "South", "Helps at night": "yes", "Keys": "9"},
            {"Quarter": "South", "Helps at night": "no", "Skills": "Cake"},
            {"Quarter": "North", "Course on": "2025-03-01", "Keys": "1,5"},
        ),
        strict=False,
    ):
        books.do(fill_own, who, {found[name]: value for name, value in values.items()})
    return found


def taken(books: Books, *own: tuple[str, str | bool], **more: Any) -> list[str]:
    selection = Selection(own=own, **more)
    rows = books.ask(people_of_selection, selection, TODAY)
    assert len(books.ask(memberships_of_selection, selection, TODAY)) == len(rows)
    return sorted(row.name.split()[0] for row in rows)


def wrong(books: Books, *own: tuple[str, str | bool]) -> list[str]:
    with pytest.raises(Refused) as asked:
        books.ask(people_of_selection, Selection(own=own), TODAY)
    with pytest.raises(Refused) as saved:
        books.do(save_selection, "Wrong", Selection(own=own))
    said = [say(problem) for problem in asked.value.problems]
    assert said == [say(problem) for problem in saved.value.problems]
    return said


@pytest.mark.usefixtures("numbers")
def test_what_stands_in_an_own_field_selects(books: Books) -> None:
    assert taken(books, ("Quarter", "South")) == ["Annie", "Lies"]
    assert taken(books, ("Quarter", "South"), ("Quarter", "North")) == ["Anneke", "Annie", "Lies"]
    assert taken(books, ("Quarter", "South"), ("Keys", True)) == ["Annie"], "each field must hold"
    assert taken(books, ("Helps at night", "yes")) == ["Annie"]
    assert taken(books, ("Helps at night", "no")) == ["Lies"], "who was not asked said no no"
    assert taken(books, ("Quarter", "South"), ("Skills", False)) == ["Annie"]
    assert taken(books, ("Keys", "1.5")) == ["Anneke"]
    assert taken(books, ("Course on", "2025-03-01")) == ["Anneke"]
    assert taken(books, ("Skills", "Cake"), email=True) == []
    everybody = taken(books)
    nowhere = taken(books, ("Quarter", False))
    assert sorted([*nowhere, "Anneke", "Annie", "Lies"]) == everybody


@pytest.mark.usefixtures("numbers")
def test_own_fields_are_asked_in_the_statement_of_all_others(books: Books) -> None:
    def statements(selection: Selection) -> int:
        asked: list[str] = []

        def ask(session: Session) -> None:
            event.listen(
                session.connection(), "before_cursor_execute", lambda *args: asked.append(args[2])
            )
            people_of_selection(session, selection, TODAY)

        books.ask(ask)
        return len(asked)

    one = statements(Selection(own=(("Quarter", "South"),)))
    more = Selection(own=(("Quarter", "South"), ("Keys", True), ("Skills", False)))
    assert statements(more) == one > 0


@pytest.mark.usefixtures("numbers")
def test_what_a_field_does_not_know_is_one_sentence(books: Books) -> None:
    (said,) = wrong(books, ("Shoe", "43"))
    assert said.startswith("There is no “Shoe” to select by. There are: Keys, Skills")
    for name, value, about in (
        ("Quarter", "East", "“East” is not in the list"),
        ("Helps at night", "perhaps", "neither yes nor no"),
        ("Keys", "many", "is not a number"),
        ("Course on", "31-31", "is not a date"),
    ):
        (said,) = wrong(books, (name, value))
        assert about in said
    for plain in ({"own": ["Keys"]}, {"own": [["Keys", 9]]}, {"own": [["Keys"]]}, {"own": 9}):
        with pytest.raises(Refused) as raised:
            from_plain(plain)
        assert [each.code for each in raised.value.problems] == ["selection.value"]


def test_it_is_kept_as_the_field_keeps_it_and_follows_another_name(
    books: Books, numbers: dict[str, int]
) -> None:
    typed = from_words(["own=quarter=south", "own=Keys=1,50", "own=Skills", "own=Course on="])
    books.do(save_selection, "Own", typed)
    kept = books.ask(get_selection, "Own").selection
    assert kept.own == (
        ("Quarter", "South"),
        ("Keys", "1.5"),
        ("Skills", True),
        ("Course on", False),
    )
    assert from_plain(json.loads(json.dumps(as_plain(kept)))) == kept == from_plain(as_plain(kept))
    books.do(change_own_field, numbers["Keys"], replace(KEYS, name="Bunch"))
    renamed = books.ask(get_selection, "Own").selection
    assert renamed == Selection(own=(kept.own[0], ("Bunch", "1.5"), *kept.own[2:]))
    books.undo()
    assert books.ask(get_selection, "Own").selection == kept
    before = books.ask(lambda session: session.scalar(select(SavedSelection.criteria)))
    books.do(change_own_field, numbers["Keys"], replace(KEYS, why="For the hall"))
    assert books.ask(lambda session: session.scalar(select(SavedSelection.criteria))) == before


def test_a_field_that_is_gone_is_told(books: Books) -> None:
    number = books.do(add_own_field, KEYS)
    books.do(save_selection, "Keys", Selection(own=(("Keys", True),)))
    books.do(remove_own_field, number)
    (said,) = wrong(books, ("Keys", True))
    assert said == "There is no “Keys” to select by. There are: –."


def test_each_field_is_one_part_in_words() -> None:
    whole = Selection(
        own=(
            ("Quarter", "South"),
            ("Course on", "2025-03-01"),
            ("Quarter", False),
            ("Helps at night", "yes"),
            ("Skills", True),
        )
    )
    assert in_words(whole) == (
        "Quarter: South or not filled in · Course on: 1 Mar 2025 · Helps at night: yes"
        " · Skills: filled in"
    )
    first = next(iter(parts_of(whole)))
    assert without(whole, first).own == (whole.own[1], *whole.own[3:])


def test_a_purpose_that_gets_another_name_stays_selected(books: Books) -> None:
    number = books.do(add_purpose, "Christmas parcel")
    books.do(save_selection, "Parcels", Selection(consent=("Christmas parcel", "newsletter")))
    books.do(change_purpose, number, "New year parcel", "", True)
    assert books.ask(get_selection, "Parcels").selection == Selection(
        consent=("New year parcel", "newsletter")
    )
    books.undo()
    assert books.ask(get_selection, "Parcels").selection.consent[0] == "Christmas parcel"
