"""The form that notes when a member heard the number, with the letter to send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QGuiApplication

from coopadmin.desk.letters import letter_to
from coopadmin.members.applying import tell_number
from coopadmin.members.queries import MemberRow
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import INFO, Message
from coopadmin.ui.members.labels import number_shown
from coopadmin.words import N_, _

TELL = "tell"


def welcome_form(desk: Desk, row: MemberRow) -> Form:
    """The day of the message; the welcome letter can be copied."""

    def save(values: dict[str, Any], answers: Mapping[str, str]) -> int:
        desk.books.do(tell_number, row.membership_id, values["told_on"], answers=answers)
        return row.membership_id

    parts = (Field("told_on", N_("Number communicated on"), Kind.DATE, width=225),)
    form = Form(parts, save, desk.today(), _("Member number communicated"))
    form.set_title(_("Member number communicated"), f"{number_shown(row.number)} {row.name}")
    form.set_values({"told_on": desk.today()})
    letter = desk.books.ask(letter_to, "welcome", row.person_id, desk.today()).body
    copy = Action(
        _("Copy welcome letter"), lambda: QGuiApplication.clipboard().setText(letter), "copy"
    )
    make = Action(
        _("Make this letter"), lambda: desk.go("letters", ("welcome", row.person_id)), "printer"
    )
    message = Message(INFO, _("Welcome letter"), letter.replace("\n\n", "\n"), [copy, make])
    form.body.insertWidget(form.body.count() - 1, message)
    return form
