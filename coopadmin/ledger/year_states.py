"""How far each book year is: open, closed by the treasurer, adopted by a resolution.

What was closed does not move: the figures of that day are kept, and compared with those of now.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.model import Resolution
from coopadmin.cooperative.queries import (
    get_book_year,
    get_book_years,
    resolution_number,
)
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger import facts
from coopadmin.ledger.entry_queries import cents_of, find_bookkeeping
from coopadmin.ledger.model import Account, Entry, Line, YearStep
from coopadmin.ledger.places import PLACES, RESULT_KINDS
from coopadmin.ledger.queries import NOTHING
from coopadmin.store.audit import INSERT
from coopadmin.store.model import Change, Done, Lock

LOCK = "book_year"
APPROPRIATION = "appropriation"
OPEN, CLOSED, ADOPTED = facts.OPEN, facts.CLOSED, facts.ADOPTED
REOPENED, APPROPRIATED = "reopened", "appropriated"
STATES = {OPEN: N_("Open"), CLOSED: N_("Closed"), ADOPTED: N_("Adopted")}
STEPS = {
    CLOSED: N_("Closed"),
    REOPENED: N_("Reopened"),
    APPROPRIATED: N_("Result appropriated"),
    ADOPTED: N_("Adopted"),
}
_RESULT_PLACES = frozenset(token for token, place in PLACES.items() if place.kinds & RESULT_KINDS)
Figures = Mapping[str, Sequence[int | str]]
"""By id of account: debit, credit in cents, and its line in the statements."""


@dataclass(frozen=True)
class YearRow:
    """One book year: its `state`, since when and by whom, and why it was last opened again.

    `resolution` adopted it on `adopted_on`; `appropriated_by` decided where its result goes, and
    `appropriation` is the id of the booking that took it there.
    """

    year: BookYear
    state: str = OPEN
    since: date | None = None
    who: str = ""
    reopened_because: str = ""
    resolution: str = ""
    adopted_on: date | None = None
    appropriated_by: str = ""
    appropriation: int | None = None

    @property
    def label(self) -> str:
        return self.year.label


@dataclass(frozen=True)
class YearStepRow:
    """One step of a book year, as the history of that year shows it."""

    book_year: str
    step: str
    dated: date
    who: str
    reason: str
    resolution: str


def list_years(session: Session, until: date) -> list[YearRow]:
    """The book years since the books were begun, newest first, up to that of a day."""
    begun = find_bookkeeping(session)
    if begun is None:
        return []
    steps = _steps(session)
    years = get_book_years(session)
    if until < begun.first:
        until = begun.first
    return [
        _standing(year, steps.get(year.label, []))
        for year in reversed(list(years.touching(Period(begun.first, until))))
    ]


def get_year(session: Session, label: str) -> YearRow:
    """How far one book year is. Raises Refused when there are no books of it."""
    year = get_book_year(session, label)
    begun = find_bookkeeping(session)
    if begun is None or year.last < begun.first:
        raise refuse(
            "year.no_books", N_("No books are kept here of {year}."), field="year", year=year.label
        )
    return _standing(year, _steps(session, year.label).get(year.label, []))


def list_year_steps(session: Session, label: str) -> list[YearStepRow]:
    """What happened with the closing of one book year, oldest first."""
    return [
        YearStepRow(label, step.step, step.dated, who, step.reason, resolution)
        for step, who, resolution, _day in _steps(session, label).get(label, [])
    ]


_Step = tuple[YearStep, str, str, date | None]


def _steps(session: Session, label: str | None = None) -> dict[str, list[_Step]]:
    """The steps of years in order, each with who took it and the number of its resolution."""
    statement = (
        select(YearStep, Done.who, Resolution)
        .join(
            Change,
            (Change.table_name == YearStep.__tablename__)
            & (Change.row_id == YearStep.id)
            & (Change.kind == INSERT),
        )
        .join(Done, Done.id == Change.done_id)
        .outerjoin(Resolution, Resolution.id == YearStep.resolution_id)
        .order_by(YearStep.book_year, YearStep.position, Done.sequence)
    )
    if label is not None:
        statement = statement.where(YearStep.book_year == label)
    found: dict[str, dict[int, _Step]] = defaultdict(dict)
    for step, who, row in session.execute(statement):
        found[step.book_year][step.id] = (step, who, *_decided(row))
    return {label: list(steps.values()) for label, steps in found.items()}


def _decided(row: Resolution | None) -> tuple[str, date | None]:
    if row is None:
        return "", None
    return resolution_number(row.body, row.year, row.sequence), row.decided_on


def _standing(year: BookYear, steps: Sequence[_Step]) -> YearRow:
    row = YearRow(year)
    for step, who, number, day in steps:
        if step.step == APPROPRIATED:
            row = replace(row, appropriated_by=number, appropriation=step.entry_id)
        elif step.step == REOPENED:
            row = replace(row, state=OPEN, since=step.dated, who=who, reopened_because=step.reason)
        else:
            row = replace(row, state=step.step, since=step.dated, who=who)
        if step.step == ADOPTED:
            row = replace(row, resolution=number, adopted_on=day)
    return row


def figures_of(
    session: Session, labels: Sequence[str], *, appropriated: bool
) -> dict[str, dict[str, list[int | str]]]:
    """What came on each account in these years, without the appropriation or with it.

    Opening balances are not in it: they follow from the years before, which are closed too. One
    statement, however many years.
    """
    debit = func.sum(case((Line.amount > NOTHING, Line.amount), else_=0))
    statement = (
        select(Line.book_year, Line.account_id, Account.place, debit, func.sum(Line.amount))
        .join(Account, Account.id == Line.account_id)
        .where(Line.book_year.in_(labels))
        .group_by(Line.book_year, Line.account_id)
    )
    if not appropriated:
        entries = select(Entry.id).where(Entry.source == APPROPRIATION)
        statement = statement.where(Line.entry_id.not_in(entries))
    found: dict[str, dict[str, list[int | str]]] = {label: {} for label in labels}
    for label, account_id, place, plus, total in session.execute(statement):
        came = cents_of(plus)
        found[label][str(account_id)] = [came, came - cents_of(total), place]
    return found


def result_of(session: Session, label: str) -> Money:
    """Income less expenditure of one book year; a loss is below zero."""
    total = session.scalar(
        select(func.sum(Line.amount))
        .join(Account, Account.id == Line.account_id)
        .where(Line.book_year == label, Account.place.in_(_RESULT_PLACES))
    )
    return Money(-cents_of(total))


def left_to_appropriate(session: Session, year: BookYear) -> Money:
    """The result less what has its place already: added to members' capital, or appropriated."""
    moved = session.scalar(
        select(func.sum(Line.amount))
        .join(Account, Account.id == Line.account_id)
        .join(Entry, Entry.id == Line.entry_id)
        .where(
            Line.book_year == year.label, Entry.source == APPROPRIATION, Account.role == "result"
        )
    )
    return result_of(session, year.label) - Money(cents_of(moved))


