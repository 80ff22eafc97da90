"""All rules of tasks: pure, from frozen facts to what waits for the board."""

from __future__ import annotations

from coopadmin.desk.task_facts import TaskFacts
from coopadmin.desk.tasks import Task, in_order
from coopadmin.desk.tasks_of_law import tasks_of_law
from coopadmin.desk.tasks_of_members import tasks_of_members
from coopadmin.desk.tasks_of_work import tasks_of_work


def tasks(facts: TaskFacts) -> list[Task]:
    """Everything that waits by some rule: what has a day first, the earliest on top."""
    return in_order([*tasks_of_law(facts), *tasks_of_members(facts), *tasks_of_work(facts)])
