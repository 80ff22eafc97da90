"""Tables of activities, of the people who lead them, and of what was counted in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.kernel.duration import Duration
from coopadmin.store.schema import Stored, plain_text, reference


class Activity(Stored):
    """Something the cooperative does, with a theme, an aim and a target group.

    `unit` is what is counted in it, `counts_people` whether also how many different people came;
    the targets are those of one book year. Rows of older files had none of these four: undoing
    what was done before brings such rows back, hence the defaults of the table itself.
    """

    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = plain_text()
    theme: Mapped[str] = plain_text()
    aim: Mapped[str] = plain_text(default="")
    target_group: Mapped[str] = plain_text(default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    position: Mapped[int]
    unit: Mapped[str] = plain_text(default="", server_default="")
    counts_people: Mapped[bool] = mapped_column(default=False, server_default=false())
    target_hours: Mapped[Duration | None]
    target_count: Mapped[int | None]

    @staticmethod
    def search_text(row: Activity) -> str:
        return f"{row.name} {row.aim}"


class ActivityLead(Stored):
    """A person who carries an activity; two at least is wise."""

    __tablename__ = "activity_lead"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[int] = reference("activity.id")
    person_id: Mapped[int] = reference("person.id")


class ActivityCount(Stored):
    """How often something was done, or how many different people came, in part of one month."""

    __tablename__ = "activity_count"
    __table_args__ = (Index("ix_activity_count_activity_first", "activity_id", "first"),)

    activity_id: Mapped[int] = reference("activity.id", index=False)
    what: Mapped[str] = plain_text()
    first: Mapped[date]
    last: Mapped[date]
    number: Mapped[int]

    @staticmethod
    def lock_keys(row: ActivityCount) -> tuple[tuple[str, str], ...]:
        return (("hours", str(row.first)[:4]),)
