"""The statements as JSON: the same facts as on paper, in cents, without ids of the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coopadmin.kernel.money import Money
from coopadmin.ledger.entry_queries import BalanceRow
from coopadmin.ledger.facts import (
    AccountLine,
    AgedItem,
    Card,
    DimensionRow,
    IncomeLine,
    IncomeStatement,
    SheetSection,
    StatementFacts,
    result_of,
    summed,
)
from coopadmin.ledger.filing import micro_lines
from coopadmin.ledger.places import PLACES


def balance_as_json(facts: StatementFacts) -> dict[str, Any]:
    """Both sides by section, line and account; the lines for filing; reserves and their moves."""
    sheet = facts.sheet
    return {
        **_year(facts),
        "on": sheet.on,
        "appropriated": facts.appropriated,
        "assets": [_section(each) for each in sheet.assets],
        "funding": [_section(each) for each in sheet.funding],
        "total_assets": Money.total(each.now for each in sheet.assets),
        "total_funding": Money.total(each.now for each in sheet.funding),
        "appropriation": [
            {"to": each.label, "amount": each.amount} for each in facts.appropriation
        ],
        "reserves": [
            {
                "place": each.place,
                "name": each.name,
                "begin": each.begin,
                "added": each.added,
                "withdrawn": each.withdrawn,
                "end": each.end,
            }
            for each in facts.reserves
        ],
        "micro": [
            {"line": token, "now": now, "before": before}
            for token, _label, now, before in micro_lines(facts)
        ],
    }


def income_as_json(facts: StatementFacts) -> dict[str, Any]:
    """Lines by kind and by activity, with budget and last year; what is not known is null."""
    known = bool(facts.income_before)
    return {
        **_year(facts),
        "by_kind": _statement(facts.by_kind, known=known),
        "by_activity": _statement(facts.by_activity, known=known),
    }


def trial_as_json(label: str, rows: Sequence[BalanceRow]) -> dict[str, Any]:
    names = ("number", "name", "place", "opening", "debit", "credit", "closing")
    return {
        "year": label,
        "accounts": [{name: getattr(row, name) for name in names} for row in rows],
        "debit": Money.total(row.debit for row in rows),
        "credit": Money.total(row.credit for row in rows),
    }


def cards_as_json(label: str, cards: Sequence[Card]) -> dict[str, Any]:
    names = ("entry", "dated", "description", "who", "dimension", "amount", "balance")
    return {
        "year": label,
        "cards": [
            {
                "number": card.number,
                "name": card.name,
                "begin": card.begin,
                "end": card.end,
                "lines": [{name: getattr(line, name) for name in names} for line in card.lines],
            }
            for card in cards
        ],
    }


def items_as_json(on: date, items: Sequence[AgedItem]) -> dict[str, Any]:
    names = (
        "direction", "kind", "reference", "name", "description", "dated", "due", "open", "days",
    )  # fmt: skip
    return {"on": on, "items": [{name: getattr(item, name) for name in names} for item in items]}


def dimensions_as_json(label: str, rows: Sequence[DimensionRow]) -> dict[str, Any]:
    names = ("kind", "name", "income", "expenses", "income_before", "expenses_before")
    return {"year": label, "rows": [{name: getattr(row, name) for name in names} for row in rows]}


def _year(facts: StatementFacts) -> dict[str, Any]:
    state = facts.state
    return {
        "year": facts.year.label,
        "before": facts.before,
        "state": state.token,
        "adopted_on": state.on,
        "resolution": state.resolution,
    }


def _section(section: SheetSection) -> dict[str, Any]:
    return {
        "section": section.token,
        "now": section.now,
        "before": section.before,
        "lines": [
            {
                "place": line.place,
                "now": line.now,
                "before": line.before,
                "accounts": [_account(each) for each in line.accounts],
            }
            for line in section.lines
        ],
    }


def _account(each: AccountLine) -> dict[str, Any]:
    return {"number": each.number, "name": each.name, "now": each.now, "before": each.before}


def _statement(statement: IncomeStatement, *, known: bool) -> dict[str, Any]:
    result = result_of(statement, "")
    return {
        "income": [_line(line, known=known) for line in statement.income],
        "expenses": [_line(line, known=known) for line in statement.expenses],
        "total_income": summed("", statement.income).now,
        "total_expenses": summed("", statement.expenses).now,
        "result": result.now,
        "result_before": result.before if known else None,
        "result_budget": result.budget,
    }


def _line(line: IncomeLine, *, known: bool) -> dict[str, Any]:
    return {
        "place" if line.key in PLACES else "activity": line.key
        if line.key in PLACES
        else line.label,
        "now": line.now,
        "budget": line.budget,
        "difference": line.difference,
        "before": line.before if known else None,
        "explanation": line.explanation,
    }
