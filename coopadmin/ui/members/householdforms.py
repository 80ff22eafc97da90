"""The forms of a household: a new one, somebody more, who leaves, together, another name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from coopadmin.kernel.problem import N_, Refused
from coopadmin.people.household_rules import NewHousehold
from coopadmin.people.householding import (
    add_to_household,
    form_household,
    join_household,
    leave_household,
    merge_households,
    rename_household,
    split_household,
)
from coopadmin.people.households import HouseholdRow, list_households
from coopadmin.people.rules import NewPerson
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.words import _

Values = dict[str, Any]
Answers = Mapping[str, str]
Save = Callable[[Values, Answers], object]
NEW, ADD, LEAVE, TOGETHER, RENAME = "new", "add", "leave", "together", "rename"
DAY = timedelta(days=1)
_DATE_WIDTH = 225


class HouseholdForms:
    """Makes the forms; saving gives the number of the household to show."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._books = desk, desk.books
        self._people = PersonFinder(desk.books)

    def made(self, what: str, row: HouseholdRow | None, person_ids: Sequence[int] = ()) -> Form:
        """The form by its key; `person_ids` are who is filled in already in a new household."""
        if what == NEW or row is None:
            return self._new(person_ids)
        makers = {ADD: self._add, LEAVE: self._leave, TOGETHER: self._together}
        return makers.get(what, self._rename)(row)

    def _new(self, person_ids: Sequence[int]) -> Form:
        def save(values: Values, answers: Answers) -> int:
            new = NewHousehold(values["person_ids"], values["first"], values["name"] or "")
            return self._books.do(form_household, new, answers=answers)

        parts: tuple[Part, ...] = (
            Field(
                "person_ids",
                N_("Who belong to it"),
                Kind.LONG,
                lines=3,
                parse=self._find_all,
                show=self._named,
                reading=self._named,
                hint=N_("Names or member numbers, with a comma between them."),
            ),
            Field("first", N_("From"), Kind.DATE, width=_DATE_WIDTH),
            Field(
                "name",
                N_("Name of the household"),
                optional=True,
                longest=80,
                hint=N_("Left empty it is called after them."),
            ),
        )
        form = self._form(parts, save, _("New household"))
        values: Values = {"first": self._desk.today()}
        if person_ids:
            values["person_ids"] = tuple(person_ids)
        form.set_values(values)
        return form

    def _add(self, row: HouseholdRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            if values["stranger"]:
                new = NewPerson(
                    call_name=values["call_name"] or "",
                    prefix=values["prefix"] or "",
                    surname=values["surname"],
                )
                call: tuple[Any, ...] = (add_to_household, row.number, new)
            else:
                call = (join_household, row.number, [values["person_ids"]])
            self._books.do(*call, values["first"], answers=answers)
            return row.number

        def stranger(raw: Mapping[str, Any]) -> bool:
            return bool(raw.get("stranger"))

        parts: tuple[Part, ...] = (
            Field(
                "person_ids",
                N_("Who"),
                parse=self._find,
                show=self._people.name,
                reading=self._people.name,
                hint=N_("A name, or the member number."),
                shown_if=lambda raw: not stranger(raw),
            ),
            Field("stranger", N_("Somebody who is not in the file yet"), Kind.CHECK),
            (
                Field("call_name", N_("First name used"), optional=True, shown_if=stranger),
                Field("prefix", N_("Prefix"), optional=True, width=90, shown_if=stranger),
            ),
            Field("surname", N_("Surname"), shown_if=stranger),
            Field("first", N_("From"), Kind.DATE, width=_DATE_WIDTH),
        )
        form = self._form(parts, save, _("Add somebody"), row)
        form.set_values({"first": self._desk.today()})
        return form

    def _leave(self, row: HouseholdRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            going = [stay.person_id for stay in row.people if values[f"of_{stay.person_id}"]]
            if values["apart"]:
                day = values["last"] + DAY
                made = self._books.do(split_household, row.number, going, day, answers=answers)
                return made or row.number
            self._books.do(leave_household, row.number, going, values["last"], answers=answers)
            return row.number

        parts: list[Part] = [
            # Names of people are no source texts; a label that has no translation stays itself.
            Field(f"of_{stay.person_id}", stay.name, Kind.CHECK)
            for stay in row.people
        ]
        parts += [
            Field("last", N_("Last day in this household"), Kind.DATE, width=_DATE_WIDTH),
            Field("apart", N_("They go on together as a household of their own"), Kind.CHECK),
        ]
        form = self._form(parts, save, _("Leave or split"), row)
        form.set_values({"last": self._desk.today()})
        return form

    def _together(self, row: HouseholdRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            self._books.do(
                merge_households, row.number, values["other"], values["first"], answers=answers
            )
            return row.number

        others = [
            Choice(other.number, f"{other.name}, {other.address}".strip(", "))
            for other in self._books.ask(list_households, self._desk.today())
            if other.number != row.number
        ]
        parts = (
            Field("other", N_("With which household"), Kind.CHOICE, choices=others),
            Field("first", N_("From"), Kind.DATE, width=_DATE_WIDTH),
        )
        form = self._form(parts, save, _("Put together"), row)
        form.set_values({"first": self._desk.today()})
        return form

    def _rename(self, row: HouseholdRow) -> Form:
        def save(values: Values, answers: Answers) -> int:
            self._books.do(rename_household, row.number, values["name"], answers=answers)
            return row.number

        parts = (Field("name", N_("Name of the household"), longest=80),)
        form = self._form(parts, save, _("Rename"), row)
        form.set_values({"name": row.name})
        return form

    def _form(
        self, parts: Sequence[Part], save: Save, title: str, row: HouseholdRow | None = None
    ) -> Form:
        form = Form(parts, save, self._desk.today(), title)
        if row is not None:
            form.set_title(title, row.name)
        return form

    def _find(self, text: str) -> int:
        try:
            return self._people.find(text.strip())
        except Refused as refused:
            raise Refused(
                replace(problem, field="person_ids") for problem in refused.problems
            ) from None

    def _find_all(self, text: str) -> tuple[int, ...]:
        parts = text.replace("\n", ",").split(",")
        return tuple(self._find(part) for part in parts if part.strip())

    def _named(self, person_ids: Sequence[int]) -> str:
        return ", ".join(self._people.name(each) for each in person_ids)
