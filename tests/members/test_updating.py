"""A list that is read again: what is chosen per line and field, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coopadmin.formats.headings import propose_mapping
from coopadmin.members.importing import WHOLE_LINE
from coopadmin.members.queries import list_members
from coopadmin.members.reading import import_members, plan_import, with_memory
from coopadmin.people.queries import find_people, get_person
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from tests.members.lists import Lists, outcomes

HEAD = "Lidnr;Voornaam;Achternaam;Straat;Huisnr;Telefoon;E-mail"
KNOWN = "7;Geertje;Bergsma;Oude Vaart;9;0343-123456;geertje@x.nl"
NEWER = "7;Geertje;Bergsma;Nieuwe Vaart;2;0343-654321;"


@pytest.fixture
def lists(books: Books, tmp_path: Path) -> Lists:
    made = Lists(tmp_path, books)
    made.read(HEAD, KNOWN)
    return made


def geertje(books: Books) -> NewPerson:
    (row,) = books.ask(find_people, "bergsma")
    return books.ask(get_person, row.id).person


def test_a_field_stays_as_it_is_known_with_what_belongs_to_it(
    books: Books, lists: Lists, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    wanted = replace(lists.wanted(HEAD, NEWER), left=frozenset({(2, "street")}))
    plan = undone(lambda: books.do(import_members, wanted))
    assert plan.lines[0].changes == ("phone",)
    taken = {one.field: one.taken for one in plan.lines[0].values}
    assert taken == {"street": False, "house_number": False, "phone": True}
    person = geertje(books)
    assert (person.street, person.house_number, person.phone) == ("Oude Vaart", 9, "+31343654321")


def test_a_line_with_nothing_taken_and_a_line_left_out_write_nothing(
    books: Books, lists: Lists
) -> None:
    new = "8;Kees;Mol;;;;"
    every = frozenset({(2, "street"), (2, "phone"), (3, WHOLE_LINE)})
    plan = books.do(
        import_members, replace(lists.wanted(HEAD, NEWER, new, "9;An;Vos;;;;"), left=every)
    )
    assert outcomes(plan) == ["unchanged", "skipped left_out", "added"]
    assert [line.would for line in plan.lines] == ["changed", "added", ""]
    assert [row.number for row in books.ask(list_members)] == [7, 9]


def test_only_new_members_are_read_when_that_is_asked(books: Books, lists: Lists) -> None:
    wanted = replace(lists.wanted(HEAD, NEWER, ";Kees;Mol;;;;"), update=False)
    plan = books.do(import_members, wanted)
    assert outcomes(plan) == ["unchanged", "added"]
    assert geertje(books).street == "Oude Vaart"


def test_an_empty_cell_empties_only_when_asked_and_never_a_name(books: Books, lists: Lists) -> None:
    empty = "7;;Bergsma;;;;"
    assert outcomes(lists.plan(HEAD, empty)) == ["unchanged"]
    plan = books.do(import_members, replace(lists.wanted(HEAD, empty), emptying=True))
    assert set(plan.lines[0].changes) == {"call_name", "street", "house_number", "phone", "email"}
    assert (geertje(books).surname, geertje(books).email) == ("Bergsma", "")


def test_the_columns_are_read_as_last_time_also_after_undo(books: Books, lists: Lists) -> None:
    head, line = "Lidnr;Achternaam;Bijnaam", "7;Bergsma;Geer"
    lists.read(head, line, choices={"Bijnaam": "call_name"})
    books.undo()
    fresh = lists.wanted(head, line)
    assert "call_name" not in fresh.mapping.fields
    again = books.ask(with_memory, fresh.sheet, propose_mapping(fresh.sheet))
    assert again.fields["call_name"].heading == "Bijnaam"
    plan = books.ask(plan_import, replace(fresh, mapping=again), books.today())
    assert plan.lines[0].changes == ("call_name",)
    other = lists.wanted("Lidnr;Achternaam;Roep", line)
    assert books.ask(with_memory, other.sheet, propose_mapping(other.sheet)).chosen == ()
