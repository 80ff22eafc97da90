"""`coopadmin ledger funds|donations|write-off|credit`: reserves, gifts, and what is let go."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.accounts import account_named, activity_named, fund_named
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import AMOUNT, DATE, FILE, json_option, printed, reading, writing
from coopadmin.commands.households import person_of
from coopadmin.commands.listing import listed, save_option
from coopadmin.commands.plain import own_account
from coopadmin.contributions.crediting import NewCredit, credit_charge, list_credit_notes
from coopadmin.contributions.queries import list_charges
from coopadmin.cooperative.queries import get_resolution
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.donations import NewDonation, list_donations, list_donors, record_donation
from coopadmin.ledger.fund_rules import NewFund, NewFundMove
from coopadmin.ledger.funds import (
    add_fund,
    change_fund,
    fund_movements,
    list_funds,
    move_fund,
    remove_fund,
)
from coopadmin.ledger.places import FUND_KINDS
from coopadmin.ledger.plain_queries import find_open_item
from coopadmin.ledger.service import write_off
from coopadmin.store import Books
from coopadmin.words import _


@click.group()
def funds() -> None:
    """Reserves and funds with an aim: what they hold, and how that changed."""


@funds.command("list")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def list_(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """The movement table of a book year: begin, added, withdrawn and end."""
    with reading(file) as books:
        rows = books.ask(fund_movements, year)
        headings = [
            _("Reserve or fund"),
            _("Kind"),
            _("Start"),
            _("Added"),
            _("Withdrawn"),
            _("At the end"),
        ]
        cells: list[list[Cell | Written]] = [
            [
                row.name or _("Without a name"),
                _(FUND_KINDS[row.kind]),
                row.opening,
                row.added,
                row.withdrawn,
                row.closing,
            ]
            for row in rows
        ]
        title = _("Reserves and funds {year}").format(year=year)
        lines = listed(books, title, headings, cells, output)
    names = "name kind purpose most resolution opening added withdrawn closing waiting".split()
    value = [{name: getattr(row, name) for name in names} for row in rows]
    printed(as_json, {"funds": value}, lines)


@funds.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--kind", type=click.Choice(list(FUND_KINDS)), default="designated_reserves")
@click.option("--purpose", default="", help="What it is for; of a restricted fund who gave, too.")
@click.option("--most", type=AMOUNT, help="What it may hold at most.")
@click.option("--resolution", default="", metavar="NUMBER", help="The decision about it.")
@click.option("--account", default="", help="Where it stands; the usual one when left out.")
@json_option
def add(file: Path, as_json: bool, **given: Any) -> None:
    """Add a reserve or fund."""
    with writing(file) as books:
        number, account = given["resolution"], given["account"]
        new = NewFund(
            given["kind"],
            given["name"],
            given["purpose"],
            given["most"],
            books.ask(get_resolution, number).id if number else None,
            account_named(books, account).id if account else None,
        )
        books.do(add_fund, new)
    printed(as_json, {"name": given["name"]}, [given["name"]])


@funds.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--again", is_flag=True, help="Take it into use again.")
@json_option
def close(file: Path, name: str, again: bool, as_json: bool) -> None:
    """Take a reserve or fund out of use; it must hold nothing."""
    with writing(file) as books:
        fund_id = _fund(books, name)
        (row,) = (each for each in books.ask(list_funds) if each.id == fund_id)
        new = NewFund(
            row.kind, row.name, row.purpose, row.most, row.resolution_id, row.account_id, again
        )
        books.do(change_fund, fund_id, new)
    printed(as_json, {"name": row.name, "in_use": again}, [row.name])


@funds.command()
@click.argument("file", type=FILE)
@click.argument("name")
@json_option
def remove(file: Path, name: str, as_json: bool) -> None:
    """Remove a reserve or fund on which nothing was booked."""
    with writing(file) as books:
        books.do(remove_fund, _fund(books, name))
    printed(as_json, {"name": name}, [name])


@funds.command()
@click.argument("file", type=FILE)
@click.argument("name")
@click.argument("value", type=AMOUNT, metavar="AMOUNT")
@click.option("--withdraw", is_flag=True, help="Take it from the fund.")
@click.option("--why", required=True, help="What it is for, in a few words.")
@click.option("--other", default="", metavar="NAME", help="The fund that it comes from or goes to.")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@anyway_option
@json_option
def move(
    file: Path,
    name: str,
    value: Money,
    withdraw: bool,
    why: str,
    other: str,
    dated: date | None,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Add to a fund, or withdraw from it."""
    with writing(file) as books:
        moved = -value if withdraw else value
        new = NewFundMove(
            _fund(books, name), moved, dated or books.today(), why, fund_named(books, other)
        )
        number = do_anyway(books, move_fund, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


def _fund(books: Books, name: str) -> int:
    found = fund_named(books, name)
    if found is None:
        raise refuse("fund.name", N_("Give it a name."))
    return found


@click.group()
def donations() -> None:
    """Gifts: who gave what, and what for."""


@donations.command("list")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def list_donations_(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """List the gifts of a book year, the newest on top."""
    with reading(file) as books:
        rows = books.ask(list_donations, year)
        headings = [_("Date"), _("Number"), _("Who"), _("Amount"), _("For")]
        cells: list[list[Cell | Written]] = [
            [
                row.dated,
                row.number,
                row.name,
                row.amount,
                " · ".join(part for part in (row.purpose, row.fund, row.activity) if part),
            ]
            for row in rows
        ]
        lines = listed(books, _("Gifts {year}").format(year=year), headings, cells, output)
    names = "number dated name amount purpose fund activity".split()
    value = [{name: getattr(row, name) for name in names} for row in rows]
    printed(as_json, {"donations": value}, lines)


@donations.command()
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def donors(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """What each giver gave in a book year."""
    with reading(file) as books:
        rows = books.ask(list_donors, year)
        headings = [_("Who"), _("Gifts"), _("Together")]
        cells: list[list[Cell | Written]] = [[row.name, row.gifts, row.total] for row in rows]
        lines = listed(books, _("Givers {year}").format(year=year), headings, cells, output)
    value = [{"name": row.name, "gifts": row.gifts, "total": row.total} for row in rows]
    printed(as_json, {"donors": value}, lines)


@donations.command("add")
@click.argument("file", type=FILE)
@click.argument("value", type=AMOUNT, metavar="AMOUNT")
@click.option("--person", default="", help="Who gave: a member number or a known name.")
@click.option("--from", "donor", default="", metavar="NAME", help="Who gave, when not known here.")
@click.option("--for", "purpose", default="", help="What it is meant for.")
@click.option("--fund", default="", help="The reserve or fund that it is for.")
@click.option("--activity", default="", help="The activity that it is for.")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@click.option("--into", default="", metavar="ACCOUNT", help="Where it came in; else the bank.")
@anyway_option
@json_option
def add_donation(file: Path, anyway: str | None, as_json: bool, **given: Any) -> None:
    """Record a gift."""
    with writing(file) as books:
        person = given["person"]
        new = NewDonation(
            given["dated"] or books.today(),
            given["value"],
            own_account(books, given["into"]),
            person_of(books, person) if person else None,
            given["donor"],
            given["purpose"],
            fund_named(books, given["fund"]),
            activity_named(books, given["activity"]),
        )
        number = do_anyway(books, record_donation, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@click.command("write-off")
@click.argument("file", type=FILE)
@click.argument("item")
@click.option("--why", required=True, help="Why it will not be paid.")
@click.option("--amount", "value", type=AMOUNT, help="Not all that is open, but this.")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@json_option
def write_off_(
    file: Path, item: str, why: str, value: Money | None, dated: date | None, as_json: bool
) -> None:
    """Let go what is open under a reference or number and will not be paid."""
    with writing(file) as books:
        row = books.ask(find_open_item, item)
        books.do(write_off, row.id, why, value, dated)
    printed(as_json, {"item": item}, [item])


@click.command()
@click.argument("file", type=FILE)
@click.argument("reference")
@click.option("--why", required=True, help="Why it is not owed.")
@click.option("--amount", "value", type=AMOUNT, help="Not all that is open, but this.")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@anyway_option
@json_option
def credit(
    file: Path,
    reference: str,
    why: str,
    value: Money | None,
    dated: date | None,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Make a credit note for the contribution with this reference."""
    with writing(file) as books:
        wanted = reference.strip().upper()
        charge = next((row for row in books.ask(list_charges) if row.reference == wanted), None)
        if charge is None:
            raise refuse(
                "contributions.no_reference",
                N_("There is no contribution {reference}."),
                reference=reference,
            )
        new = NewCredit(charge.id, why, value, dated)
        number = do_anyway(books, credit_charge, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@click.command("credit-notes")
@click.argument("file", type=FILE)
@click.argument("year")
@save_option
@json_option
def credit_notes(file: Path, year: str, output: Path | None, as_json: bool) -> None:
    """List the credit notes of a book year."""
    with reading(file) as books:
        rows = books.ask(list_credit_notes, year)
        headings = [_("Number"), _("Date"), _("Contribution"), _("Who"), _("Amount"), _("Why")]
        cells: list[list[Cell | Written]] = [
            [row.number, row.dated, row.charge, row.name, row.amount, row.reason] for row in rows
        ]
        lines = listed(books, _("Credit notes {year}").format(year=year), headings, cells, output)
    names = "number charge member_number name dated amount reason taken_back".split()
    value = [{name: getattr(row, name) for name in names} for row in rows]
    printed(as_json, {"credit_notes": value}, lines)


COMMANDS = (funds, donations, write_off_, credit, credit_notes)
