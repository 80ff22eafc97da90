"""The statements of ten years over 200,000 lines beside the bare sums, and beside other programs.

hledger and beancount read the same entries as a text file of their own, where they are installed.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

from coopadmin.activities.rules import NewActivity
from coopadmin.activities.service import add_activity
from coopadmin.desk.bookkeeping import NewBooks, begin_books
from coopadmin.kernel.money import Money
from coopadmin.ledger.accounts import list_accounts
from coopadmin.ledger.dimensions import activity_names
from coopadmin.ledger.entries import MEMORIAL, NewEntry, NewLine
from coopadmin.ledger.places import EXPENSE, RESULT_KINDS
from coopadmin.ledger.statements import statements_of_year, statements_of_years
from coopadmin.store import Books
from tests.bench.booking import book_many
from tests.bench.table import absolute, compared, timed
from tests.bench.village import YEARS, founded

ENTRIES_A_YEAR, TURNS = 10_000, 7
AIM = 3
_SUMS = "SELECT account_id, book_year, sum(amount) FROM line GROUP BY account_id, book_year"


def bookings(books: Books, year: int, chance: Random) -> list[NewEntry]:
    """What comes in and goes out by bank in a year, over all accounts and activities."""
    rows = books.ask(list_accounts)
    (bank,) = [row.id for row in rows if row.role == "bank"]
    ours = [row for row in rows if row.kind in RESULT_KINDS]
    about = [*books.ask(activity_names), None]
    made = []
    for _number in range(ENTRIES_A_YEAR):
        row = chance.choice(ours)
        cents = chance.randrange(100, 50_000) * (1 if row.kind == EXPENSE else -1)
        day = date(year, 1, 1) + timedelta(chance.randrange(365))
        lines = [
            NewLine(row.id, Money(cents), activity_id=chance.choice(about)),
            NewLine(bank, Money(-cents)),
        ]
        made.append(NewEntry(MEMORIAL, day, "Any", lines))
    return made


def kept(path: Path) -> Books:
    """Ten years of books, 200,000 lines in all."""
    books, chance = founded(path), Random(5)
    for number in range(5):
        books.do(add_activity, NewActivity(name=f"Activity {number}"))
    books.do(begin_books, NewBooks(str(YEARS[0])))
    for year in YEARS:
        books.do(book_many, bookings(books, year, chance))
    return books


def bare(connection: sqlite3.Connection) -> int:
    """The plain sums over the lines."""
    return len(connection.execute(_SUMS).fetchall())


def statements(folder: Path) -> None:
    """Balance sheet and statement of all years, and of the last one alone, beside the bare sums."""
    path = folder / "kept.coop"
    labels = [str(year) for year in YEARS]
    with kept(path) as books:
        connection = sqlite3.connect(path)
        ours, alone, sums = [], [], []
        for _turn in range(TURNS):
            sums.append(timed(partial(bare, connection)))
            ours.append(timed(partial(books.ask, statements_of_years, labels)))
            alone.append(timed(partial(books.ask, statements_of_year, labels[-1])))
        compared("statements of 10 years, 200,000 lines", ours, sums, AIM)
        compared("    of one year, the tenth", alone, sums, None)
        connection.close()
        _beside(path, folder)


def _beside(path: Path, folder: Path) -> None:
    """The same entries read and summed by other programs, each in its own way."""
    if shutil.which("hledger"):
        journal = folder / "kept.journal"
        journal.write_text("".join(_hledger(path)), "utf-8")
        command = ["hledger", "-f", str(journal), "balance", "-Y", "--no-total"]
        absolute("    hledger, the same entries", _took(command) * 1000, "ms")
    python = shutil.which("bean-query")
    if python:
        journal = folder / "kept.beancount"
        journal.write_text("".join(_beancount(path)), "utf-8")
        query = "SELECT account, year, sum(position) GROUP BY account, year"
        command = [python, "-q", str(journal), query]
        absolute("    beancount, the same entries", _took(command) * 1000, "ms")


def _took(command: list[str]) -> float:
    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)

    return min(timed(run) for _turn in range(2))


def _entries(path: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT entry.id, entry.dated, account.number, account.place, line.amount FROM line"
        " JOIN entry ON entry.id = line.entry_id JOIN account ON account.id = line.account_id"
        " ORDER BY entry.dated, entry.id, line.position"
    )
    last, day, lines = None, "", list[tuple[str, int]]()
    for entry, dated, number, place, cents in found:
        if entry != last and lines:
            yield day, lines
            lines = []
        last, day = entry, dated
        side = "Assets" if place == "money" else "Expenses"
        lines.append((f"{side}:A{number}", cents))
    if lines:
        yield day, lines
    connection.close()


def _hledger(path: Path) -> Iterator[str]:
    for day, lines in _entries(path):
        yield f"{day} Any\n"
        for name, cents in lines:
            yield f"    {name}  {cents / 100:.2f} EUR\n"
        yield "\n"


def _beancount(path: Path) -> Iterator[str]:
    names = sorted({name for _day, lines in _entries(path) for name, _cents in lines})
    for name in names:
        yield f"2000-01-01 open {name} EUR\n"
    for day, lines in _entries(path):
        yield f'{day} * "Any"\n'
        for name, cents in lines:
            yield f"  {name}  {cents / 100:.2f} EUR\n"
        yield "\n"


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        statements(Path(place))