def moved_years(session: Session) -> Iterator[tuple[str, str]]:
    """Closed years whose figures are not those of the day of closing, each with an account."""
    kept: dict[bool, dict[str, Figures]] = {True: {}, False: {}}
    for label, steps in _steps(session).items():
        for step, *_rest in steps:
            if step.step == REOPENED:
                kept[False].pop(label, None)
            elif step.step in (CLOSED, ADOPTED):
                kept[step.step == ADOPTED][label] = json.loads(step.figures)
    for appropriated, years in kept.items():
        now = figures_of(session, list(years), appropriated=appropriated) if years else {}
        for label, then in years.items():
            moved = {
                account
                for account in {*then, *now[label]}
                if then.get(account) != now[label].get(account)
            }
            if moved:
                name = session.scalar(
                    select(func.min(Account.number + " " + Account.name)).where(
                        Account.id.in_([int(account) for account in moved])
                    )
                )
                yield label, name or ""


def check_years(session: Session) -> Iterator[Problem]:
    """Closed years are locked, follow on one another, and did not move since."""
    steps = _steps(session)
    if not steps:
        return
    last = max(steps)
    rows = {row.label: row for row in list_years(session, _last_day(session, last))}
    locked = set(session.scalars(select(Lock.key).where(Lock.kind == LOCK)))
    shut = [label for label, row in rows.items() if row.state != OPEN]
    for label in sorted(locked.symmetric_difference(shut)):
        yield Problem(
            "check.year_lock",
            N_("Book year {year} is not locked as its closing says. Restore a backup."),
            {"year": label},
        )
    if shut and any(row.state == OPEN for label, row in rows.items() if label < max(shut)):
        yield Problem(
            "check.year_order",
            N_("A book year before {year} is open, though {year} is closed. Restore a backup."),
            {"year": max(shut)},
        )
    for label, account in moved_years(session):
        yield Problem(
            "check.year_moved",
            N_("Book year {year} is closed, and yet {account} is not what it was then."),
            {"year": label, "account": account},
        )
    for label, row in rows.items():
        left = left_to_appropriate(session, row.year) if row.appropriation is not None else None
        if left:
            yield Problem(
                "check.appropriation",
                N_("The appropriation of {year} is {difference} off its result."),
                {"year": label, "difference": left},
            )


def _last_day(session: Session, label: str) -> date:
    return get_book_year(session, label).last


def refuse_when_moved(session: Session) -> None:
    """After taking a step of a year back, or doing it again: raise Refused unless all agrees."""
    found = next(check_years(session), None)
    if found is not None:
        raise refuse(
            "year.followed_on",
            N_("Something followed on this: a later year was closed, or the books moved since."),
        )


def years_to_choose(session: Session, until: date) -> list[str]:
    """Labels of the years with books, newest first."""
    return [row.label for row in list_years(session, until)]
