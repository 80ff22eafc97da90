"""Reading a list of members into the file: who is who, what changes, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.problem import Refused
from coopadmin.members.queries import (
    get_kind,
    list_members,
    members_of_year,
)
from coopadmin.members.reading import import_members
from coopadmin.people.queries import find_people, get_person, list_people
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from tests.members.lists import Lists, outcomes

HEAD = "Lidnummer;Roepnaam;Tussenvoegsel;Achternaam;E-mail;Geboortedatum;Postcode;Huisnummer"
TODAY = date(2026, 3, 3)
LAST_YEAR_ENDS = date(2025, 12, 31)


@pytest.fixture
def lists(books: Books, tmp_path: Path) -> Lists:
    return Lists(tmp_path, books)


def card(books: Books, words: str) -> NewPerson:
    (row,) = books.ask(find_people, words)
    return books.ask(get_person, row.id).person


def test_a_list_becomes_people_and_memberships_and_is_taken_back_as_one(
    books: Books, lists: Lists, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    plan = undone(
        lambda: lists.read(
            "Naam;Adres;Postcode en woonplaats;Telefoon;E-mail;Lid sinds;IBAN",
            "Berg, A. van den;Dorpsstraat 12a;1234AB Beemdervelde;06-12345678;a@x.nl;1-5-2019;",
            "dhr. J.P. de Boer;Kerkpad 3-II;1234 AC Beemdervelde;0343-123456;;2021;"
            "NL91ABNA0417164300",
        )
    )
    assert outcomes(plan) == ["added", "added"]
    annie, jan = books.ask(list_members, TODAY)
    assert (annie.number, annie.name, annie.since) == (1, "A. van den Berg", date(2019, 5, 1))
    assert (annie.address, annie.mobile, annie.phone) == ("Dorpsstraat 12a", "+31612345678", "")
    assert (jan.since, jan.since_estimated) == (date(2021, 1, 1), True)
    assert card(books, "boer").salutation == "mr"


def test_members_without_a_begin_count_at_the_start_of_the_year_and_are_marked(
    books: Books, lists: Lists
) -> None:
    plan = lists.read("Voornaam;Achternaam;Lid sinds", "Jan;Boer;", "Piet;Berg;1-1-2026")
    assert (plan.since, plan.estimated) == (LAST_YEAR_ENDS, 1)
    facts = books.ask(members_of_year, books.ask(get_book_year, "2026"))
    assert (facts.start, facts.joined, facts.estimated) == (1, 1, 1)


def test_one_day_can_be_given_for_all_that_have_none(books: Books, lists: Lists) -> None:
    wanted = lists.wanted("Voornaam;Achternaam", "Jan;Boer")
    books.do(import_members, type(wanted)(wanted.sheet, wanted.mapping, date(2020, 7, 1)))
    (row,) = books.ask(list_members)
    assert (row.since, row.since_estimated) == (date(2020, 7, 1), True)


def test_the_same_list_again_changes_nothing(books: Books, lists: Lists) -> None:
    lines = (
        f"{HEAD};Plaats;Telefoon;Lid sinds;Soort lid",
        "7;Jan;de;Boer;jan@x.nl;1-2-1950;1234AB;12;Beemdervelde;06-12345678;2019;Gezin",
        ";Annie;van den;Berg;annie@x.nl;;B-2000;3;Antwerpen;bellen;1-1-2020;Erelid",
        ";Piet;;Mol;;1960;;;;;;",
        ";Kees;'t;Hart;;5-5-1955;;;;;;Persoonlijk",
    )
    first = lists.read(*lines)
    assert outcomes(first) == ["added"] * 4
    assert first.new_kinds == ("Erelid",)
    second = lists.read(*lines)
    assert outcomes(second) == ["unchanged", "unchanged", "added", "unchanged"]
    assert [(one.name, one.known) for one in second.duplicates] == [("Piet Mol", "Piet Mol")]


def test_filled_cells_correct_what_is_known_and_empty_ones_leave_it(
    books: Books, lists: Lists, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    lists.read(HEAD, "1;Jan;de;Boer;jan@x.nl;1-2-1950;1234 AB;12")
    plan = undone(lambda: lists.read(HEAD, "1;;;Boer-Smit;jan@y.nl;;;"))
    assert outcomes(plan) == ["changed"]
    assert set(plan.lines[0].changes) == {"prefix", "surname", "email"}
    person = card(books, "boer-smit")
    assert (person.call_name, person.postcode, person.house_number) == ("Jan", "1234 AB", 12)
    assert (person.birth_date, person.email) == (date(1950, 2, 1), "jan@y.nl")
    moved = lists.plan("Lidnr;Achternaam;Straat;Huisnr", "1;Boer-Smit;Kerkpad;", "1;;;")
    assert moved.lines[0].changes == ("street", "house_number")


# ------------------------------------------------------------------------------- who is who


def test_couples_share_an_e_mail_address_and_twins_a_birth_date(books: Books, lists: Lists) -> None:
    couple = ("5;Jan;de;Boer;boer@x.nl;;;", "6;Annie;de;Boer;boer@x.nl;;;")
    twins = ("7;Bas;;Mol;;1-1-1990;;", "8;Tim;;Mol;;1-1-1990;;")
    plan = lists.read(HEAD, *couple, *twins)
    assert outcomes(plan) == ["added"] * 4
    again = lists.plan(HEAD, ";Annie;;Boer;boer@x.nl;;;", ";Tim;;Mol;;1-1-1990;;")
    assert [(line.outcome, line.number) for line in again.lines] == [
        ("unchanged", 6),
        ("unchanged", 8),
    ]


def test_somebody_new_beside_a_known_one_of_whom_only_the_first_name_differs_is_listed(
    books: Books, lists: Lists
) -> None:
    lists.read(HEAD, "5;Jan;de;Boer;boer@x.nl;;1234AB;12")
    plan = lists.read(HEAD, ";Annie;de;Boer;boer@x.nl;;1234AB;12", ";Kees;de;Boer;;;1234AB;14")
    assert outcomes(plan) == ["added", "added"]
    assert [(one.line, one.name, one.known, one.known_number) for one in plan.duplicates] == [
        (2, "Annie de Boer", "Jan de Boer", 5)
    ]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (";J.P.;de;Boer;jan@x.nl;;;", "changed"),
        (";J.;de;Boer;jan@x.nl;;;", "changed"),
        (";A.;de;Boer;jan@x.nl;;;", "added"),
        (";Johannes;de;Boer;jan@x.nl;;;", "added"),
        (";;de;Boer;jan@x.nl;;;", "added"),
    ],
)
def test_first_names_agree_by_initials_where_one_side_has_no_more(
    books: Books, lists: Lists, line: str, outcome: str
) -> None:
    books.do(
        add_person,
        NewPerson(call_name="Jan", initials="J.P.", prefix="de", surname="Boer", email="jan@x.nl"),
    )
    assert outcomes(lists.plan(HEAD, line)) == [outcome]


def test_the_first_key_that_finds_someone_decides(books: Books, lists: Lists) -> None:
    lists.read(HEAD, "1;Jan;;Boer;oud@x.nl;1-1-1950;1234AB;1", "2;Jan;;Boer;;2-2-1960;9999ZZ;9")
    by_mail = lists.plan(HEAD, ";Jan;;Boer;oud@x.nl;2-2-1960;9999ZZ;9")
    by_birth = lists.plan(HEAD, ";Jan;;Boer;nieuw@x.nl;2-2-1960;1234AB;1")
    by_address = lists.plan(HEAD, ";Jan;;Boer;nieuw@x.nl;3-3-1970;1234 ab;1")
    by_number = lists.plan(HEAD, "2;Jan;;Boer;oud@x.nl;1-1-1950;1234AB;1")
    numbers = [plan.lines[0].number for plan in (by_mail, by_birth, by_address, by_number)]
    assert numbers == [1, 2, 1, 2]


def test_two_hits_are_refused_with_both_names(books: Books, lists: Lists) -> None:
    lists.read(HEAD, "1;Jan;;Boer;boer@x.nl;;;", "2;Jan;;Boer;boer@x.nl;;;")
    plan = lists.read(HEAD, ";Jan;;Boer;boer@x.nl;;;", ";Piet;;Mol;;;;")
    assert outcomes(plan) == ["refused several", "added"]
    assert "(0001)" in str(plan.lines[0].reasons[0])


def test_two_lines_are_never_one_known_person(books: Books, lists: Lists) -> None:
    lists.read(HEAD, "1;Jan;;Boer;boer@x.nl;;;")
    plan = lists.plan(HEAD, ";Jan;;Boer;boer@x.nl;;;", ";J.;;Boer;boer@x.nl;;;")
    assert outcomes(plan) == ["unchanged", "refused claimed"]


def test_within_a_list_only_the_number_makes_lines_one_person(books: Books, lists: Lists) -> None:
    plan = lists.read(
        HEAD,
        "1;Jan;;Boer;boer@x.nl;1-1-1950;1234AB;1",
        ";Jan;;Boer;boer@x.nl;1-1-1950;1234AB;1",
        "1;Jan;;Boer;;;;",
        "1;Annie;;Berg;;;;",
    )
    assert outcomes(plan) == [
        "added",
        "added",
        "skipped same_person",
        "refused number_twice",
    ]
    assert len(books.ask(list_people)) == 2


def test_a_number_of_somebody_with_quite_another_name_is_refused(
    books: Books, lists: Lists
) -> None:
    lists.read(HEAD, "12;Jan;de;Boer;;;;")
    plan = lists.plan(HEAD, "12;Annie;van den;Berg;;;;", "13;Kees;;Mol;;;;")
    assert outcomes(plan) == ["refused number_of_other", "added"]
    assert outcomes(lists.plan(HEAD, "12;Jan;;Boersma;;;;")) == ["changed"]


def test_people_who_were_no_members_become_members(books: Books, lists: Lists) -> None:
    known = books.do(add_person, NewPerson(call_name="Jan", surname="Boer", email="jan@x.nl"))
    plan = lists.read(HEAD, ";Jan;;Boer;jan@x.nl;;;")
    assert (plan.lines[0].outcome, plan.lines[0].changes) == ("changed", ("membership",))
    (row,) = books.ask(list_members)
    assert (row.person_id, row.number) == (known, 1)


def test_the_list_numbers_go_first_and_the_others_follow_the_highest(
    books: Books, lists: Lists
) -> None:
    plan = lists.read(HEAD, ";Jan;;Boer;;;;", "0040;Piet;;Mol;;;;", "L-7;Kees;;Hart;;;;")
    assert [line.number for line in plan.lines] == [41, 40, 42]
    assert [remark.code for remark in plan.lines[2].remarks] == ["line.number"]
    books.undo()
    assert [line.number for line in lists.read(HEAD, ";Jan;;Boer;;;;").lines] == [1]


def test_a_member_keeps_the_number_whatever_the_list_says(books: Books, lists: Lists) -> None:
    lists.read(HEAD, "5;Jan;;Boer;jan@x.nl;;;")
    plan = lists.read(HEAD, "17;Jan;;Boer;jan@x.nl;;;")
    assert (plan.lines[0].outcome, plan.lines[0].number) == ("unchanged", 5)
    assert [remark.code for remark in plan.lines[0].remarks] == ["line.keeps_number"]


# ---------------------------------------------------------------------------- refused lines


def test_bad_lines_are_refused_each_with_its_reason_and_the_others_go_in(
    books: Books, lists: Lists
) -> None:
    plan = lists.read(
        "Nr lid;Naam;Geboortedatum;Lid sinds;Lid tot",
        "1;Jan Boer;30-2-1950;;",
        "2;Piet Mol;1-1-1950;1-1-2020;31-12-2019",
        "3;;1-1-1950;;",
        "4;Ans Vos;1-1-2050;;",
        "5;Kees Bos;1-1-1950;;",
        "6;Truus Hart;1-1-1950;1-1-2099;",
        "7;Bram Wit;1-1-1950;;;;x",
        choices={"Nr lid": "member_number"},
    )
    assert outcomes(plan) == [
        "refused date.wrong",
        "refused backwards",
        "refused no_name",
        "refused person.future",
        "added",
        "refused since",
        "refused surplus",
    ]
    assert [row.name for row in books.ask(list_members)] == ["Kees Bos"]
    assert plan.read == sum(plan.counts.values()) == 7


def test_strict_refuses_the_whole_list_for_one_line(books: Books, lists: Lists) -> None:
    wanted = lists.wanted("Naam;Geboortedatum", "Jan Boer;30-2-1950", "Piet Mol;", strict=True)
    with pytest.raises(Refused) as raised:
        books.do(import_members, wanted)
    assert [str(problem) for problem in raised.value.problems] == [
        "Line 2: “30-2-1950” is not a date. Type it as 31-12-2026."
    ]
    assert books.ask(list_people) == []


def test_a_list_of_which_nothing_can_be_read_is_refused(books: Books, lists: Lists) -> None:
    with pytest.raises(Refused) as raised:
        lists.read("Naam;Geboortedatum", "Jan Boer;30-2-1950")
    assert raised.value.problems[0].code == "import.nothing"
    with pytest.raises(Refused) as raised:
        lists.plan("Code;Omschrijving", "1;Adorp")
    assert raised.value.problems[0].code == "import.no_name"


def test_repeated_headings_and_lines_without_anything_known_are_skipped(lists: Lists) -> None:
    plan = lists.read("Naam;Rol", "Jan Boer;x", "Naam;Rol", ";y", "Piet Mol;")
    assert outcomes(plan) == ["added", "skipped headings", "skipped nothing", "added"]


def test_what_cannot_be_read_in_an_address_is_kept_with_a_remark(
    books: Books, lists: Lists
) -> None:
    plan = lists.read(
        "Naam;Postcode;Telefoon;E-mail;IBAN;Geslacht;Geboortedatum",
        "Jan Boer;12345;geen;jan;NL00;?;19660013",
    )
    assert outcomes(plan) == ["added"]
    assert {remark.code for remark in plan.lines[0].remarks} == {
        "address.postcode",
        "contact.phone",
        "contact.email",
        "person.iban",
        "name.salutation",
        "date.year_only",
    }
    person = card(books, "boer")
    assert (person.postcode, person.phone, person.email) == ("12345", "geen", "jan")
    assert (person.birth_date, person.birth_year) == (None, 1966)


def test_any_text_is_kept_as_it_is(books: Books, lists: Lists) -> None:
    odd = "<b>&\"=1+1'--"
    lists.read("Roepnaam,Achternaam", '"<b>&""=1+1\'--",Boer')
    assert card(books, "boer").call_name == odd


def test_a_given_name_of_one_sign_is_a_name_where_signs_have_no_capitals(
    books: Books, lists: Lists
) -> None:
    lists.read("Voornaam;Achternaam", "明;王", "J;Boer")
    assert [row.name for row in books.ask(list_members)] == ["J. Boer", "明 王"]


def test_a_bsn_is_never_read_even_when_somebody_asks_for_it(lists: Lists) -> None:
    lines = ("Naam;Burgerservicenummer;Iets", "Jan Boer;111222333;x", "Piet Mol;123456782;y")
    plan = lists.plan(*lines)
    assert [(use.column.name, use.reason.code) for use in plan.ignored if use.reason] == [
        ("Burgerservicenummer", "column.bsn"),
        ("Iets", "column.unknown"),
    ]
    with pytest.raises(Refused) as raised:
        lists.plan(*lines, choices={"Burgerservicenummer": "member_number"})
    assert raised.value.problems[0].code == "column.bsn_refused"


def test_no_kind_is_made_for_lines_that_are_refused(books: Books, lists: Lists) -> None:
    plan = lists.read("Naam;Soort;Geb", "Jan Boer;Erelid;30-2-1950", "Piet Mol;;")
    assert plan.new_kinds == ()
    with pytest.raises(Refused):
        books.ask(get_kind, "Erelid")
