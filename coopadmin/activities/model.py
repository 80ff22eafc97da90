"""Tables of activities and of the people who lead them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from coopadmin.store.schema import Stored, plain_text, reference


class Activity(Stored):
    """Something the cooperative does, with a theme, an aim and a target group."""

    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = plain_text()
    theme: Mapped[str] = plain_text()
    aim: Mapped[str] = plain_text(default="")
    target_group: Mapped[str] = plain_text(default="")
    since: Mapped[date | None]
    until: Mapped[date | None]
    position: Mapped[int]

    @staticmethod
    def search_text(row: Activity) -> str:
        return f"{row.name} {row.aim}"


class ActivityLead(Stored):
    """A person who carries an activity; two at least is wise."""

    __tablename__ = "activity_lead"
    __table_args__ = (UniqueConstraint("activity_id", "person_id"),)

    activity_id: Mapped[int] = reference("activity.id")
    person_id: Mapped[int] = reference("person.id")
