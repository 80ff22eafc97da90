"""Tables of tasks: own ones, what was ticked off or put off, and longer terms for accounts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopadmin.store.schema import Stored, personal, plain_text

TASK = personal("interest", "books", "nothing")
WHO = personal("interest", "books", "the name")


class OwnTask(Stored):
    """Something that somebody wants done; `number` is never given twice."""

    __tablename__ = "own_task"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text, info=TASK)
    due: Mapped[date | None]
    who: Mapped[str] = mapped_column(Text, default="", info=WHO)
    note: Mapped[str] = mapped_column(Text, default="", info=TASK)


class TaskMark(Stored):
    """One task, own or of a rule, that was ticked off by somebody or put off until a day.

    `code` and `about` are those of `rules.TaskKey`; `about` can hold the name of a director.
    """

    __tablename__ = "task_mark"
    __table_args__ = (UniqueConstraint("code", "about"),)

    code: Mapped[str] = plain_text()
    about: Mapped[str] = mapped_column(Text, default="", info=TASK)
    title: Mapped[str] = mapped_column(Text, info=TASK)
    done_on: Mapped[date | None]
    done_by: Mapped[str] = mapped_column(Text, default="", info=WHO)
    put_off_until: Mapped[date | None]


class ExtendedTerm(Stored):
    """The members gave more months for the accounts of a book year."""

    __tablename__ = "extended_term"
    __table_args__ = (UniqueConstraint("book_year"),)

    book_year: Mapped[str] = plain_text()
    months: Mapped[int]
    decided_on: Mapped[date]
