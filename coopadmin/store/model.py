"""The store's own tables: what was done, what changed, what is locked, who has it, drafts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DDL, Index, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import ID, Stored, personal, plain_text, reference


class Done(Stored):
    """One operation: who did what when, chained by its hash to the one before."""

    __tablename__ = "done"
    audited = False

    sequence: Mapped[int] = mapped_column(unique=True)
    code: Mapped[str] = plain_text()
    time: Mapped[datetime]
    who: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "the name"))
    origin: Mapped[str] = plain_text()
    revision: Mapped[int]
    undoes: Mapped[int | None] = reference("done.id", nullable=True)
    about: Mapped[str] = mapped_column(
        Text, default="", info=personal("interest", "books", "nothing")
    )
    answers: Mapped[str] = mapped_column(
        Text, default="{}", info=personal("interest", "books", "nothing")
    )
    parents: Mapped[str] = plain_text()
    hash: Mapped[str] = plain_text()


class Change(Stored):
    """One row that an operation inserted, updated or deleted; images are JSON."""

    __tablename__ = "change"
    audited = False

    done_id: Mapped[int] = reference("done.id")
    table_name: Mapped[str] = plain_text()
    row_id: Mapped[int] = mapped_column(ID)
    kind: Mapped[str] = plain_text()
    before: Mapped[str | None] = mapped_column(
        Text, info=personal("interest", "books", "the digest")
    )
    after: Mapped[str | None] = mapped_column(
        Text, info=personal("interest", "books", "the digest")
    )
    salt: Mapped[str | None] = plain_text(nullable=True)
    digest: Mapped[str] = plain_text()


class ErasedImages(Stored):
    """The changes whose images an operation erased: their ids as JSON.

    Verifying the history accepts that an image is missing only where it is named here.
    """

    __tablename__ = "erased_images"
    __table_args__ = (UniqueConstraint("done_id"),)

    done_id: Mapped[int] = reference("done.id", index=False)
    changes: Mapped[str] = plain_text()


class Lock(Stored):
    """A reason why rows may not change, set by any feature."""

    __tablename__ = "lock"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    kind: Mapped[str] = plain_text()
    key: Mapped[str] = plain_text()
    reason: Mapped[str] = plain_text()
    resolution: Mapped[str] = plain_text(default="")


class Custody(Stored):
    """A step of the file between computers: handed over, taken back, or gone on with.

    `kind` is one of `store.custody`; `origin` the installation where it was done; the row with
    the highest number holds.
    """

    __tablename__ = "custody"

    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = plain_text()
    time: Mapped[datetime]
    origin: Mapped[str] = plain_text()
    who: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "the name"))
    name: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "the name"))
    note: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "nothing"))


class Draft(Stored):
    """Text that is not yet an operation."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("screen", "key"),)
    audited = False

    screen: Mapped[str] = plain_text()
    key: Mapped[str] = plain_text()
    text: Mapped[str] = mapped_column(Text, info=personal("interest", "draft", "nothing"))
    time: Mapped[datetime]


Index("ix_change_table_name_row_id", Change.table_name, Change.row_id)

# The search index is a virtual table of SQLite: not a model, so that every model also compiles
# for PostgreSQL. Its rowid is the id of the row found; ids are unique over all tables.
SEARCH_STATEMENTS = (
    (
        "CREATE VIRTUAL TABLE search_index "
        "USING fts5(table_name UNINDEXED, text, tokenize = 'trigram')"
    ),
    "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)",
)
for statement in SEARCH_STATEMENTS:
    event.listen(
        Stored.metadata,
        "after_create",
        DDL(statement).execute_if(dialect="sqlite"),  # type: ignore[no-untyped-call]
    )
