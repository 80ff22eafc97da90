"""Commands for the chart of accounts and the opening balance: parts of `coopadmin ledger`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.accounts import account_named
from coopadmin.commands.frame import AMOUNT, FILE, json_option, printed, reading, writing
from coopadmin.commands.listing import listed, save_option
from coopadmin.desk.bookkeeping import OpeningRow, opening_difference
from coopadmin.desk.opening import OpeningFacts, change_opening, opening_balance
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import ZERO, Money
from coopadmin.ledger.accounts import (
    AccountRow,
    NewAccount,
    add_account,
    change_account,
    remove_account,
)
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.roles import ROLES
from coopadmin.words import _

PLACE, ROLE = click.Choice(list(PLACES)), click.Choice(["", *ROLES])


@click.command("add-account")
@click.argument("file", type=FILE)
@click.argument("number")
@click.argument("name")
@click.option("--place", required=True, type=PLACE, help="Its line in the statements.")
@click.option("--rgs", default="", help="Its RGS code.")
@click.option("--role", default="", type=ROLE, help="What the program books on it by itself.")
@json_option
def add(file: Path, number: str, name: str, place: str, rgs: str, role: str, as_json: bool) -> None:
    """Add an account to the chart."""
    with writing(file) as books:
        books.do(add_account, NewAccount(number, name, place, rgs, role))
    printed(as_json, {"number": number}, [f"{number} {name}"])


@click.command("change-account")
@click.argument("file", type=FILE)
@click.argument("number")
@click.option("--number", "new_number", help="Another number.")
@click.option("--name")
@click.option("--place", type=PLACE, help="Its line in the statements.")
@click.option("--rgs", help="Its RGS code.")
@click.option("--role", type=ROLE, help="What the program books on it by itself.")
@click.option("--in-use/--not-in-use", default=None, help="Whether it can be booked on.")
@json_option
def change(file: Path, number: str, as_json: bool, new_number: str | None, **given: Any) -> None:
    """Change an account, or take it out of use."""
    wanted = {"number": new_number, **given}
    with writing(file) as books:
        row = account_named(books, number)
        now = NewAccount(row.number, row.name, row.place, row.rgs, row.role, row.in_use)
        new = replace(now, **{key: each for key, each in wanted.items() if each is not None})
        books.do(change_account, row.id, new)
    printed(as_json, {"number": new.number}, [f"{new.number} {new.name}"])


@click.command("remove-account")
@click.argument("file", type=FILE)
@click.argument("number")
@json_option
def remove(file: Path, number: str, as_json: bool) -> None:
    """Remove an account that has no lines."""
    with writing(file) as books:
        row: AccountRow = account_named(books, number)
        books.do(remove_account, row.id)
    gone = _("{account} is removed.").format(account=f"{row.number} {row.name}")
    printed(as_json, {"number": number}, [gone])


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--balance",
    "balances",
    nargs=2,
    type=(str, AMOUNT),
    multiple=True,
    metavar="ACCOUNT AMOUNT",
    help="What an account held at the beginning, on its own side; others stay as they are.",
)
@click.option("--rest", is_flag=True, help="Put the difference to the other reserves.")
@save_option
@json_option
def opening(
    file: Path,
    balances: Sequence[tuple[str, Money]],
    rest: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show the opening balance, or change it as long as its year is open."""
    if balances or rest:
        with writing(file) as books:
            facts = books.ask(opening_balance)
            wanted = {**facts.balances, **dict(balances)}
            books.do(change_opening, with_rest(facts.rows, wanted) if rest else wanted)
    with reading(file) as books:
        facts = books.ask(opening_balance)
        title = _("Opening balance {year}").format(year=facts.first_year)
        cells: list[list[Cell | Written]] = [
            [row.number, row.name, _(PLACES[row.place].label), held] for row, held in _held(facts)
        ]
        headings = [_("Number"), _("Name"), _("Line in the statements"), _("Amount")]
        lines = listed(books, title, headings, cells, output)
    shown = [{"number": row.number, "name": row.name, "amount": held} for row, held in _held(facts)]
    printed(as_json, {"first_year": facts.first_year, "balances": shown}, lines)


def with_rest(rows: Sequence[OpeningRow], balances: dict[str, Money]) -> dict[str, Money]:
    """These balances with what they differ on the other reserves."""
    other = next(row.number for row in rows if row.role == "other_reserves")
    difference = opening_difference(rows, balances)
    return {**balances, other: balances.get(other, ZERO) + difference}


def _held(facts: OpeningFacts) -> list[tuple[OpeningRow, Money]]:
    pairs = [
        (row, facts.balances.get(row.number, ZERO) if row.fixed is None else row.fixed)
        for row in facts.rows
    ]
    return [(row, held) for row, held in pairs if held]


COMMANDS = (add, change, remove, opening)
