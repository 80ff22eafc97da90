"""Tasks about people who come and go: applications that wait for the board."""

from __future__ import annotations

from collections.abc import Iterator

from coopadmin.desk.task_facts import TaskFacts
from coopadmin.desk.tasks import Task
from coopadmin.words import _, count, date_long, ngettext


def tasks_of_members(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order."""
    yield from _applications(facts)


def _applications(facts: TaskFacts) -> Iterator[Task]:
    """The board decides on admission: BW 2:33."""
    if facts.applied_since is None:
        return
    yield Task(
        "applications.decide",
        str(facts.applied_since),
        ngettext(
            "{count} application waits for a decision",
            "{count} applications wait for a decision",
            facts.applications,
        ).format(count=count(facts.applications)),
        _("The oldest is of {day}. The board admits or refuses (BW 2:33).").format(
            day=date_long(facts.applied_since)
        ),
        _("Decide"),
        "members",
        "applicants",
        icon="user-check",
    )
