"""All documents of a file: how large each is, and what it belongs to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment, AttachmentContent
from coopadmin.attachments.queries import room_taken
from coopadmin.desk.changed import names_of


@dataclass(frozen=True)
class DocumentRow:
    """One document; `table` is that of the row it belongs to, and `of` what that is called.

    `size` counts bytes. What is attached twice is in the file once; `kind` as in `SUFFIXES`.
    """

    id: int
    name: str
    kind: str
    size: int
    dated: date
    table: str
    of: str


@dataclass(frozen=True)
class Room:
    """The bytes that documents take: those attached, and what stays a while only for undo."""

    attached: int
    for_undo: int


def list_documents(session: Session) -> list[DocumentRow]:
    """All documents, the largest first."""
    rows = session.execute(
        select(Attachment, AttachmentContent.kind, AttachmentContent.size)
        .join(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
        .order_by(AttachmentContent.size.desc(), Attachment.name, Attachment.id)
    ).all()
    owners: dict[str, set[int]] = defaultdict(set)
    for row, _kind, _size in rows:
        owners[row.owner_table].add(row.owner_id)
    names = names_of(session, owners)
    return [
        DocumentRow(
            row.id,
            row.name,
            kind,
            size,
            row.dated,
            row.owner_table,
            names.get((row.owner_table, row.owner_id), ""),
        )
        for row, kind, size in rows
    ]


def room_of_documents(session: Session) -> Room:
    """What all documents take in the file together."""
    attached = (
        session.scalar(
            select(func.sum(AttachmentContent.size)).where(
                AttachmentContent.sha256.in_(select(Attachment.sha256))
            )
        )
        or 0
    )
    return Room(attached, room_taken(session) - attached)
