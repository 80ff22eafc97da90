"""Suspension and expulsion of members: what BW 2:35 asks of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coopadmin.kernel.calendar import add_months
from coopadmin.kernel.problem import N_, Problem, question

STANDS, OVERTURNED = "stands", "overturned"
SANCTION_OUTCOMES = {STANDS: N_("The expulsion stands"), OVERTURNED: N_("Overturned on appeal")}


@dataclass(frozen=True)
class NewSanction:
    """A member is suspended from `first` on, to `last` if that is known, or is expelled.

    An expulsion is told in writing with its reasons on `told_on`. Without `resolution_id` the
    resolution of the board is recorded in the same step.
    """

    membership_id: int
    first: date
    reasons: str
    last: date | None = None
    expels: bool = False
    told_on: date | None = None
    resolution_id: int | None = None


@dataclass(frozen=True, slots=True)
class SanctionRow:
    """One suspension or expulsion as it stands."""

    id: int
    membership_id: int
    expels: bool
    first: date
    last: date | None
    reasons: str
    told_on: date | None
    appealed_on: date | None
    outcome: str
    resolution: str = ""

    def suspends(self, day: date) -> bool:
        """Whether the member has no vote on that day (BW 2:38)."""
        return self.first <= day and (self.last is None or self.last >= day)


def appeal_until(told_on: date) -> date:
    """The last day on which who was expelled may appeal: BW 2:35(4)."""
    return add_months(told_on, 1)


def check_sanction(
    new: NewSanction, since: date, until: date | None, *, running: bool
) -> Iterator[Problem]:
    """A member, one sanction at a time, reasons, no end before its begin."""
    if new.first < since or (until is not None and new.first > until):
        yield Problem("sanction.member", N_("On that day this person is no member."), field="first")
    if running:
        yield Problem(
            "sanction.twice", N_("A suspension or expulsion of this member runs already.")
        )
    if not new.reasons.strip():
        yield Problem("sanction.reasons", N_("Fill in the reasons (BW 2:35)."), field="reasons")
    if new.last is not None and new.last < new.first:
        yield Problem(
            "sanction.backwards", N_("The suspension would end before it begins."), field="last"
        )
    if new.expels and new.told_on is None:
        yield Problem(
            "sanction.told",
            N_("Fill in when the member was told in writing: then the appeal begins (BW 2:35)."),
            field="told_on",
        )
    if new.told_on is not None and new.told_on < new.first:
        yield Problem(
            "sanction.told_early",
            N_("The member was not told before it was decided."),
            field="told_on",
        )


def check_appeal(row: SanctionRow, appealed_on: date) -> Iterator[Problem]:
    """Only who was told of an expulsion appeals, within a month unless the board lets it pass."""
    if not row.expels or row.told_on is None or row.outcome:
        yield Problem("sanction.no_appeal", N_("There is nothing to appeal against."))
    elif appealed_on < row.told_on:
        yield Problem(
            "sanction.appeal_early",
            N_("The member was told on {told}. The appeal is not of before that day."),
            {"told": row.told_on},
            "appealed_on",
        )
    elif appealed_on > appeal_until(row.told_on):
        yield question(
            "sanction.appeal_late",
            N_("The month for appeal ended on {until}. Why does it count all the same?"),
            {"until": appeal_until(row.told_on)},
            "appealed_on",
        )


def check_conclusion(row: SanctionRow, day: date, outcome: str) -> Iterator[Problem]:
    """An expulsion is final after the month for appeal, or by the decision on an appeal."""
    if row.outcome or row.last is not None:
        yield Problem("sanction.over", N_("This suspension or expulsion is over already."))
    if day < row.first:
        yield Problem(
            "sanction.backwards", N_("The suspension would end before it begins."), field="day"
        )
    if not row.expels or outcome not in SANCTION_OUTCOMES or row.told_on is None:
        return
    if row.appealed_on is None and outcome == OVERTURNED:
        yield Problem("sanction.not_appealed", N_("Nobody appealed against this expulsion."))
    if row.appealed_on is None and outcome == STANDS and day <= appeal_until(row.told_on):
        yield Problem(
            "sanction.appeal_runs",
            N_("The member may appeal until {until}. The expulsion is final after that day."),
            {"until": appeal_until(row.told_on)},
            "day",
        )
    if row.appealed_on is not None and day < row.appealed_on:
        yield Problem(
            "sanction.before_appeal",
            N_("The appeal is of {day}. It was not decided before that day."),
            {"day": row.appealed_on},
            "day",
        )
