"""Papers about members from the screen."""

from __future__ import annotations

from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.ui.kit.page import Page
from coopadmin.ui.kit.papers import make_paper
from coopadmin.words import _, language

LIST_JOB = "coopadmin.members.printing:print_members"
HELD_JOB = "coopadmin.desk.answering:save_held"
CELEBRATIONS_JOB = "coopadmin.members.printing:print_celebrations"


def print_held(page: Page, person_id: int, name: str) -> None:
    """Everything that is held on somebody, for that person."""
    wanted = _("what we hold on {name}.pdf").format(name=name.replace("/", "-"))
    make_paper(page, wanted, HELD_JOB, person_id, after=(language(),))


def print_list(page: Page, on: date) -> None:
    """The members of a day for the members themselves, reached only as each consented to."""
    make_paper(
        page,
        _("list of members {day}.pdf").format(day=on.isoformat()),
        LIST_JOB,
        after=(on, language()),
    )


def print_celebrations(page: Page, period: Period) -> None:
    """The birthdays and jubilees of a period."""
    name = _("birthdays and jubilees {day}.pdf").format(day=period.first.isoformat())
    make_paper(page, name, CELEBRATIONS_JOB, after=(period, language()))
