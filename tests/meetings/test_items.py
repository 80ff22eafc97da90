"""The agenda: items added, moved and removed, what the minutes say, what was promised; times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopadmin.kernel.problem import Refused
from coopadmin.meetings.agenda import expected_times, parse_time, shown_time
from coopadmin.meetings.queries import get_meeting
from coopadmin.meetings.rules import NewAction, NewItem
from coopadmin.meetings.service import (
    add_action,
    add_item,
    change_action,
    change_item,
    complete_action,
    move_item,
    plan_meeting,
    record_vote,
    remove_action,
    remove_item,
    write_minutes,
)
from coopadmin.meetings.votes import ACCLAMATION, NewVote
from coopadmin.store import Books
from coopadmin.words import speaking
from tests.meetings.village import HELD, ITEMS, MEETING, codes

Undone = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def meeting(books: Books) -> int:
    return books.do(plan_meeting, replace(MEETING, convened_on=None), ITEMS)


def titles(books: Books, meeting: int) -> list[str]:
    items = books.ask(get_meeting, meeting).items
    assert [item.number for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


def test_a_new_item_comes_before_the_closing_or_where_it_is_asked(
    books: Books, undone: Undone, meeting: int
) -> None:
    undone(lambda: books.do(add_item, meeting, NewItem("discussion", "Rondvraag", 10)))
    assert titles(books, meeting)[-2:] == ["Rondvraag", "Sluiting"]
    undone(lambda: books.do(add_item, meeting, NewItem("announcement", "Mededelingen"), 2))
    assert titles(books, meeting)[:3] == ["Opening", "Mededelingen", "Jaarrekening 2025"]
    assert books.ask(get_meeting, meeting).items[2].expected == "19:40"


@pytest.mark.parametrize(
    ("item", "number", "expected"),
    [(0, 3, "bcade"), (4, 1, "eabcd"), (2, 99, "abdec"), (3, -1, "dabce")],
)
def test_an_item_moves_to_any_place_and_back(
    books: Books, meeting: int, item: int, number: int, expected: str
) -> None:
    before = titles(books, meeting)
    items = books.ask(get_meeting, meeting).items
    books.do(move_item, items[item].id, number)
    assert titles(books, meeting) == [before["abcde".index(sign)] for sign in expected]
    books.undo()
    assert titles(books, meeting) == before
    books.redo()
    books.undo()


def test_moving_is_taken_back_and_done_again(books: Books, undone: Undone, meeting: int) -> None:
    items = books.ask(get_meeting, meeting).items
    undone(lambda: books.do(move_item, items[3].id, 2))


def test_an_item_is_changed_and_its_minutes_stay(
    books: Books, undone: Undone, meeting: int
) -> None:
    item = books.ask(get_meeting, meeting).items[1]
    undone(lambda: books.do(write_minutes, item.id, 'De penningmeester licht toe.\n\n<b>&"'))
    undone(lambda: books.do(change_item, item.id, NewItem("decision", "Jaarstukken", 25)))
    changed = books.ask(get_meeting, meeting).items[1]
    assert (changed.title, changed.planned_minutes) == ("Jaarstukken", 25)
    assert changed.minutes == 'De penningmeester licht toe.\n\n<b>&"'
    with pytest.raises(Refused) as refused:
        books.do(write_minutes, item.id, "half een teken \ud800")
    assert codes(refused.value) == ["text.unstorable"]


def test_an_item_is_removed_unless_something_was_recorded_under_it(
    books: Books, undone: Undone, meeting: int
) -> None:
    items = books.ask(get_meeting, meeting).items
    books.do(record_vote, items[1].id, NewVote(method=ACCLAMATION))
    books.do(add_action, meeting, NewAction("Kandidaat zoeken", item_id=items[2].id))
    for item in items[1:3]:
        with pytest.raises(Refused) as refused:
            books.do(remove_item, item.id)
        assert codes(refused.value) == ["item.used"]
    undone(lambda: books.do(remove_item, items[0].id))
    assert titles(books, meeting)[0] == "Jaarrekening 2025"


def test_what_is_decided_on_without_being_announced_is_a_question(
    books: Books, undone: Undone
) -> None:
    meeting = books.do(plan_meeting, MEETING, ITEMS)
    late = NewItem("decision", "Aankoop bus")
    with pytest.raises(Refused) as refused:
        books.do(add_item, meeting, late)
    assert codes(refused.value) == ["agenda.not_announced"]
    books.do(add_item, meeting, NewItem("discussion", "Rondvraag"))
    answers = {"agenda.not_announced": "Spoed."}
    undone(lambda: books.do(add_item, meeting, late, answers=answers))
    facts = books.ask(get_meeting, meeting)
    assert facts.convocation_explanation == "Aankoop bus: Spoed."
    discussed = facts.items[4]
    with pytest.raises(Refused) as refused:
        books.do(change_item, discussed.id, NewItem("decision", "Rondvraag"))
    assert codes(refused.value) == ["agenda.not_announced"]


def test_action_items_are_noted_changed_done_and_removed(
    books: Books, undone: Undone, meeting: int
) -> None:
    item = books.ask(get_meeting, meeting).items[1].id
    new = NewAction("Jaarrekening deponeren", "Hanneke Brouwer", date(2026, 6, 5), item)
    action = undone(lambda: books.do(add_action, meeting, new))
    undone(lambda: books.do(change_action, action, replace(new, who="Bea Hofstra")))
    undone(lambda: books.do(complete_action, action, date(2026, 6, 1)))
    [noted] = books.ask(get_meeting, meeting).actions
    assert (noted.who, noted.due, noted.done_on, noted.item_number) == (
        "Bea Hofstra", date(2026, 6, 5), date(2026, 6, 1), 2,
    )  # fmt: skip
    undone(lambda: books.do(remove_action, action))
    with pytest.raises(Refused) as refused:
        books.do(add_action, meeting, NewAction("  "))
    assert codes(refused.value) == ["action.text"]
    other = books.do(plan_meeting, replace(MEETING, held_on=HELD.replace(day=28)))
    with pytest.raises(Refused) as refused:
        books.do(add_action, other, new)
    assert codes(refused.value) == ["action.item"]


# ------------------------------------------------------------------------------ times


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19.30", "19:30"), ("19:30", "19:30"), ("1930", "19:30"), ("19u30", "19:30"),
        ("9.05 uur", "09:05"), ("20", "20:00"), ("20u", "20:00"), (" ", ""), ("00:00", "00:00"),
    ],
)  # fmt: skip
def test_times_are_read_as_people_type_them(typed: str, read: str) -> None:
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["24.00", "19.60", "half acht", "19.3", "1:2:3", "-1", "193"])
def test_what_is_no_time_is_refused_with_its_text(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_time(typed, "begins")
    assert refused.value.problems[0].field == "begins"


def test_expected_times_add_up_and_pass_midnight() -> None:
    assert expected_times("23:30", [20, 20]) == ["23:30", "23:50", "00:10"]
    assert expected_times("", [20, 20]) == ["", "", ""]
    assert expected_times("19:30", []) == ["19:30"]


def test_a_time_is_shown_as_the_house_writes_it() -> None:
    with speaking("nl"):
        assert shown_time("09:05") == "09.05\u00a0uur"
    assert shown_time("09:05") == "09:05"
    assert shown_time("") == ""
