"""The deadline register: written down, renewed, ended, with documents, and never a VOG's paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach, detach
from coopadmin.deadlines.queries import DeadlineRow, find_deadline, list_deadlines
from coopadmin.deadlines.rules import DAYS, MONTHS, VOG, NewDeadline, last_notice, next_end
from coopadmin.deadlines.service import (
    add_deadline,
    attach_document,
    change_deadline,
    end_deadline,
    renew_deadline,
)
from coopadmin.desk.check_books import check_books
from coopadmin.desk.finding import find_everything
from coopadmin.desk.history import Wanted, get_done, list_done
from coopadmin.desk.places import place_of
from coopadmin.kernel.problem import Refused
from coopadmin.store import Books

Undone = Callable[[Callable[[], Any]], Any]
BUS = NewDeadline(
    "insurance",
    "Insurance of the bus",
    date(2026, 12, 31),
    date(2026, 1, 1),
    2,
    MONTHS,
    renews=True,
    keeper="Wim Terpstra",
    note="Passengers too",
)
DRIVER = NewDeadline(VOG, "Sietske Hofstra", date(2028, 7, 3), date(2025, 7, 3))
PDF = b"%PDF-1.7\nPolis"


def row_of(books: Books, number: int) -> DeadlineRow:
    found = books.ask(find_deadline, number)
    assert found is not None
    return found


def refused(deed: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as caught:
        deed()
    return {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("until", "notice", "unit", "day"),
    [
        (date(2026, 12, 31), 1, MONTHS, date(2026, 11, 30)),
        (date(2026, 5, 31), 3, MONTHS, date(2026, 2, 28)),
        (date(2026, 3, 31), 42, DAYS, date(2026, 2, 17)),
        (date(2026, 3, 31), 0, MONTHS, date(2026, 3, 31)),
    ],
)
def test_the_last_day_of_notice_lies_so_long_before_the_end(
    until: date, notice: int, unit: str, day: date
) -> None:
    assert last_notice(until, notice, unit) == day


@pytest.mark.parametrize(
    ("since", "until", "after"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), date(2027, 12, 31)),
        (date(2024, 3, 1), date(2026, 2, 28), date(2028, 2, 29)),
        (date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 20)),
        (None, date(2026, 6, 30), date(2027, 6, 30)),
    ],
)
def test_the_next_period_is_as_long_as_this_one(
    since: date | None, until: date, after: date
) -> None:
    assert next_end("contract", since, until) == after


def test_a_certificate_is_repeated_after_three_years() -> None:
    assert next_end(VOG, DRIVER.since, DRIVER.until) == date(2031, 7, 3)


def test_a_deadline_is_added_changed_and_ended_and_each_is_undone(
    books: Books, undone: Undone
) -> None:
    number = undone(lambda: books.do(add_deadline, BUS))
    row = row_of(books, number)
    assert (row.title, row.act_by, row.runs) == (BUS.title, date(2026, 10, 31), True)
    undone(lambda: books.do(change_deadline, number, replace(BUS, notice=30, unit=DAYS)))
    assert row_of(books, number).act_by == date(2026, 12, 1)
    undone(lambda: books.do(end_deadline, number))
    assert row_of(books, number).state == "ended"
    assert books.ask(list_deadlines, closed=False) == []
    assert refused(lambda: books.do(change_deadline, number, BUS)) == {"deadline.closed"}
    assert refused(lambda: books.do(end_deadline, 99)) == {"deadline.unknown"}


def test_renewing_makes_the_next_period_and_keeps_the_old_one(books: Books, undone: Undone) -> None:
    first = books.do(add_deadline, BUS)
    books.do(attach_document, first, "polis.pdf", PDF)
    second = undone(lambda: books.do(renew_deadline, first, date(2027, 12, 31)))
    old, new = row_of(books, first), row_of(books, second)
    assert (old.state, old.until, len(old.documents)) == ("renewed", BUS.until, 1)
    assert (new.since, new.until, new.keeper) == (date(2027, 1, 1), date(2027, 12, 31), BUS.keeper)
    assert [row.number for row in books.ask(list_deadlines)] == [second, first]
    assert refused(lambda: books.do(renew_deadline, second, new.until)) == {"deadline.no_later"}
    assert refused(lambda: books.do(renew_deadline, first, date(2028, 1, 1))) == {"deadline.closed"}


def test_what_is_first_to_act_on_stands_first(books: Books) -> None:
    later = books.do(add_deadline, replace(BUS, title="Rent", notice=1))
    sooner = books.do(add_deadline, replace(BUS, notice=6))
    assert [row.number for row in books.ask(list_deadlines)] == [sooner, later]


@pytest.mark.parametrize(
    ("new", "codes"),
    [
        (replace(BUS, title=" "), {"deadline.title"}),
        (replace(BUS, kind="lease", unit="weeks"), {"deadline.kind", "deadline.unit"}),
        (replace(BUS, notice=-1), {"deadline.notice"}),
        (replace(BUS, since=date(2027, 1, 1)), {"deadline.ends_before"}),
        (replace(BUS, since=None, until=date(2025, 1, 1)), {"deadline.over"}),
        (replace(DRIVER, since=None), {"deadline.seen"}),
        (replace(DRIVER, since=date(2026, 3, 4)), {"deadline.seen"}),
        (replace(DRIVER, renews=True), {"deadline.vog_renews"}),
    ],
)
def test_what_cannot_be_is_refused(books: Books, new: NewDeadline, codes: set[str]) -> None:
    assert refused(lambda: books.do(add_deadline, new)) == codes


def test_what_is_over_already_can_be_written_down_with_an_answer(books: Books) -> None:
    past = replace(BUS, since=None, until=date(2025, 1, 1))
    number = books.do(add_deadline, past, answers={"deadline.over": "for the archive"})
    assert row_of(books, number).until == date(2025, 1, 1)


def test_a_document_is_kept_with_it_and_taken_away(books: Books, undone: Undone) -> None:
    number = books.do(add_deadline, BUS)
    made = undone(lambda: books.do(attach_document, number, "Polis 2026.pdf", PDF))
    assert [each.name for each in row_of(books, number).documents] == ["Polis 2026.pdf"]
    undone(lambda: books.do(detach, made))
    assert row_of(books, number).documents == ()


def test_of_a_certificate_of_conduct_no_paper_is_kept(books: Books) -> None:
    number = books.do(add_deadline, DRIVER)
    with pytest.raises(Refused, match="only the days are kept, never the paper"):
        books.do(attach_document, number, "vog.pdf", PDF)
    bus = books.do(add_deadline, BUS)
    books.do(attach_document, bus, "polis.pdf", PDF)
    assert refused(
        lambda: books.do(change_deadline, bus, replace(DRIVER, title="Jan Bergsma"))
    ) == {"deadline.vog_paper"}


def test_a_paper_that_came_by_another_way_is_found(books: Books) -> None:
    row = row_of(books, books.do(add_deadline, DRIVER))
    made = books.do(attach, NewAttachment(Owner("deadline", row.id), "vog.pdf", PDF))
    assert [problem.code for problem in check_books(books)] == ["check.vog_paper"]
    books.do(detach, made)


def test_a_renewed_certificate_was_seen_today_unless_said_otherwise(books: Books) -> None:
    number = books.do(add_deadline, DRIVER)
    again = row_of(books, books.do(renew_deadline, number, date(2029, 3, 3)))
    assert (again.since, again.until) == (books.today(), date(2029, 3, 3))


def test_numbers_are_not_given_twice(books: Books) -> None:
    first = books.do(add_deadline, BUS)
    books.undo()
    assert books.do(add_deadline, BUS) != first


def test_it_is_found_by_its_words(books: Books) -> None:
    number = books.do(add_deadline, BUS)
    (found,) = books.ask(find_everything, "insur bus", books.today())
    assert (found.kind, found.page, found.place) == ("deadline", "settings", f"deadlines {number}")


def test_history_names_the_period_and_the_one_it_follows(books: Books) -> None:
    first = books.do(add_deadline, BUS)
    books.do(renew_deadline, first, date(2027, 12, 31))
    done = books.ask(list_done, Wanted(), 1)[0]
    detail = books.ask(get_done, done.id, books.revision)
    assert detail is not None
    assert {row.name for row in detail.rows} == {"Insurance of the bus"}
    cells = {cell.column: cell.after for row in detail.rows for cell in row.cells}
    assert cells["follows_id"] == "Insurance of the bus"
    assert books.ask(place_of, done.id)[0] == "settings"  # type: ignore[index]
