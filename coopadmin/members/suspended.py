"""Which members are or were suspended, and how an expulsion stands."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.cooperative.queries import list_resolutions
from coopadmin.members.model import Membership, MembershipKind, Sanction
from coopadmin.members.rules import is_member_on
from coopadmin.members.sanctions import SanctionRow
from coopadmin.people.households import household_at, stays_by_person


def list_sanctions(session: Session, membership_id: int | None = None) -> list[SanctionRow]:
    """All suspensions and expulsions, or those of one membership, oldest first."""
    statement = select(Sanction).order_by(Sanction.first, Sanction.id)
    if membership_id is not None:
        statement = statement.where(Sanction.membership_id == membership_id)
    rows = list(session.scalars(statement))
    decided = {each.id: each.number for each in list_resolutions(session)} if rows else {}
    return [
        replace(row_of(row), resolution=decided.get(row.resolution_id or 0, "")) for row in rows
    ]


def without_vote(session: Session, days: Collection[date]) -> dict[date, set[int]]:
    """By day, the memberships that are suspended on it (BW 2:38(1))."""
    rows = list_sanctions(session)
    return {day: {row.membership_id for row in rows if row.suspends(day)} for day in days}


def count_voters(session: Session, days: Collection[date]) -> dict[date, int]:
    """How many persons, and households that vote as one, have a vote on each of these days."""
    rows = session.execute(
        select(Membership.id, Membership.person_id, Membership.since, Membership.until)
        .add_columns(Membership.kind_id, MembershipKind.shared_votes)
        .join(MembershipKind, MembershipKind.id == Membership.kind_id)
        .where(MembershipKind.votes > 0)
    ).all()
    silent = without_vote(session, days)
    stays = stays_by_person(session)

    def voter(row: Any, day: date) -> object:
        home = household_at(stays, row.person_id, day) if row.shared_votes else None
        return row.person_id if home is None else (home, row.kind_id)

    return {
        day: len(
            {
                voter(row, day)
                for row in rows
                if is_member_on(row.since, row.until, day) and row.id not in silent[day]
            }
        )
        for day in days
    }


def row_of(row: Sanction) -> SanctionRow:
    """The frozen row of a sanction, `resolution` left empty."""
    names = [part.name for part in fields(SanctionRow) if part.name != "resolution"]
    return SanctionRow(**{name: getattr(row, name) for name in names})
