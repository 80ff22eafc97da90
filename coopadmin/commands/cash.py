"""`coopadmin ledger cash|count|receipt|without-receipt`: the cash book, counting it, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    AMOUNT,
    DATE,
    FILE,
    contents,
    json_option,
    printed,
    reading,
    writing,
)
from coopadmin.commands.listing import listed, save_option
from coopadmin.commands.plain import own_account
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import Money
from coopadmin.ledger.cash import NewCount, cash_book, count_cash, list_counts
from coopadmin.ledger.entry_queries import find_entry
from coopadmin.ledger.receipts import ENTRY, attach_receipt, list_without_receipt
from coopadmin.words import _, date_long, money


@click.command("receipt")
@click.argument("file", type=FILE)
@click.argument("number")
@click.argument("source", type=FILE, metavar="RECEIPT")
@json_option
def receipt_(file: Path, number: str, source: Path, as_json: bool) -> None:
    """Put a receipt with a booking."""
    with writing(file) as books:
        owner = Owner(ENTRY, books.ask(find_entry, number))
        books.do(attach_receipt, NewAttachment(owner, source.name, contents(source)))
    printed(as_json, {"number": number, "receipt": source.name}, [number])


@click.command("without-receipt")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def without_receipt(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """List what was spent in a book YEAR without a receipt."""
    with reading(file) as books:
        rows = books.ask(list_without_receipt, year)
        headings = [_("Number"), _("Date"), _("Name"), _("What"), _("Amount")]
        cells: list[list[Cell | Written]] = [
            [
                row.number,
                row.dated,
                row.who,
                row.description,
                row.amount,
            ]
            for row in rows
        ]
        title = _("Without a receipt in {year}").format(year=year)
        lines = listed(books, title, headings, cells, output)
    names = ("number", "dated", "who", "description", "amount")
    shown = [{name: getattr(row, name) for name in names} for row in rows]
    printed(as_json, {"bookings": shown}, lines)


@click.command("count")
@click.argument("file", type=FILE)
@click.argument("counted", type=AMOUNT, metavar="AMOUNT", required=False)
@click.option(
    "--piece",
    "pieces",
    nargs=2,
    type=(AMOUNT, int),
    multiple=True,
    metavar="VALUE NUMBER",
    help="How many of a note or coin, such as 0,50 7.",
)
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@click.option("--account", "own", default="", help="Which cash; the usual one if left out.")
@click.option("--by", "counted_by", default="", help="Who counted; who works here if left out.")
@click.option("--note", default="")
@anyway_option
@json_option
def count_(
    file: Path,
    counted: Money | None,
    pieces: Sequence[tuple[Money, int]],
    dated: date | None,
    own: str,
    counted_by: str,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Keep what was counted in the cash box; a difference is booked with --anyway."""
    with writing(file) as books:
        new = NewCount(
            own_account(books, own, "cash"),
            dated or books.today(),
            counted,
            {each.cents: number for each, number in pieces},
            counted_by,
            note,
        )
        do_anyway(books, count_cash, new, anyway=anyway)
        row = books.ask(list_counts, new.account_id)[0]
    names = ("account", "dated", "counted", "booked", "difference", "counted_by", "number")
    said = _("{account}: {counted} counted on {dated}.").format(
        account=row.account, counted=money(row.counted), dated=date_long(row.dated)
    )
    printed(as_json, {name: getattr(row, name) for name in names}, [said])


@click.command("cash")
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--account", "own", default="", help="Which account; the cash if left out.")
@save_option
@json_option
def cash_(file: Path, year: str, own: str, output: Path | None, as_json: bool) -> None:
    """Show the cash book of a book YEAR."""
    with reading(file) as books:
        book = books.ask(cash_book, own_account(books, own, "cash"), year)
        headings = [_("Date"), _("Number"), _("Name"), _("What"), _("Amount"), _("Balance")]
        cells: list[list[Cell | Written]] = [
            [
                row.dated,
                row.number,
                row.who,
                row.description,
                row.amount,
                row.balance,
            ]
            for row in book.rows
        ]
        lines = listed(books, _("Cash book {year}").format(year=year), headings, cells, output)
    names = "number dated who description against amount balance receipts".split()
    shown = {
        "opening": book.opening,
        "rows": [{name: getattr(row, name) for name in names} for row in book.rows],
        "closing": book.closing,
    }
    printed(as_json, shown, lines)


COMMANDS = (cash_, count_, receipt_, without_receipt)
