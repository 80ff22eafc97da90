"""Dates in lists, whole and in part."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopadmin.formats.dates import ListDate, read_list_date
from coopadmin.kernel.problem import Refused

TODAY = date(2026, 11, 21)
MARCH = date(2020, 3, 12)


@pytest.mark.parametrize(
    "text",
    ["12-03-2020", "12-3-2020", "12/03/2020", "12.3.2020", "12. 3. 2020", "2020-03-12",
     "2020/3/12", "20200312", "12032020", "12-03-20", "12 mrt 2020", "12 maart 2020",
     "12 March 2020", "12. März 2020", "12 mars '20", "2020-03-12 00:00:00",
     "2020-03-12T10:20:30.5+01:00", " 12-03-2020 "],
)  # fmt: skip
def test_a_date_is_read_as_lists_write_it(text: str) -> None:
    assert read_list_date(text, TODAY) == ListDate(MARCH, 2020)


@pytest.mark.parametrize(
    ("text", "year"),
    [("19660013", 1966), ("19660000", 1966), ("00-00-1966", 1966), ("1966-05-00", 1966),
     ("1966", 1966), ("mei 1966", 1966), ("05-1966", 1966), ("00000000", None),
     ("onbekend", None), ("?", None)],
)  # fmt: skip
def test_of_a_date_in_part_the_year_is_kept_with_a_remark(text: str, year: int | None) -> None:
    found = read_list_date(text, TODAY, field="birth_date")
    assert (found.day, found.year) == (None, year)
    assert found.remark is not None
    assert found.remark.field == "birth_date"


@pytest.mark.parametrize(
    "text",
    ["30-02-2020", "31-04-2020", "2019-02-29", "20190229", "03/25/1990", "12 foo 2020", "Jan",
     "12-03", "1-1-1", "01-01-1753", "99999", "12-03-2300", "٣"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_list_date(text, TODAY, field="since")
    (problem,) = refused.value.problems
    assert problem.field == "since"
    assert text in str(problem)


def test_two_digits_of_a_year_never_lie_ahead() -> None:
    assert read_list_date("21-11-26", TODAY).day == date(2026, 11, 21)
    assert read_list_date("22-11-26", TODAY).day == date(1926, 11, 22)
    assert read_list_date("1-1-45", TODAY).day == date(1945, 1, 1)


def test_a_day_number_of_excel_is_read_and_said() -> None:
    found = read_list_date("43902", TODAY)
    assert found.day == MARCH
    assert found.remark is not None
    assert found.remark.code == "date.serial"


def test_an_empty_cell_is_nothing_and_the_end_of_time_is_no_date() -> None:
    assert read_list_date("  ", TODAY) == ListDate()
    found = read_list_date("31-12-9999", TODAY)
    assert (found.day, found.year) == (None, None)
    assert found.remark is not None


@given(st.dates(date(1800, 1, 1), date(2200, 12, 30)))
def test_every_day_comes_back_from_every_way_of_writing(day: date) -> None:
    for pattern in ("%Y-%m-%d", "%Y%m%d", "%d-%m-%Y", "%d.%m.%Y"):
        text = day.strftime(pattern)
        assert read_list_date(text, TODAY).day == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        read_list_date(text, TODAY)
    except Refused:
        return
