"""`coopadmin ledger`: begin the books, book, look at accounts and bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands import budgets, cash, chart, giving, lasting, plain, statements
from coopadmin.commands.accounts import account_named, activity_named
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.auditfiles import read_xaf, xaf
from coopadmin.commands.auditing import audit
from coopadmin.commands.frame import AMOUNT, DATE, FILE, json_option, printed, reading, writing
from coopadmin.commands.listing import listed, save_option
from coopadmin.commands.yearend import YEAR_END
from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import AccountRow, list_accounts
from coopadmin.ledger.booking import book_entry, reverse_entry
from coopadmin.ledger.entries import JOURNALS, MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.entry_queries import LineRow, find_entry, list_lines
from coopadmin.ledger.places import PLACES
from coopadmin.words import _


@click.group()
def ledger() -> None:
    """The books: accounts, bookings, statements, the end of the year."""


for _command in (
    *chart.COMMANDS,
    *statements.COMMANDS,
    *budgets.COMMANDS,
    *plain.COMMANDS,
    *cash.COMMANDS,
    *lasting.COMMANDS,
    *giving.COMMANDS,
):
    ledger.add_command(_command)


@ledger.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option(
    "--balance",
    "balances",
    nargs=2,
    type=(str, AMOUNT),
    multiple=True,
    metavar="ACCOUNT AMOUNT",
    help="What an account held at the beginning, on its own side.",
)
@json_option
def begin(file: Path, year: str, balances: Sequence[tuple[str, Money]], as_json: bool) -> None:
    """Begin the books with a first year and its opening balance."""
    with writing(file) as books:
        books.do(begin_books, NewBooks(year, dict(balances)))
    printed(as_json, {"first_year": year}, [_("The books begin with {year}.").format(year=year)])


@ledger.command()
@click.argument("file", type=FILE)
@save_option
@json_option
def accounts(file: Path, output: Path | None, as_json: bool) -> None:
    """List the chart of accounts."""
    with reading(file) as books:
        rows = books.ask(list_accounts)
        headings = [_("Number"), _("Name"), _("Line in the statements"), _("RGS code")]
        cells = [[row.number, row.name, _(PLACES[row.place].label), row.rgs] for row in rows]
        lines = listed(books, _("Chart of accounts"), headings, cells, output)
    printed(as_json, {"accounts": [_account(row) for row in rows]}, lines)


def _account(row: AccountRow) -> dict[str, Any]:
    names = ("number", "name", "kind", "place", "rgs", "role", "in_use", "used")
    return {name: getattr(row, name) for name in names}


@ledger.command()
@click.argument("file", type=FILE)
@click.option("--on", "dated", type=DATE, help="The day of the booking; today when left out.")
@click.option("--journal", type=click.Choice(list(JOURNALS)), default=MEMORIAL)
@click.option("--what", required=True, help="What it is, in a few words.")
@click.option("--with", "party", default="", help="With whom.")
@click.option("--activity", default="", help="The activity that all lines are about.")
@click.option(
    "--line",
    "lines",
    nargs=2,
    type=(str, AMOUNT),
    multiple=True,
    metavar="ACCOUNT AMOUNT",
    help="A line: debit above zero, credit below.",
)
@anyway_option
@json_option
def book(
    file: Path,
    dated: date | None,
    journal: str,
    what: str,
    party: str,
    activity: str,
    lines: Sequence[tuple[str, Money]],
    anyway: str | None,
    as_json: bool,
) -> None:
    """Write one booking; its lines add to nothing."""
    with writing(file) as books:
        about = activity_named(books, activity)
        new = NewEntry(
            journal,
            dated or books.today(),
            what,
            [
                NewLine(account_named(books, number).id, each, activity_id=about)
                for number, each in lines
            ],
            party=party,
        )
        number = do_anyway(books, book_entry, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@ledger.command()
@click.argument("file", type=FILE)
@click.argument("number")
@click.option("--on", "dated", type=DATE, help="The day of the reversal.")
@json_option
def reverse(file: Path, number: str, dated: date | None, as_json: bool) -> None:
    """Set a reversal against a booking; both stay visible."""
    with writing(file) as books:
        written = books.do(reverse_entry, books.ask(find_entry, number), dated)
    printed(as_json, {"number": written}, [written])


@ledger.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--account", default="", help="Only the lines on this account.")
@save_option
@json_option
def lines(file: Path, year: str, account: str, output: Path | None, as_json: bool) -> None:
    """List the lines of a book year, oldest first."""
    with reading(file) as books:
        wanted = account_named(books, account).id if account else None
        rows = books.ask(list_lines, book_year=year, account_id=wanted)
        headings = [_("Date"), _("Number"), _("Account"), _("What"), _("Amount")]
        cells: list[list[Cell | Written]] = [
            [
                row.dated,
                row.number,
                f"{row.account} {row.account_name}",
                row.description or row.entry_description,
                row.amount,
            ]
            for row in rows
        ]
        shown = listed(books, _("Lines of {year}").format(year=year), headings, cells, output)
    printed(as_json, {"lines": [_line(row) for row in rows]}, shown)


def _line(row: LineRow) -> dict[str, Any]:
    names = (
        "number journal dated account account_name amount who entry_description description"
        " activity fund source"
    ).split()
    return {name: getattr(row, name) for name in names}


for _command in (xaf, read_xaf, audit, *YEAR_END):
    ledger.add_command(_command)
