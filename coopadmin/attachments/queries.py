"""Which files belong to what, their contents, the room they take, and whether all are whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from coopadmin.attachments.model import Attachment, AttachmentContent
from coopadmin.attachments.rules import LOGO, Owner
from coopadmin.cooperative.model import Cooperative
from coopadmin.kernel.problem import N_, Problem, refuse
from coopadmin.store.schema import Stored


@dataclass(frozen=True)
class AttachmentRow:
    """A file that belongs to something; `kind` is a key of SUFFIXES, `size` counts bytes."""

    id: int
    name: str
    role: str
    dated: date
    kind: str
    size: int


def list_attachments(session: Session, owner: Owner) -> list[AttachmentRow]:
    """The files of one row, oldest first; those of the role, or of every role where it is ""."""
    asked = (
        select(Attachment, AttachmentContent.kind, AttachmentContent.size)
        .join(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
        .where(Attachment.owner_table == owner.table, Attachment.owner_id == owner.id)
        .order_by(Attachment.dated, Attachment.id)
    )
    if owner.role:
        asked = asked.where(Attachment.role == owner.role)
    return [
        AttachmentRow(row.id, row.name, row.role, row.dated, kind, size)
        for row, kind, size in session.execute(asked)
    ]


def attachments_of(session: Session, table: str) -> dict[int, list[AttachmentRow]]:
    """By id of row, the files of all rows of a table, oldest first."""
    found: dict[int, list[AttachmentRow]] = {}
    for row, kind, size in session.execute(
        select(Attachment, AttachmentContent.kind, AttachmentContent.size)
        .join(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
        .where(Attachment.owner_table == table)
        .order_by(Attachment.dated, Attachment.id)
    ):
        made = AttachmentRow(row.id, row.name, row.role, row.dated, kind, size)
        found.setdefault(row.owner_id, []).append(made)
    return found


def content_of(session: Session, attachment_id: int) -> bytes:
    """The bytes of one attachment, as they were put in. Refused when it is gone."""
    found = session.scalars(
        select(AttachmentContent.content)
        .join(Attachment, Attachment.sha256 == AttachmentContent.sha256)
        .where(Attachment.id == attachment_id)
    ).first()
    if found is None:
        raise refuse("attachment.gone", N_("This attachment is not in the file any more."))
    return found


def logo_owner(session: Session) -> Owner:
    """The legal person as the owner of its logo."""
    return Owner(Cooperative.__tablename__, session.scalars(select(Cooperative.id)).one(), LOGO)


def logo_of(session: Session) -> bytes:
    """The logo of the legal person as PNG or JPEG; empty when it has none."""
    found = session.scalars(
        select(AttachmentContent.content)
        .join(Attachment, Attachment.sha256 == AttachmentContent.sha256)
        .where(Attachment.owner_table == Cooperative.__tablename__, Attachment.role == LOGO)
    ).first()
    return found or b""


def logo_name(session: Session) -> str:
    """The name of the logo as a file; empty when there is none."""
    return next((row.name for row in list_attachments(session, logo_owner(session))), "")


def room_taken(session: Session) -> int:
    """The bytes of all contents in the file, those that only undo can bring back included."""
    return session.scalar(select(func.sum(AttachmentContent.size))) or 0


def check_attachments(session: Session) -> Iterator[Problem]:
    """Every content is what its SHA-256 says, and every owner is there."""
    for sha256, content in session.execute(
        select(AttachmentContent.sha256, AttachmentContent.content)
    ):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Problem(
                "check.attachment",
                N_("An attachment is damaged ({mark}). Restore the latest backup."),
                {"mark": sha256[:12]},
            )
    owned = session.execute(select(Attachment.owner_table, Attachment.owner_id).distinct())
    by_table: dict[str, set[int]] = {}
    for name, owner_id in owned:
        by_table.setdefault(name, set()).add(owner_id)
    for name, wanted in by_table.items():
        table = Stored.metadata.tables.get(name)
        there = set() if table is None else set(session.scalars(select(table.c.id)))
        if wanted - there:
            yield Problem(
                "check.attachment_owner",
                N_("{number} attachments belong to something that is gone ({table})."),
                {"number": len(wanted - there), "table": name},
            )
