"""`coopadmin ledger assets|depreciate|accruals|accrue`: what lasts, and what is of another year."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.accounts import account_named, activity_named, fund_named
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import AMOUNT, DATE, FILE, json_option, printed, reading, writing
from coopadmin.commands.listing import listed, save_option
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.accrual_rules import MOVES, NewAccrual
from coopadmin.ledger.accruals import (
    AccrualRow,
    accrual_pairs,
    add_accrual,
    book_accruals,
    list_accruals,
    remove_accrual,
)
from coopadmin.ledger.asset_queries import (
    AssetRow,
    PurchaseRow,
    list_assets,
    purchases_without_asset,
    usual_accounts,
)
from coopadmin.ledger.asset_rules import NewAsset, NewDisposal
from coopadmin.ledger.assets import (
    add_asset,
    depreciate,
    dispose_asset,
    remove_asset,
    take_back_disposal,
)
from coopadmin.store import Books
from coopadmin.words import _


@click.group()
def assets() -> None:
    """What lasts for years: its price, its yearly depreciation, and when it goes."""


@assets.command("list")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def list_(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """List what there was in a book year with its value at the beginning and at the end."""
    with reading(file) as books:
        rows = books.ask(list_assets, year)
        headings = [
            _("No."),
            _("What"),
            _("Bought on"),
            _("Price"),
            _("Start"),
            _("Written off"),
            _("At the end"),
        ]
        cells: list[list[Cell | Written]] = [
            [row.number, row.name, row.bought, *_figures(row)] for row in rows
        ]
        title = _("Fixed assets {year}").format(year=year)
        lines = listed(books, title, headings, cells, output)
    printed(as_json, {"assets": [_asset(row) for row in rows]}, lines)


def _figures(row: AssetRow) -> tuple[Money, ...]:
    return row.price, row.opening, row.written_off, row.closing


def _asset(row: AssetRow) -> dict[str, Any]:
    names = (
        "number name bought price residual months account activity purchase disposed_on opening"
        " added written_off gone closing to_write_off"
    ).split()
    return {name: getattr(row, name) for name in names}


@assets.command()
@click.argument("file", type=FILE)
@json_option
def purchases(file: Path, as_json: bool) -> None:
    """List bookings on fixed assets that nothing on the list came from."""
    with reading(file) as books:
        rows = books.ask(purchases_without_asset)
        headings = [_("Number"), _("Date"), _("What"), _("Amount")]
        cells: list[list[Cell | Written]] = [
            [row.number, row.dated, row.description, row.amount] for row in rows
        ]
        lines = listed(books, _("Bookings without a fixed asset"), headings, cells, None)
    names = ("number", "dated", "description", "amount")
    value = [{name: getattr(row, name) for name in names} for row in rows]
    printed(as_json, {"purchases": value}, lines)


@assets.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--years", type=click.IntRange(0, 100), default=0, help="So many years it lasts.")
@click.option("--months", type=click.IntRange(0, 11), default=0, help="And so many months.")
@click.option("--from", "booking", default="", metavar="NUMBER", help="The booking that bought it.")
@click.option("--bought", type=DATE, help="The day; without it that of the booking, or today.")
@click.option("--price", type=AMOUNT, help="What it cost; without it the amount of the booking.")
@click.option("--residual", type=AMOUNT, default="0", help="What it is worth in the end.")
@click.option("--account", default="", help="Where its price stands.")
@click.option("--written-off", default="", metavar="ACCOUNT", help="Where depreciation stands.")
@click.option("--cost", default="", metavar="ACCOUNT", help="The yearly cost.")
@click.option("--activity", default="", help="The activity that it is for.")
@anyway_option
@json_option
def add(file: Path, anyway: str | None, as_json: bool, **given: Any) -> None:
    """Write down something that lasts for years."""
    with writing(file) as books:
        number = do_anyway(books, add_asset, _new_asset(books, given), anyway=anyway)
    printed(as_json, {"number": number}, [_("Written down as {number}").format(number=number)])


def _new_asset(books: Books, given: dict[str, Any]) -> NewAsset:
    bought = _purchase(books, given["booking"]) if given["booking"] else None
    accounts = books.ask(list_accounts)
    if given["account"]:
        account_id = account_named(books, given["account"]).id
    elif bought is not None:
        account_id = bought.account_id
    else:
        account_id = next((row.id for row in accounts if row.role == "assets"), 0)
    written_off, cost = usual_accounts(accounts, account_id) or (0, 0)
    if given["written_off"]:
        written_off = account_named(books, given["written_off"]).id
    if given["cost"]:
        cost = account_named(books, given["cost"]).id
    return NewAsset(
        given["name"],
        given["bought"] or (books.today() if bought is None else bought.dated),
        given["price"] or (ZERO if bought is None else bought.amount),
        12 * given["years"] + given["months"],
        account_id,
        written_off,
        cost,
        given["residual"],
        activity_named(books, given["activity"]),
        None if bought is None else bought.entry_id,
    )


def _purchase(books: Books, number: str) -> PurchaseRow:
    for row in books.ask(purchases_without_asset):
        if row.number == number.strip().upper():
            return row
    raise refuse(
        "asset.no_purchase",
        N_("{number} is no booking on fixed assets of which nothing is on the list."),
        number=number,
    )


@assets.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@click.option("--for", "proceeds", type=AMOUNT, default="0", help="What you got for it.")
@click.option("--into", default="", metavar="ACCOUNT", help="Where that came in.")
@anyway_option
@json_option
def dispose(
    file: Path,
    number: int,
    dated: date | None,
    proceeds: Money,
    into: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Say that something was sold, given away or broke."""
    with writing(file) as books:
        account = account_named(books, into).id if into else None
        new = NewDisposal(dated or books.today(), proceeds, account)
        booked = do_anyway(books, dispose_asset, number, new, anyway=anyway)
    printed(as_json, {"number": booked}, [booked])


