"""Tasks of the deadline register: what one must act on before it ends or renews by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from coopadmin.deadlines.rules import KINDS, VOG
from coopadmin.desk.task_facts import Ending, TaskFacts
from coopadmin.desk.tasks import Task
from coopadmin.words import _, date_long

AHEAD = timedelta(days=60)
"""So long before its last day of notice: a board that meets every month sees it in time."""


def tasks_of_deadlines(facts: TaskFacts) -> Iterator[Task]:
    """One for each that must be acted on soon; of a new day of notice it is another task."""
    for row in facts.deadlines:
        if row.act_by - AHEAD > facts.today:
            continue
        gone_on = row.renews and row.until < facts.today
        yield Task(
            "deadlines.next" if gone_on else "deadlines.act",
            f"{row.number}/{row.act_by.isoformat()}",
            (_next(row) if gone_on else _act(row)).format(what=row.title),
            _why(row),
            _("View"),
            "settings",
            f"deadlines {row.number}",
            due=row.until + timedelta(days=1) if gone_on else row.act_by,
            icon="hourglass",
            who=row.keeper,
        )


def _act(row: Ending) -> str:
    if row.kind == VOG:
        return _("Ask for a new certificate of conduct: {what}")
    if row.kind in ("permit", "grant"):
        return _("Apply anew or let it end: {what}")
    return _("Cancel or renew: {what}")


def _next(_row: Ending) -> str:
    return _("Renewed by itself, fill in the next period: {what}")


def _why(row: Ending) -> str:
    ends = (
        _("goes on by itself after {day}")
        if row.renews
        else _("to be repeated on {day}")
        if row.kind == VOG
        else _("ends on {day}")
    )
    parts = (_(KINDS[row.kind]), ends.format(day=date_long(row.until)), row.keeper)
    return " · ".join(part for part in parts if part)
