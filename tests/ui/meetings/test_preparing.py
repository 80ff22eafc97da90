"""Preparing a meeting by keyboard: planned, its agenda put in order, convened, printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from coopadmin.meetings.queries import list_meetings
from coopadmin.meetings.service import convene_meeting, remove_item
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.meetings.checklist import needs
from coopadmin.ui.meetings.forms import as_new
from coopadmin.ui.meetings.opened import PREPARING
from coopadmin.ui.meetings.page import MeetingsPage
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write
from tests.ui.meetings.conftest import COMING, Meet, Open, facts, focused, said

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def titles(books: Books, meeting_id: int) -> list[str]:
    return [item.title for item in facts(books, meeting_id).items]


def lacking(page: MeetingsPage) -> list[str]:
    opened = page.preparing.opened
    assert opened is not None
    return [need.title for need in needs(opened) if not need.ready]


def test_a_meeting_is_planned_with_the_agenda_of_the_year(
    open_page: Open, books: Books, villagers: list[int]
) -> None:
    page = open_page()
    press_here(KEY.Key_N, CTRL)
    form = page.listing.form
    assert form is not None
    assert form.box("title").control.hasFocus()
    overwrite(form.box("title").control, "Annual meeting")
    overwrite(form.box("held_on").control, "22-5-2026")
    assert form.box("held_on").under().startswith("Becomes 22 May 2026")
    overwrite(form.box("begins").control, "1930")
    overwrite(form.box("place").control, "De Schakel")
    press_here(KEY.Key_S, CTRL)
    (row,) = books.ask(list_meetings)
    assert (row.title, row.held_on, row.begins, row.items) == (
        "Annual meeting",
        COMING,
        "19:30",
        14,
    )
    assert page.here == PREPARING, "one goes on with it at once"
    assert "Board report 2025" in titles(books, row.id)
    assert page.header.title() == "Annual meeting"
    assert focused() is page.preparing.agenda.table.view


def test_a_day_that_is_none_is_said_at_its_field(open_page: Open, books: Books) -> None:
    page = open_page()
    press_here(KEY.Key_N, CTRL)
    form = page.listing.form
    assert form is not None
    overwrite(form.box("held_on").control, "30 februari")
    press_here(KEY.Key_S, CTRL)
    assert form.box("held_on").problem is not None
    assert books.ask(list_meetings) == []


def test_what_was_typed_in_a_new_meeting_is_there_after_closing(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page()
    press_here(KEY.Key_N, CTRL)
    assert page.listing.form is not None
    overwrite(page.listing.form.box("place").control, "De Schakel")
    press_here(KEY.Key_Tab)
    page.window().close()
    again = open_page()
    assert again.listing.form is not None
    assert again.listing.form.box("place").text() == "De Schakel"


def test_points_are_moved_with_alt_and_the_times_follow(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting)
    table = page.preparing.agenda.table
    assert focused() is table.view
    press_here(KEY.Key_Down)
    before = table.current()
    assert (before.title, before.expected) == ("Jaarrekening 2025", "19:35")
    press_here(KEY.Key_Down, ALT)
    assert titles(books, meeting)[:3] == [
        "Opening",
        "Verkiezing van een secretaris",
        "Jaarrekening 2025",
    ]
    assert (table.current().number, table.current().expected) == (3, "19:45"), "it went along"
    press_here(KEY.Key_Up, ALT)
    press_here(KEY.Key_Up, ALT)
    press_here(KEY.Key_Up, ALT)
    assert titles(books, meeting)[0] == "Jaarrekening 2025", "above the first there is nothing"


def test_enter_opens_a_point_and_del_takes_it_out(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting)
    press_here(KEY.Key_Return)
    form = page.preparing.form
    assert form is not None
    assert form.box("proposal").isHidden(), "nothing is decided at the opening"
    overwrite(form.box("presenter").control, "A. de Roos")
    press_here(KEY.Key_S, CTRL)
    assert facts(books, meeting).items[0].presenter == "A. de Roos"
    assert focused() is page.preparing.agenda.table.view
    shown = [column.key for column in page.preparing.agenda.table.view.rows.columns]
    assert "presenter" in shown, "who speaks is shown as soon as somebody does"
    press_here(KEY.Key_Delete)
    assert "Opening" not in titles(books, meeting)
    books.undo()
    assert page.preparing.agenda.table.shown_rows()[0].title == "Opening"


def test_a_new_point_comes_before_the_closing_with_the_cursor_on_it(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting)
    press_here(KEY.Key_N, CTRL)
    form = page.preparing.form
    assert form is not None
    write(form.box("title").control, "Dorpsbus")
    press_here(KEY.Key_S, CTRL)
    assert titles(books, meeting)[-2:] == ["Dorpsbus", "Sluiting"]
    assert page.preparing.agenda.table.current().title == "Dorpsbus"


def test_the_checklist_says_what_lacks_and_opens_where_it_is_filled_in(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING, place="")
    page = open_page(meeting)
    assert lacking(page) == ["Day, time and place", "Papers", "Candidates"]
    row = next(row for row in page.preparing.rows if row.need.title == "Papers")
    assert row.accessibleName() == "Papers: not ready. Say where members can read them"
    assert row.button is not None
    click(row.button)
    form = page.preparing.form
    assert form is not None
    assert form.box("documents").control.hasFocus()
    write(form.box("documents").control, "In the village hall")
    write(form.box("candidates").control, "Bea Hofstra")
    overwrite(form.box("place").control, "De Schakel")
    press_here(KEY.Key_S, CTRL)
    assert lacking(page) == []


def test_a_proposal_that_lacks_is_written_at_its_point(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    item = facts(books, meeting).items[1]
    page = open_page(meeting)
    page.preparing.edit_item(replace(item, proposal=""))
    form = page.preparing.form
    assert form is not None
    overwrite(form.box("proposal").control, " ")
    press_here(KEY.Key_S, CTRL)
    need = next(row for row in page.preparing.rows if row.need.title == "Proposals")
    assert "2" in need.need.note
    assert need.button is not None
    click(need.button)
    assert page.preparing.form is not None
    assert page.preparing.form.box("proposal").control.hasFocus()


def test_a_convocation_that_is_late_asks_for_the_reason_in_its_place(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(date(2026, 3, 12))
    page = open_page(meeting)
    preparing = page.preparing
    overwrite(preparing.sent_box.control, "3-3")
    click(preparing.send_button)
    assert facts(books, meeting).convened_on is None
    (message,) = preparing.asking.messages.shown()
    assert "9 days before the meeting" in message.sentence
    line = preparing.asking.reason("convocation.late")
    assert line.hasFocus()
    press_here(KEY.Key_Return)
    assert facts(books, meeting).convened_on is None, "without a reason nothing is recorded"
    write(line, "The printer was ill.")
    press_here(KEY.Key_Return)
    found = facts(books, meeting)
    assert found.convened_on == date(2026, 3, 3)
    assert found.convocation_explanation == "The printer was ill."
    assert preparing.asking.isHidden()


def test_a_change_of_the_statutes_asks_for_a_reason_of_its_own(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(date(2026, 3, 8))
    page = open_page(meeting)
    page.preparing.sent_box.set_text("3-3")
    page.preparing.record_sending()
    assert len(page.preparing.asking.messages.shown()) == 2
    for code, text in (("convocation.late", "Ill."), ("convocation.amendment_late", "Urgent.")):
        write(page.preparing.asking.reason(code), text)
    page.preparing.asking.answer()
    assert facts(books, meeting).convocation_explanation == "Ill. Urgent."
    assert page.preparing.asking.isHidden()


def test_a_convocation_in_time_is_recorded_at_once(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting)
    overwrite(page.preparing.sent_box.control, "1-3")
    click(page.preparing.send_button)
    assert facts(books, meeting).convened_on == date(2026, 3, 1)
    assert "Convocation sent: 1 March 2026" in page.preparing.timeline.accessibleDescription()


def test_a_point_added_after_the_convocation_says_why(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet(COMING)
    books.do(convene_meeting, meeting, date(2026, 3, 2))
    page = open_page(meeting)
    press_here(KEY.Key_N, CTRL)
    form = page.preparing.form
    assert form is not None
    write(form.box("title").control, "Buying a bus")
    assert form.box("reason").isHidden()
    form.box("kind").control.setFocus()
    write(form.box("kind").control, "Decision")
    assert not form.box("reason").isHidden()
    press_here(KEY.Key_S, CTRL)
    assert form.box("reason").problem is not None
    write(form.box("reason").control, "The offer ends in June.")
    press_here(KEY.Key_S, CTRL)
    assert "Buying a bus: The offer ends in June." in facts(books, meeting).convocation_explanation


def test_the_convocation_is_made_in_the_worker_and_opened(
    open_page: Open,
    books: Books,
    meet: Meet,
    places: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting = meet(COMING)
    page = open_page(meeting)
    press_here(KEY.Key_P, CTRL)
    assert said(page) == ["Not everything is ready for the convocation"]
    assert places == []
    assert focused() is page.messages.shown()[0].buttons[0]
    press_here(KEY.Key_Space)
    qtbot.waitUntil(lambda: said(page) == ["convocation 2026-05-22.pdf is ready"], timeout=20_000)
    (path,) = places
    text = PdfReader(path).pages[0].extract_text()
    assert "Jaarrekening 2025" in text
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    assert focused() is page.messages.shown()[0].buttons[0]
    press_here(KEY.Key_Space)
    assert shown == [str(path)]


def test_a_folder_that_is_not_there_is_said_in_the_page(
    open_page: Open, books: Books, meet: Meet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "coopadmin.ui.kit.papers.ask_place",
        lambda _page, suggested: suggested.parent / "nowhere" / suggested.name,
    )
    page = open_page(meet(COMING))
    page.preparing.print_attendance()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=20_000)
    assert "cannot be written" in said(page)[0]


def test_the_attendance_list_is_made(
    open_page: Open, meet: Meet, places: list[Path], qtbot: QtBot
) -> None:
    page = open_page(meet(COMING))
    page.preparing.print_attendance()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=20_000)
    assert "Bakker, Lies" in PdfReader(places[0]).pages[0].extract_text()


def test_the_date_is_made_for_the_calendars_of_members(
    open_page: Open, meet: Meet, places: list[Path], qtbot: QtBot
) -> None:
    page = open_page(meet(COMING))
    page.preparing.save_calendar()
    qtbot.waitUntil(lambda: bool(said(page)), timeout=20_000)
    assert places[0].suffix == ".ics"
    assert places[0].read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_meeting_in_preparation_can_be_taken_out_and_comes_back(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meet(COMING)
    page = open_page()
    assert focused() is page.listing.table.view
    press_here(KEY.Key_Delete)
    assert books.ask(list_meetings) == []
    books.undo()
    assert len(page.listing.table.shown_rows()) == 1


def test_a_meeting_that_went_leads_back_to_the_list(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meet(COMING)
    page = open_page()
    press_here(KEY.Key_Return)
    assert page.here == PREPARING
    books.undo()
    assert page.here == "list"
    assert said(page) == ["This meeting is not in the file any more. Open the list again."]


def test_escape_leaves_the_preparation_and_not_a_form(open_page: Open, meet: Meet) -> None:
    page = open_page(meet(COMING))
    press_here(KEY.Key_Return)
    assert page.preparing.form is not None
    press_here(KEY.Key_Escape)
    assert page.here == PREPARING
    assert not page.preparing.findChildren(Form)
    press_here(KEY.Key_Escape)
    assert page.here == "list"


def test_an_empty_agenda_says_what_comes_first(open_page: Open, books: Books, meet: Meet) -> None:
    meeting = meet(COMING)
    for item in facts(books, meeting).items:
        books.do(remove_item, item.id)
    page = open_page(meeting)
    assert "Agenda" in lacking(page)
    press(page, KEY.Key_N, CTRL)
    form = page.preparing.form
    assert form is not None
    write(form.box("title").control, "Opening")
    press_here(KEY.Key_S, CTRL)
    assert titles(books, meeting) == ["Opening"]


def test_a_meeting_keeps_what_its_form_does_not_show(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    before = as_new(facts(books, meeting))
    page = open_page(meeting, PREPARING)
    page.preparing.edit_meeting()
    assert page.preparing.form is not None
    overwrite(page.preparing.form.box("place").control, "Elsewhere")
    press_here(KEY.Key_S, CTRL)
    assert as_new(facts(books, meeting)) == replace(before, place="Elsewhere")
