"""What a task is: computed by a rule or written down by somebody, in the language spoken now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.desk.rules import OWN, TaskKey, office_of
from coopadmin.words import _, count, ngettext

SOON_DAYS, LATE_DAYS = 30, 3
BACKUP, SECOND_PLACE = "backup.old", "backup.second"
HERE = "overview"
"""The page of tasks that are done nowhere in the program."""


@dataclass(frozen=True)
class Task:
    """One thing to do: what, why, by when, and the page where it is done.

    `code` names the rule, `about` which occurrence of it this is. `title`, `why` and `button` are
    in the language spoken; `icon` stands where there is no `due`. `place` is for the page's
    `visit`. `steps` is how many of how many are done. `who` is set where somebody by name does
    it; the others are of an office. `note` is set on own tasks only. `done_on`, `done_by` and
    `put_off_until` say why a task is out of the list.
    """

    code: str
    about: str
    title: str
    why: str
    button: str
    page: str
    place: str = ""
    due: date | None = None
    icon: str = "list-check"
    steps: tuple[int, int] | None = None
    who: str = ""
    note: str = ""
    done_on: date | None = None
    done_by: str = ""
    put_off_until: date | None = None

    @property
    def key(self) -> TaskKey:
        return TaskKey(self.code, self.about)

    @property
    def own(self) -> bool:
        """Whether somebody wrote it down, so that it can be changed and removed."""
        return self.code == OWN

    def waits(self, today: date) -> bool:
        """Whether it is in the list today: not ticked off, nor put off to a later day."""
        return self.done_on is None and (self.put_off_until is None or self.put_off_until <= today)

    def is_of(self, who: str, officers: Mapping[str, Collection[str]]) -> bool:
        """Whether it is the work of somebody, by name or by the office held; `officers` by office.

        What is of nobody by name, or of an office that nobody holds, is of everybody.
        """
        if self.own or self.who:
            return self.who in ("", who)
        holders = officers.get(office_of(self.code), ())
        return not holders or who in holders


def in_order(tasks: Iterable[Task]) -> list[Task]:
    """What has a day first, the earliest on top, then the rest."""
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max))


def urgency(due: date | None, today: date) -> str:
    """`bad` from three days before and when late, `warn` from thirty days before, else nothing."""
    if due is None or due > today + timedelta(days=SOON_DAYS):
        return ""
    return "bad" if due <= today + timedelta(days=LATE_DAYS) else "warn"


def time_left(due: date, today: date) -> str:
    """`3 days left`, `today`, `2 days late`."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day late", "{count} days late", -days).format(count=count(-days))
    return ngettext("{count} day left", "{count} days left", days).format(count=count(days))
