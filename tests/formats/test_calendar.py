"""Dates for the calendars of others: in the right zone, the same date after each change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Timezone

from coopadmin.formats.calendar import Announced, calendar_of

MEETING = Announced(
    "0123@beemdervelde.example",
    2,
    "Ledenvergadering; “samen”, Zorgcoöperatie",
    date(2026, 5, 28),
    datetime.fromisoformat("2026-03-03T20:41+01:00"),
    "19:30",
    135,
    "Dorpshuis, Kerkplein 1",
    "1. Opening\n2. Jaarrekening; stukken, 2025\\26",
)


def event(raw: bytes) -> Any:
    (found,) = Calendar.from_ical(raw).walk("VEVENT")
    return found


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 5, 28), 17), (date(2026, 11, 12), 18)])
def test_a_time_is_that_of_amsterdam_in_summer_and_winter(day: date, hour: int) -> None:
    raw = calendar_of([replace(MEETING, day=day)])
    assert b"TZID:Europe/Amsterdam\r\n" in raw
    assert f"DTSTART;TZID=Europe/Amsterdam:{day:%Y%m%d}T193000\r\n".encode() in raw
    found = event(raw)
    begins = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
    assert found.start == begins
    assert found.end == begins + timedelta(minutes=135)


def test_the_zone_that_is_written_changes_the_clock_when_the_netherlands_do() -> None:
    (zone,) = Calendar.from_ical(calendar_of([MEETING])).walk("VTIMEZONE")
    assert isinstance(zone, Timezone)
    made = zone.to_tz()
    for moment, hours in (
        ("2026-03-29T00:59", 1), ("2026-03-29T01:01", 2), ("2026-10-25T00:59", 2),
        ("2026-10-25T01:01", 1), ("2031-07-01T12:00", 2),
    ):  # fmt: skip
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(made)
        assert at.utcoffset() == timedelta(hours=hours), moment


def test_texts_come_back_as_they_were_in_short_lines() -> None:
    raw = calendar_of([MEETING])
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    found = event(raw)
    assert (found["SUMMARY"], found["LOCATION"]) == (MEETING.title, MEETING.place)
    assert found["DESCRIPTION"] == MEETING.text
    assert (found["UID"], found["SEQUENCE"]) == (MEETING.uid, 2)
    assert found["DTSTAMP"].dt == MEETING.written


def test_without_a_time_it_is_the_whole_day_and_needs_no_zone() -> None:
    raw = calendar_of([replace(MEETING, begins="")])
    assert b"DTSTART;VALUE=DATE:20260528\r\n" in raw
    assert b"DTEND;VALUE=DATE:20260529\r\n" in raw
    assert b"VTIMEZONE" not in raw


def test_what_is_cancelled_says_so_and_is_never_mixed_with_what_goes_on() -> None:
    gone = replace(MEETING, cancelled=True)
    assert b"METHOD:PUBLISH" in calendar_of([MEETING, replace(MEETING, uid="4@x.example")])
    raw = calendar_of([gone])
    assert b"METHOD:CANCEL\r\n" in raw
    assert event(raw)["STATUS"] == "CANCELLED"
    with pytest.raises(ValueError, match="either"):
        calendar_of([MEETING, gone])


@pytest.mark.parametrize("text", ["BEGIN:VALARM\r\nX:1", "a\nATTENDEE:x@y.example", "é" * 400])
def test_a_text_cannot_become_a_line_of_its_own(text: str) -> None:
    raw = calendar_of([replace(MEETING, title=text, place=text)])
    assert len(Calendar.from_ical(raw).walk()) == len(
        Calendar.from_ical(calendar_of([MEETING])).walk()
    )
    assert b"ATTENDEE" not in raw.replace(b"\\nATTENDEE", b"")
    assert event(raw)["SUMMARY"] == text.replace("\r\n", "\n")
