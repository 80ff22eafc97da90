"""Columns find their field, and those that are not kept say why."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from coopadmin.formats.dates import read_list_date
from coopadmin.formats.delimited import read_delimited
from coopadmin.formats.encodings import DecodedText
from coopadmin.formats.fields import FIELDS, find_field, heading_key
from coopadmin.formats.headings import ListMapping, choose_columns, propose_mapping
from coopadmin.formats.lists import SheetList, read_list
from coopadmin.kernel.problem import Refused
from tests.realfiles import real_file

BSN = "111222333"


def sheet_of(headings: str, *lines: str) -> SheetList:
    text = "\n".join([headings, *(lines or (";".join("abc" for _ in headings.split(";")),))])
    return read_delimited(DecodedText(text, "UTF-8"), "list.csv", ";")


def fields(headings: str, *lines: str) -> list[str | None]:
    return [use.field for use in propose_mapping(sheet_of(headings, *lines)).uses]


def reasons(mapping: ListMapping) -> dict[str, str]:
    return {use.column.name: use.reason.code for use in mapping.uses if use.reason is not None}


def test_every_field_is_found_by_its_own_name_and_no_heading_means_two() -> None:
    assert [found.name for field in FIELDS if (found := find_field(field.name))] == [
        field.name for field in FIELDS
    ]
    keys = Counter(
        key
        for field in FIELDS
        for key in {heading_key(heading) for heading in field.headings.split(",")} - {""}
    )
    assert [key for key, times in keys.items() if times > 1] == []
    assert find_field("Lid nr.") is find_field("member_number")
    assert find_field("kleur") is None


def test_a_dutch_list_is_recognised() -> None:
    assert fields(
        "Lidnr.;Voorletters;Tussenv.;Achternaam;Adres;Postcode;Woonplaats;E-mailadres;Tel. nr.;"
        "Mobiel;Geb. datum (dd-mm-jjjj);Lid sinds;Soort lid;IBAN"
    ) == [
        "member_number", "initials", "prefix", "surname", "address", "postcode", "town", "email",
        "phone", "mobile", "birth_date", "since", "kind", "iban",
    ]  # fmt: skip


def test_naam_is_the_whole_name_or_the_surname_or_too_much() -> None:
    assert fields("Naam;Plaats") == ["full_name", "town"]
    assert fields("Naam;Voorletters") == ["surname", "initials"]
    mapping = propose_mapping(sheet_of("Naam;Achternaam;Voornaam"))
    assert reasons(mapping) == {"Naam": "column.parts"}
    assert fields("Voornaam;Roepnaam;Achternaam") == ["first_names", "call_name", "surname"]
    assert fields("Voornaam;Achternaam") == ["call_name", "surname"]


def test_a_bare_number_is_the_house_number_behind_a_street_and_else_only_a_guess() -> None:
    assert fields("Naam;Straat;Nr") == ["full_name", "street", "house_number"]
    assert fields("Naam;Adres;Nr") == ["full_name", "street", "house_number"]
    mapping = propose_mapping(sheet_of("Nr;Naam"))
    assert mapping.uses[0].field is None
    assert mapping.uses[0].guess == "member_number"


def test_the_better_heading_wins_and_the_other_says_so() -> None:
    mapping = propose_mapping(sheet_of("Mail;E-mail;Telefoon;Telefoon;Naam"))
    assert [use.field for use in mapping.uses] == [None, "email", "phone", None, "full_name"]
    assert [use.reason.code for use in mapping.ignored if use.reason] == ["column.taken"] * 2
    assert mapping.uses[0].guess == "email"


def test_what_only_resembles_is_a_guess() -> None:
    mapping = propose_mapping(sheet_of("Naam;Wonplaats;Xyz"))
    assert [(use.field, use.guess) for use in mapping.uses] == [
        ("full_name", None), (None, "town"), (None, None),
    ]  # fmt: skip


def test_columns_that_are_not_kept_have_their_reason() -> None:
    mapping = propose_mapping(
        sheet_of(
            "Naam;Nationaliteit;Opmerkingen;A-nummer;;;Overleden;kleur",
            "Jan;NL;doof;1234567890;;x;nee;rood",
        )
    )
    assert [use.reason.code for use in mapping.ignored if use.reason] == [
        "column.sensitive", "column.free_text", "column.key_only", "column.empty",
        "column.no_heading", "column.yes_no", "column.unknown",
    ]  # fmt: skip
    assert mapping.fields.keys() == {"full_name", "person_number"}


def test_a_bsn_is_left_out_by_heading_and_by_content_and_cannot_be_chosen() -> None:
    sheet = sheet_of("Naam;Sofinr;Lidnummer;Telefoon", f"Jan;;{BSN};{BSN}")
    mapping = propose_mapping(sheet)
    assert [use.forbidden for use in mapping.uses] == [False, True, True, False]
    for column in ("Lidnummer", "3", "sofinr"):
        with pytest.raises(Refused) as refused:
            choose_columns(sheet, mapping, {column: "member_number"})
        assert [problem.code for problem in refused.value.problems] == ["column.bsn_refused"]
    assert choose_columns(sheet, mapping, {"Lidnummer": "-"}).uses[2].forbidden
    assert BSN not in repr(mapping)


def test_the_person_chooses_otherwise() -> None:
    sheet = sheet_of("Naam;Nr;Bijnaam;Mail", "Jan de Wit;7;Jantje;jan@example.nl")
    mapping = choose_columns(
        sheet, propose_mapping(sheet), {"nr": "member_number", "3": "Naam", "Mail": ""}
    )
    assert {field: column.name for field, column in mapping.fields.items()} == {
        "member_number": "Nr", "full_name": "Bijnaam",
    }  # fmt: skip
    assert reasons(mapping) == {"Naam": "column.taken", "Mail": "column.left_out"}
    assert mapping.values(sheet.rows[0]) == {"member_number": "7", "full_name": "Jantje"}


def test_wrong_choices_are_refused_all_at_once() -> None:
    sheet = sheet_of("Naam;Plaats;Stad")
    with pytest.raises(Refused) as refused:
        choose_columns(
            sheet,
            propose_mapping(sheet),
            {"Kleur": "town", "Naam": "kleur", "Plaats": "town", "Stad": "town"},
        )
    assert [problem.code for problem in refused.value.problems] == [
        "column.unknown_name", "field.unknown_name", "field.twice",
    ]  # fmt: skip


def test_lists_of_a_german_program_are_recognised() -> None:
    mapping = propose_mapping(read_list(real_file("members/hitobito_two_rows.csv")))
    assert list(mapping.fields) == ["call_name", "surname", "birth_date", "town", "email"]
    sheet = read_list(real_file("members/hitobito_list.csv"))
    mapping = propose_mapping(sheet)
    assert mapping.fields["organisation_name"].heading == "company_name"
    assert mapping.fields["phone"].heading == "phone_number_privat"
    assert mapping.values(sheet.rows[0])["surname"] == "Hagenes"
    assert reasons(mapping)["company"] == "column.yes_no"


def test_a_table_of_municipalities_names_nobody() -> None:
    mapping = propose_mapping(read_list(real_file("members/gemeententabel33.csv")))
    assert not mapping.names_somebody
    assert not mapping.fields


def test_the_register_gives_332_people_and_no_bsn() -> None:
    sheet = read_list(real_file("members/brp_testset.csv"))
    mapping = propose_mapping(sheet)
    assert mapping.register
    assert [use.column.heading for use in mapping.uses if use.forbidden] == [
        f"{category}.01.20" for category in ("01", "02", "03", "05", "09")
    ]
    assert {field: column.heading for field, column in mapping.fields.items()} == {
        "person_number": "01.01.10", "first_names": "01.02.10", "prefix": "01.02.30",
        "surname": "01.02.40", "birth_date": "01.03.10", "salutation": "01.04.10",
        "name_usage": "01.61.10", "death_date": "06.08.10", "street": "08.11.10",
        "house_number": "08.11.20", "house_letter": "08.11.30", "house_addition": "08.11.40",
        "postcode": "08.11.60", "town": "08.11.70",
    }  # fmt: skip
    assert len(mapping.ignored) == len(sheet.columns) - len(mapping.fields) + 1
    people: dict[str, dict[str, str]] = {}
    nameless = len(sheet.empty_lines)
    earlier = 0
    for row in sheet.rows:
        values = mapping.values(row)
        if not values["surname"] and not values["person_number"]:
            nameless += 1
        elif values["person_number"] in people:
            earlier += 1
        else:
            people[values["person_number"]] = values
    assert (len(people), nameless, earlier) == (332, 672, 78)
    assert sum(bool(values["death_date"]) for values in people.values()) == 15
    births = [
        read_list_date(values["birth_date"], date(2026, 11, 21)) for values in people.values()
    ]
    assert sum(birth.remark is not None for birth in births) == 3