@assets.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@json_option
def keep(file: Path, number: int, as_json: bool) -> None:
    """Say that something is still there after all."""
    with writing(file) as books:
        books.do(take_back_disposal, number)
    printed(as_json, {"number": number}, [str(number)])


@assets.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@json_option
def remove(file: Path, number: int, as_json: bool) -> None:
    """Take away what was written down by mistake."""
    with writing(file) as books:
        books.do(remove_asset, number)
    printed(as_json, {"number": number}, [str(number)])


@click.command("depreciate")
@click.argument("file", type=FILE)
@click.argument("year")
@json_option
def depreciate_(file: Path, year: str, as_json: bool) -> None:
    """Book the depreciation of a book year that is not booked yet."""
    with writing(file) as books:
        number = books.do(depreciate, year)
    printed(as_json, {"number": number}, [number or _("All of it is booked already.")])


@click.group()
def accruals() -> None:
    """Costs and income of another year than they are booked in."""


@accruals.command("list")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def list_accruals_(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """List them as the end of a book year sees them, and the pairs of bookings."""
    with reading(file) as books:
        rows = books.ask(list_accruals, year)
        pairs = books.ask(accrual_pairs, year)
        headings = [_("No."), _("What"), _("Amount"), _("From"), _("Until"), _("Over the end")]
        cells: list[list[Cell | Written]] = [
            [
                row.number,
                f"{row.description} ({_(MOVES[row.role])})" if row.moved else row.description,
                row.amount,
                row.period.first,
                row.period.last,
                row.moved,
            ]
            for row in rows
        ]
        title = _("Accruals {year}").format(year=year)
        lines = listed(books, title, headings, cells, output)
        lines += [f"{each.description}: {each.number} → {each.back_number}" for each in pairs]
    names = ("accrual", "number", "dated", "amount", "back_number", "back_dated")
    value = {
        "accruals": [_accrual(row) for row in rows],
        "pairs": [{name: getattr(each, name) for name in names} for each in pairs],
    }
    printed(as_json, value, lines)


def _accrual(row: AccrualRow) -> dict[str, Any]:
    names = "number description account activity fund amount booked_in until moved to_book".split()
    found: dict[str, Any] = {name: getattr(row, name) for name in names}
    return found | {
        "first": row.period.first,
        "last": row.period.last,
        "stands": row.role if row.moved else "",
    }


@accruals.command("add")
@click.argument("file", type=FILE)
@click.argument("description")
@click.argument("value", type=AMOUNT, metavar="AMOUNT")
@click.option("--account", required=True, help="The account of the cost or the income.")
@click.option("--from", "first", type=DATE, required=True, help="The first day it is for.")
@click.option("--until", "last", type=DATE, required=True, help="The last day it is for.")
@click.option("--booked-in", required=True, metavar="YEAR", help="The book year of the payment.")
@click.option("--activity", default="", help="The activity that it is about.")
@click.option("--fund", default="", help="The reserve or fund that it is about.")
@json_option
def add_accrual_(file: Path, as_json: bool, **given: Any) -> None:
    """Note a cost or an income for a period in another year."""
    with writing(file) as books:
        new = NewAccrual(
            given["description"],
            account_named(books, given["account"]).id,
            given["value"],
            Period(given["first"], given["last"]),
            given["booked_in"],
            activity_named(books, given["activity"]),
            fund_named(books, given["fund"]),
        )
        number = books.do(add_accrual, new)
    printed(as_json, {"number": number}, [_("Written down as {number}").format(number=number)])


@accruals.command("remove")
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@json_option
def remove_accrual_(file: Path, number: int, as_json: bool) -> None:
    """Take one away, and reverse what it moved."""
    with writing(file) as books:
        books.do(remove_accrual, number)
    printed(as_json, {"number": number}, [str(number)])


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@json_option
def accrue(file: Path, year: str, as_json: bool) -> None:
    """Move over the end of a book year what belongs to other years, and back in the next."""
    with writing(file) as books:
        moved = books.do(book_accruals, year)
    printed(as_json, {"moved": moved}, [_("Moved: {count}").format(count=moved)])


COMMANDS = (assets, depreciate_, accruals, accrue)
