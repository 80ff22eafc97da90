"""How large the legal person is by law, micro or small, and what the treasurer notes of a year.

Two of three: what it has, what came in, who works there, on two balance sheets in a row
(BW 2:395a, 2:396, 2:398). All income counts as turnover, so that the outcome is never too small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.defaults import KNOWN_RATES, SIZE_CODES
from coopadmin.cooperative.queries import RateRow, get_book_years, get_cooperative, list_rates
from coopadmin.kernel.calendar import Period
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.ledger.entry_queries import find_bookkeeping
from coopadmin.ledger.model import YearNote
from coopadmin.ledger.places import DEBIT_SECTIONS, INCOME, PLACES
from coopadmin.ledger.sums import Sums, find_sums
from coopadmin.ledger.year_states import ADOPTED, get_year
from coopadmin.store.work import Work, operation

MICRO, SMALL, LARGER = "micro", "small", "larger"
SIZES = {MICRO: N_("Micro"), SMALL: N_("Small"), LARGER: N_("Larger than small")}
LARGEST_STAFF = 100_000
_FTE = re.compile(r"(\d{1,4})(?:[.,](\d{1,2}))?")


@dataclass(frozen=True)
class NewYearNote:
    """What the books do not say of a year: hundredths of fte, on average, and a choice.

    `without_accruals`: a micro legal person may leave out accruals for other operating costs, and
    says so below its balance sheet (BW 2:395a(3)).
    """

    staff: int
    without_accruals: bool = False


@dataclass(frozen=True)
class Measures:
    """What the size of a legal person is measured by; `staff` in hundredths of fte."""

    assets: Money
    income: Money
    staff: int

    def within(self, limit: Measures) -> bool:
        """Whether two of the three are within the limit; of staff there are fewer."""
        fits = (
            self.assets <= limit.assets,
            self.income <= limit.income,
            self.staff < limit.staff,
        )
        return sum(fits) >= 2


@dataclass(frozen=True)
class YearSize:
    """The size in one book year; `noted` is whether staff was filled in, `to_be_checked` that
    nobody compared the limits with their source.
    """

    book_year: str
    size: str
    measures: Measures
    micro: Measures
    small: Measures
    noted: bool
    without_accruals: bool
    to_be_checked: bool


def read_fte(text: str) -> int:
    """Hundredths of fte out of what was typed, as 0,6. Raises Refused at the field `staff`."""
    match = _FTE.fullmatch(text.strip())
    if match is None:
        raise refuse(
            "size.fte",
            N_("“{text}” is no number of fte. Type it as 0,6."),
            field="staff",
            text=text,
        )
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def fte_words(staff: int) -> str:
    """`0,6`, as the form of the trade register asks it."""
    whole, part = divmod(staff, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",")


def held(measures: Sequence[Measures], limits: Sequence[Measures], *, founded: bool) -> list[bool]:
    """For each year in a row whether it counts as within its limit.

    What two balance sheets in a row say; a year in which it was `founded` counts at once. Of what
    was before the books nothing is known, and it is taken to have been within.
    """
    found: list[bool] = []
    before, counts = True, True
    for number, (own, limit) in enumerate(zip(measures, limits, strict=True)):
        now = own.within(limit)
        if now == before or (founded and number == 0):
            counts = now
        found.append(counts)
        before = now
    return found


def sizes(session: Session, label: str, sums: Sums | None = None) -> dict[str, YearSize]:
    """The size of every book year with books up to and including this one."""
    begun = find_bookkeeping(session)
    if begun is None:
        return {}
    last = get_year(session, label).year
    years = list(get_book_years(session).touching(Period(begun.first, last.last)))
    sums = sums or find_sums(session, last.label)
    notes = {row.book_year: row for row in session.scalars(select(YearNote))}
    rates = list_rates(session)
    measures = [
        _measures(sums, year.label, notes[year.label].staff if year.label in notes else 0)
        for year in years
    ]
    micro = [_limit(rates, MICRO, year.last) for year in years]
    small = [_limit(rates, SMALL, year.last) for year in years]
    founded_on = get_cooperative(session).founded_on
    founded = founded_on is not None and founded_on >= years[0].first
    is_micro, is_small = (held(measures, each, founded=founded) for each in (micro, small))
    checked = {row.code for row in rates if not row.to_be_checked}
    return {
        year.label: YearSize(
            year.label,
            MICRO if is_micro[n] else SMALL if is_small[n] else LARGER,
            measures[n],
            micro[n],
            small[n],
            year.label in notes,
            year.label in notes and notes[year.label].without_accruals,
            not checked.issuperset(SIZE_CODES),
        )
        for n, year in enumerate(years)
    }


def _measures(sums: Sums, label: str, staff: int) -> Measures:
    assets = income = 0
    for account in sums.accounts:
        place = PLACES[account.place]
        if place.section in DEBIT_SECTIONS:
            assets += sums.until(account, label)
        elif INCOME in place.kinds:
            income -= sums.of_year(account, label)
    return Measures(Money(assets), Money(income), staff)


def _limit(rates: Sequence[RateRow], size: str, on: date) -> Measures:
    """The limits on a day: those of the file, else those known when the program was made."""
    known: dict[str, int] = {}
    for rate in sorted(KNOWN_RATES, key=lambda each: each.valid_from):
        if rate.valid_from <= on or rate.code not in known:
            known[rate.code] = rate.value
    for row in rates:
        if row.valid_from <= on:
            known[row.code] = row.value
    one = f"size.{size}."
    return Measures(
        Money(known[one + "assets"]), Money(known[one + "income"]), known[one + "staff"] * 100
    )


def notes_of(session: Session) -> Mapping[str, NewYearNote]:
    """What was noted of each book year."""
    return {
        row.book_year: NewYearNote(row.staff, row.without_accruals)
        for row in session.scalars(select(YearNote))
    }


def check_year_note(new: NewYearNote) -> Iterator[Problem]:
    """Not below nothing, and no more people than there can be."""
    if not 0 <= new.staff <= LARGEST_STAFF:
        yield Problem("size.staff", N_("Fill in how many fte, from 0 to 1,000."), field="staff")


@operation("ledger.note_year", N_("Note staff of a year"), N_("{who} noted of book year {about}"))
def note_year(work: Work, label: str, new: NewYearNote) -> None:
    """What the books do not say of a year, as long as it is not adopted. Raises Refused."""
    row = get_year(work.session, label)
    if row.state == ADOPTED:
        raise refuse(
            "size.adopted",
            N_("The accounts of {year} are adopted, so that this stays as it is."),
            year=row.label,
        )
    work.check(check_year_note(new))
    found = work.session.scalars(select(YearNote).where(YearNote.book_year == row.label)).first()
    if found is None:
        work.add(
            YearNote(book_year=row.label, staff=new.staff, without_accruals=new.without_accruals)
        )
    else:
        found.staff, found.without_accruals = new.staff, new.without_accruals
    work.about = row.label
