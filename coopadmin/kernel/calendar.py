"""Dates, periods and book years."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.problem import N_, refuse

MONTHS = {
    "maa": 3,  # maart: the only month whose usual short form is not its beginning
    **dict(
        zip("jan feb mrt apr mei jun jul aug sep okt nov dec".split(), range(1, 13), strict=True)
    ),
    **dict(
        zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True)
    ),
}
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})[-. ]*([a-z]{3})[a-z]*\.?[- ]*(\d{2}|\d{4})?")
YEARS = range(1800, 2201)
_OFFSET = re.compile(r"[+-]\d{1,4}")


def parse_date(text: str, today: date, field: str | None = None) -> date:
    """Read a date as a person types it: `12-3`, `12-3-26`, `12 mrt`, `2026-03-12`, `+7`, `vandaag`.

    Day before month; without a year, the year of `today`; two digits of a year are the century
    that puts it at most ten years ahead. Raises Refused for what is no date, 30 February included,
    and for a year that nobody means: terms are counted from dates, and the calendar has an end.
    """
    bare = " ".join(text.strip().lower().split())
    if bare in ("vandaag", "today"):
        return today
    if bare in ("gisteren", "yesterday"):
        return today - timedelta(days=1)
    if _OFFSET.fullmatch(bare):
        return today + timedelta(days=int(bare))
    year: str | None
    month: int | None
    if match := _ISO.fullmatch(bare):
        year, month, day = match[1], int(match[2]), int(match[3])
    elif match := _NUMBERS.fullmatch(bare):
        day, month, year = int(match[1]), int(match[2]), match[3]
    elif match := _WORDS.fullmatch(bare):
        day, month, year = int(match[1]), MONTHS.get(match[2]), match[3]
    else:
        month, day, year = None, 0, None
    full_year = today.year if year is None else int(year)
    if year is not None and len(year) == 2:
        full_year += today.year // 100 * 100
        full_year -= 100 if full_year > today.year + 10 else 0
    if month is not None and full_year not in YEARS:
        raise refuse(
            "date.far",
            N_("“{text}” is too far away. Type a date from {first} to {last}."),
            field=field,
            text=text,
            first=str(YEARS[0]),
            last=str(YEARS[-1]),
        )
    try:
        if month is None:
            raise ValueError(text)
        return date(full_year, month, day)
    except ValueError:
        raise refuse(
            "date.wrong",
            N_("“{text}” is not a date. Type it as 31-12-2026."),
            field=field,
            text=text,
        ) from None


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """From the first day up to and including the last."""

    first: date
    last: date

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    def months(self) -> Iterator[Period]:
        """The calendar months that this period touches, cut at its ends."""
        first = self.first
        while first <= self.last:
            whole = Period.month(first.year, first.month)
            yield Period(first, min(whole.last, self.last))
            first = whole.last + timedelta(days=1)


@dataclass(frozen=True, order=True, slots=True)
class BookYear:
    """A financial year with its label, `2026` or `2025-2026`."""

    period: Period
    label: str

    @classmethod
    def starting(cls, first: date, months: int = 12) -> BookYear:
        """The book year that begins on `first`; twelve months unless it is short or long."""
        last = add_months(first, months) - timedelta(days=1)
        label = str(last.year) if first.year == last.year else f"{first.year}-{last.year}"
        return cls(Period(first, last), label)

    @property
    def first(self) -> date:
        return self.period.first

    @property
    def last(self) -> date:
        return self.period.last
