"""The register of processing: what the program does with data, and what the board says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from coopadmin.desk.processing import privacy_facts
from coopadmin.privacy.facts import ProcessingFacts
from coopadmin.privacy.rules import NewProcessing
from coopadmin.privacy.service import describe_processing, forget_processing
from coopadmin.ui.kit.buttons import QUIET, Action, Button
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.ui.kit.text import Rule, Text
from coopadmin.ui.kit.theme import Role
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, language

JOB = "coopadmin.desk.privacy_printing:print_register"


def _state(row: ProcessingFacts) -> ChipLook | None:
    if row.own:
        return ChipLook(_("Own"), "info")
    return ChipLook(_("Changed"), "plain") if row.edited else None


COLUMNS = (
    Column(
        "name",
        N_("Processing"),
        lambda row: row.name,
        Look.NAME,
        180,
        1,
        under=lambda row: row.purpose,
    ),
    Column("people", N_("Whose data"), lambda row: row.people, Look.TEXT, 150, 1, drop=2),
    Column("state", N_("State"), look=Look.CHIP, width=100, chip=_state, drop=1),
)


class RegisterPart(TableSection):
    """What the tables say stands fast; purpose and recipients are in the words of the board."""

    KEY: ClassVar[str] = "privacy/register"

    def __init__(self, page: Page) -> None:
        super().__init__(
            page, COLUMNS, _("Register of processing"), _("New processing"), two_lines=True
        )

    def reload(self) -> None:
        self.table.set_rows(self.desk.books.ask(privacy_facts).processings)
        self.show_again()

    def head_actions(self) -> Sequence[Action]:
        return (
            Action(_("Register as PDF"), self._print, "file-type-pdf"),
            *super().head_actions(),
        )

    def _print(self) -> None:
        make_paper(self.page, _("register of processing.pdf"), JOB, after=(language(),))

    def row_key(self, row: ProcessingFacts) -> str:
        return row.key

    def form_for(self, row: ProcessingFacts | None) -> Form:
        title = _("New processing") if row is None else row.name
        parts = _own_parts() if row is None or row.own else _words()
        form = self.made(parts, lambda values, answers: self._save(row, values, answers), title)
        if row is not None:
            names = ("name", "purpose", "recipients", "people")
            values = {name: getattr(row, name) for name in names}
            if row.own:
                (held,) = row.data
                values |= {"held": held.what, "ground": held.ground, "kept": held.kept}
            form.set_values(values)
            self._add_facts(form, row)
        return form

    def _save(
        self, row: ProcessingFacts | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> None:
        plain = {name: value or "" for name, value in values.items()}
        new = NewProcessing("" if row is None else row.key, **plain)
        self.desk.books.do(describe_processing, new, answers=answers)

    def _add_facts(self, form: Form, row: ProcessingFacts) -> None:
        """Under the fields what the tables say, and the way back to the words of the program."""
        place = form.body.count() - 1
        for widget in self._facts(row):
            form.body.insertWidget(place, widget)
            place += 1

    def _facts(self, row: ProcessingFacts) -> list[Any]:
        widgets: list[Any] = []
        if not row.own:
            widgets += [Rule(), Text(_("From the tables of this file"), Role.LABEL)]
            for each in row.data:
                widgets.append(Text(each.what, Role.BODY, wrap=True, copyable=True))
                why = " · ".join(
                    part
                    for part in (
                        each.ground,
                        each.kept,
                        _("erasing leaves {what}").format(what=each.leaves) if each.leaves else "",
                    )
                    if part
                )
                widgets.append(Text(why, Role.NOTE, "ink2", wrap=True))
        if row.own or row.edited:
            words = _("Take out of the register") if row.own else _("Words of the program again")
            away = Button(words, lambda: self._forget(row), QUIET, "arrow-back-up")
            if self.desk.books.read_only:
                away.refuse(_("This file can only be looked at."))
            widgets.append(away)
        return widgets

    def _forget(self, row: ProcessingFacts) -> None:
        if self.page.do(forget_processing, row.key):
            self._done()


def _words() -> list[Part]:
    return [
        Field("purpose", N_("Purpose"), Kind.LONG, lines=2),
        Field(
            "recipients",
            N_("Recipients"),
            Kind.LONG,
            optional=True,
            lines=2,
            hint=N_("Who else gets or sees these data, such as the bank or a provider."),
        ),
    ]


def _own_parts() -> list[Part]:
    return [
        Field("name", N_("Name"), longest=120, hint=N_("Such as: camera at the shed.")),
        *_words(),
        Field("people", N_("Whose data"), Kind.LONG, lines=2),
        Field("held", N_("Which data"), Kind.LONG, lines=2),
        Field(
            "ground",
            N_("Ground"),
            Kind.LONG,
            lines=2,
            hint=N_("Consent, contract, law, or an interest that weighs more (AVG 6)."),
        ),
        Field("kept", N_("How long"), Kind.LONG, lines=2),
    ]
