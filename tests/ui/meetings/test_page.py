"""The page as a whole: list, register, switches, narrow rooms, drafts, and files only looked at."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coopadmin.cooperative.queries import StatutesRow, get_statutes
from coopadmin.desk.rules import NewExtension
from coopadmin.desk.service import extend_accounts
from coopadmin.kernel.calendar import BookYear
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import Ballots, NewVote
from coopadmin.meetings.service import hold_meeting, record_attendance, record_vote, remove_item
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import Button
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.nameplate import Nameplate
from coopadmin.ui.kit.theme import Appearance
from coopadmin.ui.meetings.milestones import milestones
from coopadmin.ui.meetings.opened import MINUTES, PREPARING, RECORDING
from coopadmin.ui.meetings.page import LIST, REGISTER, MeetingsPage
from coopadmin.ui.meetings.recording import RecordingView
from coopadmin.ui.meetings.timeline import Wanted, placed
from coopadmin.ui.window import MainWindow
from tests.fixtures import WHO, clock
from tests.ui.hands import CTRL, bring_up, click, press_here, write
from tests.ui.meetings.conftest import COMING, ENTRIES, Meet, Open, facts, focused, said

KEY = Qt.Key


@pytest.fixture
def decided(books: Books, meet: Meet, villagers: list[int]) -> int:
    """A meeting that took two decisions."""
    meeting = meet()
    books.do(record_attendance, meeting, villagers)
    items = facts(books, meeting).items
    books.do(record_vote, items[1].id, NewVote(Ballots(6)))
    books.do(record_vote, items[2].id, NewVote(Ballots(1, 5), proposal="Otto is appointed."))
    return meeting


def test_meetings_stand_with_the_newest_first_and_enter_goes_on_with_one(
    open_page: Open, books: Books, meet: Meet
) -> None:
    held, coming = meet(), meet(COMING)
    page = open_page()
    table = page.listing.table
    assert [row.id for row in table.shown_rows()] == [coming, held]
    assert page.listing.open_button.text() == "Prepare"
    press_here(KEY.Key_Down)
    assert page.listing.open_button.text() == "Record the meeting"
    press_here(KEY.Key_Return)
    assert (page.here, page.header.title()) == (RECORDING, "Ledenvergadering")
    click(page.back_button)
    assert page.here == LIST
    assert table.current().id == held, "on the row where one was"


def test_the_register_is_searched_by_number_word_and_day(open_page: Open, decided: int) -> None:
    page = open_page()
    page.show_view(REGISTER)
    register = page.register
    assert focused() is register.search
    assert [row.number for row in register.table.shown_rows()] == ["ALV-2026-02", "ALV-2026-01"]
    for words, found in (
        ("otto", ["ALV-2026-02"]),
        ("alv-2026-01", ["ALV-2026-01"]),
        ("27 february", ["ALV-2026-02", "ALV-2026-01"]),
        ("nothing like it", []),
    ):
        register.search.setText(words)
        register.search.searched.emit(words)
        assert [row.number for row in register.table.shown_rows()] == found
    press_here(KEY.Key_Escape)
    press_here(KEY.Key_Down)
    assert register.panel.accessibleName() == "ALV-2026-02"
    press_here(KEY.Key_Return)
    assert page.here == MINUTES, "to the meeting that took it"


def test_an_empty_register_and_list_say_what_comes_here(open_page: Open) -> None:
    page = open_page()
    empty = [
        widget.accessibleName()
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.accessibleName().startswith("No meetings yet")
    ]
    assert empty
    page.show_view(REGISTER)
    assert page.register.panel.accessibleName() == "Resolution"


def test_the_desk_brings_one_to_a_meeting_or_a_resolution(open_page: Open, decided: int) -> None:
    page = open_page()
    page.desk.go("meetings", "2026-02-27")
    assert page.here == RECORDING
    page.desk.go("meetings", "ALV-2026-01")
    assert (page.here, page.register.table.current().number) == (REGISTER, "ALV-2026-01")
    page.desk.go("meetings", decided)
    assert page.here == RECORDING
    page.desk.go("meetings", "new")
    assert page.listing.form is not None
    assert focused() is page.listing.form.box("title").control


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(1366, 688, 100), (1280, 640, 100), (1366, 688, 150)]
)
def test_nothing_lies_over_another_or_outside_its_pane(
    qapp: QApplication,
    qtbot: QtBot,
    open_page: Open,
    decided: int,
    width: int,
    height: int,
    scale: int,
) -> None:
    theme.apply(qapp, Appearance.LIGHT, scale)
    page = open_page(decided, RECORDING, width, height)
    recording = page.recording
    for key in ("points", "point", "presence"):
        recording.panes.show_pane(key)
        if key == "point":
            qtbot.waitUntil(lambda: fits(recording))
        for widget in visible(page):
            assert widget.height() >= min(widget.minimumSizeHint().height(), theme.px(24)), widget
    for view in (PREPARING, MINUTES, LIST, REGISTER):
        page.show_view(view) if view != PREPARING else page.open(decided, view)
        for widget in visible(page):
            right = widget.mapTo(page, widget.rect().topRight()).x()
            assert right <= page.width(), (view, widget)


def fits(recording: RecordingView) -> bool:
    """Whether the vote and the minutes are not cut at the right."""
    inside = recording.vote.parentWidget()
    assert inside is not None
    room = inside.parentWidget()
    assert room is not None
    return inside.width() <= room.width()


def visible(page: MeetingsPage) -> list[QWidget]:
    kinds = (Button, QLineEdit)
    return [w for kind in kinds for w in page.findChildren(kind) if w.isVisible()]


def test_a_narrow_page_shows_one_pane_and_a_switch_for_the_others(
    qapp: QApplication, open_page: Open, decided: int
) -> None:
    theme.apply(qapp, Appearance.LIGHT, 150)
    page = open_page(decided, RECORDING)
    assert page.narrow
    assert page.pane_switch.isVisible()
    shown = [page.recording.points, page.recording._scroll, page.recording.presence]
    assert [each.isVisible() for each in shown] == [True, False, False]
    page.pane_switch.chosen.emit("presence")
    assert [each.isVisible() for each in shown] == [False, False, True]
    assert focused() is page.recording.presence.check_in
    click(page.recording.presence.proxy_button)
    (form,) = page.recording.findChildren(Form)
    assert form.isVisible()
    press_here(KEY.Key_Escape)
    assert page.recording.findChildren(Form) == []
    page.show_view(PREPARING)
    assert page.preparing.agenda.isVisible()
    page.pane_switch.chosen.emit("side")
    assert page.preparing.timeline.isVisible(), "beside the sending it has room"
    assert not page.preparing.agenda.isVisible()


def test_another_size_of_text_keeps_what_is_being_typed(
    qapp: QApplication, open_page: Open, books: Books, decided: int
) -> None:
    page = open_page(decided, RECORDING)
    item = facts(books, decided).items[0].id
    page.recording.show_item(item)
    page.recording.minutes.edit.setFocus()
    write(page.recording.minutes.edit, "The chair")
    window = page.window()
    theme.apply(qapp, Appearance.DARK, 125)
    assert isinstance(window, MainWindow)
    again = window.page("meetings")
    assert isinstance(again, MeetingsPage)
    assert again is not page
    assert again.recording.minutes.edit.toPlainText() == "The chair"


def test_a_file_that_is_only_looked_at_offers_nothing_that_changes_it(
    qtbot: QtBot, books: Books, decided: int
) -> None:
    with open_books(books.path, who=WHO, clock=clock, read_only=True) as reading:
        window = MainWindow(reading, lambda _books: Nameplate("", ""), ENTRIES)
        qtbot.addWidget(window)
        bring_up(qtbot, window, 1366, 688)
        page = window.page("meetings")
        assert isinstance(page, MeetingsPage)
        assert all(action.changes or action.why_not for action in page.listing.offers())
        page.open(decided)
        assert page.recording.minutes.edit.isReadOnly()
        assert page.recording.vote.results[0:1] == [] or not page.recording.vote.results[0].buttons
        page.show_view(PREPARING)
        assert not page.preparing.send_button.isEnabled()
        press_here(KEY.Key_Return)
        assert page.preparing.form is None
        assert said(page) == []
        window.close()


def test_everything_that_can_be_pressed_has_a_name(open_page: Open, decided: int) -> None:
    page = open_page(decided, RECORDING)
    for view in (RECORDING, MINUTES, PREPARING, REGISTER, LIST):
        page.show_view(view)
        for widget in visible(page):
            heard = QAccessible.queryAccessibleInterface(widget)
            assert heard.text(QAccessible.Text.Name), (view, widget)


# ------------------------------------------------------------------------------ timeline


@pytest.fixture
def statutes(books: Books) -> StatutesRow:
    return books.ask(get_statutes, COMING)


def days(books: Books, meeting: int, form: str, today: date) -> dict[str, date]:
    found = milestones(
        books.ask(get_meeting, meeting),
        books.ask(get_statutes, COMING),
        form,
        BookYear.starting(date(2025, 1, 1)),
        today,
    )
    return {each.key: each.day for each in found}


def test_the_days_of_a_cooperative_and_of_an_association(books: Books, meet: Meet) -> None:
    meeting = meet(COMING)
    today = date(2026, 3, 3)
    assert days(books, meeting, "cooperatie-ua", today) == {
        "today": today,
        "convene": date(2026, 5, 8),
        "copies": date(2026, 5, 17),
        "meeting": COMING,
        "filing": date(2026, 5, 30),
        "limit": date(2026, 7, 31),
    }
    found = days(books, meeting, "vereniging", today)
    assert found["limit"] == date(2026, 6, 30)
    assert "filing" not in found, "an association files nothing"
    assert "limit" not in days(books, meeting, "geen", today)


def test_more_time_for_the_accounts_moves_their_last_day(
    open_page: Open, books: Books, meet: Meet
) -> None:
    page = open_page(meet(COMING), PREPARING)
    assert page.opened is not None
    (limit,) = [each for each in page.opened.milestones if each.key == "limit"]
    assert limit.note == "accounts 2025, 31 Jul (law)"
    books.do(extend_accounts, NewExtension("2025", 4, date(2026, 3, 1)))
    (limit,) = [each for each in page.opened.milestones if each.key == "limit"]
    assert (limit.day, limit.note) == (
        date(2026, 11, 30),
        "accounts 2025, 30 Nov (with more time)",
    )
    assert "Last date: 30 November 2026" in page.preparing.timeline.accessibleDescription()


def test_a_meeting_after_the_last_day_adopts_nothing_in_time(books: Books, meet: Meet) -> None:
    autumn = meet(date(2026, 11, 5))
    assert "limit" not in days(books, autumn, "cooperatie-ua", date(2026, 3, 3))


def test_without_a_change_of_the_statutes_no_text_lies_ready(books: Books, meet: Meet) -> None:
    meeting = meet(COMING)
    books.do(remove_item, facts(books, meeting).items[3].id)
    assert "copies" not in days(books, meeting, "cooperatie-ua", date(2026, 3, 3))


@pytest.mark.parametrize("room", [300, 500, 700, 1040])
@pytest.mark.parametrize("spread", [2, 30, 200])
def test_labels_of_the_timeline_never_lie_over_each_other(room: int, spread: int) -> None:
    wanted = [
        Wanted(key, min(room - 10, 20 + number * spread), 140, number)
        for number, key in enumerate(("meeting", "today", "convene", "limit", "filing"))
    ]
    places = placed(wanted, room, 16, 8)
    assert "meeting" in places, "what matters most always has a place"
    for above in (True, False):
        spans = sorted(
            (each.left, each.left + 140) for each in places.values() if each.above is above
        )
        assert all(left >= 0 and right <= room for left, right in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_ctrl_n_opens_the_form_of_what_is_new_here(open_page: Open, meet: Meet) -> None:
    page = open_page(meet(COMING))
    press_here(KEY.Key_N, CTRL)
    assert page.preparing.form is not None
    page.preparing.form.cancel()
    page.back()
    press_here(KEY.Key_N, CTRL)
    assert page.listing.form is not None


def test_a_meeting_that_is_recorded_cannot_be_taken_out(
    open_page: Open, books: Books, decided: int
) -> None:
    books.do(hold_meeting, decided)
    page = open_page()
    press_here(KEY.Key_Delete)
    assert said(page) == ["A meeting that was held, or that has votes, stays in the file."]
