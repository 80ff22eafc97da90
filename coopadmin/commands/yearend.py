"""Commands on the end of a book year: the list, closing, opening again, appropriating, adopting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from coopadmin.attachments.queries import logo_of
from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    AMOUNT,
    FILE,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
from coopadmin.commands.papers import language_option, tongue, write_pdf
from coopadmin.desk.accounts import tax_return_by
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, refuse
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.appropriation import (
    NewAppropriation,
    Share,
    appropriate_result,
    list_receivers,
    take_back_appropriation,
)
from coopadmin.ledger.papers import Printing, tax_paper
from coopadmin.ledger.size import SIZES, NewYearNote, fte_words, note_year, read_fte, sizes
from coopadmin.ledger.statements import statements_of_year
from coopadmin.ledger.tax import ASKED, TO_CHECK, tax_figures
from coopadmin.ledger.year_checks import agree_balance, tick_step, untick_step
from coopadmin.ledger.year_end import list_year_end, steps_words
from coopadmin.ledger.year_states import STATES as YEAR_STATES
from coopadmin.ledger.year_states import STEPS, YearRow, get_year, list_year_steps, list_years
from coopadmin.ledger.year_steps import STATES, TICKED, YearEndStep
from coopadmin.ledger.years import adopt_year, close_year, reopen_year
from coopadmin.store import Books
from coopadmin.words import _, amount, date_short


@click.command("year")
@click.argument("file", type=FILE)
@click.argument("year")
@json_option
def year_end(file: Path, year: str, as_json: bool) -> None:
    """How far the end of a book YEAR is: what is done and what is to do."""
    with reading(file) as books:
        row = books.ask(get_year, year)
        steps = books.ask(list_year_end, row.label, books.today())
        history = books.ask(list_year_steps, row.label)
    cells = [[_(STATES[step.state]), step.title, step.why] for step in steps]
    lines = [
        f"{row.label}: {_(YEAR_STATES[row.state])} · {steps_words(steps)}",
        *table_lines([_("State"), _("Step"), _("What")], cells),
        *(
            " · ".join(
                part
                for part in (
                    date_short(each.dated),
                    _(STEPS[each.step]),
                    each.who,
                    each.resolution,
                    each.reason,
                )
                if part
            )
            for each in history
        ),
    ]
    plain = _year(row) | {
        "steps": [_step(step) for step in steps],
        "history": [
            {
                "step": each.step,
                "dated": each.dated,
                "who": each.who,
                "reason": each.reason,
                "resolution": each.resolution,
            }
            for each in history
        ],
    }
    printed(as_json, plain, lines)


def _year(row: YearRow) -> dict[str, Any]:
    names = ("label", "state", "since", "who", "reopened_because", "resolution", "appropriated_by")
    return {name: getattr(row, name) for name in names}


def _step(step: YearEndStep) -> dict[str, Any]:
    return {
        "code": step.code,
        "state": step.state,
        "title": step.title,
        "why": step.why,
        "ticked": step.ticked,
        "note": step.note,
        "balances": [
            {
                "account": each.number,
                "name": each.name,
                "books": each.books,
                "typed": each.typed,
                "difference": each.difference,
            }
            for each in step.balances
        ],
    }


@click.command("years")
@click.argument("file", type=FILE)
@json_option
def all_years(file: Path, as_json: bool) -> None:
    """List the book years and how far each one is."""
    with reading(file) as books:
        rows = books.ask(list_years, books.today())
    cells = [
        [
            row.label,
            _(YEAR_STATES[row.state]),
            "" if row.since is None else date_short(row.since),
            row.resolution or row.appropriated_by,
        ]
        for row in rows
    ]
    headings = [_("Book year"), _("State"), _("Since"), _("Resolution")]
    printed(as_json, {"years": [_year(row) for row in rows]}, table_lines(headings, cells))


@click.command("agree")
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("account")
@click.argument("balance", type=AMOUNT)
@json_option
def agree(file: Path, year: str, account: str, balance: Money, as_json: bool) -> None:
    """Compare what the bank says, or was counted, at the end of a YEAR with an ACCOUNT."""
    with writing(file) as books:
        books.do(agree_balance, year, _account(books, account), balance)
        steps = books.ask(list_year_end, year, books.today())
    (step,) = (each for each in steps if account in {one.number for one in each.balances})
    printed(as_json, _step(step), [f"{step.title}: {step.why}"])


@click.command("tick")
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("step", type=click.Choice(sorted(TICKED)))
@click.option("--note", default="", help="What was found.")
@click.option("--off", is_flag=True, help="Take the tick away again.")
@json_option
def tick(file: Path, year: str, step: str, note: str, off: bool, as_json: bool) -> None:
    """Tick off a STEP of the end of a YEAR that you went through."""
    with writing(file) as books:
        if off:
            books.do(untick_step, year, step)
        else:
            books.do(tick_step, year, step, note)
        steps = books.ask(list_year_end, year, books.today())
    (found,) = (each for each in steps if each.code == step)
    printed(as_json, _step(found), [f"{found.title}: {_(STATES[found.state])}"])


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@anyway_option
@json_option
def close(file: Path, year: str, anyway: str | None, as_json: bool) -> None:
    """Close a book YEAR: nothing is booked in it any more."""
    with writing(file) as books:
        do_anyway(books, close_year, year, anyway=anyway)
        _told(books, year, as_json)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--reason", required=True, help="Why it is opened again; kept for ever.")
@json_option
def reopen(file: Path, year: str, reason: str, as_json: bool) -> None:
    """Open a closed book YEAR again, as long as it is not adopted."""
    with writing(file) as books:
        books.do(reopen_year, year, reason)
        _told(books, year, as_json)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("resolution")
@anyway_option
@json_option
def adopt(file: Path, year: str, resolution: str, anyway: str | None, as_json: bool) -> None:
    """Record by which RESOLUTION the accounts of a YEAR were adopted: final."""
    with writing(file) as books:
        do_anyway(books, adopt_year, year, resolution, anyway=anyway)
        _told(books, year, as_json)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("resolution", default="")
@click.option(
    "--to",
    "shares",
    nargs=2,
    type=(str, AMOUNT),
    multiple=True,
    metavar="WHERE AMOUNT",
    help="A reserve by number of account, or a fund by name; below zero it gives.",
)
@click.option("--back", is_flag=True, help="Take the appropriation back.")
@json_option
def appropriate(
    file: Path,
    year: str,
    resolution: str,
    shares: Sequence[tuple[str, Money]],
    back: bool,
    as_json: bool,
) -> None:
    """Book where the result of a closed YEAR goes, by RESOLUTION, to the cent."""
    with writing(file) as books:
        if back:
            books.do(take_back_appropriation, year)
        else:
            new = [_share(books, where, each) for where, each in shares]
            books.do(appropriate_result, NewAppropriation(year, resolution, new))
        _told(books, year, as_json)


def _share(books: Books, where: str, part: Money) -> Share:
    """By number of account, or by name of fund. Raises Refused when there is none."""
    for row in books.ask(list_receivers):
        known = (row.number, row.name) if row.fund_id is None else (row.name,)
        if where.casefold() in {each.casefold() for each in known}:
            return Share(row.account_id, part, row.fund_id)
    return Share(_account(books, where), part)


def _account(books: Books, number: str) -> int:
    for row in books.ask(list_accounts):
        if row.number == number:
            return row.id
    raise refuse("account.unknown", N_("There is no account {number}."), number=number)


def _told(books: Books, year: str, as_json: bool) -> None:
    row = books.ask(get_year, year)
    printed(as_json, _year(row), [f"{row.label}: {_(YEAR_STATES[row.state])}"])


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--fte", default="0", help="Staff in fte, average of the year.")
@click.option("--without-accruals", is_flag=True, help="Micro: small accruals are left out.")
@json_option
def note(file: Path, year: str, fte: str, without_accruals: bool, as_json: bool) -> None:
    """Note the staff of a YEAR and what is left out; shows its size by law."""
    with writing(file) as books:
        books.do(note_year, year, NewYearNote(read_fte(fte), without_accruals))
        label = books.ask(get_year, year).label
        size = books.ask(sizes, label)[label]
    plain = {
        "size": size.size,
        "assets": size.measures.assets,
        "income": size.measures.income,
        "fte": fte_words(size.measures.staff),
        "without_accruals": size.without_accruals,
        "to_be_checked": size.to_be_checked,
    }
    lines = [f"{label}: {_(SIZES[size.size])}"]
    if size.to_be_checked:
        lines.append(_("The limits are to be checked; see the rates in the settings."))
    printed(as_json, plain, lines)


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("-o", "--output", type=FILE, metavar="PDF", help="Print it.")
@language_option
@json_option
def tax(file: Path, year: str, output: Path | None, spoken: str | None, as_json: bool) -> None:
    """Figures of a YEAR for the return of corporation tax; have them checked."""
    with reading(file) as books:
        found = books.ask(tax_figures, year)
        facts = books.ask(statements_of_year, found.year.label)
        how = Printing(tongue(spoken), books.ask(logo_of))
    due = tax_return_by(found.year)
    plain: dict[str, Any] = {
        "year": found.year.label,
        "state": found.row.state,
        "due": due,
        "to_be_checked": True,
        "figures": dict(found.figures),
    }
    lines = table_lines(
        [_("In euros"), found.year.label],
        [[_(ASKED[token]), amount(each)] for token, each in found.figures],
    )
    lines += ["", _(TO_CHECK)]
    if output is not None:
        built = tax_paper(facts, how, found, due)
        lines = write_pdf(output, built.pdf, built.pages, built.problems)
        plain |= {"path": str(output), "pages": built.pages}
    printed(as_json, plain, lines)


YEAR_END = (year_end, all_years, agree, tick, close, reopen, adopt, appropriate, note, tax)
