"""Citizen service numbers are recognised in every dress, other numbers are not accused."""

from __future__ import annotations

from itertools import count, islice

import pytest

from coopadmin.formats.identifiers import column_is_bsn, heading_says_bsn, looks_like_bsn


def passing(start: int) -> list[str]:
    """Numbers made here that pass the eleven-test, from `start` on."""
    return list(islice((f"{n:09}" for n in count(start) if looks_like_bsn(f"{n:09}")), 12))


@pytest.mark.parametrize(
    "text",
    ["111222333", " 111222333 ", "1112.22.333", "111 222 333", "'111222333", "BSN: 111222333",
     "111222333.0", "11122233-3", "１１１２２２３３３", "12345672"],
)  # fmt: skip
def test_a_number_is_recognised_however_it_is_written(text: str) -> None:
    assert looks_like_bsn(text)


@pytest.mark.parametrize(
    "text",
    ["", "111222334", "000000000", "1112223334", "0612345678", "19800229", "Jan", "12-03-2020",
     "NL91ABNA0417164300", "-" * 100],
)  # fmt: skip
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert not looks_like_bsn(text)


@pytest.mark.parametrize(
    "heading",
    ["BSN", "bsn-nummer", "BSN nr.", "bsnnummer", "Burgerservicenummer", "burger service nummer",
     "Sofinummer", "SoFi-nr", "sofi", "Naam en BSN", "01.01.20", "09.01.20", "BSN (verplicht)"],
)  # fmt: skip
def test_a_heading_says_it_in_old_words_and_element_numbers_too(heading: str) -> None:
    assert heading_says_bsn(heading)


@pytest.mark.parametrize("heading", ["Sofie", "Absnaam", "Lidnummer", "01.01.10", "01.01.2020", ""])
def test_another_heading_does_not(heading: str) -> None:
    assert not heading_says_bsn(heading)


def test_more_than_nine_in_ten_filled_cells_make_the_column() -> None:
    numbers = passing(100_000_000)
    assert column_is_bsn([*numbers[:10], "", " ", "onbekend"])
    assert not column_is_bsn([*numbers[:9], "onbekend"])
    assert not column_is_bsn([])
    assert not column_is_bsn(["", ""])


def test_one_number_of_nine_digits_is_enough_where_nothing_else_is_promised() -> None:
    (number, *others) = passing(100_000_000)
    assert column_is_bsn([number])
    assert not column_is_bsn([number, number, *others[:2]], other_number=True)
    assert column_is_bsn([number, *others[:3]], other_number=True)


def test_a_lost_zero_hides_nothing_and_one_date_is_no_proof() -> None:
    short = [number.lstrip("0") for number in passing(20_000_000)]
    assert column_is_bsn(short)
    assert not column_is_bsn([short[0]] * 8)


def test_growing_member_numbers_are_not_accused() -> None:
    assert not column_is_bsn([str(number) for number in range(100_000_000, 100_000_400)])
    assert not column_is_bsn([f"2026{month:02}{day:02}" for month in (1, 2) for day in (1, 15)])
