"""Birthdays and jubilees: whose, on which day, on screenless ways out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from coopadmin.desk.task_queries import list_tasks
from coopadmin.kernel.calendar import Period
from coopadmin.members.celebrations import list_birthdays, list_jubilees
from coopadmin.members.jubilees import birthdays_in, jubilees_in, years_written
from coopadmin.members.printing import print_celebrations
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books

Run = Callable[..., Any]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def people(books: Books) -> Books:
    """Bo of 9 March, Jo of 29 February, who left in June, Mo of whom only the year is known."""
    kind = books.ask(list_kinds)[0].id
    for name, born, year, since in (
        ("Bo", date(1960, 3, 9), None, date(2013, 9, 15)),
        ("Jo", date(1952, 2, 29), None, date(2001, 12, 31)),
        ("Mo", None, 1950, date(1976, 7, 1)),
    ):
        person = NewPerson(call_name=name, surname="Vos", birth_date=born, birth_year=year)
        books.do(admit_member, NewMember(kind, since, person, since_estimated=name == "Mo"))
    jo = next(row for row in books.ask(list_members) if row.name == "Jo Vos")
    left = NewTermination(jo.membership_id, "expulsion", date(2026, 6, 1))
    books.do(terminate_membership, left)
    return books


def test_a_leap_day_is_kept_on_the_28th_and_the_day_of_birth_is_no_birthday() -> None:
    born = date(1952, 2, 29)
    assert [*birthdays_in(born, Period(date(2026, 2, 1), date(2028, 3, 1)))] == [
        (date(2026, 2, 28), 74),
        (date(2027, 2, 28), 75),
        (date(2028, 2, 29), 76),
    ]
    assert [*birthdays_in(born, Period(born, date(1952, 12, 31)))] == []
    assert [*birthdays_in(date(1960, 1, 5), Period(date(2026, 12, 20), date(2027, 1, 10)))] == [
        (date(2027, 1, 5), 67)
    ]


def test_a_jubilee_is_counted_in_months() -> None:
    since = date(2013, 8, 31)
    assert [*jubilees_in(since, Period(since, date(2063, 8, 31)))] == [
        (date(2023, 8, 31), 120),
        (date(2026, 2, 28), 150),
        (date(2038, 8, 31), 300),
        (date(2053, 8, 31), 480),
        (date(2063, 8, 31), 600),
    ]
    assert [years_written(months) for months in (120, 150, 600)] == ["10", "12½", "50"]


def test_birthdays_and_jubilees_of_who_is_a_member_on_that_day(people: Books) -> None:
    birthdays = people.ask(list_birthdays, YEAR)
    assert [(row.name, row.day, row.age) for row in birthdays] == [
        ("Jo Vos", date(2026, 2, 28), 74),
        ("Bo Vos", date(2026, 3, 9), 66),
    ]
    after = Period(date(2026, 6, 2), date(2027, 3, 31))
    assert [row.name for row in people.ask(list_birthdays, after)] == ["Bo Vos"]
    jubilees = people.ask(list_jubilees, YEAR)
    assert [(row.name, row.day, row.months, row.estimated) for row in jubilees] == [
        ("Bo Vos", date(2026, 3, 15), 150, False),
        ("Mo Vos", date(2026, 7, 1), 600, True),
    ]
    assert people.ask(list_jubilees, Period(date(2026, 12, 1), date(2026, 12, 31))) == []


def test_the_list_is_printed_in_either_language(people: Books, tmp_path: Path) -> None:
    for language, words in (
        ("en", ("Birthdays and jubilees", "12½", "9 Mar", "Bo Vos", "estimate")),
        ("nl", ("Verjaardagen en jubilea", "9 mrt", "geschat")),
    ):
        path = tmp_path / f"{language}.pdf"
        assert print_celebrations(people, path, YEAR, language) == ()
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
        for word in words:
            assert word in text
    empty = Period(date(2026, 8, 1), date(2026, 8, 2))
    print_celebrations(people, tmp_path / "empty.pdf", empty, "en")
    text = PdfReader(tmp_path / "empty.pdf").pages[0].extract_text()
    assert "Nobody has a birthday in this period." in text


def test_birthdays_and_jubilees_by_command(
    people: Books, path: Path, coopadmin: Run, tmp_path: Path
) -> None:
    people.close()
    ran = coopadmin("members", "birthdays", path, "--from", "2026-03-01", "--json")
    answer = json.loads(ran.output)
    assert (answer["from"], answer["until"]) == ("2026-03-01", "2026-04-01")
    assert answer["birthdays"] == [
        {"day": "2026-03-09", "number": 1, "name": "Bo Vos", "age": 66, "born": "1960-03-09"}
    ]
    ran = coopadmin(
        "members", "jubilees", path, "--from", "2026-01-01", "--until", "2026-12-31", "--json"
    )
    found = json.loads(ran.output)["jubilees"]
    assert [(each["number"], each["months"]) for each in found] == [(1, 150), (3, 600)]
    assert found[1]["since_estimated"]
    shown = coopadmin("--language", "en", "members", "jubilees", path, "--from", "2026-01-01")
    assert "12½" in shown.output
    backwards = ("--from", "2026-02-01", "--until", "2026-01-01")
    wrong = coopadmin("--language", "en", "members", "birthdays", path, *backwards)
    assert wrong.status == 1
    assert "Turn the two round" in wrong.complaints
    output = tmp_path / "list.pdf"
    ran = coopadmin("members", "celebrations", path, "-o", output, "--json")
    assert (ran.status, json.loads(ran.output)["pages"]) == (0, 1)
    assert output.read_bytes().startswith(b"%PDF")


def test_jubilees_of_the_month_are_a_task_that_is_prepared_from_the_middle_of_the_one_before(
    people: Books,
) -> None:
    def told(day: date) -> list[tuple[str, str]]:
        tasks = people.ask(list_tasks, day)
        return [(each.title, each.why) for each in tasks if each.code == "members.jubilees"]

    assert told(date(2026, 2, 14)) == []
    for day in (date(2026, 2, 15), date(2026, 3, 14)):
        assert told(day) == [("1 jubilee in March", "Bo Vos (12½)")]
    assert told(date(2026, 3, 15)) == []
    kind = people.ask(list_kinds)[0].id
    for number in range(4):
        person = NewPerson(call_name="Al", surname=f"Vos {number}")
        people.do(admit_member, NewMember(kind, date(2016, 3, 20), person))
    ((title, note),) = told(date(2026, 3, 1))
    assert title == "5 jubilees in March"
    assert note.endswith("and 2 more")
