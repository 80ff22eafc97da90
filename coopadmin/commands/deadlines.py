"""`coopadmin deadlines`: what ends when; add, renew, end, and attach documents."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    DATE,
    FILE,
    contents,
    json_option,
    printed,
    reading,
    writing,
)
from coopadmin.commands.listing import listed, save_option
from coopadmin.deadlines.queries import DeadlineRow, find_deadline, list_deadlines
from coopadmin.deadlines.rules import KINDS, MONTHS, UNITS, NewDeadline, next_end
from coopadmin.deadlines.service import (
    add_deadline,
    attach_document,
    change_deadline,
    end_deadline,
    renew_deadline,
)
from coopadmin.formats.listing import Cell, Written
from coopadmin.store import Books
from coopadmin.words import _


@click.group()
def deadlines() -> None:
    """What ends when: contracts, insurance, permits, certificates of conduct, grants."""


@deadlines.command("list")
@click.argument("file", type=FILE)
@click.option("--all", "closed", is_flag=True, help="What was renewed or ended too.")
@save_option
@json_option
def list_(file: Path, closed: bool, output: Path | None, as_json: bool) -> None:
    """List what ends, the first to act on first."""
    with reading(file) as books:
        rows = books.ask(list_deadlines, closed=closed)
        headings = [_("Act by"), _("Until"), _("Number"), _("What")]
        lines = listed(books, _("Deadlines"), headings, map(_cells, rows), output)
    printed(
        as_json,
        {"deadlines": [_plain(row) for row in rows]},
        lines if rows or output else [_("None")],
    )


def _cells(row: DeadlineRow) -> list[Cell | Written]:
    act_by = row.act_by if row.runs else Written(None, "–")
    return [act_by, row.until, row.number, f"{row.title} ({_(KINDS[row.kind])})"]


def _plain(row: DeadlineRow) -> dict[str, Any]:
    names = (
        "number kind title since until notice unit renews keeper note act_by state closed_on"
    ).split()
    found = {name: getattr(row, name) for name in names}
    return found | {"documents": [each.name for each in row.documents]}


def _told(as_json: bool, books: Books, number: int, sentence: str) -> None:
    row = books.ask(find_deadline, number)
    value = None if row is None else _plain(row)
    printed(as_json, {"deadline": value}, [sentence.format(number=number)])


@deadlines.command()
@click.argument("file", type=FILE)
@click.argument("title")
@click.option("--kind", type=click.Choice(list(KINDS)), default="contract", show_default=True)
@click.option("--until", type=DATE, required=True, help="The last day; of a VOG when to repeat it.")
@click.option("--since", type=DATE, help="The first day; of a VOG when it was seen.")
@click.option("--notice", type=int, default=0, help="So long before the end one must act.")
@click.option("--unit", type=click.Choice(list(UNITS)), default=MONTHS, show_default=True)
@click.option("--renews", is_flag=True, help="It renews by itself.")
@click.option("--keeper", default="", metavar="NAME", help="Who looks after it.")
@click.option("--note", default="")
@anyway_option
@json_option
def add(file: Path, anyway: str | None, as_json: bool, **fields: Any) -> None:
    """Write down something that ends."""
    with writing(file) as books:
        number = do_anyway(books, add_deadline, NewDeadline(**fields), anyway=anyway)
        _told(as_json, books, number, _("Written down as {number}"))


@deadlines.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--title")
@click.option("--until", type=DATE)
@click.option("--since", type=DATE)
@click.option("--notice", type=int)
@click.option("--unit", type=click.Choice(list(UNITS)))
@click.option("--renews/--ends", default=None, help="Whether it renews by itself.")
@click.option("--keeper", metavar="NAME")
@click.option("--note")
@anyway_option
@json_option
def change(file: Path, number: int, anyway: str | None, as_json: bool, **fields: Any) -> None:
    """Change a deadline; what is not named stays as it is."""
    with writing(file) as books:
        old = books.ask(find_deadline, number) or NewDeadline("other", "", books.today())
        given = {name: value for name, value in fields.items() if value is not None}
        kept = {each.name: getattr(old, each.name) for each in dataclasses.fields(NewDeadline)}
        new = NewDeadline(**(kept | given))
        do_anyway(books, change_deadline, number, new, anyway=anyway)
        _told(as_json, books, number, _("Changed: {number}"))


@deadlines.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--until", type=DATE, help="The last day of the next period; else as long as this.")
@click.option("--since", type=DATE, help="Its first day; of a VOG when the new one was seen.")
@anyway_option
@json_option
def renew(
    file: Path,
    number: int,
    until: date | None,
    since: date | None,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Make the next period; this one is kept as history."""
    with writing(file) as books:
        old = books.ask(find_deadline, number)
        usual = books.today() if old is None else next_end(old.kind, old.since, old.until)
        made = do_anyway(books, renew_deadline, number, until or usual, since, anyway=anyway)
        _told(as_json, books, made, _("The next period is {number}"))


@deadlines.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@json_option
def end(file: Path, number: int, as_json: bool) -> None:
    """Note that it was cancelled or let go."""
    with writing(file) as books:
        books.do(end_deadline, number)
        _told(as_json, books, number, _("Ended: {number}"))


@deadlines.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.argument("document", type=FILE)
@json_option
def attach(file: Path, number: int, document: Path, as_json: bool) -> None:
    """Keep a document with it; refused for a certificate of conduct."""
    with writing(file) as books:
        books.do(attach_document, number, document.name, contents(document))
        _told(as_json, books, number, _("Document kept with {number}"))
