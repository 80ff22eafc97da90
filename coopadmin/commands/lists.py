"""The command that reads a list of members into a file, or shows what it would do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, writing
from coopadmin.formats.fields import FIELD_BY_NAME
from coopadmin.formats.headings import choose_columns, propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.kernel.problem import Problem, Refused
from coopadmin.members.importing import LeftOut, ListImport
from coopadmin.members.plan import OUTCOMES, ImportPlan, PlanLine
from coopadmin.members.queries import list_kinds
from coopadmin.members.reading import import_members, plan_import, refusals, with_memory
from coopadmin.words import _, date_short, say


class Choice(click.ParamType[tuple[str, str]]):
    """COLUMN=FIELD; the column may hold an equals sign itself."""

    name = "column=field"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        column, equals, field = str(value).rpartition("=")
        if not (equals and column.strip()):
            self.fail(_("Type it as COLUMN=FIELD, for example “Naam=full_name”."), param, ctx)
        return column.strip(), field.strip()


class Left(click.ParamType[LeftOut]):
    """LINE, or LINE:FIELD."""

    name = "line[:field]"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> LeftOut:
        if isinstance(value, tuple):
            return value
        line, _colon, field = str(value).partition(":")
        if not (line.strip().isascii() and line.strip().isdigit()):
            self.fail(_("Type it as LINE or LINE:FIELD, for example “12:phone”."), param, ctx)
        return int(line), field.strip()


@click.command("import")
@click.argument("file", type=FILE)
@click.argument("list_", metavar="LIST", type=FILE)
@click.option(
    "--map",
    "choices",
    type=Choice(),
    multiple=True,
    metavar="COLUMN=FIELD",
    help="Read a column as a field; without a field it is left out. May be repeated.",
)
@click.option("--since", type=DATE, help="First day of memberships for which the list has none.")
@click.option("--dry-run", is_flag=True, help="Show what would happen, and change nothing.")
@click.option("--strict", is_flag=True, help="Change nothing when a line is refused.")
@click.option(
    "--update/--only-new",
    default=True,
    help="Change members who are known too, or only read new ones.",
)
@click.option("--empty", "emptying", is_flag=True, help="An empty cell empties what is known.")
@click.option(
    "--leave",
    type=Left(),
    multiple=True,
    metavar="LINE[:FIELD]",
    help="Leave out a line, or one field of it. May be repeated.",
)
@click.option("--sheet", help="Name of the sheet of a workbook.")
@click.option("--encoding", help="Encoding of a text file, when the guess is wrong.")
@json_option
def import_(
    file: Path,
    list_: Path,
    choices: tuple[tuple[str, str], ...],
    since: date | None,
    dry_run: bool,
    strict: bool,
    update: bool,
    emptying: bool,
    leave: tuple[LeftOut, ...],
    sheet: str | None,
    encoding: str | None,
    as_json: bool,
) -> None:
    """Read a LIST of members (XLSX, ODS, CSV or vCard) into FILE.

    Columns are read as was chosen for a list with the same headings before.
    """
    found = read_list(list_, sheet=sheet, encoding=encoding)
    problems: list[Problem] = []
    with reading(file) if dry_run else writing(file) as books:
        proposal = books.ask(with_memory, found, propose_mapping(found))
        mapping = choose_columns(found, proposal, dict(choices))
        wanted = ListImport(found, mapping, since, strict, update, emptying, frozenset(leave))
        if dry_run:
            plan = books.ask(plan_import, wanted, books.today())
            problems = refusals(plan, strict=strict)
        else:
            plan = books.do(import_members, wanted)
        kinds = {kind.id: kind.name for kind in books.ask(list_kinds)}
    printed(as_json, _plan_plain(plan, kinds, dry_run=dry_run), _plan_lines(plan, kinds))
    if problems:
        raise Refused(problems)


def _plan_plain(plan: ImportPlan, kinds: Mapping[int, str], *, dry_run: bool) -> dict[str, Any]:
    counts = plan.counts
    del counts["refused"]
    return {
        "read": plan.read,
        **counts,
        "refused": [
            {"line": line.line, "reasons": [say(reason) for reason in line.reasons]}
            for line in plan.refused
        ],
        "changes": [_changes_plain(line, kinds) for line in plan.lines if line.values],
        "ignored_columns": [
            {"column": use.column.name, "reason": say(use.reason)}
            for use in plan.ignored
            if use.reason is not None
        ],
        "remarks": [
            {"line": line.line, "remarks": [say(remark) for remark in line.remarks]}
            for line in plan.lines
            if line.remarks
        ],
        "possible_duplicates": [
            {"line": one.line, "name": one.name, "known": one.known, "number": one.known_number}
            for one in plan.duplicates
        ],
        "since": plan.since,
        "estimated": plan.estimated,
        "new_kinds": list(plan.new_kinds),
        "dry_run": dry_run,
    }


def _changes_plain(line: PlanLine, kinds: Mapping[int, str]) -> dict[str, Any]:
    return {
        "line": line.line,
        "name": line.name,
        "number": line.number,
        "left_out": line.outcome == "skipped",
        "fields": [
            {
                "field": one.field.removesuffix("_id"),
                "before": _value(one.before, kinds) if one.field == "kind_id" else one.before,
                "after": _value(one.after, kinds) if one.field == "kind_id" else one.after,
                "taken": one.taken and line.outcome == "changed",
            }
            for one in line.values
        ],
    }


def _value(kind: int | str | None, kinds: Mapping[int, str]) -> str:
    return kinds.get(kind, "") if isinstance(kind, int) else kind or ""


def _change_lines(line: PlanLine, kinds: Mapping[int, str]) -> Iterator[str]:
    """The difference per field, before and after."""
    for one in line.values:
        before, after = (
            _value(value, kinds) if one.field == "kind_id" else shown(value)
            for value in (one.before, one.after)
        )
        words = _("Line {line} ({name}): {field} {before} becomes {after}.")
        if not one.taken:
            words = _("Line {line} ({name}): {field} stays {before}, and does not become {after}.")
        yield words.format(
            line=line.line,
            name=line.name,
            field=_(FIELD_BY_NAME[one.field].label) if one.field in FIELD_BY_NAME else one.field,
            before=f"“{before}”",
            after=f"“{after}”",
        )


def shown(value: Any) -> str:
    """A value as it stands in a table."""
    return date_short(value) if isinstance(value, date) else str(value or "")


def _plan_lines(plan: ImportPlan, kinds: Mapping[int, str]) -> list[str]:
    counts = ", ".join(
        f"{_(OUTCOMES[name]).lower()} {count}" for name, count in plan.counts.items()
    )
    lines = [_("Lines read: {read} ({counts})").format(read=plan.read, counts=counts)]
    if plan.estimated:
        lines.append(
            _("Members whose first day is estimated as {day}: {number}").format(
                number=plan.estimated, day=date_short(plan.since)
            )
        )
    if plan.new_kinds:
        lines.append(_("New kinds of membership: {names}").format(names=", ".join(plan.new_kinds)))
    lines += [say(remark) for remark in plan.remarks]
    for line in plan.refused:
        reasons = " ".join(say(reason) for reason in line.reasons)
        lines.append(
            _("Line {line} ({name}) refused: {reason}").format(
                line=line.line, name=line.name, reason=reasons
            )
        )
    for line in plan.lines:
        lines += _change_lines(line, kinds)
        if line.outcome != "refused":
            lines += [
                _("Line {line} ({name}): {remark}").format(
                    line=line.line, name=line.name, remark=say(remark)
                )
                for remark in line.remarks
            ]
    lines += [
        _("Line {line}: {name} may be the same as {known}.").format(
            line=one.line, name=one.name, known=one.known
        )
        for one in plan.duplicates
    ]
    by_reason: dict[str, list[str]] = defaultdict(list)
    for use in plan.ignored:
        if use.reason is not None:
            by_reason[say(use.reason)].append(use.column.name)
    lines += [
        _("Columns left out ({columns}): {reason}").format(
            columns=", ".join(columns), reason=reason
        )
        for reason, columns in by_reason.items()
    ]
    return lines
