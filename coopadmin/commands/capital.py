"""Commands on what members put in: kinds of share, movements, register, forecast."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.capital.facts import MovementRow
from coopadmin.capital.queries import (
    find_movement,
    forecast,
    get_certificate,
    get_register,
    get_share_kind,
    list_movements,
    list_share_kinds,
)
from coopadmin.capital.report import Printing, certificate, register_of_capital
from coopadmin.capital.rules import MOVEMENTS, REPAYMENTS, TREATMENTS, NewMovement, NewShareKind
from coopadmin.capital.service import (
    add_share_kind,
    pay_movement,
    record_movement,
    reverse_movement,
)
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    AMOUNT,
    DATE,
    FILE,
    clock,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.holdings import register
from coopadmin.commands.papers import paper_options, tongue, write_pdf
from coopadmin.cooperative.queries import get_book_year, get_resolution
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.rules import METHODS
from coopadmin.members.queries import MemberRow, find_member
from coopadmin.store import Books
from coopadmin.words import _, amount, date_short, money


@click.group()
def capital() -> None:
    """What members put in: shares, members' accounts, loans."""


capital.add_command(register)


@capital.command()
@click.argument("file", type=FILE)
@json_option
def kinds(file: Path, as_json: bool) -> None:
    """List the kinds of share and their terms."""
    with reading(file) as books:
        rows = books.ask(list_share_kinds)
    names = [name for name in rows[0].__dataclass_fields__ if name != "id"] if rows else []
    printed(
        as_json,
        {"kinds": [{name: getattr(row, name) for name in names} for row in rows]},
        table_lines(
            [_("Kind"), _("Share (€)"), _("Counts as"), _("Repaid")],
            [
                [
                    row.name,
                    "–" if row.share is None else amount(row.share),
                    _(TREATMENTS[row.treatment]),
                    _(REPAYMENTS[row.repaid]),
                ]
                for row in rows
            ],
        ),
    )


@capital.command("add-kind")
@click.argument("file", type=FILE)
@click.argument("name")
@click.option("--share", type=AMOUNT, help="Amount of one share; without it any amount is held.")
@click.option("--minimum", type=AMOUNT, default=ZERO, help="Least that a member holds.")
@click.option("--maximum", type=AMOUNT, help="Most that a member holds.")
@click.option("--as", "treatment", type=click.Choice(list(TREATMENTS)), default="equity")
@click.option("--advised-by", default="", help="Who advised whether it is equity or debt.")
@click.option("--advised-on", type=DATE, help="Day of that advice.")
@click.option("--repaid", type=click.Choice(list(REPAYMENTS)), default="year", show_default=True)
@click.option("--months", "repay_months", type=int, default=0, help="Months after that moment.")
@json_option
def add_kind(file: Path, as_json: bool, **values: Any) -> None:
    """Add a kind of share or members' account."""
    with writing(file) as books:
        books.do(add_share_kind, NewShareKind(**values))
    name = values["name"].strip()
    printed(as_json, {"kind": name}, [_("Added: {name}.").format(name=name)])


