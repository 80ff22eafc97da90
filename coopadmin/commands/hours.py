"""Commands on hours of volunteers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from coopadmin.commands.answers import anyway_option
from coopadmin.commands.counts import count_, counts, import_counts
from coopadmin.commands.frame import (
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.hourgroups import estimate, group
from coopadmin.commands.hourparts import (
    HoursText,
    PeriodText,
    activity_named,
    days_words,
    hours_sentence,
    plain_hours,
    recorded,
    stretch_options,
)
from coopadmin.cooperative.queries import get_book_year
from coopadmin.formats.lists import read_list
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.volunteers.figures import count_name
from coopadmin.volunteers.queries import (
    CountRow,
    GridRow,
    HourImport,
    MonthGrid,
    find_person_meant,
    list_hours,
    month_grid,
    plan_hour_import,
)
from coopadmin.volunteers.rules import DOUBTS, NewHours
from coopadmin.volunteers.service import import_hours
from coopadmin.words import _, count, month_name, ngettext, say
from coopadmin.words import hours as hours_text


@click.group()
def hours() -> None:
    """Hours that volunteers worked, and what was counted."""


for command in (group, estimate, count_, counts, import_counts):
    hours.add_command(command)


@hours.command()
@click.argument("file", type=FILE)
@click.argument("person")
@click.argument("activity")
@click.argument("worked", type=HoursText(), metavar="HOURS")
@stretch_options
@anyway_option
@json_option
def add(
    file: Path,
    person: str,
    activity: str,
    worked: Duration,
    first: date | None,
    last: date | None,
    estimated: bool,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record HOURS (2,5 2:30 2u30 150m) of a PERSON, by member number or name."""
    with writing(file) as books:
        day = first or books.today()
        new = NewHours(
            books.ask(find_person_meant, person),
            activity_named(books, activity).id,
            day,
            last or day,
            worked,
            estimated,
            note,
        )
        row = recorded(books, new, anyway)
    printed(as_json, plain_hours(row), [hours_sentence(row)])


@hours.command("list")
@click.argument("file", type=FILE)
@click.option("--year", help="Label of the book year; this one without it.")
@click.option("--period", type=PeriodText(), help="A month, week, day or stretch instead.")
@click.option("--activity", help="Only of this activity.")
@click.option("--person", help="Only of this person, by member number or name.")
@json_option
def list_(
    file: Path,
    year: str | None,
    period: Period | None,
    activity: str | None,
    person: str | None,
    as_json: bool,
) -> None:
    """List recorded hours, the oldest on top."""
    with reading(file) as books:
        if period is None:
            period = books.ask(get_book_year, year or str(books.today().year)).period
        rows = books.ask(
            list_hours,
            period,
            activity_id=None if activity is None else activity_named(books, activity).id,
            person_id=None if person is None else books.ask(find_person_meant, person),
        )
    total = Duration.total(row.worked for row in rows)
    printed(
        as_json,
        {"hours": [plain_hours(row) for row in rows], "total_minutes": total},
        [
            *table_lines(
                [_("Day"), _("Name"), _("Activity"), _("Hours")],
                [[days_words(row), row.who, row.activity, hours_text(row.worked)] for row in rows],
            ),
            _("Together {hours} hours.").format(hours=hours_text(total)),
        ],
    )


@hours.command()
@click.argument("file", type=FILE)
@click.argument("activity")
@click.argument("month", type=PeriodText(), metavar="MONTH")
@json_option
def month(file: Path, activity: str, month: Period, as_json: bool) -> None:
    """Show the sheet of one ACTIVITY and MONTH (2026-02, feb 2026): people by weeks."""
    with reading(file) as books:
        found = activity_named(books, activity)
        grid = books.ask(month_grid, found.id, month.first.year, month.first.month)
    printed(as_json, _plain_grid(grid), _grid_lines(grid))


@hours.command("import")
@click.argument("file", type=FILE)
@click.argument("list_file", type=FILE, metavar="LIST")
@click.option("--activity", help="For lines that name no activity.")
@click.option(
    "--map", "choices", multiple=True, metavar="COLUMN=FIELD",
    help="What a column means, where its heading does not say it.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what would be recorded.")
