"""Book years are closed, opened again with a reason, and adopted for ever."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.capital.rules import NewMovement, NewShareKind
from coopadmin.capital.service import add_share_kind, record_movement
from coopadmin.cooperative.rules import NewExceptionalYear, NewResolution
from coopadmin.cooperative.service import add_exceptional_year, add_resolution
from coopadmin.desk.check_books import check_books
from coopadmin.desk.history import Wanted, list_done
from coopadmin.kernel.problem import Refused
from coopadmin.ledger.accounts import NewAccount, change_account
from coopadmin.ledger.appropriation import (
    NewAppropriation,
    Share,
    appropriate_result,
    take_back_appropriation,
)
from coopadmin.ledger.booking import book_entry, reverse_entry
from coopadmin.ledger.entry_queries import find_entry, list_lines
from coopadmin.ledger.model import YearStep
from coopadmin.ledger.year_states import (
    ADOPTED,
    CLOSED,
    OPEN,
    get_year,
    left_to_appropriate,
    list_year_steps,
    list_years,
)
from coopadmin.ledger.years import adopt_year, close_year, reopen_year
from coopadmin.store import Books
from coopadmin.store.model import Done
from coopadmin.store.work import Work, operation
from coopadmin.words import N_
from tests.contributions.making import Member, make
from tests.fixtures import NOW, refused
from tests.ledger.making import (
    AUTUMN,
    BANK,
    OFFICE,
    RESERVE,
    RESULT,
    a_year,
    begin,
    book,
    closing,
    entry,
    euros,
    ids,
)

TODAY = NOW.date()
ANYWAY = {"year.steps_left": "seen", "year.not_appropriated": "later"}
FUND = "05371"


def close(books: Books, label: str = "2025") -> None:
    books.do(close_year, label, answers=ANYWAY)


def resolve(
    books: Books,
    day: date = date(2026, 2, 20),
    outcome: str = "accepted",
    subject: str = "Accounts",
) -> str:
    books.do(add_resolution, NewResolution("ALV", day, subject, subject, "absolute", outcome))
    return f"ALV-{day.year}-01"


def share(books: Books, number: str, amount: float) -> Share:
    return Share(ids(books)[number], euros(amount))


def appropriation(books: Books, *shares: tuple[str, float], by: str = "ALV-2026-01") -> Any:
    return NewAppropriation("2025", by, [share(books, *each) for each in shares])


def last_done(session: Session, code: str) -> int:
    found = select(Done.id).where(Done.code == code).order_by(Done.sequence.desc())
    return session.scalars(found).first() or 0


def state(books: Books, label: str = "2025") -> str:
    return books.ask(get_year, label).state


def test_a_year_is_closed_and_takes_no_booking(books: Books, undone: Callable[..., Any]) -> None:
    a_year(books)
    new = entry(books, AUTUMN, (OFFICE, 10), (BANK, -10))
    undone(lambda: close(books))
    row = books.ask(get_year, "2025")
    assert (row.state, row.since, row.who) == (CLOSED, TODAY, "Hanneke Brouwer")
    assert refused(books, book_entry, new) == [("entry.year_closed", "dated")]
    assert [each.state for each in books.ask(list_years, TODAY)] == [OPEN, CLOSED]


def test_closing_asks_about_every_step_that_is_not_done_and_keeps_the_answer(
    books: Books,
) -> None:
    a_year(books)
    with pytest.raises(Refused) as raised:
        books.do(close_year, "2025")
    (asked,) = raised.value.problems
    assert asked.code == "year.steps_left"
    assert "The bank agrees" in str(asked)
    close(books)
    newest = select(Done.answers).order_by(Done.sequence.desc()).limit(1)
    answers = books.ask(lambda session: session.scalars(newest).one())
    assert json.loads(answers) == {"year.steps_left": "seen"}


def test_years_close_one_after_another_and_not_before_they_are_over(books: Books) -> None:
    begin(books, "2024")
    assert refused(books, close_year, "2025") == [("year.before_open", None)]
    assert refused(books, close_year, "2026") == [("year.runs", None)]
    assert refused(books, close_year, "2023") == [("year.no_books", "year")]
    close(books, "2024")
    close(books, "2025")
    assert refused(books, close_year, "2025") == [("year.closed", None)]
    with pytest.raises(Refused):
        books.undo(first_closing(books))
    assert [state(books, label) for label in ("2024", "2025")] == [CLOSED, CLOSED]


def first_closing(books: Books) -> int:
    done = select(Done.id).where(Done.code == "ledger.close_year").order_by(Done.sequence)
    return books.ask(lambda session: session.scalars(done).first() or 0)


def test_nothing_can_be_closed_without_books(books: Books) -> None:
    assert refused(books, close_year, "2025") == [("ledger.not_begun", None)]
    assert books.ask(list_years, TODAY) == []


def test_a_closed_year_is_opened_again_with_a_reason_that_is_kept(
    books: Books, undone: Callable[..., Any]
) -> None:
    a_year(books)
    assert refused(books, reopen_year, "2025", "why") == [("year.open", None)]
    close(books)
    assert refused(books, reopen_year, "2025", "  ") == [("year.reason", "reason")]
    undone(lambda: books.do(reopen_year, "2025", "The bill of the printer came late."))
    row = books.ask(get_year, "2025")
    assert (row.state, row.reopened_because) == (OPEN, "The bill of the printer came late.")
    book(books, AUTUMN, (OFFICE, 5), (BANK, -5))
    close(books)
    steps = books.ask(list_year_steps, "2025")
    assert [step.step for step in steps] == [CLOSED, "reopened", CLOSED]
    assert steps[1].reason == "The bill of the printer came late."
    told = [
        row.sentence
        for row in books.ask(list_done, Wanted(), 9)
        if "opened book year" in row.sentence
    ]
    assert told == ["Hanneke opened book year 2025: The bill of the printer came late."]


def test_a_year_before_a_closed_one_stays_closed(books: Books) -> None:
    begin(books, "2024")
    close(books, "2024")
    close(books, "2025")
    assert refused(books, reopen_year, "2024", "why") == [("year.later_closed", None)]


def test_what_was_booked_since_stands_in_the_way_of_closing_again_by_undo(books: Books) -> None:
    a_year(books)
    close(books)
    books.undo()
    undoing = books.ask(last_done, "store.undo")
    book(books, AUTUMN, (OFFICE, 5), (BANK, -5))
    with pytest.raises(Refused) as raised:
        books.undo(undoing)
    assert [problem.code for problem in raised.value.problems] == ["year.followed_on"]
    assert state(books) == OPEN


def test_the_result_goes_to_reserves_by_resolution_to_the_cent(
    books: Books, undone: Callable[..., Any]
) -> None:
    a_year(books)
    number = resolve(books)
    assert refused(books, appropriate_result, appropriation(books, (RESERVE, 60))) == [
        ("appropriation.open", None)
    ]
    close(books)
    undone(
        lambda: books.do(appropriate_result, appropriation(books, (RESERVE, 45.5), (FUND, 14.5)))
    )
    row = books.ask(get_year, "2025")
    assert (row.state, row.appropriated_by) == (CLOSED, number)
    lines = books.ask(list_lines, entry_id=row.appropriation)
    assert [(line.account, line.amount, line.dated) for line in lines] == [
        (RESULT, euros(60), date(2025, 12, 31)),
        (RESERVE, euros(-45.5), date(2025, 12, 31)),
        (FUND, euros(-14.5), date(2025, 12, 31)),
    ]
    assert closing(books) == {BANK: 560, RESERVE: -545.5, FUND: -14.5}
    assert refused(books, appropriate_result, appropriation(books, (RESERVE, 60))) == [
        ("appropriation.done", None)
    ]
    assert refused(books, reopen_year, "2025", "why") == [("year.appropriated", None)]
    undone(lambda: books.do(take_back_appropriation, "2025"))
    assert closing(books) == {BANK: 560, RESERVE: -500, RESULT: -60}
    assert refused(books, take_back_appropriation, "2025") == [("appropriation.none", None)]
    books.do(reopen_year, "2025", "A bill")


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([], "appropriation.empty"),
        ([(RESERVE, 59.99)], "appropriation.difference"),
        ([(RESERVE, 100), (FUND, -39)], "appropriation.difference"),
        ([(BANK, 60)], "appropriation.account"),
        ([(RESULT, 60)], "appropriation.result"),
        ([("05655", 60)], "appropriation.capital"),
    ],
)
def test_an_appropriation_that_is_wrong_is_refused(
    books: Books, shares: list[tuple[str, float]], code: str
) -> None:
    a_year(books)
    resolve(books)
    close(books)
    assert [
        found for found, _field in refused(books, appropriate_result, appropriation(books, *shares))
    ] == [code]


@pytest.mark.parametrize(
    ("day", "outcome", "code"),
    [
        (date(2025, 12, 31), "accepted", "year.too_early"),
        (date(2026, 2, 1), "rejected", "year.rejected"),
    ],
)
def test_another_resolution_does_not_carry_it(
    books: Books, day: date, outcome: str, code: str
) -> None:
    a_year(books)
    number = resolve(books, day, outcome)
    close(books)
    wanted = [(code, "resolution_id")]
    assert refused(books, adopt_year, "2025", number) == wanted
    new = appropriation(books, (RESERVE, 60), by=number)
    assert refused(books, appropriate_result, new) == wanted
    assert refused(books, adopt_year, "2025", "ALV-2030-09") == [
        ("resolution.unknown", "resolution_id")
    ]


def test_an_adopted_year_is_never_taken_back_nor_opened(books: Books) -> None:
    a_year(books)
    number = resolve(books)
    assert refused(books, adopt_year, "2025", number) == [("year.not_closed", None)]
    close(books)
    assert refused(books, adopt_year, "2025", number) == [("year.not_appropriated", None)]
    books.do(appropriate_result, appropriation(books, (RESERVE, 60)))
    books.do(adopt_year, "2025", number)
    row = books.ask(get_year, "2025")
    assert (row.state, row.resolution) == (ADOPTED, number)
    with pytest.raises(Refused) as raised:
        books.undo()
    assert [problem.code for problem in raised.value.problems] == ["undo.never"]
    for call in (
        (reopen_year, "2025", "why"),
        (adopt_year, "2025", number),
        (take_back_appropriation, "2025"),
        (appropriate_result, appropriation(books, (RESERVE, 60))),
    ):
        with pytest.raises(Refused) as raised:
            books.do(*call)
        (problem,) = raised.value.problems
        assert problem.code == "year.adopted"
        assert "Book a correction in 2026" in str(problem)
    for code in ("ledger.close_year", "ledger.appropriate"):
        with pytest.raises(Refused):
            books.undo(books.ask(last_done, code))
    first = books.ask(find_entry, "MEM2025-0001")
    assert books.do(reverse_entry, first) == "MEM2026-0001"
    assert state(books) == ADOPTED


def test_result_added_to_members_capital_has_its_place_already(books: Books) -> None:
    a_year(books)
    members = make(books, Member(1, "Annie van den Berg"))
    kind = books.do(add_share_kind, NewShareKind("Ledenrekening"))
    last = date(2025, 12, 31)
    books.do(record_movement, NewMovement("result", kind, members[1], euros(20), last))
    year = books.ask(get_year, "2025").year
    assert books.ask(left_to_appropriate, year) == euros(40)
    resolve(books)
    close(books)
    assert refused(books, appropriate_result, appropriation(books, (RESERVE, 60))) == [
        ("appropriation.difference", "shares")
    ]
    books.do(appropriate_result, appropriation(books, (RESERVE, 40)))
    assert closing(books) == {BANK: 560, RESERVE: -540, "05655": -20}


def test_the_line_of_an_account_stays_in_a_closed_year(books: Books) -> None:
    a_year(books)
    close(books)
    office = ids(books)[OFFICE]
    moved = NewAccount(OFFICE, "Paper", "housing")
    assert refused(books, change_account, office, moved) == [("account.closed", "place")]
    books.do(change_account, office, NewAccount(OFFICE, "Paper", "organisation"))


def test_a_closed_year_is_not_made_short(books: Books) -> None:
    a_year(books)
    close(books)
    short = NewExceptionalYear(date(2025, 1, 1), date(2025, 6, 30))
    assert refused(books, add_exceptional_year, short) == [("store.locked", None)]


@operation("test.move_a_closed_year", N_("Move"))
def move_a_closed_year(work: Work) -> None:
    """What a fault in the program or a hand in the file would do."""
    work.recorder.release_all()
    step = work.session.scalars(select(YearStep)).first()
    assert step is not None
    figures = json.loads(step.figures)
    key = next(iter(figures))
    figures[key][0] += 1
    step.figures = json.dumps(figures, sort_keys=True)


def test_a_closed_year_that_moved_is_found_with_its_account(books: Books) -> None:
    a_year(books)
    close(books)
    assert check_books(books) == []
    books.do(move_a_closed_year)
    (problem,) = check_books(books)
    assert problem.code == "check.year_moved"
    books.undo()
