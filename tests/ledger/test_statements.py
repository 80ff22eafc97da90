"""The statements follow from the lines: both sides agree, in every year, whatever is booked."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.appropriation import appropriate_result
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.cards import list_cards, list_dimension_sums, open_items_on
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.ledger.facts import StatementFacts, aged, result_of
from coopadmin.ledger.funds import fund_movements
from coopadmin.ledger.model import Fund
from coopadmin.ledger.papers import Printing, balance_paper
from coopadmin.ledger.rules import NewOpenItem, NewSettlement
from coopadmin.ledger.service import add_open_items, settle
from coopadmin.ledger.statements import EARLIER, statements_of_year, statements_of_years, year_state
from coopadmin.ledger.years import adopt_year
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.words import N_
from tests.ledger.making import (
    BANK,
    CONTRIBUTIONS,
    OFFICE,
    RESERVE,
    RESULT,
    begin,
    book,
    euros,
    ids,
)
from tests.ledger.test_years import appropriation, close, resolve
from tests.paper import pdf

DESIGNATED = "05371"


@operation("test.fund", N_("Add"))
def add_fund(work: Work, name: str) -> int:
    (account,) = (row for row in list_accounts(work.session) if row.number == DESIGNATED)
    fund = Fund(
        kind="designated_reserves",
        name=name,
        account_id=account.id,
        purpose="A bus in 2030.",
        most=euros(100),
        resolution_id=None,
        in_use=True,
    )
    return work.add(fund).id


def shown(facts: StatementFacts, side: str = "funding") -> dict[str, tuple[float, float]]:
    """The lines of a side by label, this year and last year, in euros."""
    return {
        line.label: (line.now.cents / 100, line.before.cents / 100)
        for section in getattr(facts.sheet, side)
        for line in section.lines
    }


def agree(facts: StatementFacts) -> None:
    """What must hold of any statements."""
    for when in ("now", "before"):
        assets = Money.total(getattr(each, when) for each in facts.sheet.assets)
        assert assets == Money.total(getattr(each, when) for each in facts.sheet.funding)
    kind, activity = result_of(facts.by_kind, ""), result_of(facts.by_activity, "")
    assert (kind.now, kind.before) == (activity.now, activity.before)
    for each in facts.reserves:
        assert each.begin + each.added - each.withdrawn == each.end


def test_the_first_year_shows_its_opening_balance_as_the_year_before(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    facts = books.ask(statements_of_year, "2025")
    agree(facts)
    assert shown(facts, "assets") == {"Cash and bank": (580, 500)}
    assert shown(facts) == {"Other reserves": (500, 500), "Result of the year": (80, 0)}
    assert (facts.before, facts.income_before, facts.appropriated) == ("2024", "", False)


def test_a_result_that_nobody_appropriated_stands_apart_in_the_next_year(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    book(books, date(2026, 1, 2), (OFFICE, 30), (BANK, -30))
    facts = books.ask(statements_of_year, "2026")
    agree(facts)
    assert shown(facts) == {
        "Other reserves": (500, 500),
        "Result of the year": (-30, 80),
        EARLIER: (80, 0),
    }
    assert facts.income_before == "2025"
    assert result_of(facts.by_kind, "").before == euros(80)


def appropriate(
    books: Books, dated: date, *lines: tuple[str, float], fund: int | None = None
) -> None:
    known = ids(books)
    new = [NewLine(known[number], euros(amount), fund_id=fund) for number, amount in lines]
    books.do(book_entry, NewEntry(MEMORIAL, dated, "Result 2025", new, source="appropriation"))


def test_an_appropriated_result_stands_in_the_reserves(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    bus = books.do(add_fund, "New bus")
    appropriate(books, date(2025, 12, 31), (RESULT, 80), (RESERVE, -30), (DESIGNATED, -50))
    appropriate(books, date(2025, 12, 31), (RESERVE, 20), (DESIGNATED, -20), fund=bus)
    now, later = books.ask(statements_of_years, ["2025", "2026"])
    agree(now)
    agree(later)
    assert now.appropriated
    assert not later.appropriated
    assert shown(now) == {"Designated reserves": (70, 0), "Other reserves": (510, 500)}
    assert shown(later) == {"Designated reserves": (70, 70), "Other reserves": (510, 510)}
    moved = {(each.name, each.place): each for each in now.reserves}
    general = moved["Other reserves", "other_reserves"]
    assert (general.begin, general.added, general.withdrawn) == (euros(500), euros(30), ZERO)
    new_bus = moved["New bus", "designated_reserves"]
    assert (new_bus.added, new_bus.end, new_bus.limit) == (euros(20), euros(20), euros(100))
    assert new_bus.purpose == "A bus in 2030."
    assert Money.total(each.amount for each in now.appropriation) == euros(80)
    (row,) = [row for row in books.ask(fund_movements, "2025") if row.name == "New bus"]
    assert (row.opening, row.added, row.withdrawn) == (ZERO, new_bus.added, new_bus.withdrawn)


def test_a_result_of_which_a_part_has_its_place_is_not_appropriated_yet(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    appropriate(books, date(2025, 12, 31), (RESULT, 30), (RESERVE, -30))
    now, later = books.ask(statements_of_years, ["2025", "2026"])
    agree(now)
    agree(later)
    assert not now.appropriated
    assert shown(now) == {"Other reserves": (530, 500), "Result of the year": (50, 0)}
    assert shown(later) == {
        "Other reserves": (530, 530),
        "Result of the year": (0, 50),
        EARLIER: (50, 0),
    }


def test_the_statements_say_how_far_the_year_is_and_who_decided(books: Books) -> None:
    begin(books, "2025", a10201=500, a05253=500)
    book(books, date(2025, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80))
    told = []

    def tell() -> None:
        facts = books.ask(statements_of_year, "2025")
        agree(facts)
        told.append((facts.state.token, facts.appropriated, facts.appropriated_by))

    tell()
    close(books)
    tell()
    number = resolve(books)
    books.do(appropriate_result, appropriation(books, (RESERVE, 80), by=number))
    tell()
    books.do(adopt_year, "2025", number)
    tell()
    assert told == [
        ("open", False, ""),
        ("closed", False, ""),
        ("closed", True, number),
        ("adopted", True, number),
    ]
    state = books.ask(statements_of_year, "2025").state
    assert (state.resolution, state.on) == (number, date(2026, 2, 20))
    assert books.ask(year_state, "2025") == state
    text = pdf.text(balance_paper(books.ask(statements_of_year, "2025"), Printing("en")).pdf)
    assert f"By resolution {number}. Worked into the balance sheet." in text


@pytest.mark.parametrize(
    ("assets", "earlier", "later", "micro"),
    [
        (300_000, 100_000, 100_000, True),
        (500_000, 100_000, 100_000, True),
        (100_000, 950_000, 950_000, False),
        (500_000, 950_000, 100_000, True),
    ],
)
def test_above_both_limits_two_years_on_end_a_legal_person_is_no_micro_one(
    books: Books, assets: float, earlier: float, later: float, micro: bool
) -> None:
    begin(books, "2025", a10201=assets, a05253=assets)
    book(books, date(2025, 3, 1), (BANK, earlier), (CONTRIBUTIONS, -earlier))
    book(books, date(2026, 1, 3), (BANK, later), (CONTRIBUTIONS, -later))
    assert books.ask(statements_of_year, "2026").micro == micro


def test_income_and_costs_stand_per_activity(books: Books) -> None:
    begin(books, "2026", a10201=100, a05253=100)
    books.do(add_activity, NewActivity(name="Village bus"))
    (bus,) = books.ask(activity_names)
    known = ids(books)
    lines = [NewLine(known[OFFICE], euros(12), activity_id=bus), NewLine(known[BANK], euros(-12))]
    books.do(book_entry, NewEntry(MEMORIAL, date(2026, 2, 1), "Fuel", lines))
    book(books, date(2026, 2, 1), (BANK, 5), (CONTRIBUTIONS, -5))
    facts = books.ask(statements_of_year, "2026")
    agree(facts)
    assert [(each.label, each.now) for each in facts.by_activity.expenses] == [
        ("Village bus", euros(12))
    ]
    assert [(each.label, each.now) for each in facts.by_activity.income] == [("", euros(5))]
    (row,) = books.ask(list_dimension_sums, "2026")
    assert (row.name, row.kind, row.income, row.expenses) == (
        "Village bus", "activity", ZERO, euros(12),
    )  # fmt: skip


@pytest.mark.parametrize(("begun", "code"), [(False, "none"), (True, "before")])
def test_a_year_without_books_has_no_statements(books: Books, begun: bool, code: str) -> None:
    if begun:
        begin(books)
    with pytest.raises(Refused) as refusal:
        books.ask(statements_of_year, "2025")
    assert [problem.code for problem in refusal.value.problems] == [f"statements.{code}"]


def test_a_ledger_card_runs_from_what_there_was_to_what_there_is(books: Books) -> None:
    begin(books, "2026", a10201=500, a05253=500)
    book(books, date(2026, 3, 1), (BANK, 80), (CONTRIBUTIONS, -80), what="Annie")
    book(books, date(2026, 2, 1), (BANK, -30), (OFFICE, 30), what="Paper")
    (card,) = books.ask(list_cards, "2026", [BANK])
    assert (card.begin, card.end) == (euros(500), euros(550))
    assert [(line.description, line.balance) for line in card.lines] == [
        ("Paper", euros(470)),
        ("Annie", euros(550)),
    ]
    closed = {row.number: row.closing for row in books.ask(trial_balance, "2026")}
    assert {card.number: card.end for card in books.ask(list_cards, "2026")} == closed


@pytest.mark.parametrize(
    ("late", "column"), [(-1, 0), (0, 1), (30, 1), (31, 2), (60, 2), (61, 3), (90, 3), (91, 4)]
)
def test_an_open_item_stands_in_the_column_of_its_age(books: Books, late: int, column: int) -> None:
    on = date(2026, 6, 30)
    due = date.fromordinal(on.toordinal() - late)
    new = NewOpenItem("service", None, "2026", date(2026, 1, 1), due, euros(40), "Bus")
    (item_id,) = books.do(add_open_items, [new])
    books.do(settle, [NewSettlement(item_id, euros(15), date(2026, 2, 1))])
    (item,) = books.ask(open_items_on, on)
    assert (item.open, aged(item)) == (euros(25), column)


def test_what_is_open_on_a_day_knows_nothing_of_later_payments(books: Books) -> None:
    day = date(2026, 1, 31)
    new = NewOpenItem("service", None, "2026", date(2026, 1, 5), day, euros(40), "Bus")
    (item_id,) = books.do(add_open_items, [new])
    books.do(settle, [NewSettlement(item_id, euros(40), date(2026, 2, 1))])
    assert [item.open for item in books.ask(open_items_on, day)] == [euros(40)]
    assert books.ask(open_items_on, date(2026, 2, 1)) == []
    assert books.ask(open_items_on, date(2026, 1, 4)) == []


NUMBERS = (BANK, RESERVE, RESULT, OFFICE, CONTRIBUTIONS, DESIGNATED, "16011", "46110")
ENTRIES = st.lists(
    st.tuples(
        st.integers(2024, 2027),
        st.permutations(NUMBERS).map(lambda numbers: numbers[:2]),
        st.integers(1, 10**9),
        st.booleans(),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(booked=ENTRIES, opening=st.integers(-(10**6), 10**6))
def test_whatever_is_booked_both_sides_agree_and_the_years_connect(
    books: Books, booked: list[tuple[int, Any, int, bool]], opening: int
) -> None:
    if not ids(books):
        begin(books, "2024", a10201=opening / 100, a05253=opening / 100)
    known = ids(books)
    for year, (one, other), cents, taken in booked:
        lines = [NewLine(known[one], Money(cents)), NewLine(known[other], Money(-cents))]
        source = "appropriation" if taken else "form"
        books.do(book_entry, NewEntry(MEMORIAL, date(year, 5, 5), "Any", lines, source=source))
    years = books.ask(statements_of_years, ["2024", "2025", "2026", "2027"])
    for facts in years:
        agree(facts)
        closed = {
            row.number: abs(row.closing.cents)
            for row in books.ask(trial_balance, facts.year.label)
            if row.closing and row.number not in (RESULT, OFFICE, CONTRIBUTIONS, "46110")
        }
        sheet = (*facts.sheet.assets, *facts.sheet.funding)
        accounts = [each for part in sheet for line in part.lines for each in line.accounts]
        assert closed == {
            each.number: abs(each.now.cents)
            for each in accounts
            if each.now and each.number != RESULT
        }
    for earlier, later in pairwise(years):
        assert Money.total(each.now for each in earlier.sheet.assets) == Money.total(
            each.before for each in later.sheet.assets
        )
        assert result_of(earlier.by_kind, "").now == result_of(later.by_kind, "").before
        assert books.ask(statements_of_year, later.year.label) == later
