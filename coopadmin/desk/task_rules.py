"""All rules of tasks: pure, from frozen facts to what waits for the board."""

from __future__ import annotations

from coopadmin.desk.task_facts import TaskFacts
from coopadmin.desk.tasks import Task, in_order
from coopadmin.desk.tasks_of_books import tasks_of_books
from coopadmin.desk.tasks_of_deadlines import tasks_of_deadlines
from coopadmin.desk.tasks_of_law import tasks_of_law
from coopadmin.desk.tasks_of_members import tasks_of_members
from coopadmin.desk.tasks_of_privacy import tasks_of_privacy
from coopadmin.desk.tasks_of_work import tasks_of_work


def tasks(facts: TaskFacts) -> list[Task]:
    """Everything that waits by some rule: what has a day first, the earliest on top."""
    every = (
        tasks_of_law,
        tasks_of_books,
        tasks_of_members,
        tasks_of_work,
        tasks_of_deadlines,
        tasks_of_privacy,
    )
    return in_order(task for rules in every for task in rules(facts))
