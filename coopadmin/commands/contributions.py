"""Commands on tariffs, charges and payments of contributions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    AMOUNT,
    DATE,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.listing import listed, numbered, save_option
from coopadmin.contributions.queries import (
    ChargeRow,
    list_charges,
    list_payments,
    list_tariffs,
    plan_charge_run,
)
from coopadmin.contributions.rules import (
    LINE_STATES,
    PRO_RATA,
    ChargeLine,
    ChargePlan,
    NewPayment,
    NewTariff,
)
from coopadmin.contributions.service import (
    pay_contribution,
    run_charges,
    set_tariff,
    take_back_payment,
)
from coopadmin.contributions.states import CHARGE_STATES, OPEN, PART
from coopadmin.cooperative.queries import get_book_year
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, Refused, Term, refuse
from coopadmin.ledger.rules import METHODS
from coopadmin.members.queries import get_kind
from coopadmin.store import Books
from coopadmin.words import _, amount, date_short, money, ngettext


@click.group()
def contributions() -> None:
    """Tariffs, charges and payments of contributions."""


@contributions.command()
@click.argument("file", type=FILE)
@click.argument("kind")
@click.argument("euros", type=AMOUNT, metavar="AMOUNT")
@click.option("--from", "since", type=DATE, required=True, help="First day of the tariff.")
@click.option(
    "--pro-rata", type=click.Choice(list(PRO_RATA)), default="none", show_default=True,
    help="What who joins during the year owes.",
)  # fmt: skip
@anyway_option
@json_option
def tariff(
    file: Path,
    kind: str,
    euros: Money,
    since: date,
    pro_rata: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Set what a KIND of membership costs per book year; 0 is free of charge."""
    with writing(file) as books:
        found = books.ask(get_kind, kind)
        do_anyway(books, set_tariff, NewTariff(found.id, since, euros, pro_rata), anyway=anyway)
    printed(
        as_json,
        {"kind": found.name, "amount": euros, "from": since, "pro_rata": pro_rata},
        [
            _("{kind}: {amount} from {date} on.").format(
                kind=found.name, amount=money(euros), date=date_short(since)
            )
        ],
    )


@contributions.command()
@click.argument("file", type=FILE)
@json_option
def tariffs(file: Path, as_json: bool) -> None:
    """List all tariffs, the newest of each kind first."""
    with reading(file) as books:
        rows = books.ask(list_tariffs)
    printed(
        as_json,
        {
            "tariffs": [
                {
                    "kind": row.kind,
                    "amount": row.amount,
                    "from": row.valid_from,
                    "pro_rata": row.pro_rata,
                }
                for row in rows
            ]
        },
        table_lines(
            [_("Kind"), _("From"), _("Amount (€)"), _("Joining during the year")],
            [
                [
                    row.kind,
                    date_short(row.valid_from),
                    amount(row.amount),
                    _(PRO_RATA[row.pro_rata]),
                ]
                for row in rows
            ],
        ),
    )


