"""The register of capital on a day, a command both of `capital` and of `members`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from coopadmin.capital.facts import HoldingRow
from coopadmin.capital.queries import list_capital
from coopadmin.commands.frame import DATE, FILE, json_option, printed, reading
from coopadmin.commands.listing import listed, numbered, save_option
from coopadmin.formats.listing import Cell, Written
from coopadmin.kernel.money import Money
from coopadmin.words import _, date_long, date_short, money


@click.command()
@click.argument("file", type=FILE)
@click.option("--on", "day", type=DATE, help="The register on this day; today without it.")
@save_option
@json_option
def register(file: Path, day: date | None, output: Path | None, as_json: bool) -> None:
    """Who holds how much capital on a day."""
    with reading(file) as books:
        on = day or books.today()
        rows = books.ask(list_capital, on)
        title = _("Capital on {day}").format(day=date_short(on))
        headings = [_("No."), _("Name"), _("Kind"), _("Shares"), _("Amount (€)")]
        lines = listed(books, title, headings, map(_cells, rows), output)
    total = Money.total(row.amount for row in rows)
    printed(
        as_json,
        {
            "on": on,
            "holdings": [_plain(row) for row in rows],
            "total": total,
            "unpaid": Money.total(row.unpaid for row in rows),
        },
        [
            *lines,
            _("Together {amount} on {day}.").format(amount=money(total), day=date_long(on)),
        ],
    )


def _cells(row: HoldingRow) -> list[Cell | Written]:
    return [numbered(row.number), row.name, row.kind, row.shares, row.amount]


def _plain(row: HoldingRow) -> dict[str, object]:
    return {
        "number": row.number,
        "name": row.name,
        "kind": row.kind,
        "shares": row.shares,
        "amount": row.amount,
        "unpaid": row.unpaid,
        "since": row.since,
        "member": row.member,
    }
