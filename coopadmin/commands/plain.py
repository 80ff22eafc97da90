"""`coopadmin ledger receive|pay|move|owe`: booking without debit or credit, receipts, the cash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from coopadmin.commands.accounts import account_named, activity_named, fund_named
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
from coopadmin.commands.households import person_of
from coopadmin.commands.listing import listed, save_option
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.cards import open_items_on
from coopadmin.ledger.plain import NewMove, NewOwed, NewPlain, move, owe, pay, receive
from coopadmin.ledger.plain_queries import find_open_item, item_numbers, own_accounts
from coopadmin.ledger.receipts import Receipt
from coopadmin.ledger.rules import ITEM_KINDS
from coopadmin.store import Books
from coopadmin.store.work import Operation
from coopadmin.words import _

F = TypeVar("F", bound=Callable[..., Any])


def _shared(command: F) -> F:
    """What every booking takes: the day, words, whom it was with, what it is about, receipts."""
    for option in (
        click.option("--on", "dated", type=DATE, help="The day; today when left out."),
        click.option("--what", default="", help="What it is, in a few words."),
        click.option("--with", "party", default="", metavar="NAME", help="With whom."),
        click.option("--person", default="", help="With this member number or known name."),
        click.option("--activity", default="", help="The activity that it is about."),
        click.option("--fund", default="", help="The reserve or fund that it is about."),
        click.option("--receipt", "receipts", type=FILE, multiple=True, help="A receipt."),
        anyway_option,
        json_option,
    ):
        command = option(command)
    return command


def _about(books: Books, given: dict[str, Any]) -> dict[str, Any]:
    person, fund = given["person"], given["fund"]
    return {
        "dated": given["dated"] or books.today(),
        "description": given["what"],
        "party": given["party"],
        "person_id": person_of(books, person) if person else None,
        "activity_id": activity_named(books, given["activity"]),
        "fund_id": fund_named(books, fund),
        "receipts": tuple(Receipt(path.name, contents(path)) for path in given["receipts"]),
    }


def own_account(books: Books, number: str, role: str = "bank") -> int:
    """The id of an own account by its number, or the usual one for a role."""
    if number:
        return account_named(books, number).id
    for account in books.ask(own_accounts, books.today()):
        if account.role == role:
            return account.id
    raise refuse(
        "ledger.not_begun", N_("No books are kept here yet. Begin them with their first year.")
    )


def _money(wanted: Operation[..., str]) -> Callable[..., None]:
    @_shared
    @click.option("--item", default="", help="What is open under this reference or number.")
    @click.option("--for", "account", default="", metavar="ACCOUNT", help="What it is for.")
    @click.option("--account", "own", default="", help="Our own account; the bank if left out.")
    @click.argument("file", type=FILE)
    @click.argument("value", type=AMOUNT, metavar="AMOUNT")
    def run(
        file: Path,
        value: Money,
        own: str,
        account: str,
        item: str,
        anyway: str | None,
        as_json: bool,
        **given: Any,
    ) -> None:
        with writing(file) as books:
            new = NewPlain(
                amount=value,
                own_id=own_account(books, own),
                for_id=account_named(books, account).id if account else None,
                item_id=books.ask(find_open_item, item).id if item else None,
                **_about(books, given),
            )
            number = do_anyway(books, wanted, new, anyway=anyway)
        printed(as_json, {"number": number}, [number])

    return run


receive_ = click.command("receive", help="Book money that came in.")(_money(receive))
pay_ = click.command("pay", help="Book money that went out.")(_money(pay))


@click.command("move")
@click.argument("file", type=FILE)
@click.argument("value", type=AMOUNT, metavar="AMOUNT")
@click.argument("from_account", metavar="FROM")
@click.argument("to_account", metavar="TO")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@click.option("--what", default="", help="What it is, in a few words.")
@anyway_option
@json_option
def move_(
    file: Path,
    value: Money,
    from_account: str,
    to_account: str,
    dated: date | None,
    what: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Book money from one own account to another."""
    with writing(file) as books:
        new = NewMove(
            value,
            dated or books.today(),
            own_account(books, from_account),
            own_account(books, to_account),
            what,
        )
        number = do_anyway(books, move, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@click.command("owe")
@click.argument("file", type=FILE)
@click.argument("value", type=AMOUNT, metavar="AMOUNT")
@click.option("--for", "account", required=True, metavar="ACCOUNT", help="What it is for.")
@click.option("--due", type=DATE, required=True, help="The day by which it is to be paid.")
@click.option("--reference", default="", help="The number that stands on it.")
@click.option("--kind", type=click.Choice(list(ITEM_KINDS)), default="bill", show_default=True)
@click.option("--to-us", is_flag=True, help="It is to be paid to us.")
@click.option("--year", default="", help="The book year that it belongs to, if another one.")
@_shared
def owe_(
    file: Path,
    value: Money,
    account: str,
    due: date,
    reference: str,
    kind: str,
    to_us: bool,
    year: str,
    anyway: str | None,
    as_json: bool,
    **given: Any,
) -> None:
    """Book a bill, or something else that is paid later."""
    with writing(file) as books:
        new = NewOwed(
            amount=value,
            due=due,
            for_id=account_named(books, account).id,
            reference=reference,
            kind=kind,
            direction="receivable" if to_us else "payable",
            book_year=year,
            **_about(books, given),
        )
        number = do_anyway(books, owe, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@click.command("settle")
@click.argument("file", type=FILE)
@click.argument("item")
@click.option("--amount", "value", type=AMOUNT, help="A part of it; all that is open if left out.")
@click.option("--on", "dated", type=DATE, help="The day; today when left out.")
@click.option("--account", "own", default="", help="Our own account; the bank if left out.")
@anyway_option
@json_option
def settle_(
    file: Path,
    item: str,
    value: Money | None,
    dated: date | None,
    own: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Book the payment of an open ITEM, by its reference or the number of its booking."""
    with writing(file) as books:
        row = books.ask(find_open_item, item)
        new = NewPlain(
            value or row.open, dated or books.today(), own_account(books, own), item_id=row.id
        )
        wanted = receive if row.direction == "receivable" else pay
        number = do_anyway(books, wanted, new, anyway=anyway)
    printed(as_json, {"number": number}, [number])


@click.command("items")
@click.argument("file", type=FILE)
@click.option("--on", "dated", type=DATE, help="As it was at the end of this day.")
@save_option
@json_option
def items_(file: Path, dated: date | None, output: Path | None, as_json: bool) -> None:
    """List what is to be received and to be paid, with the number to settle it by."""
    with reading(file) as books:
        rows = books.ask(open_items_on, dated or books.today())
        numbers = books.ask(item_numbers)
        headings = [_("Number"), _("Reference"), _("Name"), _("What"), _("Due"), _("Amount")]
        cells: list[list[Cell | Written]] = [
            [
                numbers.get(row.id, ""),
                row.reference,
                row.name,
                row.description,
                row.due,
                _signed(row.open, row.direction),
            ]
            for row in rows
        ]
        lines = listed(books, _("Open items"), headings, cells, output)
    names = "direction kind reference name description dated due open days".split()
    shown = [
        {"number": numbers.get(row.id, ""), **{name: getattr(row, name) for name in names}}
        for row in rows
    ]
    printed(as_json, {"items": shown}, lines)


def _signed(value: Money, direction: str) -> Money:
    return value if direction == "receivable" else -value


COMMANDS = (
    receive_,
    pay_,
    move_,
    owe_,
    settle_,
    items_,
)