@contributions.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--on", "dated", type=DATE, help="Day of the charges, within the book year.")
@click.option("--due", type=DATE, help="Day on which they are to be paid.")
@click.option("--dry-run", is_flag=True, help="Only show what would be charged.")
@anyway_option
@json_option
def run(
    file: Path,
    year: str,
    dated: date | None,
    due: date | None,
    dry_run: bool,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Charge the members of a book YEAR who are not charged yet."""
    with reading(file) if dry_run else writing(file) as books:
        plan = books.ask(plan_charge_run, year, books.today(), dated=dated, due=due)
        if not dry_run:
            try:
                do_anyway(books, run_charges, year, dated=dated, due=due, anyway=anyway)
            except Refused as refused:
                why = [] if plan.ready else _why_left_out(plan)
                raise Refused([*refused.problems, *why]) from None
    shown = {
        "year": plan.book_year.label,
        "dry_run": dry_run,
        "dated": plan.dated,
        "due": plan.due,
        "charges": len(plan.ready),
        "total": plan.total,
        "by_kind": [
            {"kind": each.kind, "charges": each.count, "amount": each.amount}
            for each in plan.by_kind
        ],
        "left_out": [_plain_line(line) for line in plan.left_out],
    }
    if dry_run:
        shown["lines"] = [_plain_line(line) for line in plan.ready]
    printed(as_json, shown, _run_lines(plan, dry_run))


@contributions.command("list")
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--state", type=click.Choice(list(CHARGE_STATES)), help="Only these.")
@save_option
@json_option
def list_(file: Path, year: str, state: str | None, output: Path | None, as_json: bool) -> None:
    """List the charges of a book YEAR with what was paid on them."""
    with reading(file) as books:
        label = books.ask(get_book_year, year).label
        rows = books.ask(list_charges, label, states=None if state is None else [state])
        lines = _charge_lines(books, rows, output)
    _print_charges(rows, lines, as_json)


@contributions.command("open")
@click.argument("file", type=FILE)
@click.argument("year", required=False)
@save_option
@json_option
def open_(file: Path, year: str | None, output: Path | None, as_json: bool) -> None:
    """List what is still open, of one book YEAR or of all."""
    with reading(file) as books:
        label = None if year is None else books.ask(get_book_year, year).label
        rows = books.ask(list_charges, label, states=[OPEN, PART])
        lines = _charge_lines(books, rows, output)
    _print_charges(rows, lines, as_json)


@contributions.command()
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--year", help="Book year; without it the oldest charge comes first.")
@click.option("--amount", "euros", type=AMOUNT, help="Without it, all that is open.")
@click.option("--on", "dated", type=DATE, help="Day of payment; today without it.")
@click.option(
    "--method", type=click.Choice(list(METHODS)), default="bank", show_default=True,
    help="How it was paid.",
)  # fmt: skip
@click.option("--note", default="", help="What is to be remembered of it.")
@anyway_option
@json_option
def pay(
    file: Path,
    number: int,
    year: str | None,
    euros: Money | None,
    dated: date | None,
    method: str,
    note: str,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record what member NUMBER paid."""
    with writing(file) as books:
        label = None if year is None else books.ask(get_book_year, year).label
        new = NewPayment(number, label, euros, dated, method, note)
        made: list[int] = do_anyway(books, pay_contribution, new, anyway=anyway)
        payments = [
            row
            for row in books.ask(list_payments, member_number=number)
            if row.settlement_id in made
        ]
        open_now = _open_now(books, number)
    paid = Money.total(row.amount for row in payments)
    printed(
        as_json,
        {
            "number": number,
            "name": payments[0].name,
            "paid": paid,
            "payments": [
                {"reference": row.reference, "date": row.dated, "amount": row.amount}
                for row in reversed(payments)
            ],
            "open": open_now,
        },
        [
            _("{name} paid {amount}; {open} is open.").format(
                name=payments[0].name, amount=money(paid), open=money(open_now)
            )
        ],
    )


@contributions.command("take-back")
@click.argument("file", type=FILE)
@click.argument("number", type=int)
@click.option("--year", help="Book year of the payment; without it the newest of all.")
@click.option("--on", "dated", type=DATE, help="Day of taking back; today without it.")
@json_option
def take_back(file: Path, number: int, year: str | None, dated: date | None, as_json: bool) -> None:
    """Take back the newest payment of member NUMBER that still stands."""
    with writing(file) as books:
        label = None if year is None else books.ask(get_book_year, year).label
        rows = books.ask(list_payments, label, member_number=number)
        standing = [row for row in rows if not row.is_reversal and not row.reversed]
        if not standing:
            raise refuse(
                "contributions.no_payment",
                N_("There is no payment of member {number} to take back."),
                number=f"{number:04d}",
            )
        books.do(take_back_payment, standing[0].settlement_id, dated)
        open_now = _open_now(books, number)
    taken = standing[0]
    printed(
        as_json,
        {
            "number": number,
            "name": taken.name,
            "reference": taken.reference,
            "taken_back": taken.amount,
            "open": open_now,
        },
        [
            _("Taken back: {amount} of {name}; {open} is open.").format(
                amount=money(taken.amount), name=taken.name, open=money(open_now)
            )
        ],
    )


def _open_now(books: Books, number: int) -> Money:
    return Money.total(row.open for row in books.ask(list_charges, member_number=number))


def _why_left_out(plan: ChargePlan) -> list[Problem]:
    found = Counter((line.kind, line.state) for line in plan.left_out)
    sentence = N_("{kind}, {state}: {count}")
    return [
        Problem(
            "contributions.left_out",
            sentence,
            {"kind": kind, "state": Term(LINE_STATES[state]), "count": count},
        )
        for (kind, state), count in found.items()
    ]


def _plain_line(line: ChargeLine) -> dict[str, object]:
    return {
        "number": line.number,
        "name": line.name,
        "kind": line.kind,
        "payer": line.payer,
        "amount": line.amount,
        "state": line.state,
    }


def _run_lines(plan: ChargePlan, dry_run: bool) -> Iterable[str]:
    yield ngettext(
        "{count} charge, {amount} in all.", "{count} charges, {amount} in all.", len(plan.ready)
    ).format(count=len(plan.ready), amount=money(plan.total))
    for each in plan.by_kind:
        yield f"  {each.kind}: {each.count}, {money(each.amount)}"
    for line in plan.left_out:
        yield f"  {line.number:04d} {line.name}: {_(LINE_STATES[line.state])}"
    if dry_run:
        yield _("Nothing was changed.")


def _charge_lines(books: Books, rows: list[ChargeRow], output: Path | None) -> list[str]:
    headings = [
        _("Reference"), _("No."), _("Name"), _("Charged"), _("Paid"), _("Open"), _("State"),
    ]  # fmt: skip
    cells = [
        (
            row.reference,
            numbered(row.member_number),
            row.name,
            row.charged,
            row.paid,
            row.open,
            _(CHARGE_STATES[row.state]),
        )
        for row in rows
    ]
    return listed(books, _("Contributions"), headings, cells, output)


def _print_charges(rows: list[ChargeRow], lines: list[str], as_json: bool) -> None:
    printed(
        as_json,
        {
            "charges": [
                {
                    "year": row.book_year,
                    "number": row.member_number,
                    "name": row.name,
                    "kind": row.kind,
                    "reference": row.reference,
                    "due": row.due,
                    "charged": row.charged,
                    "paid": row.paid,
                    "open": row.open,
                    "state": row.state,
                }
                for row in rows
            ],
            "charged": Money.total(row.charged for row in rows),
            "paid": Money.total(row.paid for row in rows),
            "open": Money.total(row.open for row in rows),
        },
        lines,
    )
