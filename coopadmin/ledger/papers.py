"""The papers of a year: the accounts, balance sheet, statement and filing; what does not add up
is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.problem import Refused
from coopadmin.ledger.agreement import check_statements
from coopadmin.ledger.facts import StatementFacts
from coopadmin.ledger.filing import filing_blocks
from coopadmin.ledger.report import (
    accounts_blocks,
    appropriation_blocks,
    balance_blocks,
    by_activity_blocks,
    income_blocks,
    income_title,
    reserves_blocks,
    valuing_blocks,
)
from coopadmin.ledger.signing import signing_blocks, state_said, state_shortly
from coopadmin.ledger.tax import TaxFigures, tax_blocks
from coopadmin.paper import Block, Built, House, Look, NewPage, Paper
from coopadmin.paper.printing import build
from coopadmin.words import _, speaking


@dataclass(frozen=True)
class Printing:
    """How a paper is printed: the language (`nl`, `en`), the logo, large letters or not."""

    language: str
    logo: bytes = b""
    large: bool = False


def annual_accounts(facts: StatementFacts, how: Printing) -> Built:
    """Balance sheet, statement by kind and by activity, reserves, notes, signatures."""

    def blocks() -> list[Block]:
        return [
            *_sheet(facts),
            NewPage(),
            *income_blocks(facts, facts.by_kind, income_title(facts)),
            *by_activity_blocks(facts),
            NewPage(),
            *reserves_blocks(facts),
            *valuing_blocks(facts),
            *accounts_blocks(facts),
            *signing_blocks(facts),
        ]

    return _built(facts, how, lambda: _("Annual accounts {year}"), blocks)


def balance_paper(facts: StatementFacts, how: Printing) -> Built:
    """The balance sheet alone, with the appropriation and the signatures."""
    return _built(
        facts,
        how,
        lambda: _("Balance sheet {year}"),
        lambda: [*_sheet(facts), *signing_blocks(facts)],
    )


def income_paper(facts: StatementFacts, how: Printing) -> Built:
    """The statement of income and expenditure, by kind and by activity."""

    def blocks() -> list[Block]:
        own = income_blocks(facts, facts.by_kind, income_title(facts))
        return [*own, *by_activity_blocks(facts)]

    return _built(facts, how, lambda: _("Income and expenditure {year}"), blocks)


def filing_paper(facts: StatementFacts, how: Printing, fte: str) -> Built:
    """The lines that the web form of the Chamber of Commerce asks for, to be compared with it."""
    return _built(
        facts, how, lambda: _("Figures for filing {year}"), lambda: filing_blocks(facts, fte)
    )


def tax_paper(facts: StatementFacts, how: Printing, found: TaxFigures, due: date) -> Built:
    """One page of figures for the return of corporation tax, to be checked."""
    return _built(
        facts,
        how,
        lambda: _("Corporation tax {year}, have it checked"),
        lambda: tax_blocks(found, due),
    )


def _sheet(facts: StatementFacts) -> list[Block]:
    return [*balance_blocks(facts), *appropriation_blocks(facts)]


def _built(
    facts: StatementFacts,
    how: Printing,
    named: Callable[[], str],
    blocks: Callable[[], Sequence[Block]],
) -> Built:
    problems = tuple(check_statements(facts))
    if problems:
        raise Refused(problems)
    with speaking(how.language):
        title = named().format(year=facts.year.label)
        cooperative = facts.cooperative
        number = cooperative.chamber_number
        contact = (
            cooperative.email,
            cooperative.website,
            _("Chamber of Commerce {number}").format(number=number) if number else "",
        )
        return build(
            Paper(
                title=f"{title}, {cooperative.name}",
                house=House(cooperative.name, [line for line in contact if line], how.logo),
                language=how.language,
                on=facts.on,
                heading=title,
                subheading=state_said(facts),
                running=title,
                status=state_shortly(facts),
                blocks=blocks(),
                look=Look(accent=cooperative.accent, large=how.large),
            )
        )
