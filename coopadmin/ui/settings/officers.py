"""Settings of who holds which office: appointing, and the end of a term."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.meetings.retiring import (
    BEFORE_MEETING,
    OVER,
    RUNS,
    ScheduleRow,
    retirement_schedule,
)
from coopadmin.people.queries import OfficerRow, list_officers
from coopadmin.people.rules import (
    BODIES,
    NAMED_BODIES,
    OFFICES,
    VOTING_BODIES,
    ChangedTerm,
    NewTerm,
)
from coopadmin.people.service import appoint, change_term, end_term
from coopadmin.ui.kit.buttons import Action, Button
from coopadmin.ui.kit.columns import ChipLook, Column, Group, Heading, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import _, date_long, date_short

SCHEDULE = "schedule"


class OfficersSection(TableSection):
    """Officers of today under their body, or by the year in which they retire.

    A row ends a term or changes it, the button appoints.
    """

    KEY: ClassVar[str] = "officers"
    NOTE: ClassVar[str] = N_("Terms that end soon appear on the first page by themselves.")

    def __init__(self, page: Page) -> None:
        self._finder = PersonFinder(page.desk.books)
        self._rows: dict[int, ScheduleRow] = {}
        self._by_year, self._changing = False, 0
        columns = officer_columns(lambda row: self._rows.get(row.term_id))
        super().__init__(page, columns, _("Officers"), _("Appoint"), two_lines=True)

    def reload(self) -> None:
        rows = self.desk.books.ask(retirement_schedule, self.desk.today())
        self._rows = {row.officer.term_id: row for row in rows}
        if self._by_year:
            officers = [row.officer for row in rows]
            groups = [(_year(row), _year(row)) for row in officers]
        else:
            officers = self.desk.books.ask(list_officers, self.desk.today())
            groups = [(f"{row.body} {row.group_name}", body_of(row)) for row in officers]
        self.table.set_groups(
            Group(
                Heading(*group),
                tuple(row for row, own in zip(officers, groups, strict=True) if own[0] == group[0]),
            )
            for group in dict.fromkeys(groups)
        )
        self.show_again()

    def head_actions(self) -> Sequence[Action]:
        words = _("By body") if self._by_year else _("Retirement schedule")
        return (Action(words, self.turn, "calendar"), *super().head_actions())

    def visit(self, thing: str) -> None:
        """Show the retirement schedule, as a search names it."""
        if thing == SCHEDULE and not self._by_year:
            self.turn()
        self.table.setFocus()

    def turn(self) -> None:
        """From the bodies to the years in which terms end, or back."""
        self._by_year = not self._by_year
        self.reload()
        self.page.refresh_actions()
        self.table.setFocus()

    def row_key(self, row: OfficerRow) -> str:
        # The person is named too, so that erasing them finds it.
        changing = "/change" if self._changing == row.term_id else ""
        return f"{row.term_id}/{row.person_id}{changing}"

    def form_for(self, row: OfficerRow | None) -> Form:
        if row is None:
            return self._appointing()
        return self._change_form(row) if self._changing == row.term_id else self._ending(row)

    def change(self, row: OfficerRow) -> None:
        """Open the form that changes a term that runs."""
        self._changing = row.term_id
        self._show_form(row)
        self.both.open_detail(self.form.box("office").control)

    def _done(self) -> None:
        self._changing = 0
        super()._done()

    def add(self) -> None:
        self._changing = 0
        super().add()

    def _change_form(self, row: OfficerRow) -> Form:
        resolution = next(
            (
                each.id
                for each in self.desk.books.ask(list_resolutions)
                if row.resolution and each.number == row.resolution
            ),
            None,
        )
        parts = [
            Field("name", N_("Name"), locked=True),
            self._office_field(),
            Field("planned_last", N_("Until"), Kind.DATE, optional=True, width=200),
            *self._numbers(lambda _raw: row.body in VOTING_BODIES),
            *self._decided(),
        ]
        form = self.made(
            parts,
            lambda values, answers: self._change(row, values, answers),
            _("Change term"),
        )
        form.set_values(
            {
                "name": row.name,
                "office": row.office,
                "planned_last": row.planned_last,
                "votes": row.votes,
                "most_terms": row.most_terms,
                **({"resolution_id": resolution} if self._decided() else {}),
            }
        )
        return form

    def _change(
        self, row: OfficerRow, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        new = ChangedTerm(
            row.term_id,
            values["office"],
            values["planned_last"],
            values.get("resolution_id"),
            values.get("votes") or 1,
            values["most_terms"],
        )
        self.desk.books.do(change_term, new, answers=answers)

    def _office_field(self) -> Field:
        return Field(
            "office",
            N_("Office"),
            Kind.CHOICE,
            choices=lambda: [Choice(key, _(words)) for key, words in OFFICES.items()],
        )

    def _numbers(self, votes_shown: Callable[[Mapping[str, Any]], bool]) -> list[Field]:
        return [
            Field(
                "votes",
                N_("Votes"),
                Kind.NUMBER,
                width=340,
                shown_if=votes_shown,
                hint=N_("In meetings of the body itself; no more than the others have (BW 2:44)."),
            ),
            Field(
                "most_terms",
                N_("Terms at most"),
                Kind.NUMBER,
                optional=True,
                width=340,
                hint=N_("Empty: as the statutes say. 0 is no limit."),
            ),
        ]

    def _decided(self) -> list[Field]:
        decided = [
            Choice(each.id, f"{each.number} {each.subject}".strip())
            for each in reversed(self.page.desk.books.ask(list_resolutions))
        ]
        if not decided:
            return []
        return [
            Field("resolution_id", N_("Appointed by"), Kind.CHOICE, optional=True, choices=decided)
        ]

    def _ending(self, row: OfficerRow) -> Form:
        office = _(OFFICES.get(row.office, row.office))
        form = self.made(
            (
                Field("name", N_("Name"), locked=True),
                Field("office", N_("Office"), locked=True),
                Field("first", N_("Since"), Kind.DATE, width=200, locked=True),
                Field("resolution", N_("Appointed by"), optional=True, width=200, locked=True),
                Field(
                    "last",
                    N_("Last day in office"),
                    Kind.DATE,
                    width=200,
                    hint=N_("Only when the term ends; who is appointed again begins a new one."),
                ),
            ),
            lambda values, answers: self._end(row, values, answers),
            _("End of the term"),
            _("End the term"),
        )
        form.set_values(
            {
                "name": row.name,
                "office": office,
                "first": row.first,
                "resolution": row.resolution,
                "last": row.last or row.planned_last,
            }
        )
        deed = Button(_("Change term…"), lambda: self.change(row), icon="pencil", changes=True)
        deed.refuse(_("This file can only be looked at.") if self.desk.books.read_only else "")
        form.body.insertWidget(1, deed, 0, Qt.AlignmentFlag.AlignLeft)
        return form

    def _appointing(self) -> Form:
        parts: list[Field] = [
            Field(
                "person_id",
                N_("Who"),
                parse=self._find,
                show=self._finder.name,
                reading=self._finder.name,
                hint=N_("A name, or the member number."),
            ),
            Field(
                "body",
                N_("Body"),
                Kind.CHOICE,
                choices=lambda: [Choice(key, _(words)) for key, words in BODIES.items()],
            ),
            Field(
                "group_name",
                N_("Which committee or circle"),
                longest=80,
                shown_if=lambda raw: raw.get("body") in NAMED_BODIES,
            ),
            self._office_field(),
            Field("first", N_("From"), Kind.DATE, width=200),
            Field(
                "planned_last",
                N_("Until"),
                Kind.DATE,
                optional=True,
                width=200,
                hint=N_("Empty: as long as the statutes say."),
            ),
        ]
        parts += self._numbers(lambda raw: raw.get("body") in VOTING_BODIES)
        parts += self._decided()
        form = self.made(parts, self._appoint, _("Appoint"), _("Appoint"))
        form.set_values(
            {
                "body": "board",
                "office": "member",
                "first": self.page.desk.today(),
                "votes": 1,
            }
        )
        return form

    def _find(self, text: str) -> int:
        try:
            return self._finder.find(text)
        except Refused as refused:
            raise Refused(
                Problem(each.code, each.sentence, each.values, "person_id")
                for each in refused.problems
            ) from refused

    def _appoint(self, values: Mapping[str, Any], answers: Mapping[str, str]) -> int:
        return self.desk.books.do(appoint, new_term(values), answers=answers)

    def _end(self, row: OfficerRow, values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        self.desk.books.do(end_term, row.term_id, values["last"], answers=answers)


def new_term(values: Mapping[str, Any]) -> NewTerm:
    """What the form says; fields that this body has not are left as usual."""
    given = {name: value for name, value in values.items() if value is not None}
    return NewTerm(**given)


def body_of(row: OfficerRow) -> str:
    """`Board`, or which committee or circle it is."""
    return f"{_(BODIES.get(row.body, row.body))} {row.group_name}".strip()


def _year(row: OfficerRow) -> str:
    return str(row.planned_last.year) if row.planned_last else _("No planned end")


def officer_columns(of: Callable[[OfficerRow], ScheduleRow | None]) -> tuple[Column, ...]:
    """Name and office, since and until, which term of how many, and what is wrong with it."""

    def office(row: OfficerRow) -> str:
        words = _(OFFICES.get(row.office, row.office))
        found = of(row)
        if row.votes == 1 or found is None:
            return words
        if found.votes < row.votes:
            told = _("{votes} votes, of which {counting} count (BW 2:44)")
            return f"{words} · {told.format(votes=row.votes, counting=found.votes)}"
        told = _("{votes} votes").format(votes=row.votes)
        return f"{words} · {told}"

    def term(row: OfficerRow) -> str:
        found = of(row)
        if found is None or not found.most:
            return str(row.number)
        return _("{number} of {most}").format(number=row.number, most=found.most)

    def state(row: OfficerRow) -> ChipLook | None:
        found = of(row)
        if found is None or found.state == RUNS:
            return None
        if found.state == OVER:
            return ChipLook(_("Over"), "bad", "alert-circle")
        return ChipLook(_("Before meeting"), "warn", "alert-triangle")

    def tip(row: OfficerRow) -> str:
        found = of(row)
        if found is None or found.state != BEFORE_MEETING or found.meeting is None:
            return ""
        return _("Ends before the general meeting of {day}.").format(day=date_long(found.meeting))

    return (
        Column("name", N_("Name"), lambda row: row.name, Look.NAME, 120, 2, under=office, tip=tip),
        Column(
            "first",
            N_("Since"),
            lambda row: date_short(row.first),
            Look.DATE,
            84,
            drop=2,
            value=lambda row: row.first,
        ),
        Column(
            "last",
            N_("Until"),
            lambda row: date_short(row.planned_last) if row.planned_last else "–",
            Look.DATE,
            84,
            value=lambda row: row.planned_last,
        ),
        Column("number", N_("Term"), term, Look.AMOUNT, 62, drop=3),
        Column("state", N_("State"), look=Look.CHIP, width=128, chip=state, drop=1),
    )
