"""Votes counted by keys: outcomes, reasons, the lot, corrections."""

from __future__ import annotations

from PySide6.QtCore import Qt

from coopadmin.meetings.rules import Ballots, NewVote
from coopadmin.meetings.service import (
    record_vote,
)
from coopadmin.store import Books
from coopadmin.ui.meetings.opened import MINUTES
from coopadmin.ui.meetings.page import REGISTER
from tests.ui.hands import CTRL, click, overwrite, press_here, write
from tests.ui.meetings.conftest import Open, counted, facts, focused, take_up

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    press_here(KEY.Key_S, CTRL)
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
    page.recording.minutes.edit.setFocus()
    press_here(KEY.Key_F8)
    assert focused() is vote.asking.reason("vote.more_ballots")
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