@click.option("--strict", is_flag=True, help="Record nothing when a line is refused.")
@anyway_option
@json_option
def import_(
    file: Path,
    list_file: Path,
    activity: str | None,
    choices: tuple[str, ...],
    dry_run: bool,
    strict: bool,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Read a LIST (CSV or XLSX) of who worked when, for what, how long."""
    sheet = read_list(list_file)
    accepted = DOUBTS if anyway else ()
    named = _choices(choices)
    with reading(file) if dry_run else writing(file) as books:
        usual = None if activity is None else activity_named(books, activity).id
        plan = books.ask(
            plan_hour_import,
            sheet,
            books.today(),
            activity_id=usual,
            choices=named,
            accepted=accepted,
        )
        problems = _refusals(plan, strict=strict)
        recorded = bool(plan.new) and not dry_run and not problems
        if recorded:
            books.do(import_hours, sheet, activity_id=usual, choices=named, accepted=accepted)
    if dry_run or not problems:
        printed(as_json, _plain_import(plan, recorded), _import_lines(plan, recorded))
    if problems:
        raise Refused(problems)


def _refusals(plan: HourImport, *, strict: bool) -> list[Problem]:
    """Why the list is not recorded: a refused line with `strict`, or not one that could be."""
    usable = plan.new or plan.unchanged
    if not plan.refused or (usable and not strict):
        return []
    sentence = N_("Line {line}: {reason}")
    return [
        Problem("hours.line", sentence, {"line": line.line, "reason": _told(line.reasons)})
        for line in plan.refused
    ]


def _told(reasons: Iterable[Problem]) -> str:
    return " ".join(say(reason) for reason in reasons)


def _choices(texts: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for text in texts:
        column, sign, name = text.rpartition("=")
        if not sign:
            raise click.BadParameter(_("“{text}” is not COLUMN=FIELD.").format(text=text))
        found[column.strip()] = name.strip()
    return found


def _plain_grid(grid: MonthGrid) -> dict[str, object]:
    return {
        "activity": grid.activity,
        "month": f"{grid.month.first:%Y-%m}",
        "columns": [
            {"week": each.week, "first": each.period.first, "last": each.period.last}
            for each in grid.columns
        ],
        "rows": [
            {
                "name": row.name,
                "minutes": [cell.worked for cell in row.cells],
                "whole_month_minutes": row.whole_month.worked,
                "total_minutes": row.total,
                "previous_minutes": row.previous,
            }
            for row in grid.rows
        ],
        "group": {
            "people": [cell.people for cell in grid.group.cells],
            "minutes": [cell.worked for cell in grid.group.cells],
            "whole_month_minutes": grid.group.whole_month.worked,
            "total_minutes": grid.group.total,
            "previous_minutes": grid.group.previous,
        },
        "counts": [
            {
                "what": row.key,
                "unit": row.unit,
                "numbers": [cell.number for cell in row.cells],
                "whole_month": row.whole_month.number,
                "total": row.total,
                "previous": row.previous,
            }
            for row in grid.counts
        ],
        "column_minutes": grid.column_totals,
        "whole_month_minutes": grid.whole_month_total,
        "total_minutes": grid.total,
        "previous_minutes": grid.previous_total,
    }


def _day_numbers(period: Period) -> str:
    first, last = period.first.day, period.last.day
    return str(first) if first == last else f"{first}–{last}"


def _grid_lines(grid: MonthGrid) -> list[str]:
    def cells(values: list[Duration]) -> list[str]:
        return [hours_text(value) if value else "·" for value in values]

    def line(row: GridRow) -> list[str]:
        weeks = [cell.worked for cell in row.cells]
        name = row.name or _("Group without names")
        return [name, *cells([*weeks, row.whole_month.worked, row.total, row.previous])]

    heads = [
        _("wk {week}: {days}").format(week=each.week, days=_day_numbers(each.period))
        for each in grid.columns
    ]
    people = [*grid.rows, *([grid.group] if grid.group.total or grid.group.previous else [])]
    counted = [
        [
            count_name(row.key, row.unit),
            *(
                count(cell.number) if cell.entries else "·"
                for cell in (*row.cells, row.whole_month)
            ),
            count(row.total),
            count(row.previous),
        ]
        for row in grid.counts
    ]
    totals = [*grid.column_totals, grid.whole_month_total, grid.total, grid.previous_total]
    title = f"{grid.activity}, {month_name(grid.month.first.month)} {grid.month.first.year}"
    return [
        title,
        *table_lines(
            [_("Volunteer"), *heads, _("month"), _("Total"), _("Month before")],
            [*(line(row) for row in people), [_("Total"), *cells(totals)], *counted],
        ),
    ]


def _numbers(row: CountRow) -> list[str]:
    cells = [count(each.number) if each.entries else "·" for each in (*row.cells, row.whole_month)]
    return [*cells, count(row.total), count(row.previous)]


def _plain_import(plan: HourImport, recorded: bool) -> dict[str, object]:
    return {
        "recorded": recorded,
        "read": plan.read,
        "added": len(plan.new),
        "unchanged": plan.unchanged,
        "skipped": plan.skipped,
        "refused": [
            {"line": line.line, "reasons": [say(reason) for reason in line.reasons]}
            for line in plan.refused
        ],
        "ignored_columns": [
            {"column": each.name, "reason": say(each.reason)} for each in plan.ignored
        ],
        "total_minutes": plan.total,
    }


def _import_lines(plan: HourImport, recorded: bool) -> Iterable[str]:
    yield ngettext("{count} line read.", "{count} lines read.", plan.read).format(count=plan.read)
    yield _("New: {added} ({hours} hours). In the file already: {unchanged}.").format(
        added=len(plan.new), hours=hours_text(plan.total), unchanged=plan.unchanged
    )
    for line in plan.refused:
        yield _("Line {line}: {reason}").format(line=line.line, reason=_told(line.reasons))
    if not recorded:
        yield _("Nothing was changed.")
