"""Forms of a deadline: what it is, and its next period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from coopadmin.deadlines.queries import DeadlineRow
from coopadmin.deadlines.rules import KINDS, MONTHS, UNITS, VOG, NewDeadline, next_end
from coopadmin.desk.queries import office_holders
from coopadmin.kernel.problem import N_
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind, Part
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _

Raw = Mapping[str, Any]
DAY = 190


def _of_vog(raw: Raw) -> bool:
    return bool(raw.get("kind") == VOG)


def _of_others(raw: Raw) -> bool:
    return not _of_vog(raw)


def parts_of(desk: Desk, row: DeadlineRow | None) -> list[Part]:
    """The fields of a deadline; of a period that is over they are locked."""
    fields: list[Field] = [
        Field(
            "kind",
            N_("Kind"),
            Kind.CHOICE,
            choices=lambda: [Choice(key, _(words)) for key, words in KINDS.items()],
        ),
        Field(
            "title", N_("What"), hint=N_("Such as the insurance of the bus; of whom, for a VOG.")
        ),
        Field("since", N_("Since"), Kind.DATE, optional=True, width=DAY, shown_if=_of_others),
        Field(
            "seen",
            N_("Seen on"),
            Kind.DATE,
            width=DAY,
            hint=N_("Only the days are kept, never the paper itself."),
            shown_if=_of_vog,
        ),
        Field("until", N_("Ends on"), Kind.DATE, width=DAY, shown_if=_of_others),
        Field("repeat", N_("Repeat on"), Kind.DATE, width=DAY, shown_if=_of_vog),
        Field("notice", N_("Act before the end"), Kind.NUMBER, width=120),
        Field(
            "unit",
            N_("Counted in"),
            Kind.CHOICE,
            width=150,
            choices=lambda: [Choice(key, _(words)) for key, words in UNITS.items()],
        ),
        Field("renews", N_("Renews by itself"), Kind.CHECK, shown_if=_of_others),
        Field(
            "keeper", N_("Looked after by"), Kind.CHOICE, optional=True, choices=_people(desk, row)
        ),
        Field("note", N_("Note"), Kind.LONG, optional=True, lines=2),
    ]
    if row is not None and not row.runs:
        fields = [replace(field, locked=True) for field in fields]
    kind, title, since, seen, until, repeat, notice, unit, *rest = fields
    return [kind, title, (since, until), (seen, repeat), (notice, unit), *rest]


def values_of(row: DeadlineRow | None) -> dict[str, Any]:
    """What the fields show of a row, or begin with."""
    if row is None:
        return {"kind": "contract", "notice": 1, "unit": MONTHS, "keeper": ""}
    names = ("kind", "title", "since", "until", "notice", "unit", "renews", "keeper", "note")
    shown = {name: getattr(row, name) for name in names}
    return shown | {"seen": row.since, "repeat": row.until}


def deadline_of(values: Mapping[str, Any]) -> NewDeadline:
    """What was filled in; fields that were not shown are left out of `values`."""
    of_vog = values["kind"] == VOG
    return NewDeadline(
        values["kind"],
        values["title"],
        values["repeat" if of_vog else "until"],
        values["seen" if of_vog else "since"],
        values["notice"],
        values["unit"],
        not of_vog and bool(values["renews"]),
        values["keeper"] or "",
        values["note"],
    )


def renewal_parts(row: DeadlineRow) -> list[Part]:
    """When the next period begins and ends."""
    of_vog = row.kind == VOG
    return [
        Field("title", N_("What"), locked=True),
        Field("before", N_("This period ends on"), Kind.DATE, width=DAY, locked=True),
        Field("since", N_("Seen on") if of_vog else N_("From"), Kind.DATE, width=DAY),
        Field(
            "until",
            N_("Repeat on") if of_vog else N_("Ends on"),
            Kind.DATE,
            width=DAY,
            hint=N_("This period stays in the list as history, with its documents."),
        ),
    ]


def renewal_values(row: DeadlineRow, begins: date) -> dict[str, Any]:
    return {
        "title": row.title,
        "before": row.until,
        "since": begins,
        "until": next_end(row.kind, row.since, row.until),
    }


def _people(desk: Desk, row: DeadlineRow | None) -> Callable[[], Sequence[Choice]]:
    def choices() -> Sequence[Choice]:
        held = desk.books.ask(office_holders, desk.today())
        names = [desk.books.who, *(name for holders in held.values() for name in holders)]
        if row is not None and row.keeper:
            names.append(row.keeper)
        return [Choice("", _("Anybody")), *(Choice(name, name) for name in dict.fromkeys(names))]

    return choices