@capital.command()
@click.argument("file", type=FILE)
@click.argument("type_", metavar="TYPE", type=click.Choice(list(MOVEMENTS)))
@click.argument("number", type=int)
@click.argument("euros", type=AMOUNT, metavar="AMOUNT")
@click.option("--kind", required=True, help="Kind of share.")
@click.option("--to", "receiver", type=int, help="Number of the member who gets it.")
@click.option("--into", help="Kind of share into which it is converted.")
@click.option("--on", "dated", type=DATE, help="Day of the movement; today without it.")
@click.option("--due", type=DATE, help="Day on which it is to be paid.")
@click.option("--resolution", help="Number of the resolution, such as ALV-2026-04.")
@click.option("--note", default="", help="What is to be remembered of it.")
@anyway_option
@json_option
def move(
    file: Path,
    type_: str,
    number: int,
    euros: Money,
    kind: str,
    receiver: int | None,
    into: str | None,
    dated: date | None,
    due: date | None,
    resolution: str | None,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record what happens to the capital of member NUMBER."""
    with writing(file) as books:
        new = NewMovement(
            type=type_,
            kind_id=books.ask(get_share_kind, kind).id,
            person_id=_member(books, number).person_id,
            amount=euros,
            dated=dated or books.today(),
            to_person_id=None if receiver is None else _member(books, receiver).person_id,
            to_kind_id=None if into is None else books.ask(get_share_kind, into).id,
            resolution_id=None if resolution is None else books.ask(get_resolution, resolution).id,
            due=due,
            note=note,
        )
        made: str = do_anyway(books, record_movement, new, anyway=anyway)
        row = books.ask(find_movement, made)
    printed(as_json, _plain(row), [_said(row)])


@capital.command()
@click.argument("file", type=FILE)
@click.argument("movement")
@click.option("--amount", "euros", type=AMOUNT, help="Without it, all that is open.")
@click.option("--on", "dated", type=DATE, help="Day of payment; today without it.")
@click.option("--method", type=click.Choice(list(METHODS)), default="bank", show_default=True)
@anyway_option
@json_option
def pay(
    file: Path,
    movement: str,
    euros: Money | None,
    dated: date | None,
    method: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record that a MOVEMENT, such as K2026-0004, was paid."""
    with writing(file) as books:
        found = books.ask(find_movement, movement)
        do_anyway(books, pay_movement, found.id, euros, dated, method, anyway=anyway)
        row = books.ask(find_movement, movement)
    printed(as_json, _plain(row), [_said(row)])


@capital.command()
@click.argument("file", type=FILE)
@click.argument("movement")
@click.option("--on", "dated", type=DATE, help="Day of the reversal; today without it.")
@json_option
def reverse(file: Path, movement: str, dated: date | None, as_json: bool) -> None:
    """Set a movement against a wrong MOVEMENT; both stay visible."""
    with writing(file) as books:
        found = books.ask(find_movement, movement)
        row = books.ask(find_movement, books.do(reverse_movement, found.id, dated))
    printed(as_json, _plain(row), [_said(row)])


@capital.command("list")
@click.argument("file", type=FILE)
@click.argument("year", required=False)
@click.option("--member", "number", type=int, help="Only of the member with this number.")
@json_option
def list_(file: Path, year: str | None, number: int | None, as_json: bool) -> None:
    """List the movements, of one book YEAR or all, the newest first."""
    with reading(file) as books:
        label = None if year is None else books.ask(get_book_year, year).label
        person = None if number is None else _member(books, number).person_id
        rows = books.ask(list_movements, book_year=label, person_id=person)
    printed(
        as_json,
        {"movements": [_plain(row) for row in rows]},
        table_lines(
            [_("Number"), _("Day"), _("What"), _("Member"), _("Kind"), _("Amount (€)"), _("Open")],
            [
                [
                    row.number,
                    date_short(row.dated),
                    _(MOVEMENTS[row.type]),
                    row.name,
                    row.kind,
                    amount(row.amount),
                    amount(row.open) if row.open else "",
                ]
                for row in rows
            ],
        ),
    )


@capital.command("forecast")
@click.argument("file", type=FILE)
@click.option("--on", "day", type=DATE, help="As things stand on this day; today without it.")
@json_option
def forecast_(file: Path, day: date | None, as_json: bool) -> None:
    """What must be repaid in which book year."""
    with reading(file) as books:
        found = books.ask(forecast, day or books.today())
    printed(
        as_json,
        {
            "on": found.on,
            "by_year": dict(found.by_year),
            "repayments": [
                {
                    "due": row.due,
                    "year": row.book_year,
                    "name": row.name,
                    "kind": row.kind,
                    "amount": row.amount,
                }
                for row in found.rows
            ],
            "on_leaving": found.on_leaving,
            "never": found.never,
        },
        [
            *(f"{label}: {money(due)}" for label, due in found.by_year.items()),
            _("When members leave: {amount}").format(amount=money(found.on_leaving)),
        ],
    )


@capital.command("print")
@click.argument("file", type=FILE)
@click.option("--on", "day", type=DATE, help="On this day; today without it.")
@click.option("--member", "number", type=int, help="The certificate of this member instead.")
@paper_options
@json_option
def print_(
    file: Path,
    day: date | None,
    number: int | None,
    output: Path,
    spoken: str | None,
    large: bool,
    as_json: bool,
) -> None:
    """Print the register of capital, or the certificate of one member, as PDF."""
    how = Printing(clock().date(), tongue(spoken), large)
    with reading(file) as books:
        on = day or books.today()
        if number is None:
            built = register_of_capital(books.ask(get_register, on), how)
        else:
            person = _member(books, number).person_id
            built = certificate(books.ask(get_certificate, person, on), how)
    lines = write_pdf(output, built.pdf, built.pages, built.problems)
    printed(as_json, {"on": on, "file": str(output), "pages": built.pages}, lines)


def _member(books: Books, number: int) -> MemberRow:
    row = books.ask(find_member, number)
    if row is None:
        raise refuse(
            "capital.no_such_member",
            N_("There is no member {number}. Look it up in the list of members."),
            field="number",
            number=f"{number:04d}",
        )
    return row


def _said(row: MovementRow) -> str:
    return f"{row.number}  {date_short(row.dated)}  {_(MOVEMENTS[row.type])}  {row.name}  " + money(
        row.amount
    )


def _plain(row: MovementRow) -> dict[str, object]:
    return {
        "number": row.number,
        "date": row.dated,
        "type": row.type,
        "kind": row.kind,
        "name": row.name,
        "to": row.to_name,
        "into": row.to_kind,
        "amount": row.amount,
        "open": row.open,
        "due": row.due,
        "resolution": row.resolution,
        "note": row.note,
        "reversal": row.is_reversal,
        "reversed": row.reversed,
    }
