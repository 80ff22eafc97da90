"""Lists that others made: every count that their makers state, and not one BSN in the file."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import Refused
from coopadmin.members.importing import ListImport
from coopadmin.members.plan import ImportPlan
from coopadmin.members.queries import list_members
from coopadmin.members.reading import import_members
from coopadmin.people.queries import find_people, get_person, list_people
from coopadmin.store import Books
from tests.realfiles import expected, real_file

REGISTER = "members/brp_testset.csv"


def read(books: Books, path: Path) -> ImportPlan:
    sheet = read_list(path)
    return books.do(import_members, ListImport(sheet, propose_mapping(sheet)))


def test_the_population_register_gives_each_person_once(books: Books) -> None:
    path = real_file(REGISTER)
    told = expected("members")["brp_testset.csv"]
    plan = read(books, path)
    assert plan.read == told["data_rows"] == 1082
    assert plan.counts == {
        "added": told["distinct_persons_by_A_nummer"],
        "changed": 0,
        "unchanged": 0,
        "skipped": 750,
        "refused": 0,
    }
    reasons = [reason.code for line in plan.lines for reason in line.reasons]
    assert reasons.count("line.continuation") == told["continuation_rows_without_name"] == 672
    assert reasons.count("line.same_person") == 78
    people = books.ask(list_people)
    assert len(people) == 332
    running = books.ask(list_members, date(2026, 3, 3), status="running")
    assert len(running) == len(books.ask(list_members)) == 332 - 15
    assert {row.since for row in running} == {date(2025, 12, 31)}
    assert all(row.since_estimated for row in running)
    for sample in told["samples"]:
        words = f"{sample['first_names']} {sample['surname']} {sample['street']}"
        row = books.ask(find_people, words)[0]
        person = books.ask(get_person, row.id).person
        assert person.prefix == sample["voorvoegsel"]
        assert person.birth_date is not None
        assert person.birth_date.strftime("%Y%m%d") == sample["birth"]
        assert (str(person.house_number), person.house_letter, person.house_addition) == (
            sample["number"],
            sample["letter"],
            sample["addition"],
        )
        assert person.postcode.replace(" ", "") == sample["postcode"]
    names = {row.name for row in people}
    assert set(told["distinct_persons_with_characters_outside_latin1"]) <= names


def test_columns_of_the_register_that_are_not_kept_are_named(books: Books) -> None:
    plan = read(books, real_file(REGISTER))
    left_out = {use.column.name: use.reason.code for use in plan.ignored if use.reason}
    assert left_out["01.01.10"] == "column.key_only"
    bsn = {name for name, code in left_out.items() if code == "column.bsn"}
    assert bsn == {f"{category}.01.20" for category in ("01", "02", "03", "05", "09")}
    assert {"column 1", "column 136", "column 137"} <= set(left_out)
    partial = {
        remark.code
        for line in plan.lines
        for remark in line.remarks
        if remark.field == "birth_date"
    }
    assert partial == {"date.unknown", "date.year_only"}


def test_no_bsn_and_no_a_nummer_of_the_register_is_in_the_file(books: Books) -> None:
    path = real_file(REGISTER)
    read(books, path)
    log = books.path.with_name(f"{books.path.name}-wal")
    written = log.read_bytes() if log.exists() else b""
    books.tidy()
    written += books.path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    secret = [
        place
        for place, heading in enumerate(rows[0])
        if heading.endswith((".01.20", ".01.10")) and heading[:2].isdigit()
    ]
    numbers = {row[place] for row in rows[1:] for place in secret} - {""}
    assert len(numbers) > 500
    assert b"Burck" in written
    assert [number for number in numbers if number.encode() in written] == []


def test_the_register_again_changes_nobody(books: Books) -> None:
    path = real_file(REGISTER)
    read(books, path)
    again = read(books, path)
    # Two pairs of people have the same names and birth date.
    assert (again.count("unchanged"), again.count("changed"), again.count("added")) == (328, 0, 0)
    assert [reason.code for line in again.refused for reason in line.reasons] == [
        "line.several"
    ] * 4


@pytest.mark.parametrize(
    ("name", "added"),
    [
        ("hitobito_list.csv", 4),
        ("hitobito_iso88591.csv", 1),
        ("hitobito_utf8.csv", 1),
        ("hitobito_two_rows.csv", 2),
        ("hitobito_empty_lines.csv", 2),
    ],
)
def test_swiss_lists_come_in_whole(books: Books, name: str, added: int) -> None:
    told = expected("members")[name]
    plan = read(books, real_file(f"members/{name}"))
    assert (plan.read, plan.count("added")) == (added, added)
    assert added == told.get("data_rows", told.get("data_rows_with_content", added))
    for first, last, born in told.get("persons", []):
        (row,) = books.ask(find_people, f"{first} {last}")
        person = books.ask(get_person, row.id).person
        assert person.birth_date is not None
        assert (person.call_name, person.surname) == (first, last)
        assert person.birth_date.strftime("%d.%m.%Y") == born


def test_the_list_of_municipalities_is_read_and_refused(books: Books) -> None:
    sheet = read_list(real_file("members/gemeententabel33.csv"))
    assert (sheet.encoding, len(sheet.rows)) == ("UTF-16 LE", 1478)
    with pytest.raises(Refused) as raised:
        read(books, real_file("members/gemeententabel33.csv"))
    assert raised.value.problems[0].code == "import.no_name"
    assert books.ask(list_people) == []
