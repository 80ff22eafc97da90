"""Who came and went in a book year: the list of changes that W.A. and B.A. file (BW 2:61)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import Period
from coopadmin.members.queries import MemberRow

JOINED, LEFT = "joined", "left"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One member who came (`since`) or went (`until`) on `day`."""

    day: date
    change: str
    member: MemberRow


def changes_in(rows: Iterable[MemberRow], period: Period) -> list[ChangeLine]:
    """All of them in a period, in order of day and number.

    A membership counts through its last day, so one that ended on 31 December went in that year.
    """
    found = []
    for row in rows:
        if row.since in period:
            found.append(ChangeLine(row.since, JOINED, row))
        if row.until is not None and row.until in period:
            found.append(ChangeLine(row.until, LEFT, row))
    return sorted(found, key=lambda line: (line.day, line.member.number, line.change))
