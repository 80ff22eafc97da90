"""The tables of doubles as values: the pairs that are proposed, and two people field by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coopadmin.desk.duplicates import DuplicateRow, Side
from coopadmin.desk.merge_rules import fields_that_differ
from coopadmin.people.likeness import REASONS
from coopadmin.people.rules import NewPerson, address_line
from coopadmin.ui.kit.columns import Column, Look
from coopadmin.ui.members.labels import label, number_shown, value_shown
from coopadmin.words import N_, _

MEMBERSHIP, ONE, TWO = "membership", "one", "two"


@dataclass(frozen=True)
class FieldPair:
    """One line of two people beside each other; `fields` go together, `other` says who is taken.

    `other` is None where nothing has been chosen yet, or there is nothing to choose.
    """

    key: str
    name: str
    one: str
    two: str
    fields: tuple[str, ...] = ()
    other: bool | None = None
    is_choice: bool = True


def why(row: DuplicateRow) -> str:
    """The reasons in words."""
    words = ", ".join(_(REASONS[reason]) for reason in row.reasons)
    return words[:1].upper() + words[1:]


def _first(row: DuplicateRow) -> str:
    words = _(REASONS[row.reasons[0]])
    return words[:1].upper() + words[1:]


def _rest(row: DuplicateRow) -> str:
    return ", ".join(_(REASONS[reason]) for reason in row.reasons[1:])


def called(side: Side) -> str:
    """The numbers and the name."""
    return " ".join([*map(number_shown, side.numbers), side.name])


def pair_columns() -> tuple[Column, ...]:
    """Who may be one person."""
    return (
        Column(
            "one",
            N_("Who"),
            lambda row: called(row.one),
            Look.NAME,
            140,
            2,
            under=lambda row: called(row.other),
            tip=why,
        ),
        Column("why", N_("Why"), _first, Look.TEXT, 150, 2, under=_rest, tip=why),
    )


def side_columns(one: str, two: str) -> tuple[Column, ...]:
    """Two people beside each other, each with a check box before the value that is taken."""

    def taken(second: bool) -> Any:
        return lambda row: (
            None if not row.is_choice else row.other is not None and row.other == second
        )

    def ink(second: bool) -> Any:
        return lambda row: (
            "ink3" if row.is_choice and row.other is not None and row.other != second else "ink"
        )

    def side(key: str, box: str, title: str, text: Any, *, second: bool) -> tuple[Column, Column]:
        def words(row: FieldPair) -> str:
            return text(row) or "–"

        return (
            Column(box, "", look=Look.CHECK, width=26, checked=taken(second)),
            Column(key, title, words, Look.NAME, 90, 2, ink=ink(second), tip=text),
        )

    return (
        Column("name", N_("Field"), lambda row: row.name, Look.MUTED, 112),
        *side("first", ONE, one, _one, second=False),
        *side("second", TWO, two, _two, second=True),
    )


def _one(row: FieldPair) -> str:
    return row.one


def _two(row: FieldPair) -> str:
    return row.two


def pairs_of(one: NewPerson, two: NewPerson) -> list[FieldPair]:
    """The fields in which two people differ; what the first lacks is taken from the second."""
    found = []
    for names in fields_that_differ(one, two):
        first, second = (_words(person, names) for person in (one, two))
        if first == second:
            # Such as the year beside a whole date: nothing that anybody could choose between.
            continue
        lacks = not first and bool(second)
        found.append(FieldPair(names[0], _title(names), first, second, names, other=lacks))
    return found


def membership_pair(row: DuplicateRow, asked: Sequence[int], stays: int | None) -> FieldPair:
    """The member numbers; a choice where both are a member at one time."""
    one, two = (", ".join(map(number_shown, side.numbers)) for side in (row.one, row.other))
    other = None if stays is None or not asked else stays in asked[1::2]
    return FieldPair(
        MEMBERSHIP, _("Membership") if asked else _("Member number"), one, two,
        other=other, is_choice=bool(asked),
    )  # fmt: skip


def _title(names: tuple[str, ...]) -> str:
    return {"street": _("Address"), "call_name": _("First names")}.get(names[0], label(names[0]))


def _words(person: NewPerson, names: tuple[str, ...]) -> str:
    if names[0] == "street":
        street = address_line(
            person.street, person.house_number, person.house_letter, person.house_addition
        )
        place = f"{person.postcode} {person.town}".strip()
        return ", ".join(part for part in (street, place) if part)
    if names[0] == "surname":
        return f"{person.prefix} {person.surname}".strip()
    if names[0] == "partner_surname":
        surname = f"{person.partner_prefix} {person.partner_surname}".strip()
        usage = value_shown("name_usage", person.name_usage, {})
        return ", ".join(part for part in (surname, usage) if part)
    if names[0] == "birth_date" and person.birth_date is None:
        return str(person.birth_year or "")
    if names[0] == "call_name":
        given = [person.call_name, person.first_names, person.initials]
        return ", ".join(dict.fromkeys(part for part in given if part))
    return value_shown(names[0], getattr(person, names[0]), {})


def headings(row: DuplicateRow) -> tuple[str, str]:
    """Above the two sides: who stays, and who goes up in that one."""
    return (
        _("Stays: {name}").format(name=row.one.name),
        _("Goes: {name}").format(name=row.other.name),
    )
