"""A large invented cooperative, made in batches and kept in the build folder."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from random import Random

from coopadmin.activities.queries import list_activities
from coopadmin.contributions.rules import NewTariff
from coopadmin.contributions.service import run_charges, set_tariff
from coopadmin.cooperative.rules import NewCooperative
from coopadmin.desk.example_fill import settle_villagers
from coopadmin.desk.example_hours import hours_of
from coopadmin.desk.founding import found_cooperative
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_
from coopadmin.members.queries import list_kinds
from coopadmin.migrations import REVISION, new_books
from coopadmin.store import Books
from coopadmin.store.work import Work, operation
from coopadmin.volunteers.model import HourEntry

BUILD = Path(__file__).parents[2] / "build" / "bench"
NOW = datetime.fromisoformat("2026-03-03T20:41")
FOUNDED = date(2016, 1, 1)
YEARS = range(2016, 2026)
ENTRIES, PER_LIST = 100_000, 60


@operation("bench.hours", N_("Record hours"))
def fill_hours(work: Work, year: int, people: list[int], most: int, chance: Random) -> int:
    """A year of hours on long lists, in one batch; gives how many."""
    activities = list_activities(work.session)
    lists = {
        each.id: [people[(number * 97 + step) % len(people)] for step in range(PER_LIST)]
        for number, each in enumerate(activities)
    }
    entries = hours_of(year, date(year, 12, 31), lists, chance)[:most]
    work.add_many(HourEntry, entries)
    return len(entries)


def founded(path: Path) -> Books:
    """A cooperative with its usual activities and prices, open as a window has it."""
    books = new_books(path, who="bench", clock=lambda: NOW, for_long=True)
    new = NewCooperative("Dorpscoöperatie Maat U.A.", "cooperatie-ua", founded_on=FOUNDED)
    books.do(found_cooperative, new, usual_activities=True)
    for kind in books.ask(list_kinds):
        books.do(set_tariff, NewTariff(kind.id, FOUNDED, Money(2000)))
    return books


def village(members: int) -> Path:
    """So many members, ten years of contributions and a hundred thousand entries of hours."""
    path = BUILD / f"village-{members}-{REVISION}.coop"
    if not path.is_file():
        BUILD.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half.coop")
        half.unlink(missing_ok=True)
        with founded(half) as books:
            chance = Random(members)
            people = books.do(settle_villagers, members, FOUNDED, NOW.date(), chance)
            for year in YEARS:
                books.do(fill_hours, year, people, ENTRIES // len(YEARS), chance)
                books.do(run_charges, str(year))
        half.replace(path)
    return path
