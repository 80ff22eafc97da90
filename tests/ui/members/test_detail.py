"""The panel beside the list: who it is, contributions, hours, history, and taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.contributions.queries import list_charges
from coopadmin.contributions.service import pay_charges
from coopadmin.formats.lists import read_list
from coopadmin.kernel.duration import Duration
from coopadmin.members.queries import list_members
from coopadmin.migrations import open_books
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ChangedPerson
from coopadmin.people.service import change_person
from coopadmin.store import Books
from coopadmin.ui.kit import papers
from coopadmin.ui.members.page import MembersPage
from coopadmin.volunteers.rules import NewHours
from coopadmin.volunteers.service import record_hours
from tests.fixtures import clock
from tests.ui.hands import press_here
from tests.ui.members.village import TODAY, OpenPage, button, focused, member, opened_page


def texts(page: MembersPage) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.detail.findChildren(QLabel) if one.isVisible()]


def show(page: MembersPage, books: Books, name: str, tab: str) -> list[str]:
    page.list.choose(member(books, name))
    page._settled()
    page.detail.choose_tab(tab)
    return texts(page)


def person_id(books: Books, name: str) -> int:
    return next(row.person_id for row in books.ask(list_members) if row.name == name)


def test_the_panel_follows_the_cursor_once_it_rests(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    page.list.table.setFocus()
    before = page.detail.row
    press_here(Qt.Key.Key_Down)
    assert page.detail.row is before
    qtbot.waitUntil(lambda: page.detail.row is page.list.table.current())
    assert page.detail.accessibleName() == page.list.table.current().name


def test_details_tell_the_membership_and_the_person(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    seen = show(page, village, "Dirk Lindenberg", "details")
    assert "Achterdijk 41, 1234 AB Beemdervelde" in seen
    assert {"0003", "Leaves 31 Dec 2026", "1 March 2017", "Cancelled by the member"} <= set(seen)


def test_contributions_tell_what_is_open_and_what_was_paid(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    seen = show(page, village, "Annie van den Berg", "contribution")
    assert "Open €\u00a020.00" in seen
    (charge,) = [
        row for row in village.ask(list_charges, "2026") if row.name == "Annie van den Berg"
    ]
    village.do(pay_charges, [charge.id], TODAY)
    seen = texts(page)
    assert "Paid 3 Mar 2026, bank transfer" in seen
    assert "Paid" in seen
    seen = show(page, village, "Van Bergen Tuinaanleg", "contribution")
    assert "No contribution was charged yet." in seen


def test_hours_tell_two_years_by_activity(open_page: OpenPage, village: Books) -> None:
    activity = village.do(add_activity, NewActivity("Dorpsbus"))
    ina = person_id(village, "Ina Kuipers")
    for day, minutes in ((date(2026, 2, 2), 150), (date(2025, 6, 1), 60)):
        new = NewHours(ina, activity, day, day, Duration(minutes))
        village.do(record_hours, new)
    page = open_page()
    seen = show(page, village, "Ina Kuipers", "hours")
    assert {"2026", "2.5 hours", "2025", "1 hours", "Dorpsbus"} <= set(seen)
    seen = show(page, village, "Jan Bergsma", "hours")
    assert "No volunteer hours in these two years." in seen


def test_history_tells_each_change_and_takes_one_back(open_page: OpenPage, village: Books) -> None:
    ina = person_id(village, "Ina Kuipers")
    known = village.ask(get_person, ina).person
    village.do(change_person, ChangedPerson(ina, replace(known, email="ina@nieuw.nl")))
    page = open_page()
    seen = show(page, village, "Ina Kuipers", "history")
    assert "E-mail: was ina@voorbeeld.nl, became ina@nieuw.nl" in seen
    assert "Hanneke changed the details of Ina Kuipers" in seen
    assert any(words.startswith("Today 20:41") for words in seen)
    button(page.detail, "Take back: Change person: Ina Kuipers").setFocus()
    press_here(Qt.Key.Key_Space)
    assert village.ask(get_person, ina).person.email == "ina@voorbeeld.nl"
    assert page.detail.tabs.isAncestorOf(focused()), "the place is not lost"
    seen = texts(page)
    assert "Hanneke took back: Change person: Ina Kuipers" in seen
    names = {
        one.accessibleName() for one in page.detail.findChildren(type(page.detail.edit_button))
    }
    assert not any("Charge" in name for name in names), "a run is about others too"


def test_taking_back_what_was_built_upon_says_why_not(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    show(page, village, "Ina Kuipers", "history")
    button(page.detail, "Take back: Admit member: Ina Kuipers").click()
    (message,) = page.messages.shown()
    assert "Take that back first" in message.sentence


def test_tabs_are_walked_by_arrows_and_said_aloud(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.detail.tabs._buttons[0].setFocus()
    press_here(Qt.Key.Key_Right)
    assert page.detail.tabs.key() == "contribution"
    said = QAccessible.queryAccessibleInterface(page.detail.tabs._buttons[1])
    assert said.text(QAccessible.Text.Name) == "Contribution"


def test_the_list_shown_is_exported(
    open_page: OpenPage, village: Books, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page()
    page.list.look_for("berg")
    path = tmp_path / "leden.xlsx"
    page.exporter.write(path, page.list.rows(), page.desk.today())
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert page.messages.shown()[0].sentence == "5 lines are in leden.xlsx"
    assert [row.cells[1] for row in read_list(path).rows] == [row.name for row in page.list.rows()]
    page.messages.clear()
    page.exporter.write(tmp_path / "no" / "x.csv", page.list.rows(), page.desk.today())
    qtbot.waitUntil(lambda: bool(page.messages.shown()))
    assert "cannot be written" in page.messages.shown()[0].sentence


def test_a_file_that_is_only_looked_at_offers_no_change(
    village: Books, qtbot: QtBot, path: Path
) -> None:
    with open_books(path, who="-", origin="test", clock=clock, read_only=True) as looked_at:
        window, page = opened_page(qtbot, looked_at, 1366, 688)
        assert not page.detail.edit_button.isEnabled()
        offered = {action.text: action.why_not for action in page.page_actions()}
        assert offered["New member"] == "This file is only looked at."
        assert offered["Export"] == ""
        page.edit("person")
        assert page.forms.form is None
        window.close()


def test_what_is_held_on_a_member_is_made_as_a_paper(
    open_page: OpenPage,
    village: Books,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "ask_place", lambda _page, suggested: tmp_path / suggested.name)
    page = open_page()
    show(page, village, "Ina Kuipers", "details")
    offered = {
        action.text().replace("&", ""): action for action in page.detail.menu.menu().actions()
    }
    offered["What we hold on this person…"].trigger()
    path = tmp_path / "what we hold on Ina Kuipers.pdf"
    qtbot.waitUntil(path.is_file, timeout=20_000)
    assert path.read_bytes()[:5] == b"%PDF-"
