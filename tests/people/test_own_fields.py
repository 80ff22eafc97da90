"""Own fields: defined, filled in, searched, merged; what does not fit is one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from coopadmin.desk.changing_fields import change_own_field
from coopadmin.desk.check_books import check_books
from coopadmin.desk.held import what_we_hold
from coopadmin.desk.history import find_done
from coopadmin.desk.member_history import history_of_person
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import merge_people
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import get_kind, list_members
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.model import Person
from coopadmin.people.own_fields import (
    get_own_field,
    list_own_fields,
    own_values,
    own_values_of,
    people_found,
    who_has,
)
from coopadmin.people.own_filling import (
    add_own_field,
    fill_own,
    remove_own_field,
)
from coopadmin.people.own_rules import (
    BOOKS,
    CHOICE,
    DATE,
    NUMBER,
    TEXT,
    YES_NO,
    NewOwnField,
    OwnFieldRow,
    read_own,
    shown_of_any_kind,
    shown_own,
    typed_own,
)
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson, NewPerson
from coopadmin.people.service import add_person, change_person
from coopadmin.store import Books
from coopadmin.words import say

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]
WHY = "To know whom to ask"
FIELDS = (
    NewOwnField("Skills", TEXT, why=WHY),
    NewOwnField("Keys", NUMBER, why=WHY),
    NewOwnField("Course on", DATE, why=WHY),
    NewOwnField("Quarter", CHOICE, ("North", "South"), why=WHY),
    NewOwnField("Helps at night", YES_NO, why=WHY, keep=BOOKS),
)


def said(books: Books, *call: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [say(problem) for problem in raised.value.problems]


@pytest.fixture
def numbers(books: Books) -> dict[str, int]:
    return {new.name: books.do(add_own_field, new) for new in FIELDS}


@pytest.fixture
def jan(books: Books) -> int:
    return books.do(add_person, NewPerson(call_name="Jan", surname="Berg"))


def test_a_field_is_added_changed_and_ordered_and_all_of_it_can_be_undone(
    books: Books, undone: Undone
) -> None:
    first = undone(lambda: books.do(add_own_field, FIELDS[0]))
    second = books.do(add_own_field, FIELDS[3])
    undone(lambda: books.do(change_own_field, first, replace(FIELDS[0], name=" Can  do ")))
    moved = replace(FIELDS[0], name="Can do")
    undone(lambda: books.do(change_own_field, first, moved, 2))
    rows = books.ask(list_own_fields)
    assert [(row.name, row.number) for row in rows] == [("Quarter", second), ("Can do", first)]
    assert rows[0].choices == ("North", "South")
    books.do(change_own_field, first, replace(FIELDS[0], in_use=False))
    assert [row.number for row in books.ask(list_own_fields, in_use=True)] == [second]
    undone(lambda: books.do(remove_own_field, second))
    assert [row.number for row in books.ask(list_own_fields)] == [first]


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (NewOwnField("", why=WHY), "Fill in what the field is called."),
        (NewOwnField("SKILLS", why=WHY), "There is a field “SKILLS” already."),
        (NewOwnField("x" * 61, why=WHY), "longer than 60"),
        (NewOwnField("BSN-nummer", why=WHY), "may not be kept here"),
        (NewOwnField("Boat", "ship", why=WHY), "“ship” is not known here."),
        (NewOwnField("Boat", CHOICE, ("One", " "), why=WHY), "two choices or more"),
        (NewOwnField("Boat", CHOICE, ("One", "one"), why=WHY), "in the list twice"),
        (NewOwnField("Boat", CHOICE, ("a", "111222333"), why=WHY), "citizen service number"),
        (NewOwnField("Boat"), "Fill in what it is kept for"),
    ],
)
def test_a_field_that_cannot_be_is_refused_in_one_sentence(
    books: Books, numbers: dict[str, int], new: NewOwnField, sentence: str
) -> None:
    (told,) = said(books, add_own_field, new)
    assert sentence in told
    assert len(books.ask(list_own_fields)) == len(FIELDS)


@pytest.mark.parametrize(
    ("name", "typed", "kept", "shown"),
    [
        ("Skills", "  bread   and cake ", "bread and cake", "bread and cake"),
        ("Keys", "1.234,50", "1234.5", "1234,5"),
        ("Keys", "−3", "-3", "-3"),
        ("Keys", "12.5", "12.5", "12,5"),
        ("Course on", "1-3-25", "2025-03-01", "1 Mar 2025"),
        ("Quarter", "south", "South", "South"),
        ("Helps at night", "Ja", "yes", "yes"),
        ("Helps at night", "n", "no", "no"),
        ("Skills", " ", "", ""),
    ],
)
def test_what_is_typed_is_kept_in_one_way(
    books: Books, numbers: dict[str, int], jan: int, name: str, typed: str, kept: str, shown: str
) -> None:
    field = books.ask(get_own_field, name)
    books.do(fill_own, jan, {field.number: typed})
    assert books.ask(own_values_of, jan).get(field.number, "") == kept
    assert shown_own(field.kind, kept) == shown
    assert read_own(field, kept, TODAY) == kept, "what is kept is read as it is"
    assert not check_books(books)


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("Keys", "many", "“Keys”: “many” is not a number. Type it as 12,5."),
        ("Quarter", "West", "“Quarter”: “West” is not in the list. Choose one of: North, South."),
        ("Course on", "30-2-2025", "“30-2-2025” is not a date."),
        ("Helps at night", "maybe", "“Helps at night”: “maybe” is neither yes nor no."),
        ("Skills", "111222333", "citizen service number"),
        ("Keys", "111222333", "citizen service number"),
        ("Skills", "x" * 301, "at most 300"),
    ],
)
def test_what_does_not_fit_is_refused_and_changes_nothing(
    books: Books, numbers: dict[str, int], jan: int, name: str, typed: str, sentence: str
) -> None:
    person = NewPerson(call_name="Johan", surname="Berg")
    (told,) = said(books, change_person, ChangedPerson(jan, person, {numbers[name]: typed}))
    assert sentence in told
    (told,) = said(books, fill_own, jan, {numbers[name]: typed})
    assert sentence in told
    assert books.ask(own_values_of, jan) == {}
    assert books.ask(get_person, jan).person.call_name == "Jan"


def test_all_that_is_wrong_is_said_at_once(books: Books, numbers: dict[str, int], jan: int) -> None:
    wrong = {numbers["Keys"]: "many", numbers["Quarter"]: "West", 7: "x"}
    assert len(said(books, fill_own, jan, wrong)) == 3


def test_filling_in_is_one_step_of_changing_a_person_and_of_admitting(
    books: Books, numbers: dict[str, int], jan: int, undone: Undone
) -> None:
    known = books.ask(get_person, jan).person
    own = {numbers["Skills"]: "bread", numbers["Helps at night"]: "yes"}
    undone(lambda: books.do(change_person, ChangedPerson(jan, replace(known, town="Beemd"), own)))
    assert books.ask(own_values_of, jan) == own
    undone(lambda: books.do(fill_own, jan, {numbers["Skills"]: ""}))
    assert books.ask(own_values_of, jan) == {numbers["Helps at night"]: "yes"}
    kind = books.ask(get_kind, "personal").id
    new = NewMember(kind, TODAY, NewPerson(surname="Vos"), own={numbers["Quarter"]: "north"})
    undone(lambda: books.do(admit_member, new))
    assert list(books.ask(own_values).values())[-1] == {numbers["Quarter"]: "North"}


def test_a_field_with_values_is_put_out_of_use_and_loses_nothing(
    books: Books, numbers: dict[str, int], jan: int
) -> None:
    quarter = numbers["Quarter"]
    books.do(fill_own, jan, {quarter: "South"})
    (told,) = said(books, remove_own_field, quarter)
    assert told == "“Quarter” is filled in already (1). Put it out of use instead."
    (told,) = said(books, change_own_field, quarter, replace(FIELDS[3], kind=TEXT))
    assert "stays what it is" in told
    fewer = replace(FIELDS[3], choices=("North", "West"))
    assert said(books, change_own_field, quarter, fewer) == [
        "“South” is chosen for somebody. Leave it in the list."
    ]
    books.do(change_own_field, quarter, replace(FIELDS[3], in_use=False))
    assert books.ask(own_values_of, jan) == {quarter: "South"}
    books.do(fill_own, jan, {quarter: ""})
    books.do(remove_own_field, quarter)


def test_who_has_what_is_asked_in_one_query(
    books: Books, numbers: dict[str, int], jan: int
) -> None:
    els = books.do(add_person, NewPerson(surname="Vos"))
    books.do(
        fill_own,
        jan,
        {numbers["Keys"]: "9", numbers["Course on"]: "2025-03-01", numbers["Quarter"]: "South"},
    )
    books.do(fill_own, els, {numbers["Keys"]: "10", numbers["Skills"]: "Bread and cake"})

    def having(name: str, **wanted: Any) -> set[int]:
        field = books.ask(get_own_field, name)
        return books.ask(lambda session: set(session.scalars(who_has(field, **wanted))))

    assert having("Keys") == {jan, els}
    assert having("Keys", least=Decimal(10)) == {els}, "as numbers, not as words"
    assert having("Keys", most=Decimal("9.5")) == {jan}
    assert having("Course on", least=date(2025, 1, 1), most=date(2025, 12, 31)) == {jan}
    assert having("Quarter", values=["South"]) == {jan}
    assert having("Skills", containing="CAKE") == {els}
    everybody = books.ask(lambda session: set(session.scalars(select(Person.id))))
    assert having("Skills", filled=False) == everybody - {els}


def test_what_stands_there_is_searched(books: Books, numbers: dict[str, int]) -> None:
    kind = books.ask(get_kind, "personal").id
    own = {numbers["Skills"]: "Accordeon spelen", numbers["Helps at night"]: "yes"}
    books.do(admit_member, NewMember(kind, TODAY, NewPerson(surname="Berg"), own=own))
    assert [row.name for row in books.ask(list_members, TODAY, text="accordeon")] == ["Berg"]
    assert len(books.ask(people_found, "accordeon")) == 1
    assert books.ask(list_members, TODAY, text="yes") == [], "such words would find everybody"
    person = books.ask(list_members, TODAY)[0].person_id
    books.do(fill_own, person, {numbers["Skills"]: ""})
    assert books.ask(list_members, TODAY, text="accordeon") == []


def test_merging_keeps_what_the_one_who_stays_has(
    books: Books, numbers: dict[str, int], jan: int, undone: Undone
) -> None:
    other = books.do(add_person, NewPerson(call_name="J.", surname="Berg"))
    books.do(fill_own, jan, {numbers["Quarter"]: "South"})
    books.do(fill_own, other, {numbers["Quarter"]: "North", numbers["Keys"]: "2"})
    undone(lambda: books.do(merge_people, MergedPeople(jan, other)))
    assert books.ask(own_values) == {jan: {numbers["Quarter"]: "South", numbers["Keys"]: "2"}}


def test_history_and_what_we_hold_tell_it_in_words(
    books: Books, numbers: dict[str, int], jan: int
) -> None:
    books.do(fill_own, jan, {numbers["Helps at night"]: "yes", numbers["Course on"]: "1-3-25"})
    done = books.ask(find_done)
    assert done is not None
    assert "filled in fields of Jan Berg" in done.sentence
    (_done, changed), *_rest = books.ask(history_of_person, jan)
    assert {row.name for row in changed} == {"Helps at night", "Course on"}
    held = books.ask(what_we_hold, jan, TODAY)
    part = next(part for part in held.parts if part.table == "own_value")
    cells = {cell.shown for row in part.rows for cell in row.cells}
    assert {"Helps at night", "yes", "Course on", "1 Mar 2025"} <= cells
    assert any(WHY in line for line in part.why)


def test_what_is_kept_as_long_as_the_books_stands_apart(
    books: Books, numbers: dict[str, int], jan: int, undone: Undone
) -> None:
    number = numbers["Skills"]
    books.do(fill_own, jan, {number: "bread"})
    undone(lambda: books.do(change_own_field, number, replace(FIELDS[0], keep=BOOKS)))
    assert books.ask(own_values_of, jan) == {number: "bread"}
    assert not check_books(books)


@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        (NUMBER, "12.5", Decimal("12.5")),
        (DATE, "2025-03-01", date(2025, 3, 1)),
        (YES_NO, "no", "no"),
        (CHOICE, "South", "South"),
        (TEXT, "", None),
    ],
)
def test_a_spreadsheet_gets_numbers_and_days(kind: str, value: str, typed: object) -> None:
    assert typed_own(kind, value) == typed
    assert shown_of_any_kind("2025-03-01") == "1 Mar 2025"


def test_a_field_is_found_by_name_or_number(books: Books, numbers: dict[str, int]) -> None:
    row: OwnFieldRow = books.ask(get_own_field, "quarter")
    assert books.ask(get_own_field, str(row.number)) == row
    with pytest.raises(Refused) as refused:
        books.ask(get_own_field, "Shoe size")
    assert "There are: Skills, Keys" in say(refused.value.problems[0])
