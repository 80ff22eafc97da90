"""What is asked consent for, and how many people gave it; own purposes are changed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from coopadmin.desk.changing_fields import change_purpose
from coopadmin.desk.selected import people_of_selection, purpose_name
from coopadmin.members.ready import ALL_MEMBERS
from coopadmin.members.selections import SelectionRow, list_selections
from coopadmin.people.consent_rules import CONVOCATION, ManyConsents
from coopadmin.people.consenting import add_purpose, give_consents
from coopadmin.people.consents import PurposeRow, purposes_with_givers
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.message import GOOD
from coopadmin.ui.kit.page import Page
from coopadmin.ui.members.consents import source_parts
from coopadmin.ui.settings.tables import SCREEN, TableSection
from coopadmin.words import N_, _, count


def _state(row: PurposeRow) -> ChipLook | None:
    if not row.in_use:
        return ChipLook(_("Not in use"), "plain")
    return ChipLook(_("Own"), "info") if row.number is not None else None


COLUMNS = (
    Column("name", N_("Purpose"), lambda row: row.name, Look.NAME, 180, 1),
    Column(
        "givers",
        N_("Consent now"),
        lambda row: count(row.givers),
        Look.AMOUNT,
        110,
        value=lambda row: row.givers,
    ),
    Column("state", N_("State"), look=Look.CHIP, width=116, chip=_state, drop=1),
)


class PurposesPart(TableSection):
    """The purposes that every cooperative has stand fast; who consents is switched at a member."""

    KEY: ClassVar[str] = "privacy/consents"

    def __init__(self, page: Page) -> None:
        self._noting = ""
        super().__init__(page, COLUMNS, _("Consents"), _("New purpose"))

    def reload(self) -> None:
        rows = self.desk.books.ask(purposes_with_givers, self.desk.today())
        self.table.set_rows(rows)
        self.show_again()

    def row_key(self, row: PurposeRow) -> str:
        return f"{row.key}/many" if self._noting == row.key else row.key

    def note_many(self, row: PurposeRow) -> None:
        """Open the form that notes this consent of a whole selection."""
        self._noting = row.key
        self._show_form(row)
        self.both.open_detail(self.form.box("selection").control)

    def add(self) -> None:
        self._noting = ""
        super().add()

    def _done(self) -> None:
        self._noting = ""
        super()._done()

    def _take_up(self) -> None:
        kept = self.desk.books.drafts_of(SCREEN)
        rows = self.table.shown_rows()
        self._noting = next((row.key for row in rows if f"{self.KEY}/{row.key}/many" in kept), "")
        super()._take_up()

    def _many(self, row: PurposeRow) -> Form:
        books = self.desk.books

        def save(values: Mapping[str, Any], answers: Mapping[str, str]) -> int:
            wanted = next(each for each in saved if each.name == values["selection"])
            people = books.ask(people_of_selection, wanted.selection, self.desk.today())
            ids = tuple(each.person_id for each in people)
            new = ManyConsents(
                ids, row.key, values["given_on"], values["channel"], values["source"] or ""
            )
            noted = books.do(give_consents, new, answers=answers)
            words = _("Noted of {count} of {all}.").format(count=count(noted), all=count(len(ids)))
            self.page.messages.show_message(GOOD, words)
            return noted

        everybody = SelectionRow(0, _("All members"), ALL_MEMBERS)
        saved = [everybody, *(each for each in books.ask(list_selections) if each.understood)]
        names = [Choice(each.name, each.name) for each in saved]
        parts = (
            Field("selection", N_("Of whom"), Kind.CHOICE, choices=names),
            Field("given_on", N_("Given on"), Kind.DATE, width=225),
            *source_parts(),
        )
        form = self.made(parts, save, row.name)
        form.set_values(
            {"selection": everybody.name, "given_on": self.desk.today(), "channel": "form"}
        )
        return form

    def form_for(self, row: PurposeRow | None) -> Form:
        if row is not None and self._noting == row.key:
            return self._many(row)
        fields = [
            Field("name", N_("What is consented to"), hint=N_("Such as: birthday in the paper.")),
            Field(
                "explanation",
                N_("Explanation"),
                Kind.LONG,
                optional=True,
                lines=3,
                hint=N_("What is done with it, as the form asks it."),
            ),
            Field("in_use", N_("In use"), Kind.CHECK),
        ]
        own = row is None or row.number is not None
        if not own:
            fields = [replace(each, locked=True) for each in fields]
        form = self.made(
            fields,
            lambda values, answers: self._save(row, values, answers),
            _("New purpose") if row is None else row.name,
        )
        form.set_values(
            {"in_use": True}
            if row is None
            else {"name": row.name, "explanation": row.explanation, "in_use": row.in_use}
        )
        if row is not None:
            go = partial(self.desk.go, "members", f"consent {purpose_name(row)}")
            who = Button(_("Show who consents"), go, QUIET, "users")
            form.body.insertWidget(form.body.count() - 1, who)
            if row.key != CONVOCATION and row.in_use:
                many = Button(_("Note for many…"), partial(self.note_many, row), QUIET, "pencil")
                if self.desk.books.read_only:
                    many.refuse(_("This file can only be looked at."))
                form.body.insertWidget(form.body.count() - 1, many)
        if not own:
            form.save_button.refuse(_("Every cooperative has this purpose. Add one of your own."))
        return form

    def _save(
        self, row: PurposeRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        books, name, words = self.desk.books, values["name"], values["explanation"] or ""
        if row is None or row.number is None:
            books.do(add_purpose, name, words, answers=answers)
        else:
            books.do(
                change_purpose, row.number, name, words, bool(values["in_use"]), answers=answers
            )
