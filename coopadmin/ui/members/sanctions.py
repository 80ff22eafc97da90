"""Suspension and expulsion on the members page: the forms, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from coopadmin.members.queries import MemberRow
from coopadmin.members.sanctioning import conclude_sanction, record_appeal, suspend
from coopadmin.members.sanctions import (
    SANCTION_OUTCOMES,
    STANDS,
    NewSanction,
    SanctionRow,
    appeal_until,
)
from coopadmin.members.suspended import list_sanctions
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.message import WARN, Message
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.members.personform import token_choices
from coopadmin.ui.members.resolved import NEW_RESOLUTION, resolution_field
from coopadmin.words import N_, _, date_long

Values = dict[str, Any]
Answers = Mapping[str, str]
SUSPEND, APPEAL, CONCLUDE = "suspend", "appeal", "conclude"


def running(rows: Sequence[SanctionRow], today: date) -> SanctionRow | None:
    """The suspension or expulsion that is not over."""
    return next((row for row in rows if row.last is None or row.last >= today), None)


def told(row: SanctionRow) -> Message:
    """How a suspension or expulsion stands, as a message."""
    since = date_long(row.first)
    decided = _("Resolution {number}.").format(number=row.resolution) if row.resolution else ""
    reasons = f"{decided} {row.reasons}".strip()
    if not row.expels:
        words = _("Suspended from {day}").format(day=since)
        if row.last is not None:
            words = _("Suspended from {day} to {last}").format(day=since, last=date_long(row.last))
        return Message(WARN, words, _("No vote meanwhile (BW 2:38). {why}").format(why=reasons))
    words = _("Expelled on {day}, suspended until that is final").format(day=since)
    if row.appealed_on is not None:
        why = _("Appealed on {day}; the general meeting decides.").format(
            day=date_long(row.appealed_on)
        )
    else:
        why = _("Appeal is possible until {day} (BW 2:35).").format(
            day=date_long(appeal_until(row.told_on or row.first))
        )
    return Message(WARN, words, f"{why} {reasons}")


class SanctionForms:
    """Makes the forms; saving gives the id of the membership."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._books = desk, desk.books

    def suspend(self, row: MemberRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            expels = bool(values["expels"])
            new = NewSanction(
                row.membership_id,
                values["first"],
                values["reasons"],
                None if expels else values.get("last"),
                expels,
                values.get("told_on"),
                values["resolution_id"] or None,
            )
            self._books.do(suspend, new, answers=answers)
            return row.membership_id

        parts: tuple[Part, ...] = (
            Field("expels", N_("The member is expelled (BW 2:35)"), Kind.CHECK),
            (
                Field("first", N_("From"), Kind.DATE, width=225),
                Field(
                    "last",
                    N_("Up to and including"),
                    Kind.DATE,
                    optional=True,
                    width=225,
                    shown_if=lambda raw: not raw.get("expels"),
                ),
            ),
            Field("told_on", N_("Told in writing on"), Kind.DATE, optional=True, width=225),
            resolution_field(self._books),
            Field("reasons", N_("Reasons"), Kind.LONG, lines=3, longest=1000),
        )
        form = self._form(parts, save, _("Suspend or expel"), row)
        form.set_values({"first": self._desk.today(), "resolution_id": NEW_RESOLUTION})
        return form

    def appeal(self, row: MemberRow) -> Form:
        """The day on which who was expelled appealed."""

        def save(values: Values, answers: Answers) -> int:
            self._books.do(record_appeal, self._id(row), values["appealed_on"], answers=answers)
            return row.membership_id

        parts = (Field("appealed_on", N_("Appealed on"), Kind.DATE, width=225),)
        form = self._form(parts, save, _("Record appeal"), row)
        form.set_values({"appealed_on": self._desk.today()})
        return form

    def conclude(self, row: MemberRow) -> Form:
        """The last day, and of an expulsion whether it stands."""
        found = self._found(row)
        expels = found is not None and found.expels

        def save(values: Values, answers: Answers) -> int:
            day, outcome = values["day"], values.get("outcome") or ""
            self._books.do(conclude_sanction, self._id(row), day, outcome, answers=answers)
            return row.membership_id

        last = Field("day", N_("Last day of the suspension"), Kind.DATE, width=225)
        outcome = Field(
            "outcome",
            N_("Outcome"),
            Kind.CHOICE,
            width=285,
            choices=token_choices(SANCTION_OUTCOMES),
        )
        title = _("Conclude suspension or expulsion")
        form = self._form((last, outcome) if expels else (last,), save, title, row)
        form.set_values({"day": self._desk.today(), **({"outcome": STANDS} if expels else {})})
        return form

    def _found(self, row: MemberRow) -> SanctionRow | None:
        return running(self._books.ask(list_sanctions, row.membership_id), self._desk.today())

    def _id(self, row: MemberRow) -> int:
        found = self._found(row)
        return 0 if found is None else found.id

    def _form(
        self,
        parts: Sequence[Part],
        save: Callable[[Values, Answers], int],
        title: str,
        row: MemberRow,
    ) -> Form:
        form = Form(parts, save, self._desk.today(), title)
        form.set_title(title, f"{number_shown(row.number)} {row.name}")
        return form
