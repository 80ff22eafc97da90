"""What we hold on somebody: every table that says something is in it, in words, and on paper."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach
from coopadmin.desk.answering import held_plain, save_held
from coopadmin.desk.held import what_we_hold
from coopadmin.desk.merge_rules import MergedPeople
from coopadmin.desk.merging import merge_people
from coopadmin.desk.rules import NewTask
from coopadmin.desk.service import add_task
from coopadmin.meetings.items import write_minutes
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import NewItem
from coopadmin.meetings.service import plan_meeting
from coopadmin.migrations import open_books
from coopadmin.people.note_rules import NewNote
from coopadmin.people.noting import add_note
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from tests.desk.everything import Filled, fill_every_table
from tests.fixtures import WHO, clock
from tests.meetings.village import MEETING, admit
from tests.paper.pdf import text

Run = Callable[..., Any]


@pytest.fixture
def full(path: Path) -> Iterator[tuple[Books, Filled]]:
    """Not what a feature would write, so not checked as a whole: only that all of it is there."""
    filled = Filled()
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        books.do(fill_every_table, filled)
        yield books, filled


def test_it_holds_every_word_that_any_table_has_about_the_person(
    full: tuple[Books, Filled],
) -> None:
    books, filled = full
    told = json.dumps(
        held_plain(books.ask(what_we_hold, filled.person_id, books.today())), default=str
    )
    hidden = {("person", "sort_key")}
    missing = [
        place for place, word in filled.words.items() if word not in told and place not in hidden
    ]
    assert missing == []
    assert str(filled.person_id) not in told, "ids never leave the program"


def test_it_tells_the_person_what_hangs_on_them_and_where_they_are_named(books: Books) -> None:
    annie, lies, *_others = admit(books)
    books.do(add_note, NewNote(annie, "Bakt graag taart"))
    books.do(attach, NewAttachment(Owner("person", annie), "brief.pdf", b"%PDF-1.7\nBrief"))
    books.do(add_task, NewTask("Annie van den Berg-Holtrop bellen"))
    meeting = books.do(plan_meeting, MEETING, [NewItem("opening", "Opening", 5)])
    (item,) = books.ask(get_meeting, meeting).items
    books.do(write_minutes, item.id, "ANNIE VAN DEN BERG-HOLTROP opent. Annie van den Bergh niet.")
    books.keep_draft("members", f"person/{annie}", '{"note": "half"}')
    books.keep_draft("members", f"person/{lies}", '{"note": "of Lies"}')
    held = books.ask(what_we_hold, annie, books.today())
    words = [part.word for part in held.parts]
    assert words[:2] == ["Person", "Membership"]
    assert "Note" in words
    assert [row.name for row in held.documents] == ["brief.pdf"]
    assert held.mentions == ("Agenda item: Opening", "Task")
    assert held.drafts == ('{"note": "half"}',)
    assert {"Add note: Annie van den Berg-Holtrop", "Attach file: brief.pdf"} <= {
        line.what for line in held.done
    }
    assert "Lies" not in json.dumps(held_plain(held), default=str)


def test_what_turned_out_to_be_the_same_person_is_held_on_that_person(books: Books) -> None:
    annie, *_others = admit(books)
    again = books.do(add_person, NewPerson(call_name="Anne", surname="Holtrop", town="Oudega"))
    books.do(merge_people, MergedPeople(annie, again))
    for asked in (annie, again):
        held = books.ask(what_we_hold, asked, books.today())
        assert [row.name for row in held.parts[0].rows] == [
            "Annie van den Berg-Holtrop", "Anne Holtrop",
        ]  # fmt: skip


def test_it_is_printed_with_ground_and_term(books: Books, tmp_path: Path) -> None:
    annie, *_others = admit(books)
    path = tmp_path / "inzage.pdf"
    assert save_held(books, annie, path, "nl") == ()
    said = text(path.read_bytes())
    for words in ("Wat wij bewaren over Annie", "Lidnummer", "AVG 6(1)(b)", "Uw rechten"):
        assert words in said


def test_the_command_writes_json_or_a_paper(path: Path, tmp_path: Path, coopadmin: Run) -> None:
    assert coopadmin("members", "add", path, "Geertje Bergsma", "--since", "2020-01-01").status == 0
    target = tmp_path / "inzage.json"
    command = ("members", "export", path, "--person", 1, "-o")
    ran = coopadmin("--language", "en", *command, target, "--json")
    assert json.loads(ran.output) == {"number": 1, "file": str(target)}
    told = json.loads(target.read_text("utf-8"))
    assert (told["name"], told["member_numbers"]) == ("Geertje Bergsma", [1])
    person = told["records"][0]
    assert person["rows"][0]["surname"]["value"] == "Bergsma"
    assert coopadmin(*command, tmp_path / "inzage.pdf", "--large").status == 0
    assert (tmp_path / "inzage.pdf").read_bytes()[:5] == b"%PDF-"
    ran = coopadmin("--language", "en", "members", "export", path, "--person", 9, "-o", target)
    assert (ran.status, ran.complaints) == (1, "There is no member with number 9.\n")
