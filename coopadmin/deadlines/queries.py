"""Which deadlines there are, with their documents, and whether no certificate has a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment
from coopadmin.attachments.queries import AttachmentRow, attachments_of
from coopadmin.deadlines.model import Deadline
from coopadmin.deadlines.rules import NO_PAPER, VOG, last_notice
from coopadmin.kernel.problem import Problem

RUNNING, RENEWED, ENDED = "running", "renewed", "ended"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One period of something that ends; `state` is RUNNING, RENEWED or ENDED.

    `act_by` is the last day on which one can act.
    """

    id: int
    number: int
    kind: str
    title: str
    since: date | None
    until: date
    notice: int
    unit: str
    renews: bool
    keeper: str
    note: str
    act_by: date
    state: str
    closed_on: date | None = None
    documents: tuple[AttachmentRow, ...] = ()

    @property
    def runs(self) -> bool:
        return self.state == RUNNING


def list_deadlines(session: Session, *, closed: bool = True) -> list[DeadlineRow]:
    """What runs, the first to act on first; then, if `closed`, what is over, the latest first."""
    asked = select(Deadline)
    if not closed:
        asked = asked.where(Deadline.closed_on.is_(None))
    rows = session.scalars(asked).all()
    papers = attachments_of(session, Deadline.__tablename__)
    renewed = {row.follows_id for row in rows if row.follows_id is not None}
    found = [_row(row, row.id in renewed, tuple(papers.get(row.id, ()))) for row in rows]
    return [
        *sorted((row for row in found if row.runs), key=lambda row: (row.act_by, row.number)),
        *sorted((row for row in found if not row.runs), key=lambda row: row.until, reverse=True),
    ]


def find_deadline(session: Session, number: int) -> DeadlineRow | None:
    """The one with this number, running or over."""
    return next((row for row in list_deadlines(session) if row.number == number), None)


def check_deadlines(session: Session) -> Iterator[Problem]:
    """No certificate of conduct has a paper, by whatever way it came there."""
    papers = session.scalar(
        select(func.count())
        .select_from(Attachment)
        .join(Deadline, Deadline.id == Attachment.owner_id)
        .where(Attachment.owner_table == Deadline.__tablename__, Deadline.kind == VOG)
    )
    if papers:
        yield Problem("check.vog_paper", NO_PAPER)


def _row(row: Deadline, renewed: bool, documents: tuple[AttachmentRow, ...]) -> DeadlineRow:
    state = RUNNING if row.closed_on is None else RENEWED if renewed else ENDED
    return DeadlineRow(
        row.id,
        row.number,
        row.kind,
        row.title,
        row.since,
        row.until,
        row.notice,
        row.unit,
        row.renews,
        row.keeper,
        row.note,
        last_notice(row.until, row.notice, row.unit),
        state,
        row.closed_on,
        documents,
    )
