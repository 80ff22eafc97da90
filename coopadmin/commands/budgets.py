"""Commands on budgets: look at one, fill it in, adopt it, and explain a difference with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from coopadmin.attachments.queries import logo_of
from coopadmin.commands.accounts import account_named, activity_named
from coopadmin.commands.frame import AMOUNT, FILE, json_option, printed, reading, writing
from coopadmin.commands.papers import tongue, write_pdf
from coopadmin.commands.statements import save_options, saved_or_shown
from coopadmin.cooperative.queries import get_book_year, get_resolution
from coopadmin.desk.lists import PDF
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.budget_papers import (
    budget_as_json,
    budget_listing,
    budget_paper,
    budget_standing,
    budget_title,
)
from coopadmin.ledger.budget_sheet import BudgetSheet, budget_sheet
from coopadmin.ledger.budgeting import (
    NewExplanation,
    adopt_budget,
    explain_difference,
    make_budget,
    remove_budget,
    set_budget_lines,
    set_explain_limits,
)
from coopadmin.ledger.budgets import (
    EMPTY,
    RESULT_PLACES,
    STARTS,
    NewBudget,
    NewBudgetLine,
    get_draft,
    list_budgets,
)
from coopadmin.ledger.comparison import METHOD, compare_year
from coopadmin.ledger.papers import Printing
from coopadmin.store import Books
from coopadmin.words import _, amount, speaking, with_sign


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--version", type=int, help="This version; the newest without it.")
@click.option("--large", is_flag=True, help="On paper in large letters.")
@save_options
def budget(
    file: Path,
    year: str,
    version: int | None,
    large: bool,
    output: Path | None,
    spoken: str | None,
    as_json: bool,
) -> None:
    """The budget of a book YEAR beside what was booked, last year and the forecast."""
    told_in = tongue(spoken)
    with reading(file) as books:
        sheet = books.ask(budget_sheet, year, on=books.today(), version=version)
        compared = books.ask(compare_year, year, on=books.today())
        if output is not None and output.suffix.lower() == PDF:
            built = budget_paper(sheet, Printing(told_in, books.ask(logo_of), large))
            lines = write_pdf(output, built.pdf, built.pages, built.problems)
        else:
            with speaking(told_in):
                lines = saved_or_shown(books, budget_listing(sheet), output, told_in)
                if output is None:
                    method = [_(METHOD)] if sheet.running or not sheet.last_over else []
                    lines = [_standing(sheet), *lines, *method]
    printed(as_json, budget_as_json(sheet, compared), lines)


def _standing(sheet: BudgetSheet) -> str:
    return f"{budget_title(sheet)}: {budget_standing(sheet)}"


@click.command("set-budget")
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--from", "start", type=click.Choice(list(STARTS)), help="Make a draft from this.")
@click.option("--percent", type=int, default=0, help="Added to every amount it is made from.")
@click.option(
    "--line",
    "lines",
    nargs=2,
    type=(str, AMOUNT),
    multiple=True,
    metavar="ACCOUNT AMOUNT",
    help="An amount on an account, costs above zero as well; 0 takes it away.",
)
@click.option("--activity", default="", help="The activity that these lines are for.")
@click.option("--note", help="A note with the budget.")
@json_option
def fill_in(
    file: Path,
    year: str,
    start: str | None,
    percent: int,
    lines: Sequence[tuple[str, Money]],
    activity: str,
    note: str | None,
    as_json: bool,
) -> None:
    """Make the draft of the budget of a book YEAR, or fill in amounts of the one there is."""
    with writing(file) as books:
        label = books.ask(get_book_year, year).label
        about = activity_named(books, activity)
        new = [
            NewBudgetLine(account_named(books, number).id, each, about) for number, each in lines
        ]
        if start or not books.ask(list_budgets, label):
            books.do(make_budget, NewBudget(label, start or EMPTY, percent, note or ""), new)
        else:
            books.do(set_budget_lines, books.ask(get_draft, label).budget.id, new, note)
        _told(books, label, as_json)


@click.command("adopt-budget")
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("resolution")
@json_option
def adopt(file: Path, year: str, resolution: str, as_json: bool) -> None:
    """Note that a RESOLUTION (ALV-2026-03) adopted the budget of a book YEAR."""
    with writing(file) as books:
        label = books.ask(get_book_year, year).label
        draft = books.ask(get_draft, label).budget.id
        books.do(adopt_budget, draft, books.ask(get_resolution, resolution).id)
        _told(books, label, as_json)


@click.command("remove-budget")
@click.argument("file", type=FILE)
@click.argument("year")
@json_option
def remove(file: Path, year: str, as_json: bool) -> None:
    """Remove the draft of the budget of a book YEAR; what was adopted stays."""
    with writing(file) as books:
        label = books.ask(get_book_year, year).label
        books.do(remove_budget, books.ask(get_draft, label).budget.id)
        _told(books, label, as_json)


def _told(books: Books, label: str, as_json: bool) -> None:
    sheet = books.ask(budget_sheet, label, on=books.today())
    compared = books.ask(compare_year, label, on=books.today())
    result = with_sign(amount(sheet.result.budget))
    said = [_standing(sheet), _("Result: {amount}").format(amount=result)]
    printed(as_json, budget_as_json(sheet, compared), said if sheet.budget else said[:1])


@click.command()
@click.argument("file", type=FILE)
@click.argument("year")
@click.argument("about")
@click.argument("text", default="")
@json_option
def explain(file: Path, year: str, about: str, text: str, as_json: bool) -> None:
    """Explain why a book YEAR differs from its budget; without a TEXT the explanation goes.

    ABOUT is a line of the statement (transport), the number of an account, or an activity.
    """
    with writing(file) as books:
        label = books.ask(get_book_year, year).label
        known = {row.number: row.id for row in books.ask(list_accounts)}
        if about in RESULT_PLACES:
            new = NewExplanation(label, text, about)
        elif about in known:
            new = NewExplanation(label, text, account_id=known[about])
        else:
            new = NewExplanation(label, text, activity_id=activity_named(books, about))
        books.do(explain_difference, new)
        waiting = [
            each.place for each in books.ask(compare_year, label, on=books.today()).unexplained
        ]
    said = [_("Still to be explained: {lines}").format(lines=", ".join(waiting))] if waiting else []
    printed(as_json, {"explained": about, "text": text.strip(), "waiting": waiting}, said)


@click.command("explain-from")
@click.argument("file", type=FILE)
@click.argument("percent", type=int)
@click.argument("above", type=AMOUNT)
@json_option
def limits(file: Path, percent: int, above: Money, as_json: bool) -> None:
    """From which PERCENT and which amount a difference with the budget is explained."""
    with writing(file) as books:
        books.do(set_explain_limits, percent, above)
    said = _("Explained above {percent}% and {amount}.").format(
        percent=percent, amount=with_sign(amount(above))
    )
    printed(as_json, {"explain_percent": percent, "explain_above": above}, [said])


COMMANDS = (budget, fill_in, adopt, remove, explain, limits)
