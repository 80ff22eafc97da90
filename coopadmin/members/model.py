"""Tables of the kinds of membership, of applications, memberships and sanctions."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text, reference


class MembershipKind(Stored):
    """A kind of membership: its name, its votes, and what a household has of it together.

    `covers_household`: one membership is for all. `shared_contribution` and `shared_votes`: each
    has a membership, and those of one household owe once, or vote as one.
    """

    __tablename__ = "membership_kind"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = plain_text()
    votes: Mapped[int]
    covers_household: Mapped[bool]
    shared_contribution: Mapped[bool] = mapped_column(server_default=false())
    shared_votes: Mapped[bool] = mapped_column(server_default=false())
    position: Mapped[int]
    in_use: Mapped[bool]


class Membership(Stored):
    """One membership of one person; the number is never used again."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int] = mapped_column(info=personal("legal", "books", "the number"))
    person_id: Mapped[int] = reference("person.id")
    kind_id: Mapped[int] = reference("membership_kind.id")
    payer_id: Mapped[int | None] = reference("person.id", nullable=True)
    since: Mapped[date] = mapped_column(index=True)
    since_estimated: Mapped[bool]
    until: Mapped[date | None] = mapped_column(index=True)
    end_reason: Mapped[str] = plain_text(default="")
    end_ground: Mapped[str] = plain_text(default="", server_default="")
    notice_on: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    applied_on: Mapped[date | None]
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    number_told_on: Mapped[date | None]
    persons_covered: Mapped[int]
    remark: Mapped[str] = mapped_column(
        Text, default="", info=personal("contract", "membership", "nothing")
    )

    @staticmethod
    def search_text(row: Membership) -> str:
        return f"{row.number:04d}"


class FormerNumber(Stored):
    """A number that somebody had too, before two entries of them became one."""

    __tablename__ = "former_number"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int] = mapped_column(info=personal("legal", "books", "the number"))
    person_id: Mapped[int] = reference("person.id")

    @staticmethod
    def search_text(row: FormerNumber) -> str:
        return f"{row.number:04d}"


class ListMemory(Stored):
    """What somebody chose for the columns of a list: for the next one with the same headings.

    `shape` is a digest of the headings, because a list without them begins with a person;
    `choices` are fields by the number of the column. It is no fact of the books: undoing the
    reading of a list leaves it, for the list that is read after it.
    """

    __tablename__ = "list_memory"
    __table_args__ = (UniqueConstraint("shape"),)
    audited = False

    shape: Mapped[str] = plain_text()
    choices: Mapped[str] = plain_text()


class SavedSelection(Stored):
    """Criteria by which members are selected, under a name; `criteria` is JSON of names and words.

    Somebody can have typed the name of a person in either.
    """

    __tablename__ = "selection"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "nothing"))
    criteria: Mapped[str] = mapped_column(Text, info=personal("interest", "books", "nothing"))


class Application(Stored):
    """Somebody asked to become a member; `membership_id` is what came of it."""

    __tablename__ = "application"

    person_id: Mapped[int] = reference("person.id")
    kind_id: Mapped[int] = reference("membership_kind.id")
    applied_on: Mapped[date]
    channel: Mapped[str] = plain_text()
    kept_at: Mapped[str] = plain_text(default="")
    outcome: Mapped[str] = plain_text()
    decided_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(
        Text, default="", info=personal("contract", "application", "nothing")
    )
    told_on: Mapped[date | None]
    meeting_asked_on: Mapped[date | None]
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
    membership_id: Mapped[int | None] = reference("membership.id", nullable=True)


class Sanction(Stored):
    """A suspension, or an expulsion with the suspension that goes with it until it is final."""

    __tablename__ = "sanction"

    membership_id: Mapped[int] = reference("membership.id")
    expels: Mapped[bool]
    first: Mapped[date]
    last: Mapped[date | None]
    reasons: Mapped[str] = mapped_column(
        Text, default="", info=personal("contract", "membership", "nothing")
    )
    told_on: Mapped[date | None]
    appealed_on: Mapped[date | None]
    outcome: Mapped[str] = plain_text(default="")
    resolution_id: Mapped[int | None] = reference("resolution.id", nullable=True)
