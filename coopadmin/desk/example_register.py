"""Invented comings and goings of members, from the founding of the cooperative until today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

SHARE_THAT_LEAVES = 0.04
# They hold the offices, so they were there from the first day and stay.
FOUNDERS = 8
_WHY = ("by-member", "by-member", "by-member", "death")


@dataclass(frozen=True)
class Term:
    """The first and last day of a membership, and why it ended."""

    since: date
    until: date | None = None
    reason: str = ""


def terms_of(members: int, founded: date, today: date, chance: Random) -> list[Term]:
    """Memberships in the order in which they began; `members` of them run on `today`."""
    leaving = {year: _leaving_in(year, members, founded, today) for year in _years(founded, today)}
    count = members + sum(leaving.values())
    span = max(1, (today - founded).days - 40)
    founders = max(FOUNDERS, members // 10)
    joined = [0] * founders + [int(span * chance.random() ** 0.8) for _rest in range(count)]
    terms = [Term(founded + timedelta(days=days)) for days in sorted(joined[:count])]
    for year, number in leaving.items():
        staying = [
            place
            for place, term in enumerate(terms)
            if place >= FOUNDERS and term.until is None and term.since.year < year
        ]
        for place in chance.sample(staying, min(number, len(staying))):
            terms[place] = _ended(terms[place], year, today, chance)
    # Where too few could leave, the last to come did not.
    running = [place for place, term in enumerate(terms) if _runs(term, today)]
    surplus = set(running[members:])
    return [term for place, term in enumerate(terms) if place not in surplus]


def _years(founded: date, today: date) -> Iterator[int]:
    yield from range(founded.year + 2, today.year + 1)


def _leaving_in(year: int, members: int, founded: date, today: date) -> int:
    """A part of those who are members then; of this year only what has passed of it."""
    grown = (year - founded.year) / (today.year - founded.year)
    passed = 1.0 if year < today.year else today.timetuple().tm_yday / 366 / 2
    return round(members * grown * SHARE_THAT_LEAVES * passed)


def _ended(term: Term, year: int, today: date, chance: Random) -> Term:
    reason = chance.choice(_WHY) if year < today.year else "death"
    if reason == "by-member":
        return replace(term, until=date(year, 12, 31), reason=reason)
    days = (min(date(year, 12, 30), today - timedelta(days=1)) - date(year, 1, 1)).days
    died = date(year, 1, 1) + timedelta(days=chance.randrange(max(1, days)))
    return replace(term, until=died, reason=reason)


def _runs(term: Term, today: date) -> bool:
    return term.until is None or term.until >= today
