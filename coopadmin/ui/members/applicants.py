"""Applicants in the list of members: their forms, what is known of them, what can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import has_liable_members
from coopadmin.members.admission import (
    BOARD,
    MEETING,
    OUTCOMES,
    REFUSED,
    ChangedApplication,
    NewAdmission,
    NewApplication,
    NewRefusal,
)
from coopadmin.members.applications import ApplicationRow, get_application
from coopadmin.members.applying import (
    admit_applicant,
    ask_meeting,
    change_application,
    record_application,
    refuse_applicant,
    withdraw_application,
)
from coopadmin.members.queries import MemberRow, list_kinds, next_member_number
from coopadmin.people.consent_rules import CHANNELS
from coopadmin.people.queries import PersonCard, get_person
from coopadmin.people.rules import NewPerson
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.message import INFO, WARN, Message
from coopadmin.ui.kit.text import Rule
from coopadmin.ui.members.consents import application_parts, consents_in
from coopadmin.ui.members.known import KnownPeople
from coopadmin.ui.members.labels import LABELS, label
from coopadmin.ui.members.personform import (
    more_person_parts,
    person_from,
    person_parts,
    person_values,
    token_choices,
)
from coopadmin.ui.members.resolved import NEW_RESOLUTION, resolution_field
from coopadmin.ui.members.tabs import Deed, Tab, person_facts
from coopadmin.words import N_, _, date_long

Values = dict[str, Any]
Answers = Mapping[str, str]
APPLICANT, TURNED_DOWN = "applicant", "refused"
APPLICATION, ADMIT, REFUSE = "application", "admit", "refuse"
ASK, WITHDRAW = "ask-meeting", "withdraw"


def as_row(found: ApplicationRow) -> MemberRow:
    """An applicant as a row of the list: without a number, since the day of the application."""
    return MemberRow(
        membership_id=found.id,
        person_id=found.person_id,
        number=0,
        name=found.name,
        sort_key=found.sort_key,
        nature=found.nature,
        kind_id=found.kind_id,
        kind=found.kind,
        votes=found.votes,
        since=found.applied_on,
        since_estimated=False,
        until=found.decided_on if found.outcome == REFUSED else None,
        end_reason="",
        status=TURNED_DOWN if found.outcome == REFUSED else APPLICANT,
        persons_covered=1,
        address=found.address,
        postcode=found.postcode,
        town=found.town,
        email=found.email,
        phone=found.phone,
        mobile=found.mobile,
    )


def is_applicant(row: MemberRow) -> bool:
    """Whether a row of the list is an application."""
    return row.status in (APPLICANT, TURNED_DOWN)


class ApplicantTab(Tab):
    """What is known of an application and of who applied."""

    def __init__(self, found: ApplicationRow, card: PersonCard, deeds: list[Deed]) -> None:
        super().__init__()
        if found.outcome == REFUSED and found.meeting_asked_on is None:
            sentence = _("Refused on {day}").format(day=date_long(found.decided_on or date.max))
            right = _("The applicant may ask the general meeting to admit after all (BW 2:33).")
            self.column.addWidget(Message(INFO, sentence, right))
        elif found.meeting_asked_on is not None:
            sentence = _("Asked the general meeting on {day}").format(
                day=date_long(found.meeting_asked_on)
            )
            self.column.addWidget(
                Message(WARN, sentence, _("Put the admission on the agenda of the next meeting."))
            )
        self.heading(_("Application"), deeds)
        self.facts(
            [
                (label("kind_id"), found.kind),
                (label("applied_on"), date_long(found.applied_on)),
                (_("How"), _(CHANNELS[found.channel])),
                (_("Kept at"), found.kept_at),
                (_("State"), _(OUTCOMES[found.outcome])),
                (_("Resolution"), found.resolution),
                (_("Reason"), found.reason),
                (_("Told on"), date_long(found.told_on) if found.told_on else ""),
            ]
        )
        self.column.addWidget(Rule())
        self.heading(_("Person"))
        self.facts(person_facts(card))


class ApplicantForms:
    """Makes the forms of applicants; saving gives the id of the row to be shown then."""

    def __init__(
        self,
        desk: Desk,
        look_at: Callable[[int], object],
        apply_known: Callable[[int], object],
    ) -> None:
        self._desk, self._books = desk, desk.books
        self._look_at, self._apply_known = look_at, apply_known

    def new(self, name: str = "") -> Form:
        """Somebody new applies."""
        today = self._desk.today()

        def save(values: Values, answers: Answers) -> int:
            person = person_from(values, NewPerson(nature=values["nature"]))
            new = NewApplication(
                values["kind_id"],
                values["applied_on"],
                person,
                channel=values["channel"],
                kept_at=values.get("kept_at") or "",
                consents=consents_in(values),
                guardian=values.get("guardian") or "",
            )
            return self._books.do(record_application, new, answers=answers)

        parts = (
            *person_parts(),
            Section(N_("Application")),
            *self._parts(),
            Section(N_("Consents")),
            *application_parts(self._desk),
            Section(N_("More of this person")),
            *more_person_parts(today),
        )
        form = Form(parts, save, today, _("New applicant"), _("Record application"), "mailbox")
        first, _blank, last = name.strip().title().rpartition(" ")
        kinds = self._books.ask(list_kinds, in_use=True)
        form.set_values(
            {
                **person_values(NewPerson(call_name=first, surname=last)),
                "kind_id": kinds[0].id if kinds else None,
                "applied_on": today,
                "channel": "form",
            }
        )
        KnownPeople(self._desk, form, self._look_at, self._apply_known, _("Let apply"))
        return form

    def again(self, person_id: int) -> Form:
        """An application of somebody whom we know."""

        def save(values: Values, answers: Answers) -> int:
            new = NewApplication(
                values["kind_id"],
                values["applied_on"],
                person_id=person_id,
                channel=values["channel"],
                kept_at=values.get("kept_at") or "",
                consents=consents_in(values),
                guardian=values.get("guardian") or "",
            )
            return self._books.do(record_application, new, answers=answers)

        title = _("New applicant")
        parts = (*self._parts(), Section(N_("Consents")), *application_parts(self._desk))
        form = Form(parts, save, self._desk.today(), title, _("Record application"))
        form.set_title(title, self._books.ask(get_person, person_id).name)
        kinds = self._books.ask(list_kinds, in_use=True)
        form.set_values(
            {
                "kind_id": kinds[0].id if kinds else None,
                "applied_on": self._desk.today(),
                "channel": "form",
            }
        )
        return form

    def change(self, row: MemberRow) -> Form:
        found = self._books.ask(get_application, row.membership_id)

        def save(values: Values, answers: Answers) -> int:
            changed = ChangedApplication(
                found.id,
                values["kind_id"],
                values["applied_on"],
                values["channel"],
                values.get("kept_at") or "",
            )
            self._books.do(change_application, changed, answers=answers)
            return found.id

        form = self._form(self._parts(found.kind_id), save, _("Edit application"), row)
        form.set_values({name: getattr(found, name) for name in ("kind_id", "applied_on")})
        form.set_values({"channel": found.channel, "kept_at": found.kept_at})
        return form

    def admit(self, row: MemberRow) -> Form:
        """The decision to admit; gives the id of the membership."""
        found = self._books.ask(get_application, row.membership_id)
        today = self._desk.today()

        def save(values: Values, answers: Answers) -> int:
            new = NewAdmission(
                found.id,
                values["decided_on"],
                values["since"],
                values["body"],
                values["resolution_id"] or None,
                values.get("number"),
                values.get("number_told_on"),
                values.get("persons_covered") or 1,
            )
            return self._books.do(admit_applicant, new, answers=answers)

        household = any(
            kind.id == found.kind_id and kind.covers_household
            for kind in self._books.ask(list_kinds)
        )
        form = self._form(self._admission(household=household), save, _("Admit applicant"), row)
        form.set_values(
            {
                "body": MEETING if found.outcome == REFUSED else BOARD,
                "decided_on": today,
                "since": today,
                "resolution_id": NEW_RESOLUTION,
                "persons_covered": 1,
            }
        )
        return form

    def refuse(self, row: MemberRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            new = NewRefusal(
                row.membership_id,
                values["decided_on"],
                values["reason"],
                values.get("told_on"),
                values["resolution_id"] or None,
            )
            self._books.do(refuse_applicant, new, answers=answers)
            return row.membership_id

        parts = (
            (
                Field("decided_on", N_("Decided on"), Kind.DATE, width=225),
                Field("told_on", N_("Told on"), Kind.DATE, optional=True, width=225),
            ),
            resolution_field(self._books),
            Field(
                "reason",
                N_("Reason"),
                Kind.LONG,
                lines=2,
                longest=500,
                hint=N_("The applicant may ask the general meeting to admit after all (BW 2:33)."),
            ),
        )
        form = self._form(parts, save, _("Refuse applicant"), row)
        form.set_values({"decided_on": self._desk.today(), "resolution_id": NEW_RESOLUTION})
        return form

    def ask(self, row: MemberRow) -> Form:
        """The day on which the general meeting was asked."""
        return self._day(row, ask_meeting, "asked_on", N_("Asked on"), _("Ask the general meeting"))

    def withdraw(self, row: MemberRow) -> Form:
        """The day on which somebody no longer wanted it."""
        label = N_("Withdrawn on")
        return self._day(row, withdraw_application, "decided_on", label, _("Withdraw application"))

    def _day(self, row: MemberRow, operation: Any, name: str, label: str, title: str) -> Form:
        def save(values: Values, answers: Answers) -> int:
            self._books.do(operation, row.membership_id, values[name], answers=answers)
            return row.membership_id

        form = self._form((Field(name, label, Kind.DATE, width=225),), save, title, row)
        form.set_values({name: self._desk.today()})
        return form

    def _form(
        self,
        parts: tuple[Part, ...],
        save: Callable[[Values, Answers], int],
        title: str,
        row: MemberRow,
    ) -> Form:
        form = Form(parts, save, self._desk.today(), title)
        form.set_title(title, row.name)
        return form

    def _parts(self, kept_kind: int | None = None) -> tuple[Part, ...]:
        kinds = tuple(
            Choice(kind.id, kind.name)
            for kind in self._books.ask(list_kinds)
            if kind.in_use or kind.id == kept_kind
        )
        parts: list[Part] = [
            (
                Field("kind_id", LABELS["kind_id"], Kind.CHOICE, width=285, choices=kinds),
                Field("applied_on", LABELS["applied_on"], Kind.DATE, width=165),
            ),
            Field("channel", N_("How"), Kind.CHOICE, width=285, choices=token_choices(CHANNELS)),
        ]
        if has_liable_members(self._books.ask(get_cooperative).legal_form):
            hint = N_("The written application is kept for ten years (BW 2:61).")
            parts.append(Field("kept_at", N_("Kept at"), longest=200, hint=hint))
        return tuple(parts)

    def _admission(self, *, household: bool) -> tuple[Part, ...]:
        bodies = {BOARD: N_("Board"), MEETING: N_("General meeting")}
        number = self._books.ask(next_member_number)
        parts: list[Part] = [
            (
                Field(
                    "body", N_("Decided by"), Kind.CHOICE, width=225, choices=token_choices(bodies)
                ),
                Field("decided_on", N_("Decided on"), Kind.DATE, width=225),
            ),
            resolution_field(self._books),
            (
                Field("since", LABELS["since"], Kind.DATE, width=225),
                Field(
                    "number",
                    LABELS["number"],
                    Kind.NUMBER,
                    optional=True,
                    width=225,
                    hint=N_("Left empty it follows by itself."),
                    placeholder=f"{number:04d}",
                ),
            ),
            Field(
                "number_told_on",
                LABELS["number_told_on"],
                Kind.DATE,
                optional=True,
                width=225,
            ),
        ]
        if household:
            parts.append(
                Field(
                    "persons_covered",
                    LABELS["persons_covered"],
                    Kind.NUMBER,
                    width=225,
                    hint=N_("Everybody in the household, the member too."),
                )
            )
        return tuple(parts)
