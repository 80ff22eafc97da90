"""A list of hours: people, activities, days and hours as spreadsheets write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.formats.lists import read_list
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Refused
from coopadmin.people.names import PersonName
from coopadmin.store import Books
from coopadmin.volunteers.hourlist import index_people, name_key, read_period, read_worked
from coopadmin.volunteers.queries import (
    HourImport,
    find_person_meant,
    list_hours,
    list_volunteers,
    plan_hour_import,
)
from coopadmin.volunteers.service import import_hours
from coopadmin.words import say
from tests.contributions.making import Member, make

TODAY = date(2026, 3, 3)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
BSN = "111222333"

Sheet = Callable[..., SheetList]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """A list of these lines, the headings first, as it is read from a file."""

    def made(*lines: str) -> SheetList:
        path = tmp_path / "uren.csv"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return read_list(path)

    return made


@pytest.fixture
def village(books: Books) -> Mapping[str, int]:
    """Two activities, and four people of whom two are called the same."""
    make(
        books,
        Member(1, "Annie van den Berg"),
        Member(2, "Bea Hofstra"),
        Member(3, "Jan de Wit"),
        Member(4, "Jan de Wit"),
    )
    return {
        name: int(books.do(add_activity, NewActivity(name, theme)))
        for name, theme in (("Dial-a-bus", "transport"), ("Soup", "meals"))
    }


def reasons(found: HourImport) -> dict[int, list[str]]:
    return {line.line: [reason.code for reason in line.reasons] for line in found.refused}


def test_a_list_is_recorded_and_undone_as_one(
    books: Books, village: Mapping[str, int], sheet: Sheet, undone: Callable[..., Any]
) -> None:
    found = sheet(
        "Lidnummer;Naam;Activiteit;Datum;Uren;Geschat;Opmerking;Kleur",
        "1;Annie van den Berg;dial-a-bus;3-2-2026;2,5;;night;blue",
        "2;;Soup;2026-02-04;2:30;ja;;",
        ";Berg, A. van den;Soup;feb 2026;2u30;;;",
        ";bea hofstra;Soup;2-2-2026 t/m 8-2-2026;150m;;;",
        ";Bea Hofstra;Soup;9-2-2026;;;;",
    )
    done = undone(lambda: books.do(import_hours, found))
    assert (done.read, len(done.new), done.skipped, done.refused) == (5, 4, 1, ())
    assert done.total == Duration(600)
    assert [each.name for each in done.ignored] == ["Kleur"]
    rows = books.ask(list_hours, YEAR)
    assert [(row.name, row.activity, row.first.day, row.last.day) for row in rows] == [
        ("Annie van den Berg", "Soup", 1, 28),
        ("Bea Hofstra", "Soup", 2, 8),
        ("Annie van den Berg", "Dial-a-bus", 3, 3),
        ("Bea Hofstra", "Soup", 4, 4),
    ]
    assert [row.worked.minutes for row in rows] == [150] * 4
    assert (rows[2].note, rows[3].estimated) == ("night", True)
    listed = books.ask(list_volunteers, village["Soup"])
    assert [row.name for row in listed] == ["Annie van den Berg", "Bea Hofstra"]


def test_reading_the_same_list_again_records_nothing_twice(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    lines = ["Naam;Activiteit;Datum;Uren"] + ["Bea Hofstra;Soup;3-2-2026;2"] * 2
    books.do(import_hours, sheet(*lines))
    assert len(books.ask(list_hours, YEAR)) == 2
    with pytest.raises(Refused, match="Nothing in"):
        books.do(import_hours, sheet(*lines))
    again = books.ask(plan_hour_import, sheet(*lines, lines[1]), TODAY)
    assert (again.read, again.unchanged, len(again.new)) == (3, 2, 1)


@pytest.mark.parametrize("heading", ["Naam", "Lidnummer"])
def test_one_column_may_hold_numbers_and_names(
    books: Books, village: Mapping[str, int], sheet: Sheet, heading: str
) -> None:
    found = sheet(
        f"{heading};Activiteit;Datum;Uren",
        "1;Soup;3-2-2026;2",
        "Bea Hofstra;Soup;3-2-2026;2",
        "99;Soup;3-2-2026;2",
        "Piet Niemand;Soup;3-2-2026;2",
    )
    plan = books.ask(plan_hour_import, found, TODAY)
    assert len({each.person_id for each in plan.new}) == 2
    assert reasons(plan) == {4: ["hours.no_such_number"], 5: ["hours.no_such_person"]}


def test_refused_lines_say_why_and_never_stop_the_rest(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    found = sheet(
        "Nr;Naam;Activiteit;Datum;Uren",
        ";Bea Hofstra;Soup;3-2-2026;2",
        ";Jan de Wit;Soup;3-2-2026;2",
        ";Piet Niemand;Soep;30-2-2026;-2",
        "99;;Soup;3-2-2026;2",
        "1;Bea Hofstra;Soup;3-2-2026;2",
        ";Bea Hofstra;;3-2-2026;2",
        ";Bea Hofstra;Soup;;2",
        ";;Soup;3-2-2026;2",
        ";Bea Hofstra;Soup;28-2-2026 t/m 1-3-2026;2",
        ";Bea Hofstra;Soup;3-2-2026;25",
        ";Bea Hofstra;Soup;3-2-2026;13",
        ";Bea Hofstra;Soup;4-3-2026;1",
        ";Bea Hofstra;Soup;3-2-2026;veel",
        ";Bea Hofstra;Soup;2026;1",
        "zes;Bea Hofstra;Soup;3-2-2026;1",
    )
    done = books.do(import_hours, found)
    assert len(done.new) == 1
    assert done.read == 15
    assert reasons(done) == {
        3: ["hours.two_people"],
        4: ["duration.negative", "date.wrong", "hours.no_such_person", "hours.no_such_activity"],
        5: ["hours.no_such_number"],
        6: ["hours.other_name"],
        7: ["hours.no_such_activity"],
        8: ["hours.no_date"],
        9: ["hours.no_name"],
        10: ["hours.two_months"],
        11: ["hours.impossible"],
        12: ["hours.many"],
        13: ["hours.future"],
        14: ["duration.unreadable"],
        15: ["hours.no_period"],
        16: ["hours.no_such_number"],
    }
    assert say(done.refused[0].reasons[0]) == (
        "More than one person is called “Jan de Wit”. Use the member number."
    )


def test_doubtful_lines_are_recorded_when_the_doubt_is_taken_away(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    found = sheet("Naam;Activiteit;Datum;Uren", "Bea Hofstra;Soup;3-2-2026;13")
    assert books.ask(plan_hour_import, found, TODAY).new == ()
    plan = books.ask(plan_hour_import, found, TODAY, accepted=["hours.many"])
    assert len(plan.new) == 1


def test_an_activity_for_the_whole_list_and_columns_mapped_by_hand(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    found = sheet("Wie;Wanneer;Hoelang", "Bea Hofstra;3-2-2026;2")
    with pytest.raises(Refused) as refused:
        books.ask(plan_hour_import, found, TODAY)
    assert [problem.code for problem in refused.value.problems] == [
        "hours.no_date_column", "hours.no_hours_column", "hours.no_activity_column",
    ]  # fmt: skip
    choices = {"wanneer": "period", "column 3": "worked"}
    done = books.do(import_hours, found, activity_id=village["Soup"], choices=choices)
    assert [each.activity_id for each in done.new] == [village["Soup"]]
    for wrong, words in (({"x": "worked"}, "no column “x”"), ({"Wie": "age"}, "not a field")):
        with pytest.raises(Refused, match=words):
            books.ask(plan_hour_import, found, TODAY, choices=wrong)


def test_first_and_last_day_may_have_columns_of_their_own(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    found = sheet(
        "Voornaam;Tussenvoegsel;Achternaam;Activiteit;Van;Tot;Uren",
        "Annie;van den;Berg;Soup;2-2-2026;8-2-2026;2",
        "Bea;;Hofstra;Soup;2026-02;;2",
    )
    done = books.do(import_hours, found)
    assert [(each.first.day, each.last.day) for each in done.new] == [(2, 8), (1, 28)]


def test_a_column_of_bsns_is_left_out_and_cannot_be_chosen(
    books: Books, village: Mapping[str, int], sheet: Sheet
) -> None:
    found = sheet(
        "Naam;Activiteit;Datum;Uren;BSN;Opmerking",
        f"Bea Hofstra;Soup;3-2-2026;2;{BSN};{BSN}",
    )
    plan = books.ask(plan_hour_import, found, TODAY)
    assert [each.name for each in plan.ignored] == ["BSN", "Opmerking"]
    assert plan.new[0].note == ""
    with pytest.raises(Refused, match="holds a BSN"):
        books.ask(plan_hour_import, found, TODAY, choices={"Opmerking": "note"})


def test_a_workbook_with_real_dates_and_times_is_read(
    books: Books, village: Mapping[str, int], tmp_path: Path
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Lidnr", "Activiteit", "Datum", "Uren"])
    page.append([1, "Soup", date(2026, 2, 3), 2.5])
    page.append([2, "Soup", date(2026, 2, 4), time(2, 30)])
    page.append([2, "Soup", date(2026, 2, 5), 7 / 3])
    book.save(tmp_path / "uren.xlsx")
    done = books.do(import_hours, read_list(tmp_path / "uren.xlsx"))
    assert [(each.first.day, each.worked.minutes) for each in done.new] == [
        (3, 150), (4, 150), (5, 140),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3-2-2026", (2, 3), (2, 3)),
        ("2026-02-03", (2, 3), (2, 3)),
        ("3 feb 2026", (2, 3), (2, 3)),
        ("2026-02", (2, 1), (2, 28)),
        ("2-2026", (2, 1), (2, 28)),
        ("Maart 2026", (3, 1), (3, 31)),
        ("mrt. 2026", (3, 1), (3, 31)),
        ("2026-W06", (2, 2), (2, 8)),
        ("week 6, 2026", (2, 2), (2, 8)),
        ("wk 6-2026", (2, 2), (2, 8)),
        ("2-2-2026 - 8-2-2026", (2, 2), (2, 8)),
        ("2-2-2026 t/m 8-2-2026", (2, 2), (2, 8)),
        ("2-2-2026 tot en met 8-2-2026", (2, 2), (2, 8)),
        ("2-2-2026–8-2-2026", (2, 2), (2, 8)),
        ("2026-02-02 to 2026-02-08", (2, 2), (2, 8)),
    ],
)
def test_days_weeks_and_months_are_read(
    text: str, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert read_period(text, TODAY) == Period(date(2026, *first), date(2026, *last))


@pytest.mark.parametrize("text", ["", "soon", "2026", "13-2026", "2026-W60", "30-2-2026", "feb"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_period(text, TODAY)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2,5", 150), ("2.5", 150), ("2:30", 150), ("02:30", 150), ("2u30", 150), ("150m", 150),
        ("2,5 uur", 150), ("2.5 h", 150), ("3 u", 180), ("2.3333333333333335", 140), ("0,25", 15),
    ],
)  # fmt: skip
def test_hours_are_read_in_every_way_of_writing(text: str, minutes: int) -> None:
    assert read_worked(text) == Duration(minutes)


def test_people_are_known_by_every_way_of_writing_their_name() -> None:
    annie = PersonName("Berg", "van den", "A.B.", "Anna Bertha", "Annie", "", "Holtrop")
    shop = PersonName(organisation_name="Bakkerij ’t Stoepje")
    people = index_people([(1, annie), (2, shop)], {})
    for text in (
        "Annie van den Berg", "Berg, Annie van den", "van den Berg, Annie", "A.B. van den Berg",
        "AB van den Berg", "Anna van den Berg", "annie VAN DEN berg-holtrop", "Annie Holtrop",
    ):  # fmt: skip
        assert people.by_name.get(name_key(text)) == frozenset({1}), text
    assert people.by_name[name_key("bakkerij 't stoepje")] == {2}
    assert "berg" not in people.by_name


@given(st.lists(st.text("abc éÉ'-,.", min_size=1), min_size=1, max_size=4))
def test_a_name_key_does_not_depend_on_the_order_of_its_words(words: list[str]) -> None:
    assert name_key(" ".join(words)) == name_key(" ".join(reversed(words)))


def test_a_person_is_meant_by_number_or_by_name(books: Books, village: Mapping[str, int]) -> None:
    by_number = books.ask(find_person_meant, "0002")
    assert by_number == books.ask(find_person_meant, "Hofstra, Bea")
    for text in ("99", "Jan de Wit", ""):
        with pytest.raises(Refused):
            books.ask(find_person_meant, text)
