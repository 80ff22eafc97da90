"""Counting members of a book year: those at the start, who joined, who left, those at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coopadmin.cooperative.bookyears import DAY, BookYears
from coopadmin.kernel.calendar import BookYear
from coopadmin.members.rules import END_REASONS

YEARS_BACK = 10


@dataclass(frozen=True, slots=True)
class MembershipSpan:
    """What counting needs of one membership."""

    since: date
    until: date | None
    kind: str
    end_reason: str
    persons_covered: int
    since_estimated: bool


@dataclass(frozen=True, slots=True)
class KindFacts:
    """The figures of one kind of membership; `start + joined - left == end`."""

    kind: str
    start: int
    joined: int
    left: int
    end: int


@dataclass(frozen=True, slots=True)
class YearEnd:
    """How many memberships there were at the end of a book year."""

    label: str
    members: int


@dataclass(frozen=True)
class MembersFacts:
    """Memberships of one book year; `start + joined - left == end`, also for each kind.

    One that begins on the first day has joined, one that ends on the last day has left.
    `persons` are those covered at the end; `reasons` how many left for each token of
    `rules.END_REASONS`; `estimated` how many at the start have an estimated first day; `ends`
    at most ten year ends up to this one, oldest first, as far back as the file can know them.
    """

    year: BookYear
    start: int
    joined: int
    left: int
    end: int
    persons: int
    estimated: int
    by_kind: tuple[KindFacts, ...]
    reasons: tuple[tuple[str, int], ...]
    ends: tuple[YearEnd, ...]


def count_year(
    spans: Sequence[MembershipSpan],
    year: BookYear,
    years: BookYears,
    kinds: Sequence[str],
    known_from: date,
) -> MembersFacts:
    """The figures of `year`; `kinds` in their order.

    A list that was read holds no members who had left by then, so ends of years before
    `known_from` stay out.
    """
    at_start = _after(spans, years.before(year))
    joined = [one for one in spans if one.since in year.period]
    left = [one for one in spans if one.until is not None and one.until in year.period]
    at_end = _after(spans, year)
    reasons = Counter(one.end_reason for one in left)
    return MembersFacts(
        year=year,
        start=len(at_start),
        joined=len(joined),
        left=len(left),
        end=len(at_end),
        persons=sum(one.persons_covered for one in at_end),
        estimated=sum(one.since_estimated for one in at_start),
        by_kind=_by_kind(kinds, at_start, joined, left, at_end),
        reasons=tuple((reason, reasons[reason]) for reason in END_REASONS if reasons[reason]),
        ends=tuple(_ends(spans, year, years, known_from)),
    )


def _after(spans: Iterable[MembershipSpan], year: BookYear) -> list[MembershipSpan]:
    """Who is still a member when the year is over: an end on its last day has come."""
    return [
        one
        for one in spans
        if one.since <= year.last and (one.until is None or one.until > year.last)
    ]


def _by_kind(kinds: Sequence[str], *groups: Sequence[MembershipSpan]) -> tuple[KindFacts, ...]:
    counts = [Counter(one.kind for one in group) for group in groups]
    return tuple(
        KindFacts(kind, *(count[kind] for count in counts))
        for kind in kinds
        if any(count[kind] for count in counts)
    )


def _ends(
    spans: Sequence[MembershipSpan], year: BookYear, years: BookYears, known_from: date
) -> Iterable[YearEnd]:
    back = [year]
    while len(back) < YEARS_BACK and back[-1].first - DAY >= known_from:
        back.append(years.before(back[-1]))
    return [YearEnd(one.label, len(_after(spans, one))) for one in reversed(back)]
