"""Operations on the legal person, through the two verbs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coopadmin.cooperative.queries import (
    book_year_of,
    get_book_year,
    get_cooperative,
    get_statutes,
    list_book_years,
    list_rates,
    list_resolutions,
    list_statutes,
    rate_on,
)
from coopadmin.cooperative.rules import (
    ChangedCooperative,
    NewCooperative,
    NewExceptionalYear,
    NewRate,
    NewResolution,
    NewStatutes,
)
from coopadmin.cooperative.service import (
    add_exceptional_year,
    add_resolution,
    change_cooperative,
    set_accent,
    set_rate,
    set_statutes,
)
from coopadmin.desk.founding import found_cooperative
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.problem import Refused
from coopadmin.migrations import new_books
from coopadmin.store import Books

NOW_CALLED = ChangedCooperative(
    name="Dorpscoöperatie Beemdervelde B.A.",
    legal_form="cooperatie-ba",
    kind="dorpscooperatie",
    chamber_number="1234 5678",
    iban="nl91 abna 0417 1643 00",
)
DECISION = NewResolution(
    "ALV", date(2026, 5, 28), "Contributie 2027", "€ 25", "absolute", "accepted", 20, 10, 5, 0
)


def refused(books: Books, *call: Any, **options: Any) -> list[str]:
    with pytest.raises(Refused) as raised:
        books.do(*call, **options)
    return [problem.code for problem in raised.value.problems]


def test_a_new_file_knows_the_usual_statutes_and_the_rates_of_law(books: Books) -> None:
    statutes = books.ask(get_statutes, date(2026, 3, 3))
    assert (statutes.convocation_days, statutes.termination_days) == (14, 28)
    assert (statutes.majority, statutes.amendment_majority) == ("absolute", "2/3")
    assert not statutes.checked
    month = books.ask(rate_on, "volunteer.month", date(2026, 3, 3))
    assert month is not None
    assert (month.value, month.to_be_checked) == (22000, False)
    old = books.ask(rate_on, "volunteer.year", date(2020, 6, 1))
    assert old is not None
    assert (old.value, old.to_be_checked) == (170000, True)
    assert books.ask(rate_on, "volunteer.year", date(2018, 12, 31)) is None


def test_a_wrong_name_founds_nothing(tmp_path: Path) -> None:
    with new_books(tmp_path / "new.coop", who="Hanneke Brouwer") as books:
        wrong = NewCooperative("Zorg voor elkaar", "cooperatie-ua", "zorgcooperatie")
        assert refused(books, found_cooperative, wrong) == [
            "cooperative.name_word",
            "cooperative.name_ending",
        ]
        with pytest.raises(Refused) as raised:
            books.ask(get_cooperative)
        assert raised.value.problems[0].code == "cooperative.none"


def test_the_facts_of_the_cooperative_can_change(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    undone(lambda: books.do(change_cooperative, NOW_CALLED))
    facts = books.ask(get_cooperative)
    assert facts.name == "Dorpscoöperatie Beemdervelde B.A."
    assert facts.chamber_number == "12345678"
    assert facts.iban == "NL91ABNA0417164300"


def test_the_colour_of_documents_is_chosen_and_can_be_read(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    undone(lambda: books.do(set_accent, "#8a1c3b"))
    assert books.ask(get_cooperative).accent == "#8A1C3B"
    assert refused(books, set_accent, "#FFCC00") == ["cooperative.accent_pale"]
    assert refused(books, set_accent, "red") == ["cooperative.accent"]


def test_moving_all_book_years_asks_why(books: Books) -> None:
    moved = replace(NOW_CALLED, year_begins_in=9)
    assert refused(books, change_cooperative, moved) == ["cooperative.year_moved"]
    books.do(change_cooperative, moved, answers={"cooperative.year_moved": "vergissing"})
    assert books.ask(book_year_of, date(2026, 3, 3)).label == "2025-2026"


def test_statutes_are_dated_and_the_ones_of_the_day_count(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    new = NewStatutes(date(2027, 1, 1), termination_days=90, source="Akte 2026")
    undone(lambda: books.do(set_statutes, new))
    assert books.ask(get_statutes, date(2026, 12, 31)).termination_days == 28
    assert books.ask(get_statutes, date(2027, 1, 1)).termination_days == 90
    assert books.ask(get_statutes, date(1990, 1, 1)).termination_days == 28
    undone(lambda: books.do(set_statutes, replace(new, termination_days=60)))
    assert [row.termination_days for row in books.ask(list_statutes)] == [28, 60]


def test_a_rate_is_extended_and_corrected_by_its_day(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    before = len(books.ask(list_rates))
    new = NewRate("volunteer.month", date(2027, 1, 1), 23000, "Belastingdienst")
    undone(lambda: books.do(set_rate, new))
    undone(lambda: books.do(set_rate, replace(new, value=23100)))
    assert len(books.ask(list_rates)) == before + 1
    found = books.ask(rate_on, "volunteer.month", date(2028, 1, 1))
    assert found is not None
    assert found.value == 23100
    assert refused(books, set_rate, NewRate("", date(2027, 1, 1), -1, "")) == [
        "rate.code",
        "rate.value",
        "rate.source",
    ]


def test_a_short_year_moves_the_years_behind_it(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    short = NewExceptionalYear(date(2026, 1, 1), date(2026, 6, 30))
    assert undone(lambda: books.do(add_exceptional_year, short)) == "2026"
    assert books.ask(get_cooperative).year_begins_in == 7
    assert books.ask(get_book_year, "2026").last == date(2026, 6, 30)
    assert books.ask(get_book_year, "2026-2027").first == date(2026, 7, 1)
    assert books.ask(get_book_year, "2025").first == date(2025, 1, 1)


@pytest.mark.parametrize("label", ["", "abc", "26", "2026-2027", "2999", "1066", "²026"])
def test_an_unknown_book_year_is_refused_with_the_ones_there_are(books: Books, label: str) -> None:
    with pytest.raises(Refused) as raised:
        books.ask(get_book_year, label)
    (problem,) = raised.value.problems
    assert problem.code == "year.unknown"
    assert "2026" in str(problem)


def test_book_years_are_listed_from_the_founding_on(books: Books) -> None:
    labels = [year.label for year in books.ask(list_book_years, date(2026, 3, 3))]
    assert labels == [str(year) for year in range(2017, 2027)]
    books.do(change_cooperative, replace(NOW_CALLED, founded_on=date(2024, 5, 1)))
    labels = [year.label for year in books.ask(list_book_years, date(2026, 3, 3))]
    assert labels == ["2024", "2025", "2026"]
    with pytest.raises(Refused):
        books.ask(get_book_year, "2023")


def test_resolutions_are_numbered_per_body_and_year_and_never_twice(books: Books) -> None:
    books.do(add_resolution, DECISION)
    books.do(add_resolution, replace(DECISION, subject="Begroting 2027"))
    books.do(add_resolution, replace(DECISION, body="BESTUUR"))
    books.undo()
    books.undo()
    books.do(add_resolution, replace(DECISION, subject="Decharge"))
    books.do(add_resolution, replace(DECISION, decided_on=date(2027, 5, 27)))
    books.do(add_resolution, replace(DECISION, body="BESTUUR"))
    assert [row.number for row in books.ask(list_resolutions)] == [
        "ALV-2026-01",
        "ALV-2026-03",
        "ALV-2027-01",
        "BESTUUR-2026-02",
    ]
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert len(books.ask(list_resolutions, "ALV", year)) == 2


def test_a_resolution_says_who_decided_about_what(
    books: Books, undone: Callable[[Callable[[], Any]], Any]
) -> None:
    wrong = replace(DECISION, body="", subject=" ", votes_blank=-1)
    assert refused(books, add_resolution, wrong) == [
        "resolution.body",
        "resolution.subject",
        "resolution.votes",
    ]
    undone(lambda: books.do(add_resolution, DECISION))
