"""Households on the members page, by keyboard: proposed, formed, left, and back at the member."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from coopadmin.members.queries import list_kinds
from coopadmin.members.rules import NewMember
from coopadmin.members.service import admit_member
from coopadmin.people.households import list_households
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.members.householdcolumns import names_of
from coopadmin.ui.members.page import MembersPage
from coopadmin.ui.window import MainWindow
from tests.ui.hands import CTRL, SHIFT, overwrite, press, press_here
from tests.ui.members.village import TODAY, OpenPage, button, member

WITH_SHIFT = CTRL | SHIFT


def settle_mate(books: Books) -> None:
    """Bo lives with Annie van den Berg."""
    bo = NewPerson(call_name="Bo", surname="Vos", postcode="1234 AB", house_number=3, street="x")
    kind = books.ask(list_kinds)[0].id
    books.do(admit_member, NewMember(kind, date(2020, 1, 1), bo))


def names(books: Books) -> list[list[str]]:
    return [[stay.name for stay in row.people] for row in books.ask(list_households, TODAY)]


def shown_form(page: MembersPage) -> Form:
    assert page.households is not None
    assert page.households.form is not None
    return page.households.form


def test_a_form_that_is_left_shows_at_the_members_in_the_sidebar(
    open_page: OpenPage, village: Books
) -> None:
    settle_mate(village)
    page = open_page()
    window = page.window()
    assert isinstance(window, MainWindow)
    page.visit("households")
    view = page.households
    assert view is not None
    view.begin("new")
    form = shown_form(page)
    assert not window.sidebar.row("members").dot
    overwrite(form.box("name").control, "De Molen")
    form.keep_typed()
    assert window.sidebar.row("members").dot
    form.cancel()
    assert not window.sidebar.row("members").dot


def test_a_proposed_household_is_formed_left_and_seen_at_the_member(
    open_page: OpenPage, village: Books
) -> None:
    settle_mate(village)
    page = open_page()
    page.list.table.setFocus()
    press_here(Qt.Key.Key_H, WITH_SHIFT)
    view = page.households
    assert view is not None
    view.lists.choose("proposed")
    view._show_list()
    view.table.setFocus()
    assert view.panel.accessibleName() == "Live at one address"
    button(view.panel, "Form household").click()
    assert names(village) == [["Annie van den Berg", "Bo Vos"]]
    view.show_number(village.ask(list_households, TODAY)[0].number)
    view.begin("leave")
    form = shown_form(page)
    mate = village.ask(list_households, TODAY)[0].people[1].person_id
    form.set_values({f"of_{mate}": True})
    overwrite(form.box("last").control, "1-1-2020")
    press(form, Qt.Key.Key_S, CTRL)
    assert "later day" in form.box("last").under(), "it would end before it begins"
    overwrite(form.box("last").control, "4-3-2026")
    press(form, Qt.Key.Key_S, CTRL)
    assert view.form is None
    assert [stay.last for stay in village.ask(list_households, TODAY)[0].people] == [
        None,
        date(2026, 3, 4),
    ]
    press_here(Qt.Key.Key_Escape)
    assert page.beside() is None
    page.list.choose(member(village, "Bo Vos"))
    page._settled()
    button(page.detail, "Show household").click()
    assert page.beside() is view
    village.undo()
    village.undo()
    assert names(village) == []


def test_a_household_is_begun_from_a_member_and_takes_in_a_child(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    page.list.choose(member(village, "Ina Kuipers"))
    page._settled()
    button(page.detail, "New household").click()
    form = shown_form(page)
    field = form.box("person_ids").control
    press(form, Qt.Key.Key_S, CTRL)
    assert "at least two" in form.box("person_ids").under()
    overwrite(field, "0004, nobody at all")
    press(form, Qt.Key.Key_S, CTRL)
    assert "nobody at all" in form.box("person_ids").under()
    overwrite(field, "1-12-2026")
    press(form, Qt.Key.Key_S, CTRL)
    assert "1-12-2026" in form.box("person_ids").under(), "a day is no member number"
    overwrite(field, "0004 jan bergsma")
    press(form, Qt.Key.Key_S, CTRL)
    assert "0004 is called Ina Kuipers" in form.box("person_ids").under()
    overwrite(field, "0004 kuipers, jan bergsma")
    overwrite(form.box("first").control, "4-3-2026")
    press(form, Qt.Key.Key_S, CTRL)
    view = page.households
    assert view is not None
    assert names(village) == []
    coming = view.table.current()
    assert names_of(coming) == "from 4 Mar 2026: Jan Bergsma, Ina Kuipers", "still to come"
    assert view.subtitle().startswith("0 households")
    village.undo()
    view.begin("new")
    form = shown_form(page)
    overwrite(form.box("person_ids").control, "0004, jan bergsma")
    press(form, Qt.Key.Key_S, CTRL)
    assert names(village) == [["Jan Bergsma", "Ina Kuipers"]]
    view.begin("add")
    form = shown_form(page)
    form.set_values({"stranger": True, "call_name": "Bo", "surname": "Bergsma"})
    press(form, Qt.Key.Key_S, CTRL)
    (row,) = village.ask(list_households, TODAY)
    assert [stay.name for stay in row.people] == ["Bo Bergsma", "Jan Bergsma", "Ina Kuipers"]
    child = row.people[0].person_id
    page.leave_beside()
    page.visit(child)
    assert page.beside() is view, "who has no membership is shown with the household"
