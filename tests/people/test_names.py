"""Names as they are spoken, sorted and addressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopadmin.people.names import (
    PersonName,
    addressed_surname,
    capitalised,
    formal_name,
    salutation_of,
    sort_key,
    sorted_name,
    spoken_name,
    surname_parts,
)

ANNIE = PersonName(
    "Berg", "van den", call_name="Annie", initials="A.M.", partner_prefix="de",
    partner_surname="Wit", salutation="mrs",
)  # fmt: skip


@pytest.mark.parametrize(
    ("usage", "spoken", "in_a_list"),
    [
        ("", "Annie van den Berg", "Berg, Annie van den"),
        ("own", "Annie van den Berg", "Berg, Annie van den"),
        ("partner", "Annie de Wit", "Wit, Annie de"),
        ("partner-own", "Annie de Wit-van den Berg", "Wit-van den Berg, Annie de"),
        ("own-partner", "Annie van den Berg-de Wit", "Berg-de Wit, Annie van den"),
    ],
)
def test_the_surname_in_use_is_shown(usage: str, spoken: str, in_a_list: str) -> None:
    name = replace(ANNIE, name_usage=usage)
    assert spoken_name(name) == spoken
    assert sorted_name(name) == in_a_list


def test_without_a_partners_name_the_own_name_is_used_and_the_other_way_round() -> None:
    alone = replace(ANNIE, partner_prefix="", partner_surname="")
    for usage in ("partner", "partner-own", "own-partner"):
        assert surname_parts(replace(alone, name_usage=usage)) == ("van den", "Berg")
    assert surname_parts(replace(ANNIE, surname="", prefix="")) == ("de", "Wit")


def test_lists_are_sorted_on_the_core_of_the_surname() -> None:
    names = [
        PersonName("Żywiałowska", call_name="Róza"),
        PersonName("Hart", "'t", call_name="Jan"),
        PersonName("Boer", "de", call_name="Jan"),
        PersonName("Bergsma", call_name="Jan"),
        PersonName("Berg-Holtrop", "van den", call_name="Annie"),
        PersonName("Berg", "van den", call_name="Piet"),
        PersonName("Berg", call_name="Jan"),
        PersonName("Éderveen", call_name="Jan"),
        PersonName(organisation_name="Dorpshuis De Hoek"),
        PersonName("IJzerman", call_name="Jan"),
        PersonName("Yzerman", call_name="Kees"),
        PersonName("Ypma", call_name="Jan"),
    ]
    assert [spoken_name(name) for name in sorted(names, key=sort_key)] == [
        "Jan Berg",
        "Piet van den Berg",
        "Annie van den Berg-Holtrop",
        "Jan Bergsma",
        "Jan de Boer",
        "Dorpshuis De Hoek",
        "Jan Éderveen",
        "Jan 't Hart",
        "Jan IJzerman",
        "Jan Ypma",
        "Kees Yzerman",
        "Róza Żywiałowska",
    ]


def test_a_prefix_gets_a_capital_only_where_nothing_stands_before_it() -> None:
    assert capitalised("van den") == "Van den"
    assert capitalised("'t") == "'t"
    assert capitalised("d'") == "d'"
    assert capitalised("") == ""
    assert spoken_name(PersonName("Berg", "van den")) == "Van den Berg"
    assert formal_name(PersonName("Hart", "'t")) == "'t Hart"
    assert addressed_surname(PersonName("Silva", "Da")) == "Da Silva"
    assert spoken_name(PersonName("Ancona", "d'", call_name="Hedy")) == "Hedy d'Ancona"


def test_initials_are_taken_or_made_and_titles_stand_before_them() -> None:
    assert formal_name(ANNIE) == "A.M. van den Berg"
    assert formal_name(PersonName("Wit", "de", first_names="IJsbrand Jan-Pieter")) == (
        "IJ.J.P. de Wit"
    )
    assert formal_name(PersonName("Wit", title="dr.", call_name="Jan")) == "dr. J. Wit"
    assert formal_name(PersonName(organisation_name="Rabobank")) == "Rabobank"


@pytest.mark.parametrize(
    ("name", "informal", "wanted"),
    [
        (ANNIE, False, "Dear Mrs Van den Berg"),
        (replace(ANNIE, salutation="mr", surname="Hart", prefix="'t"), False, "Dear Mr 't Hart"),
        (replace(ANNIE, salutation=""), False, "Dear A.M. van den Berg"),
        (replace(ANNIE, salutation="neutral"), False, "Dear A.M. van den Berg"),
        (ANNIE, True, "Hello Annie"),
        (replace(ANNIE, call_name=""), True, "Dear Mrs Van den Berg"),
        (PersonName(organisation_name="Rabobank"), False, "Dear Sir or Madam"),
    ],
)
def test_a_letter_begins_as_it_should(name: PersonName, informal: bool, wanted: str) -> None:
    template, values = salutation_of(name, informal=informal)
    assert template.format(**values) == wanted
