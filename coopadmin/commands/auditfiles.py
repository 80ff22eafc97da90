"""`coopadmin ledger xaf` and `read-xaf`: the books of a year to and from other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.frame import (
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.desk.takeover import Takeover, TakeoverPlan, plan_takeover, take_over_books
from coopadmin.formats.auditfile import AuditFile, Totals
from coopadmin.formats.auditfile_reading import ReadAuditFile, read_audit_file
from coopadmin.formats.auditfile_writing import VERSIONS, audit_file_as_xml
from coopadmin.formats.encodings import read_bytes
from coopadmin.ledger.auditfile import audit_file_of
from coopadmin.ledger.mapping import WAYS, Match
from coopadmin.paper.output import write_whole
from coopadmin.words import _, amount, count, money, ngettext, say


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--version", type=click.Choice(VERSIONS), default=VERSIONS[-1], show_default=True)
@click.option("-o", "--output", type=FILE, required=True, metavar="XML", help="File to write.")
@click.option("--tax-number", default="", metavar="RSIN", help="Its number at the tax office.")
@json_option
def xaf(file: Path, year: str, version: str, output: Path, tax_number: str, as_json: bool) -> None:
    """Write the audit file (XAF) of a book YEAR, for the tax office or an accountant."""
    with reading(file) as books:
        audit = books.ask(audit_file_of, year, books.today())
    audit = replace(audit, company=replace(audit.company, tax_number=tax_number.strip()))
    write_whole(output, audit_file_as_xml(audit, version))
    shown = {"path": str(output), "version": version, **_figures(audit)}
    said = ngettext("{path}: {count} booking", "{path}: {count} bookings", shown["entries"])
    sums = _("Debit and credit are {amount} each.").format(amount=money(audit.totals.debit))
    told = said.format(path=output, count=count(shown["entries"]))
    printed(as_json, shown, [told, sums])


@click.command("read-xaf")
@click.argument("file", type=FILE)
@click.argument("source", type=FILE, metavar="XML")
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
@click.option(
    "--closing",
    is_flag=True,
    help="Begin with its closing balance, in the year after, without its bookings.",
)
@click.option(
    "--account",
    "accounts",
    nargs=2,
    multiple=True,
    metavar="THEIRS OURS",
    help="The account of ours that one of the file becomes.",
)
@json_option
def read_xaf(
    file: Path,
    source: Path,
    dry_run: bool,
    closing: bool,
    accounts: Sequence[tuple[str, str]],
    as_json: bool,
) -> None:
    """Begin the books with those of another program: its audit file (XAF 3.1, 3.2 or 4.0)."""
    read = read_audit_file(read_bytes(source), source.name)
    wanted = Takeover(read.file, closing, dict(accounts))
    with reading(file) if dry_run else writing(file) as books:
        plan = books.ask(plan_takeover, wanted) if dry_run else books.do(take_over_books, wanted)
    shown = {
        "dry_run": dry_run,
        "version": read.version,
        "first_year": plan.first_year.label,
        **_figures(read.file),
        "result": plan.result,
        "booked": {"entries": plan.entries, "lines": plan.lines},
        "matches": [_match(each) for each in plan.matches],
        "remarks": [say(each) for each in (*read.remarks, *plan.remarks)],
    }
    printed(as_json, shown, _lines(read, plan, dry_run))


def _figures(audit: AuditFile) -> dict[str, Any]:
    return {
        "year": audit.year.label,
        "company": audit.company.name,
        "accounts": len(audit.accounts),
        "relations": len(audit.relations),
        "entries": sum(len(journal.transactions) for journal in audit.journals),
        "opening": _totals(audit.opening_totals),
        "totals": _totals(audit.totals),
    }


def _totals(totals: Totals) -> dict[str, Any]:
    return {"lines": totals.lines, "debit": totals.debit, "credit": totals.credit}


def _match(match: Match) -> dict[str, Any]:
    return {
        "theirs": match.theirs.number,
        "name": match.theirs.name,
        "opening": match.opening,
        "closing": match.closing,
        "ours": match.ours.number,
        "our_name": match.ours.name,
        "place": match.ours.place,
        "way": match.way,
    }


def _lines(read: ReadAuditFile, plan: TakeoverPlan, dry_run: bool) -> list[str]:
    headings = [_("Account there"), _("Account here"), _("How"), _("At the start"), _("At the end")]
    rows = [
        [
            f"{each.theirs.number} {each.theirs.name}",
            f"{each.ours.number} {each.ours.name}",
            _(WAYS[each.way]),
            amount(each.opening),
            amount(each.closing),
        ]
        for each in plan.matches
    ]
    said = ngettext(
        "The books begin with {year}: {count} booking, result {result}.",
        "The books begin with {year}: {count} bookings, result {result}.",
        plan.entries,
    )
    told = said.format(
        year=plan.first_year.label, count=count(plan.entries), result=money(plan.result)
    )
    return [
        *table_lines(headings, rows),
        *(say(each) for each in (*read.remarks, *plan.remarks)),
        told,
        *([_("Nothing was changed.")] if dry_run else []),
    ]
