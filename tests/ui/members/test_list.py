"""The list of members: searching while typing, filters, days, and what an empty list says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from coopadmin.correspondence.rules import EMAIL, LETTER
from coopadmin.correspondence.service import note_came_back
from coopadmin.members.queries import get_membership, list_members
from coopadmin.members.selection_rules import Selection
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson
from coopadmin.people.service import change_person
from coopadmin.store import Books
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.rows import cell_text
from coopadmin.ui.members import register
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.members.register import ENDED, LEAVING, load_register
from tests.ui.hands import CTRL, click, press, press_here, write
from tests.ui.members.village import (
    TODAY,
    OpenPage,
    button,
    end,
    focused,
    form_of,
    member,
    names,
)

ACTIVE_NAMES = [
    "Annie van den Berg",
    "Van Bergen Tuinaanleg",
    "Jan Bergsma",
    "Ina Kuipers",
    "Dirk Lindenberg",
]


def empty_state(page: QWidget) -> EmptyState:
    (found,) = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    return found


def test_typing_narrows_the_list_at_once_by_every_word(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    assert page.list.search.hasFocus(), "where one begins"
    assert sorted(names(page)) == sorted(ACTIVE_NAMES)
    write(page.list.search, "berg")
    qtbot.waitUntil(lambda: len(names(page)) < 5 or "Ina Kuipers" in names(page))
    qtbot.waitUntil(
        lambda: page.list.foot_words.text() == "5 of 5 members" or len(names(page)) == 5
    )
    write(page.list.search, " molen")
    qtbot.waitUntil(lambda: names(page) == ["Annie van den Berg"])
    assert page.list.foot_words.text() == "1 of 5 members"
    assert "berg molen" in page.list.foot_note.text()
    assert page.list.table.view.rows.marked == "berg molen"
    press(page.list.search, Qt.Key.Key_Escape)
    assert len(names(page)) == 5


@pytest.mark.parametrize(
    "text", ["0004", "kuip", "INA KUI", "bergstraat 26", "ina@voor", "1234ab ina"]
)
def test_a_member_is_found_by_number_name_street_and_contact(
    open_page: OpenPage, village: Books, qtbot: QtBot, text: str
) -> None:
    page = open_page()
    write(page.list.search, text)
    qtbot.waitUntil(lambda: names(page) == ["Ina Kuipers"])


def test_down_goes_into_the_list_and_the_search_stays(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    write(page.list.search, "berg")
    press(page.list.search, Qt.Key.Key_Down)
    assert page.list.table.view.hasFocus()
    assert page.list.search.text() == "berg"
    press_here(Qt.Key.Key_Up)
    assert page.list.search.hasFocus(), "above the first row one is back in the search"
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_Escape)
    assert (page.list.search.text(), page.list.search.hasFocus()) == ("", True)


def test_letters_typed_in_the_list_go_on_in_the_search(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    page.list.table.setFocus()
    write(focused(), "k")
    write(focused(), "uip")
    qtbot.waitUntil(lambda: names(page) == ["Ina Kuipers"])


def test_filters_show_who_left_who_gave_notice_and_who_cannot_be_mailed(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    listing = page.list
    assert [one.accessibleName() for one in listing.filters.status._buttons] == [
        "Active 5",
        "Gave notice 1",
        "Former 1",
    ]
    click(listing.filters.status._buttons[1])
    assert names(page) == ["Dirk Lindenberg"]
    assert listing.choice.status == LEAVING
    click(listing.filters.status._buttons[2])
    assert names(page) == ["Kees Rozema"]
    assert listing.choice.status == ENDED
    click(listing.filters.status._buttons[2])
    assert len(names(page)) == 6, "no filter: everybody"
    click(listing.filters.contact._buttons[0])
    assert sorted(names(page)) == ["Jan Bergsma", "Van Bergen Tuinaanleg"]


def test_where_ends_are_looked_at_the_list_shows_them(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    view = page.list.table.view
    assert [column.key for column in view.rows.columns][-1] == "contribution"
    click(page.list.filters.status._buttons[2])
    assert [column.key for column in view.rows.columns][-1] == "until"
    (row,) = page.list.rows()
    assert cell_text(view.rows.columns[-1], row) == "31 Dec 2024"


def test_the_contribution_of_the_year_stands_in_the_list(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    column = page.list.table.view.rows.columns[-1]
    assert column.title == "Contribution 2026"
    shown = {row.name: cell_text(column, row) for row in page.list.rows()}
    assert shown["Annie van den Berg"] == "Open €\u00a020.00"
    assert shown["Van Bergen Tuinaanleg"] == "", "nothing was charged"


def test_the_register_can_be_seen_on_any_day(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    assert page.on_day.accessibleName() == "Register on 3 March 2026"
    page.strip.ask()
    assert page.strip.line.hasFocus()
    write(page.strip.line, "31-12-2018")
    press(page.strip.line, Qt.Key.Key_Return)
    assert page.day == date(2018, 12, 31)
    assert sorted(names(page)) == [
        "Annie van den Berg",
        "Dirk Lindenberg",
        "Ina Kuipers",
        "Jan Bergsma",
        "Kees Rozema",
    ]
    assert page.on_day.text() == "31 Dec 2018"
    write(page.strip.line, "x")
    press(page.strip.line, Qt.Key.Key_Return)
    assert page.day == date(2018, 12, 31), "what is no day changes nothing"
    click(button(page.strip, "Back to today"))
    assert not page.strip.isVisible()
    assert len(names(page)) == 5
    texts = [action.text() for action in page.on_day.menu_of_actions.actions()]
    assert texts == [
        "Today",
        "1 January 2026",
        "31 December 2025",
        "31 December 2026",
        "Another day…",
    ]
    page.on_day.menu_of_actions.actions()[3].trigger()
    assert "Dirk Lindenberg" in names(page), "the last day still counts"


def test_an_empty_file_says_how_to_begin(open_page: OpenPage, books: Books) -> None:
    page = open_page()
    state = empty_state(page.list)
    assert state.accessibleName().startswith("No members yet")
    assert not page.list.search.isVisible()
    assert page.header._subtitle.text() == "Nobody is a member yet"
    state.buttons[1].click()
    assert page.forms.key == "new"
    form_of(page).cancel()
    empty_state(page.list).buttons[0].click()
    assert page.beside() is page.reader


def test_who_is_not_found_may_be_spelled_otherwise_or_be_new(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    write(page.list.search, "Bregsma")
    qtbot.waitUntil(lambda: not names(page))
    state = empty_state(page.list)
    assert "Did you mean Bergsma?" in state.accessibleName()
    assert state.buttons[1].text() == "New member “Bregsma”"
    state.buttons[0].click()
    assert names(page) == ["Jan Bergsma"]


def test_somebody_new_begins_with_what_was_searched_for(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    write(page.list.search, "mia zwart")
    qtbot.waitUntil(lambda: not names(page))
    empty_state(page.list).buttons[-1].click()
    form = form_of(page)
    assert (form.box("call_name").text(), form.box("surname").text()) == ("Mia", "Zwart")
    assert form.box("call_name").control.hasFocus()


def test_whom_a_filter_hides_is_found_outside_it(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    write(page.list.search, "rozema")
    qtbot.waitUntil(lambda: not names(page))
    empty_state(page.list).buttons[0].click()
    assert names(page) == ["Kees Rozema"]


def test_a_large_register_is_loaded_by_the_worker(
    open_page: OpenPage, village: Books, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MANY", 3)
    page = open_page()
    qtbot.waitUntil(lambda: len(names(page)) == 5)
    end(village, "Ina Kuipers", date(2024, 1, 1))
    qtbot.waitUntil(lambda: "Ina Kuipers" not in names(page))


def test_a_long_list_shows_the_first_rows_found_before_it_has_looked_through_the_last(
    open_page: OpenPage, village: Books, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "SLICE", 1)
    page = open_page()
    listed, counts = page.list, list[int]()
    last = listed.rows()[-1]
    assert listed.choose(last.membership_id)
    listed.narrowed.connect(lambda: counts.append(len(listed.table)))
    write(listed.search, "e")
    qtbot.waitUntil(lambda: bool(counts) and not listed.is_looking)
    assert counts == [1, 5], "at once what is found, at the end all of it"
    assert sorted(names(page)) == sorted(ACTIVE_NAMES)
    assert listed.foot_words.text() == "5 members"
    assert listed.table.current() == last, "who was chosen stays so"
    write(listed.search, "rg")
    assert len(listed.rows()) == len([name for name in ACTIVE_NAMES if "erg" in name.lower()]) + 1


def test_a_change_keeps_the_row_and_the_search(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    write(page.list.search, "berg")
    qtbot.waitUntil(lambda: page.list.table.view.rows.marked == "berg")
    page.list.table.choose(member(village, "Dirk Lindenberg"))
    end(village, "Annie van den Berg", date(2023, 1, 1))
    assert page.list.table.current().name == "Dirk Lindenberg"
    assert "Annie van den Berg" not in names(page)


def test_a_screen_reader_hears_the_list_its_rows_and_its_filters(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    said = QAccessible.queryAccessibleInterface(page.list.search)
    assert said.role() == QAccessible.Role.EditableText
    assert "number" in said.text(QAccessible.Text.Name)
    table = QAccessible.queryAccessibleInterface(page.list.table.view)
    assert table.text(QAccessible.Text.Name) == "Members"
    chosen = QAccessible.queryAccessibleInterface(page.list.filters.status._buttons[0])
    assert chosen.text(QAccessible.Text.Name) == "Active 5"
    assert chosen.state().checked


def test_every_action_of_the_page_has_its_key(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    press_here(Qt.Key.Key_N, CTRL)
    assert page.forms.key == "new"
    press_here(Qt.Key.Key_Escape)
    assert page.forms.form is None
    page.list.table.setFocus()
    press_here(Qt.Key.Key_F, CTRL)
    assert page.list.search.hasFocus()
    press_here(Qt.Key.Key_Down)
    press_here(Qt.Key.Key_F6)
    assert page.detail.isAncestorOf(focused()), "the next pane"


def test_other_pages_can_ask_for_a_member_a_form_or_words(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    kees = next(row for row in village.ask(list_members) if row.name == "Kees Rozema")
    for place in (kees.membership_id, kees.person_id):
        page.list.look_for("", register.Choice())
        page.desk.go("members", place)
        assert page.list.table.current() is not None
        assert page.list.table.current().name == "Kees Rozema", "also outside the filters"
        assert page.detail.accessibleName() == "Kees Rozema"
    page.desk.go("members", "kuipers")
    assert names(page) == ["Ina Kuipers"]
    page.desk.go("members", "new")
    assert page.forms.key == "new"
    page.desk.go("members", "import")
    assert page.beside() is page.reader


def test_who_got_post_or_email_that_came_back_has_a_mark_with_words(
    open_page: OpenPage, village: Books
) -> None:
    ina = village.ask(get_membership, member(village, "Ina Kuipers"))
    jan = village.ask(get_membership, member(village, "Jan Bergsma"))
    for person, way in ((ina, EMAIL), (ina, LETTER), (jan, LETTER)):
        village.do(note_came_back, person.person_id, way, TODAY)
    page = open_page()
    column = page.list.table.view.rows.columns[1]
    assert column.icon is not None
    assert column.tip is not None
    rows = {row.name: row for row in page.list.rows()}
    assert {name: column.icon(row) for name, row in rows.items() if column.icon(row)} == {
        "Ina Kuipers": ("mailbox", "warn"),
        "Jan Bergsma": ("mailbox", "warn"),
    }
    assert heard(page, "Jan Bergsma") == "Jan Bergsma, A letter came back, 3 Mar 2026"
    assert heard(page, "Annie van den Berg") == "Annie van den Berg"
    assert column.tip(rows["Ina Kuipers"]).splitlines() == [
        "A letter came back, 3 Mar 2026",
        "An e-mail came back, 3 Mar 2026",
    ]

    card = village.ask(get_person, ina.person_id)
    moved = replace(card.person, street="Dijk")
    village.do(change_person, ChangedPerson(ina.person_id, moved))
    page._settled()
    assert heard(page, "Ina Kuipers") == "Ina Kuipers, An e-mail came back, 3 Mar 2026"
    rows = {row.name: row for row in page.list.rows()}
    assert column.icon(rows["Ina Kuipers"]) == ("mail", "warn")
    village.undo()
    page._settled()
    assert "A letter came back" in heard(page, "Ina Kuipers")


def test_marks_of_what_came_back_cost_one_question_for_the_whole_list(village: Books) -> None:
    without = statements_of(lambda: load_register(village, TODAY, Selection()))
    for row in village.ask(list_members, TODAY):
        if row.town:
            village.do(note_came_back, row.person_id, LETTER, TODAY)
    assert statements_of(lambda: load_register(village, TODAY, Selection())) == without > 0
    assert len(load_register(village, TODAY, Selection()).returned) == 5


def statements_of(run: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(*found: Any) -> None:
        seen.append(found[2])

    event.listen(Engine, "before_cursor_execute", note)
    run()
    event.remove(Engine, "before_cursor_execute", note)
    return len(seen)


def heard(page: MembersPage, name: str) -> str:
    """What a screen reader says of the cell with a name."""
    (number,) = [at for at, row in enumerate(page.list.rows()) if row.name == name]
    rows = page.list.table.view.rows
    return str(rows.data(rows.index(number, 1), Qt.ItemDataRole.AccessibleTextRole))
