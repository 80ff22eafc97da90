"""From a held meeting to adopted minutes: closed, open for inspection, adopted, locked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.rules import ADOPTED, HELD, INSPECTION, PREPARATION, Ballots, NewVote
from coopadmin.meetings.service import (
    hold_meeting,
    offer_minutes,
    record_attendance,
    record_vote,
    write_minutes,
)
from coopadmin.store import Books
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.meetings.opened import MINUTES, RECORDING
from coopadmin.ui.meetings.page import MeetingsPage
from tests.fixtures import NOW
from tests.ui.hands import CTRL, click, overwrite, press_here, write
from tests.ui.meetings.conftest import COMING, Meet, Open, facts, focused, said, take_up

KEY = Qt.Key


def close_from_the_meeting(page: MeetingsPage) -> None:
    """Press “Close meeting” in the head of the meeting itself."""
    found = [each for each in page.header.findChildren(Button) if each.text() == "Close meeting"]
    click(next(each for each in found if each.isVisible()))


def test_a_meeting_is_closed_shown_and_adopted_by_a_later_one(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting, later = meet(date(2026, 2, 1)), meet()
    books.do(write_minutes, facts(books, meeting).items[0].id, "The chair opens.")
    page = open_page(meeting)
    page.show_view(MINUTES)
    view = page.adopting
    assert focused() is view.close_button
    overwrite(view.ended.control, "2110")
    click(view.close_button)
    assert (facts(books, meeting).status, facts(books, meeting).ends) == (HELD, "21:10")
    assert page.header.chip.text() == "Held"
    click(view.offer_button)
    assert facts(books, meeting).status == INSPECTION
    assert view.later.currentText() == "27 February 2026 · Ledenvergadering"
    click(view.adopt_button)
    found = facts(books, meeting)
    assert (found.status, found.adopted_on, found.adopted_by) == (
        ADOPTED,
        date(2026, 2, 27),
        "ALV 2026-02-27",
    )
    reason = "The minutes were adopted in the meeting of 27 February 2026 and stay as they are."
    assert view.lock_message is not None
    assert view.lock_message.sentence == reason
    for button in (view.close_button, view.offer_button, view.adopt_button):
        assert not button.isVisible()
    with pytest.raises(Refused, match="adopted"):
        books.do(write_minutes, found.items[0].id, "Something else.")
    assert facts(books, later).status != ADOPTED


def test_a_meeting_with_a_vote_that_is_only_counted_is_not_closed(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    page.recording.vote.focus_counters()
    for _each in range(3):
        press_here(KEY.Key_V)
    page.show_view(MINUTES)
    view = page.adopting
    click(view.close_button)
    assert facts(books, full).status == PREPARATION
    (told,) = view.asking.messages.shown()
    assert told.sentence.startswith("At item 2 votes were counted, but the outcome is not")
    page.show_view(RECORDING)
    page.recording.vote.focus_counters()
    press_here(KEY.Key_S, CTRL)
    page.show_view(MINUTES)
    click(view.close_button)
    assert facts(books, full).status == HELD


def test_closing_from_the_meeting_itself_takes_one_press(
    open_page: Open, books: Books, meet: Meet, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = meet(NOW.date())
    page = open_page(today, MINUTES)
    assert page.adopting.ended.text() == "20:41"
    page.show_view(RECORDING)
    monkeypatch.setattr(books, "clock", lambda: NOW.replace(hour=21, minute=14))
    close_from_the_meeting(page)
    assert (facts(books, today).status, facts(books, today).ends) == (HELD, "21:14")
    assert page.here == MINUTES
    assert focused() is page.adopting.offer_button
    books.undo()
    assert facts(books, today).status != HELD


def test_the_end_that_was_typed_stays_when_the_meeting_is_closed_from_itself(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    page = open_page(meeting, MINUTES)
    overwrite(page.adopting.ended.control, "25.00")
    page.show_view(RECORDING)
    close_from_the_meeting(page)
    assert (page.here, facts(books, meeting).status) == (MINUTES, PREPARATION)
    assert page.adopting.ended.problem is not None
    overwrite(page.adopting.ended.control, "2110")
    page.show_view(RECORDING)
    close_from_the_meeting(page)
    assert (facts(books, meeting).status, facts(books, meeting).ends) == (HELD, "21:10")


def test_a_time_that_is_none_is_said_at_its_field(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    page = open_page(meeting, MINUTES)
    overwrite(page.adopting.ended.control, "25.00")
    click(page.adopting.close_button)
    assert page.adopting.ended.problem is not None
    assert facts(books, meeting).status != HELD
    overwrite(page.adopting.ended.control, "19.00")
    click(page.adopting.close_button)
    (message,) = page.adopting.asking.messages.shown()
    assert "before it begins" in message.sentence


def test_without_a_later_meeting_it_says_so(open_page: Open, books: Books, meet: Meet) -> None:
    meeting = meet()
    meet(COMING)
    books.do(hold_meeting, meeting)
    books.do(offer_minutes, meeting)
    page = open_page(meeting)
    assert page.here == MINUTES, "where one goes on with it"
    assert not page.adopting.adopt_button.isVisible()
    assert page.adopting._adopted.accessibleName() == (
        "Adopted: now. By a later meeting, once it was held. There is none yet."
    )


def test_a_meeting_to_come_cannot_be_closed(open_page: Open, books: Books, meet: Meet) -> None:
    page = open_page(meet(COMING), MINUTES)
    assert not page.adopting.close_button.isVisible()
    assert focused() is page.adopting.text


def test_the_whole_text_is_read_and_printed(
    open_page: Open,
    books: Books,
    meet: Meet,
    villagers: list[int],
    places: list[Path],
    qtbot: QtBot,
) -> None:
    meeting = meet()
    books.do(record_attendance, meeting, villagers)
    item = facts(books, meeting).items[1].id
    books.do(write_minutes, item, "A <b>bold</b> remark & more.")
    books.do(record_vote, item, NewVote(Ballots(4, 2)))
    page = open_page(meeting, MINUTES)
    text = page.adopting.text.toPlainText()
    assert "A <b>bold</b> remark & more." in text, "literally, not as markup"
    assert "ALV-2026-01 · Accepted" in text
    assert "4 for, 2 against" in text
    assert "6 members present" in text
    page.adopting.text.setFocus()
    press_here(KEY.Key_P, CTRL)
    qtbot.waitUntil(lambda: said(page) == ["minutes 2026-02-27.pdf is ready"], timeout=20_000)
    printed = "".join(sheet.extract_text() for sheet in PdfReader(places[0]).pages)
    assert "ALV-2026-01" in printed


def test_who_led_the_meeting_is_filled_in_afterwards(
    open_page: Open, books: Books, meet: Meet, villagers: list[int]
) -> None:
    meeting = meet()
    books.do(record_attendance, meeting, villagers[:2])
    books.do(hold_meeting, meeting, "21:10")
    page = open_page(meeting, MINUTES)
    page.refresh_actions()
    page.adopting._about()
    form = page.adopting.form
    assert form is not None
    form.box("chair_id").control.setFocus()
    write(form.box("chair_id").control, "Lies")
    press_here(KEY.Key_S, CTRL)
    found = facts(books, meeting)
    assert found.chair is not None
    assert (found.chair.name, found.ends, found.status) == ("Lies Bakker", "21:10", HELD)
