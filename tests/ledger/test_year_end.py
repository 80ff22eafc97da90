"""The guided list of a year end says what is done, and follows the books."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coopadmin.ledger.year_checks import agree_balance, tick_step, untick_step
from coopadmin.ledger.year_end import BANK as BANK_STEP
from coopadmin.ledger.year_end import (
    DONE,
    LOOK,
    NOTHING_TO_DO,
    OWED,
    TO_DO,
    UNCLEAR,
    list_year_end,
)
from coopadmin.ledger.years import close_year
from coopadmin.store import Books
from tests.fixtures import NOW, refused
from tests.ledger.making import AUTUMN, BANK, OFFICE, a_year, book, euros, ids

TODAY = NOW.date()
SUSPENSE, EQUIPMENT = "14590", "02251"


def states(books: Books) -> dict[str, str]:
    return {step.code: step.state for step in books.ask(list_year_end, "2025", TODAY)}


def test_the_list_says_what_is_done_and_what_to_do(
    books: Books, undone: Callable[..., Any]
) -> None:
    a_year(books)
    assert states(books) == {
        "bank": TO_DO,
        "cash": NOTHING_TO_DO,
        "owed": DONE,
        "accruals": LOOK,
        "depreciation": NOTHING_TO_DO,
        "unclear": DONE,
        "funds": NOTHING_TO_DO,
        "close": TO_DO,
        "appropriate": TO_DO,
        "adopt": TO_DO,
    }
    bank = ids(books)[BANK]
    books.do(agree_balance, "2025", bank, euros(559))
    (step,) = [each for each in books.ask(list_year_end, "2025", TODAY) if each.code == BANK_STEP]
    assert (step.state, step.balances[0].difference) == (TO_DO, euros(-1))
    undone(lambda: books.do(agree_balance, "2025", bank, euros(560)))
    undone(lambda: books.do(tick_step, "2025", "accruals", "Nothing to move"))
    assert (states(books)["bank"], states(books)["accruals"]) == (DONE, DONE)
    books.do(close_year, "2025")
    assert refused(books, agree_balance, "2025", bank, euros(1)) == [("store.locked", None)]
    assert states(books)["close"] == DONE


def test_a_tick_can_be_taken_away_and_only_what_a_person_judges_is_ticked(
    books: Books, undone: Callable[..., Any]
) -> None:
    a_year(books)
    books.do(tick_step, "2025", OWED)
    undone(lambda: books.do(untick_step, "2025", OWED))
    assert refused(books, untick_step, "2025", OWED) == [("year_end.not_ticked", None)]
    assert refused(books, tick_step, "2025", UNCLEAR) == [("year_end.step", "step")]
    office = ids(books)[OFFICE]
    assert refused(books, agree_balance, "2025", office, euros(1)) == [
        ("year_end.account", "account_id")
    ]


def test_what_is_unclear_and_what_wears_out_is_to_be_done(books: Books) -> None:
    a_year(books)
    book(books, AUTUMN, (SUSPENSE, 10), (BANK, -10))
    book(books, AUTUMN, (EQUIPMENT, 100), (BANK, -100))
    found = states(books)
    assert (found["unclear"], found["depreciation"]) == (TO_DO, TO_DO)
    book(books, AUTUMN, (OFFICE, 10), (SUSPENSE, -10))
    book(books, AUTUMN, ("43240", 20), ("02255", -20))
    found = states(books)
    assert (found["unclear"], found["depreciation"]) == (DONE, DONE)
