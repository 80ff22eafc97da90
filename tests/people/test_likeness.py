"""Who may be one person: names as they sound, and what else is the same or speaks against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coopadmin.people.likeness import Entry, find_likenesses, sound
from coopadmin.people.rules import NewPerson

ANNIE = NewPerson(
    call_name="Annie",
    prefix="van den",
    surname="Berg",
    birth_date=date(1950, 3, 12),
    postcode="1234 AB",
    house_number=3,
    email="annie@voorbeeld.nl",
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dijkstra", "Dykstra"),
        ("Jansen", "Janssen"),
        ("Smit", "Smid"),
        ("Meijer", "Meyer"),
        ("Cornelisse", "Kornelissen"),
        ("Visscher", "Visser"),
        ("de Vries", "de Fries"),
        ("Wouters", "Wauters"),
        ("Zürn", "Zurn"),
        ("Ж", "Ж"),
    ],
)
def test_names_that_sound_alike_have_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Koeman", "Kooman"), ("Bakker", "Bekker")])
def test_names_that_sound_otherwise_have_another(one: str, other: str) -> None:
    assert sound(one) != sound(other)


def reasons(one: NewPerson, other: NewPerson) -> tuple[str, ...]:
    found = find_likenesses([Entry(1, one), Entry(2, other)])
    return found[0].reasons if found else ()


def changed(**values: object) -> NewPerson:
    return replace(ANNIE, **values)  # type: ignore[arg-type]


def test_the_reasons_are_told() -> None:
    nameless = changed(surname="Bergh", prefix="", call_name="")
    assert reasons(ANNIE, nameless) == ("name", "birth_date", "email", "address")
    again = changed(call_name="", initials="A.", surname="van den Bergh", prefix="")
    assert reasons(ANNIE, again) == ("name", "birth_date", "email", "address")
    married = changed(surname="Holtrop", email="", house_number=9)
    assert reasons(ANNIE, married) == ()
    assert reasons(ANNIE, replace(married, house_number=3)) == ("birth_date", "address")
    slip = changed(birth_date=date(1950, 12, 3))
    assert reasons(ANNIE, slip) == ("name", "email", "address")


def test_couples_twins_namesakes_and_firms_are_not_proposed() -> None:
    assert reasons(ANNIE, changed(call_name="Jan", birth_date=None)) == ()
    assert reasons(ANNIE, changed(call_name="Bas")) == (), "a twin"
    assert reasons(ANNIE, changed(birth_date=date(1980, 1, 1), email="")) == (), "a daughter"
    elsewhere = changed(birth_date=None, email="", postcode="4321 AB")
    assert reasons(ANNIE, elsewhere) == (), "a namesake"
    firm = NewPerson(nature="organisation", organisation_name="Van den Berg", email=ANNIE.email)
    assert reasons(ANNIE, firm) == ()


def test_two_who_are_apart_stay_so() -> None:
    pair = [Entry(1, ANNIE), Entry(2, ANNIE)]
    assert [(one.one, one.other) for one in find_likenesses(pair)] == [(1, 2)]
    assert find_likenesses(pair, frozenset({(1, 2)})) == []
