"""People and officers, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import Refused
from coopadmin.people.queries import (
    find_people,
    get_person,
    list_officers,
    list_people,
    officers_of_year,
)
from coopadmin.people.rules import ChangedPerson, NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint, change_person, end_term
from coopadmin.store import Books

ANNIE = NewPerson(
    salutation="mrs",
    initials="A.J.",
    call_name="Annie",
    prefix="",
    surname="Holtrop",
    partner_prefix="van den",
    partner_surname="Berg",
    name_usage="partner-own",
    birth_date=date(1951, 4, 12),
    street="Dorpsstraat",
    house_number=12,
    house_letter="A",
    house_addition="2",
    postcode="1234ab",
    town="Beemdervelde",
    email="Annie@Voorbeeld.NL",
    phone="0343-123456",
    mobile="06 12345678",
    iban="nl91 abna 0417 1643 00",
)
EATERY = NewPerson(nature="organisation", organisation_name="Eetpunt De Linde")


def refused(books: Books, *call: Any) -> dict[str, str | None]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return {problem.code: problem.field for problem in raised.value.problems}


def test_a_person_is_kept_in_one_way_of_writing(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    person_id = undone(lambda: books.do(add_person, ANNIE))
    card = books.ask(get_person, person_id)
    assert card.name == "Annie van den Berg-Holtrop"
    assert card.person == replace(
        ANNIE,
        postcode="1234 AB",
        email="Annie@voorbeeld.nl",
        phone="+31343123456",
        mobile="+31612345678",
        iban="NL91ABNA0417164300",
        birth_year=1951,
    )
    (row,) = books.ask(list_people)
    assert row.address == "Dorpsstraat 12A-2"


def test_names_sort_without_their_prefix(books: Books) -> None:
    for prefix, surname in (("'t", "Hart"), ("de", "Boer"), ("van den", "Berg"), ("", "Bergsma")):
        books.do(add_person, NewPerson(call_name="Jan", prefix=prefix, surname=surname))
    books.do(add_person, EATERY)
    assert [row.name for row in books.ask(list_people)] == [
        "Jan van den Berg",
        "Jan Bergsma",
        "Jan de Boer",
        "Eetpunt De Linde",
        "Jan 't Hart",
    ]


def test_a_changed_person_is_found_under_the_new_facts(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    person_id = books.do(add_person, ANNIE)
    moved = replace(ANNIE, street="Kerkpad", house_number=3, house_letter="", house_addition="")
    undone(lambda: books.do(change_person, ChangedPerson(person_id, moved)))
    (row,) = books.ask(find_people, "berg KERKPAD 3")
    assert row.address == "Kerkpad 3"
    assert books.ask(find_people, "dorpsstraat") == []
    assert books.ask(find_people, " ") == []
    assert books.ask(list_people, "holtrop") == [row]


def test_what_cannot_be_is_refused_at_its_field(books: Books) -> None:
    wrong = NewPerson(
        salutation="sir",
        birth_date=date(2027, 1, 1),
        death_date=date(2026, 12, 1),
        email="annie",
        iban="NL91ABNA0417164301",
    )
    assert refused(books, add_person, wrong) == {
        "person.token": "salutation",
        "person.name": "surname",
        "person.future": "death_date",
        "person.death_before_birth": "death_date",
        "person.email": "email",
        "iban.wrong": "iban",
    }
    assert refused(books, add_person, NewPerson(nature="organisation")) == {
        "person.name": "organisation_name"
    }
    assert refused(books, add_person, NewPerson(surname="Berg", convocation_by="email")) == {
        "person.convocation": "email"
    }
    assert books.ask(list_people) == []


def test_a_foreign_postcode_and_an_odd_telephone_number_are_kept(books: Books) -> None:
    odd = NewPerson(surname="Mertens", country="België", postcode="B-2000", phone="bellen na zes")
    card = books.ask(get_person, books.do(add_person, odd))
    assert (card.person.country, card.person.postcode) == ("BE", "B-2000")
    assert card.person.phone == "bellen na zes"


def test_a_person_who_is_gone_is_refused(books: Books) -> None:
    with pytest.raises(Refused):
        books.ask(get_person, 12)
    assert "store.gone" in refused(books, change_person, ChangedPerson(12, ANNIE))


@pytest.fixture
def annie(books: Books) -> int:
    return books.do(add_person, ANNIE)


def test_a_director_is_appointed_for_the_term_of_the_statutes(
    books: Books, annie: int, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    decided = books.do(
        add_resolution,
        NewResolution("ALV", date(2026, 5, 28), "Benoeming", "", "absolute", "accepted"),
    )
    new = NewTerm(annie, "board", "chair", date(2026, 6, 1), resolution_id=decided)
    undone(lambda: books.do(appoint, new))
    (officer,) = books.ask(list_officers, date(2026, 6, 1))
    assert officer.planned_last == date(2030, 5, 31)
    assert (officer.number, officer.last) == (1, None)
    assert officer.resolution == books.ask(list_resolutions)[0].number == "ALV-2026-01"
    assert books.ask(list_officers, date(2026, 5, 31)) == []


def test_a_term_runs_until_it_is_ended(
    books: Books, annie: int, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    term = books.do(appoint, NewTerm(annie, "board", "treasurer", date(2020, 1, 1)))
    assert len(books.ask(list_officers, date(2026, 3, 3))) == 1
    undone(lambda: books.do(end_term, term, date(2026, 3, 3)))
    assert len(books.ask(list_officers, date(2026, 3, 3))) == 1
    assert books.ask(list_officers, date(2026, 3, 4)) == []
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert [officer.office for officer in books.ask(officers_of_year, year)] == ["treasurer"]
    assert refused(books, end_term, term, date(2019, 12, 31)) == {"term.end": "last"}


def test_a_director_is_not_in_the_audit_committee(books: Books, annie: int) -> None:
    books.do(appoint, NewTerm(annie, "board", "member", date(2026, 1, 1)))
    both = NewTerm(annie, "audit-committee", "member", date(2026, 4, 1))
    assert "term.director_audits" in refused(books, appoint, both)
    again = NewTerm(annie, "board", "chair", date(2026, 4, 1))
    assert "term.held" in refused(books, appoint, again)


def test_a_term_beyond_the_statutes_asks_why(books: Books, annie: int) -> None:
    for year in (2014, 2018):
        term = books.do(appoint, NewTerm(annie, "board", "member", date(year, 1, 1)))
        books.do(end_term, term, date(year + 3, 12, 31))
    third = NewTerm(annie, "board", "member", date(2022, 1, 1))
    assert refused(books, appoint, third) == {"term.too_many": "person_id"}
    books.do(appoint, third, answers={"term.too_many": "Niemand anders gevonden."})
    (officer,) = books.ask(list_officers, date(2026, 3, 3), "board")
    assert officer.number == 3


def test_officers_stand_in_the_order_of_their_office(books: Books, annie: int) -> None:
    others = [books.do(add_person, NewPerson(surname=name)) for name in ("Aalbers", "Zwart", "Mol")]
    books.do(appoint, NewTerm(annie, "board", "treasurer", date(2026, 1, 1)))
    books.do(appoint, NewTerm(others[0], "audit-committee", "member", date(2026, 1, 1)))
    books.do(appoint, NewTerm(others[1], "board", "chair", date(2026, 1, 1)))
    books.do(appoint, NewTerm(others[2], "board", "webmaster", date(2026, 1, 1)))
    assert [row.office for row in books.ask(list_officers, date(2026, 3, 3))] == [
        "chair",
        "treasurer",
        "webmaster",
        "member",
    ]
