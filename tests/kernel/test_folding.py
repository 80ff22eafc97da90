"""Text without accents and capitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.kernel.folding import normalised, searchable


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Łukasz  Çağati-Müller ", "lukasz cagati-muller"),
        ("Żáïŀëñøŕ Åłéèç Ðëļŧå 'S", "zailenor aleec delta 's"),
        ("Ŋ ĸ Œ Æ ß ẞ Þ đ ħ ı İ", "n k oe ae ss ss th d h i i"),
        ("’t Hart", "'t hart"),
        ("Ĳsbrand ĳs", "ijsbrand ijs"),
        ("Dezső Eötvös", "dezso eotvos"),
        ("李小龍 Иван", "李小龍 иван"),
        ("", ""),
    ],
)
def test_letters_lose_what_nobody_types(text: str, wanted: str) -> None:
    assert normalised(text) == wanted


def test_ij_and_y_find_each_other_from_the_first_letters_on() -> None:
    assert searchable("Dijkstra") == searchable("Dykstra") == searchable("DĲKSTRA")
    assert searchable("Dykstra").startswith(searchable("di"))
    assert searchable("Dijkstra").startswith(searchable("dy"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
