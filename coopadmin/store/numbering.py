"""Numbers that are never given twice, and numbers without gaps, given back from the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.kernel.problem import N_, refuse
from coopadmin.store.audit import table_of
from coopadmin.store.model import Done
from coopadmin.store.schema import Stored
from coopadmin.store.work import CHUNK, Work

NUMBERED_ON = "undo.numbered_on"


def next_number(work: Work) -> int:
    """The number of this operation in the history: one that nothing ever had or will have."""
    return 1 + (work.session.scalar(select(func.max(Done.sequence))) or 0)


def refuse_when_numbered_on(session: Session, model: type[Stored], ids: Sequence[int]) -> None:
    """Raise Refused when rows that stay have a number after one of these in the same series."""
    if _numbered_on(session, model, ids):
        raise refuse(
            NUMBERED_ON,
            N_("Something later numbered on from this. Set a reversal against it instead."),
        )


def _numbered_on(session: Session, model: type[Stored], ids: Sequence[int]) -> bool:
    """Whether rows that stay have a higher number in a series of which these rows are part."""
    table = table_of(model.__tablename__)
    columns = [table.c[column] for column in model.numbered_in or ()]
    lowest: dict[tuple[Any, ...], int] = {}
    for start in range(0, len(ids), CHUNK):
        for number, *series in session.execute(
            select(table.c.number, *columns).where(table.c.id.in_(ids[start : start + CHUNK]))
        ):
            lowest[tuple(series)] = min(number, lowest.get(tuple(series), number))
    going = set(ids)
    return any(
        set(
            session.scalars(
                select(table.c.id).where(
                    table.c.number > number,
                    *(column == value for column, value in zip(columns, series, strict=True)),
                )
            )
        )
        - going
        for series, number in lowest.items()
    )
