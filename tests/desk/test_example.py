"""The example cooperative: filled everywhere, sound, and the same each time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from coopadmin.annual.exchange import year_as_json
from coopadmin.annual.queries import facts_of_year
from coopadmin.commands.demo import make_example
from coopadmin.cooperative.queries import get_cooperative
from coopadmin.desk.check_books import check_books
from coopadmin.desk.example_fill import settle_villagers, work_hours
from coopadmin.desk.example_people import inhabitants, invented_iban
from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.problem import Refused
from coopadmin.meetings.queries import list_meetings
from coopadmin.members.queries import list_members
from coopadmin.migrations import open_books
from coopadmin.store.history import list_history

TODAY = date(2026, 11, 21)


def example(path: Path, today: date = TODAY, members: int = 40, years: int = 2) -> Path:
    make_example(path, members, years, today)
    return path


def test_every_part_of_the_example_is_filled_and_sound(tmp_path: Path) -> None:
    with open_books(example(tmp_path / "a.coop"), who="Fenna", read_only=True) as books:
        assert check_books(books) == []
        assert books.ask(get_cooperative).example
        running = books.ask(list_members, TODAY, status=("running", "leaving"))
        assert len(running) == 40
        facts = books.ask(facts_of_year, "2025")
        assert facts.members.left > 0
        assert facts.hours.total.minutes > 0
        assert facts.contributions.open.cents > 0
        statuses = [row.status for row in books.ask(list_meetings)]
        assert sorted(statuses) == ["adopted", "inspection"]


def test_the_same_day_and_size_give_the_same_figures(tmp_path: Path) -> None:
    shown = []
    for name in ("a.coop", "b.coop"):
        with open_books(example(tmp_path / name), who="Fenna", read_only=True) as books:
            shown.append(
                [year_as_json(books.ask(facts_of_year, year)) for year in ("2025", "2026")]
            )
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("today", "members", "years"),
    [(date(2026, 1, 1), 12, 1), (date(2024, 2, 29), 13, 2), (date(2026, 5, 21), 30, 1)],
)
def test_an_example_of_any_day_and_size_is_sound(
    tmp_path: Path, today: date, members: int, years: int
) -> None:
    path = example(tmp_path / "a.coop", today, members, years)
    with open_books(path, who="Fenna", read_only=True) as books:
        assert check_books(books) == []
        books.ask(facts_of_year, str(today.year))


def test_filling_the_example_is_not_taken_back_by_half(tmp_path: Path) -> None:
    filling = {settle_villagers.code, work_hours.code}
    with open_books(example(tmp_path / "a.coop"), who="Fenna") as books:
        for row in books.ask(list_history, 200):
            if row.code in filling:
                assert row.never
                with pytest.raises(Refused):
                    books.undo(row.id)


def test_villagers_have_sound_account_numbers_of_no_bank() -> None:
    for number in (0, 7, 299):
        assert parse_iban(invented_iban(number))[4:8] == "DEMO"
    people = inhabitants(50, Random(1), 3)
    assert [each.organisation for each in people].count(True) == 3
