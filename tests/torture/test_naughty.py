"""Strings that break programs, in every text field: kept unchanged, found, printed, exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.annual.queries import facts_of_year, list_report_texts
from coopadmin.annual.report import annual_report
from coopadmin.annual.rules import SECTIONS, NewReportText
from coopadmin.annual.service import set_report_text
from coopadmin.desk.lists import save_members
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.agenda import NewItem
from coopadmin.meetings.items import add_action
from coopadmin.meetings.papers import Printing
from coopadmin.meetings.presence import record_guest
from coopadmin.meetings.printing import PAPERS
from coopadmin.meetings.queries import get_meeting, get_papers
from coopadmin.meetings.rules import NewAction, NewMeeting
from coopadmin.meetings.service import hold_meeting, plan_meeting
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.queries import get_person
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.volunteers.queries import list_hours
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.realfiles import real_file

TODAY = date(2026, 3, 3)
DAY = date(2025, 6, 2)
EVERY = 21
NAMES = ("title", "first_names", "call_name", "prefix", "surname", "partner_prefix",
         "partner_surname", "street", "house_letter", "house_addition", "town", "note")  # fmt: skip
RISKY = tuple("=+-@\t\r\n＝＋－＠")


def naughty(step: int) -> list[str]:
    """Every so manieth string that somebody can type; half signs and NUL are refused elsewhere."""
    strings: list[str] = json.loads(real_file("adversarial/blns.json").read_text("utf-8"))
    return [text for text in strings if text.strip() and "\0" not in text][::step]


def even(text: str) -> str:
    return " ".join(text.split())


class Village:
    """Everything that can be written, written in every one of these strings."""

    def __init__(self, books: Books, strings: Sequence[str]) -> None:
        self.books, self.refused = books, 0
        kind = books.ask(list_kinds)[0].id
        self.memberships: dict[int, str] = {}
        for text in strings:
            columns: dict[str, Any] = dict.fromkeys(NAMES, text)
            person = NewPerson(**columns)
            try:
                made = books.do(admit_member, NewMember(kind, DAY, person, remark=text))
            except Refused:
                self.refused += 1
                continue
            self.memberships[made] = text
        self.rows = {row.membership_id: row for row in books.ask(list_members, TODAY)}
        self.activities: dict[int, str] = {}
        for text in strings:
            try:
                made = books.do(add_activity, NewActivity(text, aim=text, target_group=text))
            except Refused:  # the same name twice
                self.refused += 1
                continue
            self.activities[made] = text
        somebody = next(iter(self.rows.values())).person_id
        self.hours = {
            books.do(
                record_hours, NewHours(somebody, activity, DAY, DAY, Duration(5), note=text)
            ): text
            for activity, text in self.activities.items()
        }
        self.meeting = books.do(
            plan_meeting,
            NewMeeting("Everything", DAY, place=strings[0]),
            [
                NewItem("discussion", even(text), presenter=even(text), proposal=text, minutes=text)
                for text in strings
            ],
        )
        for text in strings:
            books.do(add_action, self.meeting, NewAction(text, who=text))
            books.do(record_guest, self.meeting, text)
        for section, text in zip(
            SECTIONS, ["\n\n".join(strings[n::10]) for n in range(10)], strict=False
        ):
            books.do(set_report_text, NewReportText("2025", section, "en", text))

    def check_kept(self) -> None:
        """What was typed is there to the sign, but for blanks in fields of one line."""
        for membership, text in self.memberships.items():
            person = self.books.ask(get_person, self.rows[membership].person_id).person
            for name in NAMES:
                wanted = text.strip() if name == "note" else even(text)
                assert getattr(person, name) == wanted, name
        names = {each.id: each.name for each in self.books.ask(list_activities)}
        for activity, text in self.activities.items():
            assert even(names[activity]) == even(text)
        notes = {row.id: row.note for row in self.books.ask(list_hours, Period(DAY, DAY))}
        for entry, text in self.hours.items():
            assert notes[entry].strip() == text.strip()

    def check_found(self) -> None:
        """Whoever types what was typed finds it."""
        for membership, text in self.memberships.items():
            found = self.books.ask(list_members, TODAY, text=text)
            assert membership in {row.membership_id for row in found}, text

    def check_exported(self, folder: Path) -> None:
        """No cell of an exported list is a formula."""
        ids = list(self.memberships)
        saved = save_members(self.books, ids, TODAY, folder / "list.csv", "nl")
        path = saved.path
        assert saved.lines == len(ids)
        lines = list(csv.reader(StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
        assert len(lines) == len(ids) + 1
        assert not [cell for line in lines for cell in line if cell.startswith(RISKY)]
        path = save_members(self.books, ids, TODAY, folder / "list.xlsx", "nl").path
        sheet = load_workbook(BytesIO(path.read_bytes())).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}

    def check_printed(self) -> int:
        """Every paper can be made and read, and says what can be said with our letters."""
        self.books.do(hold_meeting, self.meeting)
        facts = self.books.ask(get_papers, self.meeting)
        texts = self.books.ask(list_report_texts, "2025", "en")
        printed = [made(facts, Printing(TODAY, "en")).pdf for made in PAPERS.values()]
        printed.append(annual_report(self.books.ask(facts_of_year, "2025"), texts, "en").pdf)
        pages = 0
        for pdf in printed:
            said = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
            pages += len(PdfReader(BytesIO(pdf)).pages)
            assert "<para" not in said
        minutes = "".join(
            "".join(page.extract_text().split())
            for page in PdfReader(BytesIO(printed[list(PAPERS).index("minutes")])).pages
        )
        for item in self.books.ask(get_meeting, self.meeting).items:
            if item.title.isascii() and item.title.isprintable():
                assert "".join(item.title.split()) in minutes, item.title
        return pages


def torment(books: Books, folder: Path, step: int, say: Callable[[str, object], None]) -> None:
    strings = naughty(step)
    village = Village(books, strings)
    village.check_kept()
    village.check_found()
    village.check_exported(folder)
    say("naughty: strings", len(strings))
    say("naughty: fields refused with the reason", village.refused)
    say("naughty: pages printed", village.check_printed())


def test_some_naughty_strings_go_through_everything(
    books: Books, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    torment(books, tmp_path, EVERY, record_property)


@pytest.mark.torture
def test_all_naughty_strings_go_through_everything(
    books: Books, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    torment(books, tmp_path, 1, record_property)
