"""The statements of a year as files: papers in the house style, lists in every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from coopadmin.attachments.queries import logo_of
from coopadmin.cooperative.queries import get_book_year
from coopadmin.desk.accounts import tax_return_by
from coopadmin.desk.lists import PDF, Saved, save_listing
from coopadmin.formats.listing import Listing
from coopadmin.kernel.problem import Problem
from coopadmin.ledger.cards import list_cards, list_dimension_sums, open_items_on
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.ledger.facts import StatementFacts
from coopadmin.ledger.listings import (
    ages_listing,
    balance_listing,
    cards_listing,
    dimension_listing,
    income_listing,
    trial_listing,
)
from coopadmin.ledger.papers import (
    Printing,
    annual_accounts,
    balance_paper,
    filing_paper,
    income_paper,
    tax_paper,
)
from coopadmin.ledger.statements import drawn_up, statements_of_year
from coopadmin.ledger.tax import tax_figures
from coopadmin.paper import Built
from coopadmin.paper.output import write_whole
from coopadmin.store import Books
from coopadmin.words import speaking

Paper = Callable[[StatementFacts, Printing], Built]
PAPERS: Mapping[str, Paper] = {
    "balance-sheet": balance_paper,
    "income": income_paper,
    "annual-accounts": annual_accounts,
    "filing": partial(filing_paper, fte=""),
}
TAX = "tax"
"""A paper too; it has figures of its own, and only a cooperative has it."""


def statement_listing(books: Books, kind: str, year: str) -> Listing:
    """A statement of a book year as a list, in the language spoken. Raises Refused."""
    label = books.ask(drawn_up, year)
    match kind:
        case "trial-balance":
            return trial_listing(books.ask(trial_balance, label), label)
        case "cards":
            return cards_listing(books.ask(list_cards, label), label)
        case "ages":
            on = min(books.ask(get_book_year, label).last, books.today())
            return ages_listing(books.ask(open_items_on, on), on)
    facts = books.ask(statements_of_year, label)
    if kind == "balance-sheet":
        return balance_listing(facts)
    if kind == "income":
        return income_listing(facts)
    assert kind == "dimensions", kind
    return dimension_listing(books.ask(list_dimension_sums, label), label, facts.income_before)


def save_statement(books: Books, kind: str, year: str, path: Path, language: str) -> Saved:
    """Write a statement; the balance sheet and the income as PDF in the style of the report.

    The whole file or nothing. Raises Refused.
    """
    with speaking(language):
        listing = statement_listing(books, kind, year)
    if path.suffix.lower() == PDF and kind in PAPERS:
        lines = sum(len(group.lines) for group in listing.groups())
        return Saved(path, lines, print_statement(books, path, kind, year, language))
    return save_listing(books, listing, path, language)


def print_statement(
    books: Books, path: Path, kind: str, year: str, language: str
) -> tuple[Problem, ...]:
    """Write a paper of a book year; gives what the reader should know. Raises Refused."""
    facts = books.ask(statements_of_year, year)
    how = Printing(language, books.ask(logo_of))
    if kind == TAX:
        found = books.ask(tax_figures, facts.year.label)
        built = tax_paper(facts, how, found, tax_return_by(facts.year))
    else:
        built = PAPERS[kind](facts, how)
    write_whole(path, built.pdf)
    return built.problems
