"""Which book year a day falls in, with the short and long years of one legal person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.calendar import BookYear, Period, add_months
from coopadmin.kernel.problem import N_, Problem

DAY = timedelta(days=1)
LONGEST_YEAR = 24


@dataclass(frozen=True)
class BookYears:
    """All book years: twelve months each from `begins_in`, except the years in `exceptional`.

    After an exceptional year the years of twelve months begin the day after it, so that it also
    moves the beginning; before the first one they end the day before it. `exceptional` is sorted.
    """

    begins_in: int
    exceptional: tuple[BookYear, ...] = ()

    def on(self, day: date) -> BookYear:
        """The book year that this day is in."""
        for year in self.exceptional:
            if day in year.period:
                return year
        before = [year for year in self.exceptional if year.last < day]
        if before:
            return self._forward(before[-1].last + DAY, day)
        if self.exceptional:
            return self._back(self.exceptional[0].first, day)
        first = date(day.year, self.begins_in, 1)
        return BookYear.starting(first if first <= day else add_months(first, -12))

    def after(self, year: BookYear) -> BookYear:
        return self.on(year.last + DAY)

    def before(self, year: BookYear) -> BookYear:
        return self.on(year.first - DAY)

    def touching(self, period: Period) -> Iterator[BookYear]:
        """The book years with a day in this period, oldest first."""
        year = self.on(period.first)
        while year.first <= period.last:
            yield year
            year = self.after(year)

    def _forward(self, first: date, day: date) -> BookYear:
        months = (day.year - first.year) * 12 + day.month - first.month
        begin = add_months(first, months // 12 * 12)
        if begin > day:
            begin = add_months(begin, -12)
        return BookYear.starting(begin)

    def _back(self, end: date, day: date) -> BookYear:
        years = 1
        while add_months(end, -12 * years) > day:
            years += 1
        return BookYear.starting(add_months(end, -12 * years))


def exceptional_year(first: date, last: date) -> BookYear:
    """A short or long year, labelled as every other: by the calendar years of its ends."""
    label = str(last.year) if first.year == last.year else f"{first.year}-{last.year}"
    return BookYear(Period(first, last), label)


def check_exceptional_year(
    first: date, last: date, years: BookYears, founded_on: date | None
) -> Iterator[Problem]:
    """It begins where a book year begins, or on the day of founding; later ones stay in place."""
    if last < first:
        yield Problem("year.backwards", N_("The last day lies before the first."), field="last")
        return
    regular = years.on(first)
    if first not in (regular.first, founded_on):
        yield Problem(
            "year.first",
            N_("A book year begins on {first}. Begin the short or long year there."),
            {"first": regular.first},
            "first",
        )
    if last >= add_months(first, LONGEST_YEAR):
        yield Problem(
            "year.too_long",
            N_("A book year lasts at most {most} months."),
            {"most": LONGEST_YEAR},
            "last",
        )
    if any(year.first == first for year in years.exceptional):
        yield Problem("year.twice", N_("This book year is short or long already."), field="first")
    made = exceptional_year(first, last)
    kept = [year for year in years.exceptional if year.first != first]
    shifted = BookYears(years.begins_in, tuple(sorted((*kept, made))))
    if any(shifted.on(year.first - DAY).last + DAY != year.first for year in kept):
        yield Problem(
            "year.overlap",
            N_("A later short or long year would not follow on it any more. Check both."),
            field="last",
        )
    elif made.label in (shifted.before(made).label, shifted.after(made).label):
        yield Problem(
            "year.label",
            N_("Another book year is called {label} too. Choose another last day."),
            {"label": made.label},
            "last",
        )
