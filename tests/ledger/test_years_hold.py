"""Whatever is done in whatever order: books balance, closed years do not move, undo is whole."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopadmin.cooperative.rules import NewResolution
from coopadmin.cooperative.service import add_resolution
from coopadmin.desk.check_books import check_books
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.appropriation import (
    NewAppropriation,
    Share,
    appropriate_result,
    take_back_appropriation,
)
from coopadmin.ledger.booking import reverse_entry
from coopadmin.ledger.entry_queries import find_entry, trial_balance
from coopadmin.ledger.year_states import ADOPTED, OPEN, left_to_appropriate, list_years
from coopadmin.ledger.years import adopt_year, close_year, reopen_year
from coopadmin.migrations import open_books
from coopadmin.store import Books
from coopadmin.store.custody import FORKED, OLDER_COPY
from tests.fixtures import NOW, WHO, clock
from tests.ledger.making import BANK, OFFICE, RESERVE, begin, book, ids

TODAY = NOW.date()
ANYWAY = {"year.steps_left": "seen", "year.not_appropriated": "later"}
DEEDS = ("book", "book", "close", "reopen", "appropriate", "take_back", "adopt", "reverse", "undo")
AGAIN = (OLDER_COPY, FORKED)
YEARS = ("2023", "2024", "2025")


def deed(books: Books, what: str, label: str, amount: int) -> None:
    """One step in one year; may be refused."""
    if what == "book":
        day = date(int(label), 5, 1)
        book(books, day, (OFFICE, amount), (BANK, -amount))
    elif what == "close":
        books.do(close_year, label, answers=ANYWAY)
    elif what == "reopen":
        books.do(reopen_year, label, "a bill")
    elif what == "appropriate":
        (row,) = (each for each in books.ask(list_years, TODAY) if each.label == label)
        left = books.ask(left_to_appropriate, row.year)
        share = Share(ids(books)[RESERVE], left)
        books.do(appropriate_result, NewAppropriation(label, "ALV-2026-01", [share]))
    elif what == "take_back":
        books.do(take_back_appropriation, label)
    elif what == "adopt":
        books.do(adopt_year, label, "ALV-2026-01", answers=ANYWAY)
    elif what == "reverse":
        books.do(reverse_entry, books.ask(find_entry, f"MEM{label}-0001"))
    else:
        books.undo()


def figures(books: Books, state: str) -> dict[str, object]:
    """What stands on the accounts in the years that are in this state."""
    return {
        row.label: books.ask(trial_balance, row.label, appropriated=state == ADOPTED)
        for row in books.ask(list_years, TODAY)
        if row.state == state
    }


@pytest.fixture
def begun(path: Path) -> Path:
    with open_books(path, who=WHO, origin="test", clock=clock) as books:
        begin(books, "2023", a10201=500, a05253=500)
        new = NewResolution("ALV", date(2026, 2, 20), "Accounts", "", "absolute", "accepted")
        books.do(add_resolution, new)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(
        st.tuples(st.sampled_from(DEEDS), st.sampled_from(YEARS), st.integers(1, 99)), max_size=14
    )
)
def test_closed_and_adopted_years_stay_as_they_were(
    begun: Path, tmp_path: Path, deeds: list[tuple[str, str, int]]
) -> None:
    copy = tmp_path / f"{random.getrandbits(64):x}.coop"
    copy.write_bytes(begun.read_bytes())
    with open_books(copy, who=WHO, origin="test", clock=clock, regardless=AGAIN) as books:
        for what, label, amount in deeds:
            adopted = figures(books, ADOPTED)
            shut = {row.label for row in books.ask(list_years, TODAY) if row.state != OPEN}
            try:
                deed(books, what, label, amount)
            except Refused:
                pass
            else:
                assert not (what == "book" and label in shut), "booked in a closed year"
            assert check_books(books) == []
            now = figures(books, ADOPTED)
            assert {label: now[label] for label in adopted} == adopted
