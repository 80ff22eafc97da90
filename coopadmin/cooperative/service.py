"""Operations on the legal person: its facts, statutes, rates, book years and resolutions."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TypeVar

from sqlalchemy import select

from coopadmin.cooperative.bookyears import DAY, check_exceptional_year, exceptional_year
from coopadmin.cooperative.defaults import KNOWN_RATES, USUAL_STATUTES
from coopadmin.cooperative.model import (
    Cooperative,
    DatedRate,
    ExceptionalYear,
    Resolution,
    StatutesProfile,
)
from coopadmin.cooperative.queries import (
    get_book_years,
    get_cooperative,
    next_resolution,
    resolution_number,
)
from coopadmin.cooperative.rules import (
    ChangedCooperative,
    NewCooperative,
    NewExceptionalYear,
    NewRate,
    NewResolution,
    NewStatutes,
    check_accent,
    check_changed_cooperative,
    check_new_cooperative,
    check_rate,
    check_resolution,
    check_statutes,
)
from coopadmin.kernel.iban import parse_iban
from coopadmin.kernel.problem import N_, refuse
from coopadmin.store.work import Work, operation
from coopadmin.words import date_short

Facts = TypeVar("Facts", bound=NewCooperative)


def lay_foundation(work: Work, new: NewCooperative) -> Cooperative:
    """The legal person, the usual statutes still to be checked, and the rates known by law.

    Not an operation of its own: founding a file also prepares what floors above this one keep.
    """
    if work.session.scalars(select(Cooperative.id)).first() is not None:
        raise refuse(
            "cooperative.there",
            N_("This file has its cooperative already. Make a new file for another one."),
        )
    work.check(check_new_cooperative(new, work.today))
    founded = work.add(Cooperative(**asdict(_tidy(new))))
    work.add(
        StatutesProfile(
            valid_from=new.founded_on or work.today.replace(month=1, day=1),
            checked=False,
            **USUAL_STATUTES,
        )
    )
    work.add_many(
        DatedRate,
        [
            {
                "code": rate.code,
                "valid_from": rate.valid_from,
                "value": rate.value,
                "source": rate.source,
                "to_be_checked": rate.to_be_checked,
            }
            for rate in KNOWN_RATES
        ],
    )
    return founded


def _tidy(new: Facts) -> Facts:
    """The facts as they are kept: without blanks around them, numbers without blanks inside."""
    texts = {
        name: " ".join(value.split())
        for name, value in asdict(new).items()
        if isinstance(value, str)
    }
    texts["chamber_number"] = new.chamber_number.replace(" ", "")
    texts["iban"] = parse_iban(new.iban) if new.iban.strip() else ""
    texts["accent"] = new.accent.upper()
    return replace(new, **texts)  # type: ignore[arg-type]


@operation(
    "cooperative.change", N_("Change cooperative"), N_("{who} changed the details of {about}")
)
def change_cooperative(work: Work, changed: ChangedCooperative) -> None:
    """The facts of the legal person from now on; all fields are set."""
    row = work.get(Cooperative, get_cooperative(work.session).id)
    work.check(check_changed_cooperative(changed, work.today, row.year_begins_in))
    for name, value in asdict(_tidy(changed)).items():
        if name != "example":
            setattr(row, name, value)
    work.about = row.name


@operation(
    "cooperative.set_accent",
    N_("Choose colour of documents"),
    N_("{who} chose the colour of documents: {about}"),
)
def set_accent(work: Work, accent: str) -> None:
    """Documents are in this colour from now on; it can be read on white."""
    work.check(check_accent(accent))
    work.get(Cooperative, get_cooperative(work.session).id).accent = accent.upper()
    work.about = accent.upper()


@operation(
    "cooperative.set_statutes",
    N_("Record statutes"),
    N_("{who} recorded the statutes valid from {about}"),
)
def set_statutes(work: Work, new: NewStatutes) -> int:
    """What the statutes say from a day on, in the place of a profile from that same day."""
    work.check(check_statutes(new, get_cooperative(work.session).legal_form))
    row = work.session.scalars(
        select(StatutesProfile).where(StatutesProfile.valid_from == new.valid_from)
    ).first()
    if row is None:
        row = work.add(StatutesProfile(**asdict(new)))
    else:
        for name, value in asdict(new).items():
            setattr(row, name, value)
    work.about = date_short(new.valid_from)
    return row.id


@operation("cooperative.set_rate", N_("Record rate"), N_("{who} recorded a rate: {about}"))
def set_rate(work: Work, new: NewRate) -> int:
    """A rate from a day on, in the place of one from that same day; it counts as checked."""
    work.check(check_rate(new))
    row = work.session.scalars(
        select(DatedRate).where(DatedRate.code == new.code, DatedRate.valid_from == new.valid_from)
    ).first()
    if row is None:
        row = work.add(DatedRate(**asdict(new), to_be_checked=False))
    else:
        row.value, row.source, row.to_be_checked = new.value, new.source, False
    work.about = f"{new.code}, {date_short(new.valid_from)}"
    return row.id


@operation(
    "cooperative.add_exceptional_year",
    N_("Record short or long year"),
    N_("{who} recorded {about} as a short or long book year"),
)
def add_exceptional_year(work: Work, new: NewExceptionalYear) -> str:
    """A book year of other than twelve months; gives its label. The years after it follow on it."""
    years = get_book_years(work.session)
    cooperative = work.get(Cooperative, get_cooperative(work.session).id)
    work.check(check_exceptional_year(new.first, new.last, years, cooperative.founded_on))
    made = exceptional_year(new.first, new.last)
    work.add(ExceptionalYear(label=made.label, first=made.first, last=made.last))
    if all(year.first < made.first for year in years.exceptional):
        cooperative.year_begins_in = (made.last + DAY).month
    work.about = made.label
    return made.label


@operation(
    "cooperative.add_resolution", N_("Record resolution"), N_("{who} recorded resolution {about}")
)
def add_resolution(work: Work, new: NewResolution, sequence: int | None = None) -> int:
    """A decision with the next number of its body in that calendar year; gives its id.

    `sequence` is the number that it has already on paper; the caller knows that it is free.
    """
    work.check(check_resolution(new))
    year = new.decided_on.year
    if sequence is None:
        sequence = next_resolution(work.session, new.body, year)
    row = work.add(Resolution(**asdict(new), year=year, sequence=sequence))
    work.about = resolution_number(row.body, row.year, row.sequence)
    return row.id
