"""Who comes into the meeting, with whose votes, all by keyboard."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from coopadmin.cooperative.rules import NewStatutes
from coopadmin.cooperative.service import set_statutes
from coopadmin.meetings.rules import NewProxy
from coopadmin.meetings.service import (
    record_proxy,
)
from coopadmin.store import Books
from coopadmin.ui.meetings.opened import RECORDING
from coopadmin.ui.meetings.presence import lines
from tests.ui.hands import CTRL, click, overwrite, press_here, write
from tests.ui.meetings.conftest import Meet, Open, facts, focused, names, take_up

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


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
    assert focused() is page.recording.presence.proxy_button, "where one came from"
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
