"""Whether memberships and applications in the file can be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, Problem
from coopadmin.members.model import Membership
from coopadmin.people.queries import aliases


def check_members(session: Session) -> Iterator[Problem]:
    """No membership ends before it begins, without a reason, or beside another of one person.

    None goes on of an entry that was put together with another.
    """
    rows = session.execute(
        select(
            Membership.number,
            Membership.person_id,
            Membership.since,
            Membership.until,
            Membership.end_reason,
        ).order_by(Membership.person_id, Membership.since)
    )
    others = aliases(session)
    last_day: dict[int, date] = {}
    for row in rows:
        until = row.until or date.max
        if until < row.since or (row.until is not None) != bool(row.end_reason):
            yield Problem(
                "check.membership",
                N_("The end of membership {number} cannot be right. Look at it."),
                {"number": row.number},
            )
        if row.person_id in others and row.until is None:
            yield Problem(
                "check.membership_alias",
                N_("Membership {number} belongs to another entry of its holder and goes on."),
                {"number": row.number},
            )
        if row.since <= last_day.get(row.person_id, date.min):
            yield Problem(
                "check.membership_twice",
                N_("The holder of membership {number} had another one at the same time."),
                {"number": row.number},
            )
        last_day[row.person_id] = max(until, last_day.get(row.person_id, date.min))
