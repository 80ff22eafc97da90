"""Books for the tests: begun, with what a small cooperative has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.booking import book_entry
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.entry_queries import trial_balance
from coopadmin.store import Books

BANK, CASH, RESERVE, OFFICE, CONTRIBUTIONS = "10201", "10101", "05253", "46101", "82305"
DEBTORS, DEFERRED, ACCRUED, CAPITAL, RESULT = "13011", "17250", "14330", "05655", "05403"


def euros(amount: float) -> Money:
    return Money(round(amount * 100))


def begin(books: Books, year: str = "2026", **balances: float) -> None:
    """Begin the books; balances as `a10201=500`, positive on the account's own side."""
    given = {number.removeprefix("a"): euros(each) for number, each in balances.items()}
    books.do(begin_books, NewBooks(year, given))


def ids(books: Books) -> Mapping[str, int]:
    """The id of each account by its number."""
    return {row.number: row.id for row in books.ask(list_accounts)}


def entry(
    books: Books, dated: date, *lines: tuple[str, float], what: str = "Paper", **more: object
) -> NewEntry:
    """An entry to be, with lines of a number and an amount in euros."""
    known = ids(books)
    return NewEntry(
        str(more.get("journal", MEMORIAL)),
        dated,
        what,
        [NewLine(known[number], euros(each)) for number, each in lines],
    )


def book(books: Books, dated: date, *lines: tuple[str, float], what: str = "Paper") -> str:
    return books.do(book_entry, entry(books, dated, *lines, what=what))


def closing(books: Books, year: str = "2026") -> dict[str, float]:
    """What accounts have at the end of a year, in euros, debit above zero; nothing is left out."""
    rows = books.ask(trial_balance, year)
    return {row.number: row.closing.cents / 100 for row in rows if row.closing}


AUTUMN = date(2025, 10, 1)


def a_year(books: Books) -> None:
    """Books with a result of 60 in 2025: 100 of contributions, 40 of paper."""
    begin(books, "2025", a10201=500, a05253=500)
    book(books, AUTUMN, (BANK, 100), (CONTRIBUTIONS, -100))
    book(books, AUTUMN, (OFFICE, 40), (BANK, -40))
