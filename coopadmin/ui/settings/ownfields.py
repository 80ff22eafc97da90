"""Settings of own fields: what else this cooperative wants to know of people, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from coopadmin.desk.changing_fields import change_own_field
from coopadmin.people.own_fields import list_own_fields
from coopadmin.people.own_filling import add_own_field, remove_own_field
from coopadmin.people.own_rules import BASES, CHOICE, KEEPS, KINDS, NewOwnField, OwnFieldRow
from coopadmin.ui.kit.busy import EmptyState
from coopadmin.ui.kit.buttons import Action
from coopadmin.ui.kit.columns import ChipLook, Column, Look
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.inputs import Choice
from coopadmin.ui.kit.page import Page
from coopadmin.ui.settings.tables import TableSection
from coopadmin.words import N_, _, count

COLUMNS = (
    Column("name", N_("Name"), lambda row: row.name, Look.NAME, 120, 2, under=lambda row: row.why),
    Column("kind", N_("Kind"), lambda row: _(KINDS[row.kind]), Look.TEXT, 90, 1, drop=2),
    Column(
        "filled",
        N_("Filled in"),
        lambda row: count(row.filled),
        Look.AMOUNT,
        76,
        value=lambda row: row.filled,
    ),
    Column(
        "state",
        N_("State"),
        look=Look.CHIP,
        width=116,
        chip=lambda row: None if row.in_use else ChipLook(_("Not in use"), "plain"),
        drop=1,
    ),
)


def _options(tokens: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(token, _(words)) for token, words in tokens.items())


class OwnFieldsSection(TableSection):
    """A field that is filled in is not removed: out of use nobody is asked for it any more."""

    KEY: ClassVar[str] = "own_fields"
    NOTE: ClassVar[str] = N_("Ask only what you need. People may ask why you keep it.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, COLUMNS, _("Own fields"), _("New field"), two_lines=True)
        self.table.set_empty(
            EmptyState(
                _("No own fields yet"),
                _("Add one for what you want to know of members and has no place yet."),
                [Action(_("New field"), self.add, "plus", changes=True)],
                primary=False,
            )
        )
        self.table.chosen.connect(lambda _row: page.refresh_actions())

    def reload(self) -> None:
        self.table.set_rows(self.desk.books.ask(list_own_fields))
        self.show_again()

    def visit(self, thing: str) -> None:
        """Put the cursor on the field with this number."""
        rows = self.table.shown_rows()
        found = next((row.id for row in rows if str(row.number) == thing), None)
        if found is not None:
            self.table.choose(found)
            self.table.setFocus()

    def head_actions(self) -> Sequence[Action]:
        row: OwnFieldRow | None = self.table.current()
        if row is None:
            return super().head_actions()
        remove = Action(
            _("Remove field"),
            lambda: self.page.do(remove_own_field, row.number),
            "trash",
            changes=True,
        )
        return (remove, *super().head_actions())

    def row_key(self, row: OwnFieldRow) -> str:
        return str(row.number)

    def form_for(self, row: OwnFieldRow | None) -> Form:
        parts = [
            Field("name", N_("Name")),
            Field("kind", N_("Kind"), Kind.CHOICE, width=285, choices=_options(KINDS)),
            Field(
                "choices",
                N_("Choices"),
                Kind.LONG,
                lines=4,
                hint=N_("Each on a line of its own."),
                shown_if=lambda raw: raw.get("kind") == CHOICE,
            ),
            Field("why", N_("What it is kept for"), hint=N_("Whoever asks, reads this.")),
            Field("basis", N_("Ground"), Kind.CHOICE, choices=_options(BASES)),
            Field("keep", N_("How long"), Kind.CHOICE, choices=_options(KEEPS)),
            Field("in_use", N_("In use"), Kind.CHECK),
        ]
        if row is not None:
            place = Field("place", N_("Place in the list"), Kind.NUMBER, width=120)
            parts.insert(2, place)
        form = self.made(
            parts,
            lambda values, answers: self._save(row, values, answers),
            _("New field") if row is None else row.name,
        )
        form.set_values(self._values(row))
        return form

    def _values(self, row: OwnFieldRow | None) -> dict[str, Any]:
        new = NewOwnField("") if row is None else row
        names = ("name", "kind", "basis", "why", "keep", "in_use")
        values = {name: getattr(new, name) for name in names}
        place = 0 if row is None else 1 + self.table.shown_rows().index(row)
        return {**values, "choices": "\n".join(new.choices), "place": place}

    def _save(
        self, row: OwnFieldRow | None, values: Mapping[str, Any], answers: Mapping[str, str]
    ) -> object:
        known = {name: value for name, value in values.items() if name != "place"}
        new = NewOwnField(**{**known, "choices": tuple((known.get("choices") or "").splitlines())})
        books = self.desk.books
        if row is None:
            return books.do(add_own_field, new, answers=answers)
        return books.do(change_own_field, row.number, new, values["place"], answers=answers)
