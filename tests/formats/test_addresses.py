"""Addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coopadmin.formats.addresses import (
    HouseNumber,
    read_country,
    read_house_number,
    read_postcode,
    split_postcode_town,
    split_street,
)


@pytest.mark.parametrize(
    ("text", "number", "letter", "addition"),
    [
        ("12", 12, "", ""),
        ("3a", 3, "a", ""),
        ("3 A", 3, "A", ""),
        ("12-III", 12, "", "III"),
        ("12-I", 12, "", "I"),
        ("12 bis", 12, "", "bis"),
        ("14-H", 14, "", "H"),
        ("12 A-2", 12, "A", "2"),
        ("12A2", 12, "A", "2"),
        ("12/2", 12, "", "2"),
        ("12-14", 12, "", "14"),
        ("nr. 7", 7, "", ""),
        ("", None, "", ""),
    ],
)
def test_a_house_number_comes_apart(
    text: str, number: int | None, letter: str, addition: str
) -> None:
    assert read_house_number(text) == HouseNumber(number, letter, addition)


@pytest.mark.parametrize("text", ["t/o 12", "0", "woonboot", "123456"])
def test_a_house_number_that_cannot_be_read_is_kept_with_a_remark(text: str) -> None:
    found = read_house_number(text)
    assert (found.number, found.addition) == (None, text)
    assert found.remark is not None


def test_a_long_addition_is_kept_with_a_remark() -> None:
    found = read_house_number("12 hoog achter")
    assert (found.number, found.addition) == (12, "hoog achter")
    assert found.remark is not None


@pytest.mark.parametrize(
    ("text", "street", "house"),
    [
        ("Dorpsstraat 12 A-2", "Dorpsstraat", HouseNumber(12, "A", "2")),
        ("Dorpsstraat, 12", "Dorpsstraat", HouseNumber(12)),
        ("Dorpsstraat 12 - 2", "Dorpsstraat", HouseNumber(12, "", "2")),
        ("Dorpsstraat12", "Dorpsstraat", HouseNumber(12)),
        ("Plein 1940-1945 3", "Plein 1940-1945", HouseNumber(3)),
        ("Plein '40-'45 12", "Plein '40-'45", HouseNumber(12)),
        ("Laan 1813 5", "Laan 1813", HouseNumber(5)),
        ("1e Oosterparkstraat 10-III", "1e Oosterparkstraat", HouseNumber(10, "", "III")),
        ("Kerkstraat 12 bis", "Kerkstraat", HouseNumber(12, "", "bis")),
        ("Kerkstraat 12 2", "Kerkstraat", HouseNumber(12, "", "2")),
        ("Postbus 123", "Postbus", HouseNumber(123)),
        ("'t Hof 3a", "'t Hof", HouseNumber(3, "a")),
        ("2e Straat", "2e Straat", HouseNumber()),
        ("94, boulevard Alphonse Giraud", "94, boulevard Alphonse Giraud", HouseNumber()),
        ("Dorpsstraat", "Dorpsstraat", HouseNumber()),
        ("", "", HouseNumber()),
    ],
)
def test_a_street_comes_apart_from_its_number(text: str, street: str, house: HouseNumber) -> None:
    assert split_street(text) == (street, house)


@given(st.text(max_size=40))
@example("::::0")
def test_no_part_of_a_street_is_lost(text: str) -> None:
    street, house = split_street(text)
    if house.number is None:
        assert street == " ".join(text.split())
    else:
        assert str(house.number) in text or int(house.number) >= 0
        assert street


def test_a_postcode_gets_one_way_of_writing_and_any_other_text_is_kept() -> None:
    for text in ("1234ab", "1234 AB", " 1234  ab ", "NL-1234 AB"):
        assert read_postcode(text) == ("1234 AB", None)
    for text in ("1234SS", "0123 AB", "26 422", "9000", "1234A8"):
        kept, remark = read_postcode(text)
        assert kept == text
        assert remark is not None
        assert remark.field == "postcode"
    assert read_postcode("26 422", "FR") == ("26 422", None)
    assert read_postcode(" ") == ("", None)


def test_a_postcode_comes_apart_from_its_town() -> None:
    assert split_postcode_town("1234AB Utrecht") == ("1234AB", "Utrecht")
    assert split_postcode_town("1234 AB  's-Gravenhage") == ("1234 AB", "'s-Gravenhage")
    assert split_postcode_town("B-9000 Gent") == ("B-9000", "Gent")
    assert split_postcode_town("Bergen op Zoom") == ("", "Bergen op Zoom")


def test_countries_are_known_in_four_languages_and_others_are_kept() -> None:
    for text, code in {
        "": "NL", "Nederland": "NL", "België": "BE", "Schweiz": "CH", "us": "US", "AUS": "AU",
        "Österreich": "AT", "pt": "PT",
    }.items():  # fmt: skip
        assert read_country(text) == (code, None)
    kept, remark = read_country("Verweggistan")
    assert kept == "Verweggistan"
    assert remark is not None
