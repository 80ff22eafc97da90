"""Settings of who holds which office: appointing, and the end of a term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.people.queries import OfficerRow, list_officers
from coopadmin.people.rules import BODIES, OFFICES, NewTerm
from coopadmin.people.service import appoint, end_term
from coopadmin.ui.kit.columns import Column, Group, Heading, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.payer import PersonFinder
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import _, date_short

COLUMNS = (
    Column("name", N_("Name"), lambda row: row.name, Look.NAME, 130, 2),
    Column(
        "office", N_("Office"), lambda row: _(OFFICES.get(row.office, row.office)), Look.TEXT, 92, 1
    ),
    Column("first", N_("Since"), lambda row: date_short(row.first), Look.DATE, 84, drop=1),
    Column(
        "last",
        N_("Until"),
        lambda row: date_short(row.planned_last) if row.planned_last else "–",
        Look.DATE,
        84,
    ),
    Column("number", N_("Term"), lambda row: str(row.number), Look.AMOUNT, 48, drop=2),
)


class OfficersSection(TableSection):
    """Officers of today under their body; a row ends a term, the button appoints."""

    KEY: ClassVar[str] = "officers"
    NOTE: ClassVar[str] = N_("Terms that end soon appear on the first page by themselves.")

    def __init__(self, page: Page) -> None:
        self._finder = PersonFinder(page.desk.books)
        super().__init__(page, COLUMNS, _("Officers"), _("Appoint"))

    def reload(self) -> None:
        rows = self.desk.books.ask(list_officers, self.desk.today())
        bodies = list(dict.fromkeys(row.body for row in rows))
        self.table.set_groups(
            Group(
                Heading(body, _(BODIES.get(body, body))),
                tuple(row for row in rows if row.body == body),
            )
            for body in bodies
        )
        self.show_again()

    def row_key(self, row: OfficerRow) -> str:
        # The person is named too, so that erasing them finds it.
        return f"{row.term_id}/{row.person_id}"

    def form_for(self, row: OfficerRow | None) -> Form:
        return self._appointing() if row is None else self._ending(row)

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
        return form

    def _appointing(self) -> Form:
        resolutions = self.page.desk.books.ask(list_resolutions)
        decided = [
            Choice(each.id, f"{each.number} {each.subject}".strip())
            for each in reversed(resolutions)
        ]
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
                "office",
                N_("Office"),
                Kind.CHOICE,
                choices=lambda: [Choice(key, _(words)) for key, words in OFFICES.items()],
            ),
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
        if decided:
            parts.append(
                Field(
                    "resolution_id",
                    N_("Appointed by"),
                    Kind.CHOICE,
                    optional=True,
                    choices=decided,
                )
            )
        form = self.made(parts, self._appoint, _("Appoint"), _("Appoint"))
        form.set_values({"body": "board", "office": "member", "first": self.page.desk.today()})
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
        return self.desk.books.do(appoint, NewTerm(**values), answers=answers)

    def _end(self, row: OfficerRow, values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        self.desk.books.do(end_term, row.term_id, values["last"], answers=answers)
