"""Ratios against the bare thing, measured in one run: `make bench`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from coopadmin.commands.demo import make_example
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.cooperative.rules import NewCooperative
from coopadmin.desk.example_people import inhabitants
from coopadmin.desk.founding import found_cooperative
from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.formats.tables import table_as_csv
from coopadmin.kernel.money import Money
from coopadmin.members.importing import ListImport
from coopadmin.members.queries import list_kinds, list_members
from coopadmin.members.service import import_members
from coopadmin.migrations import new_books
from coopadmin.store import Books
from coopadmin.store.computer import HOME_VARIABLE
from tests.bench import plain
from tests.bench.start import FILE_VARIABLE, NOW

ROOT = Path(__file__).parents[2]
TIMES, STARTS = 3, 5
EXAMPLE_MEMBERS, EXAMPLE_YEARS = 300, 3
BARE_WINDOW = (
    "import os; os.environ.setdefault('QT_QPA_PLATFORM', 'offscreen');"
    "from PySide6.QtWidgets import QApplication, QMainWindow;"
    "app = QApplication([]); window = QMainWindow(); window.show(); app.processEvents()"
)
BARE_PROGRAM = "import sqlalchemy.orm, babel.dates, babel.numbers;" + BARE_WINDOW


def say(what: str, ours: float, bare: float | None = None, aim: str = "") -> None:
    """One line of the table: milliseconds, and the ratio where there is a bare thing."""
    ratio = f"{ours / bare:8.2f} ×" if bare else " " * 10
    beside = f"{bare * 1000:10.1f}" if bare else " " * 10
    sys.stdout.write(f"{what:<44}{ours * 1000:10.1f}{beside}{ratio}  {aim}\n")
    sys.stdout.flush()


def say_memory(what: str, used: float) -> None:
    """One line of the table: megabytes."""
    sys.stdout.write(f"{what:<44}{used / 1_000_000:10.1f} MB\n")
    sys.stdout.flush()


def timed(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def villagers(count: int) -> list[dict[str, Any]]:
    """Rows for the bare database and for a member list alike."""
    people = inhabitants(count, Random(7), 1)
    return [
        {
            **each.columns,
            "id": number,
            "number": number,
            "house": each.columns["house_number"] or 1,
            "surname": each.columns["surname"] or each.columns["organisation_name"],
            "since": "2019-05-01",
        }
        for number, each in enumerate(people, 1)
    ]


def as_list(rows: list[dict[str, Any]], path: Path) -> Path:
    """The same people as a list that somebody exported."""
    names = ("number", "call_name", "prefix", "surname", "street", "house", "postcode", "town")
    headings = ["Lidnr", "Roepnaam", "Tussenvoegsel", "Achternaam", "Straat", "Huisnummer"]
    headings += ["Postcode", "Woonplaats", "E-mail", "Lid sinds"]
    columns = (*names, "email", "since")
    path.write_bytes(table_as_csv(headings, [[row[name] for name in columns] for row in rows]))
    return path


@contextmanager
def founded(path: Path) -> Iterator[Books]:
    with new_books(path, who="bench") as books:
        books.do(
            found_cooperative,
            NewCooperative(
                "Dorpscoöperatie Maat U.A.", "cooperatie-ua", founded_on=date(2010, 1, 1)
            ),
        )
        yield books


def members(count: int, folder: Path) -> None:
    """Import, charge and search so many members, ours and bare in turn."""
    rows = villagers(count)
    listing = as_list(rows, folder / f"{count}.csv")
    ours, bare, charging, bare_charging = [], [], [], []
    for turn in range(TIMES if count <= 10_000 else 1):
        connection = plain.empty(folder / f"plain-{count}-{turn}.db")
        bare.append(timed(partial(plain.insert_members, connection, rows)))
        bare_charging.append(timed(partial(plain.charge, connection, "2026")))
        connection.close()
        with founded(folder / f"ours-{count}-{turn}.coop") as books:
            sheet = read_list(listing)
            wanted = ListImport(sheet, propose_mapping(sheet), None, False)
            ours.append(timed(partial(books.do, import_members, wanted)))
            for kind in books.ask(list_kinds):
                books.do(set_tariff, NewTariff(kind.id, date(2010, 1, 1), Money(2000)))
            year = str(books.today().year)
            charging.append(timed(partial(books.do, run_charges, year)))
            if not turn:
                search(books, count)
    say(f"import of {count:,} members", median(ours), median(bare), "aim 5 × at 5,000")
    say(f"charging {count:,} members", median(charging), median(bare_charging), "aim 10 ×")


def search(books: Books, count: int) -> None:
    """From a key to the rows: every beginning of some names, after a first look."""
    words = ["bergsma", "van den berg", "molenweg 3", "terpstra", "yildiz", "0042"]
    beginnings = [word[:length] for word in words for length in range(1, len(word) + 1)]
    for word in beginnings[:5]:
        books.ask(list_members, books.today(), text=word)
    times = [
        timed(partial(books.ask, list_members, books.today(), text=word)) for word in beginnings
    ]
    say(f"key to rows, {count:,} members, p95", quantiles(times, n=20)[-1], None, "aim 16 ms")


def start(folder: Path) -> None:
    """Cold start in a process of its own, against a bare window and a bare program."""
    example = folder / "example.coop"
    make_example(example, EXAMPLE_MEMBERS, EXAMPLE_YEARS, NOW.date())
    surroundings = {
        **os.environ,
        FILE_VARIABLE: str(example),
        HOME_VARIABLE: str(folder / "computer"),
    }

    def run(code: str) -> tuple[float, list[str]]:
        said: list[str] = []

        def once() -> None:
            command = [sys.executable, "-c", code]
            ran = subprocess.run(
                command, check=True, cwd=ROOT, env=surroundings, capture_output=True, text=True
            )
            said.append(ran.stdout)

        return median(timed(once) for _turn in range(STARTS)), said

    bare_window, bare_program = run(BARE_WINDOW)[0], run(BARE_PROGRAM)[0]
    say("bare window", bare_window)
    say("bare window with sqlalchemy.orm and babel", bare_program)
    ours, said = run("from tests.bench.start import usable; usable()")
    say("window with figures, cold", ours, bare_program, "aim 1.5 ×")
    say_memory("memory of that window, peak", median(int(each) for each in said) * 1024)


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or [300, 5_000]
    sys.stdout.write(f"{'':<44}{'ours ms':>10}{'bare ms':>10}{'ratio':>10}\n")
    with tempfile.TemporaryDirectory() as folder:
        start(Path(folder))
        for size in sizes:
            members(size, Path(folder))


if __name__ == "__main__":
    main()
