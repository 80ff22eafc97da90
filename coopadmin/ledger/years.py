"""Operations on book years: closing, opening again with a reason, adopting for ever."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coopadmin.cooperative.queries import get_book_years, get_resolution
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.problem import N_, Problem, Refused, question, refuse
from coopadmin.ledger.model import YearStep
from coopadmin.ledger.posting import get_chart
from coopadmin.ledger.year_end import list_year_end
from coopadmin.ledger.year_states import (
    ADOPTED,
    CLOSED,
    LOCK,
    OPEN,
    REOPENED,
    YearRow,
    figures_of,
    get_year,
    left_to_appropriate,
    list_years,
    refuse_when_moved,
)
from coopadmin.ledger.year_steps import DONE, NOTHING_TO_DO
from coopadmin.store.model import Lock
from coopadmin.store.work import UndoneBy, Work, operation
from coopadmin.words import _, date_long

ACCEPTED = "accepted"
FOR_EVER = N_("Adopted accounts stay as they are. Book a correction in an open year instead.")
WHEN_NOTHING_FOLLOWED = UndoneBy(holds=refuse_when_moved)


@operation(
    "ledger.close_year",
    N_("Close book year"),
    N_("{who} closed book year {about}"),
    WHEN_NOTHING_FOLLOWED,
)
def close_year(work: Work, label: str) -> None:
    """The treasurer closes a year: from now on nothing is booked in it. Raises Refused.

    What is not done of the list of `list_year_end` is a question, answered with why not.
    """
    row = _get(work, label)
    if row.state != OPEN:
        raise refuse("year.closed", N_("Book year {year} is closed already."), year=row.label)
    if row.year.last >= work.today:
        raise refuse(
            "year.runs",
            N_("Book year {year} runs until {day}. Close it after that."),
            year=row.label,
            day=row.year.last,
        )
    before = get_book_years(work.session).before(row.year)
    first = get_chart(work).first
    if before.last >= first and _get(work, before.label).state == OPEN:
        raise refuse(
            "year.before_open",
            N_("Book year {before} is still open. Close that one first."),
            before=before.label,
        )
    left = [
        step.title
        for step in list_year_end(work.session, row.label, work.today)
        if step.before_closing and step.state not in (DONE, NOTHING_TO_DO)
    ]
    if left:
        work.check(
            [
                question(
                    "year.steps_left",
                    N_("Not done yet: {steps}. Close {year} all the same?"),
                    {"steps": ", ".join(left), "year": row.label},
                )
            ]
        )
    figures = figures_of(work.session, [row.label], appropriated=False)[row.label]
    take_step(work, row.label, CLOSED, figures=json.dumps(figures, sort_keys=True))
    set_lock(work, row.label, _("Book year {year} is closed.").format(year=row.label))
    work.about = row.label


@operation(
    "ledger.reopen_year",
    N_("Reopen book year"),
    N_("{who} opened book year {about}"),
    WHEN_NOTHING_FOLLOWED,
)
def reopen_year(work: Work, label: str, reason: str) -> None:
    """Open a closed year again, and keep why. An adopted year stays closed for ever."""
    row = _get(work, label)
    if row.state == ADOPTED:
        raise adopted_for_ever(row, open_year(work))
    if row.state == OPEN:
        raise refuse("year.open", N_("Book year {year} is open already."), year=row.label)
    problems = []
    later = [
        each.label
        for each in list_years(work.session, work.today)
        if each.year.first > row.year.last and each.state != OPEN
    ]
    if later:
        problems.append(
            Problem(
                "year.later_closed",
                N_("Book year {later} is closed too. Open that one first."),
                {"later": later[0]},
            )
        )
    if row.appropriation is not None:
        problems.append(
            Problem(
                "year.appropriated",
                N_("The result of {year} is appropriated. Take that back first."),
                {"year": row.label},
            )
        )
    if not reason.strip():
        problems.append(
            Problem("year.reason", N_("Say why the year is opened again."), field="reason")
        )
    work.check(problems)
    take_step(work, row.label, REOPENED, reason=reason.strip())
    set_lock(work, row.label, "")
    work.about = f"{row.label}: {reason.strip()}"


@operation(
    "ledger.adopt_year",
    N_("Adopt accounts"),
    N_("{who} recorded that the accounts were adopted: {about}"),
    UndoneBy(never=FOR_EVER),
)
def adopt_year(work: Work, label: str, number: str) -> None:
    """The members adopted the accounts of a closed year by resolution `number`: final.

    Never taken back and never opened again. Raises Refused.
    """
    row = _get(work, label)
    if row.state == ADOPTED:
        raise adopted_for_ever(row, open_year(work))
    if row.state == OPEN:
        raise refuse(
            "year.not_closed",
            N_("Book year {year} is open. The treasurer closes it before it is adopted."),
            year=row.label,
        )
    resolution = resolution_for(work, row.year, number)
    left = left_to_appropriate(work.session, row.year)
    if left and row.appropriation is None:
        work.check(
            [
                question(
                    "year.not_appropriated",
                    N_(
                        "The result of {year}, {amount}, has no place yet, and after this it"
                        " cannot get one in {year}. Adopt it all the same?"
                    ),
                    {"year": row.label, "amount": left},
                )
            ]
        )
    figures = figures_of(work.session, [row.label], appropriated=True)[row.label]
    take_step(
        work,
        row.label,
        ADOPTED,
        figures=json.dumps(figures, sort_keys=True),
        resolution_id=resolution.id,
    )
    reason = _("Book year {year} was adopted on {day}, {number}.").format(
        year=row.label, day=date_long(resolution.decided_on), number=resolution.number
    )
    set_lock(work, row.label, reason, resolution.number)
    work.about = f"{row.label}, {resolution.number}"


def adopted_for_ever(row: YearRow, open_label: str) -> Refused:
    """What is said of an adopted year, with the way that there is instead."""
    return refuse(
        "year.adopted",
        N_(
            "Book year {year} was adopted by {number} and stays as it is. Book a correction in"
            " {open} that names the booking."
        ),
        year=row.label,
        number=row.resolution,
        open=open_label,
    )


def open_year(work: Work) -> str:
    """The oldest year that is open: there a correction goes."""
    rows = list_years(work.session, work.today)
    found = [row.label for row in rows if row.state == OPEN]
    return found[-1] if found else get_book_years(work.session).on(work.today).label


@dataclass(frozen=True)
class Decided:
    """A resolution that can carry a step of a year."""

    id: int
    number: str
    decided_on: date


def resolution_for(work: Work, year: BookYear, number: str) -> Decided:
    """The accepted resolution of after a year that adopts it or appropriates its result."""
    row = get_resolution(work.session, number)
    problems = []
    if row.outcome != ACCEPTED:
        problems.append(
            Problem(
                "year.rejected",
                N_("{number} was not accepted. Choose the resolution that decides on {year}."),
                {"number": row.number, "year": year.label},
                "resolution_id",
            )
        )
    if row.decided_on <= year.last:
        problems.append(
            Problem(
                "year.too_early",
                N_("{number} is from before the end of {year}. Choose a later resolution."),
                {"number": row.number, "year": year.label},
                "resolution_id",
            )
        )
    work.check(problems)
    return Decided(row.id, row.number, row.decided_on)


def take_step(
    work: Work,
    label: str,
    step: str,
    *,
    reason: str = "",
    figures: str = "",
    resolution_id: int | None = None,
    entry_id: int | None = None,
) -> None:
    """Write down the next step of a year."""
    last = work.session.scalar(
        select(func.max(YearStep.position)).where(YearStep.book_year == label)
    )
    work.add(
        YearStep(
            book_year=label,
            position=(last or 0) + 1,
            step=step,
            dated=work.today,
            reason=reason,
            figures=figures,
            resolution_id=resolution_id,
            entry_id=entry_id,
        )
    )
    work.session.flush()


def set_lock(work: Work, label: str, reason: str, resolution: str = "") -> None:
    """Lock a year for this reason, or open it without one.

    The old row goes and a new one comes, so that undoing this operation is not bound by it.
    """
    now = work.session.scalars(select(Lock).where(Lock.kind == LOCK, Lock.key == label)).first()
    if now is not None:
        work.remove(now)
        work.session.flush()
    work.recorder.release([(LOCK, label)])
    if reason:
        work.lock(LOCK, label, reason, resolution)
    work.session.flush()


def _get(work: Work, label: str) -> YearRow:
    get_chart(work)
    return get_year(work.session, label)
