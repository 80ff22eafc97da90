"""The chapter on money: income beside the budget and last year, the balance sheet, reserves."""

from __future__ import annotations

from coopadmin.annual.facts import YearFacts
from coopadmin.annual.phrases import sentences
from coopadmin.kernel.money import ZERO
from coopadmin.ledger.facts import StatementFacts, result_of, summed
from coopadmin.ledger.report import (
    appropriation_blocks,
    balance_blocks,
    by_activity_blocks,
    income_blocks,
    income_title,
    reserves_blocks,
    valuing_blocks,
)
from coopadmin.paper import Block, Chapter, NewPage, Row, Text
from coopadmin.words import _, whole_euros, with_sign


def finances_chapter(facts: YearFacts, text: str) -> Chapter:
    """The statements as the annual accounts have them, without the accounts behind the lines."""
    books = facts.books
    blocks: list[Block] = []
    if books is not None:
        blocks += [
            *income_blocks(books, books.by_kind, income_title(books)),
            *by_activity_blocks(books),
            NewPage(),
            *balance_blocks(books),
            *appropriation_blocks(books),
            *reserves_blocks(books),
            *valuing_blocks(books),
        ]
    if text:
        blocks.append(Row("", [Text(text)]))
    return Chapter(
        _("Finances"),
        blocks,
        summary=_("Income and expenditure, balance sheet and reserves"),
        lead="" if books is None else _lead(books),
    )


def _lead(books: StatementFacts) -> str:
    result = result_of(books.by_kind, "").now
    came = _("We received {income} and spent {expenses}.").format(
        income=with_sign(whole_euros(summed("", books.by_kind.income).now)),
        expenses=with_sign(whole_euros(summed("", books.by_kind.expenses).now)),
    )
    if not result.whole():
        return sentences(came, _("That came out even."))
    left = _("{amount} was left over.") if result > ZERO else _("That is {amount} too little.")
    amount = with_sign(whole_euros(result if result > ZERO else -result))
    return sentences(came, left.format(amount=amount))
