"""The forms of the members page: made, filled in, and what saving them does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coopadmin.contributions.queries import tariffs_on
from coopadmin.cooperative.queries import list_resolutions
from coopadmin.desk.remains import Remains, what_remains
from coopadmin.kernel.problem import Refused
from coopadmin.members.farewell import NewDeath, acknowledge_termination, note_death
from coopadmin.members.queries import (
    MemberRow,
    get_membership,
    list_kinds,
    next_member_number,
)
from coopadmin.members.service import admit_member, change_membership, terminate_membership
from coopadmin.people.own_fields import list_own_fields, own_values_of
from coopadmin.people.queries import get_person
from coopadmin.people.rules import ORGANISATION, ChangedPerson, NewPerson, tidied
from coopadmin.people.service import change_person
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.message import INFO, WARN, Messages
from coopadmin.ui.members.ending import ending
from coopadmin.ui.members.form import (
    TERMINATION,
    MembershipChoices,
    changed_membership,
    membership_parts,
    new_member,
    new_termination,
)
from coopadmin.ui.members.known import KnownPeople
from coopadmin.ui.members.labels import LABELS, number_shown
from coopadmin.ui.members.ownparts import own_form_values, own_from, own_parts
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.ui.members.personform import (
    more_person_parts,
    person_from,
    person_parts,
    person_values,
)
from coopadmin.ui.members.tabs import told_remains
from coopadmin.words import N_, _, money

Values = dict[str, Any]
Answers = Mapping[str, str]


class MemberForms:
    """Makes forms; the result of saving each is the id of the membership it was about.

    `look_at(membership_id)` and `admit_known(person_id)` are what the form of a new member offers
    when the person seems to be there already.
    """

    def __init__(
        self,
        desk: Desk,
        look_at: Callable[[int], object],
        admit_known: Callable[[int], object],
    ) -> None:
        self._desk, self._books = desk, desk.books
        self._look_at, self._admit_known = look_at, admit_known

    # Somebody new.

    def new(self, name: str = "") -> Form:
        """A new member, person or organisation; `name` is what was searched for."""
        today = self._desk.today()
        fields = self._books.ask(list_own_fields, in_use=True)

        def save(values: Values, answers: Answers) -> int:
            person = person_from(values, NewPerson(nature=values["nature"]))
            new = replace(new_member(values, person, None), own=own_from(fields, values))
            return self._books.do(admit_member, new, answers=answers)

        parts = (
            *person_parts(),
            Section(N_("Membership")),
            *membership_parts(self._choices(), new=True),
            Section(N_("More of this person")),
            *more_person_parts(today),
            *own_parts(fields, today),
        )
        form = Form(parts, save, today, _("New member"), _("Add member"), "user-plus")
        explain(form, "members#new")
        first, _blank, last = name.strip().title().rpartition(" ")
        person = NewPerson(call_name=first, surname=last)
        form.set_values({**person_values(person), **self._new_values()})
        KnownPeople(self._desk, form, self._look_at, self._admit_known, _("Make a member"))
        return form

    def again(self, person_id: int) -> Form:
        """A membership for somebody that we know."""
        card = self._books.ask(get_person, person_id)

        def save(values: Values, answers: Answers) -> int:
            return self._books.do(
                admit_member, new_member(values, None, person_id), answers=answers
            )

        title = _("New membership")
        form = self._form(membership_parts(self._choices(), new=True), save, title, card.name)
        form.set_values(self._new_values())
        return form

    def _new_values(self) -> Values:
        kinds = self._books.ask(list_kinds, in_use=True)
        return {
            "kind_id": kinds[0].id if kinds else None,
            "since": self._desk.today(),
            "persons_covered": 1,
        }

    # Somebody who is there.

    def person(self, row: MemberRow) -> Form:
        card = self._books.ask(get_person, row.person_id)
        fields = self._books.ask(list_own_fields, in_use=True)
        known = self._books.ask(own_values_of, row.person_id)

        def save(values: Values, answers: Answers) -> int:
            person, own = person_from(values, card.person), own_from(fields, values)
            typed = {number: text for number, text in own.items() if text != known.get(number, "")}
            if typed or tidied(person).person != tidied(card.person).person:
                changed = ChangedPerson(card.id, person, typed)
                self._books.do(change_person, changed, answers=answers)
            return row.membership_id

        nature, today = card.person.nature, self._desk.today()
        parts = (
            *person_parts(nature),
            *more_person_parts(today, nature),
            *own_parts(fields, today),
        )
        title = _("Edit organisation") if nature == ORGANISATION else _("Edit person")
        form = self._form(parts, save, title, f"{number_shown(row.number)} {row.name}")
        form.set_values({**person_values(card.person), **own_form_values(fields, known)})
        return form

    def membership(self, row: MemberRow) -> Form:
        card = self._books.ask(get_membership, row.membership_id)

        def save(values: Values, answers: Answers) -> int:
            changed = changed_membership(values, row.membership_id)
            self._books.do(change_membership, changed, answers=answers)
            return row.membership_id

        parts = membership_parts(self._choices(card.kind_id), new=False)
        title = _("Edit membership")
        form = self._form(parts, save, title, f"{number_shown(row.number)} {row.name}")
        form.set_values(
            {
                "kind_id": card.kind_id,
                "since": card.since,
                "since_estimated": card.since_estimated,
                "persons_covered": card.persons_covered,
                "payer_id": card.payer_id,
                "applied_on": card.applied_on,
                "resolution_id": card.resolution_id,
                "remark": card.remark,
            }
        )
        return form

    def died(self, row: MemberRow) -> Form:
        """The end of a membership by death."""
        return self.end(row, "death")

    def acknowledge(self, row: MemberRow) -> Form:
        """The day on which notice was acknowledged in writing."""

        def save(values: Values, answers: Answers) -> int:
            day = values["acknowledged_on"]
            self._books.do(acknowledge_termination, row.membership_id, day, answers=answers)
            return row.membership_id

        parts = (Field("acknowledged_on", LABELS["acknowledged_on"], Kind.DATE, width=225),)
        who = f"{number_shown(row.number)} {row.name}"
        form = self._form(parts, save, _("Acknowledge termination"), who)
        form.set_values({"acknowledged_on": self._desk.today()})
        return form

    def end(self, row: MemberRow, reason: str = "by-member") -> Form:
        """The end of a membership; while choosing it shows the last day and why."""
        card = self._books.ask(get_membership, row.membership_id)

        def save(values: Values, answers: Answers) -> int:
            new = new_termination(values, row.membership_id)
            if new.reason == "death":
                death = NewDeath(row.person_id, values["died_on"], new.notice_on)
                self._books.do(note_death, death, answers=answers)
            else:
                self._books.do(terminate_membership, new, answers=answers)
            return row.membership_id

        form = Form(
            TERMINATION,
            save,
            self._desk.today(),
            _("End membership"),
            _("End membership"),
            "player-stop",
        )
        explain(form, "ending")
        form.set_title(_("End membership"), f"{number_shown(row.number)} {row.name}")
        today = self._desk.today()
        form.set_values({"reason": reason, "notice_on": today, "noted_on": today})
        note = Messages()
        form.body.insertWidget(form.body.count() - 1, note)
        shown: list[object] = [None]

        def tell() -> None:
            values = _readable(form)
            found, by_death = ending(self._books, card, values), values.get("reason") == "death"
            if (found, by_death) == shown[0]:
                return
            shown[0] = (found, by_death)
            note.clear()
            if found is not None:
                note.show_message(INFO, found.sentence, found.why, closable=False)
            if by_death:
                _tell_remains(note, self._books.ask(what_remains, row.person_id, today))

        form.edited.connect(lambda _name: tell())
        tell()
        return form

    def _form(
        self, parts: Sequence[Part], save: Callable[[Values, Answers], int], title: str, who: str
    ) -> Form:
        form = Form(parts, save, self._desk.today(), title)
        explain(form, "members#edit")
        form.set_title(title, who)
        return form

    # What can be chosen.

    def _choices(self, kept_kind: int | None = None) -> MembershipChoices:
        today = self._desk.today()
        tariffs = {tariff.kind_id: tariff for tariff in self._books.ask(tariffs_on, today)}
        kinds = []
        for kind in self._books.ask(list_kinds):
            if kind.in_use or kind.id == kept_kind:
                tariff = tariffs.get(kind.id)
                words = (
                    _("{kind}, {amount} a year").format(kind=kind.name, amount=money(tariff.amount))
                    if tariff
                    else kind.name
                )
                kinds.append((kind, words))
        resolutions = tuple(
            Choice(row.id, f"{row.number} {row.subject}".strip())
            for row in reversed(self._books.ask(list_resolutions))
        )
        finder = PersonFinder(self._books)
        return MembershipChoices(
            tuple(kinds),
            resolutions,
            self._books.ask(next_member_number),
            finder.find,
            finder.name,
        )


def _tell_remains(note: Messages, remains: Remains) -> None:
    """What stays for the heirs after a death, so that nobody is surprised by it."""
    if remains.nothing:
        note.show_message(INFO, _("Nothing is open with this person."), closable=False)
        return
    charges = [f"{row.description}: {money(row.open)}" for row in remains.receivable]
    lines = [*told_remains(remains), *charges]
    note.show_message(WARN, _("This stays open for the heirs"), " · ".join(lines), closable=False)


def _readable(form: Form) -> Values:
    """The values that can be read now; the others are left out."""
    found: Values = {}
    for name in (
        "reason",
        "notice_on",
        "stated",
        "died_on",
        "noted_on",
        "ground_of_member",
        "ground_of_cooperative",
    ):
        box = form.box(name)
        if box.isHidden():
            continue
        try:
            found[name] = box.value()
        except Refused:
            found[name] = None
    return found
