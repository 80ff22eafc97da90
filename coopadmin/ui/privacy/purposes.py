"""What is asked consent for, and how many people gave it; own purposes are changed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from coopadmin.desk.selected import purpose_name
from coopadmin.people.consenting import add_purpose, change_purpose
from coopadmin.people.consents import PurposeRow, purposes_with_givers
from coopadmin.ui.kit.buttons import QUIET, Button
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.tables import TableSection
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
        super().__init__(page, COLUMNS, _("Consents"), _("New purpose"))

    def reload(self) -> None:
        rows = self.desk.books.ask(purposes_with_givers, self.desk.today())
        self.table.set_rows(rows)
        self.show_again()

    def row_key(self, row: PurposeRow) -> str:
        return row.key

    def form_for(self, row: PurposeRow | None) -> Form:
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
