"""`coopadmin tasks`: what waits, own tasks, ticking off and putting off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from coopadmin.commands.answers import anyway_option, do_anyway
from coopadmin.commands.frame import (
    DATE,
    FILE,
    clock,
    json_option,
    printed,
    reading,
    table_lines,
    writing,
)
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
from coopadmin.words import _, date_short


class KeyText(click.ParamType[TaskKey]):
    """Which task, as `tasks list` writes it."""

    name = "task"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> TaskKey:
        return value if isinstance(value, TaskKey) else TaskKey.parse(str(value))


KEY = KeyText()


@click.group()
def tasks() -> None:
    """What waits for the board: computed by rules, or written down by somebody."""


@tasks.command("list")
@click.argument("file", type=FILE)
@click.option("--mine", is_flag=True, help="Only those of who does this (see --as).")
@click.option("--aside", is_flag=True, help="What was put off or ticked off instead.")
@json_option
def list_(file: Path, mine: bool, aside: bool, as_json: bool) -> None:
    """List what waits, the earliest day first."""
    today, now = clock().date(), clock()
    with reading(file) as books:
        found = books.ask(list_set_aside, today) if aside else books.ask(list_tasks, today, now=now)
        holders = books.ask(office_holders, today)
        if mine:
            found = [task for task in found if task.is_of(books.who, holders)]
    printed(as_json, {"tasks": [_plain(task) for task in found]}, _lines(found))


def _plain(task: Task) -> dict[str, Any]:
    return {
        "key": str(task.key),
        "title": task.title,
        "why": task.why,
        "due": task.due,
        "steps": None if task.steps is None else {"done": task.steps[0], "of": task.steps[1]},
        "own": task.own,
        "who": task.who,
        "note": task.note,
        "done_on": task.done_on,
        "done_by": task.done_by,
        "put_off_until": task.put_off_until,
    }


def _lines(found: Sequence[Task]) -> list[str]:
    if not found:
        return [_("Nothing to do")]
    return table_lines(
        [_("Day"), _("Task"), _("What")],
        [
            [
                date_short(task.due) if task.due else "–",
                str(task.key),
                f"{task.title}{_state(task)}",
            ]
            for task in found
        ],
    )


def _state(task: Task) -> str:
    if task.done_on is not None:
        words = _(" (ticked off by {who} on {day})")
        return words.format(who=task.done_by, day=date_short(task.done_on))
    if task.put_off_until is not None:
        return _(" (put off until {day})").format(day=date_short(task.put_off_until))
    return ""


def _told(as_json: bool, key: TaskKey, sentence: str) -> None:
    printed(as_json, {"key": str(key)}, [sentence.format(key=str(key))])


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("title")
@click.option("--due", type=DATE, help="By when.")
@click.option("--who", default="", metavar="NAME", help="Who does it; else anybody.")
@click.option("--note", default="")
@json_option
def add(file: Path, title: str, due: date | None, who: str, note: str, as_json: bool) -> None:
    """Write down a task of your own."""
    with writing(file) as books:
        key = books.do(add_task, NewTask(title, due, who, note))
    _told(as_json, key, _("Written down as {key}"))


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("key", type=KEY)
@click.option("--title")
@click.option("--due", type=DATE)
@click.option("--no-due", is_flag=True, help="No day any more.")
@click.option("--who", metavar="NAME")
@click.option("--note")
@json_option
def change(
    file: Path,
    key: TaskKey,
    title: str | None,
    due: date | None,
    no_due: bool,
    who: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Change a task of your own; what is not named stays as it is."""
    with writing(file) as books:
        there = [
            task
            for query in (list_tasks, list_set_aside)
            for task in books.ask(query, books.today())
            if task.key == key
        ]
        old = there[0] if there else Task(key.code, key.about, "", "", "", "")
        new = NewTask(
            old.title if title is None else title,
            None if no_due else due or old.due,
            old.who if who is None else who,
            old.note if note is None else note,
        )
        books.do(change_task, key, new)
    _told(as_json, key, _("Changed: {key}"))


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("key", type=KEY)
@json_option
def remove(file: Path, key: TaskKey, as_json: bool) -> None:
    """Remove a task of your own."""
    with writing(file) as books:
        books.do(remove_task, key)
    _told(as_json, key, _("Removed: {key}"))


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("key", type=KEY)
@json_option
def done(file: Path, key: TaskKey, as_json: bool) -> None:
    """Tick a task off; one of a rule for this occurrence only."""
    with writing(file) as books:
        books.do(finish_task, key)
    _told(as_json, key, _("Ticked off: {key}"))


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("key", type=KEY)
@click.option("--until", type=DATE, required=True, help="The day on which it comes back.")
@json_option
def snooze(file: Path, key: TaskKey, until: date, as_json: bool) -> None:
    """Put a task off until a day."""
    with writing(file) as books:
        books.do(put_off_task, key, until)
    _told(as_json, key, _("Put off: {key}"))


@tasks.command()
@click.argument("file", type=FILE)
@click.argument("key", type=KEY)
@json_option
def back(file: Path, key: TaskKey, as_json: bool) -> None:
    """Bring a task back that was ticked off or put off."""
    with writing(file) as books:
        books.do(bring_back_task, key)
    _told(as_json, key, _("In the list again: {key}"))


@tasks.command("extend-accounts")
@click.argument("file", type=FILE)
@click.argument("year")
@click.option("--months", type=int, required=True, help="How many months more.")
@click.option("--decided-on", type=DATE, required=True, help="The day of the general meeting.")
@anyway_option
@json_option
def extend(
    file: Path,
    year: str,
    months: int,
    decided_on: date,
    anyway: str | None,
    as_json: bool,
) -> None:
    """Record that the members gave more time for the accounts of a book year."""
    with writing(file) as books:
        do_anyway(books, extend_accounts, NewExtension(year, months, decided_on), anyway=anyway)
    printed(
        as_json,
        {"book_year": year, "months": months},
        [_("More time for the accounts of {year}").format(year=year)],
    )
