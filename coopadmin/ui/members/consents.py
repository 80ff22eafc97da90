"""Consents of a member: a switch for each purpose in the details, and the form behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from coopadmin.members.queries import MemberRow
from coopadmin.people.consent_rules import CHANNELS, CONVOCATION, Giver, NewConsent, is_child
from coopadmin.people.consenting import give_consent, remove_consent, withdraw_consent
from coopadmin.people.consents import ConsentRow, PurposeRow, consents_of, list_purposes
from coopadmin.people.queries import get_person
from coopadmin.ui.kit import theme
from coopadmin.ui.kit.buttons import IconButton
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import CheckBox
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.text import Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.members.labels import number_shown
from coopadmin.ui.members.personform import token_choices
from coopadmin.ui.members.tabs import Tab
from coopadmin.words import N_, _, date_short

CONSENT = "consent"
IN_FORM = "consent_"
GUARDIAN = Field(
    "guardian",
    N_("Parent or guardian"),
    longest=200,
    optional=True,
    hint=N_("Who consented, for somebody under 16 (UAVG 5)."),
)


class ConsentsPart(Tab):
    """What somebody consents to; a switch opens the form that gives or withdraws it."""

    def __init__(self, page: Page, person_id: int) -> None:
        super().__init__()
        self.column.setSpacing(theme.px(2))
        self._page = page
        self.heading(_("Consents"))
        newest: dict[str, ConsentRow] = {}
        for row in page.desk.books.ask(consents_of, person_id):
            newest.setdefault(row.purpose, row)
        for purpose in page.desk.books.ask(list_purposes):
            if purpose.in_use or purpose.key in newest:
                self._purpose(purpose, newest.get(purpose.key))

    def _purpose(self, purpose: PurposeRow, row: ConsentRow | None) -> None:
        fixed = self._page.desk.books.read_only
        switch = CheckBox(purpose.name)
        switch.setChecked(row is not None and row.withdrawn_on is None)
        switch.setToolTip(purpose.explanation)
        switch.setEnabled(not fixed)
        switch.clicked.connect(partial(self._switched, switch, purpose.key))
        if row is None or row.id is None:
            self.column.addWidget(switch)
        else:
            away = IconButton(
                "trash",
                _("Remove consent: {purpose}").format(purpose=purpose.name),
                partial(self._page.do, remove_consent, row.id),
                changes=True,
            )
            away.setEnabled(not fixed)
            self.line(switch, away)
        if row is not None:
            words = Text(told(row), Role.NOTE, "ink2", wrap=True)
            words.setContentsMargins(theme.px(28), 0, 0, 0)
            self.column.addWidget(words)

    def _switched(self, switch: CheckBox, key: str) -> None:
        # It turns when the form is saved.
        switch.setChecked(not switch.isChecked())
        page: Any = self._page
        page.edit(f"{CONSENT}:{key}")


def told(row: ConsentRow) -> str:
    """When and how it was given, and that it was withdrawn."""
    parts = [_("given on {day}").format(day=date_short(row.given_on))]
    if row.channel:
        parts.append(_(CHANNELS[row.channel]).lower())
    if row.source:
        parts.append(row.source)
    if row.guardian:
        parts.append(_("by {name}").format(name=row.guardian))
    if row.withdrawn_on is not None:
        parts.append(_("withdrawn on {day}").format(day=date_short(row.withdrawn_on)))
    return " · ".join(parts)


class ConsentForms:
    """Makes the form that gives a consent, or withdraws the one that holds."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._books = desk, desk.books

    def made(self, what: str, row: MemberRow) -> Form | None:
        """The form for `consent:PURPOSE`; saving gives the membership."""
        key = what.partition(":")[2]
        purposes = {each.key: each for each in self._books.ask(list_purposes)}
        if key not in purposes:
            return None
        held = any(
            each.purpose == key and each.withdrawn_on is None
            for each in self._books.ask(consents_of, row.person_id)
        )
        return self._withdraw(purposes[key], row) if held else self._give(purposes[key], row)

    def _give(self, purpose: PurposeRow, row: MemberRow) -> Form:
        def save(values: dict[str, Any], answers: Mapping[str, str]) -> int:
            new = NewConsent(
                row.person_id,
                purpose.key,
                values["given_on"],
                values.get("channel") or "form",
                values.get("source") or "",
                values.get("guardian") or "",
            )
            self._books.do(give_consent, new, answers=answers)
            return row.membership_id

        today = self._desk.today()
        parts: list[Part] = [Field("given_on", N_("Given on"), Kind.DATE, width=225)]
        if purpose.key != CONVOCATION:
            parts += source_parts()
        person = self._books.ask(get_person, row.person_id).person
        if is_child(Giver(person.birth_date, person.birth_year), today):
            parts.append(GUARDIAN)
        form = self._form(parts, save, _("Note consent"), purpose, row)
        form.set_values({"given_on": today, "channel": "form"})
        return form

    def _withdraw(self, purpose: PurposeRow, row: MemberRow) -> Form:
        def save(values: dict[str, Any], answers: Mapping[str, str]) -> int:
            self._books.do(
                withdraw_consent,
                row.person_id,
                purpose.key,
                values["withdrawn_on"],
                answers=answers,
            )
            return row.membership_id

        hint = N_("That it was given before stays in the file.")
        if purpose.key == CONVOCATION:
            hint = N_("From now on convocations go by letter.")
        parts = (Field("withdrawn_on", N_("Withdrawn on"), Kind.DATE, width=225, hint=hint),)
        form = self._form(parts, save, _("Withdraw consent"), purpose, row)
        form.set_values({"withdrawn_on": self._desk.today()})
        return form

    def _form(
        self, parts: Sequence[Part], save: Any, title: str, purpose: PurposeRow, row: MemberRow
    ) -> Form:
        form = Form(parts, save, self._desk.today(), title)
        form.set_title(title, f"{purpose.name} · {number_shown(row.number)} {row.name}".strip())
        return form


def source_parts() -> tuple[Part, ...]:
    """How a consent was given, and where that can be shown."""
    return (
        Field("channel", N_("How"), Kind.CHOICE, width=285, choices=token_choices(CHANNELS)),
        Field(
            "source",
            N_("To be found at"),
            longest=200,
            optional=True,
            hint=N_("Where the form or the message is kept, so that it can be shown."),
        ),
    )


def application_parts(desk: Desk) -> tuple[Part, ...]:
    """A box for each purpose that can be consented to in an application."""
    asked = [each for each in desk.books.ask(list_purposes, in_use=True) if each.key != CONVOCATION]
    names = [f"{IN_FORM}{each.key}" for each in asked]
    boxes = [
        Field(name, each.name, Kind.CHECK, optional=True)
        for name, each in zip(names, asked, strict=True)
    ]
    return (*boxes, GUARDIAN)


def consents_in(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The purposes that are ticked in a form with `application_parts`."""
    return tuple(
        name.removeprefix(IN_FORM)
        for name, value in values.items()
        if name.startswith(IN_FORM) and value
    )
