"""Which birthdays and years of membership are celebrated on which day: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.calendar import Period, add_months

JUBILEE_MONTHS = (120, 150, 300, 480, 600)
"""Ten, twelve and a half, twenty-five, forty and fifty years."""
BIRTHDAY, JUBILEE = "birthday", "jubilee"


@dataclass(frozen=True, slots=True)
class CelebrationRow:
    """Somebody's `what` on a day: the age reached, or the months of membership.

    `since` is the day of birth, or the first of the membership, which can be `estimated`.
    """

    what: str
    day: date
    membership_id: int
    number: int
    name: str
    age: int
    months: int
    since: date
    estimated: bool
    address: str
    town: str
    phone: str
    email: str

    @property
    def key(self) -> tuple[int, date]:
        return self.membership_id, self.day


@dataclass(frozen=True)
class CelebrationFacts:
    """Who celebrates what in a period, for a paper."""

    cooperative: CooperativeFacts
    period: Period
    birthdays: Sequence[CelebrationRow] = ()
    jubilees: Sequence[CelebrationRow] = ()


def birthdays_in(born: date, period: Period) -> Iterator[tuple[date, int]]:
    """The birthdays within a period with the age reached; 29 February is the 28th in most years."""
    for year in range(period.first.year, period.last.year + 1):
        age = year - born.year
        day = add_months(born, 12 * age)
        if age > 0 and day in period:
            yield day, age


def jubilees_in(since: date, period: Period) -> Iterator[tuple[date, int]]:
    """The jubilees within a period, with the months of membership."""
    for months in JUBILEE_MONTHS:
        day = add_months(since, months)
        if day in period:
            yield day, months


def coming(today: date, months: int) -> Period:
    """From today on for so many months."""
    return Period(today, add_months(today, months))


def years_written(months: int) -> str:
    """`25`, or `12½`."""
    return f"{months // 12}½" if months % 12 else str(months // 12)
