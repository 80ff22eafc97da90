"""Which column of a list of hours gives what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from coopadmin.formats.fields import Field, heading_key
from coopadmin.formats.identifiers import column_is_bsn, heading_says_bsn
from coopadmin.formats.sheet import Column, SheetList, SheetRow
from coopadmin.kernel.problem import N_, Problem, Refused, refuse

FIELDS = (
    Field(
        "member_number",
        N_("member number"),
        "lidnummer, lidnr, lid nr, nummer, nr, member number, member no, number, no",
    ),
    Field("name", N_("name"), "naam, vrijwilliger, volledige naam, wie, name, volunteer, who"),
    Field("call_name", N_("first name"), "voornaam, roepnaam, first name"),
    Field("prefix", N_("surname prefix"), "tussenvoegsel, tussenvoegsels, tv, prefix"),
    Field("surname", N_("surname"), "achternaam, surname, last name"),
    Field("activity", N_("activity"), "activiteit, dienst, groep, taak, activity, task, service"),
    Field(
        "period", N_("day or period"), "datum, dag, maand, week, periode, date, day, month, period"
    ),
    Field("first", N_("first day"), "van, vanaf, begin, begindatum, from, start, first"),
    Field(
        "last", N_("last day"), "tot, tot en met, t/m, eind, einddatum, to, until, through, last"
    ),
    Field(
        "worked",
        N_("hours"),
        "uren, aantal uren, gewerkte uren, aantal, tijd, duur, hours, worked, time, duration",
    ),
    Field("estimated", N_("estimated"), "geschat, schatting, estimated, estimate"),
    Field("note", N_("note"), "opmerking, opmerkingen, toelichting, notitie, note, remark"),
)
_BY_HEADING = {
    heading_key(heading): (rank, each.name)
    for each in FIELDS
    for rank, heading in enumerate(each.headings.split(","))
}
_NAMES = ("member_number", "name", "surname")
_PERIODS = ("period", "first")


@dataclass(frozen=True, slots=True)
class IgnoredColumn:
    """A column that is not read, by the name the person knows, and why."""

    name: str
    reason: Problem


@dataclass(frozen=True)
class HourColumns:
    """Which column gives which field, and which are left."""

    fields: Mapping[str, Column]
    ignored: tuple[IgnoredColumn, ...]

    def values(self, row: SheetRow) -> dict[str, str]:
        """The trimmed text of each field in one line."""
        return {name: row.cells[each.number - 1].strip() for name, each in self.fields.items()}


def map_hour_columns(
    sheet: SheetList, choices: Mapping[str, str], usual_activity: bool
) -> HourColumns:
    """Recognise the headings; `choices` (column to field name) go first.

    Raises Refused for a wrong choice, and when nothing tells who, when, what or how long. A
    column of BSNs is never read.
    """
    chosen = _choices(sheet, choices)
    fields: dict[str, Column] = dict(chosen)
    ignored: dict[int, IgnoredColumn] = {}
    for column in sorted(sheet.columns, key=lambda column: _known(column)[0]):
        if column in chosen.values():
            continue
        name = _known(column)[1]
        if _holds_bsn(sheet, column):
            reason = Problem("column.bsn", N_("It holds the BSN, which is never kept."))
            ignored[column.number] = IgnoredColumn(column.name, reason)
        elif name and name not in fields:
            fields[name] = column
        else:
            reason = Problem("hours.column_unknown", N_("It is not needed for hours."))
            ignored[column.number] = IgnoredColumn(column.name, reason)
    problems = list(_missing(fields, usual_activity))
    if problems:
        raise Refused(problems)
    return HourColumns(fields, tuple(ignored[number] for number in sorted(ignored)))


def _holds_bsn(sheet: SheetList, column: Column) -> bool:
    return heading_says_bsn(column.heading) or column_is_bsn(sheet.values(column))


def _known(column: Column) -> tuple[int, str]:
    return _BY_HEADING.get(heading_key(column.heading), (len(_BY_HEADING), ""))


def _choices(sheet: SheetList, choices: Mapping[str, str]) -> dict[str, Column]:
    names = [each.name for each in FIELDS]
    chosen: dict[str, Column] = {}
    for text, name in choices.items():
        column = sheet.find_column(text)
        if column is None:
            raise refuse(
                "column.unknown_name",
                N_("The list has no column “{column}”. It has: {columns}."),
                column=text,
                columns=", ".join(each.name for each in sheet.columns),
            )
        if name not in names:
            raise refuse(
                "field.unknown",
                N_("“{name}” is not a field. Choose one of: {fields}."),
                name=name,
                fields=", ".join(names),
            )
        if _holds_bsn(sheet, column):
            raise refuse(
                "column.bsn_refused",
                N_("Column “{column}” holds a BSN and cannot be read. Leave it out."),
                column=column.name,
            )
        chosen[name] = column
    return chosen


def _missing(fields: Collection[str], usual_activity: bool) -> Iterator[Problem]:
    if not any(name in fields for name in _NAMES):
        yield Problem(
            "hours.no_person_column",
            N_("No column says who it was. Give one the heading “Name” or “Member number”."),
        )
    if not any(name in fields for name in _PERIODS):
        yield Problem(
            "hours.no_date_column",
            N_("No column says when it was. Give one the heading “Date” or “Month”."),
        )
    if "worked" not in fields:
        yield Problem(
            "hours.no_hours_column",
            N_("No column says how long it was. Give one the heading “Hours”."),
        )
    if "activity" not in fields and not usual_activity:
        yield Problem(
            "hours.no_activity_column",
            N_("No column says for which activity. Give one that heading, or choose an activity."),
        )
