"""Operations on deadlines: write down, change, renew, end, and their documents."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from coopadmin.attachments.queries import list_attachments
from coopadmin.attachments.rules import NewAttachment, Owner
from coopadmin.attachments.service import attach
from coopadmin.deadlines.model import Deadline
from coopadmin.deadlines.rules import (
    DOCUMENT,
    VOG,
    NewDeadline,
    check_deadline,
    check_documents,
    check_renewal,
)
from coopadmin.kernel.problem import refuse
from coopadmin.store.model import Done
from coopadmin.store.work import Work, operation
from coopadmin.words import N_, date_long


@operation("deadlines.add", N_("Add deadline"), N_("{who} added the deadline {about}"))
def add_deadline(work: Work, new: NewDeadline) -> int:
    """Something that ends; gives its number. Raises Refused, and asks."""
    work.check(check_deadline(new, work.today))
    row = work.add(Deadline(number=_next_number(work), **_columns(new)))
    work.about = row.title
    return row.number


@operation("deadlines.change", N_("Change deadline"), N_("{who} changed the deadline {about}"))
def change_deadline(work: Work, number: int, new: NewDeadline) -> None:
    """Everything of a running one, as it is from now on. Raises Refused, and asks."""
    row = _running(work, number)
    documents = list_attachments(work.session, _owner(row))
    work.check([*check_deadline(new, work.today), *check_documents(new.kind, len(documents))])
    for name, value in _columns(new).items():
        setattr(row, name, value)
    work.about = row.title


@operation("deadlines.renew", N_("Renew"), N_("{who} renewed {about}"))
def renew_deadline(work: Work, number: int, until: date, since: date | None = None) -> int:
    """Make the next period and keep this one as history; gives the number of the new one.

    It begins the day after this one ends; a certificate of conduct on the day it was seen.
    """
    row = _running(work, number)
    begins = since or (work.today if row.kind == VOG else row.until + timedelta(days=1))
    new = NewDeadline(
        row.kind,
        row.title,
        until,
        begins,
        row.notice,
        row.unit,
        row.renews,
        row.keeper,
        row.note,
    )
    work.check(list(check_renewal(row.until, until)) or check_deadline(new, work.today))
    row.closed_on = work.today
    following = Deadline(number=_next_number(work), follows_id=row.id, **_columns(new))
    work.about = f"{row.title}, {date_long(until)}"
    return work.add(following).number


@operation("deadlines.end", N_("End"), N_("{who} noted that {about} ended"))
def end_deadline(work: Work, number: int) -> None:
    """It was cancelled or let go: nobody needs to act any more."""
    row = _running(work, number)
    row.closed_on = work.today
    work.about = row.title


@operation(
    "deadlines.attach",
    N_("Attach document"),
    N_("{who} attached a document to the deadline {about}"),
)
def attach_document(work: Work, number: int, name: str, content: bytes) -> int:
    """Keep a file with it; gives the id of the attachment. Refused for a certificate of conduct."""
    row = _found(work, number)
    work.check(check_documents(row.kind, 1))
    made = attach(work, NewAttachment(_owner(row), name, content))
    work.about = f"{row.title}, {work.about}"
    return made


def _next_number(work: Work) -> int:
    # The number of this operation in the history: one that no deadline ever had or will have.
    return 1 + (work.session.scalar(select(func.max(Done.sequence))) or 0)


def _owner(row: Deadline) -> Owner:
    return Owner(Deadline.__tablename__, row.id, DOCUMENT)


def _found(work: Work, number: int) -> Deadline:
    row = work.session.scalars(select(Deadline).where(Deadline.number == number)).first()
    if row is None:
        raise refuse(
            "deadline.unknown", N_("There is no deadline {number}. List them."), number=number
        )
    return row


def _running(work: Work, number: int) -> Deadline:
    row = _found(work, number)
    if row.closed_on is not None:
        raise refuse(
            "deadline.closed",
            N_("This period of “{title}” is over and stays as it was."),
            title=row.title,
        )
    return row


def _columns(new: NewDeadline) -> dict[str, object]:
    return {
        "kind": new.kind,
        "title": " ".join(new.title.split()),
        "since": new.since,
        "until": new.until,
        "notice": new.notice,
        "unit": new.unit,
        "renews": new.renews,
        "keeper": new.keeper.strip(),
        "note": new.note.strip(),
    }
