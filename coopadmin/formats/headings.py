"""Which column of a list gives which field: a proposal, and what the person chose instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from coopadmin.formats.fields import (
    FIELD_BY_NAME,
    FREE_TEXT,
    HEADINGS,
    SENSITIVE,
    find_field,
    heading_key,
)
from coopadmin.formats.identifiers import column_is_bsn, heading_says_bsn
from coopadmin.formats.register_elements import read_element, uses_element_numbers
from coopadmin.formats.sheet import Column, SheetList, SheetRow
from coopadmin.kernel.problem import N_, Problem, Refused, Term

NAME_FIELDS = frozenset({"surname", "full_name", "organisation_name"})
_GIVEN_NAMES = frozenset({"first_names", "call_name", "initials", "prefix"})
_LIKENESS = 0.84
_SHORTEST_LIKE, _LONGEST_LIKE = 5, 40
_YES_NO = frozenset("ja nee j n yes no y 1 0 true false waar onwaar x v".split())
_NOT_YES_NO = frozenset(
    {"organisation_name", "birth_date", "death_date", "since", "until", "applied_on", "notice_on"}
)
# Headings that say “number” and no more.
_BARE_NUMBER = frozenset({"nr", "no", "nummer", "number", "id", "volgnummer", "relatienummer"})


@dataclass(frozen=True)
class ColumnUse:
    """What is done with one column.

    `field` is read from it, or None. `reason` says why it is left out or, with a field, that it
    is used and not kept. `guess` is a field that may be meant: shown, never used unasked.
    `forbidden` columns cannot be mapped at all.
    """

    column: Column
    field: str | None = None
    reason: Problem | None = None
    guess: str | None = None
    forbidden: bool = False


@dataclass(frozen=True)
class ListMapping:
    """All columns of a list with their use; `register` marks a list of the population register.

    Each line of such a list is a layer of a personal list, also a line with separators only.
    `chosen` is what a person chose, field by number of the column; an empty field leaves it out.
    """

    uses: tuple[ColumnUse, ...]
    register: bool = False
    chosen: tuple[tuple[int, str], ...] = ()

    @property
    def fields(self) -> dict[str, Column]:
        """The column that gives each field."""
        return {use.field: use.column for use in self.uses if use.field is not None}

    @property
    def ignored(self) -> tuple[ColumnUse, ...]:
        """Columns that are not kept; each has its reason."""
        return tuple(use for use in self.uses if use.reason is not None)

    @property
    def names_somebody(self) -> bool:
        """Whether a column can hold the name of a person or an organisation."""
        return not NAME_FIELDS.isdisjoint(self.fields)

    def values(self, row: SheetRow) -> dict[str, str]:
        """The trimmed text of each field in one line; a field without a column is not there."""
        return {
            field: row.cells[column.number - 1].strip() for field, column in self.fields.items()
        }


def propose_mapping(sheet: SheetList) -> ListMapping:
    """Recognise headings in Dutch, English, German and French, element numbers and BSN columns.

    A heading that only resembles a known one becomes a guess. Where two columns give one field,
    the better heading wins, then the first.
    """
    register = uses_element_numbers(sheet.columns)
    uses = [_first_use(sheet, column, register) for column in sheet.columns]
    if not register:
        uses = _settle_names(uses)
        uses = _settle_bare_numbers(uses)
    return ListMapping(tuple(_one_column_each(uses)), register)


def choose_columns(
    sheet: SheetList, mapping: ListMapping, choices: Mapping[str, str]
) -> ListMapping:
    """The mapping after the person's own choices, column to field name; an empty field is ignored.

    Refused, all at once: a column or field that does not exist, a field chosen twice, and a
    BSN column under any name.
    """
    problems: list[Problem] = []
    uses = list(mapping.uses)
    chosen: dict[str, str] = {}
    kept = dict(mapping.chosen)
    for text, wanted in choices.items():
        column, problem = sheet.find_column(text), None
        field = find_field(wanted)
        if column is None:
            problem = Problem(
                "column.unknown_name",
                N_("The list has no column “{column}”. It has: {columns}."),
                {"column": text, "columns": ", ".join(one.name for one in sheet.columns)},
            )
        elif field is None and wanted.strip() not in ("", "-"):
            problem = Problem(
                "field.unknown_name",
                N_("“{field}” is not a field. Choose one of: {fields}."),
                {"field": wanted, "fields": ", ".join(FIELD_BY_NAME)},
            )
        elif uses[column.number - 1].forbidden and field is not None:
            problem = Problem(
                "column.bsn_refused",
                N_("Column “{column}” holds a BSN and cannot be read. Leave it out."),
                {"column": column.name},
            )
        elif field is not None and field.name in chosen:
            problem = Problem(
                "field.twice",
                N_("Both “{first}” and “{second}” are chosen for {field}. Choose one."),
                {"first": chosen[field.name], "second": text, "field": Term(field.label)},
            )
        if problem is not None or column is None:
            problems += [problem] if problem is not None else []
            continue
        kept = {number: name for number, name in kept.items() if not field or name != field.name}
        kept[column.number] = field.name if field is not None else ""
        if field is None:
            if not uses[column.number - 1].forbidden:
                uses[column.number - 1] = ColumnUse(column, reason=_not_chosen())
            continue
        chosen[field.name] = text
        for place, use in enumerate(uses):
            if use.field == field.name:
                uses[place] = ColumnUse(use.column, reason=_taken(column, field.name))
        uses[column.number - 1] = _used(column, field.name)
    if problems:
        raise Refused(problems)
    return replace(mapping, uses=tuple(uses), chosen=tuple(sorted(kept.items())))


def shape_of(sheet: SheetList) -> str:
    """A digest of the headings, by which a list with the same ones is known again."""
    headings = "\n".join(heading_key(column.heading) for column in sheet.columns)
    return sha256(headings.encode("utf-8")).hexdigest()


def _first_use(sheet: SheetList, column: Column, register: bool) -> ColumnUse:
    key = heading_key(column.heading)
    known = HEADINGS.get(key)
    if heading_says_bsn(column.heading) or column_is_bsn(
        sheet.values(column), other_number=known is not None and known[0] != "member_number"
    ):
        sentence = N_("It holds the BSN, which is never kept.")
        return ColumnUse(column, reason=Problem("column.bsn", sentence), forbidden=True)
    element = read_element(column.heading) if register else None
    if element is not None:
        if element.field is not None:
            return _used(column, element.field)
        return ColumnUse(column, reason=element.reason)
    if not column.heading:
        empty = not any(map(str.strip, sheet.values(column)))
        sentence = N_("It is empty.") if empty else N_("It has no heading. Choose what it means.")
        code = "column.empty" if empty else "column.no_heading"
        return ColumnUse(column, reason=Problem(code, sentence))
    if key in SENSITIVE:
        sentence = N_("The program keeps no such thing about people and has no field.")
        return ColumnUse(column, reason=Problem("column.sensitive", sentence))
    if known is not None and known[0] in _NOT_YES_NO and _says_yes_or_no(sheet.values(column)):
        sentence = N_("It says yes or no. Choose what it means.")
        return ColumnUse(column, reason=Problem("column.yes_no", sentence), guess=known[0])
    if key in FREE_TEXT:
        sentence = N_(
            "Free text may hold what you should not keep. Choose it yourself if you want it."
        )
        return ColumnUse(column, reason=Problem("column.free_text", sentence), guess="note")
    if known is not None:
        return _used(column, known[0])
    return ColumnUse(column, reason=_unknown(), guess=_resembling(key))


def _used(column: Column, field: str) -> ColumnUse:
    if field != "person_number":
        return ColumnUse(column, field)
    sentence = N_("It only tells which lines are one person, and is not kept.")
    return ColumnUse(column, field, Problem("column.key_only", sentence))


def _says_yes_or_no(values: Iterable[str]) -> bool:
    filled = {value.strip().lower() for value in values} - {""}
    return bool(filled) and filled <= _YES_NO


def _resembling(key: str) -> str | None:
    if not _SHORTEST_LIKE <= len(key) <= _LONGEST_LIKE:
        return None
    close = difflib.get_close_matches(key, HEADINGS, 1, _LIKENESS)
    return HEADINGS[close[0]][0] if close else None


def _settle_names(uses: Sequence[ColumnUse]) -> list[ColumnUse]:
    """“Naam” beside given names is the surname; “Voornaam” beside “Roepnaam” is official."""
    fields = {use.field for use in uses}
    keys = {heading_key(use.column.heading) for use in uses}
    settled = list(uses)
    for place, use in enumerate(uses):
        if use.field == "full_name" and not _GIVEN_NAMES.isdisjoint(fields):
            if "surname" not in fields:
                settled[place] = replace(use, field="surname")
            elif "call_name" in fields or "initials" in fields or "first_names" in fields:
                settled[place] = ColumnUse(
                    use.column,
                    reason=Problem(
                        "column.parts", N_("The parts of the name are read from other columns.")
                    ),
                )
        elif (
            use.field == "call_name"
            and "roepnaam" in keys
            and "first_names" not in fields
            and heading_key(use.column.heading) != "roepnaam"
        ):
            settled[place] = replace(use, field="first_names")
    return settled


def _settle_bare_numbers(uses: Sequence[ColumnUse]) -> list[ColumnUse]:
    """“Nr” behind the street is the house number; elsewhere it may be the member number."""
    settled = list(uses)
    fields = {use.field for use in uses}
    for place, use in enumerate(uses):
        if use.forbidden or heading_key(use.column.heading) not in _BARE_NUMBER:
            continue
        before = uses[place - 1].field if place else None
        if before in ("street", "address") and "house_number" not in fields:
            settled[place] = ColumnUse(use.column, "house_number")
            if before == "address":
                settled[place - 1] = replace(uses[place - 1], field="street")
        elif "member_number" not in fields:
            settled[place] = replace(use, guess="member_number")
    return settled


def _one_column_each(uses: Sequence[ColumnUse]) -> list[ColumnUse]:
    best: dict[str, Column] = {}
    for use in uses:
        if use.field is None:
            continue
        rival = best.get(use.field)
        if rival is None or _rank(use.column) < _rank(rival):
            best[use.field] = use.column
    return [
        use
        if use.field is None or best[use.field] is use.column
        else ColumnUse(use.column, reason=_taken(best[use.field], use.field), guess=use.field)
        for use in uses
    ]


def _rank(column: Column) -> int:
    return HEADINGS.get(heading_key(column.heading), ("", 0))[1]


def _unknown() -> Problem:
    return Problem("column.unknown", N_("The heading is not known. Choose what it means."))


def _not_chosen() -> Problem:
    return Problem("column.left_out", N_("You left it out."))


def _taken(other: Column, field: str) -> Problem:
    return Problem(
        "column.taken",
        N_("“{other}” already gives it ({field})."),
        {"other": other.name, "field": Term(FIELD_BY_NAME[field].label)},
    )
