"""What lines of entries can be about: activities, grants, funds, lines of a budget."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from coopadmin.ledger.model import DimensionValue
from coopadmin.store.work import Work

ACTIVITY, GRANT, FUND, BUDGET = "activity", "grant", "fund", "budget"


def add_dimension(work: Work, kind: str, name: str) -> int:
    """A value of a dimension; the one that is there under this name, if there is. Gives its id."""
    wanted = name.strip()
    known = work.session.scalar(
        select(DimensionValue.id).where(DimensionValue.kind == kind, DimensionValue.name == wanted)
    )
    return known or work.add(DimensionValue(kind=kind, name=wanted)).id


def rename_dimension(work: Work, value_id: int, name: str) -> None:
    """What it is about is called otherwise from now on, in every entry."""
    work.get(DimensionValue, value_id).name = name.strip()


def list_dimensions(session: Session, kind: str) -> dict[int, str]:
    """The names of one dimension by id, in order of name."""
    rows = session.execute(
        select(DimensionValue.id, DimensionValue.name)
        .where(DimensionValue.kind == kind)
        .order_by(DimensionValue.name)
    )
    return dict(rows.all())
