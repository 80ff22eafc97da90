"""The facts of one year: the one source for the screen, the paper and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from coopadmin.activities.queries import ActivityRow, YearCount
from coopadmin.capital.facts import CapitalFacts
from coopadmin.contributions.queries import ContributionFacts
from coopadmin.cooperative.queries import CooperativeFacts
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.duration import Duration
from coopadmin.kernel.money import Money
from coopadmin.ledger.facts import StatementFacts
from coopadmin.meetings.queries import MeetingsFacts
from coopadmin.meetings.retiring import ScheduleRow
from coopadmin.members.facts import MembersFacts
from coopadmin.people.queries import OfficerRow
from coopadmin.volunteers.queries import HoursFacts


@dataclass(frozen=True)
class Standing:
    """Where a report stands: adopted by which resolution on which day, or for which meeting."""

    adopted_on: date | None = None
    resolution: str = ""
    meeting_on: date | None = None


@dataclass(frozen=True)
class YearPoint:
    """Memberships at the end of a year; None is unknown, `typed` was typed in."""

    label: str
    members: int | None
    typed: bool = False


@dataclass(frozen=True)
class YearBefore:
    """The year before: from this file, or typed in (`typed` has those codes), None if unknown."""

    label: str
    hours: Duration | None = None
    volunteers: int | None = None
    charged: Money | None = None
    typed: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class YearFacts:
    """Everything that the annual report of a book year says, apart from what the board writes.

    `on` is the day of the last change in the file. `years` are the ten years up to and including
    this one, oldest first, without those before the first of which anything is known. `officers`
    held office in the year, `directors` are the board on day `on`, who sign. `left_out` are
    sections that the board does without; `books` is None for a year without books.
    """

    cooperative: CooperativeFacts
    logo: bytes
    year: BookYear
    on: date
    standing: Standing
    before: YearBefore
    members: MembersFacts
    years: tuple[YearPoint, ...]
    contributions: ContributionFacts
    capital: CapitalFacts
    hours: HoursFacts
    activities: tuple[ActivityRow, ...]
    counts: tuple[YearCount, ...]
    meetings: MeetingsFacts
    officers: tuple[OfficerRow, ...]
    schedule: tuple[ScheduleRow, ...]
    directors: tuple[OfficerRow, ...]
    left_out: frozenset[str] = frozenset()
    books: StatementFacts | None = None

    @property
    def ended(self) -> bool:
        """Whether the year was over on the day of the figures."""
        return self.on > self.year.last
