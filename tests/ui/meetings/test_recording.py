"""The meeting itself by keyboard: who comes in, votes counted, minutes typed, all of it kept."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.meetings.rules import Ballots, NewProxy, NewVote
from coopadmin.meetings.service import (
    adopt_minutes,
    hold_meeting,
    record_attendance,
    record_proxy,
    record_vote,
    write_minutes,
)
from coopadmin.store import Books
from coopadmin.ui.meetings.drafting import draft_key
from coopadmin.ui.meetings.opened import MINUTES, RECORDING
from coopadmin.ui.meetings.page import REGISTER, MeetingsPage
from coopadmin.ui.meetings.presence import lines
from tests.ui.hands import CTRL, click, overwrite, press, press_here, write
from tests.ui.meetings.conftest import COMING, Meet, Open, facts, focused

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def full(books: Books, meet: Meet, villagers: list[int]) -> int:
    """A meeting with five members there, who have five votes."""
    meeting = meet()
    books.do(record_attendance, meeting, villagers[:5])
    return meeting


def take_up(page: MeetingsPage, books: Books, meeting: int, number: int) -> int:
    item = facts(books, meeting).items[number - 1].id
    page.recording.show_item(item)
    return item


def counted(page: MeetingsPage) -> Ballots:
    return page.recording.vote.tally.ballots()


def names(page: MeetingsPage) -> list[str]:
    return [row.name for row in page.recording.presence.table.shown_rows()]


# ------------------------------------------------------------------------------ who is there


def test_members_come_in_by_number_and_by_a_part_of_the_name(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    page = open_page(meeting)
    assert page.here == RECORDING
    check_in = page.recording.presence.check_in
    assert focused() is check_in, "one begins with who comes in"
    write(check_in, "3")
    press_here(KEY.Key_Return)
    write(check_in, "berg")
    assert names(page) == ["Annie van den Berg-Holtrop", "berg"], "the last is a guest"
    press_here(KEY.Key_Return)
    assert check_in.text() == ""
    assert focused() is check_in
    assert [each.person.number for each in facts(books, meeting).present] == [3, 1]
    assert names(page) == ["Annie van den Berg-Holtrop", "Anneke de Roos"], "the last came first"
    assert page.recording.presence.sum.accessibleName() == "2 members, 0 proxies, 2 votes"


def test_several_who_are_found_are_walked_through(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    page = open_page(meeting)
    check_in = page.recording.presence.check_in
    write(check_in, "an")
    assert names(page)[:2] == ["Annie van den Berg-Holtrop", "Anneke de Roos"]
    press_here(KEY.Key_Down)
    press_here(KEY.Key_Return)
    assert [each.person.name for each in facts(books, meeting).present] == ["Anneke de Roos"]
    write(check_in, "an")
    assert names(page)[0] == "Annie van den Berg-Holtrop", "who is there stands behind the others"
    press_here(KEY.Key_Escape)
    assert check_in.text() == ""


def test_somebody_comes_in_once(open_page: Open, books: Books, full: int) -> None:
    page = open_page(full)
    presence = page.recording.presence
    presence.check_in.setFocus()
    write(presence.check_in, "1")
    press_here(KEY.Key_Return)
    (message,) = presence.asking.messages.shown()
    assert "is on the attendance list already" in message.sentence
    assert len(facts(books, full).present) == 5


def test_a_guest_comes_in_without_a_vote_and_del_takes_off(
    open_page: Open, books: Books, meet: Meet
) -> None:
    meeting = meet()
    page = open_page(meeting)
    presence = page.recording.presence
    write(presence.check_in, "Alderman Jansen")
    press_here(KEY.Key_Return)
    found = facts(books, meeting)
    assert [guest.name for guest in found.guests] == ["Alderman Jansen"]
    assert found.totals.votes == 0
    presence.table.setFocus()
    press_here(KEY.Key_Delete)
    assert facts(books, meeting).guests == ()


def test_a_proxy_is_given_by_name_and_counts_while_its_holder_is_there(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    click(page.recording.presence.proxy_button)
    form = page.recording.form
    assert form is not None
    write(form.box("grantor").control, "otto")
    assert form.box("grantor").under().startswith("Is Otto Wiersma (0006).")
    write(form.box("holder").control, "2")
    press_here(KEY.Key_S, CTRL)
    found = facts(books, full)
    assert (found.totals.represented, found.totals.votes) == (1, 6)
    assert page.recording.form is None
    rows = {row.name: row.note for row in lines(found)}
    assert rows["Lies Bakker"] == "with a proxy of Otto Wiersma"
    assert rows["Otto Wiersma"] == "proxy to Lies Bakker"


def test_what_is_wrong_with_a_proxy_is_said_at_its_field(
    open_page: Open, books: Books, full: int
) -> None:
    books.do(set_statutes, NewStatutes(valid_from=date(2026, 2, 1), proxies_per_holder=0))
    page = open_page(full)
    click(page.recording.presence.proxy_button)
    form = page.recording.form
    assert form is not None
    write(form.box("grantor").control, "an")
    write(form.box("holder").control, "nobody")
    press_here(KEY.Key_S, CTRL)
    assert "2 members can be meant: " in form.box("grantor").under()
    assert "Nobody is called “nobody”" in form.box("holder").under()
    overwrite(form.box("grantor").control, "1")
    overwrite(form.box("holder").control, "2")
    press_here(KEY.Key_S, CTRL)
    assert "is present and votes in person" in form.box("grantor").under()
    assert "the most that the statutes allow" in form.box("holder").under()


def test_who_gave_a_proxy_and_comes_after_all_is_warned(
    open_page: Open, books: Books, meet: Meet, villagers: list[int]
) -> None:
    meeting = meet()
    books.do(record_proxy, meeting, NewProxy(villagers[0], villagers[1]))
    page = open_page(meeting)
    assert lines(facts(books, meeting))[0].note == "counts once Lies Bakker is there"
    write(page.recording.presence.check_in, "1")
    (row,) = page.recording.presence.table.shown_rows()
    assert row.note.endswith("gave a proxy to Lies Bakker; that lapses")
    press_here(KEY.Key_Return)
    assert facts(books, meeting).proxies == ()


def test_a_quorum_is_counted_down(open_page: Open, books: Books, full: int) -> None:
    books.do(
        set_statutes,
        NewStatutes(valid_from=date(2026, 2, 1), quorum="1/2", amendment_quorum="6"),
    )
    page = open_page(full)
    words = page.recording.presence.quorum
    assert words.text() == "Quorum reached: 5 of 6, 3 needed"
    take_up(page, books, full, 4)
    assert words.text() == "No quorum yet: 5 of 6, 6 needed", "for the change of the statutes"


# ------------------------------------------------------------------------------ votes


def test_a_vote_is_counted_by_keys_and_becomes_a_resolution(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    vote.focus_counters()
    assert vote.tally.standing.text() == "Nothing counted yet"
    for key in (KEY.Key_V, KEY.Key_V, KEY.Key_V, KEY.Key_T, KEY.Key_B, KEY.Key_O, KEY.Key_G):
        press_here(key)
    press_here(KEY.Key_G, SHIFT)
    assert counted(page) == Ballots(3, 1, 1, 0, 1)
    assert vote.tally.standing.text() == "Accepted, if it stays like this:"
    assert vote.tally.rest.text() == "6 counted, 5 in the room"
    press_here(KEY.Key_O, SHIFT)
    assert vote.tally.rest.text() == "all 5 counted"
    assert (
        vote.tally.rule.text()
        == "Statutes: ordinary majority, more than half; a blank vote does not count"
    )
    click(vote.record_button)
    (kept,) = facts(books, full).votes
    assert (kept.resolution, kept.outcome, kept.ballots) == (
        "ALV-2026-01",
        "accepted",
        Ballots(3, 1, 1),
    )
    (result,) = vote.results
    assert result.accessibleName().startswith("ALV-2026-01: Accepted, 3 for, 1 against, 1 blank")
    assert not vote.counting
    assert focused() is page.recording.minutes.edit
    page.show_view(REGISTER)
    assert page.register.table.shown_rows()[0].number == "ALV-2026-01"


def test_a_number_is_typed_over_the_count(open_page: Open, books: Books, full: int) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    page.recording.vote.focus_counters()
    write(focused(), "3")
    press_here(KEY.Key_Return)
    write(focused(), "2")
    assert counted(page) == Ballots(3, 2)
    press_here(KEY.Key_Up)
    press_here(KEY.Key_V)
    write(focused(), "4")
    assert counted(page) == Ballots(4, 3), "a digit after a letter begins a new number"
    counter = page.recording.vote.tally.first()
    click(counter.minus)
    assert counted(page).votes_for == 3


def test_the_keys_of_the_counters_are_letters_elsewhere(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    page.recording.minutes.edit.setFocus()
    for key in (KEY.Key_V, KEY.Key_O, KEY.Key_T):
        press_here(key)
    assert page.recording.minutes.edit.toPlainText() == "vot"
    assert counted(page) == Ballots()


def test_more_ballots_than_votes_ask_for_a_reason_that_stands_in_the_minutes(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    vote.focus_counters()
    write(focused(), "7")
    assert vote.tally.first().warned
    click(vote.record_button)
    assert facts(books, full).votes == ()
    assert "7 votes were counted" in vote.asking.messages.shown()[0].sentence
    line = vote.asking.reason("vote.more_ballots")
    assert focused() is line
    write(line, "Two came in late.")
    press_here(KEY.Key_Return)
    (kept,) = facts(books, full).votes
    assert kept.explanation == "Two came in late."
    page.show_view(MINUTES)
    assert "Two came in late." in page.adopting.text.toPlainText()


def test_a_reason_that_is_not_given_leaves_the_counts_as_they_are(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    vote.focus_counters()
    write(focused(), "7")
    click(vote.record_button)
    vote.asking.answer()
    assert facts(books, full).votes == ()
    assert bool(vote.asking.reason("vote.more_ballots").property("wrong"))
    vote.focus_counters()
    press_here(KEY.Key_V, SHIFT)
    assert not vote.asking.messages.shown(), "another count asks nothing yet"
    assert counted(page).votes_for == 6


def test_a_tie_on_persons_is_decided_by_the_lot(open_page: Open, books: Books, full: int) -> None:
    page = open_page(full)
    take_up(page, books, full, 3)
    vote = page.recording.vote
    vote.tally.first().setValue(2)
    assert vote.tally.lot_row.isHidden()
    vote.tally.counters["votes_against"].setValue(2)
    assert vote.tally.standing.text() == "Tied, if it stays like this:"
    assert vote.tally.lot_row.isVisible()
    vote.tally.lot.chosen.emit("accepted")
    vote.tally.lot.choose("accepted")
    click(vote.record_button)
    (kept,) = facts(books, full).votes
    assert (kept.outcome, kept.by_lot, kept.resolution) == ("accepted", True, "ALV-2026-01")
    assert "Accepted, by lot" in vote.results[0].accessibleName()


def test_a_tie_without_lot_waits_for_another_vote(open_page: Open, books: Books, full: int) -> None:
    page = open_page(full)
    item = take_up(page, books, full, 3)
    vote = page.recording.vote
    vote.tally.fill(Ballots(2, 2), "")
    vote.record()
    assert facts(books, full).votes[0].resolution == ""
    assert vote.start_button.isVisible()
    click(vote.start_button)
    assert vote.counting
    vote.tally.fill(Ballots(3, 1), "")
    vote.record()
    assert [each.resolution for each in facts(books, full).items[2].votes] == ["", "ALV-2026-01"]
    assert page.recording.item_id == item


def test_by_acclamation_nobody_is_counted(open_page: Open, books: Books, full: int) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    vote.method.setFocus()
    vote.method.set_value("acclamation")
    assert vote.tally.cards.isHidden()
    assert vote.tally.standing.text() == "Accepted by acclamation"
    click(vote.record_button)
    assert facts(books, full).votes[0].method == "acclamation"


def test_a_recorded_vote_is_corrected_under_its_number_and_taken_out(
    open_page: Open, books: Books, full: int
) -> None:
    item = facts(books, full).items[1].id
    books.do(record_vote, item, NewVote(Ballots(5)))
    page = open_page(full)
    page.recording.show_item(item)
    vote = page.recording.vote
    correct, _take_out = vote.results[0].buttons
    click(correct)
    assert counted(page) == Ballots(5)
    vote.tally.first().setValue(1)
    vote.tally.counters["votes_against"].setValue(4)
    click(vote.record_button)
    (kept,) = facts(books, full).votes
    assert (kept.outcome, kept.resolution) == ("rejected", "ALV-2026-01")
    _correct, take_out = vote.results[0].buttons
    click(take_out)
    assert facts(books, full).votes == ()
    assert vote.counting, "a decision without a vote asks for one"


def test_a_vote_on_a_point_without_decision_can_be_held_and_given_up(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 1)
    vote = page.recording.vote
    assert vote.tally.isHidden()
    click(vote.start_button)
    assert vote.tally.isVisible()
    assert focused() is vote.tally.first()
    click(vote.cancel_button)
    assert vote.tally.isHidden()


def test_a_proposal_that_changed_in_the_meeting_is_recorded_as_it_became(
    open_page: Open, books: Books, full: int
) -> None:
    page = open_page(full)
    take_up(page, books, full, 2)
    vote = page.recording.vote
    overwrite(vote.proposal, "Adopted with one remark.")
    vote.focus_counters()
    write(focused(), "5")
    click(vote.record_button)
    assert facts(books, full).votes[0].proposal == "Adopted with one remark."


# ------------------------------------------------------------------------------ minutes


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


# ------------------------------------------------------------------------------ around it


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
