"""Consents: given, withdrawn, by whom and when it can be, and who consents on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.desk.changing_fields import change_purpose
from coopadmin.desk.history import find_done
from coopadmin.desk.member_history import history_of_person
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import merge_people
from coopadmin.kernel.problem import Refused
from coopadmin.members.admission import NewApplication
from coopadmin.members.applications import get_application
from coopadmin.members.applying import record_application
from coopadmin.members.queries import list_kinds
from coopadmin.people.consent_rules import (
    CONVOCATION,
    MEMBERS_LIST,
    NEWSLETTER,
    PHONE,
    PHOTOGRAPHS,
    Giver,
    ManyConsents,
    NewConsent,
    is_child,
)
from coopadmin.people.consenting import (
    add_purpose,
    give_consent,
    give_consents,
    remove_consent,
    withdraw_consent,
)
from coopadmin.people.consents import (
    consents_of,
    list_consents,
    list_purposes,
    people_with_consent,
    purposes_with_givers,
)
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson, NewPerson
from coopadmin.people.service import add_person, change_person
from coopadmin.store import Books

TODAY = date(2026, 3, 3)
Undone = Callable[[Callable[[], Any]], Any]


def refused(books: Books, *call: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refused) as raised:
        books.do(*call)
    return [(problem.code, problem.field) for problem in raised.value.problems]


def test_a_consent_holds_from_the_day_it_is_given_until_it_is_withdrawn(
    books: Books, undone: Undone
) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    els = books.do(add_person, NewPerson(surname="Vos"))
    first = NewConsent(jan, NEWSLETTER, date(2024, 5, 1), "email", " Folder 3 ")
    undone(lambda: books.do(give_consent, first))
    books.do(give_consent, NewConsent(els, NEWSLETTER, date(2025, 1, 1)))
    assert people_with_consent_on(books, date(2024, 4, 30)) == set()
    assert people_with_consent_on(books, date(2024, 5, 1)) == {jan}
    undone(lambda: books.do(withdraw_consent, jan, NEWSLETTER, date(2026, 2, 1)))
    assert people_with_consent_on(books, date(2026, 1, 31)) == {jan, els}
    assert people_with_consent_on(books, date(2026, 2, 1)) == {els}
    (row,) = books.ask(consents_of, jan)
    assert (row.given_on, row.withdrawn_on) == (date(2024, 5, 1), date(2026, 2, 1))
    assert (row.channel, row.source, row.purpose_name) == ("email", "Folder 3", "Newsletter")
    books.do(give_consent, NewConsent(jan, NEWSLETTER, date(2026, 3, 1)))
    assert [each.given_on for each in books.ask(consents_of, jan)] == [
        date(2026, 3, 1),
        date(2024, 5, 1),
    ]
    told = [row.sentence for row, _changed in books.ask(history_of_person, jan)]
    assert "Hanneke withdrew a consent of Berg: Newsletter" in told


def people_with_consent_on(books: Books, day: date) -> set[int]:
    return books.ask(people_with_consent, NEWSLETTER, day)


def test_what_cannot_be_a_consent_is_refused_with_all_reasons(books: Books) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg", birth_date=date(1950, 1, 1)))
    assert refused(books, give_consent, NewConsent(jan, "fax", TODAY)) == [
        ("consent.purpose", "purpose")
    ]
    late = NewConsent(jan, NEWSLETTER, date(2026, 3, 4), "pigeon")
    assert refused(books, give_consent, late) == [
        ("consent.channel", "channel"),
        ("consent.future", "given_on"),
    ]
    early = NewConsent(jan, NEWSLETTER, date(1949, 12, 31))
    assert ("consent.unborn", "given_on") in refused(books, give_consent, early)
    books.do(give_consent, NewConsent(jan, NEWSLETTER, date(2020, 1, 1)))
    again = NewConsent(jan, NEWSLETTER, date(2021, 1, 1))
    assert refused(books, give_consent, again) == [("consent.twice", "given_on")]
    none = (withdraw_consent, jan, PHOTOGRAPHS, TODAY)
    assert refused(books, *none) == [("consent.none", "withdrawn_on")]
    backwards = (withdraw_consent, jan, NEWSLETTER, date(2019, 12, 31))
    assert refused(books, *backwards) == [("consent.backwards", "withdrawn_on")]
    ahead = (withdraw_consent, jan, NEWSLETTER, date(2026, 3, 4))
    assert refused(books, *ahead) == [("consent.future", "withdrawn_on")]
    books.do(withdraw_consent, jan, NEWSLETTER, date(2022, 1, 1))
    assert refused(books, withdraw_consent, jan, NEWSLETTER, TODAY) == [
        ("consent.none", "withdrawn_on")
    ]
    assert refused(books, give_consent, again) == [("consent.twice", "given_on")]


def test_for_a_child_a_parent_consents(books: Books) -> None:
    bo = books.do(add_person, NewPerson(surname="Vos", birth_date=date(2010, 3, 4)))
    new = NewConsent(bo, PHOTOGRAPHS, TODAY)
    assert refused(books, give_consent, new) == [("consent.child", "guardian")]
    books.do(give_consent, replace(new, guardian="Els Vos"))
    assert books.ask(consents_of, bo)[0].guardian == "Els Vos"
    assert not is_child(Giver(date(2010, 3, 3)), TODAY)
    assert is_child(Giver(birth_year=2011), TODAY)
    assert not is_child(Giver(birth_year=2010), TODAY)
    assert not is_child(Giver(), TODAY)


def test_the_consent_to_convocation_stands_among_the_others(books: Books, undone: Undone) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    new = NewConsent(jan, CONVOCATION, date(2026, 1, 5))
    assert refused(books, give_consent, new) == [("person.convocation", "purpose")]
    person = replace(books.ask(get_person, jan).person, email="jan@voorbeeld.nl")
    books.do(change_person, ChangedPerson(jan, person))
    undone(lambda: books.do(give_consent, new))
    known = books.ask(get_person, jan).person
    assert (known.convocation_by, known.convocation_consent_on) == ("email", date(2026, 1, 5))
    books.do(give_consent, NewConsent(jan, PHONE, TODAY))
    assert [row.purpose for row in books.ask(consents_of, jan)] == [CONVOCATION, PHONE]
    assert books.ask(people_with_consent, CONVOCATION, TODAY) == {jan}
    assert books.ask(people_with_consent, CONVOCATION, date(2026, 1, 4)) == set()
    assert [row.person for row in books.ask(list_consents, on=TODAY)] == ["Berg", "Berg"]
    undone(lambda: books.do(withdraw_consent, jan, CONVOCATION, TODAY))
    assert books.ask(get_person, jan).person.convocation_by == "letter"


def test_the_dead_are_not_among_those_who_consent(books: Books) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    books.do(give_consent, NewConsent(jan, NEWSLETTER, date(2020, 1, 1)))
    person = replace(books.ask(get_person, jan).person, death_date=date(2026, 1, 1))
    books.do(change_person, ChangedPerson(jan, person))
    assert people_with_consent_on(books, TODAY) == set()
    late = NewConsent(jan, PHOTOGRAPHS, TODAY)
    assert refused(books, give_consent, late) == [("consent.dead", "given_on")]


def test_a_consent_noted_by_mistake_is_removed(books: Books, undone: Undone) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    books.do(give_consent, NewConsent(jan, NEWSLETTER, TODAY))
    number = books.ask(consents_of, jan)[0].id
    undone(lambda: books.do(remove_consent, number))
    assert books.ask(consents_of, jan) == []
    assert refused(books, remove_consent, number) == [("store.gone", None)]


def test_a_cooperative_has_purposes_of_its_own(books: Books, undone: Undone) -> None:
    number = undone(lambda: books.do(add_purpose, " Christmas  parcel ", "In the village"))
    jan = books.do(add_person, NewPerson(surname="Berg"))
    assert refused(books, add_purpose, "christmas PARCEL") == [("purpose.taken", "name")]
    assert refused(books, add_purpose, "newsletter") == [("purpose.taken", "name")]
    assert refused(books, add_purpose, " ") == [("purpose.empty", "name")]
    assert refused(books, add_purpose, "x" * 61) == [("purpose.long", "name")]
    books.do(give_consent, NewConsent(jan, str(number), TODAY))
    assert [row.purpose_name for row in books.ask(consents_of, jan)] == ["Christmas parcel"]
    assert books.ask(people_with_consent, str(number), TODAY) == {jan}
    givers = {row.name: row.givers for row in books.ask(purposes_with_givers, TODAY)}
    assert (givers["Christmas parcel"], givers["Newsletter"]) == (1, 0)
    undone(lambda: books.do(change_purpose, number, "Parcel", "", False))
    asked = {row.name: row.in_use for row in books.ask(list_purposes)}
    assert not asked["Parcel"]
    assert "Parcel" not in {row.name for row in books.ask(list_purposes, in_use=True)}
    assert refused(books, change_purpose, 9999, "Parcel", "", True) == [
        ("consent.purpose", "purpose")
    ]
    done = books.ask(find_done)
    assert done is not None
    assert done.sentence == "Hanneke changed the consent Parcel"


def test_an_applicant_consents_in_the_application(books: Books, undone: Undone) -> None:
    kind = books.ask(list_kinds)[0]
    new = NewApplication(
        kind.id,
        date(2026, 2, 1),
        NewPerson(surname="Berg"),
        channel="website",
        consents=(NEWSLETTER, MEMBERS_LIST),
    )
    made = undone(lambda: books.do(record_application, new))
    rows = books.ask(consents_of, books.ask(get_application, made).person_id)
    assert [(row.purpose, row.given_on, row.channel) for row in rows] == [
        (NEWSLETTER, date(2026, 2, 1), "website"),
        (MEMBERS_LIST, date(2026, 2, 1), "website"),
    ]


def test_two_entries_of_one_person_have_one_consent_and_withdrawn_is_withdrawn(
    books: Books, undone: Undone
) -> None:
    kept = books.do(add_person, NewPerson(surname="Berg"))
    gone = books.do(add_person, NewPerson(surname="Bergh"))
    books.do(give_consent, NewConsent(kept, NEWSLETTER, date(2022, 1, 1)))
    books.do(give_consent, NewConsent(gone, NEWSLETTER, date(2021, 1, 1)))
    books.do(withdraw_consent, gone, NEWSLETTER, date(2023, 1, 1))
    books.do(give_consent, NewConsent(gone, NEWSLETTER, date(2024, 1, 1)))
    books.do(give_consent, NewConsent(gone, PHONE, date(2024, 1, 1)))
    undone(lambda: books.do(merge_people, MergedPeople(kept, gone)))
    assert [
        (row.purpose, row.given_on, row.withdrawn_on) for row in books.ask(consents_of, kept)
    ] == [
        (NEWSLETTER, date(2024, 1, 1), None),
        (NEWSLETTER, date(2021, 1, 1), date(2023, 1, 1)),
        (PHONE, date(2024, 1, 1), None),
    ]
    assert books.ask(consents_of, gone) == []


def test_many_consent_at_once_and_who_cannot_is_left_out(books: Books, undone: Undone) -> None:
    jan = books.do(add_person, NewPerson(surname="Berg"))
    els = books.do(add_person, NewPerson(surname="Vos"))
    bo = books.do(add_person, NewPerson(surname="Vos", birth_date=date(2015, 1, 1)))
    books.do(give_consent, NewConsent(els, NEWSLETTER, date(2025, 1, 1)))
    many = ManyConsents((jan, els, bo), NEWSLETTER, date(2026, 2, 1), "email", " Round ")
    assert undone(lambda: books.do(give_consents, many)) == 1
    (row,) = books.ask(consents_of, jan)
    assert (row.given_on, row.channel, row.source) == (date(2026, 2, 1), "email", "Round")
    assert len(books.ask(consents_of, els)) == 1
    assert books.ask(consents_of, bo) == []
    assert refused(books, give_consents, many) == [("consent.nobody", None)]
    late = replace(many, given_on=date(2026, 3, 4), channel="pigeon")
    assert refused(books, give_consents, late) == [
        ("consent.channel", "channel"),
        ("consent.future", "given_on"),
    ]
    convened = replace(many, purpose=CONVOCATION)
    assert refused(books, give_consents, convened) == [("consent.one_by_one", "purpose")]
    number = books.do(add_purpose, "Parcel")
    assert books.do(give_consents, replace(many, purpose=str(number))) == 2
