"""Suspension and expulsion on the members page."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt

from coopadmin.members.queries import get_membership
from coopadmin.members.suspended import list_sanctions
from coopadmin.store import Books
from coopadmin.ui.kit.message import Message
from coopadmin.ui.members.page import MembersPage
from tests.ui.hands import CTRL, overwrite, press
from tests.ui.members.village import OpenPage, form_of, member


def told(page: MembersPage) -> list[str]:
    return [one.sentence for one in page.detail.findChildren(Message)]


def test_a_member_is_expelled_and_the_panel_tells_until_when_appeal_is_possible(
    open_page: OpenPage, village: Books
) -> None:
    page = open_page()
    ina = member(village, "Ina Kuipers")
    page.list.choose(ina)
    page._settled()
    page.edit("suspend")
    form = form_of(page)
    form.set_values({"expels": True})
    assert form.box("last").isHidden(), "it ends when the expulsion is final"
    overwrite(form.box("first").control, "10-1-2026")
    overwrite(form.box("reasons").control, "Harm")
    press(form, Qt.Key.Key_S, CTRL)
    assert "in writing" in form.box("told_on").under()
    overwrite(form.box("told_on").control, "12-1-2026")
    press(form, Qt.Key.Key_S, CTRL)
    assert page.forms.form is None
    assert told(page) == ["Expelled on 10 January 2026, suspended until that is final"]
    page.edit("appeal")
    overwrite(form_of(page).box("appealed_on").control, "1-2-2026")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    (row,) = village.ask(list_sanctions, ina)
    assert row.appealed_on == date(2026, 2, 1)
    page.edit("conclude")
    press(form_of(page), Qt.Key.Key_S, CTRL)
    card = village.ask(get_membership, ina)
    assert (card.until, card.end_reason) == (date(2026, 3, 3), "expulsion")
    village.undo()
    assert village.ask(get_membership, ina).until is None


def test_a_suspension_is_shown_with_its_days(open_page: OpenPage, village: Books) -> None:
    page = open_page()
    page.list.choose(member(village, "Ina Kuipers"))
    page._settled()
    page.edit("suspend")
    form = form_of(page)
    overwrite(form.box("last").control, "1-4-2026")
    overwrite(form.box("reasons").control, "Contribution")
    press(form, Qt.Key.Key_S, CTRL)
    assert told(page) == ["Suspended from 3 March 2026 to 1 April 2026"]
