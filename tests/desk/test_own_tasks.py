"""Own tasks, ticking off and putting off, and more time for the accounts, in a real file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from coopadmin.cooperative.queries import get_cooperative
from coopadmin.cooperative.rules import ChangedCooperative
from coopadmin.cooperative.service import change_cooperative
from coopadmin.desk.queries import (
    Task,
    list_set_aside,
    list_tasks,
    office_holders,
)
from coopadmin.desk.rules import NewExtension, NewTask, TaskKey
from coopadmin.desk.service import (
    add_task,
    bring_back_task,
    change_task,
    extend_accounts,
    finish_task,
    put_off_task,
    remove_task,
)
from coopadmin.kernel.problem import Refused
from coopadmin.people.rules import NewTerm
from coopadmin.people.service import appoint
from coopadmin.store import Books
from tests.contributions.making import Member, make
from tests.fixtures import WHO

Undone = Callable[[Callable[[], Any]], Any]
BENCH = NewTask("Ask for a bench", date(2026, 4, 1), "Wim Terpstra", "At the town hall")
PLAN = TaskKey("accounts.plan", "2025")


def waiting(books: Books, today: date | None = None) -> dict[TaskKey, Task]:
    return {task.key: task for task in books.ask(list_tasks, today or books.today())}


def aside(books: Books, today: date | None = None) -> dict[TaskKey, Task]:
    return {task.key: task for task in books.ask(list_set_aside, today or books.today())}


def refused(deed: Callable[[], Any]) -> set[str]:
    with pytest.raises(Refused) as caught:
        deed()
    return {problem.code for problem in caught.value.problems}


def test_an_own_task_is_added_changed_and_removed(books: Books, undone: Undone) -> None:
    key = undone(lambda: books.do(add_task, BENCH))
    task = waiting(books)[key]
    assert (task.title, task.due, task.who, task.note) == tuple(vars(BENCH).values())
    assert task.own
    undone(lambda: books.do(change_task, key, replace(BENCH, title="Two benches", due=None)))
    assert (waiting(books)[key].title, waiting(books)[key].due) == ("Two benches", None)
    books.do(put_off_task, key, date(2026, 3, 4))
    undone(lambda: books.do(remove_task, key))
    assert key not in waiting(books) | aside(books)


def test_numbers_of_own_tasks_are_not_given_twice(books: Books) -> None:
    first = books.do(add_task, BENCH)
    books.do(remove_task, first)
    second = books.do(add_task, replace(BENCH, title="Another"))
    assert first != second
    books.do(remove_task, second)
    books.undo()
    assert second in waiting(books)


def test_an_own_task_without_words_is_refused(books: Books) -> None:
    assert refused(lambda: books.do(add_task, NewTask("  "))) == {"task.title"}
    key = books.do(add_task, BENCH)
    assert refused(lambda: books.do(change_task, key, NewTask(""))) == {"task.title"}
    assert refused(lambda: books.do(change_task, PLAN, BENCH)) == {"task.not_own"}
    assert refused(lambda: books.do(remove_task, TaskKey("own", "x"))) == {"task.not_own"}


def test_what_is_ticked_off_says_by_whom_and_can_come_back(books: Books, undone: Undone) -> None:
    for key in (books.do(add_task, BENCH), PLAN):
        undone(partial(books.do, finish_task, key))
        assert key not in waiting(books)
        done = aside(books)[key]
        assert (done.done_on, done.done_by) == (books.today(), WHO)
        undone(partial(books.do, bring_back_task, key))
        assert key in waiting(books)
    assert refused(lambda: books.do(bring_back_task, PLAN)) == {"task.unknown"}


def test_ticking_off_holds_for_this_occurrence_only(books: Books) -> None:
    books.do(finish_task, PLAN)
    next_year = waiting(books, date(2027, 3, 3))
    assert TaskKey("accounts.plan", "2026") in next_year
    assert PLAN not in next_year


def test_a_ticked_task_whose_rule_no_longer_holds_is_gone_by_itself(books: Books) -> None:
    key = TaskKey("members.none")
    books.do(finish_task, key)
    assert key in aside(books)
    make(books, Member(1))
    assert key not in waiting(books) | aside(books)


def test_what_is_put_off_returns_on_its_day(books: Books, undone: Undone) -> None:
    undone(lambda: books.do(put_off_task, PLAN, date(2026, 3, 10)))
    assert PLAN not in waiting(books, date(2026, 3, 9))
    assert aside(books, date(2026, 3, 9))[PLAN].put_off_until == date(2026, 3, 10)
    assert PLAN in waiting(books, date(2026, 3, 10))
    assert refused(lambda: books.do(put_off_task, PLAN, books.today())) == {"task.until"}
    books.do(finish_task, PLAN)
    assert aside(books)[PLAN].put_off_until is None


def test_a_task_that_nobody_knows_is_refused(books: Books) -> None:
    for key in ("accounts.plan:1999", "nothing", "own:7", "backup.old:sometime"):
        assert refused(partial(books.do, finish_task, TaskKey.parse(key))) == {"task.unknown"}


def test_a_backup_is_ticked_off_by_the_day_of_the_newest(books: Books) -> None:
    key = TaskKey("backup.old", "2026-02-01")
    books.do(finish_task, key)
    newest = books.clock().replace(month=2, day=1)
    assert key in {task.key for task in books.ask(list_set_aside, books.today(), (newest,))}
    later = newest.replace(day=2)
    codes = [task.code for task in books.ask(list_tasks, books.today(), (later,))]
    assert "backup.old" in codes
    second = TaskKey("backup.second", "2026-01-01")
    books.do(finish_task, second)
    since = newest.replace(month=1, day=1)
    aside = books.ask(list_set_aside, books.today(), (books.clock(), since))
    assert [task.key for task in aside] == [second]


def test_tasks_are_of_who_is_named_or_holds_the_office(books: Books) -> None:
    people = make(books, Member(1, WHO), Member(2, "Wim Terpstra"))
    books.do(appoint, NewTerm(people[1], "board", "treasurer", date(2024, 5, 1)))
    books.do(appoint, NewTerm(people[2], "board", "secretary", date(2024, 5, 1)))
    mine = books.do(add_task, replace(BENCH, who=WHO))
    his = books.do(add_task, BENCH)
    anybodys = books.do(add_task, replace(BENCH, who=""))
    holders = books.ask(office_holders, books.today())
    assert holders == {"treasurer": (WHO,), "secretary": ("Wim Terpstra",)}

    def of(who: str) -> set[TaskKey]:
        return {key for key, task in waiting(books).items() if task.is_of(who, holders)}

    assert PLAN in of(WHO) - of("Wim Terpstra")
    assert TaskKey("statutes.check") in of("Wim Terpstra") - of(WHO)
    assert TaskKey("auditors.appoint", "2026") in of(WHO) & of("Wim Terpstra"), "no chair"
    assert {mine, anybodys} <= of(WHO)
    assert {his, anybodys} <= of("Wim Terpstra")
    assert his not in of(WHO)


def test_members_can_give_more_time_for_accounts(books: Books, undone: Undone) -> None:
    decided = NewExtension("2025", 4, date(2026, 3, 1))
    undone(lambda: books.do(extend_accounts, decided))
    assert waiting(books)[PLAN].due == date(2026, 11, 30)
    undone(lambda: books.do(extend_accounts, replace(decided, months=2)))
    assert waiting(books)[PLAN].due == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("form", "months", "day", "code"),
    [
        ("cooperatie-ua", 5, date(2026, 3, 1), "extension.months"),
        ("cooperatie-ua", 0, date(2026, 3, 1), "extension.months"),
        ("cooperatie-ua", 4, date(2026, 3, 4), "extension.day"),
        ("vereniging", 13, date(2026, 3, 1), "extension.months"),
        ("stichting", 1, date(2026, 3, 1), "extension.form"),
    ],
)
def test_more_time_than_the_law_allows_is_refused(
    books: Books, form: str, months: int, day: date, code: str
) -> None:
    facts = {
        name: value for name, value in vars(books.ask(get_cooperative)).items() if name != "id"
    }
    name = facts["name"] if form.startswith("cooperatie") else "De Waterlinie"
    books.do(change_cooperative, ChangedCooperative(**{**facts, "legal_form": form, "name": name}))
    assert refused(lambda: books.do(extend_accounts, NewExtension("2025", months, day))) == {code}


def test_more_time_after_the_term_is_a_question(books: Books) -> None:
    late = NewExtension("2024", 2, date(2025, 7, 2))
    assert refused(lambda: books.do(extend_accounts, late)) == {"extension.late"}
    books.do(extend_accounts, late, answers={"extension.late": "Decided in June"})
