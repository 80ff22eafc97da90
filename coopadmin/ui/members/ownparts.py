"""Own fields on the members page: in the form of a person, beside the list, and as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from coopadmin.people.own_rules import (
    CHOICE,
    DATE,
    LONGEST_TEXT,
    NUMBER,
    WORDS,
    YES_NO,
    OwnFieldRow,
    read_own,
    shown_own,
    typed_own,
)
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.kit.fields import Field, Kind, Part, Section
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import N_, _

Own = Mapping[int, str]
_LOOKS = {NUMBER: Look.AMOUNT, DATE: Look.DATE}


def own_parts(fields: Sequence[OwnFieldRow], today: date) -> tuple[Part, ...]:
    """The fields of a form under a heading of their own; nothing where there are none."""
    if not fields:
        return ()
    return (Section(N_("Own fields")), *(_field(row, today) for row in fields))


def _field(row: OwnFieldRow, today: date) -> Field:
    if row.kind in (CHOICE, YES_NO):
        options = [Choice(one, one) for one in row.choices]
        if row.kind == YES_NO:
            options = [Choice(token, _(words)) for token, words in WORDS.items()]
        return Field(
            row.key, row.name, Kind.CHOICE, optional=True, width=285, choices=tuple(options)
        )
    if row.kind == DATE:
        return Field(row.key, row.name, Kind.DATE, optional=True, width=165)
    return Field(
        row.key,
        row.name,
        optional=True,
        width=165 if row.kind == NUMBER else 0,
        figures=row.kind == NUMBER,
        longest=LONGEST_TEXT,
        parse=lambda text: read_own(row, text, today),
        show=lambda value: shown_own(row.kind, value),
    )


def own_form_values(fields: Sequence[OwnFieldRow], own: Own) -> dict[str, Any]:
    """What a form shows in the own fields of somebody."""
    kept = {row: own.get(row.number, "") for row in fields}
    return {
        row.key: (date.fromisoformat(value) if value else None) if row.kind == DATE else value
        for row, value in kept.items()
    }


def own_from(fields: Sequence[OwnFieldRow], values: Mapping[str, Any]) -> dict[int, str]:
    """What is to be kept by number of field, out of the values of a form."""
    found = {row.number: values.get(row.key) for row in fields if row.key in values}
    return {
        number: value.isoformat() if isinstance(value, date) else value or ""
        for number, value in found.items()
    }


def own_facts(fields: Sequence[OwnFieldRow], own: Own) -> list[tuple[str, str]]:
    """What stands in them, beside the list; also where a field is out of use."""
    return [(row.name, shown_own(row.kind, own[row.number])) for row in fields if row.number in own]


def own_columns(fields: Sequence[OwnFieldRow], own_of: Callable[[int], Own]) -> tuple[Column, ...]:
    """A column for each field, shown to who asks for it; `own_of` gives the values of a person."""

    def value(row: OwnFieldRow, member: Any) -> str:
        return own_of(member.person_id).get(row.number, "")

    def shown(row: OwnFieldRow, member: Any) -> str:
        return shown_own(row.kind, value(row, member))

    def typed(row: OwnFieldRow, member: Any) -> Any:
        return typed_own(row.kind, value(row, member))

    def order(row: OwnFieldRow, member: Any) -> tuple[bool, Any]:
        # Who has nothing comes last.
        found = typed(row, member)
        return found is None, "" if found is None else found

    return tuple(
        Column(
            row.key,
            row.name,
            partial(shown, row),
            _LOOKS.get(row.kind, Look.TEXT),
            90,
            sort=partial(order, row),
            extra=True,
            value=partial(typed, row),
        )
        for row in fields
    )
