"""Commands on what is held about people, and on erasing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from coopadmin.commands.applications import member_of
from coopadmin.commands.frame import FILE, json_option, printed, reading, table_lines, writing
from coopadmin.commands.papers import language_option, tongue
from coopadmin.desk.answering import save_held
from coopadmin.desk.erase_facts import list_proposed
from coopadmin.desk.erase_plan import ErasurePlan, label_of, plan_erasure
from coopadmin.desk.erase_rules import STEPS, Standing, step_for, terms_of
from coopadmin.desk.erasing import erase_people, erase_person
from coopadmin.kernel.problem import Refused
from coopadmin.words import _, count, date_short, ngettext, say


@click.command()
@click.argument("file", type=FILE)
@click.option("--person", "number", type=int, required=True, help="Number of the member.")
@click.option(
    "-o",
    "--output",
    type=FILE,
    required=True,
    metavar="JSON|PDF",
    help="File to write; its name says which.",
)
@language_option
@click.option("--large", is_flag=True, help="In large letters.")
@json_option
def export(
    file: Path, number: int, output: Path, spoken: str | None, large: bool, as_json: bool
) -> None:
    """Write everything that is held on one person, for that person (AVG art. 15)."""
    with reading(file) as books:
        person = member_of(books, number).person_id
        for problem in save_held(books, person, output, tongue(spoken), large):
            click.echo(say(problem), err=True)
    printed(as_json, {"number": number, "file": str(output)}, [str(output)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int, required=False)
@click.option("--proposal", is_flag=True, help="Everybody whose terms have run out.")
@click.option("--dry-run", is_flag=True, help="Only tell what would go and what stays.")
@click.option("--for-good", is_flag=True, help="Erase; this cannot be undone.")
@json_option
def erase(
    file: Path, number: int | None, proposal: bool, dry_run: bool, for_good: bool, as_json: bool
) -> None:
    """Erase the details of the member with NUMBER as far as the law lets them go."""
    if (number is None) != proposal:
        raise click.UsageError(_("Give the number of a member, or --proposal."))
    if dry_run and for_good:
        raise click.UsageError(_("Give --dry-run or --for-good, not both."))
    if number is None:
        _proposal(file, for_good=for_good, as_json=as_json)
        return
    if not for_good:
        with reading(file) as books:
            person = member_of(books, number).person_id
            plan = books.ask(plan_erasure, person, books.today())
        printed(as_json, {"number": number, **_plain(plan)}, _told(plan))
        if plan.problems:
            raise Refused(plan.problems)
        return
    with writing(file) as books:
        person = member_of(books, number).person_id
        step = books.do(erase_person, person)
        plan = books.ask(plan_erasure, person, books.today())
    value = {"number": number, "erased": step, "name": plan.name}
    printed(as_json, value, [_("{step}: {name}").format(step=_(STEPS[step]), name=plan.name)])


def _proposal(file: Path, *, for_good: bool, as_json: bool) -> None:
    with writing(file) if for_good else reading(file) as books:
        today = books.today()
        rows = books.ask(list_proposed, today)
        if for_good and rows:
            books.do(erase_people, [row.person_id for row in rows])
    people = [
        {
            "numbers": list(row.numbers),
            "name": label_of(row) if for_good else row.name,
            "ended": row.ended,
            "step": step_for(row, today),
            "kept_until": max((term.until for term in terms_of(row, today)), default=None),
        }
        for row in rows
    ]
    words = ngettext("{count} person was erased", "{count} people were erased", len(rows))
    lines = table_lines(
        [_("No."), _("Name"), _("Until"), _("How far"), _("The name stays until")],
        [_line(row, one) for row, one in zip(rows, people, strict=True)],
    )
    if for_good:
        lines = [words.format(count=count(len(rows)))]
    printed(as_json, {"erased": for_good, "count": len(rows), "people": people}, lines)


def _line(row: Standing, told: dict[str, Any]) -> list[str]:
    step = told["step"]
    return [
        ", ".join(f"{number:04d}" for number in row.numbers),
        row.name,
        date_short(row.ended) if row.ended else "",
        _(STEPS[step]),
        date_short(told["kept_until"]) if told["kept_until"] else "",
    ]


def _plain(plan: ErasurePlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "becomes": plan.label,
        "step": plan.step,
        "goes": [{"what": line.word, "number": line.number} for line in plan.goes],
        "stays": [
            {"why": _(term.words), "source": _(term.source), "until": term.until}
            for term in plan.stays
        ],
        "archive": list(plan.archive),
        "problems": [say(problem) for problem in plan.problems],
    }


def _told(plan: ErasurePlan) -> list[str]:
    lines = [_("{name} becomes “{label}”.").format(name=plan.name, label=plan.label), ""]
    lines += [_("This goes for good:")]
    lines += [f"- {line.word}: {count(line.number)}" for line in plan.goes]
    if plan.stays:
        lines += ["", _("This stays, hidden, in the books:")]
        lines += [
            _("- name, number and IBAN until {day}: {why} ({source})").format(
                day=date_short(term.until), why=_(term.words), source=_(term.source)
            )
            for term in plan.stays
        ]
    if plan.archive:
        lines += ["", _("The archive is not changed. It names the person in:")]
        lines += [f"- {place}" for place in plan.archive]
    if not plan.problems:
        lines += ["", _("To erase, give the command once more with --for-good.")]
    return lines


COMMANDS = (export, erase)
