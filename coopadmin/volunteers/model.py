"""Tables of who helps with what, and of the hours they worked."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.kernel.duration import Duration
from coopadmin.store.schema import Stored, personal, reference


class VolunteerTask(Stored):
    """A person on the hours list of an activity."""

    __tablename__ = "volunteer_task"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[int] = reference("activity.id")
    person_id: Mapped[int] = reference("person.id")
    since: Mapped[date | None]
    until: Mapped[date | None]


class HourEntry(Stored):
    """Time worked for one activity in a period within one calendar month.

    By one person; or without a name by a group of so many `people`, and then `worked` is that of
    all of them together.
    """

    __tablename__ = "hour_entry"
    __table_args__ = (Index("ix_hour_entry_activity_first", "activity_id", "first"),)

    person_id: Mapped[int | None] = reference("person.id", nullable=True)
    activity_id: Mapped[int] = reference("activity.id", index=False)
    people: Mapped[int] = mapped_column(default=1, server_default="1")
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    worked: Mapped[Duration]
    estimated: Mapped[bool]
    note: Mapped[str] = mapped_column(
        Text, default="", info=personal("contract", "books", "nothing")
    )

    @staticmethod
    def lock_keys(row: HourEntry) -> tuple[tuple[str, str], ...]:
        return (("hours", str(row.first)[:4]),)
