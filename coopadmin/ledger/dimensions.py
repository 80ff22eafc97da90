"""What lines of entries can be about: activities of the floor above, and funds."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.ledger.model import Fund
from coopadmin.store.audit import table_of


def activity_names(session: Session) -> dict[int, str]:
    """The names of activities by id, in order of name.

    Lines refer to the activity itself, whose table stands a floor higher: a second row with the
    same name would have to be kept equal to it.
    """
    activity = table_of("activity")
    rows = session.execute(select(activity.c.id, activity.c.name).order_by(activity.c.name))
    return {row.id: row.name for row in rows}


def fund_names(session: Session) -> dict[int, str]:
    """The names of reserves and funds by id, in order of name."""
    return {row.id: row.name for row in session.scalars(select(Fund).order_by(Fund.name))}
