"""What daily work leaves undone: months without hours, amounts to check, breaches to decide on."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.activities.model import Activity
from coopadmin.cooperative.defaults import SIZE_CODES
from coopadmin.cooperative.names import is_cooperative
from coopadmin.cooperative.queries import get_cooperative, list_rates
from coopadmin.desk.task_facts import OpenBreach, QuietMonth
from coopadmin.kernel.calendar import Period, add_months
from coopadmin.privacy.queries import list_breaches
from coopadmin.privacy.rules import OPEN
from coopadmin.volunteers.model import HourEntry

QUIET_MONTHS = 3


def breaches_open(session: Session) -> list[OpenBreach]:
    """Data breaches of which it is still to be decided whether they are reported or told."""
    return [
        OpenBreach(
            row.number,
            row.breach.discovered,
            row.report_before,
            reported=row.breach.report != OPEN,
        )
        for row in list_breaches(session)
        if row.waits
    ]


def quiet_months(session: Session, today: date) -> list[QuietMonth]:
    """The last months that are over in which an activity that usually has hours has none."""
    this = today.replace(day=1)
    first = add_months(this, -2 * QUIET_MONTHS)
    written: dict[int, set[date]] = defaultdict(set)
    for activity_id, day in session.execute(
        select(HourEntry.activity_id, HourEntry.first)
        .where(HourEntry.first >= first)
        .group_by(HourEntry.activity_id, HourEntry.first)
    ):
        written[activity_id].add(day.replace(day=1))
    activities = session.execute(
        select(Activity.id, Activity.name, Activity.since, Activity.until).order_by(
            Activity.position
        )
    ).all()
    found = []
    for back in range(QUIET_MONTHS, 0, -1):
        month = add_months(this, -back)
        period = Period.month(month.year, month.month)
        before = {add_months(month, -earlier) for earlier in range(1, QUIET_MONTHS + 1)}
        usual = [
            row
            for row in activities
            if (row.since is None or row.since <= period.last)
            and (row.until is None or row.until >= period.first)
            and written[row.id] & before
        ]
        quiet = [row.name for row in usual if month not in written[row.id]]
        if quiet:
            found.append(QuietMonth(period, tuple(quiet), len(usual) - len(quiet)))
    return found


def rates(session: Session, today: date) -> dict[str, int]:
    """How many amounts there are, how many nobody checked, how many are of an earlier year.

    The limits of size matter to a cooperative only, and do not change every year.
    """
    sized = is_cooperative(get_cooperative(session).legal_form)
    latest = {row.code: row for row in list_rates(session) if row.valid_from <= today}
    now = [row for code, row in latest.items() if sized or code not in SIZE_CODES]
    return {
        "rates": len(now),
        "rates_to_check": sum(row.to_be_checked for row in now),
        "rates_of_before": sum(
            row.valid_from.year < today.year for row in now if row.code not in SIZE_CODES
        ),
    }
