"""The list of members for a spreadsheet: what stands in it, and that it can be read again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coopadmin.desk.lists import save_members
from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.members.importing import ListImport
from coopadmin.members.queries import get_kind, list_members
from coopadmin.members.reading import plan_import
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.words import speak

TODAY = date(2026, 3, 3)
ANNIE = NewPerson(
    call_name="Annie",
    initials="A.M.",
    prefix="van den",
    surname="Berg",
    street="Molenweg",
    house_number=3,
    house_letter="a",
    postcode="1234AB",
    town="=Beemdervelde",
    email="annie@voorbeeld.nl",
    mobile="0612345678",
    iban="NL91ABNA0417164300",
)
FIRM = NewPerson(nature="organisation", organisation_name="Van Bergen Tuinaanleg", town="Beemd")


@pytest.fixture
def ids(books: Books) -> list[int]:
    kind = books.ask(get_kind, "personal").id
    return [
        books.do(admit_member, NewMember(kind, date(2024, 1, 1), person))
        for person in (ANNIE, FIRM)
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", ["leden.xlsx", "leden.csv"])
def test_what_was_exported_can_be_read_again_and_changes_nothing(
    books: Books, ids: list[int], tmp_path: Path, name: str, language: str
) -> None:
    speak(language)
    saved = save_members(books, ids, TODAY, tmp_path / name, language)
    assert saved.lines == 2
    sheet = read_list(saved.path)
    mapping = propose_mapping(sheet)
    plan = books.ask(plan_import, ListImport(sheet, mapping), TODAY)
    assert [line.outcome for line in plan.lines] == ["unchanged", "unchanged"], plan.lines
    assert "member_number" in mapping.fields


def test_only_the_rows_shown_are_written_in_their_order_and_no_account_numbers(
    books: Books, ids: list[int], tmp_path: Path
) -> None:
    path = save_members(books, list(reversed(ids)), TODAY, tmp_path / "leden.csv", "nl").path
    rows = read_list(path).rows
    assert [row.cells[1] for row in rows] == ["Van Bergen Tuinaanleg", "Annie van den Berg"]
    text = path.read_text(encoding="utf-8-sig")
    assert "NL91" not in text
    assert ";'=Beemdervelde;" in text, "no cell can run as a formula"
    assert save_members(books, ids[:1], TODAY, tmp_path / "een.csv", "nl").lines == 1
    assert len(books.ask(list_members)) == 2
