"""Consents on the members page: the switch of each purpose and the form behind it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from coopadmin.members.applications import list_applications
from coopadmin.members.queries import get_membership
from coopadmin.people.consent_rules import CONVOCATION, NEWSLETTER, PHOTOGRAPHS
from coopadmin.people.consents import ConsentRow, consents_of
from coopadmin.people.queries import get_person
from coopadmin.store import Books
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, overwrite, press
from tests.ui.members.village import OpenPage, button, form_of, member


def switch(page: MembersPage, words: str) -> QCheckBox:
    (found,) = [one for one in page.detail.findChildren(QCheckBox) if one.text() == words]
    return found


def test_a_switch_gives_a_consent_and_takes_it_back(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    person = village.ask(get_membership, ina).person_id

    def known() -> list[ConsentRow]:
        return village.ask(consents_of, person)

    page.list.choose(ina)
    page._settled()
    switch(page, "Newsletter").click()
    form = form_of(page)
    assert not known(), "it turns when the form is saved"
    overwrite(form.box("given_on").control, "1-2-2026")
    overwrite(form.box("source").control, "Folder 3")
    press(form, Qt.Key.Key_S, CTRL)
    (row,) = known()
    assert (row.purpose, row.given_on, row.source) == (NEWSLETTER, date(2026, 2, 1), "Folder 3")
    assert switch(page, "Newsletter").isChecked()
    switch(page, "Newsletter").click()
    overwrite(form_of(page).box("withdrawn_on").control, "1-1-2026")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    assert "1 February 2026" in form_of(page).box("withdrawn_on").under()
    overwrite(form_of(page).box("withdrawn_on").control, "3-3-2026")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    assert known()[0].withdrawn_on == date(2026, 3, 3)
    assert not switch(page, "Newsletter").isChecked()
    village.undo()
    assert switch(page, "Newsletter").isChecked()
    button(page.detail, "Remove consent: Newsletter").click()
    assert known() == []


def test_a_form_left_alone_leaves_the_switch(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.list.choose(member(village, "Ina Kuipers"))
    page._settled()
    switch(page, "Recognisable in photographs").click()
    form_of(page).cancel()
    assert not switch(page, "Recognisable in photographs").isChecked()


def test_the_consent_to_convocation_is_switched_there_too(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    switch(page, "Convocation by e-mail").click()
    press(form_of(page), Qt.Key.Key_S, CTRL)
    person = village.ask(get_person, village.ask(get_membership, ina).person_id).person
    assert (person.convocation_by, person.convocation_consent_on) == ("email", date(2026, 3, 3))
    assert village.ask(consents_of, village.ask(get_membership, ina).person_id)[0].purpose == (
        CONVOCATION
    )


def test_an_applicant_ticks_what_is_consented_to(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.new_applicant()
    form = form_of(page)
    overwrite(form.box("call_name").control, "Bo")
    overwrite(form.box("surname").control, "Vos")
    overwrite(form.box("birth_date").control, "1-1-2015")
    box = form.box(f"consent_{PHOTOGRAPHS}").control
    assert isinstance(box, QCheckBox)
    box.click()
    press(form, Qt.Key.Key_S, CTRL)
    assert "UAVG 5" in form.box("guardian").under()
    overwrite(form.box("guardian").control, "Els Vos")
    press(form, Qt.Key.Key_S, CTRL)
    (found,) = village.ask(list_applications, date(2026, 3, 3))
    (row,) = village.ask(consents_of, found.person_id)
    assert (row.purpose, row.guardian) == (PHOTOGRAPHS, "Els Vos")
