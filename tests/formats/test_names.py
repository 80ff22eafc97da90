"""Dutch names come apart the way their bearers see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.formats.lists import read_list
from coopadmin.formats.names import (
    ReadName,
    initials_from,
    initials_of,
    read_name_usage,
    read_salutation,
    split_full_name,
    split_surname,
)
from coopadmin.people.names import NameUsage, PersonName, Salutation, sorted_name
from tests.realfiles import expected, real_file


@pytest.mark.parametrize(
    ("text", "prefix", "core"),
    [
        ("van den Berg", "van den", "Berg"),
        ("Van den Berg", "van den", "Berg"),
        ("VAN DEN BERG", "van den", "BERG"),
        ("De Wit", "de", "Wit"),
        ("'t Hart", "'t", "Hart"),
        ("’t Hart", "’t", "Hart"),
        ("'tHart", "'t", "Hart"),
        ("'touch", "", "'touch"),
        ("in 't Veld", "in 't", "Veld"),
        ("op de Beeck", "op de", "Beeck"),
        ("over 't Water", "over 't", "Water"),
        ("uijt te de Haag", "uijt te de", "Haag"),
        ("d'Ancona", "d'", "Ancona"),
        ("von Thursen", "von", "Thursen"),
        ("El Amrani", "El", "Amrani"),
        ("Da Silva", "Da", "Silva"),
        ("Van Den Broeck", "Van Den", "Broeck"),
        ("van der Berg-de Vries", "van der", "Berg-de Vries"),
        ("Jansen van Galen", "", "Jansen van Galen"),
        ("Vandenberg", "", "Vandenberg"),
        ("Van", "", "Van"),
        ("de", "", "de"),
        ("  ", "", ""),
    ],
)
def test_a_prefix_is_told_from_the_surname(text: str, prefix: str, core: str) -> None:
    assert split_surname(text) == (prefix, core)


def test_every_prefix_of_the_register_is_known() -> None:
    real_file("members/brp_testset.csv")
    for prefix in expected("members")["brp_testset.csv"]["voorvoegsels"]:
        assert split_surname(f"{prefix} Berg")[0].lower() == prefix.lower()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Annie van den Berg-Holtrop",
            ReadName(call_name="Annie", prefix="van den", surname="Berg-Holtrop"),
        ),
        ("Berg, J. van den", ReadName(initials="J.", prefix="van den", surname="Berg")),
        ("Berg, van den, J.", ReadName(initials="J.", prefix="van den", surname="Berg")),
        ("Berg van den, J.", ReadName(initials="J.", prefix="van den", surname="Berg")),
        ("Van den Berg, J.", ReadName(initials="J.", prefix="van den", surname="Berg")),
        (
            "Berg, J.P. van den (Jan)",
            ReadName(initials="J.P.", call_name="Jan", prefix="van den", surname="Berg"),
        ),
        (
            "Berg-Holtrop, Annie van den",
            ReadName(call_name="Annie", prefix="van den", surname="Berg-Holtrop"),
        ),
        ("Berg - Holtrop, Annie", ReadName(call_name="Annie", surname="Berg-Holtrop")),
        ("dhr. JP de Wit", ReadName("mr", initials="J.P.", prefix="de", surname="Wit")),
        (
            "De heer H. van 't Hek",
            ReadName("mr", initials="H.", prefix="van 't", surname="Hek"),
        ),
        ("Mevr. A.M. Jansen", ReadName("mrs", initials="A.M.", surname="Jansen")),
        ("prof. dr. J. Klaassen", ReadName(title="prof. dr.", initials="J.", surname="Klaassen")),
        ("Jan Pieter Jansen", ReadName(first_names="Jan Pieter", surname="Jansen")),
        ("J. Jansen van Galen", ReadName(initials="J.", surname="Jansen van Galen")),
        ("JAN DE VRIES", ReadName(call_name="JAN", prefix="de", surname="VRIES")),
        ("Mohamed El Amrani", ReadName(call_name="Mohamed", prefix="El", surname="Amrani")),
        ("Al Gore", ReadName(call_name="Al", surname="Gore")),
        ("van den Berg", ReadName(prefix="van den", surname="Berg")),
        ("Jansen", ReadName(surname="Jansen")),
        ("", ReadName()),
        (",", ReadName()),
    ],
)
def test_a_whole_name_comes_apart(text: str, wanted: ReadName) -> None:
    assert split_full_name(text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("J. de Vries en A. Bakker", "name.two_people"),
        ("Jan & Annie de Vries", "name.two_people"),
        ("Fam. de Boer", "name.family"),
    ],
)
def test_more_people_in_one_cell_are_noticed(text: str, code: str) -> None:
    remark = split_full_name(text).remark
    assert remark is not None
    assert remark.code == code


@given(
    st.sampled_from(["", "van", "van der", "'t", "in 't", "op de", "El"]),
    st.sampled_from(["Berg", "Berg-Holtrop", "IJzerman", "Hart", "Żywiałowska"]),
    st.sampled_from(["J.", "A.M.", "Annie", "Jan-Pieter", "Éric"]),
)
def test_a_name_sorted_for_a_list_is_read_back(prefix: str, surname: str, given_name: str) -> None:
    read = split_full_name(
        sorted_name(PersonName(prefix=prefix, surname=surname, call_name=given_name))
    )
    assert (read.prefix, read.surname) == (prefix, surname)
    assert read.call_name or read.initials == given_name


@given(st.text(max_size=40))
def test_any_text_is_some_name(text: str) -> None:
    name = split_full_name(text)
    if name.call_name or name.prefix or name.initials:
        assert text.strip()
    initials_of(text)
    initials_from(text)


def test_every_surname_of_the_register_survives() -> None:
    sheet = read_list(real_file("members/brp_testset.csv"))
    column = sheet.find_column("01.02.40")
    assert column is not None
    for surname in sheet.values(column):
        prefix, core = split_surname(surname)
        assert f"{prefix} {core}".strip().replace(" ", "") == surname.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("JP", "J.P."), ("J.P.", "J.P."), ("J P", "J.P."), ("j.p", "J.P."), ("J.-P.", "J.P."),
     ("Jan Pieter", "J.P."), ("Th.J.", "Th.J."), ("IJ.", "IJ."), ("IJ", "IJ."), ("É", "É."),
     ("IJsbrand", "IJ."), ("", "")],
)  # fmt: skip
def test_initials_get_one_way_of_writing(text: str, wanted: str) -> None:
    assert initials_of(text) == wanted


def test_initials_are_made_of_first_names() -> None:
    assert initials_from("IJsbrand Jan-Pieter éric") == "IJ.J.P.É."


def test_salutations_and_name_usage_are_known_in_many_words() -> None:
    for text, code in {
        "M": "mr", "dhr.": "mr", "De heer": "mr", "V": "mrs", "mevr": "mrs", "Mw.": "mrs",
        "w": "mrs", "O": "neutral", "X": "neutral", "": "",
    }.items():  # fmt: skip
        assert read_salutation(text) == (code, None)
    assert {code for text in ("m", "v", "x") if (code := read_salutation(text)[0])} == set(
        Salutation
    )
    assert [read_name_usage(text)[0] for text in "EPVN"] == list(NameUsage)
    assert read_name_usage("Partner-eigen")[0] == NameUsage.PARTNER_OWN
    for code, remark in (read_salutation("baas"), read_name_usage("Z")):
        assert code == ""
        assert remark is not None
