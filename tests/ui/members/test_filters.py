"""Filters over the list of members: added, seen, taken away, and kept as a selection."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from coopadmin.activities.queries import list_activities
from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity, change_activity
from coopadmin.desk.changing_fields import change_own_field
from coopadmin.desk.selecting import save_selection
from coopadmin.members.queries import list_members
from coopadmin.members.selection_rules import Selection
from coopadmin.members.selections import get_selection, list_selections
from coopadmin.people.consent_rules import PHOTOGRAPHS, NewConsent
from coopadmin.people.consenting import give_consent
from coopadmin.people.own_filling import add_own_field, fill_own
from coopadmin.people.own_rules import CHOICE, YES_NO, NewOwnField
from coopadmin.store import Books
from coopadmin.ui.members import register
from coopadmin.ui.members.filterbar import FilterBar
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.members.register import APPLICANTS, ENDED
from tests.ui.hands import click, overwrite, press, press_here, write
from tests.ui.members.village import OpenPage, focused, names


def chips(page: MembersPage) -> list[str]:
    return [chip.text() for chip in page.list.filters.chips if chip.isVisible()]


def entry(bar: FilterBar, words: str) -> QAction:
    """A line of either menu."""
    actions = [*bar.add.menu_of_actions.actions(), *bar.saved.menu_of_actions.actions()]
    (found,) = [action for action in actions if action.text() == words]
    return found


def choose(page: MembersPage, part: str, words: str) -> None:
    """Add a filter that is chosen from a list, as a person does."""
    entry(page.list.filters, f"{part}…").trigger()
    combo = page.list.filters.strip.controls[0]
    assert isinstance(combo, QComboBox)
    assert combo.hasFocus()
    combo.setCurrentText(words)
    assert combo.currentText() == words
    page.list.filters.strip.submit()


def give(page: MembersPage, part: str, *texts: str) -> None:
    """Add a filter that is typed."""
    entry(page.list.filters, f"{part}…").trigger()
    for control, text in zip(page.list.filters.strip.controls, texts, strict=False):
        assert isinstance(control, QLineEdit)
        overwrite(control, text)
    press_here(Qt.Key.Key_Return)


def test_filters_combine_are_seen_and_go_with_one_click(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    bar = page.list.filters
    assert not bar.below.isVisible()
    choose(page, "Kind of membership", "Personal")
    assert chips(page) == ["Kind: Personal"]
    assert sorted(names(page)) == ["Annie van den Berg", "Dirk Lindenberg", "Ina Kuipers"]
    assert page.list.foot_words.text() == "3 of 5 members"
    choose(page, "Kind of membership", "Household")
    assert chips(page) == ["Kind: Personal or Household"]
    assert len(names(page)) == 4
    give(page, "Postcode", "1234")
    choose(page, "E-mail", "With e-mail")
    assert len(chips(page)) == 3
    assert len(names(page)) == 3
    write(page.list.search, "molen")
    qtbot.waitUntil(lambda: names(page) == ["Annie van den Berg"])
    page.list.search.clear()
    click(bar.chips[0])
    assert chips(page) == ["With e-mail", "Postcode: 1234"]
    bar.chips[0].setFocus()
    press_here(Qt.Key.Key_Delete)
    assert chips(page) == ["Postcode: 1234"]
    assert focused() is bar.chips[0], "the next one, to go on with"
    press_here(Qt.Key.Key_Return)
    assert (chips(page), len(names(page))) == ([], 5)
    assert focused() is bar.add


def test_every_part_can_be_asked_and_all_go_at_once(open_page: OpenPage, village: Books) -> None:
    books = village
    books.do(add_activity, NewActivity("Dorpsbus"))
    page = open_page()
    bar = page.list.filters
    for part, words in (
        ("Town", "Beemdervelde"),
        ("Telephone", "Without telephone"),
        ("Birthday", "March"),
        ("Helps with", "Dorpsbus"),
        ("Board, committee or circle", "Board"),
        ("Household", "In no household"),
        ("Open amount", "An amount is open"),
        ("Shares", "Holds no shares"),
    ):
        choose(page, part, words)
    give(page, "Age", "", "80")
    give(page, "Member since", "1-1-2017", "31-12-2018")
    give(page, "Membership ended", "", "31-12-2030")
    for action in bar.add.menu_of_actions.actions():
        if not action.text().endswith("…"):
            action.trigger()
    assert chips(page) == [
        "Without telephone",
        "Town: Beemdervelde",
        "Joined 1 Jan 2017 to 31 Dec 2018",
        "Ended until 31 Dec 2030",
        "Birthday in March",
        "Aged 80 or less",
        "In: Board",
        "Helps with: Dorpsbus",
        "An amount is open",
        "Holds no shares",
        "In no household",
        "Jubilee this year",
        "Not seen for a year",
    ]
    assert names(page) == []
    click(bar.clear)
    assert (chips(page), len(names(page))) == ([], 5)


@pytest.mark.parametrize(
    ("part", "texts", "said"),
    [
        ("Age", ("old", ""), "“old” is no age"),
        ("Age", ("", ""), "Fill in one"),
        ("Age", ("80", "60"), "Turn the two round"),
        ("Member since", ("31-31", ""), "is not a date"),
        ("Member since", ("2-1-2020", "1-1-2020"), "Turn the two round"),
    ],
)
def test_what_cannot_be_read_is_said_and_filters_nothing(
    open_page: OpenPage, village: Books, part: str, texts: tuple[str, str], said: str
) -> None:
    page = open_page()
    give(page, part, *texts)
    strip = page.list.filters.strip
    assert said in strip.said()
    assert strip.isVisible()
    assert (chips(page), len(names(page))) == ([], 5)
    press(strip.controls[0], Qt.Key.Key_Escape)
    assert not strip.isVisible()
    assert focused() is page.list.filters.add


def test_filters_are_kept_as_a_selection_and_come_back(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    bar = page.list.filters
    click(bar.status._buttons[2])
    write(page.list.search, "kees")
    choose(page, "E-mail", "With e-mail")
    click(bar.save)
    write(bar.strip.controls[0], "Oud met e-mail")
    press_here(Qt.Key.Key_Return)
    assert village.ask(get_selection, "Oud met e-mail").selection == Selection(
        text="kees", status=("ended",), email=True
    )
    assert bar.saved.text() == "Oud met e-mail"
    assert not bar.save.isVisible(), "it is saved"
    page.list.look_for("", register.Choice())
    assert len(names(page)) == 5
    entry(bar, "Oud met e-mail").trigger()
    assert names(page) == ["Kees Rozema"]
    assert (page.list.search.text(), page.list.choice.status) == ("kees", ENDED)
    # What is changed after that can be kept under the name, or under another.
    page.list.search.clear()
    entry(bar, "Keep these filters as “Oud met e-mail”").trigger()
    assert village.ask(get_selection, "Oud met e-mail").selection.text == ""
    entry(bar, "Rename “Oud met e-mail”…").trigger()
    overwrite(bar.strip.controls[0], "Oud")
    press_here(Qt.Key.Key_Return)
    assert [row.name for row in village.ask(list_selections)] == ["Oud"]
    entry(bar, "Remove “Oud”").trigger()
    assert village.ask(list_selections) == []
    assert bar.saved.text() == "Selections"
    assert chips(page) == ["With e-mail"], "the filters stay on"
    village.undo()
    qtbot.waitUntil(lambda: "Oud" in [a.text() for a in bar.saved.menu_of_actions.actions()])


def test_a_name_that_is_taken_is_said_at_the_line(open_page: OpenPage, village: Books) -> None:
    village.do(save_selection, "Tuin", Selection(email=False))
    page = open_page()
    bar = page.list.filters
    choose(page, "E-mail", "With e-mail")
    click(bar.save)
    write(bar.strip.controls[0], "tuin")
    press_here(Qt.Key.Key_Return)
    assert "already" in bar.strip.said()
    assert village.ask(get_selection, "Tuin").selection.email is False


def test_ready_ones_open_from_the_menu_and_from_elsewhere(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    bar = page.list.filters
    entry(bar, "Without e-mail").trigger()
    assert sorted(names(page)) == ["Jan Bergsma", "Van Bergen Tuinaanleg"]
    assert bar.contact.keys() == ("no-email",), "the filter with its count says so"
    page.desk.go("members", "ready unseen")
    assert chips(page) == ["Not seen for a year"]
    village.do(save_selection, "Molen", Selection(text="molen"))
    page.desk.go("members", "selection Molen")
    assert names(page) == ["Annie van den Berg"]
    page.desk.go("members", "selection Nobody knows")
    assert "There is no selection" in page.messages.shown()[0].accessibleName()


def test_a_selection_of_something_that_is_gone_says_so(open_page: OpenPage, village: Books) -> None:
    bus = village.do(add_activity, NewActivity("Dorpsbus"))
    village.do(save_selection, "Bus", Selection(activity=("Dorpsbus",)))
    page = open_page()
    page.desk.go("members", "selection Bus")
    village.do(change_activity, bus, NewActivity("Buurtbus"))
    # The saved one follows the other name; what stands on the screen asks for the old one.
    assert "Dorpsbus" in page.messages.shown()[0].accessibleName()
    assert names(page) == []
    click(page.list.filters.chips[0])
    assert len(names(page)) == 6
    assert [row.name for row in village.ask(list_activities)].count("Buurtbus") == 1


def test_a_change_in_the_books_changes_whom_the_filters_take(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    choose(page, "Open amount", "An amount is open")
    before = names(page)
    assert "Annie van den Berg" in before
    village.undo()
    assert names(page) == [], "nothing was charged after all"


def test_applicants_have_no_filters(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    choose(page, "E-mail", "With e-mail")
    page.list._status_changed((APPLICANTS,))
    assert (chips(page), page.list.choice.status) == ([], APPLICANTS)
    choose(page, "E-mail", "With e-mail")
    assert len(names(page)) == 3


def test_a_large_register_is_filtered_by_the_worker(
    open_page: OpenPage, village: Books, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "MANY", 3)
    page = open_page()
    qtbot.waitUntil(lambda: len(names(page)) == 5)
    monkeypatch.setattr("coopadmin.ui.members.selector.is_large", lambda *_args: True)
    choose(page, "E-mail", "With e-mail")
    qtbot.waitUntil(lambda: len(names(page)) == 3)
    page.show_day(date(2018, 12, 31))
    qtbot.waitUntil(lambda: "Kees Rozema" in names(page))
    assert chips(page) == ["With e-mail"]


def test_a_screen_reader_hears_what_a_filter_is_and_that_it_goes(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    choose(page, "E-mail", "With e-mail")
    said = QAccessible.queryAccessibleInterface(page.list.filters.chips[0])
    assert said.role() == QAccessible.Role.Button
    assert said.text(QAccessible.Text.Name) == "Remove filter: With e-mail"


def test_the_list_is_filtered_by_consent(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    ina = next(row for row in village.ask(list_members) if row.name == "Ina Kuipers")
    village.do(give_consent, NewConsent(ina.person_id, PHOTOGRAPHS, date(2025, 1, 1)))
    choose(page, "Consent", "Recognisable in photographs")
    assert chips(page) == ["Consents to: Recognisable in photographs"]
    assert names(page) == ["Ina Kuipers"]


def test_the_list_is_filtered_by_own_fields(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    bar = page.list.filters
    usual = len(bar.add.menu_of_actions.actions())
    why = "To know whom to ask"
    quarter = village.do(add_own_field, NewOwnField("Quarter", CHOICE, ("North", "South"), why=why))
    night = village.do(add_own_field, NewOwnField("Town", YES_NO, why=why))
    village.do(add_own_field, NewOwnField("Skills & tools", why=why))
    offered = [each.text() for each in bar.add.menu_of_actions.actions()]
    assert offered[usual:] == ["", "Quarter…", "Town…", "Skills && tools…"], (
        "they came while it is open"
    )
    for name, values in (
        ("Ina Kuipers", {quarter: "South", night: "no"}),
        ("Jan Bergsma", {quarter: "North"}),
    ):
        row = next(row for row in village.ask(list_members) if row.name == name)
        village.do(fill_own, row.person_id, values)

    def add(name: str, words: str) -> list[str]:
        """Add a filter from the menu; gives what could be chosen."""
        entries = bar.add.menu_of_actions.actions()[usual:]
        next(each for each in entries if each.text().replace("&&", "&") == f"{name}…").trigger()
        combo = bar.strip.controls[0]
        assert isinstance(combo, QComboBox)
        assert combo.accessibleName() == name
        combo.setCurrentText(words)
        bar.strip.submit()
        return [combo.itemText(at) for at in range(combo.count())]

    assert add("Quarter", "South") == ["North", "South", "filled in", "not filled in"]
    assert (chips(page), names(page)) == (["Quarter: South"], ["Ina Kuipers"])
    add("Quarter", "North")
    assert sorted(names(page)) == ["Ina Kuipers", "Jan Bergsma"]
    assert add("Town", "no") == ["yes", "no", "filled in", "not filled in"]
    assert names(page) == ["Ina Kuipers"]
    assert add("Skills & tools", "not filled in") == ["filled in", "not filled in"]
    assert chips(page) == ["Quarter: South or North", "Town: no", "Skills & tools: not filled in"]
    bar.save_as("Own")
    village.do(change_own_field, quarter, NewOwnField("Area", CHOICE, ("North", "South"), why=why))
    bar.remove_all()
    entry(bar, "Own").trigger()
    assert chips(page) == ["Area: South or North", "Town: no", "Skills & tools: not filled in"]
    assert names(page) == ["Ina Kuipers"]
    click(bar.chips[1])
    assert chips(page) == ["Area: South or North", "Skills & tools: not filled in"]
    assert len(names(page)) == 2
