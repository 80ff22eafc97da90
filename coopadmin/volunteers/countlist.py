"""What each line of a list of numbers says: which activity, when, how many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from coopadmin.activities.rules import PEOPLE, TIMES, NewCount, activity_key, check_count
from coopadmin.formats.fields import heading_key
from coopadmin.formats.sheet import SheetList
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import N_, Problem, Refused, Strength, refuse
from coopadmin.volunteers.hourlist import RefusedLine, read_period

COUNT_DOUBTS = ("counts.many", "counts.future")
_HEADINGS = {
    "activity": "activiteit, dienst, taak, activity, service",
    "period": "datum, dag, maand, week, periode, date, day, month, period",
    "number": "aantal, ritten, maaltijden, bezoeken, keer, number, count, rides, meals, visits",
    "people": "personen, mensen, deelnemers, verschillende mensen, people, participants",
}
_BY_HEADING = {
    heading_key(heading): name
    for name, headings in _HEADINGS.items()
    for heading in headings.split(",")
}


@dataclass(frozen=True)
class CountImport:
    """What a list of numbers comes to: those to be filled in, and the lines that are not."""

    new: tuple[NewCount, ...]
    refused: tuple[RefusedLine, ...]


def read_counts(
    sheet: SheetList,
    activities: Mapping[str, int],
    today: date,
    usual_activity: int | None,
    accepted: Collection[str],
) -> CountImport:
    """Read a list; `activities` are ids by `activity_key`. Raises Refused without its columns.

    A line with both a number and people gives two counts. The same days twice are refused, because
    the second would take the place of the first.
    """
    columns = {
        name: column
        for column in reversed(sheet.columns)
        if (name := _BY_HEADING.get(heading_key(column.heading)))
    }
    _check_columns(columns, usual_activity)
    new: dict[tuple[int, Period, str], NewCount] = {}
    refused = []
    for row in sheet.rows:
        values = {name: row.cells[each.number - 1].strip() for name, each in columns.items()}
        try:
            for count in _read(values, activities, today, usual_activity):
                place = (count.activity_id, count.period, count.what)
                problems = [
                    problem
                    for problem in check_count(count, today)
                    if problem.strength is Strength.ERROR or problem.code not in accepted
                ]
                if place in new:
                    problems.append(
                        Problem("counts.twice", N_("These days stand in the list already."))
                    )
                if problems:
                    raise Refused(problems)
                new[place] = count
        except Refused as why:
            refused.append(RefusedLine(row.line, why.problems))
    return CountImport(tuple(new.values()), tuple(refused))


def _check_columns(columns: Collection[str], usual_activity: int | None) -> None:
    if "period" not in columns or not {"number", "people"} & set(columns):
        raise refuse(
            "counts.no_columns",
            N_("Give the columns the headings “Activity”, “Date” or “Month”, and “Number”."),
        )
    if "activity" not in columns and usual_activity is None:
        raise refuse(
            "hours.no_activity_column",
            N_("No column says for which activity. Give one that heading, or choose an activity."),
        )


def _read(
    values: Mapping[str, str],
    activities: Mapping[str, int],
    today: date,
    usual_activity: int | None,
) -> list[NewCount]:
    found = {
        what: read_number(values[name])
        for what, name in ((TIMES, "number"), (PEOPLE, "people"))
        if values.get(name)
    }
    if not found:
        return []
    name = values.get("activity", "")
    activity_id = activities.get(activity_key(name)) if name else usual_activity
    if activity_id is None:
        raise refuse(
            "hours.no_such_activity",
            N_("There is no activity “{name}”. Add it first, or correct the name."),
            field="activity_id",
            name=name,
        )
    period = read_period(values["period"], today)
    return [
        NewCount(activity_id, period.first, period.last, number, what)
        for what, number in found.items()
    ]


def read_number(text: str) -> int:
    """A whole number as people type it: `85`, `1.250`. Raises Refused."""
    bare = text.strip().replace(" ", "").removesuffix(",0").removesuffix(".0")
    head, *groups = bare.replace(",", ".").split(".")
    whole = all(len(each) == 3 for each in groups)
    if not whole or not "".join([head, *groups]).isdecimal() or len(bare) > 9:
        raise refuse(
            "counts.unreadable",
            N_("“{text}” is not a whole number. Type it as 85."),
            field="number",
            text=text,
        )
    return int("".join([head, *groups]))
