"""Members by area, age and kind on any day."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.members.profile import age_class
from coopadmin.people.rules import NewPerson

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("born", "year", "expected"),
    [
        (date(1956, 3, 3), None, "70-79"),
        (date(1956, 3, 4), None, "60-69"),
        (date(1930, 1, 1), None, "90+"),
        (date(2020, 1, 1), None, "0-9"),
        (None, 1956, "70-79"),
        (None, None, ""),
        (date(2027, 1, 1), None, ""),
    ],
)
def test_an_age_is_that_of_the_day(born: date | None, year: int | None, expected: str) -> None:
    person = NewPerson(surname="Berg", birth_date=born, birth_year=year)
    assert age_class(person, date(2026, 3, 3)) == expected


def test_the_profile_is_that_of_the_day_that_was_asked(path: Path, coopadmin: Run) -> None:
    for name, since, born in (
        ("Jan Berg", "2018-01-01", "1950-05-01"),
        ("Mia Mol", "2020-01-01", "1985-05-01"),
    ):
        more = ("--since", since, "--birth-date", born)
        assert coopadmin("members", "add", path, name, *more).status == 0

    def asked(day: str) -> Any:
        return json.loads(coopadmin("members", "profile", path, "--on", day, "--json").output)

    assert asked("2019-06-01")["ages"] == {"60-69": 1}
    assert asked("2020-06-01")["ages"] == {"30-39": 1, "70-79": 1}
    assert asked("2020-06-01")["areas"] == {"unknown": 2}
    assert asked("2017-01-01")["members"] == 0
    ran = coopadmin("--language", "en", "members", "profile", path)
    assert ran.status == 0
    assert "Postcode" in ran.output
