"""When memberships of a list begin and end, and of which kind they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coopadmin.members.queries import get_membership, list_kinds, list_members
from coopadmin.members.rules import NewTermination
from coopadmin.members.service import terminate_membership
from coopadmin.people.queries import list_people
from coopadmin.store import Books
from tests.members.lists import Lists, outcomes

TODAY = date(2026, 3, 3)


@pytest.fixture
def lists(books: Books, tmp_path: Path) -> Lists:
    return Lists(tmp_path, books)


PERIODS = "Lidnr;Naam;Lid sinds;Lid tot;Reden einde;Overleden"


def test_former_members_and_the_dead_come_in_with_their_end(books: Books, lists: Lists) -> None:
    plan = lists.read(
        PERIODS,
        "1;Jan Boer;1-1-2010;31-12-2020;verhuisd;",
        "2;Piet Mol;1-1-2010;;;5-6-2021",
        "3;Kees Hart;;31-12-2020;;",
        "4;Annie Berg;;;;1-2-2026",
        "5;Truus Vos;;;;20080700",
        "6;Ans Bos;1-1-2015;31-12-2027;opzegging;",
    )
    assert outcomes(plan) == ["added"] * 6
    rows = {row.number: row for row in books.ask(list_members, TODAY)}
    found = {number: (row.until, row.end_reason) for number, row in rows.items()}
    assert found == {
        1: (date(2020, 12, 31), "by-member"),
        2: (date(2021, 6, 5), "death"),
        4: (date(2026, 2, 1), "death"),
        6: (date(2027, 12, 31), "by-member"),
    }
    assert [row.status for row in rows.values() if row.status != "ended"] == ["leaving"]
    assert len(books.ask(list_people)) == 6


def test_an_end_that_a_later_list_tells_is_noted(books: Books, lists: Lists) -> None:
    lists.read(PERIODS, "1;Jan Boer;1-1-2010;;;", "2;Piet Mol;1-1-2010;;;")
    plan = lists.read(PERIODS, "1;Jan Boer;;31-12-2025;overleden;", "2;Piet Mol;;;;7-8-2025")
    assert outcomes(plan) == ["changed", "changed"]
    ends = [(row.until, row.end_reason) for row in books.ask(list_members)]
    assert ends == [(date(2025, 12, 31), "death"), (date(2025, 8, 7), "death")]


def test_who_left_and_is_in_the_list_again_stays_away_unless_a_later_begin_is_given(
    books: Books, lists: Lists
) -> None:
    lists.read(PERIODS, "1;Jan Boer;1-1-2010;;;")
    (row,) = books.ask(list_members)
    ended = NewTermination(row.membership_id, "by-member", date(2024, 1, 1))
    books.do(terminate_membership, ended)
    plan = lists.read(PERIODS, "1;Jan Boer;;;;")
    assert [remark.code for remark in plan.lines[0].remarks] == ["line.ended_in_file"]
    assert plan.lines[0].outcome == "unchanged"
    again = lists.read(PERIODS, "1;Jan Boer;1-1-2026;;;")
    assert (again.lines[0].outcome, again.lines[0].number) == ("changed", 2)


def test_an_estimated_begin_is_replaced_by_a_known_one(books: Books, lists: Lists) -> None:
    lists.read(PERIODS, "1;Jan Boer;;;;")
    lists.read(PERIODS, "1;Jan Boer;2012;;;")
    (row,) = books.ask(list_members)
    assert (row.since, row.since_estimated) == (date(2012, 1, 1), True)
    lists.read(PERIODS, "1;Jan Boer;4-5-2012;;;")
    assert outcomes(lists.read(PERIODS, "1;Jan Boer;2013;;;")) == ["unchanged"]
    found = books.ask(get_membership, row.membership_id)
    assert (found.since, found.since_estimated) == (date(2012, 5, 4), False)


def test_kinds_are_recognised_or_made(books: Books, lists: Lists) -> None:
    plan = lists.read(
        "Naam;Soort lid",
        "Jan Boer;Gezinslid",
        "Piet Mol;persoonlijk lidmaatschap",
        "Ans Vos;Donateur",
        "Kees Bos;donateur",
        "Bakkerij Smit BV;bedrijf",
        "Truus Hart;",
    )
    assert plan.new_kinds == ("Donateur",)
    kinds = {row.name: row.kind for row in books.ask(list_members)}
    assert kinds == {
        "Jan Boer": "Household",
        "Piet Mol": "Personal",
        "Ans Vos": "Donateur",
        "Kees Bos": "Donateur",
        "Bakkerij Smit BV": "Organisation",
        "Truus Hart": "Personal",
    }
    books.undo()
    assert len(books.ask(list_kinds)) == 3


def test_a_column_with_all_sorts_of_words_makes_no_kinds(books: Books, lists: Lists) -> None:
    lines = [f"Jan Boer{number};woord {number}" for number in range(12)]
    plan = lists.read("Naam;Soort lid", *lines)
    assert plan.new_kinds == ()
    assert plan.lines[0].remarks[0].code == "line.kind"


def test_an_organisation_is_no_person(books: Books, lists: Lists) -> None:
    plan = lists.read(
        "Organisatie;Voornaam;Achternaam;E-mail",
        "Eetpunt De Linde;;;linde@x.nl",
        "Eetpunt De Linde;Jan;Boer;jan@x.nl",
    )
    assert plan.lines[1].remarks[0].code == "line.organisation_left_out"
    rows = {row.name: (row.nature, row.kind) for row in books.ask(list_members)}
    assert rows == {
        "Eetpunt De Linde": ("organisation", "Organisation"),
        "Jan Boer": ("natural", "Personal"),
    }
    assert outcomes(lists.plan("Organisatie;E-mail", "Eetpunt de Linde;linde@x.nl")) == ["changed"]
