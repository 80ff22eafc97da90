"""Minutes typed during the meeting and kept; its day, its lock, keys, what a reader hears."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from coopadmin.meetings.rules import Ballots
from coopadmin.meetings.service import (
    adopt_minutes,
    hold_meeting,
    write_minutes,
)
from coopadmin.store import Books
from coopadmin.ui.meetings.drafting import draft_key
from coopadmin.ui.meetings.opened import RECORDING
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write
from tests.ui.meetings.conftest import COMING, Meet, Open, counted, facts, focused, take_up

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_minutes_become_an_operation_when_another_point_is_taken_up(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    item = take_up(page, books, full, 1)
    edit = page.recording.minutes.edit
    edit.setFocus()
    write(edit, "The chair opens.")
    assert facts(books, full).items[0].minutes == ""
    press_here(KEY.Key_Down, CTRL)
    assert facts(books, full).items[0].minutes == "The chair opens."
    assert page.recording.item_id == facts(books, full).items[1].id
    assert focused() is edit
    assert edit.toPlainText() == ""
    assert books.find_draft("meetings", draft_key("minutes", full, item)) is None
    write(edit, "The treasurer explains.")
    press_here(KEY.Key_S, CTRL)
    assert facts(books, full).items[1].minutes == "The treasurer explains."
    press_here(KEY.Key_Up, CTRL)
    assert edit.toPlainText() == "The chair opens."


def test_minutes_being_typed_are_there_after_the_window_closed(
    open_page: Open, books: Books, full: int, qtbot: QtBot
) -> None:
    page = open_page(full)
    item = take_up(page, books, full, 3)
    page.recording.minutes.edit.setFocus()
    write(page.recording.minutes.edit, "Bea stands for election.")
    page.window().close()
    key = draft_key("minutes", full, item)
    assert books.find_draft("meetings", key) == "Bea stands for election."
    assert facts(books, full).items[2].minutes == "", "nobody said that it was ready"
    again = open_page()
    assert (again.here, again.recording.item_id) == (RECORDING, item)
    assert again.recording.minutes.edit.toPlainText() == "Bea stands for election."
    press(again.recording.minutes.edit, KEY.Key_S, CTRL)
    assert facts(books, full).items[2].minutes == "Bea stands for election."
    assert books.drafts_of("meetings") == {}


def test_a_draft_is_written_within_a_second_and_not_with_every_key(
    open_page: Open, books: Books, full: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(full)
    take_up(page, books, full, 1)
    kept: list[str] = []
    whole = books.keep_draft

    def keep(screen: str, key: str, text: str) -> None:
        kept.append(text)
        whole(screen, key, text)

    monkeypatch.setattr(books, "keep_draft", keep)
    page.recording.minutes.edit.setFocus()
    write(page.recording.minutes.edit, "The chair opens the meeting")
    assert kept == []
    qtbot.waitUntil(lambda: bool(kept), timeout=3000)
    assert kept == ["The chair opens the meeting"]
    write(page.recording.minutes.edit, ".")
    page.recording.presence.check_in.setFocus()
    assert kept[-1] == "The chair opens the meeting.", "written when the focus leaves"


def test_votes_being_counted_are_there_after_the_window_closed(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    item = take_up(page, books, full, 2)
    page.recording.vote.focus_counters()
    write(focused(), "3")
    page.window().close()
    again = open_page()
    assert again.recording.item_id == item
    assert counted(again) == Ballots(3)
    click(again.recording.vote.record_button)
    assert books.drafts_of("meetings") == {}


def test_text_that_was_taken_back_goes_from_the_screen(
    open_page: Open, books: Books, full: int
) -> None:
    item = facts(books, full).items[0].id
    books.do(write_minutes, item, "The chair opens.")
    page = open_page(full)
    page.recording.show_item(item)
    assert page.recording.minutes.edit.toPlainText() == "The chair opens."
    books.undo()
    assert page.recording.minutes.edit.toPlainText() == ""


def test_what_somebody_promised_stands_under_its_point(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    item = take_up(page, books, full, 2)
    minutes = page.recording.minutes
    click(minutes.action_button)
    form = page.recording.form
    assert form is not None
    write(form.box("text").control, "Ask for an offer")
    write(form.box("who").control, "Bea")
    write(form.box("due").control, "1-7-2026")
    press_here(KEY.Key_S, CTRL)
    (kept,) = facts(books, full).actions
    assert (kept.item_id, kept.text, kept.who, kept.due) == (
        item,
        "Ask for an offer",
        "Bea",
        date(2026, 7, 1),
    )
    assert focused() is minutes.edit
    minutes.promises.setFocus()
    press_here(KEY.Key_Space)
    assert facts(books, full).actions[0].done_on == books.today()
    press_here(KEY.Key_Return)
    assert page.recording.form is not None
    overwrite(page.recording.form.box("who").control, "Otto")
    press_here(KEY.Key_S, CTRL)
    assert facts(books, full).actions[0].who == "Otto"
    assert facts(books, full).actions[0].done_on == books.today(), "that stays"
    minutes.promises.setFocus()
    press_here(KEY.Key_Delete)
    assert facts(books, full).actions == ()
    assert minutes.promises.isHidden()


def test_the_focus_goes_from_one_vote_to_the_next_and_to_the_minutes(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    page.recording.vote.focus_counters()
    take_up(page, books, full, 3)
    assert focused() is page.recording.vote.tally.first()
    take_up(page, books, full, 5)
    assert focused() is page.recording.minutes.edit


def test_before_its_day_nobody_comes_in_and_nobody_votes(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting, RECORDING)
    recording = page.recording
    take_up(page, books, meeting, 2)
    assert not recording.presence.check_in.isEnabled()
    assert "from that day on" in recording.presence.check_in.toolTip()
    assert not recording.vote.counting
    assert recording.vote.start_button.isHidden()
    assert recording.notices.shown()[0].sentence == "This meeting is on 22 May 2026."
    assert recording.presence.proxy_button.isEnabled(), "proxies come in before"


def test_f6_walks_through_the_panes_and_then_to_the_sidebar(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    recording = page.recording
    recording.points.table.setFocus()
    seen = []
    for _step in range(3):
        press_here(KEY.Key_F6)
        seen.append(recording.panes.here())
    assert seen == ["point", "presence", ""]
    press_here(KEY.Key_F6)
    assert recording.panes.here() != "", "and back"


def test_a_locked_meeting_can_be_read_and_nothing_more(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting, later = meet(date(2026, 2, 1)), meet()
    for each in (meeting, later):
        books.do(hold_meeting, each)
    books.do(adopt_minutes, meeting, later)
    page = open_page(meeting, RECORDING)
    recording = page.recording
    take_up(page, books, meeting, 2)
    reason = "The minutes were adopted in the meeting of 27 February 2026 and stay as they are."
    assert recording.notices.shown()[0].sentence == reason
    assert recording.minutes.edit.isReadOnly()
    assert not recording.minutes.action_button.isEnabled()
    assert recording.minutes.action_button.toolTip() == reason
    assert not recording.presence.check_in.isEnabled()
    assert not recording.vote.counting
    assert all(action.why_not for action in recording.offers() if action.in_header)


def test_a_screen_reader_hears_counters_fields_and_buttons(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    vote.tally.first().setValue(3)
    heard: QAccessibleInterface = QAccessible.queryAccessibleInterface(vote.tally.first())
    assert heard.role() == QAccessible.Role.SpinBox
    assert heard.text(QAccessible.Text.Name) == "For"
    assert heard.text(QAccessible.Text.Description) == "Key V adds one, Shift+V takes one off"
    assert heard.valueInterface().currentValue() == 3
    assert "For 3" in vote.tally.bar.accessibleName()
    plus = QAccessible.queryAccessibleInterface(vote.tally.first().plus)
    assert plus.text(QAccessible.Text.Name) == "For: one more"
    edit = QAccessible.queryAccessibleInterface(page.recording.minutes.edit)
    assert edit.role() == QAccessible.Role.EditableText
    assert edit.text(QAccessible.Text.Name) == "Minutes of item 2"
    check_in = QAccessible.queryAccessibleInterface(page.recording.presence.check_in)
    assert check_in.text(QAccessible.Text.Name) == "Check in: name or member number, then Enter"
