"""The papers of a meeting, read back from the PDF."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pypdf
import pytest

from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.meetings.exchange import read_record
from coopadmin.meetings.facts import PaperFacts
from coopadmin.meetings.queries import get_papers
from coopadmin.meetings.recording import record_meeting
from coopadmin.meetings.report import Printing, attendance_list, convocation, minutes
from coopadmin.meetings.service import adopt_minutes, plan_meeting
from coopadmin.paper import Built
from coopadmin.people.rules import NewPerson, NewTerm
from coopadmin.people.service import add_person, appoint
from coopadmin.store import Books
from tests.meetings.test_recording import MEETING, changed
from tests.meetings.village import ITEMS, admit
from tests.meetings.village import MEETING as PLANNED

ENGLISH = Printing(date(2026, 3, 3), "en")
DUTCH = Printing(date(2026, 3, 3), "nl")


@pytest.fixture
def people(books: Books) -> list[int]:
    people = admit(books)
    secretary = books.do(add_person, NewPerson(call_name="Wim", surname="Terpstra"))
    books.do(appoint, NewTerm(secretary, "board", "secretary", date(2024, 1, 1)))
    return people


def recorded(books: Books, plain: dict[str, Any]) -> int:
    read = read_record(json.dumps(plain).encode())
    return books.do(record_meeting, read, answers=read.answers)


def facts_of(books: Books, plain: dict[str, Any] = MEETING) -> PaperFacts:
    return books.ask(get_papers, recorded(books, plain))


def text(built: Built) -> str:
    pages = pypdf.PdfReader(io.BytesIO(built.pdf)).pages
    assert len(pages) == built.pages
    said = " ".join(page.extract_text() for page in pages)
    return " ".join(said.replace("\u00a0", " ").split())


def test_minutes_say_everything_that_was_recorded(books: Books, people: list[int]) -> None:
    said = text(minutes(facts_of(books), ENGLISH))
    for part in (
        "Minutes of the algemene ledenvergadering",
        "Friday 27 February 2026, 19:30 to 21:14, dorpshuis De Schakel",
        "4 members",
        "Anneke de Roos",
        "Sent on 21 February 2026, 6 days before the meeting. De drukker was ziek. Idem.",
        "De wethouder",
        'De heer Wiersma vraagt <b>&" waarom.',
        "Resolution ALV-2026-07 De jaarrekening 2025 is vastgesteld. For 4 · against 1",
        "Tied: no resolution Verkiezing van een secretaris For 2 · against 2 · blank 1",
        "Resolution ALV-2026-08",
        "decided by lot",
        "For 5 · against 1 · invalid 1 · majority of 2/3 needed · Twee te veel geteld.",
        "Deponeren Hanneke Brouwer 5 June 2026",
        "To be adopted by a later meeting.",
        "1 / 2 Draft",
    ):
        assert part in said, part


def test_adopted_minutes_say_by_which_meeting(books: Books, people: list[int]) -> None:
    meeting = recorded(books, MEETING)
    later = recorded(books, {"title": "Extra", "held_on": "2026-03-02"})
    books.do(adopt_minutes, meeting, later)
    said = text(minutes(books.ask(get_papers, meeting), ENGLISH))
    assert "In the meeting of 2 March 2026." in said
    assert "1 / 2 Adopted on 2 March 2026" in said
    assert "Draft" not in said


def test_a_rejected_proposal_and_one_by_acclamation_are_told_apart(
    books: Books, people: list[int]
) -> None:
    votes = [
        {"item": 2, "for": 1, "against": 4},
        {"item": 4, "method": "acclamation"},
        {"item": 3, "for": 5, "majority": "unanimous"},
    ]
    said = text(minutes(facts_of(books, changed(votes=votes)), ENGLISH))
    assert "Resolution ALV-2026-01: rejected" in said
    assert "Resolution ALV-2026-02 Statutenwijziging by acclamation" in said
    assert "For 5 · against 0 · unanimity needed" in said


def test_the_convocation_invites_with_agenda_papers_and_proxy_form(
    books: Books, people: list[int]
) -> None:
    books.do(set_statutes, NewStatutes(date(2026, 2, 1), proxies_per_holder=2))
    planned = replace(PLANNED, documents="Ter inzage in het dorpshuis.", candidates="Bea Hofstra.")
    facts = books.ask(get_papers, books.do(plan_meeting, planned, ITEMS))
    said = text(convocation(facts, ENGLISH))
    for part in (
        "The board invites you to the ledenvergadering on Friday 27 February 2026 at 19:30, dorps",
        "2 Jaarrekening 2025 decision",
        "3 Verkiezing van een secretaris election",
        "Until about 20:20.",
        "Ter inzage in het dorpshuis.",
        "Bea Hofstra.",
        "Under item 4 a change of the statutes is proposed.",
        "from 22 February 2026 until",
        "Wim Terpstra, secretary",
        "A member can vote for 2 other members at most.",
        "Item 3 (Verkiezing van een secretaris): for / against / blank",
        "The holder has no more than 2 proxies",
    ):
        assert part in said, part
    assert convocation(facts, ENGLISH).pages == 2
    online = replace(facts, meeting=replace(facts.meeting, form="digital"))
    assert "online only" in text(convocation(online, ENGLISH))


def test_the_attendance_list_is_to_be_signed_before_and_marked_after(
    books: Books, people: list[int]
) -> None:
    before = books.ask(get_papers, books.do(plan_meeting, PLANNED, ITEMS))
    said = text(attendance_list(before, ENGLISH))
    assert "Sign behind your name" in said
    order = ["Bakker, Lies", "Berg-Holtrop, Annie van den", "Haan, Fenna de", "Hofstra, Bea"]
    assert sorted(order, key=said.index) == order
    after = facts_of(books, changed(begins="10:00", ends="11:00"))
    said = text(attendance_list(after, ENGLISH))
    assert "0001 Berg-Holtrop, Annie van den 0004 2 present" in said
    assert "0004 Haan, Fenna de 1 proxy to 0001" in said
    assert "Sign behind your name" not in said
    assert "Guests Signature De wethouder" in said


def test_every_paper_is_printed_in_dutch_and_in_large_letters(
    books: Books, people: list[int]
) -> None:
    facts = facts_of(books)
    for paper in (convocation, attendance_list, minutes):
        dutch = paper(facts, DUTCH)
        assert dutch.pdf == paper(facts, DUTCH).pdf
        assert dutch.problems == ()
        assert str(pypdf.PdfReader(io.BytesIO(dutch.pdf)).root_object["/Lang"]) == "nl"
        large = paper(facts, replace(DUTCH, large=True))
        assert large.pages >= dutch.pages


def test_a_meeting_with_nothing_in_it_is_still_a_paper(books: Books) -> None:
    facts = facts_of(books, {"title": "ALV", "held_on": "2026-03-01"})
    assert "There are no members on this day." in text(attendance_list(facts, ENGLISH))
    assert "The agenda is still to be made." in text(convocation(facts, ENGLISH))
    assert "Minutes of the ALV" in text(minutes(facts, ENGLISH))
