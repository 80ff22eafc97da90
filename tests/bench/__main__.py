"""Ratios against the bare thing, measured in one run: `make bench`."""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from coopadmin.contributions.service import run_charges
from coopadmin.desk.example_people import inhabitants
from coopadmin.formats.headings import propose_mapping
from coopadmin.formats.lists import read_list
from coopadmin.formats.tables import table_as_csv
from coopadmin.members.importing import ListImport
from coopadmin.members.queries import list_members
from coopadmin.members.reading import import_members
from coopadmin.store.computer import HOME_VARIABLE
from tests.bench import plain
from tests.bench.booking import booking
from tests.bench.drilling import drilling
from tests.bench.ledger import statements
from tests.bench.letters import sending
from tests.bench.printing import report
from tests.bench.start import (
    BARE_PROGRAM,
    BARE_WINDOW,
    FILE_VARIABLE,
    FIRST_PAINT,
    ROOT,
    USABLE,
    process_time,
)
from tests.bench.table import absolute, compared, heading, ratio, timed
from tests.bench.typing import CELLS, FILTERS, keys_to_rows
from tests.bench.village import BUILD, NOW, founded, village

SIZES = (300, 5_000, 100_000)
TURNS, STARTS = 3, 7
COLUMNS = ("number", "call_name", "prefix", "surname", "street", "house_number", "postcode",
           "town", "email")  # fmt: skip
HEADINGS = ["Lidnr", "Roepnaam", "Tussenvoegsel", "Achternaam", "Straat", "Huisnummer",
            "Postcode", "Woonplaats", "E-mail", "Lid sinds"]  # fmt: skip


def listing(count: int, path: Path) -> Path:
    """So many villagers as a list that somebody exported."""
    people: list[dict[str, Any]] = [
        {**each.columns, "number": number}
        for number, each in enumerate(inhabitants(count, Random(7), 1), 1)
    ]
    for row in people:
        row["surname"] = row["surname"] or row["organisation_name"]
        row["house_number"] = row["house_number"] or 1
    rows = [[str(row[name]) for name in COLUMNS] + ["2019-05-01"] for row in people]
    path.write_bytes(table_as_csv(HEADINGS, rows))
    return path


def members(count: int, folder: Path) -> dict[str, float]:
    """Import, charge and list so many members, ours and bare in turn; our seconds for each."""
    sheet = read_list(listing(count, folder / f"{count}.csv"))
    wanted = ListImport(sheet, propose_mapping(sheet), None, False)
    cells = [row.cells for row in sheet.rows]
    today = NOW.date()
    reading, bare_reading, charging, bare_charging, listed = [], [], [], [], []
    for turn in range(TURNS if count <= 10_000 else 1):
        connection = plain.empty(folder / f"plain-{count}-{turn}.db")
        bare_reading.append(timed(partial(plain.insert_members, connection, cells, today)))
        bare_charging.append(timed(partial(plain.charge, connection, "2026")))
        connection.close()
        path = folder / f"ours-{count}-{turn}.coop"
        with founded(path) as books:
            reading.append(timed(partial(books.do, import_members, wanted)))
            charging.append(timed(partial(books.do, run_charges, "2026")))
            listed.append(timed(partial(books.ask, list_members, today)))
    compared(f"import of {count:,} members", reading, bare_reading, 5 if count == 5_000 else None)
    compared(f"charging {count:,} members", charging, bare_charging, 10)
    rows, drawn, whole, _taken = keys_to_rows(path)
    absolute(f"key to rows, {count:,} members, p95", rows * 1000, "ms", 16)
    absolute("    and drawn", drawn * 1000, "ms")
    absolute("    and looked through to the end", whole * 1000, "ms")
    rows, drawn, whole, taken = keys_to_rows(path, FILTERS)
    absolute("    the same with filters on", rows * 1000, "ms", 16)
    absolute("    a filter until its rows are shown", taken * 1000, "ms")
    return {"import": median(reading), "list": median(listed), "charge": median(charging)}


def starting(file: Path, folder: Path) -> None:
    """Cold start in processes of their own, each in turn with its bare thing.

    Compiled beforehand, as the set-up leaves it: the libraries are too.
    """
    for part in ("coopadmin", "tests/bench"):
        compileall.compile_dir(ROOT / part, quiet=1)
    copy = shutil.copy(file, folder / "start.coop")
    surroundings = {FILE_VARIABLE: str(copy)}
    times: dict[str, list[float]] = {}
    memory: list[list[int]] = []
    for turn in range(STARTS + 1):
        for code in (BARE_WINDOW, FIRST_PAINT, BARE_PROGRAM, USABLE):
            seconds, said = process_time(code, surroundings)
            # The first turn fills the caches of the system.
            if turn:
                times.setdefault(code, []).append(seconds)
            if code == USABLE and said:
                memory.append([int(size) for size in said.split()])
    compared("first paint, cold", times[FIRST_PAINT], times[BARE_WINDOW], 2)
    compared("usable with figures, cold", times[USABLE], times[BARE_PROGRAM], 1.5)
    for place, name in enumerate(("RSS", "PSS")):
        if memory:
            used = median(sizes[place] for sizes in memory) / 1024
            absolute(f"memory with the window open, {name}", used, "MB", 150)


def safe_on_disk(file: Path, folder: Path) -> None:
    """How often the disk is asked to be sure, for each cell typed in the grid of hours."""
    if shutil.which("strace") is None:
        return
    copy = shutil.copy(file, folder / "typed.coop")
    calls = folder / "calls"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-s", "8", "-o", str(calls)]
    command += [sys.executable, "-m", "tests.bench.typing", str(copy)]
    # Another computer: this one has seen the same file go on elsewhere.
    elsewhere = {**os.environ, HOME_VARIABLE: str(folder / "elsewhere")}
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, env=elsewhere)
    lines = calls.read_text("utf-8").splitlines()
    typed = [number for number, line in enumerate(lines) if 'write(1, "typed' in line]
    between = lines[typed[0] : typed[-1]]
    syncs = sum("sync(" in line for line in between)
    absolute(f"fsyncs per typed cell, {CELLS} cells", syncs / (len(typed) - 1), "")


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        # Nothing is read from or written to the settings of whoever measures.
        os.environ[HOME_VARIABLE] = str(folder / "computer")
        heading()
        made = timed(lambda: village(5_000))
        if made > 1:
            absolute("5,000 members, 10 years, 100,000 hours made", made, "s", 60)
        file = village(5_000)
        starting(file, folder)
        report(file)
        sending(file)
        safe_on_disk(file, folder)
        booking(folder)
        statements(folder)
        drilling(folder / "kept.coop")
        took = {size: members(size, folder) for size in sizes}
    if 5_000 in took and 100_000 in took:
        for name in ("import", "list", "charge"):
            large, small = took[100_000][name] / 100, took[5_000][name] / 5
            ratio(f"ms per row at 100,000 beside 5,000: {name}", large, small, "ms", 1.3)
    sys.stdout.write(f"The large cooperative is kept in {BUILD.relative_to(ROOT)}.\n")


if __name__ == "__main__":
    main()
