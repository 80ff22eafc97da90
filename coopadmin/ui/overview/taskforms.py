"""Forms of tasks: an own one, a day to put one off to, more time for the accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from coopadmin.desk.queries import Task, office_holders
from coopadmin.desk.rules import NewExtension, NewTask, TaskKey
from coopadmin.desk.service import add_task, change_task, extend_accounts, put_off_task
from coopadmin.kernel.problem import N_
from coopadmin.ui.kit.desk import Desk
from coopadmin.ui.kit.fields import Field, Kind
from coopadmin.ui.kit.form import Form
from coopadmin.ui.kit.helping import explain
from coopadmin.ui.kit.inputs import Choice
from coopadmin.words import _

SCREEN, NEW = "overview", "new"
WEEK = timedelta(days=7)


def task_form(desk: Desk, task: Task | None) -> Form:
    """A form for a task of one's own: a new one, or this one; drafts are kept."""
    form = Form(
        (
            Field("title", N_("What is to be done")),
            Field("due", N_("By when"), Kind.DATE, optional=True, width=200),
            Field("who", N_("Who"), Kind.CHOICE, optional=True, choices=_people(desk, task)),
            Field("note", N_("Note"), Kind.LONG, optional=True),
        ),
        lambda values, answers: _save(desk, task, values, answers),
        desk.today(),
        _("Own task") if task is None else _("Change task"),
    )
    explain(form, "overview#own")
    if task is None:
        form.set_values({"who": desk.books.who})
    else:
        form.set_values(vars(task))
    desk.keep_drafts(form, SCREEN, NEW if task is None else str(task.key))
    return form


def _people(desk: Desk, task: Task | None) -> Sequence[Choice]:
    held = desk.books.ask(office_holders, desk.today())
    names = [desk.books.who, *(name for holders in held.values() for name in holders)]
    if task is not None and task.who:
        names.append(task.who)
    return [Choice("", _("Anybody")), *(Choice(name, name) for name in dict.fromkeys(names))]


def _save(
    desk: Desk, task: Task | None, values: Mapping[str, Any], answers: Mapping[str, str]
) -> TaskKey:
    new = NewTask(**{**values, "who": values["who"] or ""})
    if task is None:
        return desk.books.do(add_task, new, answers=answers)
    desk.books.do(change_task, task.key, new, answers=answers)
    return task.key


def put_off_form(desk: Desk, task: Task) -> Form:
    """The day on which a task comes back."""

    def save(values: Mapping[str, Any], answers: Mapping[str, str]) -> TaskKey:
        desk.books.do(put_off_task, task.key, values["until"], answers=answers)
        return task.key

    form = Form(
        (
            Field("task", N_("Task"), locked=True),
            Field("until", N_("Comes back on"), Kind.DATE, width=200),
        ),
        save,
        desk.today(),
        _("Put off task"),
        _("Put off"),
        "player-pause",
    )
    explain(form, "overview#later")
    form.set_values({"task": task.title, "until": desk.today() + WEEK})
    return form


def extension_form(desk: Desk, book_year: str) -> Form:
    """What the members decided about the term of the accounts of a year."""

    def save(values: Mapping[str, Any], answers: Mapping[str, str]) -> None:
        new = NewExtension(book_year, values["months"], values["decided_on"])
        desk.books.do(extend_accounts, new, answers=answers)

    form = Form(
        (
            Field("year", N_("Book year"), locked=True, width=200),
            Field(
                "months",
                N_("How many months more"),
                Kind.NUMBER,
                width=200,
                hint=N_("For special reasons; a cooperative at most four (BW 2:58)."),
            ),
            Field("decided_on", N_("Day of the general meeting"), Kind.DATE, width=200),
        ),
        save,
        desk.today(),
        _("Longer term for the accounts"),
    )
    explain(form, "overview#extension")
    form.set_values({"year": book_year})
    return form
