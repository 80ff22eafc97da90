"""Erasing in rough weather: any order of things, names that break programs, a whole example."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.queries import facts_of_year
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach
from coopadmin.commands.demo import make_example
from coopadmin.desk.check_books import check_books
from coopadmin.desk.duplicates import person_numbered
from coopadmin.desk.erase_facts import list_proposed
from coopadmin.desk.erasing import erase_people, erase_person
from coopadmin.desk.rules import NewTask
from coopadmin.desk.service import add_task
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.queries import totals_by_year
from coopadmin.members.queries import count_members, list_kinds, list_members
from coopadmin.members.rules import NewMember, NewTermination
from coopadmin.members.service import admit_member, terminate_membership
from coopadmin.migrations import open_books
from coopadmin.people.names import spoken_name
from coopadmin.people.note_rules import NewNote
from coopadmin.people.notes import list_notes
from coopadmin.people.noting import add_note, change_note
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson, NewPerson
from coopadmin.people.service import change_person
from coopadmin.store import Books
from tests.desk.test_erasing import bytes_of, found_in
from tests.fixtures import WHO, clock
from tests.realfiles import real_file

SINCE, LEFT = date(2010, 1, 1), date(2012, 2, 1)
TEXTS = ("street", "town", "email", "note", "surname", "call_name", "initials", "mobile")
DEED = st.sampled_from(
    [*TEXTS, "task", "note about", "other note", "draft", "file", "undo", "redo"]
)
FEW, MANY = settings(max_examples=8, suppress_health_check=list(HealthCheck)), settings(
    max_examples=400, suppress_health_check=list(HealthCheck)
)  # fmt: skip


class Somebody:
    """A former member about whom things are written and taken back; every word is kept in mind."""

    def __init__(self, books: Books, number: int) -> None:
        self.books, self.words = books, [f"Zqaanhef{number}", f"Zqvoornaam{number}"]
        kind = books.ask(list_kinds)[0].id
        person = NewPerson(surname=self.words[0], call_name=self.words[1])
        made = books.do(admit_member, NewMember(kind, SINCE, person, number=number))
        books.do(terminate_membership, NewTermination(made, "by-member", LEFT))
        self.person = books.ask(person_numbered, number)
        self._ended = books.undoable().undo_label

    def word(self) -> str:
        self.words.append(f"Zq{len(self.words)}woordxk")
        return self.words[-1]

    def do(self, deed: str) -> None:
        """One thing; what cannot be is refused and leaves its word nowhere."""
        books, known = self.books, self.books.ask(get_person, self.person).person
        try:
            if deed in TEXTS:
                text = {"email": f"{self.word()}@voorbeeld.nl", "mobile": "+31612345678"}
                changed: dict[str, Any] = {deed: text.get(deed) or self.word()}
                new = replace(known, **changed)
                books.do(change_person, ChangedPerson(self.person, new))
            elif deed == "task":
                books.do(add_task, NewTask(f"{spoken_name(known)} bellen"))
            elif deed == "note about":
                books.do(add_note, NewNote(self.person, self.word()))
            elif deed == "other note":
                for note in books.ask(list_notes, self.person)[:1]:
                    books.do(change_note, note.number, self.word(), note.keep_until)
            elif deed == "draft":
                books.keep_draft("members", f"person/{self.person}", self.word())
            elif deed == "file":
                content = b"%PDF-1.7\n" + self.word().encode()
                owner = Owner("person", self.person)
                books.do(attach, NewAttachment(owner, f"{self.word()}.pdf", content))
            elif deed == "undo":
                # Who is a member again cannot be erased.
                if books.undoable().undo_label != self._ended:
                    books.undo()
            else:
                books.redo()
        except Refused:
            pass


def lives(path: Path, deeds: list[str]) -> None:
    file = path.with_name(f"life-{len(list(path.parent.iterdir()))}.coop")
    file.write_bytes(path.read_bytes())
    with open_books(file, who=WHO, clock=clock, regardless=("older_copy", "forked")) as books:
        somebody = Somebody(books, 71)
        for deed in deeds:
            somebody.do(deed)
        assert books.do(erase_person, somebody.person) == "whole"
        assert found_in(file, [*somebody.words, "+31612345678"]) == []
        assert check_books(books) == []
        # Nothing that was done before brings a word of it back.
        for _turn in range(3):
            with suppress(Refused):
                books.undo()
        assert found_in(file, somebody.words) == []
    file.unlink()


@FEW
@given(st.lists(DEED, max_size=10))
def test_whatever_was_written_and_taken_back_nothing_is_left(
    path_factory: Path, deeds: list[str]
) -> None:
    lives(path_factory, deeds)


@pytest.mark.torture
@MANY
@given(st.lists(DEED, max_size=30))
def test_hundreds_of_lives_leave_nothing(path_factory: Path, deeds: list[str]) -> None:
    lives(path_factory, deeds)


@pytest.fixture(scope="module")
def path_factory(tmp_path_factory: pytest.TempPathFactory, _founded: Path) -> Path:
    """One founded file for all examples."""
    path = tmp_path_factory.mktemp("lives") / "founded.coop"
    path.write_bytes(_founded.read_bytes())
    return path


@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.torture), 24])
def test_names_that_break_programs_are_erased_too(books: Books, step: int) -> None:
    strings: list[str] = json.loads(real_file("adversarial/blns.json").read_text("utf-8"))
    kind = books.ask(list_kinds)[0].id
    erased = []
    for text in [text for text in strings if len(text.strip()) > 9 and "\0" not in text][::step]:
        new: dict[str, Any] = dict.fromkeys(("surname", "call_name", "street", "note"), text)
        member = NewMember(kind, SINCE, NewPerson(**new), remark=text)
        try:
            made = books.do(admit_member, member)
        except Refused:
            continue
        books.do(terminate_membership, NewTermination(made, "by-member", LEFT))
        erased.append((made, " ".join(text.split())))
    rows = {row.membership_id: row for row in books.ask(list_members)}
    assert len(erased) > 5
    ids = [rows[made].person_id for made, _text in erased]
    # One whose name is a piece of another's, or a word of the program, cannot be looked for.
    assert books.do(erase_people, ids) == len(erased)
    names = {row.name for row in books.ask(list_members)}
    assert all(name.startswith("Former member ") for name in names)
    whole = bytes_of(books.path)
    assert [text for _made, text in erased if f'"{text}"'.encode() in whole] == []


def figures(books: Books) -> list[Any]:
    """Every figure of reports and registers, without who held an office."""
    years = [year_as_json(books.ask(facts_of_year, year)) for year in ("2024", "2025")]
    ends = [books.ask(count_members, date(year, 12, 31)) for year in (2023, 2024, 2025)]
    for year in years:
        for part in ("officers", "retiring", "decisions"):
            year.pop(part, None)
    return [*years, *ends, *books.ask(totals_by_year)]


def test_former_members_of_the_example_are_erased_and_every_figure_stays(tmp_path: Path) -> None:
    path = tmp_path / "voorbeeld.coop"
    today = date(2026, 3, 3)
    make_example(path, 60, 3, today)
    with open_books(path, who=WHO, clock=clock) as books:
        proposed = books.ask(list_proposed, today)
        people = [books.ask(get_person, one.person_id).person for one in proposed]
        assert len(people) > 3
        marks = [each for one in people for each in (one.email, one.iban) if each]
        gone = [
            one.iban for one, standing in zip(people, proposed, strict=True)
            if one.iban and not standing.used.get("books")
        ]  # fmt: skip
        assert len(found_in(path, marks)) == len(marks)
        before = figures(books)
        assert books.do(erase_people, [one.person_id for one in proposed]) == len(proposed)
        assert figures(books) == before
        assert found_in(path, [one.email for one in people if one.email]) == []
        assert found_in(path, gone) == []
        assert check_books(books) == []
