"""The guided list of a year end says what is done, and follows the books."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from coopadmin.kernel.calendar import Period
from coopadmin.ledger.accrual_rules import NewAccrual
from coopadmin.ledger.accruals import add_accrual
from coopadmin.ledger.asset_rules import NewAsset
from coopadmin.ledger.assets import add_asset, depreciate
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.cash import NewCount, count_cash
from coopadmin.ledger.size import NewYearNote, note_year
from coopadmin.ledger.year_checks import agree_balance, tick_step, untick_step
from coopadmin.ledger.year_end import list_year_end
from coopadmin.ledger.year_steps import BANK as BANK_STEP
from coopadmin.ledger.year_steps import DONE, LOOK, NOTHING_TO_DO, OWED, TO_DO
from coopadmin.ledger.years import close_year
from coopadmin.store import Books
from tests.fixtures import NOW, refused
from tests.ledger.budgeting import draft
from tests.ledger.making import AUTUMN, BANK, CASH, OFFICE, a_year, book, entry, euros, ids

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
        "unclear": DONE,
        "receipts": DONE,
        "accruals": LOOK,
        "depreciation": NOTHING_TO_DO,
        "funds": NOTHING_TO_DO,
        "differences": NOTHING_TO_DO,
        "size": TO_DO,
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
    books.do(note_year, "2025", NewYearNote(60))
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
    assert refused(books, tick_step, "2025", BANK_STEP) == [("year_end.step", "step")]
    office = ids(books)[OFFICE]
    assert refused(books, agree_balance, "2025", office, euros(1)) == [
        ("year_end.account", "account_id")
    ]


def test_what_is_unclear_is_sorted_out(books: Books) -> None:
    a_year(books)
    book(books, AUTUMN, (SUSPENSE, 10), (BANK, -10))
    assert states(books)["unclear"] == TO_DO
    books.do(tick_step, "2025", "unclear")
    assert states(books)["unclear"] == TO_DO
    book(books, AUTUMN, (OFFICE, 10), (SUSPENSE, -10))
    assert states(books)["unclear"] == DONE


def test_what_lasts_is_listed_and_written_off(books: Books) -> None:
    a_year(books)
    book(books, AUTUMN, (EQUIPMENT, 120), (BANK, -120))
    assert states(books)["depreciation"] == LOOK
    known = ids(books)
    accounts = (known[EQUIPMENT], known["02255"], known["43240"])
    books.do(add_asset, NewAsset("Coffee machine", AUTUMN, euros(120), 12, *accounts))
    assert states(books)["depreciation"] == TO_DO
    books.do(depreciate, "2025")
    assert states(books)["depreciation"] == LOOK
    books.do(tick_step, "2025", "depreciation")
    assert states(books)["depreciation"] == DONE


def test_cash_that_was_counted_on_the_last_day_counts(books: Books) -> None:
    a_year(books)
    book(books, AUTUMN, (CASH, 30), (BANK, -30))
    assert states(books)["cash"] == TO_DO
    books.do(count_cash, NewCount(ids(books)[CASH], date(2025, 12, 31), euros(30)))
    assert states(books)["cash"] == DONE


def test_what_is_still_to_be_moved_or_explained_is_named(books: Books) -> None:
    a_year(books)
    books.do(
        add_accrual,
        NewAccrual(
            "Insurance",
            ids(books)[OFFICE],
            euros(120),
            Period(date(2025, 7, 1), date(2026, 6, 30)),
            "2025",
        ),
    )
    draft(books, "2025", a46101=400)
    steps = {step.code: step for step in books.ask(list_year_end, "2025", TODAY)}
    assert (steps["accruals"].state, steps["differences"].state) == (TO_DO, TO_DO)
    assert "Insurance" in steps["accruals"].why
    assert "Administration" in steps["differences"].why


def test_an_expense_without_a_receipt_asks_a_look(books: Books) -> None:
    a_year(books)
    new = entry(books, AUTUMN, (OFFICE, 12), (BANK, -12), journal="bank")
    books.do(book_entry, new)
    (step,) = (each for each in books.ask(list_year_end, "2025", TODAY) if each.code == "receipts")
    assert (step.state, step.why) == (
        LOOK,
        "1 expense has no receipt. Look it up, or ask for a copy.",
    )
