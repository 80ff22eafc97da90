"""A cost or an income for a period that is booked in another year: how much is in which year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coopadmin.kernel.calendar import BookYear, Period
from coopadmin.kernel.money import ZERO, Money
from coopadmin.kernel.problem import N_, Problem
from coopadmin.ledger.entries import check_amount
from coopadmin.ledger.places import EXPENSE, INCOME

PREPAID, TO_PAY = "prepaid", "accrued_costs"
IN_ADVANCE, TO_RECEIVE = "deferred_income", "accrued_income"
MOVES = {
    PREPAID: N_("paid in advance"),
    TO_PAY: N_("still to pay"),
    IN_ADVANCE: N_("received in advance"),
    TO_RECEIVE: N_("still to receive"),
}
"""What it is at the end of a year, by the role of the account where it then stands."""


@dataclass(frozen=True)
class NewAccrual:
    """An amount on an account of costs or income, for a period, booked whole in one book year.

    `booked_in` is the label of the year of the payment or the bill.
    """

    description: str
    account_id: int
    amount: Money
    period: Period
    booked_in: str
    activity_id: int | None = None
    fund_id: int | None = None


def part_until(amount: Money, period: Period, day: date) -> Money:
    """The part of an amount that belongs to its period up to and including a day.

    Whole months count by months and any other period by days; rounded to cents half to even, so
    that the parts together are the amount to the cent.
    """
    if day < period.first:
        return ZERO
    if day >= period.last:
        return amount
    months = list(period.months())
    if period.first.day == 1 and (period.last + timedelta(days=1)).day == 1:
        return amount.part(sum(each.last <= day for each in months), len(months))
    return amount.part((day - period.first).days + 1, period.days)


def moved_at_end(amount: Money, period: Period, year: BookYear, booked_in: str) -> Money:
    """What must go off the account at the end of a year: above zero booked too early, below zero
    not booked yet.
    """
    so_far = amount if year.label >= booked_in else ZERO
    return so_far - part_until(amount, period, year.last)


def steps_of(kind: str, booked: Money, wanted: Money) -> list[tuple[str, Money]]:
    """What is still to be moved, each with the role of the account where it stands.

    One step, or two when what was booked too early turned into what is not booked yet.
    """
    if booked == wanted:
        return []
    if booked and wanted and (booked > ZERO) != (wanted > ZERO):
        return [(role_of(kind, booked), -booked), (role_of(kind, wanted), wanted)]
    return [(role_of(kind, booked or wanted), wanted - booked)]


def role_of(kind: str, moved: Money) -> str:
    """Where a moved amount stands: the role of its account in the balance sheet."""
    if kind == EXPENSE:
        return PREPAID if moved > ZERO else TO_PAY
    return IN_ADVANCE if moved > ZERO else TO_RECEIVE


def check_accrual(new: NewAccrual, kinds: Mapping[int, str], booked: BookYear) -> Iterator[Problem]:
    """Words, an amount, an account of costs or income, a period that is not all in its year.

    `kinds` is of accounts in use; `booked` is the year in which all of it is booked.
    """
    if not new.description.strip():
        yield Problem(
            "accrual.description", N_("Say in a few words what it is."), field="description"
        )
    yield from check_amount(new.amount)
    if kinds.get(new.account_id) not in (EXPENSE, INCOME):
        yield Problem(
            "accrual.account",
            N_("Choose an account of the income or the expenditure."),
            field="account",
        )
    if new.period.last < new.period.first:
        yield Problem(
            "accrual.period",
            N_("The period ends before it begins. Turn the two days round."),
            field="last",
        )
    elif new.period.first in booked.period and new.period.last in booked.period:
        yield Problem(
            "accrual.same_year",
            N_("All of this period is in {year}, where it is booked. There is nothing to move."),
            {"year": booked.label},
            "last",
        )
