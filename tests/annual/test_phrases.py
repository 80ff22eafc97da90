"""Turns of phrase: what is rounded still adds up, what is compared says so rightly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.annual.phrases import (
    at_the_start,
    euros,
    hours_in_line,
    in_words,
    more_or_less,
    rounded_hours,
    share_more_or_less,
    whole_hours,
)
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.words import (
    listed,
    signed,
    speaking,
)


@given(st.lists(st.integers(0, 200_000), max_size=40))
def test_whole_hours_add_up_to_the_whole_hours_of_the_total(minutes: list[int]) -> None:
    worked = [Duration(each) for each in minutes]
    shown = whole_hours(worked)
    assert sum(shown) == rounded_hours(Duration.total(worked))
    assert all(0 <= hours - each // 60 <= 1 for hours, each in zip(shown, minutes, strict=True))


def test_whole_hours_stay_what_they_are() -> None:
    assert whole_hours([Duration(120), Duration(60), Duration(0)]) == [2, 1, 0]


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        ((120, 90), ["2,0", "1,5"]),
        ((120, 60), ["2", "1"]),
        ((120, 75), ["2,00", "1,25"]),
        ((120, 80), ["2:00", "1:20"]),
        ((75_000 * 60, 30), ["75.000,0", "0,5"]),
    ],
)
def test_a_column_of_hours_has_equally_many_decimals(
    minutes: tuple[int, ...], written: list[str]
) -> None:
    worked = [Duration(each) for each in minutes]
    with speaking("nl"):
        write = hours_in_line(worked)
        assert [write(each) for each in worked] == written


def test_amounts_are_in_whole_euros_only_when_none_has_cents() -> None:
    with speaking("nl"):
        assert euros([Money(2000), Money(750_000)])(Money(750_000)) == "7.500"
        assert euros([Money(2050), Money(750_000)])(Money(750_000)) == "7.500,00"


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (312, 296, "16 meer dan in 2024"),
        (296, 312, "16 minder dan in 2024"),
        (312, 312, "evenveel als in 2024"),
        (0, 1, "1 minder dan in 2024"),
        (312, None, ""),
    ],
)
def test_a_difference_is_said_in_words(now: int, before: int | None, said: str) -> None:
    with speaking("nl"):
        assert more_or_less(now, before, "in 2024") == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (105, 100, "5% more than in 2024"),
        (95, 100, "5% fewer than in 2024"),
        (10_001, 10_000, "almost as many as in 2024"),
        (100, 100, "as many as in 2024"),
        (350, 100, "250% more than in 2024"),
        (0, 100, "100% fewer than in 2024"),
        (5, 0, ""),
    ],
)
def test_a_share_is_only_said_of_something(now: int, before: int, said: str) -> None:
    with speaking("en"):
        assert share_more_or_less(now, before, "in 2024") == said


def test_small_numbers_are_words() -> None:
    with speaking("nl"):
        assert [in_words(each) for each in (1, 2, 12, 13)] == ["1", "twee", "twaalf", "13"]


def test_names_are_listed_with_and_before_the_last() -> None:
    with speaking("nl"):
        assert listed([]) == ""
        assert listed(["Bert"]) == "Bert"
        assert listed(["Bert", "Ina", "Łukasz"]) == "Bert, Ina en Łukasz"


def test_a_sentence_begins_with_a_capital() -> None:
    assert at_the_start("één besluit") == "Eén besluit"
    assert at_the_start("") == ""


def test_signs_stand_before_differences_only() -> None:
    assert [signed(each) for each in (16, -7, 0)] == ["+\u00a016", "\u2212\u00a07", "0"]
