"""Tables of attachments: what belongs to what, and the contents by their SHA-256."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import ID, NOT_PERSONAL, Stored, personal, plain_text


class AttachmentContent(Stored):
    """The bytes of a file, once however often it is attached; never changed, in no history.

    `kind` is a key of `formats.filekinds.SUFFIXES`.
    """

    __tablename__ = "attachment_content"
    __table_args__ = (UniqueConstraint("sha256"),)
    audited = False

    sha256: Mapped[str] = plain_text()
    kind: Mapped[str] = plain_text()
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(
        LargeBinary, deferred=True, info=personal("interest", "books", "nothing")
    )


class Attachment(Stored):
    """A file that belongs to a row of another table, under a name; `role` says as what.

    Its content is named by the SHA-256, so that the history proves which bytes they were.
    """

    __tablename__ = "attachment"
    owner_columns = ("owner_table", "owner_id")

    sha256: Mapped[str] = mapped_column(
        Text,
        ForeignKey("attachment_content.sha256", deferrable=True, initially="DEFERRED"),
        index=True,
        info=NOT_PERSONAL,
    )
    owner_table: Mapped[str] = plain_text()
    owner_id: Mapped[int] = mapped_column(ID)
    role: Mapped[str] = plain_text(default="")
    name: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "nothing"))
    dated: Mapped[date]


Index("ix_attachment_owner_table_owner_id", Attachment.owner_table, Attachment.owner_id)
