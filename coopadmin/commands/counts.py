"""Commands on what was counted in activities: rides, meals, visits, different people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.activities.queries import CountRow, YearCount, counts_in, counts_of_year
from coopadmin.activities.rules import PEOPLE, TIMES, NewCount
from coopadmin.activities.service import set_count
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.hourparts import activity_named
from coopadmin.cooperative.queries import get_book_year, get_book_years
from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import N_, Problem, Refused
from coopadmin.volunteers.countlist import COUNT_DOUBTS
from coopadmin.volunteers.figures import count_name
from coopadmin.volunteers.queries import plan_count_import
from coopadmin.volunteers.service import import_counts as do_import
from coopadmin.words import _, date_short, ngettext, say
from coopadmin.words import count as count_text


@click.command("count")
@click.argument("file", type=FILE)
@click.argument("activity")
@click.argument("number", type=click.IntRange(min=0))
@click.option("--on", "first", type=DATE, help="Day, or first day; today without it.")
@click.option("--until", "last", type=DATE, help="Last day, within the same month.")
@click.option("--people", is_flag=True, help="It is how many different people came.")
@anyway_option
@json_option
def count_(
    file: Path,
    activity: str,
    number: int,
    first: date | None,
    last: date | None,
    people: bool,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Write down how often something was done; 0 takes it away.

    A number that stands there for the same days is replaced.
    """
    with writing(file) as books:
        found = activity_named(books, activity)
        day = first or books.today()
        what = PEOPLE if people else TIMES
        new = NewCount(found.id, day, last or day, number or None, what)
        do_anyway(books, set_count, new, anyway=anyway)
        rows = [row for row in books.ask(counts_in, found.id, new.period) if row.what == what]
    printed(
        as_json,
        {
            "activity": found.name,
            "unit": found.unit,
            "counts": [_plain(row) for row in rows],
        },
        [
            f"{found.name}: {count_text(row.number)} {count_name(row.what, found.unit)}, "
            f"{date_short(row.first)}"
            for row in rows
        ],
    )


@click.command()
@click.argument("file", type=FILE)
@click.option("--year", help="Label of the book year; this one without it.")
@json_option
def counts(file: Path, year: str | None, as_json: bool) -> None:
    """Show what was counted in a book year, by activity, beside the year before."""
    with reading(file) as books:
        of_year = books.ask(get_book_year, year or str(books.today().year))
        rows = books.ask(counts_of_year, of_year, books.ask(get_book_years).before(of_year))
    printed(
        as_json,
        {"year": of_year.label, "counts": [plain_year_count(row) for row in rows]},
        table_lines(
            [
                _("Activity"),
                _("Counted"),
                of_year.label,
                _("Year before"),
                _("Aim"),
                _("Different people"),
            ],
            [
                [
                    row.activity,
                    count_name(TIMES, row.unit) if row.number or row.previous else "",
                    count_text(row.number) if row.number else "",
                    count_text(row.previous) if row.previous else "",
                    "" if row.target is None else count_text(row.target),
                    "" if row.people is None else count_text(row.people),
                ]
                for row in rows
            ],
        ),
    )


@click.command("import-counts")
@click.argument("file", type=FILE)
@click.argument("list_file", type=FILE, metavar="LIST")
@click.option("--activity", help="For lines that name no activity.")
@click.option("--dry-run", is_flag=True, help="Only show what would be filled in.")
@anyway_option
@json_option
def import_counts(
    file: Path,
    list_file: Path,
    activity: str | None,
    dry_run: bool,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Read a LIST (CSV or XLSX) of numbers: activity, day or month, number, people."""
    sheet = read_list(list_file)
    accepted = COUNT_DOUBTS if anyway else ()
    with reading(file) if dry_run else writing(file) as books:
        usual = None if activity is None else activity_named(books, activity).id
        plan = books.ask(
            plan_count_import, sheet, books.today(), activity_id=usual, accepted=accepted
        )
        if plan.new and not dry_run:
            books.do(
                do_import,
                sheet,
                activity_id=usual,
                accepted=accepted,
                answers=dict.fromkeys(accepted, anyway or ""),
            )
    if plan.refused and not plan.new:
        raise Refused(
            Problem(
                "hours.line",
                N_("Line {line}: {reason}"),
                {"line": line.line, "reason": " ".join(say(each) for each in line.reasons)},
            )
            for line in plan.refused
        )
    filled = ngettext("{count} number filled in.", "{count} numbers filled in.", len(plan.new))
    printed(
        as_json,
        {
            "recorded": bool(plan.new) and not dry_run,
            "filled": len(plan.new),
            "refused": [
                {"line": line.line, "reasons": [say(reason) for reason in line.reasons]}
                for line in plan.refused
            ],
        },
        [
            *([] if dry_run else [filled.format(count=len(plan.new))]),
            *(
                _("Line {line}: {reason}").format(
                    line=line.line, reason=" ".join(say(each) for each in line.reasons)
                )
                for line in plan.refused
            ),
            *([_("Nothing was changed.")] if dry_run else []),
        ],
    )


def plain_year_count(row: YearCount) -> dict[str, object]:
    """What was counted in an activity, with English keys."""
    return {
        "activity": row.activity,
        "unit": row.unit,
        "number": row.number,
        "previous": row.previous,
        "most_people": row.people,
        "target": row.target,
    }


def _plain(row: CountRow) -> dict[str, object]:
    return {"what": row.what, "first": row.first, "last": row.last, "number": row.number}
