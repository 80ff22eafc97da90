"""What may be written down about tasks: own ones, putting off, and a longer term for accounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.names import is_cooperative
from coopadmin.kernel.calendar import BookYear, add_months
from coopadmin.kernel.problem import N_, Problem, question

OWN = "own"
"""The code of tasks that somebody wrote down; all others are names of rules."""
MOST_MONTHS = 4
"""How much longer the members of a cooperative can give for its accounts: BW 2:58(1)."""
LONGEST_EXTENSION = 12
CHAIR, SECRETARY, TREASURER = "chair", "secretary", "treasurer"
_OFFICES = {
    "accounts": TREASURER,
    "auditors": CHAIR,
    "board": CHAIR,
    "books": TREASURER,
    "contributions": TREASURER,
    "meeting": SECRETARY,
    "members": SECRETARY,
    "minutes": SECRETARY,
    "privacy": SECRETARY,
    "rates": TREASURER,
    "statutes": SECRETARY,
    "tax": TREASURER,
}


@dataclass(frozen=True)
class NewTask:
    """Something that somebody wants done: by when, by whom; without `who` it is anybody's."""

    title: str
    due: date | None = None
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class TaskKey:
    """Which task is meant: the rule and the occurrence, or OWN and its number.

    Written `accounts.file:2025` or `own:12`.
    """

    code: str
    about: str = ""

    @classmethod
    def parse(cls, text: str) -> TaskKey:
        code, _colon, about = text.strip().partition(":")
        return cls(code, about)

    def __str__(self) -> str:
        return f"{self.code}:{self.about}" if self.about else self.code


@dataclass(frozen=True)
class NewExtension:
    """The members gave so many months more for the accounts of a book year, on `decided_on`."""

    book_year: str
    months: int
    decided_on: date


def office_of(code: str) -> str:
    """The office whose work the tasks of a rule are; empty when they are anybody's.

    Custom, no law: the board divides its work as it likes, and hours and backups are of everybody.
    """
    return _OFFICES.get(code.partition(".")[0], "")


def check_task(new: NewTask) -> Iterator[Problem]:
    """An own task says what is to be done."""
    if not new.title.strip():
        yield Problem("task.title", N_("Fill in what is to be done."), field="title")


def check_put_off(until: date, today: date) -> Iterator[Problem]:
    """A task is put off to a day that is still to come."""
    if until <= today:
        yield Problem("task.until", N_("Choose a day that is still to come."), field="until")


def check_extension(
    new: NewExtension, legal_form: str, year: BookYear, today: date
) -> Iterator[Problem]:
    """Members can give more time for accounts, for special reasons: BW 2:58(1), 2:48(1).

    A cooperative at most four months. Within the first six months: later there is nothing to
    extend, so that is a question. Without members nobody can decide it.
    """
    if legal_form not in ("vereniging", "vereniging-informeel") and not is_cooperative(legal_form):
        yield Problem(
            "extension.form", N_("Only members can give more time; this legal form has none.")
        )
        return
    most = MOST_MONTHS if is_cooperative(legal_form) else LONGEST_EXTENSION
    if not 1 <= new.months <= most:
        yield Problem(
            "extension.months",
            N_("The members can give 1 to {most} months."),
            {"most": most},
            "months",
        )
    if not year.first <= new.decided_on <= today:
        yield Problem(
            "extension.day",
            N_("The decision lies between the beginning of {year} and today."),
            {"year": year.label},
            "decided_on",
        )
    elif new.decided_on > add_months(year.last, 6):
        yield question(
            "extension.late",
            N_("The usual term was over by then. Why can it still be made longer?"),
            field="decided_on",
        )
