"""Own fields in a list that is read: known by their name, judged, compared, and written as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopadmin.desk.lists import save_members
from coopadmin.formats.headings import choose_columns
from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import Refused
from coopadmin.members.importing import ListImport
from coopadmin.members.plan import ImportPlan
from coopadmin.members.queries import list_members
from coopadmin.members.reading import import_members, plan_import
from coopadmin.members.trial import Reading, Wishes, open_list, try_list
from coopadmin.people.own_fields import own_values
from coopadmin.people.own_filling import add_own_field
from coopadmin.people.own_rules import CHOICE, NUMBER, NewOwnField
from coopadmin.store import Books
from coopadmin.words import say
from tests.fixtures import NOW

TODAY = NOW.date()
WHY = "To know"
Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def numbers(books: Books) -> dict[str, int]:
    fields = (
        NewOwnField("Buurt", CHOICE, ("Noord", "Zuid"), why=WHY),
        NewOwnField("Aantal sleutels", NUMBER, why=WHY),
    )
    return {new.name: books.do(add_own_field, new) for new in fields}


def wanted(books: Books, path: Path, text: str, **wishes: Any) -> ListImport:
    path.write_text(text, "utf-8")
    opened = open_list(books, path, Reading())
    return ListImport(opened.sheet, opened.proposal, **wishes)


def told(plan: ImportPlan) -> list[tuple[str, Any, Any]]:
    return [(one.label, one.before, one.after) for line in plan.lines for one in line.values]


def test_a_column_with_the_name_of_a_field_is_read_into_it(
    books: Books, numbers: dict[str, int], tmp_path: Path, undone: Undone
) -> None:
    text = "Naam;buurt;AANTAL SLEUTELS\nJan Boer;zuid;2,5\nLies Vos;;\n"
    read = wanted(books, tmp_path / "a.csv", text)
    undone(lambda: books.do(import_members, read))
    kept = list(books.ask(own_values).values())
    assert kept == [{numbers["Buurt"]: "Zuid", numbers["Aantal sleutels"]: "2.5"}]


def test_who_is_known_is_compared_and_each_difference_can_be_left(
    books: Books, numbers: dict[str, int], tmp_path: Path, undone: Undone
) -> None:
    path = tmp_path / "a.csv"
    text = "Lidnummer;Naam;Buurt;Aantal sleutels\n1;Jan Boer;Zuid;2\n"
    books.do(import_members, wanted(books, path, text))
    again = books.ask(plan_import, wanted(books, path, text), TODAY)
    assert [line.outcome for line in again.lines] == ["unchanged"]
    other = text.replace("Zuid;2", "Noord;")
    plan = books.ask(plan_import, wanted(books, path, other), TODAY)
    assert told(plan) == [("Buurt", "Zuid", "Noord")], "an empty cell says nothing"
    key = f"own_{numbers['Buurt']}"
    left = books.ask(plan_import, wanted(books, path, other, left=frozenset({(2, key)})), TODAY)
    assert [line.outcome for line in left.lines] == ["unchanged"]
    emptying = wanted(books, path, other, emptying=True)
    undone(lambda: books.do(import_members, emptying))
    assert list(books.ask(own_values).values()) == [{numbers["Buurt"]: "Noord"}]


def test_what_does_not_fit_refuses_the_line_with_one_sentence(
    books: Books, numbers: dict[str, int], tmp_path: Path
) -> None:
    text = "Naam;Buurt;Aantal sleutels\nJan Boer;West;2\nLies Vos;Zuid;veel\nWim Aa;Zuid;1\n"
    plan = books.ask(plan_import, wanted(books, tmp_path / "a.csv", text), TODAY)
    assert [line.outcome for line in plan.lines] == ["refused", "refused", "added"]
    first, second = (say(line.reasons[0]) for line in plan.refused)
    assert first == "“Buurt”: “West” is not in the list. Choose one of: Noord, Zuid."
    assert "“veel” is not a number" in second


def test_a_column_of_citizen_numbers_is_refused_under_the_name_of_a_field_too(
    books: Books, tmp_path: Path
) -> None:
    number = books.do(add_own_field, NewOwnField("Nummer pas", why=WHY))
    text = "Naam;Nummer pas\nJan Boer;111222333\nLies Vos;123456782\n"
    read = wanted(books, tmp_path / "a.csv", text)
    assert read.mapping.uses[1].forbidden
    with pytest.raises(Refused):
        choose_columns(read.sheet, read.mapping, {"Nummer pas": f"own_{number}"})


def test_a_person_chooses_an_own_field_for_a_column_by_its_name(
    books: Books, numbers: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Naam;Wijk\nJan Boer;Zuid\n", "utf-8")
    opened = open_list(books, path, Reading())
    trial = try_list(books, opened, {2: "buurt"}, Wishes())
    assert (trial.columns[1].label, trial.columns[1].state) == ("Buurt", "used")
    books.do(import_members, trial.wanted)
    assert open_list(books, path, Reading()).is_remembered
    with pytest.raises(Refused) as refused:
        choose_columns(opened.sheet, opened.proposal, {"Wijk": "Straatkant"})
    assert "Buurt, Aantal sleutels" in say(refused.value.problems[0])


def test_what_was_exported_is_read_again_and_changes_nothing(
    books: Books, numbers: dict[str, int], tmp_path: Path
) -> None:
    text = "Naam;Lid sinds;Buurt;Aantal sleutels\nJan Boer;1-1-2024;Zuid;2,5\n"
    books.do(import_members, wanted(books, tmp_path / "a.csv", text))
    ids = [row.membership_id for row in books.ask(list_members, TODAY)]
    for name in ("b.xlsx", "b.csv"):
        path = save_members(books, ids, TODAY, tmp_path / name, "nl").path
        opened = open_list(books, path, Reading())
        plan = books.ask(plan_import, ListImport(read_list(path), opened.proposal), TODAY)
        assert [line.outcome for line in plan.lines] == ["unchanged"], told(plan)
