"""Tasks about people who come and go: applications to decide on, notice to acknowledge."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from coopadmin.cooperative.rules import has_liable_members
from coopadmin.desk.task_facts import TaskFacts
from coopadmin.desk.tasks import Task
from coopadmin.members.rules import ACKNOWLEDGE_DAYS
from coopadmin.words import _, count, date_long, month_name, ngettext

NAMED = 3


def tasks_of_members(facts: TaskFacts) -> Iterator[Task]:
    """All of them, in no order."""
    yield from _applications(facts)
    yield from _welcome(facts)
    yield from _old_notes(facts)
    yield from _jubilees(facts)
    if has_liable_members(facts.legal_form):
        yield from _acknowledging(facts)


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


def _welcome(facts: TaskFacts) -> Iterator[Task]:
    """Whoever is admitted hears the member number: BW 2:61(a) asks it of W.A. and B.A."""
    for new in facts.untold:
        yield Task(
            "members.welcome",
            f"{new.number} {new.since}",
            _("Welcome {name}").format(name=new.name),
            _("Number {number} and the welcome letter wait to be sent").format(
                number=f"{new.number:04d}"
            ),
            _("View"),
            "members",
            f"{new.number:04d}",
            icon="mail-forward",
        )


def _old_notes(facts: TaskFacts) -> Iterator[Task]:
    """Notes go when they are not needed any more: AVG 5(1)(e)."""
    if facts.note_over_since is not None:
        yield Task(
            "members.notes",
            f"{facts.notes_over} {facts.note_over_since}",
            ngettext(
                "{count} note is over its term",
                "{count} notes are over their term",
                facts.notes_over,
            ).format(count=count(facts.notes_over)),
            _("What is noted about people is kept no longer than was chosen (AVG)"),
            _("Look"),
            "members",
            "old-notes",
            icon="trash",
        )


def _jubilees(facts: TaskFacts) -> Iterator[Task]:
    """Who has been a member for so long hears something of the board, by custom."""
    if facts.jubilee_month is None or not facts.jubilees:
        return
    names, more = facts.jubilees[:NAMED], len(facts.jubilees) - NAMED
    shown = ", ".join(names)
    yield Task(
        "members.jubilees",
        str(facts.jubilee_month),
        ngettext(
            "{count} jubilee in {month}", "{count} jubilees in {month}", len(facts.jubilees)
        ).format(count=count(len(facts.jubilees)), month=month_name(facts.jubilee_month.month)),
        _("{names} and {count} more").format(names=shown, count=count(more)) if more > 0 else shown,
        _("Look"),
        "members",
        f"jubilees {facts.jubilee_month.year}",
        icon="calendar",
    )


def _acknowledging(facts: TaskFacts) -> Iterator[Task]:
    """W.A. and B.A. acknowledge notice in writing within fourteen days: BW 2:61(c)."""
    for notice in facts.unacknowledged:
        due = notice.notice_on + timedelta(days=ACKNOWLEDGE_DAYS)
        if due >= facts.begun:
            yield Task(
                "members.acknowledge",
                f"{notice.name} {notice.notice_on}",
                _("Acknowledge the notice of {name}").format(name=notice.name),
                _("Received on {day}; in writing within fourteen days (BW 2:61)").format(
                    day=date_long(notice.notice_on)
                ),
                _("View"),
                "members",
                notice.name,
                due=due,
                icon="mail-forward",
            )
