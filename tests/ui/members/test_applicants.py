"""Applicants on the members page: recorded, admitted, refused, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from coopadmin.members.admission import NewApplication
from coopadmin.members.applications import list_applications
from coopadmin.members.applying import record_application
from coopadmin.members.queries import find_member, get_kind
from coopadmin.people.rules import NewPerson
from coopadmin.store import Books
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, SHIFT, overwrite, press, press_here, write
from tests.ui.members.village import TODAY, OpenPage, button, focused, form_of, names


@pytest.fixture
def applied(village: Books) -> int:
    person = NewPerson(call_name="Geertje", surname="Zwart", email="g@voorbeeld.nl")
    kind = village.ask(get_kind, "personal").id
    return village.do(record_application, NewApplication(kind, date(2026, 2, 10), person))


def show_applicants(page: MembersPage) -> None:
    page.visit("applicants")
    page._settled()


def test_somebody_applies_and_is_found_among_the_applicants(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    press_here(Qt.Key.Key_A, CTRL | SHIFT)
    form = form_of(page)
    write(focused(), "Mia")
    overwrite(form.box("surname").control, "Zwart")
    overwrite(form.box("applied_on").control, "1-3-2026")
    press(focused(), Qt.Key.Key_S, CTRL)
    assert page.forms.form is None
    (row,) = village.ask(list_applications, TODAY)
    assert (row.name, row.applied_on) == ("Mia Zwart", date(2026, 3, 1))
    assert page.list.table.current().name == "Mia Zwart"
    page.visit("applicants")
    assert names(page) == ["Mia Zwart"]
    assert page.list.foot_words.text() == "1 applicant"
    village.undo()
    assert "Mia Zwart" not in names(page)


def test_an_applicant_is_admitted_and_becomes_a_member_in_the_list(
    open_page: OpenPage, village: Books, applied: int
) -> None:
    page = open_page()
    assert "Geertje Zwart" not in names(page), "the active members first"
    show_applicants(page)
    assert page.detail.row is not None
    button(page.detail, "Admit applicant").click()
    form = form_of(page)
    overwrite(form.box("decided_on").control, "1-2-2026")
    press(form, Qt.Key.Key_S, CTRL)
    assert "before that day" in form.box("decided_on").under()
    overwrite(form.box("decided_on").control, "2-3-2026")
    press(form, Qt.Key.Key_S, CTRL)
    assert page.forms.form is None
    member = village.ask(find_member, 7)
    assert member is not None
    assert (member.name, page.list.table.current().number) == ("Geertje Zwart", 7)
    village.undo()
    assert [row.outcome for row in village.ask(list_applications, TODAY)] == ["waiting"]


def test_who_is_refused_can_go_to_the_meeting(
    open_page: OpenPage, village: Books, applied: int
) -> None:
    page = open_page()
    show_applicants(page)
    button(page.detail, "Refuse applicant").click()
    form = form_of(page)
    press(form, Qt.Key.Key_S, CTRL)
    assert form.box("reason").under(), "a reason is asked"
    overwrite(form.box("reason").control, "Does not live here")
    press(form, Qt.Key.Key_S, CTRL)
    assert page.detail.row is not None
    assert page.detail.row.status == "refused"
    button(page.detail, "Ask the general meeting").click()
    press(form_of(page), Qt.Key.Key_S, CTRL)
    (row,) = village.ask(list_applications, TODAY)
    assert row.meeting_asked_on == TODAY
    button(page.detail, "Admit applicant").click()
    assert form_of(page).box("body").control.currentText() == "General meeting"  # type: ignore[union-attr]


def test_an_application_is_edited_and_withdrawn(
    open_page: OpenPage, village: Books, applied: int
) -> None:
    page = open_page()
    show_applicants(page)
    page.edit("application")
    overwrite(form_of(page).box("applied_on").control, "12-2-2026")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    (row,) = village.ask(list_applications, TODAY)
    assert row.applied_on == date(2026, 2, 12)
    page.edit("withdraw")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    assert village.ask(list_applications, TODAY) == []
