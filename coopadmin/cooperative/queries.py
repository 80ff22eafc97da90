"""What the file says about the legal person: facts, statutes, rates, book years, resolutions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.cooperative.bookyears import BookYears
from coopadmin.cooperative.model import (
    Cooperative,
    DatedRate,
    ExceptionalYear,
    Resolution,
    StatutesProfile,
)
from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.problem import N_, refuse
from coopadmin.store.audit import DELETE
from coopadmin.store.model import Change, Done
from coopadmin.store.schema import Stored

Row = TypeVar("Row")
_LABEL = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_FIRST_YEAR = 1900
_YEARS_AHEAD = 5


@dataclass(frozen=True)
class CooperativeFacts:
    """The legal person; `legal_form` and `kind` are tokens, the month counts from 1."""

    id: int
    name: str
    legal_form: str
    kind: str
    founded_on: date | None
    year_begins_in: int
    town: str
    municipality: str
    email: str
    website: str
    chamber_number: str
    iban: str
    accent: str
    attachment_megabytes: int
    example: bool


@dataclass(frozen=True)
class StatutesRow:
    """What the own statutes say from a day on; fields as in `rules.NewStatutes`."""

    id: int
    valid_from: date
    convocation_days: int
    amendment_convocation_days: int
    termination_days: int
    termination_pro_rata: bool
    majority: str
    amendment_majority: str
    blank_counts: bool
    tie_on_persons: str
    quorum: str
    amendment_quorum: str
    proxies_per_holder: int | None
    electronic_votes: bool
    board_term_years: int
    board_terms: int
    audit_committee_size: int
    source: str
    checked: bool


@dataclass(frozen=True)
class RateRow:
    """A dated rate; `to_be_checked` when nobody has compared it with its source."""

    id: int
    code: str
    valid_from: date
    value: int
    source: str
    to_be_checked: bool


@dataclass(frozen=True)
class ResolutionRow:
    """A numbered decision; `number` as it is written, `ALV-2026-04`."""

    id: int
    number: str
    body: str
    year: int
    sequence: int
    decided_on: date
    subject: str
    text: str
    rule: str
    outcome: str
    votes_for: int | None
    votes_against: int | None
    votes_blank: int | None
    votes_invalid: int | None
    published_on: date | None
    follow_up: str


def resolution_number(body: str, year: int, sequence: int) -> str:
    return f"{body}-{year}-{sequence:02d}"


def _frozen(shape: type[Row], row: Stored, **more: Any) -> Row:
    fields = shape.__dataclass_fields__  # type: ignore[attr-defined]
    return shape(**{name: getattr(row, name) for name in fields if name not in more}, **more)


def get_cooperative(session: Session) -> CooperativeFacts:
    """The legal person that keeps these books; Refused in a file that has none yet."""
    row = session.scalars(select(Cooperative)).first()
    if row is None:
        raise refuse(
            "cooperative.none",
            N_("This file has no cooperative yet. Fill in its name and legal form first."),
        )
    return _frozen(CooperativeFacts, row)


def list_statutes(session: Session) -> list[StatutesRow]:
    """Every profile of the statutes, oldest first."""
    rows = session.scalars(select(StatutesProfile).order_by(StatutesProfile.valid_from))
    return [_frozen(StatutesRow, row) for row in rows]


def get_statutes(session: Session, on: date) -> StatutesRow:
    """The profile valid on a day; before the first one, that first one."""
    profiles = list_statutes(session)
    if not profiles:
        get_cooperative(session)
        raise refuse("statutes.none", N_("Fill in what the statutes say first."))
    valid = [profile for profile in profiles if profile.valid_from <= on]
    return valid[-1] if valid else profiles[0]


def list_rates(session: Session) -> list[RateRow]:
    """Every dated rate, by code and day."""
    rows = session.scalars(select(DatedRate).order_by(DatedRate.code, DatedRate.valid_from))
    return [_frozen(RateRow, row) for row in rows]


def rate_on(session: Session, code: str, day: date) -> RateRow | None:
    """The rate valid on a day, or None when none is known for it."""
    row = session.scalars(
        select(DatedRate)
        .where(DatedRate.code == code, DatedRate.valid_from <= day)
        .order_by(DatedRate.valid_from.desc())
        .limit(1)
    ).first()
    return None if row is None else _frozen(RateRow, row)


def last_change(session: Session) -> date:
    """The day of the last change in the file, which is how fresh its figures are."""
    return session.scalars(select(func.max(Done.time))).one().date()


def get_book_years(session: Session) -> BookYears:
    """All book years of this legal person, as a calendar to ask for any day."""
    exceptional = session.scalars(select(ExceptionalYear).order_by(ExceptionalYear.first))
    return BookYears(
        get_cooperative(session).year_begins_in,
        tuple(BookYear(Period(row.first, row.last), row.label) for row in exceptional),
    )


def book_year_of(session: Session, day: date) -> BookYear:
    """The book year that a day is in."""
    return get_book_years(session).on(day)


def list_book_years(session: Session, until: date) -> list[BookYear]:
    """From the year of founding up to and including that of `until`, oldest first.

    Without a day of founding, ten years.
    """
    years = get_book_years(session)
    founded = get_cooperative(session).founded_on
    first = founded or until.replace(year=until.year - 9, day=1)
    if first > until:
        return [years.on(until)]
    return list(years.touching(Period(first, until)))


def get_book_year(session: Session, label: str) -> BookYear:
    """The book year called `2026` or `2025-2026`; Refused with the labels that there are."""
    years = get_book_years(session)
    text = label.strip().replace("–", "-").replace("/", "-")
    match = _LABEL.fullmatch(text)
    this_year = last_change(session).year
    founded = get_cooperative(session).founded_on
    oldest = founded.year if founded else _FIRST_YEAR
    nearby = Period(date(this_year - 2, 1, 1), date(this_year + 1, 12, 31))
    if match:
        named = [int(year) for year in match.groups() if year]
        if all(oldest <= year <= this_year + _YEARS_AHEAD for year in named):
            nearby = Period(date(min(named), 1, 1), date(max(named), 12, 31))
            for year in years.touching(nearby):
                if year.label == text:
                    return year
    raise refuse(
        "year.unknown",
        N_("There is no book year “{text}”. There are, among others: {labels}."),
        field="year",
        text=label.strip(),
        labels=", ".join(year.label for year in years.touching(nearby)),
    )


def list_resolutions(
    session: Session, body: str | None = None, period: Period | None = None
) -> list[ResolutionRow]:
    """Decisions of one body or of all, taken in a period or ever, in order of number."""
    statement = select(Resolution).order_by(Resolution.body, Resolution.year, Resolution.sequence)
    if body is not None:
        statement = statement.where(Resolution.body == body)
    if period is not None:
        statement = statement.where(Resolution.decided_on.between(period.first, period.last))
    return [
        _frozen(ResolutionRow, row, number=resolution_number(row.body, row.year, row.sequence))
        for row in session.scalars(statement)
    ]


def find_resolution(session: Session, number: str) -> ResolutionRow | None:
    """The resolution written `ALV-2026-04`, capitals aside."""
    wanted = number.strip().upper()
    return next((row for row in list_resolutions(session) if row.number.upper() == wanted), None)


def get_resolution(session: Session, number: str) -> ResolutionRow:
    """The resolution written `ALV-2026-04`; Refused at `resolution_id` when there is none."""
    row = find_resolution(session, number)
    if row is None:
        raise refuse(
            "resolution.unknown",
            N_("There is no resolution “{number}”. Look it up in the register of resolutions."),
            field="resolution_id",
            number=number.strip(),
        )
    return row


def next_resolution(session: Session, body: str, year: int) -> int:
    """The number after the highest that this body ever gave in that year, undone ones included."""
    given = session.scalars(
        select(func.max(Resolution.sequence)).where(
            Resolution.body == body, Resolution.year == year
        )
    ).one()
    removed = session.scalars(
        select(Change.before).where(
            Change.table_name == Resolution.__tablename__,
            Change.kind == DELETE,
            Change.before.is_not(None),
        )
    )
    images = [json.loads(image or "{}") for image in removed]
    gone = [one["sequence"] for one in images if (one["body"], one["year"]) == (body, year)]
    return int(max([given or 0, *gone])) + 1
