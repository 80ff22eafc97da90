"""Commands on the statements of a year: on the console, as JSON, on paper, in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.attachments.queries import logo_of
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading, table_lines
from coopadmin.commands.papers import language_option, tongue, write_pdf
from coopadmin.cooperative.queries import get_book_year
from coopadmin.desk.lists import Saved, save_listing
from coopadmin.desk.statements import save_statement, statement_listing
from coopadmin.formats.listing import ListGroup, Listing
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.cards import list_cards, list_dimension_sums, open_items_on
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.ledger.exchange import (
    balance_as_json,
    cards_as_json,
    dimensions_as_json,
    income_as_json,
    items_as_json,
    trial_as_json,
)
from coopadmin.ledger.listings import (
    ages_listing,
    cards_listing,
)
from coopadmin.ledger.papers import (
    Printing,
    annual_accounts,
    filing_paper,
)
from coopadmin.ledger.statements import drawn_up, statements_of_year
from coopadmin.store import Books
from coopadmin.words import count, ngettext, say, speaking

F = TypeVar("F", bound=Callable[..., Any])


def save_options(command: F) -> F:
    """What every statement takes: the file, where to save it, its language, JSON."""
    saved = click.option(
        "-o",
        "--output",
        type=FILE,
        metavar="FILE",
        help="Save it: the name ends in .pdf, .xlsx or .csv.",
    )
    for option in (json_option, language_option, saved):
        command = option(command)
    return command


def _shown(listing: Listing) -> list[str]:
    """A list for the console: groups under their names, what is summed below them."""
    rows: list[list[str]] = []
    groups: Sequence[ListGroup] = listing.groups()
    for group in groups:
        named = bool(group.name) and (len(group.lines) != 1 or bool(group.total))
        rows += [[group.name, *[""] * (len(listing.columns) - 1)]] if named else []
        rows += [[cell.words for cell in line] for line in group.lines]
        rows += [[cell.words for cell in group.total]] if group.total else []
    rows += [[cell.words for cell in listing.total]] if listing.total else []
    return table_lines([column.heading for column in listing.columns], rows)


def _told(books: Books, kind: str, year: str, output: Path | None, spoken: str | None) -> list[str]:
    """A statement on the console, or where it was saved."""
    told_in = tongue(spoken)
    if output is None:
        with speaking(told_in):
            return _shown(statement_listing(books, kind, year))
    return _said(save_statement(books, kind, year, output, told_in))


def saved_or_shown(books: Books, listing: Listing, output: Path | None, told_in: str) -> list[str]:
    """A list on the console, or in the file that was asked for."""
    if output is None:
        return _shown(listing)
    return _said(save_listing(books, listing, output, told_in))


def _said(saved: Saved) -> list[str]:
    for problem in saved.problems:
        click.echo(say(problem), err=True)
    said = ngettext("{path}: {count} line", "{path}: {count} lines", saved.lines)
    return [said.format(path=saved.path, count=count(saved.lines))]


@click.command("trial-balance")
@click.argument("file", type=FILE)
@click.argument("year")
@save_options
def trial(file: Path, year: str, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """Every account of a book YEAR: at its start, debited, credited, at its end."""
    with reading(file) as books:
        label = books.ask(drawn_up, year)
        rows = books.ask(trial_balance, label)
        lines = _told(books, "trial-balance", label, output, spoken)
    printed(as_json, trial_as_json(label, rows), lines)


@click.command("balance-sheet")
@click.argument("file", type=FILE)
@click.argument("year")
@save_options
def balance_sheet(
    file: Path, year: str, output: Path | None, spoken: str | None, as_json: bool
) -> None:
    """The balance sheet at the end of a book YEAR, before or after appropriation."""
    with reading(file) as books:
        facts = books.ask(statements_of_year, year)
        lines = _told(books, "balance-sheet", facts.year.label, output, spoken)
    printed(as_json, balance_as_json(facts), lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@save_options
def income(file: Path, year: str, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """Income and expenditure of a book YEAR, by kind and by activity, beside the budget."""
    with reading(file) as books:
        facts = books.ask(statements_of_year, year)
        lines = _told(books, "income", facts.year.label, output, spoken)
    printed(as_json, income_as_json(facts), lines)


_accruals = click.option(
    "--accruals-left-out",
    "left_out",
    is_flag=True,
    help="Say that a micro legal person left out accruals for other operating costs.",
)


@click.command("annual-accounts")
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("-o", "--output", type=FILE, required=True, metavar="PDF", help="File to write.")
@click.option("--large", is_flag=True, help="In large letters.")
@_accruals
@language_option
@json_option
def whole(
    file: Path,
    year: str,
    output: Path,
    spoken: str | None,
    large: bool,
    left_out: bool,
    as_json: bool,
) -> None:
    """Print the annual accounts of a book YEAR: sheet, income, reserves, notes, signatures."""
    with reading(file) as books:
        facts = books.ask(statements_of_year, year)
        how = Printing(tongue(spoken), books.ask(logo_of), large)
    built = annual_accounts(replace(facts, accruals_left_out=left_out), how)
    lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"path": str(output), "pages": built.pages}, lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("-o", "--output", type=FILE, required=True, metavar="PDF", help="File to write.")
@click.option("--fte", default="", help="Staff in fte, average of the year.")
@_accruals
@language_option
@json_option
def filing(
    file: Path,
    year: str,
    output: Path,
    fte: str,
    left_out: bool,
    spoken: str | None,
    as_json: bool,
) -> None:
    """Print the lines that the Chamber of Commerce asks for when a book YEAR is filed."""
    with reading(file) as books:
        facts = books.ask(statements_of_year, year)
        how = Printing(tongue(spoken), books.ask(logo_of))
    built = filing_paper(replace(facts, accruals_left_out=left_out), how, fte)
    lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"path": str(output), "pages": built.pages}, lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--account", "numbers", multiple=True, metavar="NUMBER", help="Only this account.")
@save_options
def cards(
    file: Path,
    year: str,
    numbers: Sequence[str],
    output: Path | None,
    spoken: str | None,
    as_json: bool,
) -> None:
    """The ledger cards of a book YEAR: every line of every account, and what stood there."""
    with reading(file) as books:
        label = books.ask(drawn_up, year)
        found = books.ask(list_cards, label, numbers)
        missing = set(numbers) - {card.number for card in found}
        if missing:
            raise refuse(
                "cards.none",
                N_("Account {number} has nothing in {year}."),
                number=min(missing),
                year=label,
            )
        told_in = tongue(spoken)
        with speaking(told_in):
            lines = saved_or_shown(books, cards_listing(found, label), output, told_in)
    printed(as_json, cards_as_json(label, found), lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--on", "day", type=DATE, help="On this day; the last of the year without it.")
@save_options
def ages(
    file: Path, year: str, day: date | None, output: Path | None, spoken: str | None, as_json: bool
) -> None:
    """What is open at the end of a book YEAR, or on a day, by how long ago it was due."""
    with reading(file) as books:
        on = day or min(books.ask(get_book_year, year).last, books.today())
        items = books.ask(open_items_on, on)
        told_in = tongue(spoken)
        with speaking(told_in):
            lines = saved_or_shown(books, ages_listing(items, on), output, told_in)
    printed(as_json, items_as_json(on, items), lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@save_options
def dimensions(
    file: Path, year: str, output: Path | None, spoken: str | None, as_json: bool
) -> None:
    """Income and expenditure of a book YEAR per activity and fund."""
    with reading(file) as books:
        label = books.ask(drawn_up, year)
        rows = books.ask(list_dimension_sums, label)
        lines = _told(books, "dimensions", label, output, spoken)
    printed(as_json, dimensions_as_json(label, rows), lines)


COMMANDS = (trial, balance_sheet, income, whole, filing, cards, ages, dimensions)
