"""When the deadline register asks for something, by dates alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coopadmin.desk.task_facts import Ending
from coopadmin.desk.task_rules import tasks
from coopadmin.desk.tasks import Task
from tests.desk.test_tasks import NOTHING

BUS = Ending(7, "insurance", "the bus", date(2026, 12, 31), date(2026, 10, 31), True, "Wim")


def on(day: date, *rows: Ending) -> list[Task]:
    return tasks(replace(NOTHING, today=day, deadlines=rows))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), date(2026, 10, 31)),
        (date(2026, 12, 31), date(2026, 10, 31)),
    ],
)
def test_it_is_asked_for_sixty_days_before_the_last_day_of_notice(
    day: date, due: date | None
) -> None:
    found = on(day, BUS)
    assert [task.due for task in found] == ([due] if due else [])


def test_it_says_what_to_decide_when_it_ends_and_who_looks_after_it() -> None:
    (task,) = on(date(2026, 10, 1), BUS)
    assert (task.title, str(task.key)) == (
        "Cancel or renew: the bus",
        "deadlines.act:7/2026-10-31",
    )
    assert task.why == "Insurance · goes on by itself after 31 December 2026 · Wim"
    assert (task.page, task.place) == ("settings", "deadlines 7")
    assert task.is_of("Wim", {})
    assert not task.is_of("Lies", {})


def test_what_renewed_by_itself_asks_for_its_next_period_and_is_another_task() -> None:
    (task,) = on(date(2027, 1, 1), BUS)
    assert str(task.key) == "deadlines.next:7/2026-10-31"
    assert task.title == "Renewed by itself, fill in the next period: the bus"
    (still,) = on(date(2027, 1, 1), replace(BUS, renews=False))
    assert still.code == "deadlines.act"


@pytest.mark.parametrize(
    ("kind", "title", "why"),
    [
        ("vog", "Ask for a new certificate of conduct: the bus", "to be repeated on"),
        ("permit", "Apply anew or let it end: the bus", "ends on"),
        ("grant", "Apply anew or let it end: the bus", "ends on"),
        ("contract", "Cancel or renew: the bus", "ends on"),
    ],
)
def test_each_kind_has_its_words(kind: str, title: str, why: str) -> None:
    (task,) = on(date(2026, 10, 1), replace(BUS, kind=kind, renews=False))
    assert task.title == title
    assert why in task.why
