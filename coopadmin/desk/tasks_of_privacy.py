"""Tasks of privacy: decisions on data breaches, and every year who can be erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from coopadmin.desk.task_facts import OpenBreach, TaskFacts
from coopadmin.desk.tasks import Task
from coopadmin.words import _, clock, count, date_long, ngettext


def tasks_of_privacy(facts: TaskFacts) -> Iterator[Task]:
    """The yearly look at who can be erased, and what is to be decided on breaches."""
    yield from _erasing(facts)
    yield from _breaches(facts)


def _breaches(facts: TaskFacts) -> Iterator[Task]:
    """One for each breach on which something is to be decided: AVG 33 and 34."""
    for row in facts.breaches:
        titles = (
            (_("Decide whether people are told of data breach {number}"), "privacy.tell")
            if row.reported
            else (_("Report data breach {number}, or decide not to"), "privacy.breach")
        )
        title, code = titles
        yield Task(
            code,
            f"{row.number}/{row.discovered.date().isoformat()}",
            title.format(number=row.number),
            _("Discovered on {day}").format(day=_moment(row.discovered))
            if row.reported
            else time_left_of(row, facts.now),
            _("View"),
            "settings",
            f"privacy breach {row.number}",
            due=row.until.date(),
            icon="alert-triangle",
        )


def _erasing(facts: TaskFacts) -> Iterator[Task]:
    """Terms of law end with a year: then the board looks who need not be kept, AVG 5(1)(e)."""
    if facts.to_erase:
        yield Task(
            "privacy.erase",
            str(facts.today.year),
            _("Look who can be erased"),
            ngettext(
                "{count} person left long ago, or no law asks to keep the name any more (AVG 5)",
                "{count} people left long ago, or no law asks to keep their names any more (AVG 5)",
                facts.to_erase,
            ).format(count=count(facts.to_erase)),
            _("Look"),
            "settings",
            "privacy erasing",
            icon="trash",
        )


def time_left_of(row: OpenBreach, now: datetime | None) -> str:
    """How many whole hours of the 72 are left, and until when."""
    until = _moment(row.until)
    if now is None:
        return _("The 72 hours end on {moment}").format(moment=until)
    if now > row.until:
        return _("The 72 hours ended on {moment}: report, and say why so late").format(moment=until)
    hours = (row.until - now) // timedelta(hours=1)
    left = ngettext(
        "{count} hour left, until {moment}", "{count} hours left, until {moment}", hours
    )
    return left.format(count=count(hours), moment=until)


def _moment(moment: datetime) -> str:
    return f"{date_long(moment.date())}, {clock(moment)}"
