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
from coopadmin.desk.example_books import begin_example_books, keep_books
from coopadmin.desk.example_fill import settle_villagers, work_hours
from coopadmin.desk.example_people import inhabitants, invented_iban
from coopadmin.desk.example_register import terms_of
from coopadmin.desk.queries import list_set_aside, list_tasks
from coopadmin.desk.selected import people_of_selection
from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.entry_queries import BalanceRow, list_lines, trial_balance
from coopadmin.ledger.places import PLACES
from coopadmin.ledger.year_states import ADOPTED, OPEN, list_years
from coopadmin.meetings.queries import list_meetings
from coopadmin.members.queries import list_members
from coopadmin.members.selections import list_selections
from coopadmin.migrations import open_books
from coopadmin.people.queries import list_officers
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
        saved = books.ask(list_selections)
        assert len(saved) == 3
        for row in saved:
            assert books.ask(people_of_selection, row.selection, TODAY), row.name


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
    [
        (date(2026, 1, 1), 12, 1),
        (date(2024, 2, 29), 13, 2),
        (date(2026, 5, 21), 30, 1),
        (date(2028, 2, 29), 12, 7),
        (date(2026, 12, 31), 90, 2),
    ],
)
def test_an_example_of_any_day_and_size_is_sound_and_filled(
    tmp_path: Path, today: date, members: int, years: int
) -> None:
    path = example(tmp_path / "a.coop", today, members, years)
    with open_books(path, who="Fenna", read_only=True) as books:
        assert check_books(books) == []
        assert len(books.ask(list_members, today, status=("running", "leaving"))) == members
        held = [row for row in books.ask(list_meetings) if row.status != "preparation"]
        assert len(held) == years
        for row in held:
            facts = books.ask(facts_of_year, str(row.held_on.year))
            assert facts.members.end > facts.hours.volunteers > 0
            assert facts.contributions.paid.cents > 0
            assert len(facts.officers) >= 5


def test_members_come_and_go_in_every_year_of_the_example() -> None:
    founded, today = date(2008, 3, 14), date(2026, 8, 1)
    terms = terms_of(300, founded, today, Random(1))
    running = [term for term in terms if term.until is None or term.until >= today]
    assert len(running) == 300
    assert all(term.since <= (term.until or today) for term in terms)
    assert min(term.since for term in terms) == founded
    for year in range(2012, 2027):
        assert any(term.since.year == year for term in terms)
        assert any(term.until and term.until.year == year for term in terms)


def test_an_example_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("coopadmin.desk.example.hold_annual_meeting", failing)
    with pytest.raises(ZeroDivisionError):
        example(tmp_path / "a.coop")
    assert list(tmp_path.iterdir()) == []


def test_filling_the_example_is_not_taken_back_by_half(tmp_path: Path) -> None:
    filling = {
        each.code
        for each in (
            settle_villagers,
            work_hours,
            begin_example_books,
            keep_books,
        )
    }
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


@pytest.mark.parametrize("today", [date(2026, 3, 3), TODAY])
def test_the_board_of_the_example_has_a_retirement_schedule(tmp_path: Path, today: date) -> None:
    path = example(tmp_path / "a.coop", today, members=60, years=3)
    with open_books(path, who="Fenna", read_only=True) as books:
        board = books.ask(list_officers, today, "board")
        ends = [term.planned_last for term in board]
        tasks = books.ask(list_tasks, today)
        aside = books.ask(list_set_aside, today)
    assert len(board) == 5
    assert all(end is not None and end >= today for end in ends), "none is left dangling"
    assert len(set(ends)) >= 4, "they do not all leave on one day"
    assert any(term.resolution for term in board), "appointed again by the members"
    assert {"board.ended", "accounts.limit"}.isdisjoint(task.code for task in tasks)
    assert sum(task.own for task in tasks) == 4
    assert [task.own for task in aside if task.put_off_until] == [True]


@pytest.mark.parametrize(
    ("today", "members", "years"), [(TODAY, 300, 3), (date(2026, 3, 3), 24, 2), (TODAY, 12, 9)]
)
def test_money_of_the_example_is_never_less_than_nothing(
    tmp_path: Path, today: date, members: int, years: int
) -> None:
    path = example(tmp_path / "a.coop", today, members, years)
    with open_books(path, who="Fenna", read_only=True) as books:
        lines = books.ask(list_lines)
    held = dict.fromkeys(("10101", "10201", "10270"), 0)
    for line in lines:
        if line.account in held:
            held[line.account] += line.amount.cents
            assert held[line.account] >= 0, (line.dated, line.account_name)


def test_the_example_keeps_books_that_an_accountant_believes(tmp_path: Path) -> None:
    path = example(tmp_path / "a.coop", members=312, years=3)
    with open_books(path, who="Fenna", read_only=True) as books:
        found = {
            year: {row.number: row for row in books.ask(trial_balance, year)}
            for year in ("2024", "2025", "2026")
        }
        lines = books.ask(list_lines)
        years = sorted(books.ask(list_years, TODAY), key=lambda row: row.label)
    for year in ("2024", "2025"):
        income, costs = (_total(found[year], kind) for kind in ("income", "expense"))
        assert 60_000 < income < 75_000
        assert 0 < income - costs < 5_000
    last = found["2025"]
    for number, what in (
        ("17290", "a grant received in advance"),
        ("14165", "paid in advance"),
        ("16011", "bills to pay"),
        ("13011", "debtors"),
        ("13201", "the last part of a grant"),
        ("17201", "costs still to pay"),
        ("02305", "depreciation"),
    ):
        assert last[number].closing, what
    assert -last["05371"].closing.cents > -last["05371"].opening.cents, "something was set aside"
    assert -last["05351"].closing.cents < -last["05351"].opening.cents, "the fund was used"
    assert [(row.label, row.state) for row in years] == [
        ("2024", ADOPTED),
        ("2025", ADOPTED),
        ("2026", OPEN),
    ]
    result = _total(last, "income") - _total(last, "expense")
    assert last["05403"].closing.cents / 100 == pytest.approx(result), "divided by the members"
    assert {line.fund for line in lines} == {"", "Wheelchair lift", "Next bus"}
    assert sum(bool(line.activity) for line in lines) > 300


def _total(rows: dict[str, BalanceRow], kind: str) -> float:
    found = sum(row.closing.cents for row in rows.values() if PLACES[row.place].kinds == {kind})
    return found / (100 if kind == "expense" else -100)
