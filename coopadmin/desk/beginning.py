"""What a new file begins with: what is prepared for a kind of cooperative, what else is known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from coopadmin.activities.rules import StartingActivity, starting_activities
from coopadmin.annual.rules import SECTIONS, NewEarlierFigure, left_out_at_first
from coopadmin.contributions.suggestions import example_amount
from coopadmin.cooperative.bookyears import BookYears, check_exceptional_year, exceptional_year
from coopadmin.cooperative.rules import NewCooperative, NewStatutes
from coopadmin.kernel.calendar import BookYear
from coopadmin.kernel.money import Money
from coopadmin.kernel.problem import Problem
from coopadmin.members.rules import StartingKind, starting_kinds


@dataclass(frozen=True)
class Prepared:
    """What is ready in a new file, in source texts.

    `examples` are amounts per kind of membership, which nobody decided: shown, not stored.
    """

    kinds: tuple[StartingKind, ...]
    examples: tuple[Money, ...]
    activities: tuple[StartingActivity, ...]
    left_out: frozenset[str]

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that reports have, in order."""
        return tuple(section for section in SECTIONS if section not in self.left_out)


def prepared_for(kind: str, legal_form: str) -> Prepared:
    """The one source of what the first page promises and of what founding makes."""
    kinds = starting_kinds(kind, legal_form)
    return Prepared(
        kinds,
        tuple(example_amount(kind, each.key) for each in kinds),
        starting_activities(kind),
        left_out_at_first(kind, legal_form),
    )


@dataclass(frozen=True)
class Beginning:
    """A whole new file: the legal person, and what was filled in about it before it was made.

    `amounts` are contributions a year, one for each prepared kind of membership, None is no tariff
    yet; without any there are none. Without `statutes` the usual ones hold. `first_year_until` is
    the last day of a first book year of other than twelve months, from the day of founding. `logo`
    is a name and its content.
    """

    new: NewCooperative
    amounts: tuple[Money | None, ...] = ()
    statutes: NewStatutes | None = None
    first_year_until: date | None = None
    figures: tuple[NewEarlierFigure, ...] = field(default=())
    logo: tuple[str, bytes] | None = None


def years_before(
    new: NewCooperative, first_year_until: date | None, today: date
) -> tuple[tuple[BookYear, BookYear], list[Problem]]:
    """The last two book years before that of today, newest first, and what is wrong with them."""
    years, problems = BookYears(new.year_begins_in), []
    founded = new.founded_on
    if founded is not None and first_year_until is not None:
        problems = [
            replace(each, field="first_year_until")
            for each in check_exceptional_year(founded, first_year_until, years, founded)
        ]
        if not problems:
            first = exceptional_year(founded, first_year_until)
            years = BookYears(new.year_begins_in, (first,))
    last = years.before(years.on(today))
    return (last, years.before(last)), problems
