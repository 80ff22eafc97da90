"""Accounts that an association published: entered as entries they give its sheet and its result.

They contradict themselves in two places, and the books say so: a table of the report has other
office costs than the statement, and a note has other long-term debts than the balance sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pytest

from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.facts import StatementFacts, result_of
from coopadmin.ledger.statements import statements_of_year
from coopadmin.store import Books
from coopadmin.words import say
from tests.ledger.making import BANK, RESERVE, RESULT, ids
from tests.realfiles import real_file

NAME = "meetings/jaarrekening-2021-publiccode.en.md"
EQUIPMENT, WRITTEN_OFF, RECEIVABLE = "02251", "02255", "14340"
LONG, SHORT, GIFTS, ACTIVITIES = "08701", "16525", "82155", "74030"
PEOPLE, OFFICE, INTEREST = "40830", "46101", "84421"
_ROW = re.compile(r"\|\s*\**([^|*]*)\**\s*\|\s*([^|]+)\|\s*([^|]+)\|")


@dataclass(frozen=True)
class Published:
    """The amounts of a part of the accounts by name: of 2021 and of 2020, in the order printed."""

    rows: list[tuple[str, Money, Money]]

    def now(self, name: str) -> Money:
        return next(now for known, now, _before in self.rows if known == name)

    def before(self, name: str) -> Money:
        return next(before for known, _now, before in self.rows if known == name)


def published(heading: str) -> Published:
    """The table under a heading, or under all headings below it."""
    text = real_file(NAME).read_text("utf-8")
    level, _, _name = heading.partition(" ")
    part = text.split(f"\n{heading}\n", 1)[1].split(f"\n{level} ", 1)[0]
    found = []
    for name, now, before in _ROW.findall(part):
        amounts = [each.strip(" *").replace("\\", "") for each in (now, before)]
        if all(re.fullmatch(r"-?[\d,]+", each) for each in amounts) and amounts[0] != "2021":
            one, other = (Money(100 * int(each.replace(",", ""))) for each in amounts)
            found.append((name.strip(), one, other))
    return Published(found)


@pytest.fixture
def kept(books: Books) -> Books:
    """The books of 2021, begun with the balance sheet of the end of 2020."""
    sheet, equipment = published("#### 5.1 Balance sheet"), equipment_of()
    balances = {
        EQUIPMENT: equipment.before("Equipment"),
        WRITTEN_OFF: -equipment.before("Depreciation Equipment"),
        RECEIVABLE: sheet.before("Receivables"),
        BANK: sheet.before("Cash at bank and in hand"),
        RESERVE: sheet.before("General Reserve"),
        LONG: sheet.before("Non-current liabilities"),
        SHORT: sheet.before("Current liabilities"),
    }
    books.do(begin_books, NewBooks("2021", balances))
    return books


def equipment_of() -> Published:
    return published("##### Tangible fixed assets (in €)")


def enter(books: Books, statement: Published) -> StatementFacts:
    """The year 2021 as entries; what is in the bank is not entered, it follows."""
    sheet, equipment = published("#### 5.1 Balance sheet"), equipment_of()
    lost = equipment.before("Depreciation Equipment") - equipment.now("Depreciation Equipment")
    known = ids(books)

    def entry(what: str, debit: str, credit: str, amount: Money) -> None:
        lines = [NewLine(known[debit], amount), NewLine(known[credit], -amount)]
        books.do(book_entry, NewEntry(MEMORIAL, date(2021, 12, 31), what, lines))

    def change(name: str) -> Money:
        return sheet.now(name) - sheet.before(name)

    entry("Gifts", BANK, GIFTS, statement.now("Income"))
    entry("Projects and fundraising", ACTIVITIES, BANK, statement.now("Cost"))
    entry("People", PEOPLE, BANK, statement.now("People"))
    entry("Office", OFFICE, BANK, statement.now("Office and admin") - lost)
    entry("Depreciation", OFFICE, WRITTEN_OFF, lost)
    entry("Interest", INTEREST, BANK, -statement.now("Financial gains and losses"))
    entry("Received", BANK, RECEIVABLE, -change("Receivables"))
    entry("Paid back", LONG, BANK, -change("Non-current liabilities"))
    entry("Owed", BANK, SHORT, change("Current liabilities"))
    return books.ask(statements_of_year, "2021")


def test_their_entries_give_their_balance_sheet_and_their_result(kept: Books) -> None:
    sheet = published("#### 5.1 Balance sheet")
    statement = published("#### 5.2 Profit and loss account")
    facts = enter(kept, statement)
    assert result_of(facts.by_kind, "").now == statement.rows[-1][1] == Money(-13_987_100)
    assert not facts.appropriated
    lines = {
        line.place: (line.now, line.before)
        for section in (*facts.sheet.assets, *facts.sheet.funding)
        for line in section.lines
    }
    for place, name in (
        ("tangible", "Tangible fixed assets"),
        ("receivables", "Receivables"),
        ("money", "Cash at bank and in hand"),
        ("long_debts", "Non-current liabilities"),
        ("short_debts", "Current liabilities"),
    ):
        assert lines[place] == (sheet.now(name), sheet.before(name))
    total = Money.total(each.now for each in facts.sheet.assets)
    assert total == sheet.now("Assets") == sheet.now("Liabilities")
    equity = facts.sheet.section("equity")
    assert equity is not None
    assert (equity.now, equity.before) == (sheet.now("Equity"), sheet.before("Equity"))
    costs = {line.key: line.now for line in facts.by_kind.expenses}
    assert costs["organisation"] == statement.now("Office and admin")


def test_after_appropriation_it_is_the_sheet_as_they_print_it(kept: Books) -> None:
    enter(kept, published("#### 5.2 Profit and loss account"))
    known, loss = ids(kept), Money(13_987_100)
    lines = [NewLine(known[RESERVE], loss), NewLine(known[RESULT], -loss)]
    new = NewEntry(MEMORIAL, date(2021, 12, 31), "Deducted", lines, source="appropriation")
    kept.do(book_entry, new)
    facts = kept.ask(statements_of_year, "2021")
    equity = facts.sheet.section("equity")
    assert equity is not None
    assert facts.appropriated
    reserve = published("#### 5.1 Balance sheet").now("General Reserve")
    assert [(line.place, line.now) for line in equity.lines] == [("other_reserves", reserve)]


def test_their_first_table_does_not_come_to_the_result_that_it_names(kept: Books) -> None:
    overview = published("##### Profit and loss account multi-year overview (in €)")
    facts = enter(kept, overview)
    named = overview.rows[-1][1]
    assert named - result_of(facts.by_kind, "").now == Money(273_000)


def test_their_note_on_long_debts_leaves_a_balance_that_the_books_refuse(books: Books) -> None:
    sheet = published("#### 5.1 Balance sheet")
    note = published("##### Non-current liabilities (in €)")
    balances = {
        EQUIPMENT: sheet.now("Tangible fixed assets"),
        RECEIVABLE: sheet.now("Receivables"),
        BANK: sheet.now("Cash at bank and in hand"),
        RESERVE: sheet.now("General Reserve"),
        LONG: note.now("Amounts received in advance"),
        SHORT: sheet.now("Current liabilities"),
    }
    with pytest.raises(Refused) as refusal:
        books.do(begin_books, NewBooks("2022", balances))
    (problem,) = refusal.value.problems
    assert problem.code == "books.unbalanced"
    assert "€\u00a011,900.00" in say(problem)
    balances[LONG] = sheet.now("Non-current liabilities")
    books.do(begin_books, NewBooks("2022", balances))
