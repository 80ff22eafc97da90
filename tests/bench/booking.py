"""Booking ten thousand entries beside plain inserts of the same lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.entries import BANK, MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.posting import get_chart, post
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from tests.bench.table import compared, timed
from tests.bench.village import founded

ENTRIES, TURNS, YEAR = 10_000, 3, 2026
PLAIN = """
CREATE TABLE entry(
  id INTEGER PRIMARY KEY, journal TEXT NOT NULL, year TEXT NOT NULL, number INTEGER NOT NULL,
  dated TEXT NOT NULL, description TEXT NOT NULL, UNIQUE(year, journal, number));
CREATE TABLE line(
  id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES entry(id), year TEXT NOT NULL,
  account INTEGER NOT NULL, amount INTEGER NOT NULL CHECK (amount <> 0), description TEXT NOT NULL);
CREATE INDEX a ON entry(dated); CREATE INDEX b ON line(entry_id);
CREATE INDEX c ON line(account, year);
"""


@operation("bench.book", N_("Book"))
def book_many(work: Work, new: Sequence[NewEntry]) -> int:
    """Ten thousand bookings in one operation; gives how many."""
    return len(post(work, get_chart(work), new))


def entries(accounts: Sequence[int], count: int, year: int, chance: Random) -> list[NewEntry]:
    """So many bookings of two or three lines, spread over a year."""
    made = []
    first = date(year, 1, 1)
    for number in range(count):
        amount = Money(chance.randrange(100, 50_000))
        part = amount.part(1, 3) if number % 4 == 0 else Money(0)
        debit, other, credit = chance.sample(accounts, 3)
        lines = [NewLine(debit, amount - part), NewLine(credit, -amount)]
        if part:
            lines.append(NewLine(other, part))
        day = first + timedelta(days=number * 364 // count)
        journal = BANK if number % 2 else MEMORIAL
        made.append(NewEntry(journal, day, f"Bakery {number % 50}", lines))
    return made


def insert_plain(path: Path, new: Sequence[NewEntry]) -> None:
    """The same in one transaction, as safe on disk as ours and balanced before it goes in."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; {PLAIN}"
    )
    rows, lines = [], []
    for number, entry in enumerate(new, 1):
        if sum(line.amount.cents for line in entry.lines):
            raise ValueError(number)
        day = entry.dated.isoformat()
        rows.append((number, entry.journal, day[:4], number, day, entry.description))
        lines += [
            (None, number, day[:4], line.account_id, line.amount.cents, "") for line in entry.lines
        ]
    with connection:
        connection.executemany("INSERT INTO entry VALUES (?,?,?,?,?,?)", rows)
        connection.executemany("INSERT INTO line VALUES (?,?,?,?,?,?)", lines)
    connection.close()


def begun(path: Path, year: str) -> tuple[Books, list[int]]:
    """Books that have begun, and the ids of their accounts."""
    books = founded(path)
    books.do(begin_books, NewBooks(year))
    return books, [row.id for row in books.ask(list_accounts)]


def booking(folder: Path) -> None:
    """Ten thousand bookings, ours and plain in turn."""
    ours, bare = [], []
    for turn in range(TURNS):
        books, accounts = begun(folder / f"booking-{turn}.coop", str(YEAR))
        with books:
            new = entries(accounts, ENTRIES, YEAR, Random(turn))
            bare.append(timed(partial(insert_plain, folder / f"booking-{turn}.db", new)))
            ours.append(timed(partial(books.do, book_many, new)))
    compared(f"booking {ENTRIES:,} entries", ours, bare, 5)
