"""A meeting in the calendars of the members: one date that changes, and can be cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.announcing import announcement, save_calendar
from coopadmin.meetings.rules import NewItem
from coopadmin.meetings.service import change_meeting, plan_meeting, remove_meeting
from coopadmin.store import Books
from tests.meetings.village import on_time

ITEMS = (NewItem("opening", "Opening", 5), NewItem("discussion", "Vervoer", 40))


def saved(books: Books, meeting_id: int, path: Path, *, cancelled: bool = False) -> Any:
    assert save_calendar(books, meeting_id, path, "nl", cancelled=cancelled) == ()
    (found,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return found


def test_it_is_the_same_date_after_a_change_and_a_later_version_of_it(
    books: Books, tmp_path: Path
) -> None:
    path = tmp_path / "alv.ics"
    new = replace(on_time(), begins="19:30", ends="", place="Dorpshuis", documents="op tafel")
    meeting = books.do(plan_meeting, new, ITEMS)
    first = saved(books, meeting, path)
    assert first.start.astimezone(UTC) == datetime.fromisoformat(f"{new.held_on}T18:30Z")
    assert (first.end - first.start).total_seconds() == 45 * 60
    assert first["LOCATION"] == "Dorpshuis"
    assert first["DESCRIPTION"] == (
        "Agenda\n1. Opening 19.30\u00a0uur\n2. Vervoer 19.35\u00a0uur\nStukken: op tafel"
    )
    assert new.title in first["SUMMARY"]
    books.do(change_meeting, meeting, replace(new, held_on=date(2026, 6, 4)))
    moved = saved(books, meeting, path)
    books.undo()
    back = saved(books, meeting, path)
    gone = saved(books, meeting, path, cancelled=True)
    versions = [first, moved, back, gone]
    assert len({each["UID"] for each in versions}) == 1
    assert [each["SEQUENCE"] for each in versions] == [0, 1, 2, 3]
    assert first["UID"].endswith("@coopadmin.invalid")
    assert str(meeting) not in path.read_text("utf-8")


def test_without_a_time_it_is_a_whole_day_and_without_an_agenda_two_hours(books: Books) -> None:
    meeting = books.do(plan_meeting, replace(on_time(), begins="", ends=""))
    found = books.ask(announcement, meeting, books.clock().astimezone())
    assert (found.begins, found.minutes, found.text) == ("", 120, "")
    timed = books.do(plan_meeting, replace(on_time(), begins="19:30", ends="21:15"))
    assert books.ask(announcement, timed, books.clock().astimezone()).minutes == 105


def test_a_meeting_that_is_gone_leaves_no_file(books: Books, tmp_path: Path) -> None:
    meeting = books.do(plan_meeting, on_time())
    books.do(remove_meeting, meeting)
    with pytest.raises(Refused, match="not in the file any more"):
        save_calendar(books, meeting, tmp_path / "x.ics", "nl")
    assert list(tmp_path.glob("*.ics")) == []
