"""Forms of the members page: somebody new, changes, the end of a membership, drafts."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coopadmin.members.queries import find_member, get_membership, list_members, memberships_of
from coopadmin.people.queries import get_person, list_people
from coopadmin.people.rules import NewPerson
from coopadmin.people.service import add_person
from coopadmin.store import Books
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import Message
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, overwrite, press, press_here, write
from tests.ui.members.village import (
    TODAY,
    OpenPage,
    button,
    end,
    focused,
    form_of,
    member,
    names,
    opened_page,
)


def type_in(form: Form, **texts: str) -> None:
    for name, text in texts.items():
        overwrite(form.box(name).control, text)


def choose(form: Form, name: str, words: str) -> None:
    control = form.box(name).control
    control.setCurrentText(words)  # type: ignore[union-attr]


def go_to(page: MembersPage, books: Books, name: str) -> None:
    page.list.choose(member(books, name))
    page._settled()


def sentences(form: Form) -> list[str]:
    return [one.sentence for one in form.findChildren(Message) if one.isVisible()]


def test_a_new_member_is_added_and_chosen_in_the_list(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    press_here(Qt.Key.Key_N, CTRL)
    form = form_of(page)
    assert focused() is form.box("call_name").control
    write(focused(), "Mia")
    type_in(form, prefix="de", surname="Zwart", street="Dijk", house="12a-2", postcode="1234cd")
    assert form.box("number").control.placeholderText() == "0007"  # type: ignore[union-attr]
    choose(form, "kind_id", "Household")
    assert form.box("persons_covered").isVisible(), "a household is more people"
    type_in(form, persons_covered="3", mobile="06 12 34 56 78")
    assert form.box("mobile").under() == "Becomes 06-12345678."
    press(focused(), Qt.Key.Key_S, CTRL)
    assert page.forms.form is None
    assert page.list.table.current().name == "Mia de Zwart"
    row = village.ask(find_member, 7)
    assert row is not None
    assert (row.kind, row.persons_covered, row.since) == ("Household", 3, TODAY)
    person = village.ask(get_person, row.person_id).person
    assert (person.house_number, person.house_letter, person.house_addition) == (12, "a", "2")
    assert (person.postcode, person.mobile) == ("1234 CD", "+31612345678")
    village.undo()
    assert "Mia de Zwart" not in names(page)


def test_an_organisation_has_one_name(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.new_member()
    form = form_of(page)
    choose(form, "nature", "Organisation")
    assert not form.box("surname").isVisible()
    type_in(form, organisation_name="Bakkerij Oost")
    choose(form, "kind_id", "Organisation")
    form.submit()
    assert page.list.table.current().name == "Bakkerij Oost"


def test_all_that_is_wrong_is_shown_beside_its_field(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.new_member()
    form = form_of(page)
    type_in(form, email="jan@", iban="NL91ABNA0417164301", since="30-2-2026")
    form.submit()
    wrong = {name for name in form.draft() if form.box(name).problem is not None}
    assert wrong == {"surname", "email", "iban", "since"}
    assert focused() is form.box("surname").control
    press_here(Qt.Key.Key_F8)
    assert focused() is form.box("email").control
    assert len(village.ask(list_members)) == 7 - 1


def test_a_number_that_was_used_is_refused_at_its_field(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    page.new_member()
    form = form_of(page)
    type_in(form, surname="Zwart", number="3")
    form.submit()
    assert "has been used" in form.box("number").under()


def test_a_question_is_answered_in_the_form(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.new_member()
    form = form_of(page)
    type_in(form, surname="Zwart", since="1-1-2028")
    form.submit()
    assert any("more than a year from now" in words for words in sentences(form))
    button(form, "It is right, save").click()
    row = village.ask(find_member, 7)
    assert row is not None
    assert row.since == date(2028, 1, 1)


def test_who_is_a_member_already_is_told_while_typing(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    page.new_member()
    form = form_of(page)
    type_in(form, call_name="Annie", surname="Berg")
    qtbot.waitUntil(lambda: bool(sentences(form)))
    assert sentences(form) == ["Annie van den Berg is a member already: 0001, Molenweg 3."]
    button(form, "Look").click()
    assert page.list.table.current().name == "Annie van den Berg"
    assert page.forms.form is None
    assert list(village.drafts_of("members")) == ["new"], "what was typed is kept"


def test_somebody_known_becomes_a_member_without_a_double(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    village.do(add_person, NewPerson(call_name="Truus", surname="Zwart", street="Dijk"))
    page = open_page()
    page.new_member()
    form = form_of(page)
    type_in(form, call_name="Truus", surname="Zwart")
    qtbot.waitUntil(lambda: bool(sentences(form)))
    button(form, "Make a member").click()
    form = form_of(page)
    assert "surname" not in form.draft()
    form.submit()
    assert page.list.table.current().name == "Truus Zwart"
    assert [row.name for row in village.ask(list_people, "zwart")] == ["Truus Zwart"]


def test_enter_edits_the_person_and_nothing_else_changes(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    go_to(page, village, "Annie van den Berg")
    page.list.table.setFocus()
    press_here(Qt.Key.Key_Return)
    form = form_of(page)
    assert form.box("prefix").text() == "van den"
    type_in(form, email="a.berg@voorbeeld.nl", birth_date="1951")
    form.submit()
    row = page.list.table.current()
    assert (row.email, page.list.table.view.hasFocus()) == ("a.berg@voorbeeld.nl", True)
    person = village.ask(get_person, row.person_id).person
    assert (person.birth_year, person.birth_date, person.street) == (1951, None, "Molenweg")


def test_saving_without_a_change_notes_nothing(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Annie van den Berg")
    before = village.undoable()
    page.edit("person")
    form_of(page).submit()
    assert page.forms.form is None
    assert village.undoable() == before


def test_parts_of_a_name_that_few_have_come_when_asked_for(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("person")
    form = form_of(page)
    assert not form.box("partner_surname").isVisible()
    form.box("more").control.setChecked(True)  # type: ignore[union-attr]
    type_in(form, partner_prefix="de", partner_surname="Wit")
    choose(form, "name_usage", "Own name, name of the partner")
    form.submit()
    assert page.list.table.current().name == "Ina Kuipers-de Wit"
    page.edit("person")
    assert form_of(page).box("partner_surname").isVisible(), "who has them sees them"


def test_a_membership_changes_kind_and_payer(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("membership")
    form = form_of(page)
    type_in(form, payer_id="berg")
    press(focused(), Qt.Key.Key_Tab)
    assert "Several people are meant: 0001 Annie van den Berg" in form.box("payer_id").under()
    type_in(form, payer_id="dirk lind")
    assert form.box("payer_id").under().startswith("Is 0003 Dirk Lindenberg.")
    choose(form, "kind_id", "Household")
    type_in(form, persons_covered="2")
    form.submit()
    card = village.ask(get_membership, member(village, "Ina Kuipers"))
    assert (card.kind, card.persons_covered, card.payer) == ("Household", 2, "Dirk Lindenberg")
    page.edit("membership")
    assert form_of(page).box("payer_id").text() == "0003 Dirk Lindenberg"
    form_of(page).submit()
    assert village.ask(get_membership, card.id).payer == "Dirk Lindenberg"


@pytest.mark.parametrize(
    ("fields", "last", "why"),
    [
        ({}, "31 December 2026", "28 days ahead"),
        ({"notice_on": "10-12-2026"}, "31 December 2027", "until 3 December 2026"),
        ({"stated": "1-6-2027"}, "31 December 2027", "until 3 December 2027"),
    ],
)
def test_the_last_day_and_its_rule_are_shown_while_choosing(
    open_page: OpenPage, village: Books, fields: dict[str, str], last: str, why: str
) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("end")
    form = form_of(page)
    type_in(form, **fields)
    (message,) = [one for one in form.findChildren(Message) if one.isVisible()]
    assert message.sentence == f"The membership ends on {last}."
    assert why in message.accessibleName()
    form.submit()
    card = village.ask(get_membership, member(village, "Ina Kuipers"))
    assert card.until is not None
    assert f"{card.until.day} December {card.until.year}" == last


def test_a_death_asks_the_day_of_dying(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("end")
    form = form_of(page)
    choose(form, "reason", "Died")
    assert not form.box("stated").isVisible()
    assert not form.box("notice_on").isVisible(), "who died gave no notice"
    assert form.box("noted_on").control.accessibleName() == "Heard of it on"
    remains = "This stays open for the heirs"
    assert sentences(form) == [remains], "no day yet"
    form.cancel()
    page.edit("died")
    form = form_of(page)
    assert sentences(form) == [remains], "no term of notice runs"
    type_in(form, died_on="1-3-2016")
    form.submit()
    assert "began on 1 March 2017" in form.box("died_on").under()
    type_in(form, died_on="1-3-2026", noted_on="2-3-2026")
    QApplication.processEvents()
    assert sentences(form) == ["The membership ends on 1 March 2026.", remains]
    form.submit()
    card = village.ask(get_membership, member(village, "Ina Kuipers"))
    assert (card.until, card.end_reason) == (date(2026, 3, 1), "death")
    assert card.notice_on == date(2026, 3, 2)
    assert village.ask(get_person, card.person_id).person.convocation_by == "none"
    page.list.choose(card.id)
    page._settled()
    copy = button(page.detail, "Copy letter to the heirs")
    (told,) = [one for one in page.detail.findChildren(Message) if one.isVisible()]
    assert told.sentence == "Died on 1 March 2026"
    assert "To be paid to us: €20.00" in told.accessibleName().replace("\u00a0", "")
    copy.click()
    assert QGuiApplication.clipboard().text().startswith("Dear relatives of Ina Kuipers,")
    village.undo()
    assert village.ask(get_membership, member(village, "Ina Kuipers")).until is None


def test_an_end_is_taken_back_from_the_panel(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Dirk Lindenberg")
    button(page.detail, "Take back the end").click()
    assert village.ask(get_membership, member(village, "Dirk Lindenberg")).until is None
    assert button(page.detail, "End membership").isEnabled()


def test_who_left_becomes_a_member_again(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Kees Rozema")
    button(page.detail, "Make a member again").click()
    form_of(page).submit()
    row = page.list.table.current()
    assert (row.name, row.status, row.number) == ("Kees Rozema", "running", 7)
    assert len(village.ask(memberships_of, row.person_id)) == 2


def test_what_was_typed_survives_another_row_another_page_and_a_restart(
    open_page: OpenPage, village: Books, qtbot: QtBot
) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("person")
    type_in(form_of(page), town="Oosterland")
    page.list.table.setFocus()
    page.list.table.choose(member(village, "Jan Bergsma"))
    qtbot.waitUntil(lambda: page.forms.form is None)
    assert page.detail.row is not None
    assert page.detail.row.name == "Jan Bergsma"
    (message,) = page.messages.shown()
    assert (message.sentence, message.buttons[0].text()) == (
        "Not saved yet: Edit person",
        "Go on",
    )
    page.window().close()
    _window, again = opened_page(qtbot, village, 1366, 688)
    assert form_of(again).box("town").text() == "Oosterland", "the form reopens as it was left"
    form_of(again).submit()
    assert village.drafts_of("members") == {}
    assert again.messages.shown() == ()
    again.window().close()


def test_a_draft_can_be_thrown_away(open_page: OpenPage, village: Books, qtbot: QtBot) -> None:
    page = open_page()
    for name in ("Ina Kuipers", "Jan Bergsma"):
        go_to(page, village, name)
        page.edit("person")
        type_in(form_of(page), town="Oosterland")
    go_to(page, village, "Annie van den Berg")
    assert len(page.messages.shown()) == 2
    for _number in range(2):
        page.messages.shown()[0].buttons[1].click()
    assert village.drafts_of("members") == {}


def test_escape_leaves_the_form_and_keeps_nothing(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("person")
    type_in(form_of(page), town="Oosterland")
    press_here(Qt.Key.Key_Escape)
    assert page.forms.form is None
    assert village.drafts_of("members") == {}
    assert page.list.table.view.hasFocus()
    assert page.list.table.current().town == "Beemdervelde"


def test_in_a_narrow_window_enter_opens_the_member_and_escape_goes_back_step_by_step(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page(1000, 600)
    assert page.both.narrow
    assert not page.detail.isVisible()
    go_to(page, village, "Ina Kuipers")
    page.list.table.setFocus()
    press_here(Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert not page.list.isVisible()
    assert focused() is page.detail.edit_button
    focused().click()  # type: ignore[attr-defined]
    assert form_of(page).isVisible()
    press_here(Qt.Key.Key_Escape)
    assert (page.detail.isVisible(), focused()) == (True, page.detail.edit_button)
    press_here(Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.table.current().name == "Ina Kuipers"
    assert page.list.table.view.hasFocus()


def test_a_change_elsewhere_does_not_disturb_an_open_form(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    go_to(page, village, "Ina Kuipers")
    page.edit("person")
    type_in(form_of(page), town="Oosterland")
    end(village, "Annie van den Berg", date(2023, 1, 1))
    assert form_of(page).box("town").text() == "Oosterland"


def test_what_is_kept_odd_is_said_under_its_field(open_page: OpenPage) -> None:
    page = open_page()
    press_here(Qt.Key.Key_N, CTRL)
    form = form_of(page)
    type_in(form, phone="1", country="XX9", postcode="99", mobile="06 1234 5678")
    assert "“1” is not a telephone number" in form.box("phone").under()
    assert "“XX9” is not known" in form.box("country").under()
    assert "“99” is not a Dutch postcode" in form.box("postcode").under()
    assert form.box("mobile").under() == "Becomes 06-12345678."
